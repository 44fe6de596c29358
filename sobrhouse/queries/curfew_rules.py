"""The rules behind curfew and passes, as Settings and the profile show them."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.curfew import wall_clock
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Blackout, CurfewRule, Phase, PhaseCurfew


@dataclass(frozen=True, slots=True)
class PhaseTimes:
    """The curfew of one phase, Monday first; None leaves that night to the house."""

    phase_id: int
    name: str
    times: tuple[time | None, ...]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """Somebody's own curfew; `time` None asks for no hour, `weekday` None is every night."""

    rule_id: int
    weekday: int | None
    time: time | None
    reason: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class BlackoutRow:
    """Days without passes, both included."""

    blackout_id: int
    from_on: date
    to_on: date
    reason: str


@needs(Permission.SEE_HOUSE)
def phase_times(session: Session, house_id: int) -> tuple[PhaseTimes, ...]:
    """Every phase of the house with its curfews."""
    rows = session.execute(
        select(Phase.id, Phase.name, PhaseCurfew.weekday, PhaseCurfew.time)
        .outerjoin(
            PhaseCurfew, (PhaseCurfew.phase_id == Phase.id) & PhaseCurfew.voided_at.is_(None)
        )
        .where(Phase.house_id == house_id, Phase.voided_at.is_(None))
        .order_by(Phase.number)
    )
    found: dict[int, tuple[str, list[time | None]]] = {}
    for phase_id, name, weekday, clock in rows:
        times = found.setdefault(phase_id, (name, [None] * 7))[1]
        if weekday is not None:
            times[weekday] = wall_clock(clock)
    return tuple(PhaseTimes(id_, name, tuple(times)) for id_, (name, times) in found.items())


@needs(Permission.SEE_HOUSE)
def own_curfews(session: Session, stay_id: int, today: date) -> tuple[OwnRow, ...]:
    """A person's own rules that hold now or later, the newest first."""
    rows = session.execute(
        select(CurfewRule)
        .where(
            CurfewRule.stay_id == stay_id,
            CurfewRule.voided_at.is_(None),
            or_(CurfewRule.to_on.is_(None), CurfewRule.to_on >= today),
        )
        .order_by(CurfewRule.from_on.desc(), CurfewRule.id.desc())
    ).scalars()
    return tuple(
        OwnRow(
            r.id, r.weekday, wall_clock(r.time) if r.time else None, r.reason, r.from_on, r.to_on
        )
        for r in rows
    )


@needs(Permission.SEE_HOUSE)
def blackouts(session: Session, house_id: int, today: date) -> tuple[BlackoutRow, ...]:
    """Days without passes that are now or to come, the soonest first."""
    rows = session.execute(
        select(Blackout.id, Blackout.from_on, Blackout.to_on, Blackout.reason)
        .where(Blackout.house_id == house_id, Blackout.voided_at.is_(None), Blackout.to_on >= today)
        .order_by(Blackout.from_on, Blackout.id)
    )
    return tuple(BlackoutRow(*row) for row in rows)
