"""Measures of a practice house: a BARC-10 every month, and the chips that were given."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sobrhouse.domain.sobriety import milestones_between, set_for
from sobrhouse.exchange import practice_circle_story as story
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import Pages, iso

_FIRST, _MONTH = timedelta(days=7), timedelta(days=30)
_FILLED, _ON_PAPER = 0.88, 0.15  # of all months
_BY_SUPPORTER, _QUIET = 0.4, 0.06  # of all chips


@dataclass(frozen=True, slots=True)
class Measures:
    """Makes them up for one house up to the evening of `today`; `here` says who lived there by
    week, `gives` who supports somebody by person.
    """

    pages: Pages
    chance: Random
    house_id: int
    today: date
    here: Mapping[int, Sequence[Lived]]
    gives: Mapping[int, str]
    stays: Mapping[str, int]

    def tell(self, lived: Sequence[Lived], pathway: Mapping[int, str]) -> None:
        """Everything of these stays, by stay."""
        told = {self.stays[name]: totals for name, totals in story.TOTALS.items() if self.stays}
        periods = defaultdict(list)
        for row in self.pages.rows.get("sobriety_period", ()):
            periods[row[3]].append((row[4], row[5]))
        for one in lived:
            self._assessed(one, told.get(one.stay))
            self._awarded(one, periods[one.person], pathway.get(one.person, "AA"))
        for name, code, days, giver, giver_text, aloud in story.AWARDS if self.stays else ():
            by_stay = {one.stay: one.person for one in lived}
            on = self.today - timedelta(days=days)
            housemate = by_stay[self.stays[giver]] if giver else None
            self.pages.add("milestone_award", self.today - timedelta(days=2),
                           by_stay[self.stays[name]], code, iso(on), housemate, giver_text, None,
                           aloud)  # fmt: skip

    def _assessed(self, one: Lived, told: Sequence[int] | None) -> None:
        """Every month; what people have around them grows, with steps back."""
        dice, last = self.chance.random, one.left or self.today
        level = 26 + 12 * dice()
        day, turn = one.came + _FIRST, 0
        while day < last:
            level = min(57.0, level + 6 * dice() - 1.2)
            if told is not None or dice() < _FILLED:
                total = int(level) if told is None else told[min(turn, len(told) - 1)]
                way = "paper" if dice() < _ON_PAPER else "kiosk"
                self.pages.add("assessment", day, self.house_id, one.stay, iso(day), way,
                               *self._answers(total))  # fmt: skip
            day, turn = day + _MONTH, turn + 1

    def _answers(self, total: int) -> list[int]:
        """Ten answers from 1 to 6 that make up a total."""
        least, more = divmod(total, 10)
        answers = [least + (n < more) for n in range(10)]
        for _turn in range(6):
            up, down = int(self.chance.random() * 10), int(self.chance.random() * 10)
            if up != down and answers[up] < 6 and answers[down] > 1:
                answers[up], answers[down] = answers[up] + 1, answers[down] - 1
        return answers

    def _awarded(self, one: Lived, periods: Sequence[tuple[str, str | None]], pathway: str) -> None:
        """What they reached while they lived here, from the second day on."""
        for since, until in periods:
            start = date.fromisoformat(since)
            last = min(one.left or self.today, self.today) - timedelta(days=1)
            if until is not None:
                last = min(last, date.fromisoformat(until))
            first = max(one.came, start) + timedelta(days=1)
            if first > last:
                continue
            for reached in milestones_between(start, first, last, set_for(pathway)):
                housemate, text = self._giver(one, reached.on)
                self.pages.add("milestone_award", reached.on, one.person, reached.milestone.code,
                               iso(reached.on), housemate, text, iso(reached.on),
                               self.chance.random() >= _QUIET)  # fmt: skip

    def _giver(self, one: Lived, on: date) -> tuple[int | None, str]:
        name = self.gives.get(one.person, "")
        if name and self.chance.random() < _BY_SUPPORTER:
            return None, name
        others = [o.person for o in self._others(one, on)]
        return (others[int(self.chance.random() * len(others))], "") if others else (None, name)

    def _others(self, one: Lived, on: date) -> Iterator[Lived]:
        return (o for o in self.here.get(on.toordinal() // 7, ()) if o.person != one.person)
