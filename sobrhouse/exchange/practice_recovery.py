"""Recovery meetings of a practice house: who went where, how it was verified, what is asked of
them, their home groups and jobs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sobrhouse.exchange import practice_meeting_story as story
from sobrhouse.exchange.practice_circle_story import FEWER_MEETINGS
from sobrhouse.exchange.practice_groups import (
    EVENING,
    MORNING,
    NOON,
    SPANISH,
    Directory,
    add_directory,
)
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import Pages, iso, stamp
from sobrhouse.storage.bulk import Rows, completed

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_COLUMNS = (
    "created_at", "created_by", "stay_id", "attended_on", "verification", "verified_by_text",
    "way", "meeting_group_id", "group_text", "fellowship", "started_at", "format",
)  # fmt: skip
_How = tuple[str, str, str]
# how a hundred meetings away from the house, and a hundred online, were verified
_AWAY: tuple[_How, ...] = (
    *((("self", "", "kiosk"),) * 58),
    *(("initial", initial, "paper") for initial in "JMRTK" for _i in range(3)),
    *(("signature", name, "paper") for name in ("Ana", "Pete", "Lou") for _i in range(4)),
    *((("staff", "", "staff"),) * 8),
    *((("photo", "", "kiosk"),) * 4),
    *((("none_available", "", "kiosk"),) * 3),
)
_ONLINE: tuple[_How, ...] = (
    *((("self", "", "kiosk"),) * 80),
    *((("photo", "", "kiosk"),) * 8),
    *((("none_available", "", "kiosk"),) * 12),
)
_LOGGED_AFTER = 100  # minutes after they left for it
_MORNINGS = 3  # meetings online in a usual week
_ASKED = ((None, 4), (1, 5))  # of everybody, of phase 1


@dataclass(slots=True)
class Recovery:
    """Makes up the recovery meetings of one house up to the evening of `today`.

    `trips` are the ways to a meeting that the sign log tells: stay, day, minute they left.
    """

    pages: Pages
    chance: Random
    house_id: int
    today: date
    since: date
    stays: Mapping[str, int]  # of the story, by first name; none in other houses
    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def tell(
        self,
        lived: Sequence[Lived],
        trips: Mapping[int, Sequence[tuple[date, int]]],
        phases: Mapping[int, int],
    ) -> Rows:
        """Everything of these stays; gives the rows of the meetings that they went to."""
        directory = add_directory(self.pages, self.house_id, self.since)
        pathway = {
            row[0]: SPANISH if row[10] == "es" else row[11]
            for row in self.pages.rows.get("resident", ())
        }
        told = {stay: story.WEEK[name] for name, stay in self.stays.items()}
        for one in lived:
            who = _Goer(one, pathway.get(one.person, "AA"), directory)
            self._of_stay(who, trips.get(one.stay, ()), told.get(one.stay))
        for phase, per_week in _ASKED:
            self.pages.add(
                "meeting_requirement", self.since, self.house_id, phases.get(phase or 0), None,
                per_week, "", iso(self.since),
            )  # fmt: skip
        self._home_groups(lived, pathway, directory)
        if self.stays:
            self._story(directory, {one.stay: one for one in lived})
        return self._taken()

    def _of_stay(self, who: "_Goer", trips: Sequence[tuple[date, int]], told: int | None) -> None:
        """The story tells how often they went in the last week; before it habits do."""
        one = who.one
        until = min(one.left or self.today, self.today)
        begin = until if told is None else until - timedelta(days=until.weekday())
        daily = one.stay in {self.stays.get(name) for name in story.NINETY_IN_NINETY}
        for day, out in trips:
            if day < begin:
                self._went(who, day, EVENING if out > 1020 else NOON, out)
        away = {day for day, _out in trips}
        for day in self._mornings(one.came + _DAY, begin, away if daily else None):
            self._went(who, day, MORNING, 385)
        if told is not None:
            week = [(day, out) for day, out in trips if day >= begin]
            self._told_week(who, begin, week, told)

    def _mornings(self, since: date, until: date, away: set[date] | None) -> Iterator[date]:
        """The days that began with a meeting online: three a week, or each one without another."""
        if away is not None:
            while since < until:
                if since not in away:
                    yield since
                since += _DAY
            return
        chance = self.chance.random
        for weekday in self.chance.sample(range(7), _MORNINGS):
            day = since + timedelta(days=(weekday - since.weekday()) % 7)
            while day < until:
                if chance() < 0.82:
                    yield day
                day += _WEEK

    def _told_week(
        self, who: "_Goer", begin: date, week: Sequence[tuple[date, int]], told: int
    ) -> None:
        for day, out in week[:told]:
            self._went(who, day, EVENING if out > 1020 else NOON, out)
        gone = {day for day, _out in week[:told]}
        days = [begin + timedelta(days=i) for i in range((self.today - begin).days + 1)]
        days = [day for day in days if day > who.one.came]
        free = [day for day in days if day not in gone] + sorted(gone)
        for day in free[: max(0, told - len(gone))]:
            self._went(who, day, MORNING, 385)

    def _fewer(self, stay: int, day: date) -> bool:
        """Whether somebody of the story went to hardly any meetings at that time."""
        for name, (first, last) in FEWER_MEETINGS.items():
            if self.stays.get(name) == stay:
                return last <= (self.today - day).days <= first and day.day % 5 != 0
        return False

    def _went(self, who: "_Goer", day: date, starts_at: str, out: int) -> None:
        group = who.directory.at(day.weekday(), starts_at, who.pathway, who.one.stay)
        dice = int(self.chance.random() * 100) % 100
        if self.stays and self._fewer(who.one.stay, day):  # chance goes on as if they had gone
            return
        how = _ONLINE[dice] if group[4] == "online" else _AWAY[dice]
        self.rows.append((
            stamp(day, out + _LOGGED_AFTER), 0 if how[2] == "kiosk" else self.pages.by,
            who.one.stay, day.isoformat(), *how, *group,
        ))  # fmt: skip

    def _taken(self) -> Rows:
        """The rows, numbered by time."""
        self.rows.sort()
        columns = (*_COLUMNS, "id")
        head, tail = completed("attendance", (*columns, "house_id"))
        fixed = dict(zip(head[len(columns) + 1 :], tail, strict=True))
        first = self.pages.last["attendance"] + 1
        numbered = [(*row, number) for number, row in enumerate(self.rows, first)]
        self.pages.last["attendance"] += len(numbered)
        return Rows("attendance", columns, numbered, {"house_id": self.house_id, **fixed})

    def _home_groups(
        self, lived: Sequence[Lived], pathway: Mapping[int, str], directory: Directory
    ) -> None:
        """Whoever has been here a month has found one."""
        known: set[int] = set()
        for one in reversed(lived):
            begun = one.came + timedelta(days=30)
            if one.left is None and begun < self.today and one.person not in known:
                known.add(one.person)
                theirs = pathway.get(one.person, "AA")
                weekday = (0, 2, 4)[one.stay % 3]
                group = directory.at(weekday, EVENING, theirs, one.stay)
                self.pages.add("home_group", begun, one.person, group[0], group[1], iso(begun))

    def _story(self, directory: Directory, by_stay: Mapping[int, Lived]) -> None:
        add, house = self.pages.add, self.house_id
        for name, weekday, where, role, days in story.SERVICE:
            begun, person = self.today - timedelta(days=days), by_stay[self.stays[name]].person
            group = None if where else directory.at(weekday, EVENING, "AA", self.stays[name])
            add("service_commitment", begun, person, group and group[0],
                group[1] if group else where, role, iso(begun))  # fmt: skip
        for name, reason in story.NINETY_IN_NINETY.items():
            came = by_stay[self.stays[name]].came
            add("meeting_requirement", came, house, None, self.stays[name], 7, reason, iso(came))
        monday = self.today - timedelta(days=self.today.weekday())
        for name, weeks, fewer, kind, reason in story.EXCUSED:
            week = monday - timedelta(weeks=weeks)
            add("requirement_excuse", week, house, self.stays[name], iso(week), fewer, kind,
                reason)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Goer:
    """Somebody who goes to meetings: their stay, their pathway, what there is."""

    one: Lived
    pathway: str
    directory: Directory
