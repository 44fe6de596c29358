"""What every drawing of the weekly report is given."""

from dataclasses import dataclass

from sobrhouse.domain.weekly import WeeklyReport
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Page:
    """What every drawing is given; `join` puts the birthdays among the milestones, `under` how the
    house helped under the roster.
    """

    sheet: Sheet
    data: WeeklyReport
    options: PaperOptions
    join: bool = False
    under: bool = False
