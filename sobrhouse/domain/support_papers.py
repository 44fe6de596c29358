"""Papers of support as plain values: who has a sponsor, who has room, who was checked for what."""

from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.weekly import PaperName

MENTOR_KINDS = ("mentor", "alumni_mentor", "coach")  # roles that the house has criteria for


@dataclass(frozen=True, slots=True)
class Supported:
    """Who supports a resident: `name` is anonymity-safe, and empty where only that there is
    somebody is shared.
    """

    kind: str
    name: str
    fellowship: str
    since: date


@dataclass(frozen=True, slots=True)
class SponsorLine:
    """One resident of the list: their sponsor and buddy (None: none), contacts of the last seven
    days and the day of the last one. `looking` is False where they walk without a sponsor.
    """

    resident_id: int
    name: PaperName
    days_here: int
    sponsor: Supported | None
    buddy: PaperName | None
    has_buddy: bool
    contacts: int
    last_contact_on: date | None
    looking: bool = True


@dataclass(frozen=True, slots=True)
class SponsorPaper:
    """The sponsor and buddy list of a day; `days` is how long the house gives to find a sponsor (0:
    it asks for nothing).
    """

    on: date
    lines: tuple[SponsorLine, ...]
    days: int

    @property
    def with_sponsor(self) -> int:
        """How many have one."""
        return sum(line.sponsor is not None for line in self.lines)

    def waits(self, line: SponsorLine) -> bool:
        """Whether somebody is here longer than the house's days and is still without one."""
        return line.sponsor is None and line.looking and 0 < self.days < line.days_here


@dataclass(frozen=True, slots=True)
class MentorLine:
    """One who supports: an anonymity-safe name, what they are willing to be, and for how many."""

    name: str
    kinds: tuple[str, ...]
    fellowships: tuple[str, ...]
    sober_on: date | None
    days: int | None
    gender: str
    languages: str
    hours: tuple[str, ...]
    phone: str
    state: str
    paused_until: date | None
    capacity: int
    taken: int
    lives_here: bool = False

    @property
    def room(self) -> int:
        """How many more they take now."""
        return max(0, self.capacity - self.taken) if self.state in ("active", "full") else 0


@dataclass(frozen=True, slots=True)
class MentorBoard:
    """Everybody on the house's list who has not stopped, those with room first."""

    on: date
    lines: tuple[MentorLine, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One look at somebody against the criteria as they stood that day; `unmet` are those of them
    that were not met.
    """

    on: date
    by: str
    criteria: tuple[str, ...]
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Qualified:
    """One mentor and every check, the newest first."""

    line: MentorLine
    long_enough: bool | None  # sober as long as the house asks; None: no date is known
    checks: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class MentorRecord:
    """Which mentors were held against which written criteria (NARR Standard 3.G.21.c)."""

    on: date
    criteria: tuple[str, ...]
    months: int
    people: tuple[Qualified, ...]


@dataclass(frozen=True, slots=True)
class CallSheet:
    """A week to be filled by pen: who was in touch with a sponsor on which day, and how."""

    first: date
    last: date
    names: tuple[PaperName, ...]
