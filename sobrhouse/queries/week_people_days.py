"""The week of the people pages: its days, its ends as instants, and whom it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sobrhouse.domain.weekly import PaperName

SIX, _DAY = timedelta(days=6), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Week:
    """Whom and which days the pages are about: people by stay, names by resident."""

    house_id: int
    start: date
    as_of: date
    zone: ZoneInfo
    now: datetime
    people: tuple[Any, ...]
    names: Mapping[int, PaperName]

    @property
    def end(self) -> date:
        """Its seventh day."""
        return self.start + SIX

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The first instant of the week, and the first after the last day told."""
        return self.begins(self.start), self.begins(self.as_of + _DAY)

    def begins(self, day: date) -> datetime:
        """The first instant of a day in the house's zone."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    @property
    def stays(self) -> dict[int, int]:
        """The resident of each stay."""
        return {row.stay_id: row.resident_id for row in self.people}
