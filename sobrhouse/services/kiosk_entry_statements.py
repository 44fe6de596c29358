"""The statements of showing who one is at the kiosk, made once: they run at each try of a PIN."""

from sqlalchemy import (
    Integer,
    Text,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from sobrhouse.domain.pins import STATION_TRIES
from sobrhouse.storage.prepared import Prepared
from sobrhouse.storage.tables import Base

STRANGE = "nobody "  # before what stands for a number that nobody has

_TABLES = Base.metadata.tables
_STAYS, _PEOPLE, _HOUSES = _TABLES["stay"], _TABLES["resident"], _TABLES["house_setting"]
_ACCESS, _THROTTLES = _TABLES["kiosk_access"], _TABLES["pin_throttle"]
_STATIONS = _TABLES["station_try"]
_WHO, _OF = bindparam("who", type_=Integer), bindparam("of", type_=Text)
LIVING = Prepared(
    select(
        _STAYS.c.resident_id,
        _PEOPLE.c.birth_on,
        _ACCESS.c.id.label("access_id"),
        _ACCESS.c.pin_hash,
        _ACCESS.c.number,
        _ACCESS.c.choose_until,
    )
    .select_from(
        _STAYS.join(_PEOPLE, _PEOPLE.c.id == _STAYS.c.resident_id).outerjoin(
            _ACCESS,
            and_(_ACCESS.c.resident_id == _STAYS.c.resident_id, _ACCESS.c.voided_at.is_(None)),
        )
    )
    .where(
        _STAYS.c.id == bindparam("stay", type_=Integer),
        _STAYS.c.house_id == bindparam("house", type_=Integer),
        _STAYS.c.discharged_on.is_(None),
        _STAYS.c.voided_at.is_(None),
    )
)
LENGTH = Prepared(
    select(_HOUSES.c.value_json).where(
        _HOUSES.c.house_id == bindparam("house", type_=Integer),
        _HOUSES.c.key == "kiosk_pin_length",
    )
)
THROTTLE = Prepared(
    select(
        _THROTTLES.c.id,
        _THROTTLES.c.failures,
        _THROTTLES.c.last_at,
        _THROTTLES.c.boot,
        _THROTTLES.c.mono_ms,
    ).where(_THROTTLES.c.resident_id == _WHO)
)
_COUNTED = (
    "failures", "last_at", "wait_seconds", "next_try_at", "boot", "mono_ms", "locked_at",
)  # fmt: skip
COUNT_AGAIN = Prepared(
    update(_THROTTLES)
    .where(_THROTTLES.c.resident_id == _WHO)
    .values({name: bindparam(name) for name in _COUNTED})
)
COUNT_FIRST = Prepared(insert(_THROTTLES), ("resident_id", "created_at", "created_by", *_COUNTED))
START_ANEW = Prepared(
    update(_THROTTLES)
    .where(_THROTTLES.c.resident_id == _WHO)
    .values(
        failures=0, wait_seconds=0, next_try_at=None, locked_at=None, last_at=bindparam("last_at")
    )
)
TRIES = Prepared(
    select(_STATIONS.c.id, _STATIONS.c.at, _STATIONS.c.boot, _STATIONS.c.mono_ms)
    .where(_STATIONS.c.station == _OF)
    .order_by(_STATIONS.c.id.desc())
    .limit(literal_column(str(STATION_TRIES)))
)
NOTE = Prepared(insert(_STATIONS), ("station", "at", "boot", "mono_ms", "created_at", "created_by"))
TAKE_BACK = Prepared(
    delete(_STATIONS).where(
        _STATIONS.c.id
        == select(func.max(_STATIONS.c.id)).where(_STATIONS.c.station == _OF).scalar_subquery()
    )
)
FORGET_OLDER = Prepared(
    delete(_STATIONS).where(
        _STATIONS.c.station == _OF, _STATIONS.c.id < bindparam("oldest", type_=Integer)
    )
)
FORGET_STRANGE = Prepared(  # of numbers that nobody has
    delete(_STATIONS).where(
        _STATIONS.c.station >= STRANGE,
        _STATIONS.c.station < STRANGE + "~",
        _STATIONS.c.id <= bindparam("oldest", type_=Integer),
    )
)
KEEP_PIN = Prepared(
    update(_ACCESS)
    .where(_ACCESS.c.resident_id == _WHO)
    .values(
        pin_hash=bindparam("pin_hash"),
        choose_until=None,
        updated_at=bindparam("updated_at"),
        version=_ACCESS.c.version + 1,
    )
)
