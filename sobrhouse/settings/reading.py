"""Reading: the settings of one house from stored rows, and what of a new value may be stored."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sobrhouse.problems import Problem
from sobrhouse.settings.declared import DECLARED
from sobrhouse.settings.kinds import Kind, Setting
from sobrhouse.words import _

BY_KEY: Mapping[str, Setting] = {s.key: s for s in DECLARED}


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """The settings of one house: what was changed, else the default."""

    changed: Mapping[str, Any] = field(default_factory=dict)

    def get(self, key: str) -> Any:
        """The value of a declared setting. KeyError for an undeclared key, which is a bug."""
        setting = BY_KEY[key]
        return self.changed.get(key, setting.default)


def read(rows: Mapping[str, str]) -> HouseSettings:
    """Settings from stored rows (key to JSON); rows that no longer fit their declaration fall back
    to the default.
    """
    known: dict[str, Any] = {}
    for key, text in rows.items():
        setting = BY_KEY.get(key)
        if setting is not None:
            try:
                known[key] = checked(setting, json.loads(text))
            except (ValueError, Problem):
                continue
    return HouseSettings(known)


def checked(setting: Setting, value: Any) -> Any:
    """The value as it may be stored; a Problem beside the field when it does not fit."""
    checks: dict[Kind, Callable[[], bool]] = {
        Kind.YES_NO: lambda: isinstance(value, bool),
        Kind.NUMBER: lambda: isinstance(value, int) and setting.low <= value <= setting.high,
        Kind.TEXT: lambda: isinstance(value, str) and len(value) <= 200,
        Kind.TIME: lambda: isinstance(value, str) and _is_time(value),
        Kind.CHOICE: lambda: value in {v for v, _words in setting.choices},
    }
    if not checks[setting.kind]():
        raise Problem(_unfit(setting), field=setting.key)
    return value


def _is_time(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    return (
        bool(colon)
        and hours.isdigit()
        and minutes.isdigit()
        and int(hours) < 24
        and int(minutes) < 60
    )


def _unfit(setting: Setting) -> str:
    if setting.kind is Kind.NUMBER:
        return _("{label}: a number from {low} to {high}. The old value stands.").format(
            label=_(setting.label), low=setting.low, high=setting.high
        )
    return _("{label}: that does not fit here. The old value stands.").format(
        label=_(setting.label)
    )
