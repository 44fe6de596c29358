"""Today: everything that the first screen shows of one house, in one reading."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.attention import Reason, in_order
from sobrhouse.domain.curfew import curfew_of
from sobrhouse.domain.houses import Census
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.attention import ATTENTION, Evening, away
from sobrhouse.queries.beds import BedCard, board_of
from sobrhouse.queries.celebrations import (
    BirthdayRow,
    MilestoneRow,
    birthdays,
    milestones,
)
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.residents import ResidentRow, residents_of
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.todos import TodoRow, open_todos
from sobrhouse.queries.waitlist import waitlist_beside
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, BackupLog

AHEAD = timedelta(days=6)
NEW_DAYS = 14


@dataclass(frozen=True, slots=True)
class Today:
    """One house as its staff find it now."""

    house_id: int
    day: date
    census: Census
    here: int
    curfew: time
    waiting: int
    reasons: tuple[Reason, ...]
    away: tuple[BedCard, ...]
    newcomers: tuple[ResidentRow, ...]
    milestones: tuple[MilestoneRow, ...]
    birthdays: tuple[BirthdayRow, ...]
    todos: tuple[TodoRow, ...]


@needs(Permission.SEE_HOUSE)
def today_of(session: Session, house_id: int, today: date) -> Today:
    """The house's beds, people, milestones of seven days, to-do list, and what needs somebody."""
    settings = house_settings(session, house_id)
    celebration = Celebration.by(settings)
    tonight = board_of(session, house_id, today, celebration)
    people = residents_of(session, house_id, today, celebration)
    waiting = waitlist_beside(session, tonight)
    todos = open_todos(session, house_id)
    evening = Evening(today, tonight, people, waiting, todos, _safe_since(session))
    wanted = settings.get("report_birthdays")
    curfew = curfew_of(today, settings.get("curfew_weekdays"), settings.get("curfew_weekend"))
    return Today(
        house_id,
        today,
        tonight.census,
        len(people),
        curfew,
        len(waiting),
        in_order(reason for rule in ATTENTION for reason in rule(evening)),
        away(tonight),
        tuple(p for p in people if (today - p.moved_in).days <= NEW_DAYS),
        milestones(people, celebration, today, today + AHEAD),
        birthdays(people, today, today + AHEAD) if wanted else (),
        todos,
    )


def _safe_since(session: Session) -> date:
    """The day of the last backup, or on which the records were begun where there is none."""
    last = session.execute(select(func.max(BackupLog.at))).scalar()
    if last is None:
        last = session.execute(select(AuditEntry.at).where(AuditEntry.seq == 1)).scalar_one()
    return last.date()
