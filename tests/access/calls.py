"""A call of any service or query, with the ids of one house in its arguments."""

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any

from tests.access.world import DAY, Place
from tests.conftest import NOW

# Which table's row a parameter means, where its name does not say.
_TABLE_OF = {
    "meeting_id": "house_meeting", "series_id": "meeting_series", "group_id": "meeting_group",
    "trade_id": "chore_trade", "pass_id": "pass", "item_id": "agenda_item",
}  # fmt: skip


@cache
def parameters(call: Callable[..., Any]) -> tuple[tuple[str, Any, bool], ...]:
    """Name, type and whether it can be left out, of each parameter after the first."""
    hints = typing.get_type_hints(call)
    told = list(inspect.signature(call).parameters.values())[1:]
    return tuple(
        (p.name, hints.get(p.name, Any), p.default is not p.empty)
        for p in told
        if p.name != "actor" and p.kind is not p.VAR_KEYWORD
    )


def arguments(call: Callable[..., Any], place: Place, own: Mapping[str, Any]) -> dict[str, Any]:
    """What to call it with; `own` says what the names alone do not."""
    taken = set(inspect.signature(call).parameters)
    more = {"fields", "changed"} & taken  # what is changed, by name
    given = {
        n: own[n](place) if callable(own[n]) else own[n]
        for n in own
        if n in taken or (more and n in ("name", "note", "title"))
    }
    for name, kind, optional in parameters(call):
        if name in given:
            continue
        if not optional or name.endswith(("_id", "_ids")):
            given[name] = value_of(name, kind, place)
    return given


def value_of(name: str, kind: Any, place: Place) -> Any:
    """A value of this type; the row of this house where the name tells of one."""
    if name.endswith("_id") and (row := _row_id(name, place)) is not None:
        return row
    if name.endswith("_ids") and (row := _row_id(name[:-1], place)) is not None:
        return (row,)
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return None if type(None) in parts else value_of(name, parts[0], place)
    if origin in (tuple, list, Sequence, Iterable):
        inner = [p for p in parts if p is not Ellipsis]
        return tuple(value_of(name, p, place) for p in inner)
    if origin is not None or kind is Any:
        return {} if origin in (dict, Mapping) else frozenset() if origin else None
    return _plain(name, kind, place)


def _row_id(name: str, place: Place) -> Any:
    known = _TABLE_OF.get(name) or name[:-3]
    if known in place.ids:
        return place.ids[known]
    for ending in ("stay", "resident", "bed", "house"):
        if known.endswith(f"_{ending}"):
            return (
                place.ids[f"second {ending}"]
                if f"second {ending}" in place.ids
                else (place.ids[ending])
            )
    found = [t for t in place.ids if t.endswith(f"_{known}") or t.startswith(f"{known}_")]
    return place.ids[found[0]] if len(found) == 1 else None


def _plain(name: str, kind: Any, place: Place) -> Any:
    simple: dict[Any, Any] = {
        date: DAY, datetime: NOW, time: time(9), bool: True, int: 1, float: 1.0, str: "some words",
        bytes: b"x",
    }  # fmt: skip
    if kind in simple:
        return simple[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{  # type: ignore[operator]
            f.name: value_of(f.name, hints[f.name], place)
            for f in dataclasses.fields(kind)
            if f.init and (f.name.endswith(("_id", "_ids")) or _needed(f))
        })  # fmt: skip
    return None


def _needed(field: "dataclasses.Field[Any]") -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing
