"""Meeting rows: what the screens and papers are given of one house meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from sobrhouse.domain.motions import Tally, Threshold
from sobrhouse.domain.rolls import HERE


@dataclass(frozen=True, slots=True)
class Attender:
    """One person of the roll; `status` is empty where nobody has marked them."""

    stay_id: int
    resident_id: int
    name: str
    full_name: str
    status: str = ""
    reason: str = ""

    @property
    def here(self) -> bool:
        """Whether they are at the meeting, in time or late."""
        return self.status in HERE


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One line of the agenda; `carried` where it stood on an earlier one. Titles of templates are
    translated where they are shown.
    """

    item_id: int
    position: int
    kind: str
    title: str
    text: str
    minutes: int | None
    done: bool
    carried: bool


@dataclass(frozen=True, slots=True)
class MotionRow:
    """One vote. `tally` is None until hands were counted, or a secret vote is closed; `cast` counts
    who has voted in secret, `may_vote` who may.
    """

    motion_id: int
    kind: str
    text: str
    mover_stay_id: int | None
    mover: str
    seconder_stay_id: int | None
    seconder: str
    percent: int
    basis: str
    secret: bool
    may_vote: int
    cast: int
    tally: Tally | None
    outcome: str
    opened_at: datetime | None
    closed_at: datetime | None
    application_id: int | None = None  # whom the house votes in

    @property
    def threshold(self) -> Threshold:
        """The share that it needs."""
        return Threshold(self.percent, self.basis)

    @property
    def needs(self) -> str:
        """ "Needs 7 of 12"."""
        return self.threshold.words(self.may_vote, self.tally or Tally())


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action item; `from_earlier` where an earlier meeting decided it."""

    todo_id: int
    text: str
    owner_stay_id: int | None
    owner_id: int | None  # the resident, for the round picture
    owner: str
    due_on: date | None
    done: bool
    from_earlier: bool


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One promise; `from_earlier` where it is asked about here. `outcome` is empty while open."""

    commitment_id: int
    stay_id: int
    resident_id: int
    name: str
    text: str
    due_on: date | None
    outcome: str
    from_earlier: bool


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """What was added to finished minutes."""

    amendment_id: int
    at: datetime
    by: str
    text: str
    why: str
    voided: bool
    void_why: str


@dataclass(frozen=True, slots=True)
class MeetingRun:
    """One house meeting, whole; instants in UTC, `day` in the house's zone."""

    meeting_id: int
    house_id: int
    series_id: int | None
    kind: str
    title: str
    day: date
    planned_at: datetime
    length_minutes: int
    place: str
    chair_stay_id: int | None
    chair: str
    reader_stay_id: int | None
    reader: str
    reading: str
    minutes: str
    saved_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    roll_taken_at: datetime | None
    finished_at: datetime | None
    finished_by: str
    people: tuple[Attender, ...] = ()
    agenda: tuple[AgendaRow, ...] = ()
    motions: tuple[MotionRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    commitments: tuple[CommitmentRow, ...] = ()
    amendments: tuple[AmendmentRow, ...] = ()
    waiting: tuple[tuple[int, str], ...] = ()  # applications of the waitlist, with names
    roll_typed_by: str = ""  # who transcribed the roll of this day from paper

    @property
    def here(self) -> int:
        """How many are at the meeting."""
        return sum(p.here for p in self.people)

    @property
    def to_mark(self) -> tuple[Attender, ...]:
        """Who is not marked yet."""
        return tuple(p for p in self.people if not p.status)

    @property
    def nobody_marked(self) -> bool:
        """Whether no roll was taken: that is not "all absent"."""
        return self.roll_taken_at is None

    def count(self, status: str) -> int:
        """How many have a mark."""
        return sum(p.status == status for p in self.people)


@dataclass(frozen=True, slots=True)
class Hint:
    """What the sign log lets one guess of somebody who is not marked: a mark to accept, and why."""

    stay_id: int
    status: str
    why: str
