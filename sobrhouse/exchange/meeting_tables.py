"""Meeting tables: spreadsheets of recovery meetings, by their headings TSML, NAWS or BMLT."""

from collections.abc import Callable
from typing import Any

from sobrhouse.exchange import bmlt, meeting_guide, naws
from sobrhouse.exchange.columns import bare
from sobrhouse.exchange.meeting_entries import Entry, Read
from sobrhouse.exchange.sheets import Line, Sheet, text
from sobrhouse.exchange.spreadsheets import read_bytes
from sobrhouse.problems import Problem
from sobrhouse.words import _

TableFeed = tuple[str, str, list[dict[str, Any]], Callable[[Entry], Read]]

_LOOK_AT = 10  # lines from the top in which the headings may be
# headings of TSML tables as they are, and the Meeting Guide's names for them
_ALIASES = {
    "meeting_name": "name", "meeting": "name", "meeting_day": "day", "weekday": "day",
    "start_time": "time", "start": "time", "meeting_time": "time", "ends": "end_time",
    "location_name": "location", "venue": "location", "zip": "postal_code",
    "zip_code": "postal_code", "postcode": "postal_code", "subregion": "sub_region",
    "type": "types", "zoom": "conference_url", "online_url": "conference_url",
    "meeting_url": "conference_url", "time_zone": "timezone", "full_address": "formatted_address",
    "lat": "latitude", "lng": "longitude", "long": "longitude", "lon": "longitude",
    "meeting_notes": "notes",
}


def read_table(data: bytes) -> TableFeed:
    """The kind of feed, the website it is from, its rows by their headings, and how to read one.

    Problem when no sheet has headings of meetings.
    """
    for sheet in read_bytes(data):
        for index, line in enumerate(sheet.lines[:_LOOK_AT]):
            headings = tuple(bare(text(cell)) for cell in line.cells)
            if found := _table(sheet, index, headings):
                return found
    raise Problem(_("No line of this table has the headings of a list of meetings, such as Day,"
                    " Time and Name."))


def _table(sheet: Sheet, index: int, headings: tuple[str, ...]) -> TableFeed | None:
    """The rows under one line, if that line's cells are headings that we know."""
    body = sheet.lines[index + 1:]
    as_naws = tuple(heading.replace(" ", "") for heading in headings)
    if naws.looks_like(frozenset(as_naws)):
        as_naws = tuple("bmlt_id" if name == "bmltid" else name for name in as_naws)
        return "naws", "", _rows(as_naws, body), naws.read_entry
    under = tuple(heading.replace(" ", "_") for heading in headings)
    if bmlt.looks_like(dict.fromkeys(under)):
        return "bmlt", "", _rows(under, body), lambda entry: bmlt.read_entry(entry, {})
    named = set(under)
    guide = tuple(
        name if _ALIASES.get(name, name) in named else _ALIASES.get(name, name) for name in under)
    if {"name", "day", "time"} <= set(guide) or {"name", "slug"} <= set(guide):
        return "tsml", "", _rows(guide, body), meeting_guide.read_entry
    return None


def _rows(headings: tuple[str, ...], lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    """Each line by its headings; of two columns with one heading the first that says something."""
    rows = []
    for line in lines:
        row: dict[str, Any] = {}
        for heading, cell in zip(headings, line.cells, strict=False):
            if heading and row.get(heading, "") == "":
                row[heading] = cell if isinstance(cell, int | float) else text(cell)
        rows.append(row)
    return rows
