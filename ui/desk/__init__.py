"""Desk: the only bridge between the screens and the records."""

from ui.desk.desk import Desk
from ui.desk.values import (
    HouseLike,
    Opened,
    Quiet,
    Step,
    StoreLike,
    Told,
    Trouble,
    WatchLike,
    concerns,
)

__all__ = [
    "Desk", "HouseLike", "Opened", "Quiet", "Step", "StoreLike", "Told", "Trouble", "WatchLike",
    "concerns",
]  # fmt: skip
