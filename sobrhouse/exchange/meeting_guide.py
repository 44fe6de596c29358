"""Meeting Guide: entries of AA's feed format, and of TSML tables, which say the same in columns."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from sobrhouse.domain.meeting_groups import GroupFacts
from sobrhouse.exchange import meeting_codes as codes
from sobrhouse.exchange import meeting_words as words
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

_SUNDAY = 0  # the Meeting Guide counts the days from Sunday 0 to Saturday 6
_HERE = {"us", "usa", "united states", "united states of america", "u.s.a."}
_ATTENDANCE = {
    "in_person": "in_person", "onsite": "in_person", "online": "online", "hybrid": "hybrid"}
_AT_MOST_TYPES = 40


def looks_like(entry: Entry) -> bool:
    """Whether an entry has the Meeting Guide's names."""
    return "name" in entry and bool({"slug", "day", "time", "types", "location"} & entry.keys())


def origin(entries: Sequence[Entry]) -> str:
    """The website that more than half of the entries name as their own, without "www."."""
    hosts: dict[str, int] = {}
    for entry in entries:
        host = _host(entry.get("entity_url")) or _host(entry.get("url"))
        hosts[host] = hosts.get(host, 0) + 1
    best = max(hosts, key=lambda host: hosts[host], default="")
    return best if hosts and hosts[best] * 2 > len(entries) else ""


def read_entry(entry: Entry) -> Read:
    """One entry; NotBroughtIn says why it is no meeting for the directory."""
    name = words.said(entry.get("name")) or words.said(entry.get("group"))
    name = name or words.said(entry.get("location"))
    if not name:
        raise NotBroughtIn(_("It has no name."))
    if words.said(entry.get("attendance_option")).lower() == "inactive":
        raise NotBroughtIn(_("It does not meet at present, the feed says."))
    days, starts_at, ends_at, doubts = when(entry, "day", "time", "end_time", _SUNDAY)
    timezone, doubt = zone(entry.get("timezone"))
    kinds = codes.guide_kinds(_codes(entry.get("types")))
    latitude, longitude = place_on_map(entry.get("latitude"), entry.get("longitude"))
    link, link_notes = link_and_notes(
        entry.get("conference_url"), entry.get("conference_url_notes"))
    dial_in = words.joined((
        words.said(entry.get(key)) for key in ("conference_phone", "conference_phone_notes")), " ")
    facts = GroupFacts(
        name, weekday=None, starts_at=starts_at,
        length_minutes=words.minutes_between(starts_at, ends_at), timezone=timezone,
        place=words.said(entry.get("location")), address=_address(entry), area=_area(entry),
        latitude=latitude, longitude=longitude,
        format=_format(entry, kinds, bool(link or dial_in)), closed=kinds.closed,
        accessible=True if codes.WHEELCHAIR in kinds.facts else None,
        language=", ".join(kinds.languages), types=", ".join(kinds.types),
        topic=", ".join(kinds.topics), notes=_notes(entry, name), link=link,
        link_notes=link_notes, dial_in=dial_in)
    slug = words.said(entry.get("slug")) or words.said(entry.get("id"))
    return Read(slug, cut(facts), days, (*doubts, *doubt))


def _codes(value: Any) -> list[str]:
    parts = value if isinstance(value, list | tuple) else words.said(value).split(",")
    return [code for part in parts[:_AT_MOST_TYPES] if (code := words.said(part))]


def _format(entry: Entry, kinds: codes.Kinds, reachable: bool) -> str:
    """How people meet: as the feed says, else by what it gives to find them with."""
    asked = words.said(entry.get("attendance_option")).lower()
    if asked in _ATTENDANCE:
        return _ATTENDANCE[asked]
    street = bool(entry.get("formatted_address") or entry.get("address") or entry.get("location"))
    there = street and words.yes_or_no(entry.get("approximate")) is not True
    if codes.SHUT in kinds.facts:
        there = False
    if reachable or codes.ONLINE in kinds.facts:
        return "hybrid" if there and codes.ONLINE not in kinds.facts else "online"
    return "in_person" if there else ""


def _address(entry: Entry) -> str:
    """Street, town, state and code in one line, each once, without the country we are in."""
    whole = words.said(entry.get("formatted_address"))
    if not whole:
        parts = [words.said(entry.get(name)) for name in ("address", "city", "state")]
        code, named = words.said(entry.get("postal_code")), parts[0].casefold()
        parts = [parts[0], *(part for part in parts[1:] if part.casefold() not in named)]
        whole = words.joined(parts)
        whole = f"{whole} {code}" if code and whole and code not in whole else whole or code
    whole = whole.replace(" ,", ",")
    street, comma, country = whole.rpartition(",")
    return street if comma and country.strip().casefold() in _HERE else whole


def _area(entry: Entry) -> str:
    regions = entry.get("regions")
    parts = [words.said(part) for part in reversed(regions)] if isinstance(regions, list) else []
    parts = parts or [words.said(entry.get("sub_region")), words.said(entry.get("region"))]
    return words.joined(parts) or words.said(entry.get("city"))


def _notes(entry: Entry, name: str) -> str:
    group = words.said(entry.get("group"))
    parts = [group if group.casefold() != name.casefold() else ""]
    parts += [words.said_in_lines(entry.get(key)) for key in (
        "notes", "location_notes", "group_notes")]
    return words.joined(parts, "\n")


def _host(value: Any) -> str:
    address = words.said(value)
    if "://" not in address:
        return ""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # half an address of version 6, brackets and all
        return ""
    return host.removeprefix("www.").replace("/", "").replace("#", "")[:100]
