"""Clocks: what holds in every time zone of the world, on both changes of the clock, on leap days
and at the ends of months; and clocks that are set while people sign.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from sobrhouse.domain.clocks import JUMP, jumped
from sobrhouse.domain.houses import Nights, house_day
from sobrhouse.domain.phrases import nice_time, zone_if_twice
from sobrhouse.domain.pins import Mark
from sobrhouse.domain.recurrence import instant
from sobrhouse.domain.signins import next_time
from sobrhouse.domain.sobriety import LeapDay, add_months, elapsed
from sobrhouse.queries.signins import day_span

DRAWS, QUICK_DRAWS = 20_000, 20  # in each zone
# From 2012 on: at the end of 2011 Samoa and Tokelau left out a whole day. The night after it
# belongs to a day that never was, and no house kept records with this program then.
FIRST, LAST = datetime(2012, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)
SPAN = int((LAST - FIRST).total_seconds())
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TIMES = 20_000

Broken = dict[str, int]


def clocks(quick: bool) -> dict[str, object]:
    """Every zone by itself, its changes of the clock minute by minute; no rule is ever broken, and
    rules that are made too simply must be found out.
    """
    rng, draws = random.Random(16), QUICK_DRAWS if quick else DRAWS
    zones = sorted(name for name in available_timezones() if "/" in name)
    if quick:
        zones = zones[::9]
    broken: Broken = {}
    simple: Broken = {}
    drawn = changes = 0
    for name in zones:
        zone = ZoneInfo(name)
        around = [at for change in _changes(zone, quick) for at in _around(change)]
        changes += len(around)
        for at in [*around, *_drawn(rng, draws)]:
            _look(at, zone, rng, broken)
            drawn += 1
        for at in around:
            _look_simply(at, zone, simple)
    days = _calendar(broken, 40 if quick else 400)
    told = _jumps(rng, 200 if quick else TIMES, broken)
    return {
        "ok": not broken and simple.get("day", 0) > 0 and simple.get("text", 0) > 0
              and told["control_missed"] > 0,
        "zones": len(zones), "draws": drawn, "around_changes": changes, "days": days, **told,
        "violations": sum(broken.values()), "broken": broken, "control_broken": simple,
    }  # fmt: skip


def _drawn(rng: random.Random, draws: int) -> Iterator[datetime]:
    for _draw in range(draws):
        yield FIRST + timedelta(seconds=rng.randrange(SPAN), microseconds=rng.randrange(10**6))


def _changes(zone: ZoneInfo, quick: bool) -> list[datetime]:
    """When the zone's clock is set, to the minute; of the years of which houses keep records."""
    found = []
    days = [datetime(2026 if quick else 2020, 1, 1, tzinfo=UTC) + timedelta(days=n)
            for n in range(370 if quick else 12 * 366)]  # fmt: skip
    for before, after in pairwise(days):
        old = before.astimezone(zone).utcoffset()
        if old == after.astimezone(zone).utcoffset():
            continue
        low, high = before, after
        while high - low > MINUTE:
            middle = low + MINUTE * ((high - low) // MINUTE // 2)
            if middle.astimezone(zone).utcoffset() == old:
                low = middle
            else:
                high = middle
        found.append(high)
    return found


def _around(change: datetime) -> Iterator[datetime]:
    """Two and a half hours on both sides of it."""
    for minutes in range(-150, 151, 10):
        yield change + MINUTE * minutes
        yield change + MINUTE * minutes - timedelta(microseconds=1)


def _look(at: datetime, zone: ZoneInfo, rng: random.Random, broken: Broken) -> None:
    """What holds at one instant in one zone."""

    def holds(rule: str, fine: bool) -> None:
        if not fine:
            broken[rule] = broken.get(rule, 0) + 1

    local, day = at.astimezone(zone), house_day(at, zone)
    begins, ends = day_span(day, zone)
    holds("an instant comes back as it was", local.astimezone(UTC) == at)
    holds("a moment lies in its house day", begins <= at < ends)
    later = at + MINUTE * rng.randrange(1, 3000)
    holds("house days follow one another", day <= house_day(later, zone))
    if zone_if_twice(local):
        other = local.replace(fold=1 - local.fold)
        holds("an hour that comes twice is told apart", nice_time(other) != nice_time(local))
        holds("its two are told at different instants", other.astimezone(UTC) != at)
    clock = time(rng.randrange(24), rng.randrange(60))
    if rng.random() < 0.25 or zone_if_twice(local):
        clock = (local + MINUTE * rng.randrange(-90, 90)).time().replace(second=0, microsecond=0)
    coming = next_time(at, clock, zone)
    holds("the next time is after now, within two days", at < coming <= at + 50 * HOUR)
    shown = coming.astimezone(zone)
    left_out = _left_out(shown, clock, zone)
    holds("the next time is shown by the clock", shown.time() == clock.replace(fold=shown.fold)
          or left_out)  # fmt: skip
    for back in (HOUR / 2, HOUR):  # by so much clocks are set back
        sooner = coming - back
        holds("no sooner time was passed over", sooner <= at or
              sooner.astimezone(zone).time().replace(fold=0) != clock.replace(fold=0))  # fmt: skip
    first = instant(day, clock, zone)
    holds("an appointment is on its day", first.date() == day or _left_out(first, clock, zone))


def _left_out(shown: datetime, clock: time, zone: ZoneInfo) -> bool:
    """Whether the clock never showed this time near that day: then it is told as the time which is
    as long after midnight.
    """
    days = (shown.date(), shown.date() - timedelta(days=1))
    asked = [datetime.combine(day, clock, zone) for day in days]
    return any(moment.astimezone(UTC).astimezone(zone).time() != clock for moment in asked)


def _look_simply(at: datetime, zone: ZoneInfo, found: Broken) -> None:
    """The control: the same by rules that know nothing of the clock's changes."""
    day = house_day(at, zone)
    begins = datetime.combine(day, time(4), zone).astimezone(UTC)
    local = at.astimezone(zone)
    twin = local.replace(fold=1 - local.fold)
    found["day"] = found.get("day", 0) + (not begins <= at < begins + 24 * HOUR)
    same = bool(zone_if_twice(local)) and f"{local:%H:%M}" == f"{twin:%H:%M}"
    found["text"] = found.get("text", 0) + same


def _calendar(broken: Broken, years: int) -> int:
    """Leap days and the ends of months; how many days were looked at."""

    def holds(rule: str, fine: bool) -> None:
        if not fine:
            broken[rule] = broken.get(rule, 0) + 1

    first, days = date(1904, 1, 1), years * 365
    for number in range(0, days, 1 if years < 100 else 3):
        day = first + timedelta(days=number)
        for months in (1, 2, 6, 11, 12, 18, 48):
            there = add_months(day, months)
            whole = day.year * 12 + day.month - 1 + months
            holds("a month later is in that month", (there.year, there.month)
                  == (whole // 12, whole % 12 + 1))  # fmt: skip
            holds("on the same day or the month's last", there.day == day.day or
                  (there + timedelta(days=1)).month != there.month)  # fmt: skip
            holds("months counted are months passed", elapsed(day, there).months
                  + 12 * elapsed(day, there).years == months)  # fmt: skip
        if (day.month, day.day) == (2, 29):
            one, other = add_months(day, 12), add_months(day, 12, LeapDay.MAR_1)
            holds("a leap day is kept", (one.month, one.day, other.month, other.day)
                  == (2, 28, 3, 1))  # fmt: skip
        month = day.replace(day=1)
        after = add_months(month, 1)
        nights = Nights(day, day + timedelta(days=61))
        parts = [_nights_in(nights, add_months(month, n), add_months(month, n + 1))
                 for n in range(4)]  # fmt: skip
        holds("a stay's nights are those of its months", sum(parts) == 61 and after.day == 1)
    return days


def _nights_in(nights: Nights, begin: date, end: date) -> int:
    return nights.count(end) - nights.count(begin)


def _jumps(rng: random.Random, times: int, broken: Broken) -> dict[str, int]:
    """Evenings at a clock that is set, or is not: each that is set is told, none that is not."""
    told = wrong = missed = control = 0
    for _evening in range(times):
        at, ran, boot = FIRST + timedelta(seconds=rng.randrange(SPAN)), 1_000_000, "a"
        for _event in range(rng.randrange(1, 20)):
            before = Mark(at, boot, ran)
            passes = timedelta(seconds=rng.choice((0, 1, 60, 3600, 8 * 3600, 40 * 86400)))
            drift = timedelta(seconds=rng.uniform(-1, 1) * min(100, passes.total_seconds() / 1000))
            at, ran = at + passes + drift, ran + int(passes.total_seconds() * 1000)
            if rng.random() < 0.05:  # the computer starts anew
                boot, ran, at = boot + "a", 5_000, at + 2 * MINUTE
            wrong += jumped(before, Mark(at, boot, ran)) is not None
        by = rng.choice((-HOUR, HOUR, -365 * 24 * HOUR, 365 * 24 * HOUR, -3 * MINUTE, 3 * MINUTE))
        before = Mark(at, boot, ran)
        after = Mark(at + by + MINUTE / 2, boot, ran + 30_000)
        found = jumped(before, after)
        told += found is not None
        missed += found is None or abs(found - by) > JUMP
        control += by > timedelta() and not after.at < before.at  # by the wall's clock alone
    for rule, count in (("an honest clock is believed", wrong), ("a jump is told", missed)):
        if count:
            broken[rule] = count
    return {"clocks_set": times, "jumps_told": told, "control_missed": control}
