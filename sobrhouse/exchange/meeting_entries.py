"""Meeting entries: what every reader of feeds makes of one entry, before keys are given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sobrhouse.domain.meeting_groups import (
    LONGEST,
    GroupFacts,
    is_link,
    known_zones,
    on_the_globe,
)
from sobrhouse.exchange import meeting_words as words
from sobrhouse.exchange.meeting_words import UnclearError
from sobrhouse.problems import Problem
from sobrhouse.words import _

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """One entry as it was understood: what it says, on which days, and what could not be read."""

    slug: str
    facts: GroupFacts
    days: tuple[int, ...]
    doubts: tuple[str, ...] = ()


class NotBroughtIn(Problem):
    """Why one entry is no meeting for the directory, in words."""


def when(
    entry: Entry, day: str, start: str, end: str, sunday: int
) -> tuple[tuple[int, ...], str, str, tuple[str, ...]]:
    """Days, start and end of an entry and what is doubtful; an unclear day is no meeting at all,
    as nobody should go on a wrong one (NotBroughtIn).
    """
    doubts: list[str] = []
    try:
        found = words.days(entry.get(day), sunday)
    except UnclearError as error:
        raise NotBroughtIn(
            _("The day “{day}” is no day of the week.")
            .format(day=_as_written(entry.get(day), error))) from error
    starts_at = ends_at = ""
    try:
        starts_at, ends_at = words.start_and_end(entry.get(start))
    except UnclearError as error:
        doubts.append(_("The time “{time}” cannot be read, so it has none.")
                      .format(time=_as_written(entry.get(start), error)))
    try:
        ends_at = words.clock(entry.get(end)) or ends_at
    except UnclearError:
        ends_at = ""
    if starts_at and not found:
        doubts.append(_("It has a time but no day, so it stands under by appointment."))
        starts_at = ""
    return found, starts_at, ends_at, tuple(doubts)


def _as_written(value: Any, error: UnclearError) -> str:
    return words.said(value)[:40] or str(error)


def zone(value: Any) -> tuple[str, tuple[str, ...]]:
    """A time zone by its name; one that is not known is left out, with a doubt."""
    name = words.said(value).replace(" ", "_")
    if not name or name in known_zones():
        return name, ()
    return "", (_("The time zone “{zone}” is not known, so the house's is used.").format(
        zone=name[:40]),)


def place_on_map(latitude: Any, longitude: Any) -> tuple[float | None, float | None]:
    """Both coordinates, or neither."""
    pair = words.number(latitude), words.number(longitude)
    return pair if on_the_globe(*pair) else (None, None)


def link_and_notes(link: Any, notes: Any) -> tuple[str, str]:
    """A link that can be followed; words that are none stand with the notes."""
    found, more = words.said(link), words.said(notes)
    if found and "://" not in found and found.lower().startswith(("www.", "zoom.us", "us02web.")):
        found = f"https://{found}"
    if not found or (is_link(found) and len(found) <= LONGEST["link"]):
        return found, more
    return "", words.joined((found, more), " ")


def cut(facts: GroupFacts) -> GroupFacts:
    """Every text no longer than its column keeps."""
    return replace(facts, **{
        column: getattr(facts, column)[:longest].rstrip()
        for column, longest in LONGEST.items() if len(getattr(facts, column)) > longest})
