"""A house's life, made up day by day: who came, how long they stayed, what was written about
them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from sobrhouse.domain.names import match_name, sort_name
from sobrhouse.exchange import practice_words as words
from sobrhouse.exchange.practice_pages import MINUTES, Note, Pages, hours_of, iso, noon

Picked = TypeVar("Picked")


@dataclass(frozen=True, slots=True)
class Lived:
    """One stay as its comings and goings need it; `work` is a key of SHIFTS or nothing."""

    stay: int
    person: int
    came: date
    left: date | None
    work: str = ""


class _Days(dict[int, tuple[str, tuple[str, ...]]]):
    """By day number: its noon, and how the instants of its 14 hours from 8 AM on begin."""

    def __missing__(self, number: int) -> tuple[str, tuple[str, ...]]:
        day = date.fromordinal(number)
        known = self[number] = noon(day), hours_of(day)[8:22]
        return known


_DAYS = _Days()


@dataclass(slots=True)
class Life:
    """Makes up people and stays of one house with one source of chance."""

    pages: Pages
    chance: Random
    house_id: int
    phases: dict[int, int]
    referrers: tuple[int, ...]
    gone: list[tuple[int, date]] = field(default_factory=list)
    lived: list[Lived] = field(default_factory=list)
    _open: dict[int, int] = field(default_factory=dict)

    def phone(self) -> str:
        """A number of the range that is kept free for stories."""
        return f"+1{self.pick((212, 305, 404, 512, 617, 720))}55501{self.chance.randrange(100):02d}"

    def person(
        self, first: str, last: str, born: date, on: date, languages: str, pathway: str
    ) -> int:
        """A resident; gives the id."""
        speaks = "es" if languages == "Spanish" else "en"
        return self.pages.add(
            "resident",
            on,
            first,
            last,
            sort_name(first, last),
            match_name(first, last),
            iso(born),
            self.phone(),
            languages,
            speaks,
            pathway,
        )

    def somebody(self, on: date) -> int:
        """A person made up whole, with an emergency contact."""
        pick = self.pick
        last = pick(words.LAST_NAMES)
        born = on - timedelta(days=self.chance.randrange(19 * 365, 62 * 365))
        languages = pick(("English",) * 6 + ("Spanish, English", "Spanish", "English, Portuguese"))
        person = self.person(
            pick(words.FIRST_NAMES),
            last,
            born,
            on,
            languages,
            pick(("AA", "AA", "AA", "NA", "NA", "SMART", "faith")),
        )
        self.contact(
            person,
            on,
            f"{pick(words.FIRST_NAMES)} {last}",
            pick(words.RELATIONS),
            pick(("none", "logistics", "logistics", "consented")),
        )
        if self.chance.random() < 0.25:
            text, allergy = pick(words.CONDITIONS)
            self.pages.add("condition", on, person, text, allergy)
        return person

    def contact(self, person: int, on: date, name: str, relation: str, told: str) -> None:
        """Whom to call in an emergency."""
        self.pages.add("contact", on, person, "emergency", name, relation, self.phone(), True, told)

    def past(self, bed: int, since: date, until: date) -> None:
        """Fill a bed with stays that all ended before `until`, with some empty nights between."""
        day = since + timedelta(days=self.chance.randrange(1, 30))
        while True:
            nights = min(int(self.chance.lognormvariate(4.5, 0.8)) + 5, 500)
            leaves = day + timedelta(days=nights)
            if leaves >= until:
                return
            self.stay_of(self.comer(day), bed, day, leaves)
            day = leaves + timedelta(days=self.chance.randrange(1, 16))

    def comer(self, on: date) -> int:
        """Mostly somebody new; now and then one who left comes back."""
        if self.gone and self.chance.random() < 0.12:
            person, left = self.gone[index := self.below(len(self.gone))]
            if left < on - timedelta(days=30):
                del self.gone[index]
                return person
        return self.somebody(on)

    def below(self, n: int) -> int:
        """A whole number from 0 up to, not with, n; three times as quick as `randrange`."""
        return int(self.chance.random() * n)

    def pick(self, among: Sequence[Picked]) -> Picked:
        """One of them."""
        return among[int(self.chance.random() * len(among))]

    def stay_of(self, person: int, bed: int, came: date, left: date) -> int:
        """A whole stay in the past: bed, phases, work, sobriety and notes."""
        pick = self.pick
        kinds = words.LEAVING
        kind, reason, where, _weight = self.chance.choices(kinds, [k[3] for k in kinds])[0]
        source = pick(self.referrers) if self.referrers else None
        stay = self.pages.add(
            "stay",
            came,
            person,
            self.house_id,
            iso(came),
            iso(left),
            kind,
            reason,
            where,
            source,
            None,
        )
        self.pages.add(
            "bed_assignment", came, stay, bed, iso(came), iso(left), "discharge", "move in"
        )
        self.phases_of(stay, came, left, over=True)
        self.sober_since(person, came, left)
        work = place = ""
        if self.chance.random() < 0.8:
            work, place, hours = pick(words.WORK)
            begins = came + timedelta(days=min(14, (left - came).days))
            self.pages.add("employment", begins, person, work, place, hours, iso(begins), iso(left))
        self.notes_of(person, came, left)
        self.lived.append(Lived(stay, person, came, left, place or work))
        self.gone.append((person, left))
        return stay

    def present(self, person: int, bed: int, came: date, today: date) -> None:
        """A stay that is still going on."""
        source = self.pick(self.referrers)
        stay = self.pages.add(
            "stay", came, person, self.house_id, iso(came), None, None, "", "", source, None
        )
        self.pages.add("bed_assignment", came, stay, bed, iso(came), None, None, "move in")
        self.phases_of(stay, came, today, over=False)
        self.sober(person, came - timedelta(days=self.chance.randrange(0, 20)))
        work, place, hours = self.pick(words.WORK)
        self.pages.add("employment", came, person, work, place, hours, iso(came), None)
        self.lived.append(Lived(stay, person, came, None, place or work))
        self.notes_of(person, came, today)

    def phases_of(self, stay: int, came: date, until: date, *, over: bool) -> None:
        """Phase by phase, as many as the days allow."""
        steps = [(1, 0), (2, 30 + self.chance.randrange(20)), (3, 120 + self.chance.randrange(40))]
        begun = [
            (n, came + timedelta(days=d)) for n, d in steps if came + timedelta(days=d) < until
        ]
        for i, (number, start) in enumerate(begun or [(1, came)]):
            last = i + 1 >= len(begun)
            end = (until if over else None) if last else begun[i + 1][1]
            self.pages.add(
                "phase_history", start, stay, self.phases[number], iso(start), iso(end), ""
            )

    def sober_since(self, person: int, came: date, left: date) -> None:
        """One sobriety date, or a new one begun on the way; a person who comes back begins anew."""
        start = came - timedelta(days=self.chance.randrange(0, 20))
        self.sober(person, start)
        if self.chance.random() < 0.12 and (left - came).days > 40:
            self.sober(person, came + timedelta(days=self.chance.randrange(20, (left - came).days)))

    def sober(self, person: int, start: date) -> None:
        """Begin a sobriety period and end the one before it: the earlier time stays in the
        record.
        """
        before = self._open.get(person)
        if before is not None:
            rows = self.pages.rows["sobriety_period"]
            row = list(rows[before])
            row[5:7] = [iso(start), "return_to_use"]
            rows[before] = tuple(row)
        self.pages.add("sobriety_period", start, person, iso(start), None, None)
        self._open[person] = len(self.pages.rows["sobriety_period"]) - 1

    def notes_of(self, person: int, since: date, until: date) -> None:
        """A note every week or so."""
        self.pages.add_notes(self.house_id, person, self._notes(since, until))

    def _notes(self, since: date, until: date) -> Iterator[Note]:
        said, kinds, chance = words.NOTES, len(words.NOTES), self.chance.random
        day, end = since.toordinal() + 1, until.toordinal()
        while day < end:
            made, hours = _DAYS[day]
            category, text = said[int(chance() * kinds)]
            moment = hours[int(chance() * 14)] + MINUTES[int(chance() * 60)]
            yield made, moment, category, text
            day += 4 + int(chance() * 10)
