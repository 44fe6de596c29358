"""One person's recovery meetings: week by week, ninety in ninety days, home group and service."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.requirements import (
    Asked,
    LongCount,
    Tally,
    days_lived,
    holding,
    ninety,
)
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.queries.recovery_asked import (
    WEEK,
    ExcuseRow,
    asked_between,
    excuses_of,
    first_weekday,
    phase_on,
    phases_between,
)
from sobrhouse.queries.recovery_week import WentRow, count, marked, went_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import HomeGroup, ServiceCommitment, SobrietyPeriod, Stay

WEEKS = 26  # that are listed one by one; older meetings are in the count


@dataclass(frozen=True, slots=True)
class WeekOf:
    """One week of one person: what held, what it asked for, and the meetings."""

    week_start: date
    days: int  # on which they lived here
    rule: Asked
    tally: Tally
    excuse: ExcuseRow | None
    meetings: tuple[WentRow, ...]


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A home group; `to_on` None while it is theirs."""

    home_id: int
    group_id: int | None
    name: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A job at a group or in the house; `to_on` None while it goes on."""

    service_id: int
    role: str
    where: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class PersonMeetings:
    """What the profile shows. `weeks` are those of the newest stay, newest first; `own` is what is
    asked of this person alone, `otherwise` what would hold without it.
    """

    resident_id: int
    stay_id: int
    house_id: int
    lives_here: bool
    weeks: tuple[WeekOf, ...]
    ninety: LongCount
    last_ninety: int  # meetings in the ninety days up to today
    total: int
    own: Asked | None
    otherwise: Asked
    home: HomeRow | None
    past_homes: tuple[HomeRow, ...]
    service: tuple[ServiceRow, ...]


@needs(Permission.SEE_HOUSE)
def person_meetings(
    session: Session, resident_id: int, today: date, *, actor: Actor
) -> PersonMeetings | None:
    """The meetings of somebody's newest stay in a house of the actor's; None where there is
    none.
    """
    stay = _newest_stay(session, resident_id, actor)
    if stay is None:
        return None
    last = min(today, stay.discharged_on or today)
    weeks_from = first_weekday(session, stay.house_id)
    went = went_of(session, (stay.id,))
    phases = phases_between(session, (stay.id,), stay.move_in_on, last).get(stay.id, [])
    rules = asked_between(session, stay.house_id, stay.move_in_on, last)
    weeks = _weeks(session, stay, (week_of(stay.move_in_on, weeks_from), last), went, rules, phases)
    phase = phase_on(phases, last)
    others = [rule for rule in rules if rule.stay_id is None]
    day = max(week_of(last, weeks_from), stay.move_in_on)
    own = holding(rules, stay.id, phase.phase_id if phase else None, day)
    since = max(filter(None, (stay.move_in_on, _sober_since(session, resident_id))))
    days = [m.on for m in went]
    homes = _homes(session, resident_id)
    return PersonMeetings(
        resident_id=resident_id,
        stay_id=stay.id,
        house_id=stay.house_id,
        lives_here=stay.discharged_on is None,
        weeks=weeks,
        ninety=ninety(min(since, last), last, days),
        last_ninety=sum(last - timedelta(days=89) <= day <= last for day in days),
        total=len(went),
        own=own if own.stay_id is not None else None,
        otherwise=holding(others, None, phase.phase_id if phase else None, day),
        home=next((h for h in homes if h.to_on is None), None),
        past_homes=tuple(h for h in homes if h.to_on is not None),
        service=_service(session, resident_id),
    )


def _weeks(
    session: Session,
    stay: Any,
    span: tuple[date, date],
    went: tuple[WentRow, ...],
    rules: tuple[Asked, ...],
    phases: list[Any],
) -> tuple[WeekOf, ...]:
    first, last = span
    excuses = excuses_of(session, stay.house_id, first, last)
    made: list[WeekOf] = []
    start = first + WEEK * ((last - first).days // 7)
    while start >= first and len(made) < WEEKS:
        lived = days_lived(start, stay.move_in_on, stay.discharged_on)
        phase = phase_on(phases, lived[0])
        rule = holding(rules, stay.id, phase.phase_id if phase else None, lived[0])
        excuse = excuses.get((stay.id, start))
        end = start + timedelta(days=6)
        meetings = marked((m for m in went if start <= m.on <= end), rule)
        found = count(rule, len(lived), meetings, excuse)
        made.append(WeekOf(start, len(lived), rule, found, excuse, meetings))
        start -= WEEK
    return tuple(made)


def _newest_stay(session: Session, resident_id: int, actor: Actor) -> Any:
    rows = session.execute(
        select(Stay.id, Stay.house_id, Stay.move_in_on, Stay.discharged_on)
        .where(Stay.resident_id == resident_id, Stay.voided_at.is_(None))
        .order_by(Stay.discharged_on.is_(None).desc(), Stay.move_in_on.desc(), Stay.id.desc())
    )
    return next((r for r in rows if actor.sees(r.house_id)), None)


def _sober_since(session: Session, resident_id: int) -> date | None:
    return session.execute(
        select(SobrietyPeriod.start_on).where(
            and_(
                SobrietyPeriod.resident_id == resident_id,
                SobrietyPeriod.voided_at.is_(None),
                SobrietyPeriod.end_on.is_(None),
            )
        )
    ).scalar_one_or_none()


def _homes(session: Session, resident_id: int) -> tuple[HomeRow, ...]:
    rows = session.execute(
        select(
            HomeGroup.id, HomeGroup.meeting_group_id, HomeGroup.group_text, HomeGroup.from_on,
            HomeGroup.to_on,
        )
        .where(HomeGroup.resident_id == resident_id, HomeGroup.voided_at.is_(None))
        .order_by(HomeGroup.from_on.desc(), HomeGroup.id.desc())
    )  # fmt: skip
    return tuple(HomeRow(*r) for r in rows)


def _service(session: Session, resident_id: int) -> tuple[ServiceRow, ...]:
    row = ServiceCommitment
    found = session.execute(
        select(row.id, row.role, row.where_text, row.from_on, row.to_on)
        .where(row.resident_id == resident_id, row.voided_at.is_(None))
        .order_by(row.to_on.is_not(None), row.from_on.desc(), row.id.desc())
    )
    return tuple(ServiceRow(*r) for r in found)
