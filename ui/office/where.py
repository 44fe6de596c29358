"""Where: the place in the office where somebody is, and what they were at there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.office.half_typed import HalfTyped


@dataclass(frozen=True, slots=True)
class Where:
    """What must survive when the frame is thrown away and made again."""

    place: str = "today"
    record: object = None
    half_typed: tuple[HalfTyped, ...] = ()
    history: tuple[tuple[str, object], ...] = ()
