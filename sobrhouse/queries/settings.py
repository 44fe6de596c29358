"""The settings of a house as they stand."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse import settings
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import HouseSetting


@needs(Permission.SEE_HOUSE)
def house_settings(session: Session, house_id: int) -> settings.HouseSettings:
    """What the house changed, over the defaults."""
    rows = session.execute(_chosen(), {"house": house_id})
    return settings.read({r.key: r.value_json for r in rows})


@cache
def _chosen() -> Any:
    return select(HouseSetting.key, HouseSetting.value_json).where(
        HouseSetting.house_id == bindparam("house", type_=Integer)
    )
