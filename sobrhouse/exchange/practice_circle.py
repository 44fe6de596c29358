"""The circle around the people of a practice house: who supports them, who shows newcomers around,
who helps whom, and where they are with the steps.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sobrhouse.domain.anonymity import safe_name, safe_sort
from sobrhouse.exchange import practice_circle_story as story
from sobrhouse.exchange import practice_words as words
from sobrhouse.exchange.practice_circle_ties import BUDDY, DAY, Tie, Ties, add_steps
from sobrhouse.exchange.practice_circle_told import CircleTold
from sobrhouse.exchange.practice_life import Lived, Picked
from sobrhouse.exchange.practice_measures import Measures
from sobrhouse.exchange.practice_pages import Pages, iso
from sobrhouse.storage.bulk import Rows

_LISTED = 9  # supporters on the list of every house but the first
_NEWCOMER, _ELDER = 30 * DAY, 30
_NOBODY, _TEMPORARY, _QUIET = 0.1, 0.3, 0.12  # of all stays
_ON_LIST, _KEEPS_IT = 0.7, 0.12
_HELP = ("ride", "ride", "listening", "listening", "meal", "meal", "job", "step", "moving", "other")
_HOURS = (story.EVENINGS, story.DAYS, story.WEEKENDS, "")
_STEP_DAYS = 38  # from one step to the next


@dataclass(slots=True)
class Listed:
    """One of the house's list, with the days on which those whom they support leave them."""

    row: int
    willing: story.Willing
    busy: list[date] = field(default_factory=list)

    def room(self, on: date) -> bool:
        """Whether they take one more person on a day."""
        self.busy = [end for end in self.busy if end > on]
        return self.willing.state == "active" and len(self.busy) < self.willing.capacity


@dataclass(slots=True)
class Circle:
    """Makes up the circle of one house up to the evening of `today`; `stays` are the story's, by
    first name.
    """

    pages: Pages
    chance: Random
    house_id: int
    today: date
    since: date
    stays: Mapping[str, int]
    ties: Ties = field(init=False)
    listed: list[Listed] = field(default_factory=list)
    here: dict[int, list[Lived]] = field(default_factory=lambda: defaultdict(list))  # by week
    pathway: dict[int, str] = field(default_factory=dict)
    gives: dict[int, str] = field(default_factory=dict)  # who would give a chip, by person

    def __post_init__(self) -> None:
        self.ties = Ties(self.pages, self.chance, self.house_id, self.today)

    def tell(self, lived: Sequence[Lived]) -> list[Rows]:
        """Everything of these stays; gives the rows of all contacts."""
        self.pathway = {row[0]: row[11] for row in self.pages.rows.get("resident", ())}
        for one in lived:
            for week in range(_week(one.came) + 1, _week(one.left or self.today)):
                self.here[week].append(one)
        self._list(self._alumnus(lived) if self.stays else None)
        told = set(self.stays.values())
        for one in sorted(lived, key=lambda o: (o.came, o.stay)):
            if one.stay not in told:
                self._sponsored(one)
                self._shown_around(one)
            self._helps(one)
        if self.stays:
            listed = {one.willing.name: one.row for one in self.listed}
            by_name = {name: next(o for o in lived if o.stay == stay)
                       for name, stay in self.stays.items()}  # fmt: skip
            CircleTold(self.ties, listed, by_name).tell()
        self._steps_and_choices(lived, told)
        Measures(self.pages, self.chance, self.house_id, self.today, self.here, self.gives,
                 self.stays).tell(lived, self.pathway)  # fmt: skip
        return [self.ties.taken()]

    # Who is willing

    def _alumnus(self, lived: Sequence[Lived]) -> int | None:
        """Somebody who finished, after a long stay; they must be gone for good."""
        well = {row[0] for row in self.pages.rows.get("stay", ()) if row[7] == "successful"}
        present = {one.person for one in lived if one.left is None}
        found = [
            one for one in lived
            if one.left and one.stay in well and one.person not in present
            and (one.left - one.came).days > 60 and (self.today - one.left).days > 70
        ]  # fmt: skip
        return found[0].person if found else None

    def _list(self, alumnus: int | None) -> None:
        willing = story.WILLING if self.stays else [self._willing() for _ in range(_LISTED)]
        for who in willing:
            person = alumnus if who.name == story.ALUMNUS else None
            if who.name == story.ALUMNUS and person is None:
                continue
            made = self.since + DAY if person is None else self.today - timedelta(days=70)
            sober = None if person else iso(self.today - timedelta(days=who.months * 30 + 11))
            paused = None if who.paused_until is None else timedelta(days=who.paused_until)
            phone = self._phone() if who.phone and person is None else ""
            row = self.pages.add(
                "supporter", made, self.house_id, person, who.name, safe_sort(who.name), who.kinds,
                who.fellowships, who.pathways, sober, who.gender, who.languages, who.hours,
                who.capacity, phone, bool(phone), who.state,
                None if paused is None else iso(self.today + paused), who.note,
            )  # fmt: skip
            self.listed.append(Listed(row, who))
            if not self.stays and "mentor" in who.kinds:
                on = self.today - timedelta(days=40 + self._below(300))
                self.pages.add("mentor_check", on, self.house_id, row, iso(on), story.CRITERIA, "")

    def _willing(self) -> story.Willing:
        kinds = self._pick(("sponsor", "sponsor,temporary_sponsor", "sponsor,mentor"))
        return story.Willing(
            self._somebody(), 26 + self._below(200), kinds, self._pick(("AA", "AA", "NA", "AA,NA")),
            languages=self._pick(("English", "English", "English", "Spanish, English")),
            hours=self._pick(_HOURS), capacity=1 + self._below(3), phone=self.chance.random() < 0.8,
        )  # fmt: skip

    # Who supports whom

    def _sponsored(self, one: Lived) -> None:
        """A sponsor from their first weeks on, for some a temporary one before."""
        begin, end = one.came + DAY * (3 + self._below(22)), one.left or self.today
        if begin >= end or self.chance.random() < _NOBODY:
            return
        theirs = self.pathway.get(one.person, "AA")
        group = theirs if theirs in ("AA", "NA") else ""
        if self.chance.random() < _TEMPORARY and (end - begin).days > 60:
            change = begin + DAY * (25 + self._below(30))
            self._tie(one, "temporary_sponsor", group, begin, change)
            begin = change
        self._tie(one, "sponsor" if group else "mentor", group, begin, one.left)

    def _tie(self, one: Lived, kind: str, group: str, since: date, until: date | None) -> None:
        dice = self.chance.random
        kept = dice() < _KEEPS_IT
        supporter = None if kept or dice() > _ON_LIST else self._free(kind, group, since)
        introduced = supporter is not None and dice() < 0.5
        if introduced and supporter and until is None and since + 7 * DAY > self.today:
            self.ties.introduce(one, kind, since, supporter=supporter.row)
            return
        name = "" if kept or supporter else self._somebody()
        end = "new_sponsor" if kind == "temporary_sponsor" else "moved_on"
        row = self.ties.add(one.person, Tie(
            kind=kind, since=since, until=until, end=end, fellowship=group, name=name,
            supporter=supporter.row if supporter else None,
            share="existence" if kept else "name", met="introduced" if introduced else "meeting",
        ))  # fmt: skip
        if supporter:
            supporter.busy.append(until or date.max)
            if introduced:
                self.ties.introduce(one, kind, since, supporter=supporter.row, tie=row, until=until)
        if not kept and until is None:
            self.gives[one.person] = supporter.willing.name if supporter else name
        last = until or self.today
        if until is None and dice() < _QUIET:
            last = max(since, last - DAY * (8 + self._below(12)))
        self.ties.touch(row, since, last, 2 + self._below(3))

    def _free(self, kind: str, group: str, on: date) -> Listed | None:
        fits = [
            one for one in self.listed
            if kind in one.willing.kinds.split(",") and (not group or group in
            one.willing.fellowships) and one.room(on)
        ]  # fmt: skip
        return self._pick(fits) if fits else None

    def _shown_around(self, one: Lived) -> None:
        """A buddy of those who have been here a while, for the first month."""
        elders = [
            o for o in self.here.get(_week(one.came), ())
            if (one.came - o.came).days >= _ELDER and o.person != one.person
        ]  # fmt: skip
        if not elders:
            return
        buddy = self._pick(elders)
        over = min(one.came + _NEWCOMER, one.left or date.max, buddy.left or date.max)
        until = None if over > self.today else over
        end = "went_well" if over == one.came + _NEWCOMER else "moved_away"
        row = self.ties.add(one.person, Tie(
            kind=BUDDY, since=one.came, until=until, end=end if until else None, peer=buddy.person,
            met="house",
        ))  # fmt: skip
        self.ties.introduce(one, BUDDY, one.came, peer_stay=buddy.stay, tie=row, until=until)
        self.ties.touch(row, one.came, until or self.today, 4)

    # What they do for one another, and for themselves

    def _helps(self, one: Lived) -> None:
        day, last = one.came + DAY * (5 + self._below(15)), one.left or self.today
        while day < last:
            others = self.here.get(_week(day), ())
            other = self._pick(others) if others else one
            receiver = None if other.stay == one.stay else other.stay
            self.pages.add("helping_event", day, self.house_id, one.stay, receiver,
                           self._pick(_HELP), iso(day), "kiosk")  # fmt: skip
            day += DAY * (6 + self._below(16))

    def _steps_and_choices(self, lived: Sequence[Lived], told: set[int]) -> None:
        """Of who lives here now: theirs stays theirs unless they share it."""
        for one in lived:
            if one.left is not None or one.stay in told:
                continue
            self.pages.add(
                "support_choice", one.came, one.person, "man", "", self._pick(_HOURS), None, True,
                "", self.chance.random() < 0.5, self.chance.random() < 0.4,
            )  # fmt: skip
            if self.pathway.get(one.person) in ("AA", "NA"):
                add_steps(self.pages, one, (self.today - one.came).days // _STEP_DAYS + 1,
                          self.today)  # fmt: skip

    def _somebody(self) -> str:
        return safe_name(f"{self._pick(words.FIRST_NAMES)} {self._pick(words.LAST_NAMES)}")

    def _phone(self) -> str:
        return f"+1{self._pick((212, 305, 404, 617))}55501{self._below(100):02d}"

    def _below(self, n: int) -> int:
        return int(self.chance.random() * n)

    def _pick(self, among: Sequence[Picked]) -> Picked:
        return among[int(self.chance.random() * len(among))]


def _week(day: date) -> int:
    return day.toordinal() // 7
