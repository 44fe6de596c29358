"""Timeline: what happened with a person, newest first, read off the records themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Application,
    Bed,
    BedAssignment,
    Condition,
    Contact,
    Employment,
    House,
    LegalMatter,
    Note,
    Phase,
    PhaseHistory,
    ReferralSource,
    SobrietyPeriod,
    Staff,
    Stay,
)


class Happened(StrEnum):
    """What a line of the timeline is about."""

    NOTE = "note"
    ASKED = "asked"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    BED = "bed"
    PHASE = "phase"
    FIRST_DATE = "first_date"
    NEW_DATE = "new_date"
    CORRECTED_DATE = "corrected_date"
    CONTACT = "contact"
    CONDITION = "condition"
    LEGAL = "legal"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened. `at` is set where the time of day is known, `on` always.

    `what` is a name out of the records (bed, phase, contact, category of a note), `text` what
    somebody wrote, `day` a civil date that it is about, `by` who on the staff, `key` the row's id.
    """

    happened: Happened
    on: date
    at: datetime | None = None
    what: str = ""
    text: str = ""
    day: date | None = None
    by: str = ""
    pinned: bool = False
    in_report: bool = False
    key: int = 0
    version: int = 0


@needs(Permission.SEE_HOUSE)
def timeline(
    session: Session, resident_id: int, zone: ZoneInfo, limit: int = 300, *, actor: Actor
) -> tuple[TimelineRow, ...]:
    """The newest `limit` lines; pinned notes come first, then by day and time."""
    rows: list[TimelineRow] = []
    for source in _SOURCES:
        rows.extend(source(session, resident_id, zone, actor, limit))
    rows.sort(key=lambda r: (r.pinned, r.on, r.at or _MIDNIGHT), reverse=True)
    return tuple(rows[:limit])


def _notes(session: Session, resident_id: int, zone: ZoneInfo, actor: Actor,
           limit: int) -> Iterator[TimelineRow]:
    statement = (
        select(Note.id, Note.at, Note.category, Note.text, Note.pinned, Note.version,
               Note.in_weekly_report, Staff.name.label("by"))
        .outerjoin(Staff, Staff.id == Note.created_by)
        .where(Note.resident_id == resident_id, Note.voided_at.is_(None))
        .order_by(Note.pinned.desc(), Note.at.desc()).limit(limit))
    if actor.houses is not None:
        statement = statement.where(Note.house_id.in_(actor.houses))
    for r in session.execute(statement):
        yield TimelineRow(
            Happened.NOTE, r.at.astimezone(zone).date(), r.at, r.category, r.text, by=r.by or "",
            pinned=r.pinned, in_report=r.in_weekly_report, key=r.id, version=r.version)


def _stays(session: Session, resident_id: int, zone: ZoneInfo, actor: Actor,
           limit: int) -> Iterator[TimelineRow]:
    rows = session.execute(
        select(Stay.id, Stay.house_id, Stay.move_in_on, Stay.discharged_on, Stay.discharge_type,
               Stay.discharge_reason, House.name.label("house"))
        .join(House, House.id == Stay.house_id)
        .where(Stay.resident_id == resident_id, Stay.voided_at.is_(None)))
    for r in rows:
        if not actor.sees(r.house_id):
            continue
        yield TimelineRow(Happened.MOVED_IN, r.move_in_on, what=r.house, key=r.id)
        if r.discharged_on is not None:
            yield TimelineRow(Happened.MOVED_OUT, r.discharged_on, what=r.discharge_type,
                              text=r.discharge_reason, key=r.id)


def _applications(session: Session, resident_id: int, zone: ZoneInfo, actor: Actor,
                  limit: int) -> Iterator[TimelineRow]:
    rows = session.execute(
        select(Application.id, Application.house_id, Application.received_on, Application.note,
               ReferralSource.name.label("referral"))
        .outerjoin(ReferralSource, ReferralSource.id == Application.referral_source_id)
        .where(Application.resident_id == resident_id, Application.voided_at.is_(None)))
    for r in rows:
        if actor.sees(r.house_id):
            yield TimelineRow(Happened.ASKED, r.received_on, what=r.referral or "", text=r.note,
                              key=r.id)


def _beds(session: Session, resident_id: int, zone: ZoneInfo, actor: Actor,
          limit: int) -> Iterator[TimelineRow]:
    rows = session.execute(
        select(BedAssignment.id, BedAssignment.start_on, BedAssignment.reason, Bed.label,
               Stay.house_id, Stay.move_in_on)
        .join(Stay, Stay.id == BedAssignment.stay_id).join(Bed, Bed.id == BedAssignment.bed_id)
        .where(Stay.resident_id == resident_id, Stay.voided_at.is_(None),
               BedAssignment.void_at.is_(None)))
    for r in rows:
        if actor.sees(r.house_id):
            first = r.start_on == r.move_in_on
            yield TimelineRow(Happened.BED, r.start_on, what=r.label, key=r.id,
                              text="" if first else r.reason)


def _phases(session: Session, resident_id: int, zone: ZoneInfo, actor: Actor,
            limit: int) -> Iterator[TimelineRow]:
    rows = session.execute(
        select(PhaseHistory.id, PhaseHistory.start_on, PhaseHistory.reason, Phase.name,
               Stay.house_id, Staff.name.label("by"))
        .join(Stay, Stay.id == PhaseHistory.stay_id)
        .join(Phase, Phase.id == PhaseHistory.phase_id)
        .outerjoin(Staff, Staff.id == PhaseHistory.decided_by)
        .where(Stay.resident_id == resident_id, Stay.voided_at.is_(None),
               PhaseHistory.voided_at.is_(None)))
    for r in rows:
        if actor.sees(r.house_id):
            yield TimelineRow(Happened.PHASE, r.start_on, what=r.name, text=r.reason,
                              by=r.by or "", key=r.id)


def _sobriety(session: Session, resident_id: int, zone: ZoneInfo, actor: Actor,
              limit: int) -> Iterator[TimelineRow]:
    """Each date on the day it was written down; the first one of an import on its own day."""
    rows = session.execute(
        select(SobrietyPeriod.id, SobrietyPeriod.start_on, SobrietyPeriod.end_kind,
               SobrietyPeriod.created_at, SobrietyPeriod.note, Staff.name.label("by"))
        .outerjoin(Staff, Staff.id == SobrietyPeriod.created_by)
        .where(SobrietyPeriod.resident_id == resident_id, SobrietyPeriod.voided_at.is_(None))
        .order_by(SobrietyPeriod.id)).all()
    kinds = {"return_to_use": Happened.NEW_DATE, "correction": Happened.CORRECTED_DATE}
    before: str | None = None
    for r in rows:
        happened = kinds.get(before or "", Happened.FIRST_DATE)
        written = r.created_at.astimezone(zone).date()
        on = written if happened is Happened.CORRECTED_DATE else min(r.start_on, written)
        yield TimelineRow(happened, on, text=r.note, day=r.start_on, by=r.by or "", key=r.id)
        before = r.end_kind


def _care(table: Any, happened: Happened, what: Any) -> Callable[..., Iterator[TimelineRow]]:
    def rows_of(session: Session, resident_id: int, zone: ZoneInfo, actor: Actor,
                limit: int) -> Iterator[TimelineRow]:
        rows = session.execute(
            select(table.id, table.created_at, what.label("what"), Staff.name.label("by"))
            .outerjoin(Staff, Staff.id == table.created_by)
            .where(table.resident_id == resident_id, table.voided_at.is_(None)))
        for r in rows:
            yield TimelineRow(happened, r.created_at.astimezone(zone).date(), r.created_at,
                              what=r.what, by=r.by or "", key=r.id)

    return rows_of


_MIDNIGHT = datetime.min.replace(tzinfo=UTC)  # where only the day is known
_SOURCES = (
    _notes, _applications, _stays, _beds, _phases, _sobriety,
    _care(Contact, Happened.CONTACT, Contact.name),
    _care(Condition, Happened.CONDITION, Condition.text),
    _care(LegalMatter, Happened.LEGAL, LegalMatter.kind),
    _care(Employment, Happened.WORK, Employment.place),
)
