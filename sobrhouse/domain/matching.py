"""Matching: who could support whom, weighed by what the house finds important, said in words.

A match is weighed in parts, each from nothing to its weight: a shared language, the same
fellowship, the gender that fellowships ask for or a person wishes, years sober, time at the same
hours, and room for more. Nobody is ranked: the points belong to a pair, and a person decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

FULL = 60  # parts of a weight: divides evenly by the usual few
SPONSOR_DAYS = 5 * 365  # years tell no more from here on
BUDDY_DAYS = 365
ROOMY = 2  # room for two or more counts in full


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts for in a house: 0 not at all, 10 most of all."""

    language: int = 6
    fellowship: int = 6
    gender: int = 5
    years: int = 3
    hours: int = 3
    room: int = 2

    @property
    def most(self) -> int:
        """The points of a pair that fits in everything."""
        w = (self.language, self.fellowship, self.gender, self.years, self.hours, self.room)
        return FULL * sum(w)


@dataclass(frozen=True, slots=True)
class Seeker:
    """A resident who looks for somebody. `never` are the keys of guides who are theirs already, or
    with whom it did not fit. Languages are words without case, the rest codes.
    """

    key: int
    languages: frozenset[str] = frozenset()
    fellowships: frozenset[str] = frozenset()
    gender: str = ""
    wants_gender: str = ""
    hours: frozenset[str] = frozenset()
    sober_on: date | None = None
    never: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Guide:
    """Somebody who could support others: how many more (`room`), how many now (`load`)."""

    key: int
    languages: frozenset[str] = frozenset()
    fellowships: frozenset[str] = frozenset()
    gender: str = ""
    hours: frozenset[str] = frozenset()
    sober_on: date | None = None
    room: int = 1
    load: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a match: its points, and what the words about it need."""

    code: str
    points: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair that may be: the guide's key, its points in all, and its parts that tell for it."""

    key: int
    points: int
    parts: tuple[Part, ...]


@dataclass(slots=True)
class Table:
    """The points of every pair, weighed once; -1 where a pair may not be.

    `full_days` of sobriety count in full. A guide is always further along than the seeker where
    both dates are known; at least `least_days` sober where theirs is.
    """

    guides: Sequence[Guide]
    weights: Weights
    today: date
    full_days: int = SPONSOR_DAYS
    least_days: int = 0
    _bits: dict[str, int] = field(default_factory=dict)
    _rows: list[tuple[int, int, int, str, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for guide in self.guides:
            days = self._days(guide.sober_on)
            fixed = self._years(days) * self.weights.years + self._room(guide) * self.weights.room
            open_ = guide.room > 0 and not 0 <= days < self.least_days
            self._rows.append(
                (guide.key if open_ else 0, self._mask(guide.languages),
                 self._mask(guide.fellowships), guide.gender, self._mask(guide.hours), days, fixed)
            )  # fmt: skip

    def row(self, seeker: Seeker) -> list[int]:
        """The points of one seeker with each guide, in the order of the guides."""
        w, asked, never = self.weights, _gender_asked(seeker), seeker.never
        tongue, fellow = self._mask(seeker.languages), self._mask(seeker.fellowships)
        hours, mine = self._mask(seeker.hours), self._days(seeker.sober_on)
        wished, many = bool(seeker.wants_gender), hours.bit_count()
        by_language, by_fellowship = FULL * w.language, FULL * w.fellowship
        by_gender, found = FULL * w.gender, []
        for key, speaks, member, gender, free, days, points in self._rows:
            if not key or key in never or 0 <= days <= mine or (wished and gender != asked != ""):
                found.append(-1)
                continue
            if speaks & tongue:
                points += by_language
            if member & fellow:
                points += by_fellowship
            if asked and gender == asked:
                points += by_gender
            if many and free & hours:
                points += FULL * (free & hours).bit_count() // many * w.hours
            found.append(points)
        return found

    def explain(self, seeker: Seeker, index: int) -> Match:
        """The pair of a seeker and the guide at `index`, part by part; only parts that tell."""
        guide, w = self.guides[index], self.weights
        shared = sorted(seeker.languages & guide.languages)
        rarer = [word for word in shared if word != "english"] or shared
        same = sorted(seeker.fellowships & guide.fellowships)
        days, both = self._days(guide.sober_on), seeker.hours & guide.hours
        asked = _gender_asked(seeker)
        parts = (
            Part("language", FULL * w.language * bool(shared), ",".join(rarer)),
            Part("fellowship", FULL * w.fellowship * bool(same), ",".join(same)),
            Part("gender", FULL * w.gender * bool(asked and asked == guide.gender), guide.gender),
            Part("years", self._years(days) * w.years, str(max(days, 0))),
            Part("hours", FULL * len(both) // max(len(seeker.hours), 1) * w.hours,
                 ",".join(sorted(both))),
            Part("room", self._room(guide) * w.room, str(guide.room)),
        )  # fmt: skip
        return Match(guide.key, sum(p.points for p in parts), tuple(p for p in parts if p.points))

    def best(self, seeker: Seeker, most: int = 3) -> tuple[Match, ...]:
        """The pairs with the most points, best first; of two alike whoever has fewer people now,
        then whoever is sober longer, then the order of the guides.
        """
        row = self.row(seeker)
        order = sorted(
            (i for i, points in enumerate(row) if points >= 0),
            key=lambda i: (-row[i], self.guides[i].load, -self._rows[i][5], i),
        )
        return tuple(self.explain(seeker, i) for i in order[:most])

    def _days(self, since: date | None) -> int:
        return -1 if since is None else max(0, (self.today - since).days)

    def _years(self, days: int) -> int:
        return FULL * min(max(days, 0), self.full_days) // self.full_days

    def _room(self, guide: Guide) -> int:
        return FULL * min(guide.room, ROOMY) // ROOMY

    def _mask(self, words: Iterable[str]) -> int:
        mask = 0
        for word in words:
            mask |= 1 << self._bits.setdefault(word, len(self._bits))
        return mask


def _gender_asked(seeker: Seeker) -> str:
    """The gender that a seeker wishes, else their own: fellowships suggest men with men, women with
    women ("Questions and Answers on Sponsorship", AA pamphlet P-15). Empty: no difference.
    """
    if seeker.wants_gender in ("", "same"):
        return seeker.gender
    return seeker.wants_gender
