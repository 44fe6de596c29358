"""Known groups: the meetings of a directory as an import is planned against them."""

from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.meeting_feeds import KnownGroup, read_said
from sobrhouse.domain.meeting_groups import COLUMNS, GroupFacts
from sobrhouse.storage.tables import ImportBatch, MeetingGroup

_TABLE: Any = MeetingGroup.__table__
_READ = (*(_TABLE.c[name] for name in COLUMNS), _TABLE.c.id, _TABLE.c.source, _TABLE.c.source_key,
         _TABLE.c.source_json, _TABLE.c.voided_at)


def known_groups(session: Session, house_id: int, source: str) -> tuple[KnownGroup, ...]:
    """The meetings of one kind of feed, and those the house wrote down, oldest first; also those
    that were taken off the list, but none that an import brought which was taken back.
    """
    undone = and_(MeetingGroup.voided_at.is_not(None), ImportBatch.undone_at.is_not(None))
    rows = session.execute(
        select(*_READ)
        .outerjoin(ImportBatch, ImportBatch.id == MeetingGroup.import_batch_id)
        .where(MeetingGroup.house_id == house_id, MeetingGroup.source.in_(("", source)),
               or_(MeetingGroup.import_batch_id.is_(None), ~undone))
        .order_by(MeetingGroup.id))
    return tuple(
        KnownGroup(row.id, row.source, row.source_key, GroupFacts(*row[: len(COLUMNS)]),
                   read_said(row.source_json), row.voided_at.isoformat() if row.voided_at else "")
        for row in rows)
