"""The circle of the practice house: ties that hold under every rule, and what its evening asks."""

from collections import Counter, defaultdict
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.anonymity import is_safe
from sobrhouse.domain.barc10 import HIGHEST, LOWEST, total
from sobrhouse.exchange import practice as maker
from sobrhouse.exchange.practice import Practice
from sobrhouse.exchange.practice_circle_story import CRITERIA
from sobrhouse.exchange.practice_pages import COLUMNS, Pages
from sobrhouse.queries.attention_support import support_attention
from sobrhouse.queries.matching import needs_buddy, needs_match
from sobrhouse.queries.supporters import supporter_list
from sobrhouse.settings.circle import CIRCLE
from sobrhouse.storage.tables import (
    Assessment,
    Attendance,
    HelpingEvent,
    Introduction,
    MilestoneAward,
    NetworkPerson,
    Resident,
    SponsorContact,
    Sponsorship,
    Stay,
    StepProgress,
    SupportChoice,
)
from tests.conftest import OWNER
from tests.exchange.conftest import ON

DAY = timedelta(days=1)


def stays_of(session: Session) -> dict[int, list[Stay]]:
    """The stays of everybody, by person."""
    found = defaultdict(list)
    for stay in session.scalars(select(Stay).order_by(Stay.id)):
        found[stay.resident_id].append(stay)
    return found


def test_the_evening_asks_after_six_things_and_names_two_to_introduce(maple: Practice) -> None:
    rows = maple.store.read(OWNER, support_attention, 1, maple.evening)
    said = [(row.name, row.code.removeprefix("support.")) for row in rows]
    assert sorted(said) == [
        ("Hector R.", "ask"), ("Jay P.", "no_buddy"), ("Jay P.", "no_sponsor"),
        ("Marcus T.", "circle"), ("Sam O.", "temporary"), ("Ty C.", "no_contact"),
    ]  # fmt: skip
    needs = {n.name: n for n in maple.store.read(OWNER, needs_match, 1, ON)}
    assert set(needs) == {"Hector R.", "Jay P."}
    assert needs["Hector R."].introduced_to == "Tomás R."
    assert len(needs["Jay P."].offers) == 3
    (jay,) = maple.store.read(OWNER, needs_buddy, 1, ON)
    assert (jay.name, len(jay.offers)) == ("Jay P.", 3)


def test_the_list_has_every_state_and_nobody_has_more_than_they_take(maple: Practice) -> None:
    rows = maple.store.read(OWNER, supporter_list, 1, ON)
    assert {row.state for row in rows} == {"active", "full", "paused", "stopped"}
    assert all(row.load + row.asked <= row.capacity for row in rows)
    assert sum(row.resident_id is not None for row in rows) == 1
    assert all(is_safe(row.name) for row in rows if row.resident_id is None)
    asked = next(s for s in CIRCLE if s.key == "mentor_criteria")
    assert CRITERIA.split("\n") == str(asked.default).split(", ")


def test_ties_are_kept_while_both_live_there_and_once_at_a_time(session: Session) -> None:
    stays, open_ = stays_of(session), Counter[tuple[int, str]]()
    ties = session.scalars(select(Sponsorship).order_by(Sponsorship.id)).all()
    for tie in ties:
        assert tie.started_on <= (tie.ended_on or ON) <= ON
        assert is_safe(tie.name)
        if tie.share == "existence":
            assert not (tie.name or tie.supporter_id or tie.peer_resident_id)
        if tie.ended_on is None:
            kind = "sponsor" if "sponsor" in tie.kind else tie.kind
            open_[tie.resident_id, kind] += 1
            assert any(stay.discharged_on is None for stay in stays[tie.resident_id])
        if tie.kind == "house_buddy":
            assert tie.peer_resident_id is not None
            for person in (tie.resident_id, tie.peer_resident_id):
                assert any(
                    stay.move_in_on <= tie.started_on
                    and (tie.ended_on or ON) <= (stay.discharged_on or ON)
                    for stay in stays[person]
                )
    assert set(open_.values()) == {1}
    assert len(ties) > 40


def test_contacts_are_of_days_that_they_had_together(maple: Practice, session: Session) -> None:
    ties = {tie.id: tie for tie in session.scalars(select(Sponsorship))}
    touches = session.scalars(select(SponsorContact)).all()
    for touch in touches:
        tie = ties[touch.sponsorship_id]
        assert tie.started_on <= touch.on_date <= (tie.ended_on or ON)
        assert touch.at <= maple.evening
        assert touch.at.astimezone(maple.evening.tzinfo).date() == touch.on_date
    assert len(touches) > 800


def test_somebody_slips_out_of_the_circle_and_comes_back(session: Session) -> None:
    nate = session.scalars(select(Stay).join(Resident).where(Resident.legal_last == "Brooks")).one()
    ties = session.scalars(
        select(Sponsorship)
        .where(Sponsorship.resident_id == nate.resident_id, Sponsorship.kind == "sponsor")
        .order_by(Sponsorship.started_on)
    ).all()
    assert [tie.end_kind for tie in ties] == ["no_contact", None]
    touched = set(session.scalars(
        select(SponsorContact.on_date).where(
            SponsorContact.sponsorship_id.in_([tie.id for tie in ties])
        )
    ))  # fmt: skip
    met = Counter(
        (ON - on).days // 25 for on in session.scalars(
            select(Attendance.attended_on).where(Attendance.stay_id == nate.id))
    )  # fmt: skip
    assert not [on for on in touched if 37 <= (ON - on).days <= 62]
    assert max(touched) == ON
    assert met[1] < min(met[0], met[3])  # from 25 to 50 days ago there were fewer
    totals = session.execute(
        select(*(getattr(Assessment, f"q{n}") for n in range(1, 11)))
        .where(Assessment.stay_id == nate.id).order_by(Assessment.on_date)
    ).all()  # fmt: skip
    assert [total(row) for row in totals] == [37, 42, 39, 30, 45]


def test_measures_and_chips_are_of_days_in_the_house(session: Session) -> None:
    stays = {stay.id: stay for stay in session.scalars(select(Stay))}
    for row in session.scalars(select(Assessment)):
        stay = stays[row.stay_id]
        assert stay.move_in_on < row.on_date < (stay.discharged_on or ON)
        assert LOWEST <= total([getattr(row, f"q{n}") for n in range(1, 11)]) <= HIGHEST
    people = stays_of(session)
    awards = session.scalars(select(MilestoneAward)).all()
    for award in awards:
        assert award.giver_resident_id != award.resident_id
        assert is_safe(award.giver_text)
        assert any(
            s.move_in_on <= award.due_on <= (s.discharged_on or ON + 6 * DAY)
            for s in people[award.resident_id]
        )
        assert (award.awarded_on is None) == (award.due_on >= ON)
    assert sum(award.awarded_on is None for award in awards) == 2


def test_help_and_introductions_are_between_two_who_live_there(session: Session) -> None:
    stays = {stay.id: stay for stay in session.scalars(select(Stay))}
    helps = session.scalars(select(HelpingEvent)).all()
    for help_ in helps:
        for stay_id in filter(None, (help_.giver_stay_id, help_.receiver_stay_id)):
            stay = stays[stay_id]
            assert stay.move_in_on <= help_.on_date <= (stay.discharged_on or ON)
    assert len(helps) > 100
    open_ = [i for i in session.scalars(select(Introduction)) if i.outcome is None]
    assert all(i.introduced_on + 7 * DAY == i.check_on for i in open_)
    assert [i.check_on for i in open_ if i.kind != "house_buddy"] == [ON - DAY]


def test_steps_and_people_are_the_residents_own(session: Session) -> None:
    shared = set(session.scalars(
        select(SupportChoice.resident_id).where(SupportChoice.shares_steps)
    ))  # fmt: skip
    stepping = set(session.scalars(select(StepProgress.resident_id)))
    assert stepping & shared
    assert stepping - shared
    people = session.scalars(select(NetworkPerson)).all()
    assert {p.stance for p in people if p.private} == {"avoid", "unsure", "supports"}
    assert all(p.contact_id for p in people if not p.private)


def test_another_house_has_its_circle_too() -> None:
    pages = Pages({table: 0 for table in COLUMNS}, by=1)
    _house, made = maker._told(pages, 1, 1, ON, 1)
    counts = Counter[str]()
    for batch in made:
        counts[batch.table] += len(batch.rows)
    assert counts["supporter"] == 9
    assert counts["sponsor_contact"] > 1000
    assert counts["sponsorship"] > counts["supporter"]
    assert counts["assessment"] > 50
