"""What the weekly packet is drawn from: the values of all its sections of a week, in one read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sobrhouse.domain.chores import State
from sobrhouse.domain.packet_pages import (
    ChoreFound,
    ChorePages,
    MeetingWeek,
    MilestonePages,
    PlannedLine,
    WentLine,
    chore_people,
)
from sobrhouse.domain.packets import Section
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.week_people import PersonWeek
from sobrhouse.domain.weekly import PaperName, WeeklyReport
from sobrhouse.queries.chore_turns import Turn, turns_between
from sobrhouse.queries.circle import circle
from sobrhouse.queries.meeting_papers import MeetingPaper, meeting_paper
from sobrhouse.queries.meeting_week import meetings_between
from sobrhouse.queries.packet_milestones import milestones_of
from sobrhouse.queries.recovery_week import recovery_week
from sobrhouse.queries.sign_history import zone_of
from sobrhouse.queries.signins import SignRow, week_of
from sobrhouse.queries.week_people import week_people
from sobrhouse.queries.weekly import weekly_report
from sobrhouse.queries.weekly_people import names_of, people_of
from sobrhouse.storage.access import needs

_WORTH_SAYING = frozenset({State.REDO, State.MISSED})
_CIRCLE_STANDS = timedelta(days=7)  # so long after a week the circle of today still tells of it


@dataclass(frozen=True, slots=True)
class SignPages:
    """The week's sign log, line by line."""

    rows: tuple[SignRow, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPages:
    """The week's meetings, and the minutes of those that were held."""

    week: MeetingWeek = field(default_factory=MeetingWeek)
    held: tuple[MeetingPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class PacketValues:
    """One house and one week: what each section shows, None for those that were left out.

    `names` are those of everybody who lived here in the week, by resident. Some of its words are in
    the language that was spoken when it was read.
    """

    house: str
    zone: ZoneInfo
    week_start: date
    week_end: date
    as_of: date
    names: Mapping[int, PaperName] = field(default_factory=dict)
    summary: WeeklyReport | None = None
    signlog: SignPages | None = None
    chores: ChorePages | None = None
    meetings: MeetingPages | None = None
    people: tuple[PersonWeek, ...] | None = None
    milestones: MilestonePages | None = None

    def only(self, sections: Iterable[Section]) -> "PacketValues":
        """The same without what is drawn in other sections."""
        out: dict[str, Any] = dict.fromkeys(s.value for s in set(Section) - set(sections))
        return replace(self, **out)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that it has values for, in the order of the paper."""
        return tuple(s for s in Section if getattr(self, s.value) is not None)


@needs(Permission.PRINT_PAPERS)
def packet_values(
    session: Session, house_id: int, week_start: date, today: date, now: datetime
) -> PacketValues:
    """All sections of the seven days from `week_start`; while the week goes on, as of `today`.
    NotFound for a house that is not there.
    """
    summary = weekly_report(session, house_id, week_start, today, now)
    end, as_of = summary.week_end, summary.as_of
    names = names_of(session.execute(people_of(house_id, week_start, as_of)).all())
    stands = today <= end + _CIRCLE_STANDS
    return PacketValues(
        house=summary.house,
        zone=zone_of(session, house_id),
        week_start=week_start,
        week_end=end,
        as_of=as_of,
        names=names,
        summary=summary,
        signlog=SignPages(week_of(session, house_id, week_start, end, now)),
        chores=_chores(session, house_id, summary, names, now),
        meetings=_meetings(session, house_id, summary, names),
        people=week_people(session, house_id, week_start, today, now),
        milestones=MilestonePages(
            milestones_of(session, house_id, (week_start, as_of), names),
            circle(session, house_id, now) if stands else None,
        ),
    )


def _chores(
    session: Session, house_id: int, week: WeeklyReport, names: Mapping[int, PaperName],
    now: datetime,
) -> ChorePages:  # fmt: skip
    turns = turns_between(session, house_id, week.week_start, week.week_end, now)
    named = [(_named(turn, names), turn) for turn in turns]
    return ChorePages(
        week.chores,
        chore_people((name, turn.state) for name, turn in named if name is not None),
        tuple(
            ChoreFound(turn.on, turn.chore, name, turn.state, turn.note)
            for name, turn in named
            if turn.state in _WORTH_SAYING or turn.note
        ),
    )


def _named(turn: Turn, names: Mapping[int, PaperName]) -> PaperName | None:
    if turn.resident_id is None:
        return None
    return names.get(turn.resident_id, PaperName(turn.name, turn.name))


def _meetings(
    session: Session, house_id: int, week: WeeklyReport, names: Mapping[int, PaperName]
) -> MeetingPages:
    rows = meetings_between(session, house_id, week.week_start, week.as_of)
    held = [row.meeting_id for row in rows if row.meeting_id and row.started_at is not None]
    papers = (meeting_paper(session, house_id, meeting_id) for meeting_id in held)
    # Whoever waits for a bed is on no paper of those who live here.
    quiet = tuple(replace(paper, run=replace(paper.run, waiting=())) for paper in papers)
    planned = tuple(
        PlannedLine(row.day, row.title, row.kind, row.off, row.reason)
        for row in rows
        if row.started_at is None
    )
    went = sorted(
        (
            WentLine(
                row.on, row.started_at, names[person.resident_id], row.name, row.fellowship,
                row.verification, row.counts,
            )
            for person in recovery_week(session, house_id, week.week_start, week.as_of)
            if person.resident_id in names
            for row in person.meetings
            if row.on <= week.as_of
        ),
        key=lambda w: (w.on, w.started_at, w.group.casefold(), w.group, w.fellowship,
                       w.name.short.casefold()),
    )  # fmt: skip
    return MeetingPages(MeetingWeek(week.attendance, tuple(went), planned), quiet)
