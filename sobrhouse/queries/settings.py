"""The settings of a house as they stand."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse import settings
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import HouseSetting


@needs(Permission.SEE_HOUSE)
def house_settings(session: Session, house_id: int) -> settings.HouseSettings:
    """What the house changed, over the defaults."""
    rows = session.execute(
        select(HouseSetting.key, HouseSetting.value_json).where(HouseSetting.house_id == house_id)
    )
    return settings.read({r.key: r.value_json for r in rows})
