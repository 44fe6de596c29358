"""Requirements: how many recovery meetings a week asks of somebody, and whether they were met.

The rule in words. What is asked of a person goes before what is asked of their phase, and that
before what is asked of the whole house; where nothing is written down it is four a week
(glossary-and-defaults.md, "Outside meetings per week"). What stands on the first day of the week
that they lived here holds for the whole week, so nobody's week changes under them. A week in which
they lived here only some days asks for as many as these days allow, rounded down: four a week, and
moved in on the fifth day, are one. A meeting counts by the person's word alone; a signature is
never asked for. An excuse takes some off, or all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sobrhouse.domain.fellowships import fellowship_words
from sobrhouse.words import N_, _, n_

DEFAULT_PER_WEEK = 4
MOST_PER_WEEK = 50
LAST_DAYS = 3  # of a week, in which it is time to say that meetings are missing
LONG = 90  # meetings in as many days, which many are told to go to at first

OWN, PHASE, HOUSE = "own", "phase", "house"
WHENCE_WORDS = {
    OWN: N_("asked of this person"),
    PHASE: N_("asked of the phase"),
    HOUSE: N_("asked of everybody in the house"),
}
EXCUSE_WORDS = {
    "sick": N_("Sick"),
    "work": N_("Work"),
    "pass": N_("On a pass"),
    "new": N_("New in the house"),
    "other": N_("Another reason"),
}
VERIFICATION_WORDS = {
    "self": N_("Own word"),
    "signature": N_("Signature"),
    "initial": N_("Initials"),
    "staff": N_("Staff saw it"),
    "photo": N_("Photo"),
    "app": N_("App"),
    "none_available": N_("Not possible"),
}
VERIFIED = frozenset({"signature", "initial", "staff", "photo", "app"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one person, of a phase, or (neither named) of a whole house, and when.

    `fellowships` are those that count, none: all. `to_on` is its last day, included.
    """

    per_week: int
    from_on: date
    to_on: date | None = None
    phase_id: int | None = None
    stay_id: int | None = None
    fellowships: tuple[str, ...] = ()
    requirement_id: int | None = None
    reason: str = ""

    @property
    def whence(self) -> str:
        """OWN, PHASE or HOUSE."""
        if self.stay_id is not None:
            return OWN
        return HOUSE if self.phase_id is None else PHASE

    def stands(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    def counts(self, fellowship: str) -> bool:
        """Whether a meeting of this fellowship counts."""
        return not self.fellowships or fellowship in self.fellowships


USUAL = Asked(DEFAULT_PER_WEEK, date.min)


def holding(rules: Iterable[Asked], stay_id: int | None, phase_id: int | None, day: date) -> Asked:
    """What holds for a person in a phase on a day: their own, else their phase's, else the
    house's, else four a week; of several the one that began last.
    """
    order = {OWN: 2, PHASE: 1, HOUSE: 0}
    fitting = [
        rule
        for rule in rules
        if rule.stands(day)
        and rule.stay_id in (None, stay_id)
        and rule.phase_id in (None, phase_id)
    ]
    return max(
        fitting,
        key=lambda r: (order[r.whence], r.from_on, r.requirement_id or 0),
        default=USUAL,
    )


def week_days(week_start: date) -> tuple[date, ...]:
    """The seven days of a week."""
    return tuple(week_start + timedelta(days=n) for n in range(7))


def days_lived(week_start: date, move_in_on: date, discharged_on: date | None) -> tuple[date, ...]:
    """The days of a week on which somebody lived here, those of moving in and out included."""
    return tuple(
        day
        for day in week_days(week_start)
        if move_in_on <= day and (discharged_on is None or day <= discharged_on)
    )


def for_days(per_week: int, days: int) -> int:
    """How many so many days of a week ask for, rounded down."""
    return per_week * days // 7


@dataclass(frozen=True, slots=True)
class Tally:
    """One person's week: what is asked after moving in or out and an excuse, and what was done."""

    per_week: int
    asked: int
    excused: int = 0
    verified: int = 0
    own_word: int = 0  # meetings that count by the person's word
    other: int = 0  # meetings of fellowships that do not count here

    @property
    def done(self) -> int:
        """Meetings that count."""
        return self.verified + self.own_word

    @property
    def missing(self) -> int:
        """How many are still to come."""
        return max(0, self.asked - self.done)

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def words(self) -> str:
        """ "3 of 4", or "3" where nothing is asked."""
        if not self.asked:
            return f"{self.done}"
        return _("{n} of {m}").format(n=self.done, m=self.asked)


NO_WEEK = Tally(0, 0)


def tally(
    rule: Asked,
    days: int,
    meetings: Sequence[tuple[str, str]],
    excused: int | None = 0,
) -> Tally:
    """Count a week of so many days lived here: `meetings` are (fellowship, verification) each,
    `excused` how many fewer are asked, None the whole week.
    """
    scaled = for_days(rule.per_week, days)
    off = scaled if excused is None else min(excused, scaled)
    counted = [verified for fellowship, verified in meetings if rule.counts(fellowship)]
    sure = sum(way in VERIFIED for way in counted)
    return Tally(
        per_week=rule.per_week,
        asked=scaled - off,
        excused=off,
        verified=sure,
        own_word=len(counted) - sure,
        other=sum(not rule.counts(fellowship) for fellowship, _way in meetings),
    )


def days_left(week_start: date, today: date) -> int:
    """Days of this week in which one can still go to a meeting, today included; 0 once it is
    over.
    """
    return max(0, min(7, (week_start + timedelta(days=7) - today).days))


def time_to_say(missing: int, left: int) -> bool:
    """Whether it is time to say that somebody is under: in the week's last days, as before that
    everybody is, or when a meeting a day would not be enough any more and half the week is gone.
    """
    return missing > 0 and (left <= LAST_DAYS or (missing > left and left <= LAST_DAYS + 1))


def left_words(left: int) -> str:
    """ "3 days left", "today is the last day"; empty once the week is over."""
    if not left:
        return ""
    if left == 1:
        return _("today is the last day")
    return n_("{n} day left", "{n} days left", left).format(n=left)


@dataclass(frozen=True, slots=True)
class LongCount:
    """So many meetings in the ninety days from `since` on, this being day `day` of them."""

    since: date
    day: int
    meetings: int

    @property
    def over(self) -> bool:
        """Whether the ninety days have passed."""
        return self.day > LONG

    @property
    def done(self) -> bool:
        """Whether ninety meetings are reached."""
        return self.meetings >= LONG


def ninety(since: date, today: date, attended: Sequence[date]) -> LongCount:
    """Meetings in the ninety days that begin on `since`; `day` 1 is `since` itself."""
    last = since + timedelta(days=LONG - 1)
    count = sum(since <= day <= last for day in attended)
    return LongCount(since, max(0, (today - since).days + 1), count)


def asked_words(rule: Asked) -> str:
    """ "4 a week, all of them count", "5 a week, AA, NA count"; "none" where none is asked."""
    if not rule.per_week:
        return _("none")
    many = n_("{n} a week", "{n} a week", rule.per_week).format(n=rule.per_week)
    if not rule.fellowships:
        return many
    return _("{many}, of {fellowships}").format(
        many=many, fellowships=fellowship_words(rule.fellowships)
    )
