"""Secret votes: who voted and what was voted never meet, in no table and not in the audit log."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Table, TextClause, text

from sobrhouse.domain.motions import Tally
from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind, Permission
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.queries.kiosk import card
from sobrhouse.queries.waitlist import waitlist
from sobrhouse.services import ballots, called_meetings, house_meetings, motions
from sobrhouse.services.motions import Asked
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Ballot, Base
from tests import make
from tests.conftest import NOW, OWNER

NAMES = ("Ann", "Bea", "Cy", "Di", "Ed", "Flo", "Gus", "Hal")
MOVER, SECONDER = "Ann H.", "Bea H."
# what a chained log must draw anew each time, and the clock of the machine
RANDOM = {"salt", "mac", "prev", "payload_hash", "boot_id", "monotonic_ms", "wrapped"}


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def people(store: Store, house: int) -> list[tuple[int, int]]:
    """Eight residents, as resident and stay."""
    made = [make.resident(store, first, "Hall") for first in NAMES]
    return [(person, make.stay(store, person, house)) for person in made]


@pytest.fixture
def meeting(store: Store, house: int, people) -> int:
    return make.house_meeting(store, house, started_at=NOW)


def me(person: int, house: int) -> Actor:
    return Actor(ActorKind.RESIDENT, person, "resident", houses=frozenset({house}))


def secret(store: Store, meeting: int, **more) -> int:
    made = store.write(
        OWNER, motions.propose, meeting, Asked(text="Let Al in", secret=True, **more)
    )
    store.write(OWNER, motions.open_vote, made)
    return made


def vote(store: Store, house: int, person, motion: int, choice: str) -> None:
    store.write(me(person[0], house), ballots.cast_ballot, person[1], motion, choice)


def everything(store: Store, but: str = "") -> dict[str, list[dict]]:
    """Every row of every table, by its key: a server gives rows in any order."""
    with store._reader.connect() as connection:
        return {
            name: [
                {k: v for k, v in row.items() if k not in RANDOM}
                for row in connection.execute(_by_key(table)).mappings()
            ]
            for name, table in sorted(Base.metadata.tables.items())
            if name != but
        }


def _by_key(table: Table) -> TextClause:
    key = ", ".join(column.name for column in table.primary_key)
    return text(f"SELECT * FROM {table.name} ORDER BY {key}")


def in_file_order(store: Store) -> list[tuple[str, str]]:
    """The ballots as they lie in the file, by key and choice."""
    where = "ctid" if store.path is None else "id"
    with store._reader.connect() as connection:
        return [
            tuple(r)
            for r in connection.execute(text(f"SELECT id, choice FROM ballot ORDER BY {where}"))
        ]


def test_a_secret_vote_is_counted_at_the_close_and_not_before(store, house, people, meeting):
    motion = secret(store, meeting)
    for person, choice in zip(people, ["yes"] * 5 + ["no"] * 2, strict=False):
        vote(store, house, person, motion, choice)
    (row,) = store.read(OWNER, meeting_run, house, meeting).motions
    assert (row.tally, row.cast, row.may_vote, row.outcome) == (None, 7, 8, "open")
    vote(store, house, people[7], motion, "abstain")
    assert store.write(OWNER, motions.close_vote, motion) == "passed"
    (row,) = store.read(OWNER, meeting_run, house, meeting).motions
    assert (row.tally, row.outcome, row.needs) == (Tally(5, 2, 1), "passed", "Needs 5 of 8")


def test_all_else_in_the_database_is_the_same_whatever_people_chose(store, house, people, meeting):
    """Two votes, by the same people in the same order, who choose otherwise: nothing outside the
    ballots may differ but the number of the vote.
    """
    seen = []
    for choices in (["yes", "no", "abstain", "no"], ["no", "abstain", "yes", "yes"]):
        motion = secret(store, meeting)
        before = {t: len(rows) for t, rows in everything(store).items()}
        for person, choice in zip(people, choices, strict=False):
            vote(store, house, person, motion, choice)
        now = everything(store, but="ballot")
        new = {t: rows[before[t] :] for t, rows in now.items() if rows[before[t] :]}
        assert set(new) == {"ballot_cast", "audit_entry"}
        seen.append([tell(row, motion) for rows in new.values() for row in rows])
    assert seen[0] == seen[1]
    assert [row["action"] for row in seen[0] if "action" in row] == ["ballot.cast"] * 4


def tell(row: dict, motion: int) -> dict:
    """A row without what counts on by itself: its number and which vote it is."""
    said = {k: v for k, v in row.items() if k not in ("id", "seq", "row_id", "utc", "at")}
    return {k: str(v).replace(str(motion), "N") if k in ("motion_id", "payload") else v
            for k, v in said.items()}  # fmt: skip


def test_no_key_and_no_choice_stands_anywhere_else(store, house, people, meeting, clock):
    motion = secret(store, meeting)
    keys: set[str] = set()
    for person, choice in zip(people, ["yes", "no", "abstain", "yes"], strict=False):
        clock.forward(minutes=1)
        vote(store, house, person, motion, choice)
        now = {key for key, _choice in in_file_order(store)}
        assert not keys & now, "each vote writes all of them anew"
        keys |= now
    for name, rows in everything(store, but="ballot").items():
        for row in rows:
            said = " ".join(map(str, row.values()))
            assert not any(key in said for key in keys), name
            if name in ("ballot_cast", "audit_entry") and "ballot" in said:
                assert not any(word in said for word in ("yes", "no,", "abstain")), said


def test_the_file_does_not_keep_the_order_in_which_people_voted(store, house, people, meeting):
    """Four yes, then four no: one order of seventy is that of arrival, so ten votes tell."""
    alike = 0
    arrived = ["yes"] * 4 + ["no"] * 4
    for _turn in range(4):
        motion = secret(store, meeting)
        for person, choice in zip(people, arrived, strict=True):
            vote(store, house, person, motion, choice)
        rows = in_file_order(store)
        mine = [choice for _key, choice in rows][-8:] if store.path is None else None
        alike += (mine or [choice for key, choice in rows if key in of(store, motion)]) == arrived
    assert alike < 3


def of(store: Store, motion: int) -> set[str]:
    with store._reader.connect() as connection:
        return set(
            connection.execute(text(f"SELECT id FROM ballot WHERE motion_id = {motion}")).scalars()
        )


def test_postgresql_keeps_no_version_that_tells_one_ballot_from_another(
    store, house, people, meeting
):
    if store.path is not None:
        pytest.skip("a file has no row versions")
    motion = secret(store, meeting)
    for person in people[:5]:
        vote(store, house, person, motion, "yes")
    with store._reader.connect() as connection:
        versions = connection.execute(text("SELECT xmin::text, cmin::text FROM ballot")).all()
    assert len(versions) == 5 and len({v[0] for v in versions}) == 1

    def one_by_one(work):  # the control: rows that are only added tell their order
        work.require(Permission.START)
        work.session.add(Ballot(id=f"{work.now}", motion_id=motion, choice="no"))
        work.record("test.made", None)

    store.write(SYSTEM, one_by_one)
    with store._reader.connect() as connection:
        assert len(set(connection.execute(text("SELECT xmin::text FROM ballot")).scalars())) == 2


@pytest.mark.sqlite_only
def test_a_file_gives_ballots_no_row_number(store, house, people, meeting):
    motion = secret(store, meeting)
    vote(store, house, people[0], motion, "yes")
    with store._reader.connect() as connection, pytest.raises(Exception, match="rowid"):
        connection.execute(text("SELECT rowid FROM ballot"))


def test_casting_leaves_the_motion_itself_untouched(store, house, people, meeting, clock):
    motion = secret(store, meeting)
    before = everything(store)["motion"]
    clock.forward(minutes=5)
    vote(store, house, people[0], motion, "no")
    assert everything(store)["motion"] == before


def test_one_votes_once_for_oneself_and_while_it_is_open(store, house, people, meeting):
    motion = secret(store, meeting)
    vote(store, house, people[0], motion, "yes")
    with pytest.raises(Problem, match="already"):
        vote(store, house, people[0], motion, "no")
    with pytest.raises(NotAllowed):
        store.write(me(people[1][0], house), ballots.cast_ballot, people[2][1], motion, "yes")
    with pytest.raises(ValueError, match="maybe"):
        vote(store, house, people[1], motion, "maybe")
    store.write(OWNER, motions.close_vote, motion)
    with pytest.raises(NotFound, match="over"):
        vote(store, house, people[1], motion, "yes")
    by_hands = store.write(OWNER, motions.propose, meeting, Asked(text="Quiet at ten"))
    with pytest.raises(NotFound):
        vote(store, house, people[1], by_hands, "yes")


def test_once_the_roll_is_taken_who_is_there_votes(store, house, people, meeting):
    for _person, stay in people[:3]:
        store.write(OWNER, house_meetings.set_mark, meeting, stay, "present")
    motion = secret(store, meeting, basis="present", percent=50)
    with pytest.raises(Problem, match="at the meeting"):
        vote(store, house, people[4], motion, "yes")
    store.write(OWNER, house_meetings.set_mark, meeting, people[4][1], "late")
    vote(store, house, people[4], motion, "yes")
    everybody = secret(store, meeting, basis="members", percent=80)
    vote(store, house, people[5], everybody, "no")
    assert store.write(OWNER, motions.close_vote, motion) == "failed"
    rows = store.read(OWNER, meeting_run, house, meeting).motions
    assert [r.needs for r in rows] == ["Needs 3 of 4", "Needs 7 of 8"]


def test_a_closed_secret_vote_stands(store, house, people, meeting):
    motion = secret(store, meeting)
    store.write(OWNER, motions.shut_vote, motion)
    store.write(OWNER, motions.open_vote, motion)
    vote(store, house, people[0], motion, "yes")
    for step in (motions.shut_vote, motions.take_back_motion):
        with pytest.raises(Problem, match="voted on this already"):
            store.write(OWNER, step, motion)
    store.write(OWNER, motions.close_vote, motion)
    with pytest.raises(Problem, match="closed"):
        store.write(OWNER, motions.reopen, motion)


def test_hands_are_counted_corrected_closed_and_opened_again(store, house, people, meeting):
    asked = Asked(text="Quiet at ten", mover_stay_id=people[0][1], seconder_stay_id=people[1][1])
    motion = store.write(OWNER, motions.propose, meeting, asked)
    with pytest.raises(Problem, match="Nobody has voted"):
        store.write(OWNER, motions.close_vote, motion)
    assert store.write(OWNER, motions.count, motion, 5, 2, 1) == Tally()
    assert store.write(OWNER, motions.count, motion, 4, 3, 1) == Tally(5, 2, 1)
    with pytest.raises(Problem, match="9 votes are more than the 8 people"):
        store.write(OWNER, motions.count, motion, 8, 0, 1)
    with pytest.raises(Problem, match="begun to vote"):
        store.write(OWNER, motions.change_motion, motion, asked)
    assert store.write(OWNER, motions.close_vote, motion) == "failed"
    store.write(OWNER, motions.reopen, motion)
    store.write(OWNER, motions.count, motion, 5, 2, 1)
    assert store.write(OWNER, motions.close_vote, motion) == "passed"
    (row,) = store.read(OWNER, meeting_run, house, meeting).motions
    assert (row.mover, row.seconder, row.needs) == (MOVER, SECONDER, "Needs 5 of 8")
    same = Asked(text="x", mover_stay_id=people[0][1], seconder_stay_id=people[0][1])
    with pytest.raises(Problem, match="Somebody else"):
        store.write(OWNER, motions.propose, meeting, same)


def test_taking_the_first_count_back_leaves_the_vote_as_nobody_had_counted(store, meeting):
    motion = store.write(OWNER, motions.propose, meeting, Asked(text="Quiet at ten"))
    store.write(OWNER, motions.count, motion, 5, 2, 1)
    store.write(OWNER, motions.count, motion, 0, 0, 0)
    store.write(OWNER, motions.change_motion, motion, Asked(text="Quiet at eleven"))
    with pytest.raises(Problem, match="Nobody has voted"):
        store.write(OWNER, motions.close_vote, motion)


def test_who_voted_and_then_left_the_meeting_still_counts(store, house, people, meeting):
    motion = secret(store, meeting)
    for person in people:
        vote(store, house, person, motion, "yes")
    for _resident, stay in people[1:]:
        store.write(OWNER, house_meetings.set_mark, meeting, stay, "absent")
    (row,) = store.read(OWNER, meeting_run, house, meeting).motions
    assert (row.cast, row.may_vote) == (len(people), len(people))


def test_a_vote_on_letting_somebody_in_is_told_on_the_waitlist(store, house, people, meeting):
    wish = make.application(store, make.resident(store, "Al", "Novak"), house)
    run = store.read(OWNER, meeting_run, house, meeting)
    assert run.waiting == ((wish, "Al N."),)
    asked = Asked(text="Let Al in", kind="admission", application_id=wish)
    motion = store.write(OWNER, motions.propose, meeting, asked)
    (before,) = store.read(OWNER, waitlist, house, run.day)
    assert (before.voted, before.voted_on) == ("open", None)
    store.write(OWNER, motions.count, motion, 7, 1, 0)
    store.write(OWNER, motions.close_vote, motion)
    (after,) = store.read(OWNER, waitlist, house, run.day)
    closed = store.now().astimezone(ZoneInfo("America/New_York")).date()
    assert (after.voted, after.voted_on) == ("passed", closed)


@pytest.mark.sqlite_only
def test_nobody_votes_at_a_meeting_that_was_called_off(kiosk, store, house, people):
    meeting = make.house_meeting(store, house)
    motion = secret(store, meeting)
    store.write(OWNER, called_meetings.call_off, meeting)
    with pytest.raises(NotFound, match="not counted"):
        vote(kiosk, house, people[0], motion, "yes")
    person, stay = people[0]
    assert kiosk.read(me(person, house), card, house, stay, kiosk.now()).votes == ()


@pytest.mark.sqlite_only
def test_at_the_kiosk_a_vote_goes_through_the_narrow_connection(
    kiosk, store, house, people, meeting
):
    motion = secret(store, meeting)
    person, stay = people[0]
    asked = (house, stay, kiosk.now() + timedelta(minutes=1))
    seen = kiosk.read(me(person, house), card, *asked)
    assert [(v.motion_id, v.text) for v in seen.votes] == [(motion, "Let Al in")]
    vote(kiosk, house, people[0], motion, "yes")
    assert kiosk.read(me(person, house), card, *asked).votes == ()
    vote(kiosk, house, people[1], motion, "no")
    store.write(OWNER, motions.close_vote, motion)
    assert kiosk.read(me(people[2][0], house), card, house, people[2][1], kiosk.now()).votes == ()
