"""People: statements about who lives where and how long they are sober, for other queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Session

from sobrhouse.domain import sobriety
from sobrhouse.domain.names import short_names
from sobrhouse.domain.sobriety import LeapDay, Reached
from sobrhouse.queries.settings import house_settings
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.tables import (
    Bed,
    BedAssignment,
    BedHold,
    Contact,
    Phase,
    PhaseHistory,
    Resident,
    Room,
    SobrietyPeriod,
    Stay,
)


@dataclass(frozen=True, slots=True)
class Sober:
    """How long somebody is sober, and what comes next; without a date there is nothing to say."""

    since: date | None = None
    days: int = 0
    next: Reached | None = None


@dataclass(frozen=True, slots=True)
class Celebration:
    """How a house counts milestones."""

    house_set: str = "aa"
    leap_day: LeapDay = LeapDay.FEB_28

    @classmethod
    def of(cls, session: Session, house_id: int) -> Self:
        """As the house has set it."""
        return cls.by(house_settings(session, house_id))

    @classmethod
    def by(cls, chosen: HouseSettings) -> Self:
        """As these settings say."""
        return cls(chosen.get("milestones"), LeapDay(chosen.get("leap_day")))

    def sober(self, since: date | None, pathway: str, today: date) -> Sober:
        """Days and the next milestone of somebody."""
        if since is None:
            return Sober()
        preset = sobriety.set_for(pathway, self.house_set)
        coming = sobriety.next_milestone(since, today, preset, self.leap_day)
        return Sober(since, sobriety.days_sober(since, today), coming)

    def between(self, since: date, pathway: str, first: date, last: date) -> tuple[Reached, ...]:
        """The milestones that somebody reaches in a span of days, both ends included."""
        preset = sobriety.set_for(pathway, self.house_set)
        return sobriety.milestones_between(since, first, last, preset, self.leap_day)


class People:
    """Statements about people; each gives one row a person."""

    @staticmethod
    def names() -> tuple[Any, ...]:
        """The columns that make a name."""
        return (Resident.legal_first, Resident.legal_last, Resident.preferred_name)

    @staticmethod
    @cache
    def here() -> Select[Any]:
        """Who lives in a `house` now, with bed, phase, sobriety and what is away or missing
        `today`; made once, as making it takes longer than asking it.
        """
        house, today = bindparam("house", type_=Integer), bindparam("today", type_=Date)
        return (
            select(
                Stay.id.label("stay_id"), Stay.move_in_on, Stay.planned_discharge_on,
                Resident.id.label("resident_id"), *People.names(), Resident.birth_on,
                Resident.pathway, Resident.phone, Resident.photo_blob_id,
                Bed.label.label("bed"), Room.name.label("room"), Bed.id.label("bed_id"),
                BedAssignment.id.label("assignment_id"), BedAssignment.start_on.label("bed_since"),
                Phase.name.label("phase"), Phase.number.label("phase_number"),
                PhaseHistory.phase_id, PhaseHistory.start_on.label("phase_since"),
                SobrietyPeriod.start_on.label("sober_since"),
                BedHold.kind.label("away"), BedHold.until_on.label("away_until"),
                exists(Contact.id).where(
                    Contact.resident_id == Resident.id, Contact.is_emergency.is_(True),
                    Contact.voided_at.is_(None)).label("has_contact"),
            )
            .join(Resident, Resident.id == Stay.resident_id)
            .outerjoin(BedAssignment, and_(
                BedAssignment.stay_id == Stay.id, BedAssignment.void_at.is_(None),
                BedAssignment.end_on.is_(None)))
            .outerjoin(Bed, Bed.id == BedAssignment.bed_id)
            .outerjoin(Room, Room.id == Bed.room_id)
            .outerjoin(PhaseHistory, and_(
                PhaseHistory.stay_id == Stay.id, PhaseHistory.voided_at.is_(None),
                PhaseHistory.end_on.is_(None)))
            .outerjoin(Phase, Phase.id == PhaseHistory.phase_id)
            .outerjoin(SobrietyPeriod, and_(
                SobrietyPeriod.resident_id == Resident.id, SobrietyPeriod.voided_at.is_(None),
                SobrietyPeriod.end_on.is_(None)))
            .outerjoin(BedHold, and_(
                BedHold.stay_id == Stay.id, BedHold.voided_at.is_(None),
                BedHold.ended_on.is_(None), BedHold.from_on <= today,
                or_(BedHold.until_on.is_(None), BedHold.until_on >= today)))
            .where(Stay.house_id == house, Stay.discharged_on.is_(None),
                   Stay.voided_at.is_(None))
            .order_by(Resident.sort_name, Resident.id)
        )

    @staticmethod
    def stays_after(house: Any, day: Any) -> ColumnElement[bool]:
        """That a stay is of the house and goes on after the day. Written so that SQLite finds both
        kinds in one index, and reads neither years of ended stays nor the stays themselves.
        """
        return or_(
            and_(Stay.house_id == house, Stay.discharged_on.is_(None)),
            and_(Stay.house_id == house, Stay.discharged_on > day),
        )

    @staticmethod
    def short(rows: Iterable[Any]) -> dict[int, str]:
        """The short name of each person by id, as this group of people needs them."""
        people = {
            r.resident_id: (r.resident_id, r.legal_first, r.legal_last, r.preferred_name)
            for r in rows}
        return dict(short_names(people.values()))
