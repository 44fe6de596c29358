"""Dates: what people type for a day or a time, in English and Spanish, and what files hold."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Literal

from sobrhouse.problems import Problem
from sobrhouse.words import _

Order = Literal["mdy", "dmy"]
Prefer = Literal["past", "future"]

EARLIEST, LATEST = 1900, 2100
_LONGEST = 60  # nobody types a longer date

_MONTHS = (
    ("jan", "january", "ene", "enero"),
    ("feb", "february", "febrero"),
    ("mar", "march", "marzo"),
    ("apr", "april", "abr", "abril"),
    ("may", "mayo"),
    ("jun", "june", "junio"),
    ("jul", "july", "julio"),
    ("aug", "august", "ago", "agosto"),
    ("sep", "sept", "september", "septiembre", "setiembre"),
    ("oct", "october", "octubre"),
    ("nov", "november", "noviembre"),
    ("dec", "december", "dic", "diciembre"),
)
_WEEKDAYS = (
    ("mon", "monday", "lun", "lunes"),
    ("tue", "tues", "tuesday", "mar", "martes"),
    ("wed", "weds", "wednesday", "mie", "miercoles"),
    ("thu", "thur", "thurs", "thursday", "jue", "jueves"),
    ("fri", "friday", "vie", "viernes"),
    ("sat", "saturday", "sab", "sabado"),
    ("sun", "sunday", "dom", "domingo"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_NEAR = {
    "today": 0, "tod": 0, "hoy": 0, "now": 0,
    "tomorrow": 1, "tom": 1, "tmrw": 1, "tomorow": 1, "manana": 1,
    "yesterday": -1, "yest": -1, "ayer": -1, "anteayer": -2, "antier": -2,
    "pasado manana": 2, "day after tomorrow": 2, "day before yesterday": -2,
}  # fmt: skip
_NEXT = frozenset({"next", "proximo", "proxima"})
_LAST = frozenset({"last", "pasado", "pasada"})
_FILLER = frozenset({"de", "del", "el", "la", "the", "on", "of", "this", "este", "esta"})
_UNITS = {
    "d": 1, "day": 1, "days": 1, "dia": 1, "dias": 1,
    "w": 7, "wk": 7, "week": 7, "weeks": 7, "semana": 7, "semanas": 7,
}  # fmt: skip
_AGO = re.compile(r"(?:(\d{1,4}) (\w+) ago|hace (\d{1,4}) (\w+))")
_AHEAD = re.compile(r"(?:in |en |dentro de |\+ ?)(\d{1,4}) ?([a-z]*)")
_NUMBERS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})(?:[-/. ](\d{1,4}))?")
_CLOCK_AFTER = re.compile(r"[ t]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)? ?(?:[ap]\.?m\.?|z)?$")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|a)")


def _plain(text: str) -> str:
    """Lower case, no accents, single spaces: "  Mañana" becomes "manana"."""
    split = unicodedata.normalize("NFKD", text.casefold())
    letters = (letter for letter in split if not unicodedata.combining(letter))
    return " ".join("".join(letters).split())


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(digits: str, pivot: int) -> int:
    """Two digits are the century in which they lie no later than `pivot`."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if 2000 + year <= pivot else 1900)


def _month_and_rest(words: list[str]) -> tuple[int, list[str]] | None:
    """The month named in the words, and the numbers beside it."""
    named = [word for word in words if word in MONTHS]
    rest = [word for word in words if word not in MONTHS]
    numbers = []
    for word in rest:
        ordinal = _ORDINAL.fullmatch(word)
        numbers.append(ordinal.group(1) if ordinal else word)
    if len(named) != 1 or not numbers or len(numbers) > 2:
        return None
    return (MONTHS[named[0]], numbers) if all(n.isdecimal() for n in numbers) else None


def _words(plain: str) -> list[str]:
    """The words of a date without fillers and without the weekday: ["mar", "7", "2026"]."""
    parts = [part for part in re.split(r"[\s,./-]+", plain) if part and part not in _FILLER]
    parts = [split for part in parts for split in re.findall(r"\d+(?:st|nd|rd|th)?|\D+", part)]
    # "mar" is March and martes, so the first word is a weekday only beside a month.
    day_first = parts[:1] and parts[0] in WEEKDAYS and any(p in MONTHS for p in parts[1:])
    return parts[1:] if day_first else parts


def _readings(plain: str, pivot: int) -> dict[Order, date]:
    """Every full date (with a year) that the text can be, by order."""
    if re.fullmatch(r"\d{8}", plain):
        found = _day(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
        return {"mdy": found, "dmy": found} if found else {}
    named = _month_and_rest(_words(plain))
    if named and len(named[1]) == 2:
        month, (first, second) = named
        day, year = (second, first) if len(first) == 4 else (first, second)
        if len(day) > 2 or len(year) not in (2, 4):
            return {}
        found = _day(_full_year(year, pivot), month, int(day))
        return {"mdy": found, "dmy": found} if found else {}
    numbers = _NUMBERS.fullmatch(plain)
    if not numbers or numbers.group(3) is None:
        return {}
    a, b, c = numbers.groups()
    if len(a) == 4:
        found = _day(int(a), int(b), int(c)) if len(c) <= 2 else None
        return {"mdy": found, "dmy": found} if found else {}
    if len(a) > 2 or len(c) not in (2, 4):
        return {}
    year_number = _full_year(c, pivot)
    both: dict[Order, date | None] = {
        "mdy": _day(year_number, int(a), int(b)),
        "dmy": _day(year_number, int(b), int(a)),
    }
    return {order: found for order, found in both.items() if found}


def candidates(text: str) -> dict[Order, date]:
    """The dates that a cell of a file can mean, by order; 25/11/26 has one only, nonsense none."""
    if len(text) > _LONGEST:
        return {}
    return _readings(_CLOCK_AFTER.sub("", _plain(text)), pivot=2049)


def read_date(text: str, order: Order | None) -> date | None:
    """The date in a cell of a file: in the file's order, else only if it can mean one day."""
    found = candidates(text)
    if order:
        return found.get(order)
    days = set(found.values())
    return days.pop() if len(days) == 1 else None


def _near_word(plain: str, today: date) -> date | None:
    """today, tom, fri, next fri, last fri."""
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    words = [word for word in plain.split() if word not in _FILLER]
    named = [word for word in words if word in WEEKDAYS]
    others = [word for word in words if word not in WEEKDAYS]
    if len(named) != 1 or len(others) > 1:
        return None
    ahead = (WEEKDAYS[named[0]] - today.weekday()) % 7
    if not others:
        return today + timedelta(days=ahead)
    if others[0] in _NEXT:
        # "Next Friday" is the one of next week, as against "Friday", the one that comes first.
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=7 + WEEKDAYS[named[0]])
    if others[0] in _LAST:
        return today + timedelta(days=ahead - 7)
    return None


def _months_on(day: date, months: int) -> date | None:
    number = day.year * 12 + day.month - 1 + months
    for last in range(day.day, 27, -1):
        if (found := _day(number // 12, number % 12 + 1, last)) is not None:
            return found
    return _day(number // 12, number % 12 + 1, min(day.day, 28))


def _relative(plain: str, today: date) -> date | None:
    """in 3 days, +2w, 3 days ago, hace 3 días."""
    ago = _AGO.fullmatch(plain)
    ahead = _AHEAD.fullmatch(plain)
    if ago:
        count, unit = ago.group(1) or ago.group(3), ago.group(2) or ago.group(4)
        sign = -1
    elif ahead:
        count, unit, sign = ahead.group(1), ahead.group(2) or "d", 1
    else:
        return None
    if unit in ("month", "months", "mes", "meses"):
        return _months_on(today, sign * int(count))
    if unit not in _UNITS:
        return None
    found = today + timedelta(days=sign * int(count) * _UNITS[unit])
    return found if EARLIEST <= found.year <= LATEST else None


def _choose_year(month: int, day: int, today: date, prefer: Prefer | None) -> date | None:
    """The nearest such day, or the nearest on the preferred side of today."""
    years = range(today.year - 8, today.year + 9)  # far enough for Feb 29
    days = [found for year in years if (found := _day(year, month, day))]
    if prefer == "past":
        days = [found for found in days if found <= today] or days
    elif prefer == "future":
        days = [found for found in days if found >= today] or days
    return min(days, key=lambda found: (abs(found - today), found < today), default=None)


def _without_year(plain: str) -> Iterator[tuple[int, int, Order | None]]:
    """Month and day of a text without a year, with the order that reads it so."""
    named = _month_and_rest(_words(plain))
    if named and len(named[1]) == 1 and len(named[1][0]) <= 2:
        yield named[0], int(named[1][0]), None
        return
    numbers = _NUMBERS.fullmatch(plain)
    if numbers and numbers.group(3) is None and len(numbers.group(1)) <= 2:
        a, b = int(numbers.group(1)), int(numbers.group(2))
        yield a, b, "mdy"
        yield b, a, "dmy"


def parse_date(
    text: str, today: date, order: Order | None = None, prefer: Prefer | None = None
) -> date:
    """The day that a person means by "nov 25", "3/7/26", "tom", "next fri", "7 de marzo" …

    Without `order` 3/7 is March 7, and 25/11 can only be November 25. A day without a year is
    the nearest, or the nearest on the side that `prefer` names. Raises Problem in plain words.
    """
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST:
        raise Problem(_("Type a date such as Nov 25, 11/25/26 or tomorrow."))
    first: Order = order or "mdy"
    second: Order = "dmy" if first == "mdy" else "mdy"
    try:
        found = _near_word(plain, today) or _relative(plain, today)
    except OverflowError:
        found = None
    readings = _readings(plain, pivot=today.year + 20)
    found = found or readings.get(first) or readings.get(second)
    if found is None:
        short = {way: _choose_year(m, d, today, prefer) for m, d, way in _without_year(plain)}
        found = short.get(None) or short.get(first) or short.get(second)
    if found is None:
        if any(letter.isdigit() for letter in plain):
            raise Problem(_("There is no such day as “{text}”.").format(text=text.strip()))
        raise Problem(_("Type a date such as Nov 25, 11/25/26 or tomorrow."))
    return found


_TIME_WORDS = {
    "noon": time(12), "midday": time(12), "mediodia": time(12),
    "midnight": time(0), "medianoche": time(0),
}  # fmt: skip
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h ]?(\d{2}))?(?::\d{2})? ?"
    r"([ap](?:\.? ?m\.?)?|h|hrs?|de la manana|de la tarde|de la noche)?"
)
_EVENING_HOURS = range(1, 7)  # a bare 6 is the evening's, a bare 7 the morning's


def parse_time(text: str) -> time:
    """The time that a person means by "6:30p", "18:30", "7", "noon"; raises Problem in words."""
    plain = _plain(text).removeprefix("at ").removeprefix("a las ").removeprefix("a la ")
    if plain in _TIME_WORDS:
        return _TIME_WORDS[plain]
    found = _TIME.fullmatch(plain)
    if found is None:
        raise Problem(_("Type a time such as 6:30 PM or 18:30."))
    digits, minutes, half = found.group(1), int(found.group(2) or 0), found.group(3) or ""
    hour = int(digits)
    afternoon = half.startswith("p") or half in ("de la tarde", "de la noche")
    morning = half.startswith("a") or half == "de la manana"
    if (afternoon or morning) and not 1 <= hour <= 12:
        afternoon = morning = False
    if afternoon:
        hour = hour % 12 + 12
    elif morning:
        hour %= 12
    elif not half and not digits.startswith("0") and hour in _EVENING_HOURS:
        hour += 12
    if hour == 24 and minutes == 0:
        hour = 0
    if hour > 23 or minutes > 59:
        raise Problem(_("There is no such time as “{text}”.").format(text=text.strip()))
    return time(hour, minutes)
