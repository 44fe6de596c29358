"""Houses: making one, and changing what is written about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import func, select

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import Application, House, Room, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

FIELDS = (
    "name",
    "address",
    "phone",
    "timezone",
    "level",
    "governance",
    "part2_status",
    "week_starts_on",
    "active",
)
LEVELS = ("I", "II", "III", "IV")
GOVERNANCE = ("managed", "peer_run")
PART2 = ("covered", "not_covered", "unsure")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change left behind: the version that stands now, and what was there before."""

    version: int
    before: Mapping[str, Any]


def make_house(work: Work, name: str, **fields: Any) -> int:
    """A new house, without rooms; whoever makes it sees every house, so nobody need be let in."""
    work.require(Permission.MANAGE_STAFF)
    values = {"name": name, **fields}
    _check(work, values, None)
    house = work.add(House(**_tidy(values)))
    work.record("house.made", house)
    return house.id


def change_house(
    work: Work, house_id: int, fields: Mapping[str, Any], version: int | None = None
) -> Changed:
    """Change some fields; with `before` it is its own inverse. Stale when it has moved on."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    house = work.get(House, house_id, version)
    values = _tidy(fields)
    _check(work, values, house)
    before = {name: getattr(house, name) for name in values}
    if before == values:
        return Changed(house.version, before)
    for name, value in values.items():
        setattr(house, name, value)
    work.record("house.changed", house)
    return Changed(house.version, before)


def void_house(work: Work, house_id: int) -> None:
    """Undo making a house: it is not shown any more. Problem once it has rooms or people."""
    work.require(Permission.MANAGE_STAFF)
    house = work.get(House, house_id)
    for table in (Room, Stay, Application):
        used = select(table.id).where(table.house_id == house_id, table.voided_at.is_(None))
        if work.session.scalars(used.limit(1)).first() is not None:
            raise Problem(_("{name} is in use already.").format(name=house.name))
    house.voided_at, house.active = work.now, False
    work.record("house.voided", house)


def _tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in fields.items()}


def _check(work: Work, values: Mapping[str, Any], house: House | None) -> None:
    if unknown := set(values) - set(FIELDS):
        raise ValueError(f"a house has no {unknown}")
    if "name" in values:
        _check_name(work, " ".join(str(values["name"]).split()), house)
    if values.get("timezone", "UTC") not in available_timezones():
        raise Problem(_("Choose a time zone from the list."), field="timezone")
    if values.get("level", "I") not in LEVELS:
        raise Problem(_("Choose a level from I to IV."), field="level")
    if values.get("governance", "managed") not in GOVERNANCE:
        raise Problem(_("Choose who runs the house."), field="governance")
    if values.get("part2_status", "unsure") not in PART2:
        raise Problem(_("Choose whether 42 CFR Part 2 covers the house."), field="part2_status")
    if values.get("week_starts_on", 0) not in range(7):
        raise Problem(_("Choose the day on which the week starts."), field="week_starts_on")


def _check_name(work: Work, name: str, house: House | None) -> None:
    if not name:
        raise Problem(_("The house needs a name."), field="name")
    if len(name) > LONGEST_NAME:
        raise Problem(
            _("That name is too long. Use {n} letters at most.").format(n=LONGEST_NAME),
            field="name",
        )
    same = select(House.id).where(func.lower(House.name) == name.lower(), House.voided_at.is_(None))
    if house is not None:
        same = same.where(House.id != house.id)
    if work.session.scalars(same).first() is not None:
        raise Problem(
            _("There is a house with that name already. Choose another name."), field="name"
        )
