"""Meeting feeds: the one door for a file of recovery meetings, whatever its kind and its name."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sobrhouse.domain.meeting_feeds import Feed, FeedMeeting, LeftOut, key_of
from sobrhouse.domain.meeting_groups import GroupFacts
from sobrhouse.domain.names import plain
from sobrhouse.exchange import bmlt, meeting_guide
from sobrhouse.exchange.delimited import decoded
from sobrhouse.exchange.meeting_codes import knows_na
from sobrhouse.exchange.meeting_entries import Entry, NotBroughtIn, Read
from sobrhouse.exchange.meeting_tables import read_table
from sobrhouse.exchange.meeting_words import said
from sobrhouse.exchange.spreadsheets import is_little_text
from sobrhouse.problems import Problem
from sobrhouse.storage.outside.confined import Refusals, confined
from sobrhouse.storage.outside.picked import read_picked
from sobrhouse.words import _, n_

MAX_BYTES = 25 * 1024 * 1024
MAX_MEETINGS = 10_000


@dataclass(slots=True)
class _Sorter:
    """Gives each meeting of a file its key, day by day, and keeps what has to be said of it."""

    source: str
    origin: str
    meetings: dict[str, GroupFacts] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    noticed: list[LeftOut] = field(default_factory=list)

    def take(self, number: int, entry: Any, read: Callable[[Entry], Read]) -> None:
        """One entry of the file, whatever it is."""
        where = _("Entry {n}").format(n=f"{number:,}")
        if not isinstance(entry, dict):
            self.left_out.append(LeftOut(where, _("It is not a meeting.")))
            return
        name = said(entry.get("name") or entry.get("meeting_name") or entry.get("committeename"))
        where = f"{where}, {name[:60]}" if name else where
        try:
            found = read(entry)
        except NotBroughtIn as why:
            self.left_out.append(LeftOut(where, why.sentence))
            return
        self.noticed += [LeftOut(where, doubt) for doubt in found.doubts]
        for day in found.days or (None,):
            self._keep(where, found, day)

    def _keep(self, where: str, found: Read, day: int | None) -> None:
        facts = replace(found.facts, weekday=day)
        slug = _slug(found)
        for tried in (slug, f"{slug}@{facts.starts_at}", *(f"{slug}~{n}" for n in range(2, 100))):
            key = key_of(self.origin, tried, day)
            if key not in self.meetings:
                self.meetings[key] = facts
                if len(self.meetings) > MAX_MEETINGS:
                    raise Problem(_too_large())
                return
            if self.meetings[key] == facts:
                self.noticed.append(LeftOut(where, _("It is in the file twice.")))
                return
        self.left_out.append(LeftOut(where, _("Its name in the feed is used too often.")))

    def feed(self, unnamed: Sequence[str] = ()) -> Feed:
        """All of it."""
        return Feed(
            self.source, tuple(FeedMeeting(key, facts) for key, facts in self.meetings.items()),
            tuple(self.left_out), tuple(self.noticed), self.origin, tuple(unnamed))


def _slug(found: Read) -> str:
    """By what the feed knows the meeting; else by its name, place and time."""
    slug = found.slug or "-".join(
        part for part in (plain(found.facts.name), plain(found.facts.place),
                          found.facts.starts_at) if part)
    return slug.replace("/", "-").replace("#", "-")[:120]


def read_feed_file(path: Path, formats: Path | None = None) -> Feed:
    """The meetings of a file on disk, `formats` being BMLT's list of formats. Problem in one
    sentence if it cannot be read. A workbook, and text of any size, is read in a child process
    with limits.
    """
    data = read_picked(path, MAX_BYTES, _too_large())
    listed = read_picked(formats, MAX_BYTES, _too_large()) if formats else None
    if is_little_text(data) and is_little_text(listed or b""):
        return read_feed(data, listed)
    made = (Feed, FeedMeeting, GroupFacts, LeftOut)
    feed: Feed = confined(
        read_feed, data, listed, made=made, refused=Refusals(_not_known(), _too_large()))
    return feed


def read_feed(data: bytes, formats: bytes | None = None) -> Feed:
    """The meetings of a file's bytes; what they say decides, not what the file is called."""
    if len(data) > MAX_BYTES:
        raise Problem(_too_large())
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if start.startswith((b"{", b"[")):
        feed = _json_feed(_parsed(data), _list_of(formats) if formats else [])
    else:
        kind, origin, entries, read = read_table(data)
        feed = _sorted_feed(kind, origin, entries, read)
    return _checked(feed)


def with_fellowship(feed: Feed, fellowship: str) -> Feed:
    """The same feed, of the fellowship that somebody said it is."""
    return replace(feed, meetings=tuple(
        replace(meeting, facts=replace(meeting.facts, fellowship=fellowship))
        for meeting in feed.meetings))


def _json_feed(data: Any, formats: list[Any]) -> Feed:
    entries = _entries(data)
    first = [entry for entry in entries[:200] if isinstance(entry, dict)]
    if any(bmlt.looks_like(entry) for entry in first):
        return _bmlt_feed(entries, formats or _formats_in(data))
    if any(meeting_guide.looks_like(entry) for entry in first):
        dicts = [entry for entry in entries if isinstance(entry, dict)]
        return _sorted_feed(
            "meeting_guide", meeting_guide.origin(dicts), entries, meeting_guide.read_entry)
    if any(bmlt.is_format(entry) for entry in first):
        raise Problem(_("This file lists what NA's codes mean, and no meetings. Choose the file of"
                        " the meetings."))
    if not entries:
        raise Problem(_("There are no meetings in this file."))
    raise Problem(_not_known())


def _bmlt_feed(entries: list[Any], listed: list[Any]) -> Feed:
    formats = bmlt.read_formats(listed)
    dicts = [entry for entry in entries if isinstance(entry, dict)]
    feed = _sorted_feed(
        "bmlt", bmlt.origin(dicts), entries, lambda entry: bmlt.read_entry(entry, formats))
    used = {code for entry in dicts for code in bmlt.codes_of(entry)}
    unnamed = sorted(code for code in used if code not in formats and not knows_na(code))
    return replace(feed, unnamed_formats=tuple(unnamed))


def _sorted_feed(
    source: str, origin: str, entries: Sequence[Any], read: Callable[[Entry], Read]
) -> Feed:
    if len(entries) > MAX_MEETINGS:
        raise Problem(
            n_("This file has more than {n} meeting. Choose a smaller area.",
               "This file has more than {n} meetings. Choose a smaller area.", MAX_MEETINGS)
            .format(n=f"{MAX_MEETINGS:,}"))
    sorter = _Sorter(source, origin)
    for number, entry in enumerate(entries, start=1):
        sorter.take(number, entry, read)
    return sorter.feed()


def _checked(feed: Feed) -> Feed:
    if feed.meetings:
        return feed
    if feed.left_out:
        raise Problem(
            _("Nothing in this file can be read as a meeting. {where}: {why}")
            .format(where=feed.left_out[0].where, why=feed.left_out[0].why))
    raise Problem(_("There are no meetings in this file."))


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(decoded(data), parse_constant=lambda _name: None)
    except json.JSONDecodeError as error:
        raise Problem(
            _("This file is damaged or cut off: line {n} cannot be read. Get it again and try once"
              " more.").format(n=f"{error.lineno:,}"), details=str(error)) from error
    except (ValueError, RecursionError) as error:
        raise Problem(_not_known(), details=str(error)) from error


def _entries(data: Any) -> list[Any]:
    """The list of meetings in a file: the file itself, what it calls meetings, or a single one."""
    if isinstance(data, list):
        return data
    if isinstance(data, dict):
        inside = data.get("meetings")
        if isinstance(inside, list):
            return inside
        if meeting_guide.looks_like(data) or bmlt.looks_like(data):
            return [data]
    raise Problem(_not_known())


def _formats_in(data: Any) -> list[Any]:
    found = data.get("formats") if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _list_of(data: bytes) -> list[Any]:
    """The list of a second file; Problem when it does not say what codes mean."""
    found = _parsed(data)
    listed = found if isinstance(found, list) else _formats_in(found)
    if not any(isinstance(entry, dict) and bmlt.is_format(entry) for entry in listed):
        raise Problem(_("The second file does not list what NA's codes mean."))
    return listed


def _too_large() -> str:
    return _("This file is larger than 25 MB, the most that can be read. Choose a smaller area.")


def _not_known() -> str:
    return _("This is not a list of meetings that we can read. It may be a Meeting Guide or BMLT"
             " file, or a NAWS or TSML table.")
