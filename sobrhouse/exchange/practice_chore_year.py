"""A year of chores of the one practice house with a story: dealt evenly, with swaps, covers, an
injury, a night shift, missed turns and what a person decided about them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sobrhouse.exchange import practice_chore_story as story
from sobrhouse.exchange.practice_chore_dealing import Dealing
from sobrhouse.exchange.practice_chore_looks import Looks
from sobrhouse.exchange.practice_chore_turn import Turn
from sobrhouse.exchange.practice_chores import DAY, WEEK, Chores
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import COLUMNS, iso, stamp
from sobrhouse.storage.bulk import Rows

_PASS = {name: at for at, name in enumerate(("id", "made", "by", *COLUMNS["pass"]))}
_SWAPS = 0.3  # of all weeks: two people swap a day
_COVERED = 0.6  # of the turns that fall on a pass


@dataclass(slots=True)
class ChoreYear(Chores):
    """Tells the chores of one house up to the evening; `stays` are the story's, by first name."""

    stays: Mapping[str, int] = field(default_factory=dict)
    away: dict[int, set[date]] = field(default_factory=dict)
    missed: dict[int, list[date]] = field(default_factory=dict)
    _dealing: Dealing | None = None

    def tell(self, lived: Sequence[Lived]) -> list[Rows]:
        """Everything; gives the rows of what was said and seen."""
        rotation = self.add_chores(story.CHORES, "balanced")
        self._passes()
        dealing = self._dealing = Dealing.of(
            rotation, self.seed, self.first, self.standing, lived, self.away,
            self.today,
        )  # fmt: skip
        self._not_asked(dealing)
        looks = Looks(self, self.stays, self.today)
        due = {self.stays[n]: [self._ago(d) for d in days] for n, days in story.MISSED.items()}
        for turn, monday in enumerate(self.mondays()):
            self.begin_plan(turn, monday)
            turns = list(self._week(dealing, monday))
            if monday == self._next_monday():
                self._asks(turns)
            if monday > self.today:
                continue
            if monday + WEEK <= self.today and self.chance.random() < _SWAPS:
                self._swap(turns)
            for one in turns:
                if one.on in self.away.get(one.stay, ()):
                    self._away(one)
                elif (one.standing.usual.key, (self.today - one.on).days) == story.COVERED:
                    self._cover(one, story.COVER_WHY)
                self._miss(one, due)
                looks.tell(one)
                if one.free:
                    dealing.free(one.root, one.on)
        self._decided()
        return [*self.taken(), *looks.taken()]

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _next_monday(self) -> date:
        return self.today + timedelta(days=7 - self.today.weekday())

    def _week(self, dealing: Dealing, monday: date) -> Iterator[Turn]:
        """The turns of a week, by chore and day."""
        for standing, stay, days in dealing.week(monday):
            number = self.assign(standing, stay, monday, days)
            dealing.keep(number, standing, stay, monday, days)
            for on in days:
                yield Turn(standing, number, number, stay, on)

    # What everybody knew beforehand

    def _passes(self) -> None:
        """Who was away on a pass on which days, from noon of the first to the day before the
        last: on that they are back by five.
        """
        for row in self.pages.rows.get("pass", ()):
            if row[_PASS["status"]] in ("returned", "out", "approved"):
                leaves, returns = (
                    date.fromisoformat(row[_PASS[name]][:10]) for name in ("depart_at", "return_by")
                )
                days = self.away.setdefault(row[_PASS["stay_id"]], set())
                days |= {leaves + n * DAY for n in range((returns - leaves).days)}

    def _not_asked(self, dealing: Dealing) -> None:
        add, house = self.pages.add, self.house_id
        chores = {one.usual.key: one.chore for one in self.standing}
        for name, key, kind, why, weekdays, begun, ended in story.NOT_ASKED:
            stay, first = self.stays[name], self._ago(begun)
            last = None if ended is None else self._ago(ended)
            chore = None if key is None else chores[key]
            add("chore_exclusion", first, house, stay, chore, kind, why, weekdays, iso(first),
                iso(last))  # fmt: skip
            dealing.bar(stay, chore, weekdays, first, last)
        for one, other, why, begun in story.APART:
            pair = sorted((self.stays[one], self.stays[other]))
            since = self._ago(begun)
            add("chore_apart", since, house, *pair, why, iso(since), None)
            dealing.apart(pair[0], pair[1], since)

    # Who did it instead

    def _away(self, turn: Turn) -> None:
        """Somebody is away on the day of their turn: another covers it, or it is excused."""
        this_week = turn.on > self.today - WEEK
        if not this_week and self.chance.random() > _COVERED:
            turn.how = "excused"
            return
        whys = story.AWAY_WHY
        if not self._cover(turn, whys[turn.number % len(whys)]):
            turn.how = "excused"

    def _cover(self, turn: Turn, why: str) -> bool:
        """Somebody agrees to do it instead; whether there is anybody."""
        other = self._somebody(turn)
        if other is not None:
            self._trade("cover", turn, other, why)
            self._hand(turn, other, "cover")
        return other is not None

    def _somebody(self, turn: Turn) -> int | None:
        """Who can take a turn over: there on that day, asked for that chore."""
        assert self._dealing is not None
        able = [
            stay for stay in self._dealing.able(turn.standing.chore, turn.on)
            if stay != turn.stay and turn.on not in self.away.get(stay, ())
        ]  # fmt: skip
        return self.chance.choice(able) if able else None

    def _swap(self, turns: Sequence[Turn]) -> None:
        """Two people give each other one day."""
        assert self._dealing is not None
        one, other = self.chance.sample(turns, 2) if len(turns) > 1 else (turns[0], turns[0])
        able = self._dealing.able
        if (
            one.stay == other.stay or one.standing is other.standing
            or other.stay not in able(one.standing.chore, one.on)
            or one.stay not in able(other.standing.chore, other.on)
        ):  # fmt: skip
            return
        why = story.SWAP_WHY[one.number % len(story.SWAP_WHY)]
        self._trade("swap", one, other.stay, why, other)
        mine, theirs = one.stay, other.stay
        self._hand(one, theirs, "swap")
        self._hand(other, mine, "swap")

    def _hand(self, turn: Turn, stay: int, source: str) -> None:
        """One day of an assignment passes to somebody else."""
        assert self._dealing is not None
        turn.number = self.assign(
            turn.standing, stay, turn.on, (turn.on,), source, turn.number, turn.on, turn.on - DAY
        )
        self._dealing.keep(turn.number, turn.standing, stay, turn.on, (turn.on,), turn.root)
        turn.stay = stay

    def _trade(
        self, kind: str, turn: Turn, other: int, why: str, back: Turn | None = None,
        answer: str | None = "agreed",
    ) -> None:  # fmt: skip
        asked = min(turn.on, back.on if back else turn.on) - DAY
        asked = min(asked, self.today)
        told = stamp(asked, 20 * 60 + turn.number % 50) if answer else None
        self.pages.add(
            "chore_trade", asked, self.house_id, kind, turn.number, iso(turn.on), turn.stay, other,
            back and back.number, back and iso(back.on), why, "kiosk", answer, told,
            told and "kiosk",
        )  # fmt: skip

    def _asks(self, turns: Sequence[Turn]) -> None:
        """Somebody has asked to be covered tomorrow, and nobody has answered."""
        day = self._next_monday()
        found = {t.standing.usual.key: t for t in turns if t.on == day}
        turn = next((found[key] for key in story.TOMORROW if key in found), None)
        if turn is not None:
            other = next(self.stays[n] for n in story.ASKED_TO if self.stays[n] != turn.stay)
            self._trade("cover", turn, other, story.ASKED_WHY, answer=None)

    # What was missed, and what came of it

    def _miss(self, turn: Turn, due: Mapping[int, list[date]]) -> None:
        days = due.get(turn.stay)
        if days and days[0] <= turn.on < self.today and not turn.how:
            del days[0]
            turn.how = "missed"
            self.missed.setdefault(turn.stay, []).append(turn.on)

    def _decided(self) -> None:
        for name, missed, decision, what, note, appeal in story.DECIDED:
            stay = self.stays[name]
            days = self.missed.get(stay, [])
            if len(days) < missed:
                continue
            on = days[missed - 1] + DAY
            said: tuple[Any, ...] = ("", None, None)
            if appeal is not None:
                said = (appeal[0], appeal[1], iso(on + timedelta(days=appeal[2])))
            self.pages.add(
                "chore_consequence", on, self.house_id, stay, iso(on), missed, 1, story.PROPOSED,
                decision, what, note, *said,
            )  # fmt: skip
