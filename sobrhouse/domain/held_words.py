"""The words of what is held about somebody: a stored value as people read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sobrhouse.domain.held import Audience, Is, Shown
from sobrhouse.domain.other_names import without_names
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import nice_date, nice_time, weekday_name
from sobrhouse.domain.sobriety import length_words, milestone_by
from sobrhouse.words import _

Stored = str | int | float | bool | date | datetime | bytes | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How values are read: for whom, in which zone, whose names are taken out of free words."""

    audience: Audience
    zone: ZoneInfo
    others: frozenset[str] = frozenset()
    labels: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # by column, by row


def say(shown: Shown, value: Stored, reading: Reading) -> str:
    """A value in words, in the language that is spoken now; empty where nothing is known."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        local = value.astimezone(reading.zone)
        return f"{nice_date(local.date())}, {nice_time(local)}"
    if isinstance(value, date):
        return nice_date(value)
    if shown.kind is Is.BYTES or isinstance(value, bytes):
        return _("Kept; it is in the JSON file.")
    if shown.words is not None and (shown.kind is not Is.FREE or value in shown.words):
        codes = str(value).split(",") if shown.kind is Is.CODES else [str(value)]
        return ", ".join(_coded(shown.words, code) for code in codes if code)
    return _said(shown, value, reading)


def _said(shown: Shown, value: str | int | float, reading: Reading) -> str:
    if shown.kind in (Is.LABEL, Is.BY):
        return reading.labels.get(shown.column, {}).get(int(value), "")
    if shown.kind is Is.WEEKDAY:
        return weekday_name(int(value))
    if shown.kind is Is.PHONE:
        return nice_phone(str(value))
    if shown.kind is Is.MILESTONE:
        return _milestone(str(value))
    return free(str(value), reading) if shown.kind is Is.FREE else str(value)


def free(text: str, reading: Reading) -> str:
    """What somebody typed; without other people's names in the resident's own copy."""
    return without_names(text, reading.others) if reading.audience is Audience.SELF else text


def _milestone(code: str) -> str:
    found = milestone_by(code, "aa")
    return length_words(found) if found is not None else code


def _coded(words: Mapping[str, str], code: str) -> str:
    return _(words[code]) if code in words else code


def stored(shown: Shown, value: Stored, reading: Reading) -> str | int | float | bool | None:
    """The same for another program: days and instants as ISO 8601, codes as they are; where a row
    is named, its name.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if shown.kind in (Is.LABEL, Is.BY, Is.FREE, Is.WHO):
        return say(shown, value, reading)
    return value if isinstance(value, (str, int, float)) else None
