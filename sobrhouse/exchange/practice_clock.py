"""The practice house's clock: it lives on the evening that it was made for, whatever the day is."""

import time
from datetime import UTC, datetime, timedelta

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.queries.kiosk_station import newest_at
from sobrhouse.queries.unlocks import made_at
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import utc_now


class RunningClock:
    """Starts at an instant and runs on from there: the practice house lives on its own evening."""

    def __init__(self) -> None:
        self.start_at(utc_now())

    def start_at(self, start: datetime) -> None:
        """It is `start` now."""
        self._start = start.astimezone(UTC)
        self._since = time.monotonic()

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._since)


def evening(store: Store) -> datetime:
    """The practice house's own time: the evening that it was made for, or later where something
    was recorded since, so that nothing ends before it began.
    """
    made, newest = store.read(SYSTEM, made_at), store.read(SYSTEM, newest_at)
    return max(made, newest) if made and newest else utc_now()
