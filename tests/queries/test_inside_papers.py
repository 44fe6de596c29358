"""What the papers that stay in the house are made from: beds of any day, phones, how a stay went,
what left the house, how far the log reaches; and who may ask.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace as Names

import pytest

from sobrhouse.domain.care import CONTACT_WORDS, word
from sobrhouse.domain.houses import BedState
from sobrhouse.domain.staff import Role
from sobrhouse.domain.weekly import PaperName
from sobrhouse.problems import NotAllowed, NotFound
from sobrhouse.queries.audit_check import log_reach
from sobrhouse.queries.census import CAME, LEFT, MOVED, census_day
from sobrhouse.queries.discharge import discharge
from sobrhouse.queries.disclosure_account import disclosure_account
from sobrhouse.queries.phone_list import PhoneLine, PhoneList, phone_list
from sobrhouse.reports.audit_check import MOST_FAULTS, AuditCheck, audit_check
from sobrhouse.reports.census import census_sheet
from sobrhouse.reports.discharge_summary import discharge_summary
from sobrhouse.reports.disclosure_account import disclosure_account as account_paper
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.phone_list import phone_list as phone_paper
from sobrhouse.storage.store import Store
from sobrhouse.words import speaking
from tests import make, make_circle, make_papers
from tests.conftest import NOW, OWNER, Clock, Template, staff
from tests.reports.made import OPTIONS
from tests.reports.reading import page_count, read

PHONE = "(555) 010-4471"
SUNDAY, DAY = make.SUNDAY, timedelta(days=1)
CAME_ON, MOVED_ON, LEFT_ON = SUNDAY - 90 * DAY, SUNDAY - 60 * DAY, SUNDAY - 10 * DAY


@pytest.fixture(scope="module")
def there(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Names]:
    """Vic came, changed beds, and left; Marcus lives here."""
    store = template.copied(tmp_path_factory.mktemp("inside"), Clock())
    yield made(store)
    store.close()


def made(store: Store) -> Names:
    house, other = make.house(store, phone="+15550100100"), make.house(store, "Oak Street House")
    room = make.room(store, house)
    one, two = make.bed(store, room, "1A"), make.bed(store, room, "1B")
    marcus = make.resident(store, "Marcus", "Tate", phone="+15550104471")
    make.assignment(store, make.stay(store, marcus, house, LEFT_ON), two, LEFT_ON)
    make.contact(store, marcus, "Ida Tate", relationship="Mother", phone="+15550101111")
    make.contact(store, marcus, "Second Contact")
    vic = make.resident(store, "Vic", "Dean")
    stay = make.stay(store, vic, house, CAME_ON, discharged_on=LEFT_ON, discharge_type="successful",
                     destination="Own apartment", naloxone_given=True)  # fmt: skip
    make.assignment(store, stay, one, CAME_ON, end_on=MOVED_ON, end_reason="transfer")
    make.assignment(store, stay, two, MOVED_ON, end_on=LEFT_ON, end_reason="move out",
                    reason="Nearer the stairs")  # fmt: skip
    make.sobriety(store, vic, CAME_ON - 10 * DAY, end_on=SUNDAY - DAY, end_kind="return_to_use")
    make_circle.sponsorship(store, vic, name="Zeno Q.", share="existence", started_on=CAME_ON,
                            ended_on=LEFT_ON, end_kind="moved_on")  # fmt: skip
    make.attendance(store, house, stay, CAME_ON + DAY, verification="signature")
    make.attendance(store, house, stay, CAME_ON + 2 * DAY, verification="self")
    make.attendance(store, house, stay, CAME_ON + 3 * DAY, void_at=NOW, void_by=1, void_why="no")
    make_circle.award(store, vic, "d30", due_on=CAME_ON + 20 * DAY, awarded_on=CAME_ON + 20 * DAY)
    chore = make.chore(store, house, make.rotation(store, house))
    turn = make.chore_assignment(store, house, chore, stay)
    make.inspection(store, house, turn)
    consent = make_papers.consent(store, house, vic)
    make_papers.disclosure(store, house, vic, consent_id=consent, left_out=2)
    make_papers.disclosure(store, house, vic, void_at=NOW, void_by=1, void_why="no room on disk")
    make_papers.disclosure(store, house, marcus, at=NOW - 1000 * DAY)
    return Names(store=store, house=house, other=other, marcus=marcus, vic=vic)


@pytest.mark.parametrize(("on", "beds", "changes"), [
    (CAME_ON - DAY, {}, ()),
    (CAME_ON, {"1A": "Vic D."}, ((CAME, "1A", ""),)),
    (MOVED_ON - DAY, {"1A": "Vic D."}, ()),
    (MOVED_ON, {"1B": "Vic D."}, ((MOVED, "1A to 1B", "Nearer the stairs"),)),
    (LEFT_ON - DAY, {"1B": "Vic D."}, ()),
    (SUNDAY, {"1B": "Marcus T."}, ()),
])  # fmt: skip
def test_who_was_in_what_bed_on_any_day(
    there: Names, on: date, beds: dict[str, str], changes: tuple[tuple[str, str, str], ...]
) -> None:
    data = there.store.read(OWNER, census_day, there.house, on)
    assert {b.label: b.sleeper.name for b in data.board.beds if b.sleeper} == beds
    assert tuple((c.kind, c.bed, c.why) for c in data.changes) == changes
    said = read(census_sheet(data, OPTIONS))
    assert all(name in said for name in beds.values())


def test_a_bed_is_given_on_the_day_that_another_leaves_it(there: Names) -> None:
    data = there.store.read(OWNER, census_day, there.house, LEFT_ON)
    assert [(c.kind, c.name.short, c.bed) for c in data.changes] == [
        (LEFT, "Vic D.", "1B"), (CAME, "Marcus T.", "1B"),
    ]  # fmt: skip
    assert [b.state for b in data.board.beds] == [BedState.FREE, BedState.FILLED]
    said = read(census_sheet(data, replace(OPTIONS, names="bed")))
    assert "Vic" not in said
    assert "Marcus" not in said


def test_phones_with_whom_to_call_first(there: Names) -> None:
    data = there.store.read(OWNER, phone_list, there.house, SUNDAY)
    (line,) = data.lines
    assert (line.phone, line.contact, line.contact_is) == ("(555) 010-4471", "Ida Tate", "Mother")
    short, full = read(phone_paper(data, OPTIONS)), read(phone_paper(data, _named("full")))
    assert "Ida T." in short
    assert "Tate" not in short
    assert "Ida Tate" in full
    assert "(555) 010-0100" in short
    beds = read(phone_paper(data, _named("bed")))
    for said in ("Marcus", "Ida", "4471", "1111"):
        assert said not in beds, said


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_phone_list_says_in_full_who_is_called(language: str) -> None:
    with speaking(language):
        kinds = [word(CONTACT_WORDS, kind) for kind in CONTACT_WORDS]
        lines = tuple(
            PhoneLine(PaperName("Christopher W.", "", f"{n}A"), "1", PHONE, "Ida Tate", kind, PHONE)
            for n, kind in enumerate(kinds)
        )
        said = read(phone_paper(PhoneList(SUNDAY, "", lines), replace(OPTIONS, size="a4")))
    assert [kind for kind in kinds if kind not in said] == []
    assert "…" not in said


def _named(names: str) -> PaperOptions:
    return replace(OPTIONS, names=names)


def test_how_a_stay_went_and_ended(there: Names) -> None:
    data = there.store.read(OWNER, discharge, there.house, there.vic, SUNDAY)
    assert (data.days, data.days_sober, data.meetings, data.verified) == (80, 90, 2, 1)
    assert (data.has_sponsor, data.naloxone, data.may_return) == (True, True, None)
    assert [step.what for step in data.beds] == ["1A", "1B"]
    assert data.milestones == (("30 days", CAME_ON + 20 * DAY),)
    assert (data.chores_passed, data.chores_missed) == (1, 0)
    said = read(discharge_summary(data, OPTIONS))
    for known in ("Vic Dean", "Completed the stay", "Own apartment", "Nearer the stairs"):
        assert known in said, known
    assert "Zeno" not in said
    with pytest.raises(NotFound):
        there.store.read(OWNER, discharge, there.other, there.vic, SUNDAY)


def test_what_left_the_house_about_somebody(there: Names) -> None:
    first = SUNDAY - 365 * DAY
    data = there.store.read(OWNER, disclosure_account, there.house, first, SUNDAY, there.vic)
    assert (data.person, len(data.rows), len(data.counted)) == ("Vic Dean", 2, 1)
    said = read(account_paper(data, OPTIONS))
    for known in ("County Probation", "Written consent", "Progress on probation", "1 disclosure",
                  "Rows that stayed in the house 2", "no room on disk"):  # fmt: skip
        assert known in said, known
    row = replace(data.rows[0], basis="emergency", reason="Found on the floor, not breathing")
    said = read(account_paper(replace(data, rows=(row,)), OPTIONS))
    assert "Medical emergency" in said and "Found on the floor" in said  # § 2.51(c)
    house = there.store.read(OWNER, disclosure_account, there.house, first, SUNDAY)
    said = read(account_paper(house, OPTIONS))
    assert "Vic D." in said
    assert "Vic Dean" not in said
    assert "Marcus Tate" not in said
    long = there.store.read(OWNER, disclosure_account, there.house, SUNDAY - 2000 * DAY, SUNDAY)
    assert len(long.rows) == 3


def test_who_may_ask_for_them(there: Names) -> None:
    account = (disclosure_account, there.house, SUNDAY, SUNDAY)
    for role, allowed in ((Role.MANAGER, True), (Role.STAFF, False), (Role.AUDITOR, True)):
        actor = staff(role, there.house)
        if allowed:
            there.store.read(actor, *account)
        else:
            with pytest.raises(NotAllowed):
                there.store.read(actor, *account)
    for role, query in ((Role.STAFF, discharge), (Role.AUDITOR, discharge)):
        with pytest.raises(NotAllowed):
            there.store.read(staff(role, there.house), query, there.house, there.vic, SUNDAY)
    with pytest.raises(NotAllowed):
        there.store.read(staff(Role.STAFF, there.house), log_reach, there.house)
    elsewhere = staff(Role.MANAGER, there.other)
    for asked in ((census_day, there.house, SUNDAY), (phone_list, there.house, SUNDAY), account):
        with pytest.raises(NotAllowed):
            there.store.read(elsewhere, *asked)


def test_the_check_of_the_log_says_what_was_found(there: Names) -> None:
    reach = there.store.read(OWNER, log_reach, there.house)
    found = there.store.verify_log()
    assert found.rows > 0
    assert reach.first_at == reach.last_at == NOW
    data = AuditCheck(found.rows, found.head_seq, found.anchor, (), NOW, "Dana Ruiz", reach)
    said = read(audit_check(data, OPTIONS))
    for known in ("The audit log holds together.", found.anchor, "Dana Ruiz", "7:12 PM"):
        assert known in said, known
    many = tuple(f"Entry {n} was changed." for n in range(MOST_FAULTS + 7))
    pdf = audit_check(replace(data, faults=many), OPTIONS)
    said = read(pdf)
    assert page_count(pdf) > 2
    assert f"{MOST_FAULTS + 7} faults" in said
    assert "And 7 more." in said
    assert "holds together. No entry" not in said
