"""Freezing: what a paper was drawn from as compressed JSON, and the same values back from it.

The types decide what is read: a field that a program no longer has is passed over, one that is new
takes its default, and what does not fit its type is refused.
"""

import json
import types
import typing
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sobrhouse.problems import Problem
from sobrhouse.words import _

T = TypeVar("T")
_MOST = 32 * 1024 * 1024  # bytes of JSON; a packet of a large house has a hundredth of it
_PLAIN = (str, int, float, bool)


def freeze(values: Any) -> bytes:
    """Values of frozen dataclasses as bytes; the same values always give the same."""
    said = json.dumps(_plain(values), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return zlib.compress(said.encode(), 9)


def thaw(kind: type[T], frozen: bytes) -> T:
    """The values again. Problem where the bytes are damaged, or are not of this kind."""
    try:
        reader = zlib.decompressobj()
        said = reader.decompress(frozen, _MOST)
        if not reader.eof:
            raise ValueError("cut short, or too long")
        found: T = _made(kind, json.loads(said))
    except (zlib.error, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Problem(
            _("What this paper was made from cannot be read. Nothing was printed. Make it anew."),
            details=repr(error),
        ) from error
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, ZoneInfo):
        return value.key
    if isinstance(value, Mapping):
        return sorted([_plain(key), _plain(held)] for key, held in value.items())
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be frozen")


def _made(kind: Any, said: Any) -> Any:
    """What was said, as a value of this type."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _either(typing.get_args(kind), said)
    if origin is not None:
        return _several(origin, typing.get_args(kind), said)
    if is_dataclass(kind):
        return _record(kind, said)
    if kind in (date, datetime):
        return kind.fromisoformat(said)
    if kind is ZoneInfo or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind(said)
    if kind is float and type(said) is int:
        return float(said)
    if kind not in _PLAIN or type(said) is not kind:
        raise TypeError(f"{said!r:.40} is no {kind}")
    return said


def _either(kinds: tuple[Any, ...], said: Any) -> Any:
    """Something or None, which is all that our values leave open."""
    (kind,) = (k for k in kinds if k is not types.NoneType)
    return None if said is None else _made(kind, said)


def _several(origin: Any, kinds: tuple[Any, ...], said: Any) -> Any:
    if not isinstance(said, list):
        raise TypeError(f"{said!r:.40} is no list")
    if origin is frozenset:
        return frozenset(_made(kinds[0], one) for one in said)
    if origin is tuple:
        each = kinds[:1] * len(said) if kinds[1:] == (...,) else kinds
        return tuple(_made(kind, one) for kind, one in zip(each, said, strict=True))
    if origin in (dict, Mapping):
        return {_made(kinds[0], key): _made(kinds[1], held) for key, held in said}
    raise TypeError(f"{origin} cannot be read")


def _record(kind: Any, said: Any) -> Any:
    if not isinstance(said, dict):
        raise TypeError(f"{said!r:.40} is no {kind.__name__}")
    hints = _hints(kind)
    given = {}
    for field in fields(kind):
        if field.name in said:
            given[field.name] = _made(hints[field.name], said[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise KeyError(field.name)
    return kind(**given)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
