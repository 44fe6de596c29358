"""House meetings: written down with an agenda, marked, finished once, and then frozen."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from sobrhouse.domain.rolls import Mark
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stale
from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.services import (
    action_items,
    agendas,
    called_meetings,
    commitments,
    house_meetings,
    meeting_days,
    minutes,
    motions,
    signins,
    todos,
)
from sobrhouse.services.motions import Asked
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, HouseMeetingMark
from tests import make
from tests.conftest import NOW, OWNER, staff
from ui.office.meetings.run.gaps import gaps_of

SUNDAY, NEXT = date(2026, 11, 22), date(2026, 11, 29)


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def people(store: Store, house: int) -> list[int]:
    names = (("Marcus", "Tate"), ("Sam", "Okafor"), ("Will", "Park"))
    return [make.stay(store, make.resident(store, *name), house) for name in names]


@pytest.fixture
def series(store: Store, house: int) -> int:
    return make.meeting_series(store, house)


@pytest.fixture
def meeting(store: Store, house: int, people: list[int], series: int) -> int:
    made = store.write(OWNER, house_meetings.open_meeting, house, series, SUNDAY)
    store.write(OWNER, house_meetings.begin_meeting, made)
    return made


def run(store, house, meeting):
    return store.read(OWNER, meeting_run, house, meeting)


def statuses(store, house, meeting):
    return [(p.name, p.status) for p in run(store, house, meeting).people]


def test_a_planned_meeting_is_written_down_once_with_agenda_and_turns(store, house, people, series):
    made = store.write(OWNER, house_meetings.open_meeting, house, series, SUNDAY)
    assert store.write(OWNER, house_meetings.open_meeting, house, series, SUNDAY) == made
    found = run(store, house, made)
    assert (found.title, found.day, found.planned_at.isoformat()) == (
        "House meeting", SUNDAY, "2026-11-23T00:30:00+00:00",
    )  # fmt: skip
    assert found.agenda[0].title == "Welcome and reading"
    assert found.chair and found.reader and found.chair != found.reader
    assert found.nobody_marked and not found.here


def test_a_day_that_is_off_or_not_of_the_rule_is_not_written_down(store, house, series):
    with pytest.raises(Problem):
        store.write(OWNER, house_meetings.open_meeting, house, series, date(2026, 11, 23))
    store.write(OWNER, meeting_days.cancel_day, series, NEXT, "Holiday weekend")
    with pytest.raises(Problem, match="no meeting on this day"):
        store.write(OWNER, house_meetings.open_meeting, house, series, NEXT)


def test_a_meeting_is_taken_back_until_somebody_votes_and_put_back_once(store, house, series):
    made = store.write(OWNER, house_meetings.open_meeting, house, series, SUNDAY)
    store.write(OWNER, house_meetings.take_back_meeting, made)
    again = store.write(OWNER, house_meetings.open_meeting, house, series, SUNDAY)
    assert again != made
    with pytest.raises(Problem, match="written down again meanwhile"):
        store.write(OWNER, house_meetings.put_back_meeting, made)
    asked = Asked(text="Let Al in", secret=True)
    motion = store.write(OWNER, motions.propose, again, asked)
    store.write(OWNER, motions.open_vote, motion)
    with pytest.raises(Problem, match="votes already"):
        store.write(OWNER, house_meetings.take_back_meeting, again)
    store.write(OWNER, motions.take_back_motion, motion)
    store.write(OWNER, house_meetings.take_back_meeting, again)
    store.write(OWNER, house_meetings.put_back_meeting, made)


def test_a_meeting_that_was_called_gets_a_leader_when_it_begins(store, house, people):
    spot = meeting_days.Spot(SUNDAY, (NOW + timedelta(hours=1)).time(), "Kitchen")
    made = store.write(OWNER, called_meetings.call_meeting, house, spot)
    store.write(OWNER, house_meetings.begin_meeting, made)
    assert run(store, house, made).chair


def test_nobody_marked_is_not_all_absent(store, house, people, meeting):
    assert "Nobody is marked. That does not mean that all were absent." in gaps_of(
        run(store, house, meeting)
    )
    marks = [Mark(stay, "absent") for stay in people]
    before = store.write(OWNER, house_meetings.put_marks, meeting, marks)
    found = run(store, house, meeting)
    assert (found.nobody_marked, found.count("absent"), found.to_mark) == (False, 3, ())
    store.write(OWNER, house_meetings.put_marks, meeting, before)
    assert run(store, house, meeting).nobody_marked


def test_marks_change_until_the_end_and_each_has_an_inverse(store, house, people, meeting):
    marcus, sam, will = people
    first = store.write(OWNER, house_meetings.set_mark, meeting, marcus, "late", "Bus")
    assert first == Mark(marcus, None)
    before = store.write(OWNER, house_meetings.set_mark, meeting, marcus, "present")
    assert before == Mark(marcus, "late", "Bus")
    store.write(OWNER, house_meetings.put_marks, meeting, [before])
    assert run(store, house, meeting).people[0].reason == "Bus"
    done = store.write(OWNER, house_meetings.all_present, meeting)
    assert done == (Mark(sam, None), Mark(will, None))
    assert statuses(store, house, meeting) == [
        ("Marcus T.", "late"), ("Sam O.", "present"), ("Will P.", "present"),
    ]  # fmt: skip
    store.write(OWNER, house_meetings.put_marks, meeting, done)
    assert [p.name for p in run(store, house, meeting).to_mark] == ["Sam O.", "Will P."]
    store.write(OWNER, house_meetings.clear_mark, meeting, marcus)
    assert run(store, house, meeting).nobody_marked


def test_somebody_of_another_house_is_not_marked(store, house, people, meeting):
    other = make.stay(store, make.resident(store, "Al", "Noone"), make.house(store, "Oak House"))
    with pytest.raises(NotFound):
        store.write(OWNER, house_meetings.set_mark, meeting, other, "present")
    with pytest.raises(ValueError, match="here"):
        store.write(OWNER, house_meetings.set_mark, meeting, people[0], "here")


def test_a_finished_meeting_stands(store, house, people, meeting):
    store.write(OWNER, house_meetings.set_mark, meeting, people[0], "present")
    vote = store.write(OWNER, motions.propose, meeting, Asked(text="Quiet at ten"))
    item = store.write(OWNER, agendas.add_item, meeting, "Heating")
    store.write(OWNER, house_meetings.finish_meeting, meeting)
    found = run(store, house, meeting)
    assert found.finished_at and found.finished_by == "Olive Owner"
    assert [m.outcome for m in found.motions] == ["withdrawn"]
    for step in (
        (house_meetings.set_mark, meeting, people[1], "present"),
        (house_meetings.change_meeting, meeting),
        (minutes.save_minutes, meeting, "More", ""),
        (agendas.tick_item, item, True),
        (motions.withdraw, vote),
        (action_items.add_action, meeting, "Salt"),
        (commitments.promise, meeting, people[0], "Call home"),
        (house_meetings.finish_meeting, meeting),
    ):
        with pytest.raises(Problem, match=r"finished|closed"):
            store.write(OWNER, *step)


def test_the_database_itself_keeps_finished_marks(store, house, people, meeting):
    store.write(OWNER, house_meetings.set_mark, meeting, people[0], "present")
    store.write(OWNER, house_meetings.finish_meeting, meeting)

    def tamper(work):
        work.require(None)
        mark = work.session.scalars(select(HouseMeetingMark)).one()
        work.watch(mark).status = "absent"
        work.record("test.tampered", mark)

    with pytest.raises(Problem, match="cannot be changed"):
        store.write(make.SYSTEM, tamper)


def test_a_meeting_that_never_began_is_not_finished(store, house, people, series):
    made = store.write(OWNER, house_meetings.open_meeting, house, series, SUNDAY)
    with pytest.raises(Problem, match="has not begun"):
        store.write(OWNER, house_meetings.finish_meeting, made)
    store.write(OWNER, house_meetings.begin_meeting, made)
    store.write(OWNER, house_meetings.take_back_begin, made)
    store.write(OWNER, house_meetings.take_back_meeting, made)
    with pytest.raises(NotFound):
        run(store, house, made)
    store.write(OWNER, house_meetings.put_back_meeting, made)
    assert run(store, house, made).started_at is None


def test_minutes_are_kept_as_they_are_typed_and_the_log_gets_the_difference(store, house, meeting):
    store.write(OWNER, minutes.save_minutes, meeting, "Chores: Jay swaps.", "")
    store.write(
        OWNER, minutes.save_minutes, meeting, "Chores: Jay and Ty swap.", "Chores: Jay swaps."
    )
    assert run(store, house, meeting).minutes == "Chores: Jay and Ty swap."

    def said(work):
        work.require(None)
        saved = AuditEntry.action == "meeting.minutes_saved"
        return list(work.session.scalars(
            select(AuditEntry.payload).where(saved).order_by(AuditEntry.seq)
        ))  # fmt: skip

    assert '"put_in":"and Ty swap"' in store.write(make.SYSTEM, said)[-1]
    assert "Chores" not in store.write(make.SYSTEM, said)[-1]


def test_somebody_else_wrote_in_the_minutes_meanwhile(store, house, meeting):
    store.write(OWNER, minutes.save_minutes, meeting, "Theirs", "")
    with pytest.raises(Stale) as told:
        store.write(OWNER, minutes.save_minutes, meeting, "Mine", "")
    assert told.value.theirs == {"minutes": "Theirs"}


def test_what_was_forgotten_is_added_with_a_reason(store, house, meeting):
    with pytest.raises(Problem, match="not finished"):
        store.write(OWNER, minutes.amend, meeting, "Rent is due", "Forgotten")
    store.write(OWNER, house_meetings.finish_meeting, meeting)
    with pytest.raises(Problem, match="why"):
        store.write(OWNER, minutes.amend, meeting, "Rent is due", "")
    made = store.write(OWNER, minutes.amend, meeting, "Rent is due", "Forgotten")
    store.write(OWNER, minutes.void_amendment, made)
    (row,) = run(store, house, meeting).amendments
    assert (row.by, row.text, row.why, row.voided) == (
        "Olive Owner", "Rent is due", "Forgotten", True,
    )  # fmt: skip


def test_the_next_agenda_holds_what_is_open(store, house, people, series, meeting):
    marcus, sam, _will = people
    store.write(OWNER, action_items.add_action, meeting, "Post quiet hours", marcus, NEXT)
    done = store.write(OWNER, action_items.add_action, meeting, "Buy salt")
    store.write(OWNER, todos.mark_done, done)
    store.write(OWNER, commitments.promise, meeting, sam, "Call sponsor daily")
    store.write(OWNER, agendas.add_item, meeting, "Thanksgiving dinner", minutes=15)
    for line in run(store, house, meeting).agenda[:-1]:
        store.write(OWNER, agendas.tick_item, line.item_id, True)
    store.write(OWNER, house_meetings.finish_meeting, meeting)
    later = store.write(OWNER, house_meetings.open_meeting, house, series, NEXT)
    found = run(store, house, later)
    lines = {line.title: line for line in found.agenda}
    assert lines["Old business"].text == "Post quiet hours (Marcus T., due Sun, Nov 29)"
    assert lines["Last week's commitments"].text == "Sam O.: Call sponsor daily"
    assert lines["Thanksgiving dinner"].carried and lines["Thanksgiving dinner"].minutes == 15
    assert [(a.text, a.from_earlier) for a in found.actions] == [("Post quiet hours", True)]
    assert [(c.name, c.from_earlier) for c in found.commitments] == [("Sam O.", True)]


def test_untouched_lines_say_what_is_open_when_it_begins(store, house, people, series):
    earlier = make.house_meeting(store, house, planned_at=NOW - timedelta(days=7))
    store.write(OWNER, action_items.add_action, earlier, "Post quiet hours")
    made = store.write(OWNER, house_meetings.open_meeting, house, series, SUNDAY)
    (line,) = [a for a in run(store, house, made).agenda if a.kind == "old"]
    assert line.text == "Post quiet hours (No owner)"
    (action,) = run(store, house, made).actions
    store.write(OWNER, todos.mark_done, action.todo_id)
    store.write(OWNER, house_meetings.begin_meeting, made)
    (line,) = [a for a in run(store, house, made).agenda if a.kind == "old"]
    assert line.text == ""


def test_a_meeting_ahead_is_prepared_and_begins_on_its_day(store, house, people, series, clock):
    ahead = store.write(OWNER, house_meetings.open_meeting, house, series, NEXT)
    clock.forward(days=6)
    with pytest.raises(Problem, match="on Sun, Nov 29"):
        store.write(OWNER, house_meetings.begin_meeting, ahead)
    assert run(store, house, ahead).started_at is None
    clock.forward(hours=5)  # past midnight in New York
    store.write(OWNER, house_meetings.begin_meeting, ahead)
    assert run(store, house, ahead).started_at is not None


def test_commitments_are_asked_about_next_time(store, house, people, series, meeting, clock):
    made = store.write(OWNER, commitments.promise, meeting, people[1], "Call sponsor daily")
    store.write(OWNER, house_meetings.finish_meeting, meeting)
    later = store.write(OWNER, house_meetings.open_meeting, house, series, NEXT)
    clock.forward(days=7)
    store.write(OWNER, house_meetings.begin_meeting, later)
    assert "1 commitment was not asked about" in gaps_of(run(store, house, later))
    assert store.write(OWNER, commitments.answer, made, "partly", later) is None
    assert store.write(OWNER, commitments.answer, made, "kept", later) == "partly"
    assert run(store, house, later).commitments[0].outcome == "kept"
    store.write(OWNER, commitments.answer, made, None, later)
    assert run(store, house, later).commitments[0].outcome == ""
    store.write(OWNER, commitments.answer, made, "kept", later)
    store.write(OWNER, house_meetings.finish_meeting, later)
    with pytest.raises(Problem, match="earlier meeting"):
        store.write(OWNER, commitments.answer, made, "not_yet")
    assert run(store, house, meeting).commitments[0].outcome == ""


def test_what_a_meeting_names_is_of_its_own_house(store, house, people, meeting):
    other = make.house(store, "Elm Street House")
    theirs = make.house_meeting(store, other)
    made = store.write(OWNER, commitments.promise, meeting, people[1], "Call sponsor daily")
    with pytest.raises(NotFound):
        store.write(OWNER, commitments.answer, made, "kept", theirs)
    wish = make.application(store, make.resident(store, "Al", "Reed"), other)
    with pytest.raises(NotFound):
        asked = Asked(text="Let Al in", kind="admission", application_id=wish)
        store.write(OWNER, motions.propose, meeting, asked)


def test_lines_move_and_come_back(store, house, meeting):
    def titles():
        return [line.title for line in run(store, house, meeting).agenda]

    was = titles()
    first = run(store, house, meeting).agenda[0].item_id
    back = store.write(OWNER, agendas.move_item, first, 2)
    assert titles() == [*was[1:3], was[0], *was[3:]]
    store.write(OWNER, agendas.move_item, first, back)
    assert titles() == was
    store.write(OWNER, agendas.take_off_item, first)
    assert titles() == was[1:]
    store.write(OWNER, agendas.put_back_item, first)
    assert titles() == was
    before = store.write(OWNER, agendas.change_item, first, "Hello", 7, "")
    assert run(store, house, meeting).agenda[0].minutes == 7
    store.write(OWNER, agendas.change_item, first, *before)
    assert titles() == was


def test_who_leads_and_reads_goes_round(store, house, people, series, clock):
    led = []
    for week in range(6):
        on = SUNDAY + timedelta(days=7 * week)
        made = store.write(OWNER, house_meetings.open_meeting, house, series, on)
        led.append(run(store, house, made).chair)
        store.write(OWNER, house_meetings.begin_meeting, made)
        store.write(OWNER, house_meetings.finish_meeting, made)
        clock.forward(days=7)
    assert sorted(led) == sorted(["Marcus T.", "Sam O.", "Will P."] * 2)


def test_staff_run_meetings_of_their_houses_and_an_auditor_reads(store, house, people, meeting):
    mine, elsewhere = staff(Role.STAFF, house), staff(Role.STAFF, house + 1)
    store.write(mine, house_meetings.set_mark, meeting, people[0], "present")
    auditor = staff(Role.AUDITOR, house)
    assert store.read(auditor, meeting_run, house, meeting).here == 1
    with pytest.raises(NotAllowed):
        store.write(auditor, house_meetings.set_mark, meeting, people[1], "present")
    with pytest.raises(NotAllowed):
        store.write(elsewhere, house_meetings.set_mark, meeting, people[1], "present")
    with pytest.raises(NotAllowed):
        store.read(elsewhere, meeting_run, house, meeting)


def test_a_meeting_is_read_in_few_statements(store, house, people, meeting):
    store.write(OWNER, signins.sign_out, people[0], "Store", NOW + timedelta(hours=2))
    from sqlalchemy import event

    said = []
    event.listen(store._reader, "before_cursor_execute", lambda *a: said.append(a[2]))
    run(store, house, meeting)
    assert len([s for s in said if s.lstrip().upper().startswith("SELECT")]) <= 10


def test_a_series_keeps_the_order_of_business_of_one_meeting(store, house, series, meeting):
    first = run(store, house, meeting).agenda[0]
    store.write(OWNER, agendas.take_off_item, first.item_id)
    store.write(OWNER, agendas.add_item, meeting, "Round of thanks", minutes=5)
    assert store.write(OWNER, agendas.keep_agenda, meeting) == ""
    later = store.write(OWNER, house_meetings.open_meeting, house, series, NEXT)
    titles = [line.title for line in run(store, house, later).agenda]
    assert first.title not in titles and titles[-1] == "Round of thanks"
    kept = store.write(OWNER, agendas.set_standing, series, "")
    assert "Round of thanks" in kept
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, house), agendas.keep_agenda, meeting)
