"""A house's life, made up day by day: who came, how long they stayed, what was written about
them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sobrhouse.domain.names import match_name, sort_name
from sobrhouse.exchange import practice_words as words
from sobrhouse.storage.bulk import Rows, completed

Picked = TypeVar("Picked")

_DAY = timedelta(days=1)
_MINUTES = tuple(f"{minute:02d}:00.000000" for minute in range(60))
ZONE = ZoneInfo("America/New_York")
Note = tuple[str, str, str, str]  # when it was made, when it is of, the category, the text
COLUMNS: dict[str, tuple[str, ...]] = {
    "referral_source": ("name", "kind"),
    "house": ("name", "address", "phone"),
    "room": ("house_id", "name", "floor", "sort"),
    "bed": ("room_id", "label", "sort", "added_on"),
    "phase": ("house_id", "number", "name", "min_days", "note"),
    "resident": (
        "legal_first",
        "legal_last",
        "sort_name",
        "match_name",
        "birth_on",
        "phone",
        "languages",
        "speaks",
        "pathway",
    ),
    "stay": (
        "resident_id",
        "house_id",
        "move_in_on",
        "discharged_on",
        "discharge_type",
        "discharge_reason",
        "destination",
        "referral_source_id",
        "planned_discharge_on",
    ),
    "bed_assignment": ("stay_id", "bed_id", "start_on", "end_on", "end_reason", "reason"),
    "phase_history": ("stay_id", "phase_id", "start_on", "end_on", "reason"),
    "sobriety_period": ("resident_id", "start_on", "end_on", "end_kind"),
    "contact": (
        "resident_id",
        "kind",
        "name",
        "relationship",
        "phone",
        "is_emergency",
        "may_be_told",
    ),
    "condition": ("resident_id", "text", "allergy"),
    "employment": ("resident_id", "kind", "place", "schedule", "from_on", "to_on"),
    "note": ("house_id", "resident_id", "at", "category", "text", "in_weekly_report"),
    "todo": ("house_id", "text", "owner", "due_on"),
    "application": (
        "resident_id",
        "house_id",
        "received_on",
        "stage",
        "referral_source_id",
        "ready_on",
        "needs",
        "wait_rank",
        "note",
    ),
    "bed_hold": ("bed_id", "stay_id", "application_id", "kind", "from_on", "until_on", "reason"),
    "bed_outage": ("bed_id", "start_on", "note"),
    "legal_matter": ("resident_id", "kind", "officer", "officer_phone", "report_every", "start_on"),
}


@dataclass(slots=True)
class Pages:
    """Rows being made: numbered here, table by table, until they are put in as one batch."""

    last: dict[str, int]
    by: int = 0
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    _tails: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    _heads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, table: str, on: date, *values: Any) -> int:
        """One row, made at noon of the day `on`; gives its id."""
        if table not in self._tails:
            self._begin(table)
        number = self.last[table] = self.last[table] + 1
        self.rows[table].append((number, noon(on), self.by, *values, *self._tails[table]))
        return number

    def add_notes(self, house: int, person: int, notes: Iterable[Note]) -> None:
        """Notes of one person: most rows of a practice house, so they are made without detours."""
        if "note" not in self._tails:
            self._begin("note")
        rows, number, by = self.rows["note"], self.last["note"], self.by
        tail = (False, *self._tails["note"])
        for made, moment, category, text in notes:
            number += 1
            rows.append((number, made, by, house, person, moment, category, text, *tail))
        self.last["note"] = number

    def _begin(self, table: str) -> None:
        given = ("id", "created_at", "created_by", *COLUMNS[table])
        self._heads[table], self._tails[table] = completed(table, given)
        self.rows.setdefault(table, [])

    def take(self) -> tuple[Rows, ...]:
        """Everything made so far, in the order in which tables need one another; the numbers go
        on.
        """
        made = tuple(Rows(t, self._heads[t], self.rows[t]) for t in COLUMNS if self.rows.get(t))
        self.rows = {table: [] for table in self.rows}
        return made


def iso(day: date | None) -> str | None:
    """A day as it is stored."""
    return None if day is None else day.isoformat()


def at(day: date, hour: int, minute: int = 0) -> str:
    """An instant of the house's wall clock, some time after 3 AM, as it is stored: in UTC."""
    later = hour + _hours_behind(day)
    if later >= 24:
        day, later = day + _DAY, later - 24
    return f"{day.isoformat()} {later:02d}:{minute:02d}:00.000000"


class _Days(dict[int, tuple[str, tuple[str, ...]]]):
    """By day number: its noon, and how the instants of its 14 hours from 8 AM on begin."""

    def __missing__(self, number: int) -> tuple[str, tuple[str, ...]]:
        day = date.fromordinal(number)
        behind, days = _hours_behind(day), (day.isoformat(), (day + _DAY).isoformat())
        hours = (divmod(hour + behind, 24) for hour in range(8, 22))
        known = self[number] = noon(day), tuple(f"{days[d]} {hour:02d}:" for d, hour in hours)
        return known


_DAYS = _Days()


@lru_cache(8000)
def noon(day: date) -> str:
    """When the rows of a day were made."""
    return f"{day.isoformat()} 17:00:00.000000"


@lru_cache(8000)
def _hours_behind(day: date) -> int:
    """By how many whole hours the house's clock is behind UTC on that day's noon."""
    offset = datetime.combine(day, time(12), ZONE).utcoffset()
    assert offset is not None
    return -int(offset.total_seconds()) // 3600


@dataclass(slots=True)
class Life:
    """Makes up people and stays of one house with one source of chance."""

    pages: Pages
    chance: Random
    house_id: int
    phases: dict[int, int]
    referrers: tuple[int, ...]
    gone: list[tuple[int, date]] = field(default_factory=list)
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
        if self.chance.random() < 0.8:
            work, place, hours = pick(words.WORK)
            begins = came + timedelta(days=min(14, (left - came).days))
            self.pages.add("employment", begins, person, work, place, hours, iso(begins), iso(left))
        self.notes_of(person, came, left)
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
            moment = hours[int(chance() * 14)] + _MINUTES[int(chance() * 60)]
            yield made, moment, category, text
            day += 4 + int(chance() * 10)
