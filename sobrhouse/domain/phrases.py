"""Phrases: dates, times, spans and counts as people say them, in the language spoken now (ux.md
9.1).
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sobrhouse.words import _, language, n_

_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
_LONG_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"),
}
_LONG_MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
}


def day_name(day: date, *, long: bool = False) -> str:
    """ "Sun", or "Sunday"."""
    return (_LONG_DAYS if long else _DAYS)[language()][day.weekday()]


def weekday_name(weekday: int, *, long: bool = True) -> str:
    """The name of weekday 0 (Monday) to 6."""
    return (_LONG_DAYS if long else _DAYS)[language()][weekday]


def month_name(month: int, *, long: bool = True) -> str:
    """The name of month 1 to 12."""
    return (_LONG_MONTHS if long else _MONTHS)[language()][month - 1]


def month_day(day: date, today: date | None = None) -> str:
    """ "Nov 22"; with the year where it is not this one. In Spanish "22 nov"."""
    month = _MONTHS[language()][day.month - 1]
    text = f"{month} {day.day}" if language() == "en" else f"{day.day} {month}"
    if today is not None and day.year == today.year:
        return text
    return f"{text}, {day.year}" if language() == "en" else f"{text} {day.year}"


def nice_date(day: date, today: date | None = None) -> str:
    """ "Sun, Nov 22"; the year only when it is not `today`'s (or no `today` is given)."""
    return (
        f"{day_name(day)}, {month_day(day, today)}"
        if language() == "en"
        else f"{day_name(day)} {month_day(day, today)}"
    )


def long_date(day: date) -> str:
    """ "Sunday, November 22, 2026"."""
    if language() == "es":
        return f"{day_name(day, long=True)}, {day.day} de {month_name(day.month)} de {day.year}"
    return f"{day_name(day, long=True)}, {month_name(day.month)} {day.day}, {day.year}"


def civil_date(day: date) -> str:
    """ "November 22, 2026", as letters and forms have it: without the day of the week."""
    month = month_name(day.month)
    if language() == "es":
        return f"{day.day} de {month.lower()} de {day.year}"
    return f"{month} {day.day}, {day.year}"


def near_date(day: date, today: date) -> str:
    """ "today", "tomorrow", "yesterday", a weekday within six days ahead, else the date."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return {-1: _("Yesterday"), 0: _("Today"), 1: _("Tomorrow")}[away]
    return nice_date(day, today)


def nice_time(moment: time | datetime) -> str:
    """ "6:30 PM", as it is said in the United States in both languages; "1:30 AM CDT" in the hour
    that the night gives twice when the clocks go back.
    """
    hour = moment.hour % 12 or 12
    half = "AM" if moment.hour < 12 else "PM"
    if language() == "es":
        half = "a. m." if moment.hour < 12 else "p. m."
    return f"{hour}:{moment.minute:02d} {half}{zone_if_twice(moment)}"


def zone_if_twice(moment: time | datetime) -> str:
    """ " CDT" or " CST" where the clock of its zone shows this time twice that night, else ""."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return ""
    first, second = moment.replace(fold=0), moment.replace(fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    # a time that a spring night leaves out has its two offsets the other way round
    twice = before is not None and after is not None and before > after
    return f" {moment.tzname()}" if twice else ""


def nice_day_time(moment: datetime, zone: ZoneInfo, today: date) -> str:
    """ "6:30 PM" when it is today, "Tue" within the last week, else "Nov 13"."""
    local = moment.astimezone(zone)
    if local.date() == today:
        return nice_time(local)
    if timedelta(0) < today - local.date() < timedelta(days=7):
        return day_name(local.date())
    return month_day(local.date(), today)


def nice_duration(minutes: int) -> str:
    """ "42 min", "3 h 18 min", "2 h"."""
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return _("{n} min").format(n=rest)
    if not rest:
        return _("{h} h").format(h=hours)
    return _("{h} h {n} min").format(h=hours, n=rest)


def nice_days(days: int) -> str:
    """ "1 day", "29 days"."""
    return n_("{n} day", "{n} days", days).format(n=f"{days:,}")


def full_stop(text: str) -> str:
    """What somebody wrote, ended so that another sentence can follow."""
    said = text.rstrip()
    return said if said[-1:] in ".?!…" else f"{said}."


def week_of(day: date, starts_on: int = 0) -> date:
    """The first day of the week that `day` is in; `starts_on` 0 is Monday."""
    return day - timedelta(days=(day.weekday() - starts_on) % 7)


def span(first: date, last: date) -> str:
    """ "Nov 16 to 22, 2026"; the month again where it changes, and the year; one day by itself."""
    if first == last:
        spanish = f"{last.day} {_MONTHS['es'][last.month - 1]} {last.year}"
        return spanish if language() == "es" else f"{month_day(last, last)}, {last.year}"
    if language() == "es":
        begin = f"{first.day} {_MONTHS['es'][first.month - 1]}"
        if first.year != last.year:
            begin = f"{begin} {first.year}"
        elif first.month == last.month:
            begin = f"{first.day}"
        return f"{begin} al {last.day} {_MONTHS['es'][last.month - 1]} {last.year}"
    begin = month_day(first, last)
    end = (
        f"{last.day}"
        if (first.year, first.month) == (last.year, last.month)
        else month_day(last, last)
    )
    return f"{begin} to {end}, {last.year}"
