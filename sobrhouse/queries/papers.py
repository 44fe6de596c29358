"""What every paper says of itself: the house, the audit log's head and the last verified backup."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.storage.access import needs
from sobrhouse.storage.audit import head_anchor
from sobrhouse.storage.tables import BackupLog, House
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the foot of a paper of one house needs."""

    house: str
    address: str
    zone: str
    anchor: str = ""
    anchor_seq: int = 0
    backup_at: datetime | None = None


@needs(Permission.PRINT_PAPERS)
def paper_facts(session: Session, house_id: int) -> PaperFacts:
    """The facts as they stand now; NotFound for a house that is not there."""
    house = session.execute(
        select(House.name, House.address, House.timezone).where(House.id == house_id)
    ).first()
    if house is None:
        raise NotFound(_("That house is not there any more."))
    seq, anchor = head_anchor(session)
    backup_at = session.execute(select(func.max(BackupLog.at))).scalar()
    return PaperFacts(house.name, house.address, house.timezone, anchor, seq, backup_at)
