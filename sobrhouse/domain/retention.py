"""Retention: how long what is known of a person is kept, what keeps it longer, and from when on it
may be destroyed.

No law names one number for every house. The defaults are the longest that a rule named in `basis`
asks for; a state, a funder or an affiliate may ask for more, so each house sets its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sobrhouse.problems import Problem
from sobrhouse.words import N_, _, n_

MOST_YEARS = 99
LONGEST = 400  # characters of what somebody types as a reason or a ground


class RecordClass(StrEnum):
    """Records that are kept and destroyed together."""

    RESIDENT = "resident"
    APPLICANT = "applicant"
    VISITOR = "visitor"


@dataclass(frozen=True, slots=True)
class Default:
    """What holds until a house sets its own: the years, the fewest that may be set, the ground."""

    title: str
    about: str
    years: int
    least: int
    basis: str


DEFAULTS: dict[RecordClass, Default] = {
    RecordClass.RESIDENT: Default(
        N_("Residents"),
        N_("Everything about somebody who lived here, counted from the last day it was in use."),
        7, 6,
        N_(
            "45 CFR 164.316(b)(2) and 164.528: six years for records and for the accounting of "
            "disclosures, and one year more to be sure. Your state or funder may ask for longer."
        ),
    ),
    RecordClass.APPLICANT: Default(
        N_("People who asked for a bed"),
        N_("Somebody who asked and never moved in, counted from the day the request was closed."),
        3, 2,
        N_(
            "42 U.S.C. 3613: a housing claim can be brought for two years, and one year more to "
            "be sure."
        ),
    ),
    RecordClass.VISITOR: Default(
        N_("Visitors"),
        N_("Names in the visitor log, counted from the day of the visit."),
        2, 1,
        N_("No law sets it: a name is kept only as long as it may be needed (42 CFR 2.13)."),
    ),
}  # fmt: skip


class Standing(StrEnum):
    """Whether a record may be destroyed today, and if not, what stands in the way."""

    DUE = "due"
    LATER = "later"
    HELD = "held"  # by a legal hold
    OPEN = "open"  # lives here, or waits for a bed
    SUPPORTS = "supports"  # is still somebody's sponsor or mentor, or on the list of supporters


@dataclass(frozen=True, slots=True)
class Rule:
    """How long one class is kept, and on what ground."""

    record_class: RecordClass
    years: int
    basis: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What decides about one record: the last day it was in use, and what keeps it."""

    record_class: RecordClass
    last_on: date
    held: bool = False
    open: bool = False
    supports: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a record stands, and the first day on which the rule lets it be destroyed."""

    standing: Standing
    due_on: date

    @property
    def due(self) -> bool:
        """Whether it may be destroyed today."""
        return self.standing is Standing.DUE


def default_rule(record_class: RecordClass) -> Rule:
    """What holds where nobody set anything."""
    default = DEFAULTS[record_class]
    return Rule(record_class, default.years, _(default.basis))


def due_on(last_on: date, years: int) -> date:
    """The first day on which the years are over: the day after that date of the year, so that
    a whole day is never cut, and March 1 for February 29.
    """
    try:
        same = last_on.replace(year=last_on.year + years)
    except ValueError:  # February 29 in a year that has none
        return date(last_on.year + years, 3, 1)
    return date.fromordinal(same.toordinal() + 1)


def judge(kept: Kept, rule: Rule, today: date) -> Verdict:
    """Where a record stands today. What cannot be waited out comes first."""
    due = due_on(kept.last_on, rule.years)
    if kept.open:
        return Verdict(Standing.OPEN, due)
    if kept.held:
        return Verdict(Standing.HELD, due)
    if kept.supports:
        return Verdict(Standing.SUPPORTS, due)
    return Verdict(Standing.DUE if today >= due else Standing.LATER, due)


def last_day(days: Iterable[date | None]) -> date | None:
    """The last of these days; None where there is none."""
    known = [day for day in days if day is not None]
    return max(known) if known else None


def check_rule(record_class: RecordClass, years: int, basis: str) -> Rule:
    """A rule as it is kept. Problem where the years are fewer than a law named in the default
    asks for, or nothing says why.
    """
    least = DEFAULTS[record_class].least
    if not least <= years <= MOST_YEARS:
        raise Problem(
            n_(
                "These records are kept for at least {n} year. Nothing was changed. Type a number "
                "from {n} to {most}.",
                "These records are kept for at least {n} years. Nothing was changed. Type a "
                "number from {n} to {most}.",
                least,
            ).format(n=least, most=MOST_YEARS),
            field="years",
        )
    said = " ".join(basis.split())[:LONGEST]
    if not said:
        raise Problem(_("Say on what ground: a law, your state, your funder."), field="basis")
    return Rule(record_class, years, said)


def standing_words(standing: Standing) -> str:
    """What stands in the way, as a refusal says it; "" where nothing does."""
    return {
        Standing.DUE: "",
        Standing.LATER: _("The years that it has to be kept are not over."),
        Standing.HELD: _("A legal hold keeps it. An owner can lift it on the profile."),
        Standing.OPEN: _("The person lives here, or waits for a bed."),
        Standing.SUPPORTS: _("The person still supports somebody, or is on the list for it."),
    }[standing]
