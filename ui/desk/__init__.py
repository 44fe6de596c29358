"""Desk: the only bridge between the screens and the records."""

from ui.desk.desk import Desk
from ui.desk.values import HouseLike, Opened, Step, StoreLike, Told, WatchLike, concerns

__all__ = ["Desk", "HouseLike", "Opened", "Step", "StoreLike", "Told", "WatchLike", "concerns"]
