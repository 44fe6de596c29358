"""How a stay went and how it ended: what the summary at discharge tells of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import full_name, short_name
from sobrhouse.domain.requirements import VERIFIED
from sobrhouse.domain.sobriety import days_sober, length_words, milestone_by
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.support import SPONSOR_KINDS
from sobrhouse.domain.weekly import PaperName
from sobrhouse.problems import NotFound
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Attendance,
    Bed,
    BedAssignment,
    ChoreAssignment,
    Employment,
    House,
    HouseMeetingMark,
    Inspection,
    MilestoneAward,
    Phase,
    PhaseHistory,
    ReferralSource,
    Resident,
    SobrietyPeriod,
    Sponsorship,
    Stay,
)
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Step:
    """A bed or a phase of the stay, from its first day to its last (None: the end of the stay)."""

    what: str
    start_on: date
    end_on: date | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Discharge:
    """One stay as a whole; what nobody wrote down is empty or None."""

    resident_id: int
    name: PaperName
    house: str
    born: date | None
    referral: str
    moved_in: date
    moved_out: date | None
    days: int
    kind: str
    reason: str
    destination: str
    forwarding: str
    may_return: bool | None
    naloxone: bool | None
    aftercare: str
    sober_since: date | None
    days_sober: int | None
    has_sponsor: bool
    work: tuple[str, ...]
    beds: tuple[Step, ...]
    phases: tuple[Step, ...]
    milestones: tuple[tuple[str, date], ...]
    meetings: int
    verified: int
    house_meetings: int
    house_meetings_there: int
    chores_passed: int
    chores_missed: int


@needs(Permission.MANAGE_PEOPLE)
def discharge(
    session: Session, house_id: int, resident_id: int, today: date, *, actor: Actor
) -> Discharge:
    """The newest stay of somebody in a house, also one that goes on; NotFound without any."""
    found = session.execute(
        select(Stay, Resident, House.name, ReferralSource.name)
        .join(Resident, Resident.id == Stay.resident_id)
        .join(House, House.id == Stay.house_id)
        .outerjoin(ReferralSource, ReferralSource.id == Stay.referral_source_id)
        .where(Stay.resident_id == resident_id, Stay.house_id == house_id,
               Stay.voided_at.is_(None))
        .order_by(Stay.move_in_on.desc(), Stay.id.desc()).limit(1)
    ).first()  # fmt: skip
    if found is None or not actor.sees(house_id):
        raise NotFound(_("This person has no stay in this house."))
    stay, person, house, referral = found
    last = stay.discharged_on or today
    since = _sober_on(session, resident_id, last)
    meetings, verified = _meetings(session, stay.id)
    marks = _counted(session, HouseMeetingMark.status, HouseMeetingMark.stay_id == stay.id,
                     HouseMeetingMark.void_at.is_(None))  # fmt: skip
    results = _results(session, stay.id)
    return Discharge(
        resident_id, _name(person), house, person.birth_on, referral or "", stay.move_in_on,
        stay.discharged_on, (last - stay.move_in_on).days, stay.discharge_type or "",
        stay.discharge_reason, stay.destination, stay.forwarding_address, stay.return_eligible,
        stay.naloxone_given, stay.aftercare_note, since,
        None if since is None else days_sober(since, last), _sponsored(session, stay, last),
        _work(session, resident_id, last), _beds(session, stay.id), _phases(session, stay.id),
        _milestones(session, resident_id, stay.move_in_on, last), meetings, verified,
        sum(marks.values()), marks.get("present", 0) + marks.get("late", 0),
        results.get("pass", 0), results.get("missed", 0),
    )  # fmt: skip


def _name(person: Resident) -> PaperName:
    names = (person.legal_first, person.legal_last, person.preferred_name)
    return PaperName(short_name(*names), full_name(*names))


def _sober_on(session: Session, resident_id: int, day: date) -> date | None:
    """Since when they were sober on a day, as it was counted then."""
    return session.scalars(
        select(SobrietyPeriod.start_on).where(
            SobrietyPeriod.resident_id == resident_id, SobrietyPeriod.voided_at.is_(None),
            SobrietyPeriod.start_on <= day,
            SobrietyPeriod.end_on.is_(None) | (SobrietyPeriod.end_on > day),
        ).order_by(SobrietyPeriod.start_on.desc(), SobrietyPeriod.id.desc()).limit(1)
    ).first()  # fmt: skip


def _sponsored(session: Session, stay: Stay, day: date) -> bool:
    """That there was somebody on that day; who it was is on no such paper. A tie that ended with
    the stay lasted through it.
    """
    lasts = Sponsorship.ended_on > day
    if stay.discharged_on is not None:
        lasts = Sponsorship.ended_on >= day
    query = select(Sponsorship.id).where(
        Sponsorship.resident_id == stay.resident_id, Sponsorship.voided_at.is_(None),
        Sponsorship.kind.in_(SPONSOR_KINDS), Sponsorship.started_on <= day,
        Sponsorship.ended_on.is_(None) | lasts,
    )  # fmt: skip
    return session.execute(query.limit(1)).first() is not None


def _work(session: Session, resident_id: int, day: date) -> tuple[str, ...]:
    """Work, school or the search for it on a day: the place, else the code of its kind."""
    rows = session.execute(
        select(Employment.place, Employment.kind).where(
            Employment.resident_id == resident_id, Employment.voided_at.is_(None),
            Employment.from_on.is_(None) | (Employment.from_on <= day),
            Employment.to_on.is_(None) | (Employment.to_on >= day),
        ).order_by(Employment.id)
    )  # fmt: skip
    return tuple(place or kind for place, kind in rows)


def _beds(session: Session, stay_id: int) -> tuple[Step, ...]:
    rows = session.execute(
        select(Bed.label, BedAssignment.start_on, BedAssignment.end_on, BedAssignment.reason)
        .join(Bed, Bed.id == BedAssignment.bed_id)
        .where(BedAssignment.stay_id == stay_id, BedAssignment.void_at.is_(None))
        .order_by(BedAssignment.start_on, BedAssignment.id)
    )
    return tuple(Step(*row) for row in rows)


def _phases(session: Session, stay_id: int) -> tuple[Step, ...]:
    rows = session.execute(
        select(Phase.name, PhaseHistory.start_on, PhaseHistory.end_on, PhaseHistory.reason)
        .join(Phase, Phase.id == PhaseHistory.phase_id)
        .where(PhaseHistory.stay_id == stay_id, PhaseHistory.voided_at.is_(None))
        .order_by(PhaseHistory.start_on, PhaseHistory.id)
    )
    return tuple(Step(*row) for row in rows)


def _milestones(
    session: Session, resident_id: int, first: date, last: date
) -> tuple[tuple[str, date], ...]:
    rows = session.execute(
        select(MilestoneAward.milestone_code, MilestoneAward.due_on).where(
            MilestoneAward.resident_id == resident_id, MilestoneAward.voided_at.is_(None),
            MilestoneAward.due_on.between(first, last), MilestoneAward.awarded_on.is_not(None),
        ).order_by(MilestoneAward.due_on, MilestoneAward.id)
    )  # fmt: skip
    return tuple((_length(code), on) for code, on in rows)


def _length(code: str) -> str:
    known = milestone_by(code, "aa")
    return code if known is None else length_words(known)


def _meetings(session: Session, stay_id: int) -> tuple[int, int]:
    """How many recovery meetings, and how many of them somebody verified."""
    ways = _counted(session, Attendance.verification, Attendance.stay_id == stay_id,
                    Attendance.void_at.is_(None))  # fmt: skip
    return sum(ways.values()), sum(n for way, n in ways.items() if way in VERIFIED)


def _results(session: Session, stay_id: int) -> dict[str, int]:
    mine = select(ChoreAssignment.id).where(
        ChoreAssignment.stay_id == stay_id, ChoreAssignment.voided_at.is_(None)
    )
    return _counted(session, Inspection.result, Inspection.assignment_id.in_(mine),
                    Inspection.void_at.is_(None))  # fmt: skip


def _counted(session: Session, by: Any, *where: Any) -> dict[str, int]:
    rows = session.execute(select(by, func.count()).where(*where).group_by(by))
    return {value: n for value, n in rows}
