"""Packets as they are kept: saved choices, and what was printed with all that it was drawn from."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from sobrhouse.domain.packets import Names, PacketChoice, Section, Size
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stale
from sobrhouse.queries.packet_values import packet_values
from sobrhouse.queries.packets import kept_packet, packet_sets, printed_packets
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet import draw_again, draw_packet, made_packet
from sobrhouse.services import packets as writes
from tests import make, make_papers
from tests.conftest import NOW, OWNER, staff
from tests.reports.made import STAMP

FRIDAY = PacketChoice((Section.SUMMARY, Section.CHORES), Names.FULL, Size.A4, large=True)


@pytest.fixture
def house(store):
    return make.house(store)


def save(store, house, name="Friday packet", choice=FRIDAY, **more):
    return store.write(OWNER, lambda work: writes.save_set(work, house, name, choice, **more))


def change(store, row, name, choice=FRIDAY, *, usual=False):
    store.write(
        OWNER,
        lambda work: writes.change_set(work, row.set_id, row.version, name, choice, usual=usual),
    )


def sets(store, house):
    return store.read(OWNER, packet_sets, house)


def printed(store, house, **more):
    """A packet of this week, as it is drawn now."""
    values = store.read(OWNER, packet_values, house, make.MONDAY, make.SUNDAY, NOW)
    options = PaperOptions(STAMP)
    made = replace(made_packet(values, options, draw_packet(values, options)), **more)
    return made, store.write(OWNER, lambda work: writes.record_packet(work, house, made))


def entry(store, n=-1):
    """An entry of the audit log: action, house, payload."""
    with store._reader.connect() as link:
        rows = link.execute(
            text("SELECT action, house_id, payload FROM audit_entry ORDER BY seq")
        ).all()
    action, house, payload = rows[n]
    return action, house, json.loads(payload)


def test_a_choice_is_saved_by_its_name_and_the_usual_one_is_first(store, house):
    save(store, house, "  Short   one ", PacketChoice((Section.SIGNLOG,)))
    save(store, house, usual=True)
    usual, short = sets(store, house)
    assert (usual.name, usual.choice, usual.usual) == ("Friday packet", FRIDAY, True)
    assert (short.name, short.choice.sections, short.usual) == (
        "Short one", (Section.SIGNLOG,), False,
    )  # fmt: skip
    save(store, house, "Board", usual=True)
    assert [(row.name, row.usual) for row in sets(store, house)] == [
        ("Board", True), ("Friday packet", False), ("Short one", False),
    ]  # fmt: skip


def test_sections_stand_in_the_order_of_the_paper_however_they_were_chosen(store, house):
    save(store, house, choice=PacketChoice((Section.MILESTONES, Section.SUMMARY)))
    (row,) = sets(store, house)
    assert row.choice.sections == (Section.SUMMARY, Section.MILESTONES)
    make_papers.packet_set(store, house, "From later", sections="summary,incidents,chores")
    (_mine, later) = sets(store, house)
    assert later.choice.sections == (Section.SUMMARY, Section.CHORES)


def test_a_set_is_changed_taken_away_and_brought_back(store, house):
    save(store, house, usual=True)
    (row,) = sets(store, house)
    change(store, row, "Saturday packet", replace(FRIDAY, names=Names.BED), usual=True)
    (now,) = sets(store, house)
    assert (now.name, now.choice.names, now.usual) == ("Saturday packet", Names.BED, True)
    with pytest.raises(Stale):
        change(store, row, "Sunday packet")
    store.write(OWNER, writes.remove_set, row.set_id)
    assert sets(store, house) == ()
    with pytest.raises(NotFound):
        store.write(OWNER, writes.remove_set, row.set_id)
    store.write(OWNER, writes.bring_back_set, row.set_id)
    (back,) = sets(store, house)
    assert (back.name, back.usual) == ("Saturday packet", False)
    with pytest.raises(Problem, match="there already"):
        store.write(OWNER, writes.bring_back_set, row.set_id)


def test_a_set_needs_a_name_of_its_own_and_a_section(store, house):
    first = save(store, house)
    for name, choice, field in (
        (" ", FRIDAY, "name"), ("x" * 61, FRIDAY, "name"), ("friday PACKET", FRIDAY, "name"),
        ("Another", PacketChoice(()), "sections"),
    ):  # fmt: skip
        with pytest.raises(Problem) as refused:
            save(store, house, name, choice)
        assert refused.value.field == field
    store.write(OWNER, writes.remove_set, first)
    save(store, house)
    with pytest.raises(Problem, match="already"):
        store.write(OWNER, writes.bring_back_set, first)
    assert len(sets(store, house)) == 1


def test_a_printed_packet_is_kept_whole_and_comes_out_the_same(store, house):
    made, packet_id = printed(store, house)
    action, at, payload = entry(store)
    assert (action, at, payload["sha256"], payload["pages"]) == (
        "report.printed", house, made.sha256, made.pages,
    )  # fmt: skip
    assert payload["after"]["inputs"] == "…"  # what it says is not told twice
    kept = store.read(OWNER, kept_packet, house, packet_id)
    assert kept == made
    again = draw_again(kept)
    assert again.same
    store.write(
        OWNER,
        lambda work: writes.record_again(
            work, packet_id, kept.sha256, again.packet.count, saved=True
        ),
    )
    action, _at, payload = entry(store)
    assert (action, payload["again"], payload["same"]) == ("report.saved", True, True)


def test_packets_are_listed_the_newest_first_and_by_week(store, house, clock):
    _made, first = printed(store, house)
    clock.forward(hours=1)
    _made, second = printed(store, house)
    earlier = make.MONDAY - timedelta(days=7)
    make_papers.packet_print(store, house, week_start=earlier, created_at=NOW - timedelta(days=7))
    rows = store.read(OWNER, printed_packets, house)
    assert [row.packet_id for row in rows[:2]] == [second, first]
    assert (rows[0].at - rows[1].at, rows[0].choice) == (timedelta(hours=1), PacketChoice())
    (old,) = store.read(OWNER, printed_packets, house, earlier)
    assert old.week_start == earlier
    with pytest.raises(Problem, match="cannot be read"):
        draw_again(store.read(OWNER, kept_packet, house, old.packet_id))


def test_another_house_is_refused_and_an_auditor_only_prints(store, house):
    other = make.house(store, "Oak House")
    made, packet_id = printed(store, house)
    row = save(store, house)
    stranger, auditor = staff(Role.MANAGER, other), staff(Role.AUDITOR, house)
    for query, args in (
        (packet_sets, (house,)), (printed_packets, (house,)), (kept_packet, (house, packet_id)),
        (packet_values, (house, make.MONDAY, make.SUNDAY, NOW)),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            store.read(stranger, query, *args)
    with pytest.raises(NotFound):
        store.read(stranger, kept_packet, other, packet_id)
    for use_case, args in (
        (writes.save_set, (house, "X", FRIDAY)), (writes.remove_set, (row,)),
        (writes.record_packet, (house, made)), (writes.record_again, (packet_id, "x", 1)),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            store.write(stranger, use_case, *args)
    store.write(auditor, writes.record_packet, house, made)
    with pytest.raises(NotAllowed):
        store.write(auditor, writes.save_set, house, "X", FRIDAY)
