"""Which house a command is about, and which day it is there."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sobrhouse.cli.opening import Opened
from sobrhouse.domain.names import plain
from sobrhouse.problems import NotFound, Problem
from sobrhouse.queries.houses import HouseRow, houses
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class ThisHouse:
    """The house meant, its civil date now and its zone."""

    house_id: int
    name: str
    today: date
    zone: ZoneInfo


def find_house(opened: Opened, name: str | None) -> ThisHouse:
    """The house of that name, or the only one there is; Problem when it is not clear."""
    found = _all(opened)
    return _as_of_now(opened, _named(found, name) if name else _only(found))


def every_house(opened: Opened) -> tuple[ThisHouse, ...]:
    """Every house that this account works in, by name."""
    return tuple(_as_of_now(opened, row) for row in _all(opened))


def _all(opened: Opened) -> tuple[HouseRow, ...]:
    found = opened.store.read(opened.actor, houses, actor=opened.actor)
    if not found:
        raise NotFound(_("There is no house yet that this account works in."))
    return found


def _as_of_now(opened: Opened, row: HouseRow) -> ThisHouse:
    zone = ZoneInfo(row.time_zone)
    return ThisHouse(row.house_id, row.name, opened.store.now().astimezone(zone).date(), zone)


def _named(found: tuple[HouseRow, ...], name: str) -> HouseRow:
    wanted = plain(name)
    same = [row for row in found if plain(row.name) == wanted]
    near = same or [row for row in found if plain(row.name).startswith(wanted)]
    if len(near) == 1:
        return near[0]
    raise NotFound(
        _("There is no house {name}. There is: {names}.")
        .format(name=name, names=", ".join(row.name for row in found)))


def _only(found: tuple[HouseRow, ...]) -> HouseRow:
    if len(found) > 1:
        raise Problem(
            _("Say which house with --house: {names}.")
            .format(names=", ".join(row.name for row in found)))
    return found[0]
