"""Public holidays: on which days most of the country is off, and what the day is called."""

from datetime import date
from functools import cache

from sobrhouse.words import N_, _

# As the package `holidays` calls them.
NAMES = (
    N_("New Year's Day"),
    N_("Martin Luther King Jr. Day"),
    N_("Washington's Birthday"),
    N_("Memorial Day"),
    N_("Juneteenth National Independence Day"),
    N_("Independence Day"),
    N_("Labor Day"),
    N_("Columbus Day"),
    N_("Veterans Day"),
    N_("Thanksgiving Day"),
    N_("Christmas Day"),
)


@cache
def _year(year: int) -> dict[date, str]:
    import holidays  # 150 ms, paid only by a house whose meetings skip holidays

    # Of the day itself: an office may be closed on the Monday after, the house eats on the day.
    return dict(holidays.country_holidays("US", years=[year], observed=False))


def holiday(day: date) -> str:
    """What federal holiday of the United States a day is, in the language spoken now; empty on a
    usual day. Source: the package `holidays`.
    """
    name = _year(day.year).get(day, "")
    return _(name)
