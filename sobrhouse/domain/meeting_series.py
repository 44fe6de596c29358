"""House meetings that come again: what a series says, what was changed of single days, and the
meetings that follow from both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sobrhouse.domain.recurrence import instant, rule_days
from sobrhouse.words import N_

LONGEST_TITLE = 80
LONGEST_PLACE = 80
LONGEST_REASON = 200
KIND_WORDS = {
    "regular": N_("House meeting"),
    "vote": N_("Meeting with a vote"),
    "monthly": N_("Monthly meeting"),
    "emergency": N_("Emergency meeting"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a series says: `starts_on` is its first meeting, `until_on` its last day, included."""

    title: str
    rule: str
    starts_on: date
    starts_at: time
    until_on: date | None = None
    kind: str = "regular"
    length_minutes: int = 60
    place: str = ""
    skips_holidays: bool = False

    def days(self, first: date, last: date) -> tuple[date, ...]:
        """The days that its rule gives, holidays too."""
        return rule_days(self.rule, self.starts_on, self.until_on, first, last)


@dataclass(frozen=True, slots=True)
class Change:
    """One day of a series that is not as the rule says; `kind` is cancelled, moved or kept.

    `new_at` None and `new_place` empty leave what the series says.
    """

    change_id: int
    on: date
    kind: str
    new_on: date | None = None
    new_at: time | None = None
    new_place: str = ""
    reason: str = ""


class Stand(StrEnum):
    """What became of a day that the rule gives."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HOLIDAY = "holiday"

    @property
    def off(self) -> bool:
        """Whether there is no meeting."""
        return self in (Stand.CANCELLED, Stand.HOLIDAY)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day of a series: `on` is the day that the rule gives, `at` when it is, in the house's
    zone; `reason` says why it is off or moved, or names the holiday.
    """

    on: date
    at: datetime
    stand: Stand
    place: str
    reason: str = ""
    change_id: int | None = None

    @property
    def day(self) -> date:
        """The day on which it is."""
        return self.at.date()


Holiday = Callable[[date], str]


def no_holiday(_day: date) -> str:
    """For a series that skips none."""
    return ""


def occurrences(
    plan: Plan,
    changes: Mapping[date, Change],
    zone: ZoneInfo,
    span: tuple[date, date],
    holiday: Holiday = no_holiday,
) -> tuple[Occurrence, ...]:
    """The meetings of a series that are, or would be, on the days of `span`, both included.

    What was moved stands on its new day alone; a change of a day that the rule no longer gives
    counts no more. `holiday` names a day off, and is asked only where the series skips them.
    """
    first, last = span
    wanted = set(plan.days(first, last))
    for change in changes.values():
        if change.new_on is not None and first <= change.new_on <= last:
            wanted.update(plan.days(change.on, change.on))
    found = (occurrence(plan, on, changes.get(on), zone, holiday) for on in wanted)
    inside = (o for o in found if first <= o.day <= last)
    return tuple(sorted(inside, key=lambda o: (o.at, o.on)))


def occurrence(
    plan: Plan, on: date, change: Change | None, zone: ZoneInfo, holiday: Holiday = no_holiday
) -> Occurrence:
    """What became of one day that the rule gives."""
    if change is not None and change.kind == "moved" and change.new_on is not None:
        at = instant(change.new_on, change.new_at or plan.starts_at, zone)
        place = change.new_place or plan.place
        return Occurrence(on, at, Stand.MOVED, place, change.reason, change.change_id)
    at = instant(on, plan.starts_at, zone)
    if change is not None and change.kind == "cancelled":
        return Occurrence(on, at, Stand.CANCELLED, plan.place, change.reason, change.change_id)
    if change is None and plan.skips_holidays and (name := holiday(on)):
        return Occurrence(on, at, Stand.HOLIDAY, plan.place, name)
    kept = change.change_id if change is not None else None
    return Occurrence(on, at, Stand.PLANNED, plan.place, change_id=kept)


def days_from(plan: Plan, from_on: date) -> Iterator[date]:
    """The days of a plan from a day on, for six years at most, holidays too."""
    begin = max(from_on, plan.starts_on)
    for _months in range(24):
        end = begin + timedelta(days=92)
        yield from plan.days(begin, end)
        begin = end + timedelta(days=1)
        if plan.until_on is not None and begin > plan.until_on:
            return


def by_day(changes: Iterable[Change]) -> dict[date, Change]:
    """Changes by the day that the rule gives."""
    return {change.on: change for change in changes}
