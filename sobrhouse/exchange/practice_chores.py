"""Chores of a practice house: what there is to do, who had it week by week, and how it went."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sobrhouse.domain.chores import days_text
from sobrhouse.domain.recurrence import rule_days
from sobrhouse.domain.usual_chores import USUAL, UsualChore
from sobrhouse.exchange import practice_chore_story as story
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import COLUMNS, MINUTES, Pages, hours_of, iso
from sobrhouse.storage.bulk import Rows, completed

DAY, WEEK = timedelta(days=1), timedelta(days=7)
WEEKS_AHEAD, WEEKS_OF_A_PLAN = 12, 12
FIRST_DAYS = timedelta(days=3)  # without chores after moving in
_PLAN = {name: at for at, name in enumerate(("id", "made", "by", *COLUMNS["chore_plan"]))}
_USUAL = {usual.key: usual for usual in USUAL}
_MARK = ("id", "created_at", "assignment_id", "on_date", "at")
_SEEN = ("id", "created_at", "assignment_id", "on_date", "at", "result")
_REDONE, _MISSED = 0.97, 0.99  # of all turns: passed up to the first, done again up to the second
_SAID = 0.7  # of those that passed in other houses: said to be done before somebody looked


@dataclass(frozen=True, slots=True)
class Standing:
    """One chore of a house: its row, by which minute of the day it is done."""

    chore: int
    usual: UsualChore
    minute: int
    starts_on: date

    def due(self, monday: date) -> tuple[date, ...]:
        """Its due days of a week."""
        return rule_days(self.usual.rule, self.starts_on, None, monday, monday + 6 * DAY)


@dataclass(slots=True)
class Chores:
    """Makes up the chores of one house up to the evening of `today`, and who has them afterwards.

    In other houses than the first they go round name by name.
    """

    pages: Pages
    chance: Random
    house_id: int
    today: date
    since: date
    standing: list[Standing] = field(default_factory=list)
    marks: list[tuple[Any, ...]] = field(default_factory=list)
    seen: list[tuple[Any, ...]] = field(default_factory=list)
    plan: int = 0
    seed: int = 0
    dealt: int = 0  # assignments of the plan

    @property
    def first(self) -> date:
        """The Monday from which chores were dealt."""
        return self.since + timedelta(days=-self.since.weekday() % 7)

    def tell(self, lived: Sequence[Lived]) -> list[Rows]:
        """Everything of these stays; gives the rows of what was said and seen."""
        self.add_chores(story.IN_OTHER_HOUSES, "round_robin")
        mondays = self.mondays()
        members = self.members(lived, mondays)
        for turn, monday in enumerate(mondays):
            self.begin_plan(turn, monday)
            people = members[monday]
            if people:
                self._round(turn, monday, people)
        return self.taken()

    def add_chores(self, keys: Iterable[str], strategy: str) -> int:
        """The rotation and its chores with their steps; gives the rotation."""
        add, house, first = self.pages.add, self.house_id, self.first
        made = min(first, self.today)
        self.seed = self.chance.randrange(10_000)
        rotation = add("rotation", made, house, "House chores", strategy, iso(first), 1,
                       self.seed)  # fmt: skip
        for position, key in enumerate(keys, 1):
            u = _USUAL[key]
            chore = add("chore", made, house, rotation, position, u.name, u.area, u.icon, "",
                        u.minutes, u.weight, u.people, u.rule, iso(first), u.due_at,
                        u.before_meeting_minutes)  # fmt: skip
            for place, text in enumerate(u.steps, 1):
                add("chore_step", made, house, chore, place, text)
            minute = int(u.due_at[:2]) * 60 + int(u.due_at[3:])
            self.standing.append(Standing(chore, u, minute, first))
        return rotation

    def mondays(self) -> list[date]:
        """The first days of all weeks, those that are planned ahead too."""
        weeks = (self.today - self.first).days // 7 + 1 + WEEKS_AHEAD
        return [self.first + n * WEEK for n in range(max(weeks, 0))]

    @staticmethod
    def members(lived: Sequence[Lived], mondays: Sequence[date]) -> dict[date, list[int]]:
        """Who lived in the house through each of the weeks and was not new, by stay."""
        members: dict[date, list[int]] = {monday: [] for monday in mondays}
        for one in lived:
            begin = bisect_left(mondays, one.came + FIRST_DAYS)
            end = len(mondays) if one.left is None else bisect_left(mondays, one.left - 6 * DAY)
            for monday in mondays[begin:end]:
                members[monday].append(one.stay)
        return members

    def begin_plan(self, turn: int, monday: date) -> None:
        """A plan every so many weeks."""
        if turn % WEEKS_OF_A_PLAN == 0:
            self.end_plan(monday - WEEK)
            made = min(monday - DAY, self.today)
            self.plan = self.pages.add(
                "chore_plan", made, self.house_id, iso(monday), iso(monday), "", 0, 0
            )
            self.dealt = 0

    def end_plan(self, monday: date) -> None:
        """Write down up to which week the plan goes, and how much it dealt."""
        rows = self.pages.rows.get("chore_plan")
        if rows and self.plan:
            row = list(rows[-1])
            row[_PLAN["last_on"]], row[_PLAN["dealt"]] = iso(monday + 6 * DAY), self.dealt
            rows[-1] = tuple(row)

    def assign(
        self, one: Standing, stay: int, monday: date, days: Sequence[date], source: str = "auto",
        replaces: int | None = None, end: date | None = None, on: date | None = None,
    ) -> int:  # fmt: skip
        """Somebody has a chore from `monday` to `end` (None: six days later); gives the row."""
        u = one.usual
        self.dealt += replaces is None
        end = end or monday + 6 * DAY
        offsets = days_text(tuple((day - monday).days for day in days))
        made = min(on or monday - DAY, self.today)
        return self.pages.add(
            "chore_assignment", made, self.house_id, one.chore, stay, iso(monday), iso(end),
            offsets, u.minutes, u.weight, source, replaces,
            None if replaces else self.plan, None,
        )  # fmt: skip

    def _round(self, turn: int, monday: date, people: Sequence[int]) -> None:
        """One week, name by name."""
        for i, one in enumerate(self.standing):
            days = one.due(monday)
            number = self.assign(one, people[(turn + i) % len(people)], monday, days)
            if monday <= self.today:
                for day in days:
                    if day < self.today:
                        self._went(number, day, one.minute)
                    elif day == self.today and one.minute < 1100:
                        self._went_today(number, day, one.minute)

    def _went(self, number: int, day: date, due: int) -> None:
        """How a turn of an earlier day went: one dice says it all."""
        dice = self.chance.random()
        hours, on = hours_of(day), day.isoformat()
        seen = due + 4 + int(dice * 97)
        if dice < _REDONE:
            if dice < _SAID:
                self.mark(number, on, _clock(hours, due - 15 - int(dice * 300)))
            self.look(number, on, _clock(hours, seen), "pass")
        elif dice < _MISSED:
            self.mark(number, on, _clock(hours, due - 20))
            self.look(number, on, _clock(hours, seen), "redo")
            self.mark(number, on, _clock(hours, seen + 40))
            self.look(number, on, _clock(hours, seen + 65), "pass")
        else:
            self.look(number, on, _clock(hours, seen), "missed")

    def _went_today(self, number: int, day: date, due: int) -> None:
        dice = self.chance.random()
        hours, on = hours_of(day), day.isoformat()
        self.mark(number, on, _clock(hours, due - 15 - int(dice * 200)))
        if dice < 0.5:
            self.look(number, on, _clock(hours, min(due + 4 + int(dice * 97), 1140)), "pass")

    def mark(self, number: int, on: str, at: str) -> None:
        """Somebody says at the kiosk that it is done."""
        row = self.pages.last["chore_mark"] = self.pages.last["chore_mark"] + 1
        self.marks.append((row, at, number, on, at))

    def look(self, number: int, on: str, at: str, result: str) -> None:
        """Staff looked at it, and had nothing to say."""
        row = self.pages.last["inspection"] = self.pages.last["inspection"] + 1
        self.seen.append((row, at, number, on, at, result))

    def taken(self) -> list[Rows]:
        """What was said and seen."""
        self.end_plan(self.mondays()[-1] if self.mondays() else self.first)
        house, by = self.house_id, self.pages.by
        return [
            rows_of("chore_mark", _MARK, self.marks, {"house_id": house, "created_by": 0}),
            rows_of("inspection", _SEEN, self.seen, {"house_id": house, "created_by": by}),
        ]


def _clock(hours: Sequence[str], minute: int) -> str:
    """An instant, so many minutes of the house's clock after midnight."""
    return hours[minute // 60] + MINUTES[minute % 60]


def rows_of(
    table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]], fixed: Mapping[str, int]
) -> Rows:
    """Rows made apart, with what every other column starts with."""
    head, tail = completed(table, (*columns, *fixed))
    more = dict(zip(head[len(columns) + len(fixed) :], tail, strict=True))
    return Rows(table, columns, rows, {**fixed, **more})
