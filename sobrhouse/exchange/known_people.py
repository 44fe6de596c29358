"""Known people: who of a house's records a line of a list may be about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from sobrhouse.domain.imports import KnownPerson
from sobrhouse.domain.names import match_name
from sobrhouse.domain.residents import Likeness, likeness

ALIKE = 0.93  # of 1: Marcus Tate and Markus Tate pass, Marcus Tate and Maria Tate do not


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody on record who may be meant; `sure` when name and birth date are the same."""

    person: KnownPerson
    sure: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Names, as they are compared, and birth dates of those whom a list may be about."""

    names: tuple[str, ...]
    births: tuple[date, ...]


def asked_about(lines: Iterable[tuple[str, str, date | None]], known: Sequence[str]) -> Asked:
    """What to ask of the records for these lines of first name, last name and birth date.

    `known` are all names on record: those that differ by a slip of the pen are asked about too.
    """
    names: set[str] = set()
    births: set[date] = set()
    for first, last, born in lines:
        name = match_name(first, last)
        if name and born:
            births.add(born)
        if name and name not in names:
            names.add(name)
            near = process.extract(
                name[:100],
                known,
                scorer=JaroWinkler.normalized_similarity,
                score_cutoff=ALIKE,
                limit=None,
            )
            names.update(other for other, _score, _index in near)
    return Asked(tuple(sorted(names)), tuple(sorted(births)))


class KnownPeople:
    """The people on record, indexed by what a list can say about them."""

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        self._names = [person.match_name for person in people]
        self._people = people
        self._by_name: dict[str, list[KnownPerson]] = {}
        self._by_birth: dict[date, list[KnownPerson]] = {}
        for person in people:
            self._by_name.setdefault(person.match_name, []).append(person)
            if person.birth_on:
                self._by_birth.setdefault(person.birth_on, []).append(person)

    def match(self, first: str, last: str, born: date | None) -> Match | None:
        """The likeliest of them, None when nobody is alike."""
        name = match_name(first, last)
        if not name:
            return None
        near = [*self._by_name.get(name, ()), *(self._by_birth.get(born, ()) if born else ())]
        best: dict[Likeness, KnownPerson] = {}
        for person in near:
            alike = likeness(name, born, person.match_name, person.birth_on)
            if alike:
                best.setdefault(alike, person)
        for alike in (Likeness.SAME, Likeness.NAME, Likeness.SIMILAR):
            if alike in best:
                return Match(best[alike], alike is Likeness.SAME)
        return self._similar(name, born)

    def _similar(self, name: str, born: date | None) -> Match | None:
        """A name that differs by a slip of the pen, where no birth date speaks against it."""
        found = process.extractOne(
            name[:100], self._names, scorer=JaroWinkler.normalized_similarity, score_cutoff=ALIKE
        )
        if not found:
            return None
        person = self._people[found[2]]
        differs = born and person.birth_on and born != person.birth_on
        return None if differs else Match(person, sure=False)
