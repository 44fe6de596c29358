"""Meeting words: what the values of a feed mean, in all the ways feeds have of writing them."""

import html
import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sobrhouse.domain.names import plain

_LONGEST = 20_000  # of one value; what comes after is not read
_BREAKS = re.compile(r"<\s*(?:br\s*/?|/p|/div|/li|/tr|/h[1-6])\s*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z!][^<>]*>")
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BETWEEN = re.compile(r"\s*(?:[,;/|&+]|\band\b|\by\b)\s*", re.IGNORECASE)
_DAY_NAMES = {
    0: ("monday", "lunes", "lundi"), 1: ("tuesday", "martes", "mardi"),
    2: ("wednesday", "miercoles", "mercredi"), 3: ("thursday", "jueves", "jeudi"),
    4: ("friday", "viernes", "vendredi"), 5: ("saturday", "sabado", "samedi"),
    6: ("sunday", "domingo", "dimanche"),
}
_DAY_OF = {name: day for day, names in _DAY_NAMES.items() for name in names} | {
    "mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6}
_EVERY = frozenset({"daily", "every day", "everyday", "diario", "todos los dias", "7 days"})
_CLOCK = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}[t ])?(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?:([ap])\.?\s*m?\.?|(noon|midnight)|hrs?|h|z)?")
_BARE_CLOCK = re.compile(r"([01]?\d|2[0-4])([0-5]\d)")
_CLOCK_WORDS = {"noon": "12:00", "midday": "12:00", "mediodia": "12:00", "midnight": "00:00",
                "medianoche": "00:00"}
_SPAN = re.compile(r"\s+(?:-|–|—|to|a|until)\s+|\s*[–—]\s*|(?<=\d)\s*-\s*(?=\d)|(?<=m)-(?=\d)")
_YES = frozenset({"yes", "y", "true", "1", "si", "x"})
_NO = frozenset({"no", "n", "false", "0"})


class UnclearError(ValueError):
    """A value that says something, but nothing that can be understood."""


def said(value: Any) -> str:
    """A value as one line of plain text: no tags, no entities, no control characters."""
    return " ".join(said_in_lines(value).split())


def said_in_lines(value: Any) -> str:
    """The same with its lines kept."""
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(part for part in map(said, value[:50]) if part)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10 ** 18 else ""
    text = str(value)[:_LONGEST]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAGS.sub(" ", _BREAKS.sub("\n", text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(c if _shows(c) else " " for c in text if c not in _TURNING)
    rows = (" ".join(row.split()) for row in text.split("\n"))
    return "\n".join(row for row in rows if row)


def _shows(letter: str) -> bool:
    return letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn", "Co")


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """The parts that say something, each once, in their order."""
    kept: list[str] = []
    for part in parts:
        if part and not any(plain(part) == plain(other) for other in kept):
            kept.append(part)
    return between.join(kept)


def days(value: Any, sunday: int) -> tuple[int, ...]:
    """The weekdays (0 Monday … 6 Sunday) of a number, a name, or several of them, where the feed
    calls Sunday `sunday`; none for nothing. UnclearError when a part of it is no day.
    """
    if isinstance(value, list | tuple):
        return tuple(sorted({day for part in value for day in days(part, sunday)}))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if not sunday <= value <= sunday + 6:
            raise UnclearError(str(value))
        return ((value - sunday + 6) % 7,)
    words = plain(said(value))
    if not words:
        if value is not None and not isinstance(value, str):
            raise UnclearError(str(value)[:20])
        return ()
    if words in _EVERY:
        return tuple(range(7))
    return tuple(sorted({_one_day(part, sunday) for part in _BETWEEN.split(words) if part}))


def _one_day(words: str, sunday: int) -> int:
    if words.isascii() and words.isdigit() and len(words) < 3:
        return days(int(words), sunday)[0]
    words = words.rstrip(".")
    if words.endswith("s") and words[:-1] in _DAY_OF:  # "Mondays"
        words = words[:-1]
    if words in _DAY_OF:
        return _DAY_OF[words]
    near = {day for name, day in _DAY_OF.items() if len(words) >= 3 and name.startswith(words)}
    if len(near) != 1:
        raise UnclearError(words[:20])
    return near.pop()


def clock(value: Any) -> str:
    """A time of day as "19:30"; "" for nothing. UnclearError when it is no time."""
    if isinstance(value, float) and 0 <= value < 1:  # a spreadsheet's part of a day
        minutes = round(value * 24 * 60) % (24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    words = plain(said(value)).replace("\u202f", " ")
    if not words:
        return ""
    if words in _CLOCK_WORDS:
        return _CLOCK_WORDS[words]
    if words.isascii() and words.isdigit() and len(words) in (3, 4):  # "0730"
        found = _BARE_CLOCK.fullmatch(words)
    else:
        found = _CLOCK.fullmatch(words)
    if found is None:
        raise UnclearError(words[:20])
    return _clock(words, found)


def _clock(words: str, found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2] or 0)
    half, word = (found[3], found[4]) if found.re is _CLOCK else (None, None)
    if found[2] is None and half is None and word is None:
        raise UnclearError(words[:20])  # a bare 7 may be either
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif word == "midnight" and hour == 12:
        hour = 0
    if (hour, minute) == (24, 0):
        hour = 0
    if hour > 23 or minute > 59:
        raise UnclearError(words[:20])
    return f"{hour:02}:{minute:02}"


def start_and_end(value: Any) -> tuple[str, str]:
    """A time, and the end that stands behind it: "7:00 PM - 8:00 PM". UnclearError as `clock`."""
    parts = _SPAN.split(said(value)) if isinstance(value, str) else [value]
    if len(parts) == 2 and all(parts):
        end = clock(parts[1])
        try:
            return clock(parts[0]), end
        except UnclearError:  # "7 - 8 PM"
            return clock(f"{parts[0]} {parts[1].split()[-1]}"), end
    return clock(value), ""


def minutes_between(start: str, end: str) -> int | None:
    """How long from one clock time to the next other; None where that is not a meeting's length."""
    if not start or not end:
        return None
    (h1, m1), (h2, m2) = ((int(t[:2]), int(t[3:])) for t in (start, end))
    length = (h2 * 60 + m2 - h1 * 60 - m1) % (24 * 60)
    return length if 0 < length <= 12 * 60 else None


def minutes(value: Any) -> int | None:
    """A length such as "01:30:00" or "90" in minutes; None where it says none."""
    words = said(value)
    if found := re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", words):
        length = int(found[1]) * 60 + int(found[2])
    elif words.isascii() and words.isdigit() and len(words) < 4:
        length = int(words)
    else:
        return None
    return length if 0 < length <= 12 * 60 else None


def number(value: Any) -> float | None:
    """A number, written with a point or a comma; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value if not isinstance(value, str) else value.strip().replace(",", "."))
    except (ValueError, OverflowError):
        return None
    return round(found, 6) + 0.0 if math.isfinite(found) else None  # + 0.0: a zero has no sign


def yes_or_no(value: Any) -> bool | None:
    """Yes, no, or nobody knows."""
    words = plain(said(value)) if not isinstance(value, bool) else str(value).lower()
    return True if words in _YES else False if words in _NO else None
