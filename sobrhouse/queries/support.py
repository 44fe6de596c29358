"""Support: what may be told of this database without telling anything about anybody."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.schema import HEAD
from sobrhouse.storage.tables import Base


@needs(Permission.OWN_ACCOUNT, house_free=True)
def table_counts(session: Session) -> Mapping[str, int | str]:
    """How many rows each table has, and the schema's revision; no content at all."""
    counts: dict[str, int | str] = {"revision": HEAD}
    for table in Base.metadata.sorted_tables:
        counts[table.name] = session.execute(select(func.count()).select_from(table)).scalar_one()
    return counts
