"""NAWS: rows of the table by which NA's areas report their meetings to World Services."""

from sobrhouse.domain.meeting_groups import GroupFacts
from sobrhouse.exchange import meeting_codes as codes
from sobrhouse.exchange import meeting_words as words
from sobrhouse.exchange.bmlt import format_of
from sobrhouse.exchange.meeting_entries import (
    Entry,
    NotBroughtIn,
    Read,
    cut,
    link_and_notes,
    place_on_map,
    when,
    zone,
)
from sobrhouse.words import _

_SUNDAY = 1  # days are names; a number would be NA's own


def looks_like(headings: frozenset[str]) -> bool:
    """Whether a table has the headings of NAWS, in small letters without signs."""
    return {"committeename", "day", "time"} <= headings


def read_entry(entry: Entry) -> Read:
    """One row; NotBroughtIn says why it is no meeting for the directory."""
    name = words.said(entry.get("committeename"))
    if not name:
        raise NotBroughtIn(_("It has no name."))
    if words.said(entry.get("delete")).upper() in ("D", "Y", "TRUE", "1"):
        raise NotBroughtIn(_("It is marked as deleted."))
    if words.yes_or_no(entry.get("unpublished")) is True:
        raise NotBroughtIn(_("It does not meet at present, the feed says."))
    days, starts_at, _end, doubts = when(entry, "day", "time", "endtime", _SUNDAY)
    timezone, doubt = zone(entry.get("timezone"))
    found = [words.said(entry.get(f"format{n}")).upper() for n in range(1, 6)]
    found.append(words.said(entry.get("closed")).upper())
    kinds = codes.na_kinds(found)
    named = [words.said(entry.get(f"language{n}")) for n in range(1, 4)]
    languages = [codes.NA_LANGUAGES.get(name.upper(), name) for name in named]
    latitude, longitude = place_on_map(entry.get("latitude"), entry.get("longitude"))
    link, link_notes = link_and_notes(
        entry.get("virtualmeetinglink"), entry.get("virtualmeetinginfo"))
    dial_in = words.said(entry.get("phonemeetingnumber"))
    place, address = words.said(entry.get("place")), _address(entry)
    facts = GroupFacts(
        name, fellowship="NA", starts_at=starts_at, timezone=timezone, place=place,
        address=address, latitude=latitude, longitude=longitude,
        area=words.joined((words.said(entry.get("locborough")), words.said(entry.get("city")))),
        format=format_of("", kinds, reachable=bool(link or dial_in), street=bool(address or place)),
        closed=kinds.closed, accessible=_accessible(entry, kinds),
        language=words.joined((*kinds.languages, *languages)), types=", ".join(kinds.types),
        topic=", ".join(kinds.topics), notes=words.joined(
            (words.said_in_lines(entry.get(key)) for key in ("room", "directions")), "\n"),
        link=link, link_notes=link_notes, dial_in=dial_in)
    return Read(_slug(entry, days, starts_at), cut(facts), days, (*doubts, *doubt))


def _slug(entry: Entry, days: tuple[int, ...], starts_at: str) -> str:
    """The server's number, else that of the group with day and time, as a group has several."""
    if number := words.said(entry.get("bmlt_id")):
        return number
    group = words.said(entry.get("committee"))
    return f"{group}@{starts_at}" if group and days else group


def _accessible(entry: Entry, kinds: codes.Kinds) -> bool | None:
    if codes.WHEELCHAIR in kinds.facts:
        return True
    return words.yes_or_no(entry.get("wheelchr"))


def _address(entry: Entry) -> str:
    whole = words.joined(words.said(entry.get(name)) for name in ("address", "city", "state"))
    code = words.said(entry.get("zip"))
    return f"{whole} {code}" if whole and code else whole
