"""Papers for outside: which there are, what each may tell at most, and what one of them is made of.

Each row of such a paper is a fact of one category, so that the gate can weigh it alone; whatever a
paper counts or sums up, it counts from the rows that went through (law-and-standards.md 4.4).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sobrhouse.domain.consents import STANDING_WORDS, Category, Given, Standing
from sobrhouse.domain.gate import Fact, Passed, pass_through
from sobrhouse.problems import Problem
from sobrhouse.words import N_, _

DAYS = (30, 90)  # how far back such a paper looks, where nobody chose other days
LONGEST_DAYS = 366


class OutsidePaper(StrEnum):
    """One kind of paper that leaves the house."""

    LETTER = "letter"
    ATTENDANCE = "attendance"
    PROGRESS = "progress"
    FAMILY = "family"
    CERTIFICATE = "certificate"


TITLES: dict[OutsidePaper, str] = {
    OutsidePaper.LETTER: N_("Letter"),
    OutsidePaper.ATTENDANCE: N_("Attendance verification"),
    OutsidePaper.PROGRESS: N_("Progress letter"),
    OutsidePaper.FAMILY: N_("Family letter"),
    OutsidePaper.CERTIFICATE: N_("Certificate for outside"),
}
ABOUT: dict[OutsidePaper, str] = {
    OutsidePaper.LETTER: N_("That somebody lives here, and what you write in your own words."),
    OutsidePaper.ATTENDANCE: N_("Recovery meetings one by one, and how each was verified."),
    OutsidePaper.PROGRESS: N_("For probation, parole or a court: all that the consent names."),
    OutsidePaper.FAMILY: N_("Milestones and attendance only. The resident reads it first."),
    OutsidePaper.CERTIFICATE: N_("The newest milestone, to hang up or to send."),
}

_C = Category
TELLS: dict[OutsidePaper, frozenset[Category]] = {
    OutsidePaper.LETTER: frozenset({_C.IDENTITY, _C.STANDING, _C.NOTES}),
    OutsidePaper.ATTENDANCE: frozenset({_C.IDENTITY, _C.MEETINGS}),
    OutsidePaper.PROGRESS: frozenset({
        _C.IDENTITY, _C.STANDING, _C.MEETINGS, _C.CHORES, _C.COMINGS, _C.PASSES, _C.SPONSOR,
        _C.SPONSOR_NAME, _C.SOBRIETY, _C.WORK, _C.LEGAL, _C.NOTES,
    }),
    OutsidePaper.FAMILY: frozenset({_C.IDENTITY, _C.SOBRIETY, _C.MEETINGS}),
    OutsidePaper.CERTIFICATE: frozenset({_C.IDENTITY, _C.SOBRIETY}),
}  # fmt: skip
WITH_REMARK = frozenset({OutsidePaper.LETTER, OutsidePaper.PROGRESS})
WITHOUT_DAYS = frozenset({OutsidePaper.LETTER, OutsidePaper.CERTIFICATE})
WITH_BIRTH = frozenset({OutsidePaper.LETTER, OutsidePaper.ATTENDANCE, OutsidePaper.PROGRESS})


class Kind(StrEnum):
    """What a row says; a paper knows by it where the row stands and what it counts."""

    NAME = "name"
    SAID = "said"  # a label and what there is to say
    KEPT = "kept"  # the house keeps a record of this: that nothing is in it says something too
    HOUSE_MEETING = "house_meeting"
    MEETING = "meeting"
    ASKED = "asked"  # how many meetings a whole week asked for
    CHORE = "chore"
    LATE = "late"
    PASS = "pass"
    MILESTONE = "milestone"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a paper: `label` and `text` are read, `mark` is what is counted (a status, a
    state, a number), `cells` are a table's.
    """

    kind: Kind
    label: str = ""
    text: str = ""
    mark: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FromHouse:
    """Who tells: the house with its address and phone, and whether 42 CFR Part 2 covers it.

    `part2` is covered, not_covered or unsure; unsure is treated as covered.
    """

    name: str
    address: str = ""
    phone: str = ""
    part2: str = "unsure"


@dataclass(frozen=True, slots=True)
class Found:
    """All that a paper could say about somebody, before the gate: its rows and the house."""

    resident_id: int
    house_id: int
    house: FromHouse
    paper: OutsidePaper
    first: date
    last: date
    facts: tuple[Fact[Line], ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A paper for outside as it may be drawn: nothing but what the gate let through, the consent
    that lets it, the days it is about, and who writes it on which day.
    """

    paper: OutsidePaper
    passed: Passed[Line]
    consent: Given
    house: FromHouse
    first: date
    last: date
    on: date
    author: str
    author_title: str = ""
    language: str = ""  # of the paper; else that of the screen

    @property
    def left_out(self) -> int:
        """How many rows stayed in the house."""
        return sum(self.passed.left_out.values())

    def of(self, category: Category, kind: Kind | None = None) -> tuple[Fact[Line], ...]:
        """The rows of a category that went through, of one kind or of all."""
        return tuple(
            row
            for row in self.passed.rows
            if row.category is category and (kind is None or row.says.kind is kind)
        )


def days_within(consent: Given, first: date, last: date) -> tuple[date, date]:
    """These days, cut to those that the consent covers; the last may then lie before the first."""
    terms = consent.terms
    return (
        max(first, terms.covers_from) if terms.covers_from else first,
        min(last, terms.covers_until) if terms.covers_until else last,
    )


def through_the_gate(
    found: Found, consent: Given, on: date, author: str, author_title: str = "", remark: str = ""
) -> Outgoing:
    """The paper as it may leave today. `remark` is what its author writes, told only where the
    consent names notes of staff. Problem where the consent does not stand or is somebody else's.
    """
    if consent.resident_id != found.resident_id:
        raise Problem(_("This consent is about somebody else, so no paper was made."))
    standing = consent.standing(on)
    if standing is not Standing.LIVE:
        why = _(STANDING_WORDS[standing])
        raise Problem(
            _("This consent does not stand today ({why}), so no paper was made.").format(why=why)
        )
    facts = list(found.facts)
    if remark.strip() and found.paper in WITH_REMARK:
        line = Line(Kind.REMARK, text=remark.strip())
        facts.append(Fact(found.resident_id, Category.NOTES, line))
    passed = pass_through(consent, facts, on)
    return Outgoing(
        found.paper, passed, consent, found.house, found.first, found.last, on, author,
        author_title.strip(),
    )  # fmt: skip
