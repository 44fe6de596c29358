"""The week board: house meetings and the directory's meetings of one week, day by day."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.meeting_groups import GroupRow, directory
from sobrhouse.queries.meeting_week import MeetingRow, meetings_between
from sobrhouse.storage.access import needs


@dataclass(frozen=True, slots=True)
class BoardDay:
    """One day of the board: what the house has, and where one can go."""

    day: date
    house: tuple[MeetingRow, ...]
    groups: tuple[GroupRow, ...]

    @property
    def lines(self) -> tuple[MeetingRow | GroupRow, ...]:
        """All of the day by time, the house's own first; those without a time last."""
        return tuple(sorted((*self.house, *self.groups), key=_time))


@dataclass(frozen=True, slots=True)
class WeekBoard:
    """A week of meetings; `by_appointment` are those without a day."""

    days: tuple[BoardDay, ...]
    by_appointment: tuple[GroupRow, ...]

    @property
    def first(self) -> date:
        """The first day."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """The last day."""
        return self.days[-1].day

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it."""
        return not self.by_appointment and not any(day.lines for day in self.days)


@needs(Permission.SEE_HOUSE)
def week_board(session: Session, house_id: int, first: date) -> WeekBoard:
    """Seven days from `first` on: house meetings that take place, and what is on the board."""
    days = [first + timedelta(days=n) for n in range(7)]
    ours = meetings_between(session, house_id, days[0], days[-1])
    groups = directory(session, house_id, first, board=True)
    return WeekBoard(
        tuple(
            BoardDay(
                day, tuple(row for row in ours if row.day == day),
                tuple(row for row in groups if row.weekday == day.weekday()))
            for day in days),
        tuple(row for row in groups if row.weekday is None))


def _time(line: MeetingRow | GroupRow) -> tuple[str, int]:
    if isinstance(line, MeetingRow):
        return f"{line.at:%H:%M}", 0
    return line.starts_at or "~", 1
