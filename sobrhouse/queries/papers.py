"""What every paper says of itself: the house, the audit log's head and the last verified backup."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs
from sobrhouse.storage.audit import head_anchor
from sobrhouse.storage.tables import BackupLog, House
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the foot of a paper of one house needs, and how the house wants its papers."""

    house: str
    address: str
    zone: str
    week_starts_on: int = 0
    names: str = "short"
    size: str = "letter"
    anchor: str = ""
    anchor_seq: int = 0
    backup_at: datetime | None = None


@needs(Permission.PRINT_PAPERS)
def paper_facts(session: Session, house_id: int) -> PaperFacts:
    """The facts as they stand now; NotFound for a house that is not there."""
    house = session.execute(
        select(House.name, House.address, House.timezone, House.week_starts_on).where(
            House.id == house_id
        )
    ).first()
    if house is None:
        raise NotFound(_("That house is not there any more."))
    seq, anchor = head_anchor(session)
    newest = select(BackupLog.at).order_by(BackupLog.id.desc()).limit(1)
    backup_at = session.execute(newest).scalar()
    chosen = house_settings(session, house_id)
    return PaperFacts(
        house.name,
        house.address,
        house.timezone,
        house.week_starts_on,
        chosen.get("report_names"),
        chosen.get("paper_size"),
        anchor,
        seq,
        backup_at,
    )
