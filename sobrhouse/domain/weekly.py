"""The weekly house report as plain values: what its query fills in and its paper draws."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from sobrhouse.domain.chores import State

_NOT_ASKED = frozenset({State.EXCUSED, State.SKIPPED, State.DUE})


@dataclass(frozen=True, slots=True)
class PaperName:
    """How a person may stand on paper: the short name, the full name, or only the bed."""

    short: str
    full: str
    bed: str = ""


@dataclass(frozen=True, slots=True)
class SponsorCell:
    """Whether a resident has a sponsor, by an anonymity-safe name only where they share it, and how
    often they were in touch in the week with whoever supports them.
    """

    has: bool
    name: str = ""
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class ResidentLine:
    """One resident as of the report's last day; `note` is what staff marked for the report."""

    resident_id: int
    bed: str
    name: PaperName
    moved_in_on: date
    days_sober: int | None = None
    phase: str = ""
    work: str = ""
    away: str = ""
    milestone: str = ""
    note: str = ""
    sponsor: SponsorCell = SponsorCell(has=False)


@dataclass(frozen=True, slots=True)
class MoveLine:
    """Somebody who moved in or out in the week: how, and from or to where."""

    on: date
    name: PaperName
    out: bool
    how: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone of this week or of the next."""

    on: date
    name: PaperName
    what: str
    next_week: bool = False


@dataclass(frozen=True, slots=True)
class BirthdayLine:
    """A birthday of this week or of the next, without the age."""

    on: date
    name: PaperName


@dataclass(frozen=True, slots=True)
class SignLine:
    """An exception of the sign log: what happened, and whether staff have seen to it."""

    on: date
    name: PaperName
    what: str
    follow_up: str = ""
    open: bool = False
    resident_id: int = 0


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note marked for the weekly report; without a name it is about the house."""

    on: date
    text: str
    resident_id: int | None = None
    name: PaperName | None = None


@dataclass(frozen=True, slots=True)
class TodoLine:
    """Something still open, on the day the report is about; `by` where its owner lives here."""

    text: str
    owner: str = ""
    due_on: date | None = None
    name: PaperName | None = None
    by: PaperName | None = None


@dataclass(frozen=True, slots=True)
class OpenBed:
    """A bed that nobody had that night: free, held for somebody, or out of use, and why."""

    bed: str
    room: str
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """One person's week of meetings, a mark a day: how they were marked at the house's meeting,
    "went" for a recovery meeting on another day, else nothing. `done` of `asked` recovery meetings.
    """

    resident_id: int
    name: PaperName
    marks: tuple[str, ...]
    done: int = 0
    asked: int = 0

    @property
    def missing(self) -> bool:
        """Whether fewer than asked are written down."""
        return self.done < self.asked


@dataclass(frozen=True, slots=True)
class AttendanceWeek:
    """Everybody's meetings of a week; `house` are the days of house meetings with a roll, `came` of
    `marked` people were at them.
    """

    lines: tuple[AttendanceLine, ...] = ()
    house: frozenset[date] = frozenset()
    came: int = 0
    marked: int = 0

    @property
    def share(self) -> int | None:
        """How many per cent were at the house's meetings; None where no roll was taken."""
        return round(100 * self.came / self.marked) if self.marked else None

    def counted(self, day: int) -> tuple[int, int]:
        """Of a day, 0 the first: how many went or came, and how many have a mark."""
        marks = [line.marks[day] for line in self.lines if line.marks[day]]
        return sum(mark in ("present", "late", "went") for mark in marks), len(marks)


@dataclass(frozen=True, slots=True)
class ChoreWeekLine:
    """One person's week with one chore, a mark a day: how the turn stands, None without a turn.

    A chore that several people have has a line for each; without a name nobody has these turns.
    """

    chore_id: int
    chore: str
    area: str
    when: str  # "Every day, by 9 PM"
    name: PaperName | None
    marks: tuple[State | None, ...]


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """One house and one week; `as_of` is its last day, or today while the week goes on."""

    house: str
    week_start: date
    week_end: date
    as_of: date
    beds: int = 0
    filled: int = 0
    residents: tuple[ResidentLine, ...] = ()
    moves: tuple[MoveLine, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    birthdays: tuple[BirthdayLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    todos: tuple[TodoLine, ...] = ()
    open_beds: tuple[OpenBed, ...] = ()
    working: int = 0
    wants_birthdays: bool = False
    signs: tuple[SignLine, ...] = ()
    signs_kept: bool = False  # whether the house kept a sign log in that week
    attendance: AttendanceWeek = AttendanceWeek()
    chores: tuple[ChoreWeekLine, ...] = ()
    helped: tuple[tuple[str, int], ...] = ()  # kinds of help, and how often each was

    @property
    def sponsors_kept(self) -> bool:
        """Whether anybody's sponsor is written down."""
        return any(r.sponsor.has or r.sponsor.contacts for r in self.residents)

    @property
    def moved_in(self) -> int:
        """How many came in the week."""
        return sum(not move.out for move in self.moves)

    @property
    def moved_out(self) -> int:
        """How many left in the week."""
        return sum(move.out for move in self.moves)

    @property
    def reached(self) -> int:
        """Milestones of this week."""
        return sum(not line.next_week for line in self.milestones)

    @property
    def passed(self) -> tuple[int, int]:
        """How many turns of chores passed, of how many that were asked for and whose time came."""
        marks = [mark for line in self.chores for mark in line.marks if mark is not None]
        asked = [mark for mark in marks if mark not in _NOT_ASKED]
        return sum(mark is State.PASSED for mark in asked), len(asked)

    @property
    def median_days(self) -> int | None:
        """The middle of the residents' days sober; None where nobody has a date."""
        known = [r.days_sober for r in self.residents if r.days_sober is not None]
        return int(median(known)) if known else None

    @property
    def whole(self) -> bool:
        """Whether the week is over."""
        return self.as_of >= self.week_end
