"""Comings and goings of a practice house: its sign log, passes, evening rounds and visitors, from
what everybody usually does in a week.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sobrhouse.exchange import practice_words as words
from sobrhouse.exchange.practice_habits import Week, week_of_habits
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import MINUTES, Pages, hours_of, iso, stamp
from sobrhouse.storage.bulk import Rows, completed

_DAY = timedelta(days=1)
_COLUMNS = (
    "at", "stay_id", "created_at", "created_by", "out_at", "out_by", "destination",
    "expected_return_at", "pass_id", "in_at", "in_by", "ack_at", "ack_by",
)  # fmt: skip
_ON_TIME = 0.957  # of all returns
MEETING = 19 * 60 + 30  # minutes after midnight, Sundays and Tuesdays
_ROUND = (22 * 60 + 40, 24 * 60 + 10)  # minutes after midnight, weekdays and weekend
ROUNDS_KEPT = timedelta(days=90)  # before the evening, in every house but the first
NO_PASS_BEFORE = 35  # days after moving in


@dataclass(slots=True)
class Comings:
    """Makes up who went where, in one house up to the evening of `today`.

    `late` says for whom, by stay, the last week is told in full: their lateness in minutes by day.
    """

    pages: Pages
    chance: Random
    house_id: int
    today: date
    since: date
    late: dict[int, dict[date, int]] = field(default_factory=dict)
    gone: dict[int, date] = field(default_factory=dict)  # away now, since that day
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    rounds_since: date = date.min
    # for the meetings: ways to one, by stay; who was out over the house's own, by day and stay
    trips: dict[int, list[tuple[date, int]]] = field(default_factory=dict)
    over_meeting: dict[date, dict[int, tuple[str, int]]] = field(default_factory=dict)
    _nights: dict[date, dict[int, str]] = field(default_factory=dict)
    _paper: frozenset[date] = frozenset()

    def tell(self, lived: Sequence[Lived]) -> Rows:
        """Everything of these stays up to the day before `today`; gives the log's rows."""
        days = (self.today - self.since).days
        self._paper = frozenset(
            self.since + timedelta(days=self.chance.randrange(days)) for _i in range(days // 180)
        )
        for one in lived:
            self._of_stay(one)
        self._rounds(lived)
        self._visitors(lived)
        if not self.late:
            self._out_now(lived)
        return self._taken()

    def _taken(self) -> Rows:
        """The log's rows, numbered by time."""
        self.rows.sort()
        columns = (*_COLUMNS, "id")
        head, tail = completed("sign_out", (*columns, "house_id"))
        fixed = dict(zip(head[len(columns) + 1 :], tail, strict=True))
        first = self.pages.last["sign_out"] + 1
        numbered = [(*row, number) for number, row in enumerate(self.rows, first)]
        self.pages.last["sign_out"] += len(numbered)
        return Rows("sign_out", columns, numbered, {"house_id": self.house_id, **fixed})

    def _of_stay(self, one: Lived) -> None:
        until = min(one.left or self.today, self.gone.get(one.stay, self.today))
        away = self._passes(one.stay, one.came, until) if until > one.came else {}
        week = week_of_habits(self.chance, one.work)
        told = self.late.get(one.stay)
        begin = until if told is None else until - timedelta(days=7)
        self._trips(one.stay, week, one.came + _DAY, begin, away)
        if told is not None:
            self._kept_week(one.stay, week, max(begin, one.came + _DAY), until, away)

    def _out_now(self, lived: Sequence[Lived]) -> None:
        """A few people out on the evening itself."""
        for one in lived:
            if one.left is None and self.chance.random() < 0.3:
                went = stamp(self.today, 1020 + self.chance.randrange(110))
                due = stamp(self.today, 1140 + 15 * self.chance.randrange(9))
                place = self.chance.choice(("Meeting", "Store", "Family", "Walk"))
                self.rows.append((went, one.stay, went, 0, went, "kiosk", place,
                                  due, None, None, None, None, None))  # fmt: skip

    def _trips(
        self, stay: int, week: Week, since: date, until: date, away: dict[date, int]
    ) -> None:
        """Day by day what the week holds, most of it on time."""
        chance, line, day = self.chance.random, self._line, since
        while day < until:
            slots = week[day.weekday()]
            if slots and day not in away:
                hours = hours_of(day)
                for likely, out, due, place in slots:
                    dice = chance()
                    if dice < likely:
                        line(stay, day, hours, out + int(dice / likely * 15), due, place, chance())
            day += _DAY

    def _line(
        self, stay: int, day: date, hours: tuple[str, ...], out: int, due: int, place: str,
        luck: float,
    ) -> None:  # fmt: skip
        """One absence; `luck`, from 0 to 1, says how they came back."""
        seen = by = None
        if luck < _ON_TIME:
            back = due - int(luck * 31)
        else:
            back = due + 4 + int((luck - _ON_TIME) / (1 - _ON_TIME) * 44)
            seen, by = hours_of(day + _DAY)[9] + MINUTES[back % 60], self.pages.by
        went = hours[out // 60] + MINUTES[out % 60]
        came = hours[back // 60] + MINUTES[back % 60]
        agreed = hours[due // 60] + MINUTES[due % 60]
        if back > MEETING:
            self._missed(stay, day, out, due, back, place)
        if place == "Meeting":
            self.trips.setdefault(stay, []).append((day, out))
        how, who = "kiosk", 0
        if 0.3 < luck < 0.312:
            how, who = "staff", self.pages.by
        elif day in self._paper:
            how, who = "paper", self.pages.by
        elif 0.1 < luck < 0.104:  # came in without having signed out
            self.rows.append((came, stay, came, who, None, how, "", None, None, came, how,
                              None, None))  # fmt: skip
            return
        self.rows.append((went, stay, went, who, went, how, place, agreed, None, came, how,
                          seen, by))  # fmt: skip

    def _kept_week(
        self, stay: int, week: Week, since: date, until: date, away: dict[date, int]
    ) -> None:
        """The last days of somebody whose story is told: late only where the story says so."""
        late, by, day = self.late[stay], self.pages.by, since
        chance = self.chance.random
        while day < until:
            hours = hours_of(day)
            for likely, out, due, place in week[day.weekday()] if day not in away else ():
                if likely < 0.5 and chance() > likely:
                    continue
                minutes = late.get(day, 0) if place == "Work" else 0
                back = due + minutes if minutes else due - int(chance() * 31)
                went, came, agreed = (
                    hours[m // 60] + MINUTES[m % 60] for m in (out + int(chance() * 15), back, due)
                )
                seen = hours_of(day + _DAY)[9] + MINUTES[back % 60] if minutes else None
                self._missed(stay, day, out, due, back, place)
                if place == "Meeting":
                    self.trips.setdefault(stay, []).append((day, out))
                self.rows.append((went, stay, went, 0, went, "kiosk", place, agreed, None,
                                  came, "kiosk", seen, by if seen else None))  # fmt: skip
            day += _DAY

    def _missed(self, stay: int, day: date, out: int, due: int, back: int, place: str) -> None:
        """Where somebody was while the house met, and when the round came by their bed."""
        if out < MEETING < back and (self.late or day.weekday() in (1, 6)):
            self.over_meeting.setdefault(day, {})[stay] = (place, back)
        limit = _ROUND[day.weekday() in (4, 5)]
        if day >= self.rounds_since and out < limit < back:
            self._nights.setdefault(day, {})[stay] = "out_signed" if due > limit else "missing"

    def _passes(self, stay: int, came: date, until: date) -> dict[date, int]:
        """Weekends with family, some weeks apart; gives the days on which nothing else happens."""
        away: dict[date, int] = {}
        day = came + timedelta(days=NO_PASS_BEFORE + self.chance.randrange(28))
        day += timedelta(days=(5 - day.weekday()) % 7)  # the Saturday
        while day + timedelta(days=7) < until:
            nights = 1 if self.chance.random() < 0.7 else 2
            leaves = day if nights == 1 else day - _DAY
            if self.chance.random() < 0.08:
                self._denied(stay, leaves, day + _DAY)
            else:
                number = self._pass(stay, leaves, day + _DAY, nights)
                for i in range(nights + 1):
                    away[leaves + timedelta(days=i)] = number
                for i in range(nights):
                    night = leaves + timedelta(days=i)
                    if night >= self.rounds_since:
                        self._nights.setdefault(night, {})[stay] = "on_pass"
            day += timedelta(days=7 * self.chance.randrange(5, 10))
        return away

    def _pass(self, stay: int, leaves: date, returns: date, nights: int) -> int:
        """One pass that was approved, taken and returned from, and its line of the log."""
        asked, house, by = leaves - timedelta(days=4), self.house_id, self.pages.by
        went = stamp(leaves, (10 if nights == 1 else 18) * 60 + self.chance.randrange(30))
        due = stamp(returns, 17 * 60)
        luck = self.chance.random()
        back = stamp(returns, 17 * 60 - int(luck * 50) if luck < 0.94 else 17 * 60 + 26)
        seen = hours_of(returns + _DAY)[9] + MINUTES[20] if luck >= 0.94 else None
        number = self.pages.add(
            "pass", asked, house, stay, "overnight" if nights == 1 else "weekend", "returned",
            stamp(asked, 19 * 60), "kiosk", went, due, "Family", *self._host(), "Family visit", by,
            stamp(asked + _DAY, 9 * 60 + 30), "", back,
        )  # fmt: skip
        self.rows.append((went, stay, went, 0, went, "kiosk", "Family", due, number, back,
                          "kiosk", seen, seen and by))  # fmt: skip
        return number

    def _denied(self, stay: int, leaves: date, returns: date) -> None:
        asked = leaves - _DAY
        self.pages.add(
            "pass", asked, self.house_id, stay, "overnight", "denied", stamp(asked, 20 * 60),
            "kiosk", stamp(leaves, 10 * 60), stamp(returns, 17 * 60), "Family", *self._host(),
            "Family visit", self.pages.by, stamp(asked, 21 * 60),
            self.chance.choice(words.DENIALS), None,
        )  # fmt: skip

    def _host(self) -> tuple[str, str]:
        name = f"{self.chance.choice(words.FIRST_NAMES)} {self.chance.choice(words.LAST_NAMES)}"
        return name, f"+1212555{self.chance.randrange(100, 200):04d}"

    def _rounds(self, lived: Sequence[Lived]) -> None:
        """Every evening one walk through the house, a little after curfew."""
        add, house, by = self.pages.add, self.house_id, self.pages.by
        night = max(self.rounds_since, self.since)
        while night < self.today:
            here = [o.stay for o in lived if o.came <= night < (o.left or self.today)]
            minute = _ROUND[night.weekday() in (4, 5)]
            begun, done = stamp(night, minute), stamp(night, minute + 9)
            if here:
                number = add("round", night, house, "curfew", iso(night), begun, done, by)
                away = self._nights.get(night, {})
                for i, stay in enumerate(here):
                    where = away.get(stay, "in")
                    add("curfew_check", night, house, number, stay,
                        stamp(night, minute + i * 8 // len(here)), where)  # fmt: skip
            night += _DAY

    def _visitors(self, lived: Sequence[Lived]) -> None:
        """Somebody's family on most weekends."""
        first = {row[0]: row[3] for row in self.pages.rows.get("resident", ())}
        for day in self._weekends():
            here = [o for o in lived if o.came <= day < (o.left or self.today)]
            if here and self.chance.random() < 0.6:
                host = self.chance.choice(here)
                came = 13 * 60 + self.chance.randrange(120)
                name, _phone = self._host()
                self.pages.add(
                    "visitor", day, self.house_id, name, first.get(host.person, ""), host.stay,
                    True, "kiosk", stamp(day, came), stamp(day, came + 60 + came % 75),
                )  # fmt: skip

    def _weekends(self) -> Iterator[date]:
        day = self.since + timedelta(days=(5 - self.since.weekday()) % 7)
        while day < self.today - _DAY:
            yield day
            yield day + _DAY
            day += timedelta(days=7)
