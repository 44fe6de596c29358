"""Kinds: what a setting may hold, and in which section of Settings it is shown."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a setting may hold."""

    YES_NO = "yes_no"
    NUMBER = "number"
    TEXT = "text"
    TIME = "time"  # "22:30", wall clock in the house's zone
    CHOICE = "choice"


class Group(StrEnum):
    """The section of Settings in which it is shown."""

    RULES = "rules"
    PASSES = "passes"
    MEETINGS = "meetings"
    CHORES = "chores"
    SPONSORS = "sponsors"
    KIOSK = "kiosk"
    REPORTS = "reports"
    SAFETY = "safety"
    PLACE = "place"  # where the house is, for distances


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `choices` pairs stored values with words; `low` and `high` bound a number."""

    key: str
    kind: Kind
    default: Any
    group: Group
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0
