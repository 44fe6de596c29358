"""House meetings of a practice house: one each Sunday and Tuesday evening, and who was there."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sobrhouse.exchange import practice_meeting_story as story
from sobrhouse.exchange.practice_comings import MEETING
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import Pages, iso, stamp
from sobrhouse.storage.bulk import Rows, completed

_DAY = timedelta(days=1)
_COLUMNS = ("created_at", "meeting_id", "stay_id", "status", "reason", "at", "created_by", "id")
_JUST_LATE = 25  # minutes: who comes in so soon is late, not away
# of those who had not signed out: present, then late, then excused, the rest absent
_PRESENT, _LATE, _EXCUSED = 0.94, 0.965, 0.985


@dataclass(slots=True)
class Held:
    """One meeting that was held: its row, its day, who was there, and whether it is finished."""

    meeting: int
    day: date
    weekday: int
    chair: int
    reader: int
    here: list[int] = field(default_factory=list)
    finished: bool = True


@dataclass(slots=True)
class HouseMeetings:
    """Makes up the meetings of one house before the evening of `today`.

    `away` says who had signed out over the hour: day, then stay, then where to and the minute they
    came back.
    """

    pages: Pages
    chance: Random
    house_id: int
    today: date
    since: date
    in_full: bool = False
    held: list[Held] = field(default_factory=list)
    marks: list[tuple[Any, ...]] = field(default_factory=list)

    def tell(
        self, lived: Sequence[Lived], away: Mapping[date, Mapping[int, tuple[str, int]]]
    ) -> Rows:
        """The series, every meeting up to the day before `today`, and the marks as rows."""
        days = self._series()
        members = self._members(lived, sorted(days))
        for turn, day in enumerate(sorted(days)):
            if members[day]:
                self._hold(turn, day, *days[day], members[day], away.get(day, {}))
        columns = (*_COLUMNS, "house_id")
        head, tail = completed("house_meeting_mark", columns)
        fixed = dict(zip(head[len(columns) :], tail, strict=True))
        return Rows(
            "house_meeting_mark", _COLUMNS, self.marks, {"house_id": self.house_id, **fixed}
        )

    def _series(self) -> dict[date, tuple[int, date, int]]:
        """By the day of each meeting: its series, the day by the rule, its length."""
        days: dict[date, tuple[int, date, int]] = {}
        for title, rule, weekday, length in story.SERIES:
            first = self.since + timedelta(days=(weekday - self.since.weekday()) % 7)
            series = self.pages.add(
                "meeting_series", self.since, self.house_id, title, rule, iso(first), "19:30",
                length, story.PLACE,
            )  # fmt: skip
            while first < self.today:
                on = self._kept_on(series, first) if self.in_full else first
                if on is not None:
                    days[on] = (series, first, length)
                first += timedelta(days=7)
        return days

    def _kept_on(self, series: int, day: date) -> date | None:
        """The day on which the meeting of a rule's day was held; None where it was cancelled."""
        before = (self.today - day).days
        add, made = self.pages.add, day - _DAY
        if before == story.CANCELLED[0]:
            add("meeting_exception", made, self.house_id, series, iso(day), "cancelled", None, "",
                "", story.CANCELLED[1])  # fmt: skip
            return None
        if before == story.MOVED[0]:
            on = day + timedelta(days=story.MOVED[1])
            add("meeting_exception", made, self.house_id, series, iso(day), "moved", iso(on),
                "19:30", "", story.MOVED[2])  # fmt: skip
            return on
        return day

    @staticmethod
    def _members(lived: Sequence[Lived], days: list[date]) -> dict[date, list[Lived]]:
        """Who lived in the house on each of the evenings; who came that day is there too."""
        members: dict[date, list[Lived]] = {day: [] for day in days}
        for one in lived:
            begin = bisect_left(days, one.came)
            end = len(days) if one.left is None else bisect_left(days, one.left)
            for day in days[begin:end]:
                members[day].append(one)
        return members

    def _hold(
        self, turn: int, day: date, series: int, by_rule: date, length: int,
        members: Sequence[Lived], away: Mapping[int, tuple[str, int]],
    ) -> None:  # fmt: skip
        held = self.meeting(
            day, [m for m in members if m.stay not in away] or members, turn,
            series=series, by_rule=by_rule, length=length,
            finished=not (self.in_full and (self.today - day).days == story.UNFINISHED),
        )  # fmt: skip
        self.roll(held, members, away)

    def meeting(
        self, day: date, here: Sequence[Lived], turn: int, *, series: int | None = None,
        by_rule: date | None = None, kind: str = "regular", title: str = "House meeting",
        length: int = 60, minutes: str | None = None, finished: bool = True,
    ) -> Held:  # fmt: skip
        """Write down one meeting; of who is there, those who came a month ago lead in turn."""
        old = [one.stay for one in here if (day - one.came).days >= 30] or [here[0].stay]
        chair, reader = old[turn % len(old)], old[(turn + len(old) // 2) % len(old)]
        begun, ended = stamp(day, MEETING + 2), stamp(day, MEETING + length - 4)
        said = self._said(turn) if minutes is None else minutes
        meeting = self.pages.add(
            "house_meeting", day, self.house_id, series, iso(by_rule), kind, title,
            stamp(day, MEETING), length, story.PLACE, chair, reader,
            story.READINGS[turn % len(story.READINGS)], said, begun, ended,
            stamp(day, MEETING + 5), stamp(day, MEETING + length + 8) if finished else None,
            self.pages.by if finished else None,
        )  # fmt: skip
        held = Held(meeting, day, day.weekday(), chair, reader, finished=finished)
        self.held.append(held)
        return held

    def _said(self, turn: int) -> str:
        if not self.in_full:
            return ""
        return "\n".join(self.chance.sample(story.SAID, 2 + turn % 3))

    def roll(
        self, held: Held, members: Sequence[Lived], away: Mapping[int, tuple[str, int]]
    ) -> None:
        """Mark everybody: here, but for who had signed out over the hour and a few others."""
        at, by, chance = stamp(held.day, MEETING + 4), self.pages.by, self.chance.random
        number = self.pages.last["house_meeting_mark"]
        for one in members:
            stay, number = one.stay, number + 1
            out = away.get(stay)
            dice = chance()
            if stay in (held.chair, held.reader) or (out is None and dice < _PRESENT):
                status, reason = "present", ""
            else:
                status, reason = self._not_on_time(out, dice)
            if status in ("present", "late"):
                held.here.append(stay)
            self.marks.append((at, held.meeting, stay, status, reason, at, by, number))
        self.pages.last["house_meeting_mark"] = number

    def _not_on_time(self, out: tuple[str, int] | None, dice: float) -> tuple[str, str]:
        if out is not None:
            place, back = out
            if back <= MEETING + _JUST_LATE:
                return "late", place
            return ("excused", place) if place != "Store" else ("absent", "")
        if dice < _LATE:
            return "late", self.chance.choice(story.LATE)
        if dice < _EXCUSED:
            return "excused", self.chance.choice(story.EXCUSES)
        return "absent", ""


def evenings(lived: Sequence[Lived], day: date) -> list[Lived]:
    """Who lived in the house on that evening."""
    return [one for one in lived if one.came <= day < (one.left or date.max)]
