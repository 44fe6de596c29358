"""Passes: when somebody may be away over the curfew, each rule of the house in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sobrhouse.domain.houses import house_day
from sobrhouse.domain.phrases import day_name, month_day, month_name, nice_date, nice_time
from sobrhouse.words import N_, _, n_

NEAR = timedelta(days=6)

KIND_WORDS = {
    "overnight": N_("Overnight"),
    "weekend": N_("Weekend"),
    "extended": N_("Extended"),
    "medical": N_("Medical"),
    "work": N_("Work"),
}
STATUS_WORDS = {
    "requested": N_("Waiting"),
    "approved": N_("Approved"),
    "denied": N_("Denied"),
    "cancelled": N_("Cancelled"),
    "out": N_("Away"),
    "returned": N_("Returned"),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One rule of the house and whether a pass meets it, in words."""

    ok: bool
    words: str


@dataclass(frozen=True, slots=True)
class BlackoutSpan:
    """Nights on which nobody gets a pass, both days included."""

    from_on: date
    to_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What a house asks before it gives a pass; 0 asks for nothing."""

    notice_hours: int
    days_in_house: int
    nights_per_month: int
    phase_number: int = 0
    blackouts: Sequence[BlackoutSpan] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: since when here, in which phase, and the nights they have had or been promised."""

    moved_in_on: date
    phase_number: int = 0
    phase_name: str = ""
    nights_taken: frozenset[date] = frozenset()


def nights_of(depart_at: datetime, return_by: datetime, zone: ZoneInfo) -> tuple[date, ...]:
    """The nights that somebody is away: those whose 4 o'clock comes before they are back."""
    first, last = house_day(depart_at, zone), house_day(return_by, zone)
    return tuple(first + timedelta(days=n) for n in range((last - first).days))


def eligibility(
    rules: HouseRules,
    asker: Asker,
    depart_at: datetime,
    return_by: datetime,
    now: datetime,
    zone: ZoneInfo,
) -> tuple[Criterion, ...]:
    """Each rule that the house has, met or not, in the order in which people ask about them.

    Only says; who decides may give a pass against it.
    """
    nights = nights_of(depart_at, return_by, zone)
    leaves_on = house_day(depart_at, zone)
    found = []
    if rules.notice_hours:
        found.append(_notice(rules.notice_hours, depart_at - now))
    if rules.days_in_house:
        found.append(_days_here(rules.days_in_house, asker, leaves_on))
    if rules.phase_number:
        found.append(_phase(rules.phase_number, asker))
    if rules.nights_per_month:
        found += [_month(rules.nights_per_month, asker, *month) for month in _months(nights)]
    if rules.blackouts:
        found.append(_blackout(rules.blackouts, nights or (leaves_on,), house_day(now, zone)))
    return tuple(found)


def verdict(criteria: Sequence[Criterion]) -> str:
    """ "4 of 4", or "3 of 4" and what is not met."""
    if not criteria:
        return _("No rule asks for anything")
    counted = _("{n} of {m}").format(n=sum(c.ok for c in criteria), m=len(criteria))
    against = "; ".join(c.words for c in criteria if not c.ok)
    return f"{counted}: {against}" if against else counted


def clock_on(moment: datetime, day: date, zone: ZoneInfo) -> str:
    """ "6:00 PM" on that day, "Mon 6:00 PM" in the six days after it, else "Nov 30, 6:00 PM"."""
    local = moment.astimezone(zone)
    clock = nice_time(local)
    if local.date() == day:
        return clock
    if timedelta() < local.date() - day <= NEAR:
        return f"{day_name(local.date())} {clock}"
    return f"{month_day(local.date(), day)}, {clock}"


def span_words(depart_at: datetime, return_by: datetime, day: date, zone: ZoneInfo) -> str:
    """ "Fri 6:00 PM to Sun 8:00 PM", seen from `day`; both on one day name it once."""
    leave, back = depart_at.astimezone(zone), return_by.astimezone(zone)
    start = clock_on(leave, day, zone)
    same = leave.date() == back.date()
    end = nice_time(back) if same else clock_on(back, day, zone)
    return _("{start} to {end}").format(start=start, end=end)


def nights_words(count: int) -> str:
    """ "2 nights", or "back the same night"."""
    return n_("{n} night", "{n} nights", count).format(n=count) if count else _("Back that night")


def _notice(asked: int, ahead: timedelta) -> Criterion:
    hours = max(0, int(ahead.total_seconds() // 3600))
    words = _("asked {n} hours ahead, the house asks for {m}").format(n=hours, m=asked)
    return Criterion(ahead >= timedelta(hours=asked), words)


def _days_here(asked: int, asker: Asker, on: date) -> Criterion:
    days = (on - asker.moved_in_on).days
    words = n_(
        "{n} day in the house by then, {m} asked", "{n} days in the house by then, {m} asked", days
    ).format(n=days, m=asked)
    return Criterion(days >= asked, words)


def _phase(asked: int, asker: Asker) -> Criterion:
    name = asker.phase_name or _("no phase")
    words = _("in {phase}, passes begin with phase {n}").format(phase=name, n=asked)
    return Criterion(asker.phase_number >= asked, words)


def _months(nights: Sequence[date]) -> list[tuple[date, int]]:
    """The months that the nights are in, by their first day, and how many are in each."""
    firsts = [night.replace(day=1) for night in nights]
    return [(first, firsts.count(first)) for first in dict.fromkeys(firsts)]


def _month(asked: int, asker: Asker, month: date, wanted: int) -> Criterion:
    had = sum(night.replace(day=1) == month for night in asker.nights_taken)
    words = n_(
        "{n} night away in {month} with this one, {m} a month",
        "{n} nights away in {month} with this one, {m} a month",
        had + wanted,
    ).format(n=had + wanted, month=month_name(month.month), m=asked)
    return Criterion(had + wanted <= asked, words)


def _blackout(spans: Sequence[BlackoutSpan], nights: Sequence[date], today: date) -> Criterion:
    for span in spans:
        if any(span.from_on <= night <= span.to_on for night in nights):
            words = _("no passes on {date}").format(
                date=nice_date(max(span.from_on, nights[0]), today)
            )
            return Criterion(False, f"{words} ({span.reason})" if span.reason else words)
    return Criterion(True, _("not on a day without passes"))
