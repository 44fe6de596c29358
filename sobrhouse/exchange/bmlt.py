"""BMLT: entries as NA's root servers give them, with or without the list of their formats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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

_SUNDAY = 1  # BMLT counts the days from Sunday 1 to Saturday 7
_VENUES = {"1": "in_person", "2": "online", "3": "hybrid"}
_NAMES = frozenset({"id_bigint", "meeting_name", "weekday_tinyint"})


@dataclass(frozen=True, slots=True)
class NaFormat:
    """One format of a root server: what its code means in words, and what it is about."""

    name: str
    world_id: str
    kind: str  # FC1 how it runs, FC2 the place, FC3 who is asked, O open or closed, LANG


Formats = Mapping[str, NaFormat]


def looks_like(entry: Entry) -> bool:
    """Whether an entry has BMLT's names."""
    return len(_NAMES & entry.keys()) > 1


def is_format(entry: Entry) -> bool:
    """Whether an entry is a format, not a meeting."""
    return "key_string" in entry and "name_string" in entry


def read_formats(entries: Iterable[Any]) -> dict[str, NaFormat]:
    """The formats by their code, in English where there are several languages."""
    found: dict[str, NaFormat] = {}
    for entry in entries:
        if not isinstance(entry, dict) or not is_format(entry):
            continue
        code, name = words.said(entry.get("key_string")), words.said(entry.get("name_string"))
        if not code or (code in found and words.said(entry.get("lang")) != "en"):
            continue
        found[code] = NaFormat(
            name or code, words.said(entry.get("world_id")),
            words.said(entry.get("format_type_enum")))
    return found


def origin(entries: Iterable[Entry]) -> str:
    """The root server, where every entry names the same one."""
    hosts = {words.said(entry.get("root_server_uri")) for entry in entries}
    if len(hosts) != 1:
        return ""
    return hosts.pop().rpartition("://")[2].partition("/")[0].replace("#", "")[:100]


def codes_of(entry: Entry) -> list[str]:
    """The codes of a meeting's formats."""
    return [code for part in words.said(entry.get("formats")).split(",") if (code := part.strip())]


def read_entry(entry: Entry, formats: Formats) -> Read:
    """One meeting; NotBroughtIn says why it is none for the directory."""
    place = words.said(entry.get("location_text"))
    name = words.said(entry.get("meeting_name")) or place
    if not name:
        raise NotBroughtIn(_("It has no name."))
    if words.said(entry.get("published")) == "0":
        raise NotBroughtIn(_("It does not meet at present, the feed says."))
    days, starts_at, _end, doubts = when(
        entry, "weekday_tinyint", "start_time", "end_time", _SUNDAY)
    timezone, doubt = zone(entry.get("time_zone"))
    kinds = kinds_of(codes_of(entry), formats)
    latitude, longitude = place_on_map(entry.get("latitude"), entry.get("longitude"))
    link, link_notes = link_and_notes(
        entry.get("virtual_meeting_link"), entry.get("virtual_meeting_additional_info"))
    dial_in = words.said(entry.get("phone_meeting_number"))
    facts = GroupFacts(
        name, fellowship="NA", starts_at=starts_at,
        length_minutes=words.minutes(entry.get("duration_time")), timezone=timezone,
        place=place, address=_address(entry), area=_area(entry),
        latitude=latitude, longitude=longitude,
        format=format_of(_VENUES.get(words.said(entry.get("venue_type")), ""), kinds,
                         reachable=bool(link or dial_in),
                         street=bool(words.said(entry.get("location_street")) or place)),
        closed=kinds.closed, accessible=True if codes.WHEELCHAIR in kinds.facts else None,
        language=", ".join(kinds.languages), types=", ".join(kinds.types),
        topic=", ".join(kinds.topics), notes=words.joined(
            (words.said_in_lines(entry.get(key)) for key in ("location_info", "comments")), "\n"),
        link=link, link_notes=link_notes, dial_in=dial_in)
    slug = words.said(entry.get("id_bigint")) or words.said(entry.get("worldid_mixed"))
    return Read(slug, cut(facts), days, (*doubts, *doubt))


def kinds_of(found: Iterable[str], formats: Formats) -> codes.Kinds:
    """What a meeting's codes say: by the list of formats, else by the codes NA has everywhere."""
    topics: list[str] = []
    types: list[str] = []
    languages: list[str] = []
    facts: set[str] = set()
    for code in found:
        known = formats.get(code)
        if known is None:
            kinds = codes.na_kinds((code,))
            facts |= kinds.facts
            topics += kinds.topics
            types += kinds.types
            languages += kinds.languages
        elif fact := codes.na_facts((known.world_id or code,)) or codes.na_facts((code,)):
            facts |= fact
        elif known.kind == "LANG" or known.world_id == "LANG":
            languages.append(known.name)
        else:
            (topics if known.kind == "FC1" else types).append(known.name)
    return codes.Kinds(
        frozenset(facts), tuple(dict.fromkeys(topics)), tuple(dict.fromkeys(types)),
        tuple(dict.fromkeys(languages)))


def format_of(venue: str, kinds: codes.Kinds, *, reachable: bool, street: bool) -> str:
    """How people meet: as the feed says, else by its codes and by what it gives to find them."""
    if venue:
        return venue
    if "HY" in kinds.facts:
        return "hybrid"
    if codes.ONLINE in kinds.facts or (reachable and codes.SHUT in kinds.facts):
        return "online"
    if codes.SHUT in kinds.facts:
        return ""
    if reachable:
        return "hybrid" if street else "online"
    return "in_person" if street else ""


def _address(entry: Entry) -> str:
    parts = [words.said(entry.get(f"location_{name}")) for name in (
        "street", "municipality", "province")]
    whole, code = words.joined(parts), words.said(entry.get("location_postal_code_1"))
    return f"{whole} {code}" if whole and code else whole


def _area(entry: Entry) -> str:
    return words.joined(words.said(entry.get(f"location_{name}")) for name in (
        "neighborhood", "city_subsection", "municipality"))
