"""Get ready: what a new house still lacks, as Today's card shows it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    AuditEntry,
    BackupLog,
    Bed,
    BedAssignment,
    ChorePlan,
    MeetingSeries,
    Phase,
    Room,
    Stay,
)
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """One step: whether it is done, in words, and the place where it is."""

    code: str
    done: bool
    words: str
    place: str
    target: object = None


@needs(Permission.SEE_HOUSE)
def get_ready(session: Session, house_id: int) -> tuple[ReadyItem, ...]:
    """Eight steps from an empty house to the first report; empty once all of them are done."""
    stays = select(Stay.id).where(Stay.house_id == house_id, Stay.voided_at.is_(None))
    steps = (
        select(Bed.id).join(Room).where(Room.house_id == house_id),
        stays,
        select(BedAssignment.id).where(
            BedAssignment.stay_id.in_(stays), BedAssignment.void_at.is_(None)
        ),
        select(Phase.id).where(Phase.house_id == house_id, Phase.voided_at.is_(None)),
        select(MeetingSeries.id).where(
            MeetingSeries.house_id == house_id, MeetingSeries.voided_at.is_(None)
        ),
        select(ChorePlan.id).where(ChorePlan.house_id == house_id, ChorePlan.voided_at.is_(None)),
        select(BackupLog.id).where(BackupLog.removable),
        select(AuditEntry.seq).where(
            AuditEntry.house_id == house_id, AuditEntry.action == "report.printed"
        ),
    )
    done = session.execute(select(*(step.exists() for step in steps))).one()
    words = (
        ("rooms", _("Add rooms and beds"), "settings", "rooms"),
        ("people", _("Add the first resident"), "residents", None),
        ("beds", _("Put people in their beds"), "beds", None),
        ("rules", _("Set curfew, phases and milestones"), "settings", "rules"),
        ("meetings", _("Plan the weekly house meeting"), "meetings", None),
        ("chores", _("Plan the chores"), "chores", None),
        ("backup", _("Make a backup on a USB stick"), "settings", "backup"),
        ("report", _("Print this week's report"), "reports", "weekly"),
    )
    items = tuple(
        ReadyItem(code, bool(d), text, place, target)
        for d, (code, text, place, target) in zip(done, words, strict=True)
    )
    return () if all(i.done for i in items) else items
