"""Curfew tonight, person by person, and the rules behind it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Integer, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.curfew import Curfew, OwnRule, Rules, asked_at, curfew_at, curfew_for
from sobrhouse.domain.houses import house_day
from sobrhouse.domain.passes import clock_on
from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.queries.settings import house_settings
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    CurfewRule,
    House,
    Pass,
    Phase,
    PhaseCurfew,
    PhaseHistory,
    Stay,
)
from sobrhouse.storage.tables.base import UTCDateTime
from sobrhouse.words import _

_HOUSE, _NIGHT = bindparam("house", type_=Integer), bindparam("night", type_=Date)
_STAY, _SINCE = bindparam("stay", type_=Integer), bindparam("since", type_=UTCDateTime)
GOOD = ("approved", "out")  # a pass that lets somebody be away


@dataclass(frozen=True, slots=True)
class Tonight:
    """Until when one person is asked to be home in the night of now.

    `time` and `at` (UTC) are None where no hour is asked. `pass_id` is set when a pass covers the
    hour; `pass_until` is then when they have to be back.
    """

    stay_id: int
    time: time | None
    at: datetime | None
    source: str  # "house", "phase" or "own"
    because: str = ""
    pass_id: int | None = None
    pass_until: datetime | None = None
    zone: str = "UTC"
    asked: datetime | None = None  # the instant, in UTC, at which a round would look for them

    @property
    def home_by(self) -> datetime | None:
        """The instant, in UTC, after which they are missed: the pass's, else the curfew's."""
        return self.pass_until if self.pass_id is not None else self.at

    @property
    def words(self) -> str:
        """It in words, in the language spoken when they are read."""
        if self.pass_until is not None and self.asked is not None:
            zone = ZoneInfo(self.zone)
            when = clock_on(self.pass_until, self.asked.astimezone(zone).date(), zone)
            return _("On a pass until {when}").format(when=when)
        said = (
            _("No curfew tonight")
            if self.time is None
            else _("Curfew {time}").format(time=nice_time(self.time))
        )
        return f"{said} ({self.because})" if self.because else said


@needs(Permission.SEE_HOUSE)
def tonight(
    session: Session, house_id: int, now: datetime, stay_id: int | None = None
) -> dict[int, Tonight]:
    """Everybody's curfew of the night that now belongs to, by stay; of one stay where it is given.

    Five statements for a house of any size.
    """
    zone = ZoneInfo(
        session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    )
    return _Evening(session, house_id, zone, now, house_settings(session, house_id)).of(stay_id)


def tonight_by(
    session: Session, house_id: int, now: datetime, zone: ZoneInfo, chosen: HouseSettings,
    people: Iterable[ResidentRow],
) -> dict[int, Tonight]:  # fmt: skip
    """Everybody's, where the house's zone, settings and people have been read already."""
    return _Evening(session, house_id, zone, now, chosen).of_these(people)


class _Stands(NamedTuple):
    """A stay and the phase of that night."""

    id: int
    phase_id: int | None
    phase: str | None


class _Evening:
    """The rules of a house, read once for one night."""

    def __init__(
        self, session: Session, house_id: int, zone: ZoneInfo, now: datetime, chosen: HouseSettings
    ) -> None:
        self.session, self.house_id, self.zone, self.now = session, house_id, zone, now
        self.night = house_day(now, zone)
        self.house = (chosen.get("curfew_weekdays"), chosen.get("curfew_weekend"))
        self.phases = _phase_times(session, house_id)

    def of(self, stay_id: int | None) -> dict[int, Tonight]:
        """What is asked of everybody who lives here now, or of one of them."""
        asked = {"house": self.house_id, "night": self.night, "stay": stay_id}
        rows = self.session.execute(_people_statement(one=stay_id is not None), asked).all()
        return self._of((_Stands(*row) for row in rows), stay_id)

    def of_these(self, people: Iterable[ResidentRow]) -> dict[int, Tonight]:
        """The same of residents as they were read; the phases of the night are asked for where
        phases have times of their own and somebody's began after it.
        """
        here = [p for p in people if p.moved_in <= self.night]
        unsure = any(p.phase_since is None or p.phase_since > self.night for p in here)
        if self.phases and unsure:
            return self.of(None)
        return self._of((_Stands(p.stay_id, p.phase_id, p.phase) for p in here), None)

    def _of(self, people: Iterable[_Stands], stay_id: int | None) -> dict[int, Tonight]:
        asked = {"house": self.house_id, "night": self.night, "stay": stay_id}
        recent = {**asked, "since": self.now - timedelta(days=2)}
        own = _grouped(self.session.execute(_own_statement(one=stay_id is not None), asked))
        passes = _grouped(self.session.execute(_passes_statement(one=stay_id is not None), recent))
        found = {}
        for row in people:
            rules = Rules(
                *self.house,
                {} if row.phase_id is None else self.phases.get(row.phase_id, {}),
                row.phase or "",
                [OwnRule(r.weekday, r.time, r.from_on, r.to_on, r.reason) for r in own[row.id]],
            )
            curfew = curfew_for(self.night, rules)
            found[row.id] = self._tonight(row.id, curfew, passes[row.id])
        return found

    def _tonight(self, stay_id: int, curfew: Curfew, passes: Iterable[Any]) -> Tonight:
        asked = asked_at(self.night, curfew.time, self.zone)
        good = next((p for p in passes if p.depart_at <= asked < p.return_by), None)
        at = None
        if curfew.time is not None:
            at = curfew_at(self.night, curfew.time, self.zone).astimezone(UTC)
        return Tonight(
            stay_id,
            curfew.time,
            at,
            curfew.source.value,
            curfew.because,
            good and good.id,
            good and good.return_by,
            self.zone.key,
            asked,
        )


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.stay_id].append(row)
    return groups


def _phase_times(session: Session, house_id: int) -> dict[int, dict[int, str]]:
    rows = session.execute(_phase_times_statement(), {"house": house_id})
    times: dict[int, dict[int, str]] = defaultdict(dict)
    for phase_id, weekday, clock in rows:
        times[phase_id][weekday] = clock
    return times


@cache
def _phase_times_statement() -> Any:
    return select(PhaseCurfew.phase_id, PhaseCurfew.weekday, PhaseCurfew.time).where(
        PhaseCurfew.house_id == _HOUSE, PhaseCurfew.voided_at.is_(None)
    )


def _here(*, one: bool) -> Any:
    """Stays of the house that go on."""
    query = and_(
        Stay.house_id == _HOUSE,
        Stay.discharged_on.is_(None),
        Stay.voided_at.is_(None),
        Stay.move_in_on <= _NIGHT,
    )
    return and_(Stay.id == _STAY, query) if one else query


@cache
def _people_statement(*, one: bool) -> Any:
    phase = and_(
        PhaseHistory.stay_id == Stay.id,
        PhaseHistory.voided_at.is_(None),
        PhaseHistory.start_on <= _NIGHT,
        or_(PhaseHistory.end_on.is_(None), PhaseHistory.end_on > _NIGHT),
    )
    return (
        select(Stay.id, PhaseHistory.phase_id, Phase.name)
        .outerjoin(PhaseHistory, phase)
        .outerjoin(Phase, Phase.id == PhaseHistory.phase_id)
        .where(_here(one=one))
        .order_by(Stay.id, PhaseHistory.start_on)
    )


@cache
def _own_statement(*, one: bool) -> Any:
    return (
        select(
            CurfewRule.stay_id,
            CurfewRule.weekday,
            CurfewRule.time,
            CurfewRule.from_on,
            CurfewRule.to_on,
            CurfewRule.reason,
        )
        .join(Stay, Stay.id == CurfewRule.stay_id)
        .where(
            _here(one=one),
            CurfewRule.voided_at.is_(None),
            CurfewRule.from_on <= _NIGHT,
            or_(CurfewRule.to_on.is_(None), CurfewRule.to_on >= _NIGHT),
        )
        .order_by(CurfewRule.from_on, CurfewRule.id)
    )


@cache
def _passes_statement(*, one: bool) -> Any:
    return (
        select(Pass.stay_id, Pass.id, Pass.depart_at, Pass.return_by)
        .join(Stay, Stay.id == Pass.stay_id)
        .where(_here(one=one), Pass.house_id == _HOUSE, Pass.status.in_(GOOD))
        .where(Pass.voided_at.is_(None), Pass.return_by >= _SINCE)
        .order_by(Pass.depart_at)
    )
