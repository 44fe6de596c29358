"""Meeting feeds: what a file says about many meetings, and what that means for the directory."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sobrhouse.domain.meeting_groups import COLUMNS, GroupFacts, same_meeting

_ONE_IN = 5  # so much of what is known a file names, where it is the same list again
_GONE = "gone"  # in what the feed said last: it no longer says anything


@dataclass(frozen=True, slots=True)
class FeedMeeting:
    """One meeting of a feed on one day: the key by which it is known again, and what it says."""

    key: str
    facts: GroupFacts


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry of a file that is not brought in, or not quite as it stands, and why in words."""

    where: str  # its name, or its number in the file
    why: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A file of meetings as it was understood. `origin` tells one feed of a kind from another: the
    website that it is from, empty where the file does not say.
    """

    source: str
    meetings: tuple[FeedMeeting, ...]
    left_out: tuple[LeftOut, ...] = ()
    noticed: tuple[LeftOut, ...] = ()
    origin: str = ""
    unnamed_formats: tuple[str, ...] = ()  # codes that only a list of formats could explain


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A meeting of the directory as it stands; `said` is what the feed said last.

    `off_at` is when it was taken off the list, as the ISO text of an instant.
    """

    group_id: int
    source: str
    key: str
    facts: GroupFacts
    said: Mapping[str, Any] = field(default_factory=dict)
    off_at: str = ""

    @property
    def off(self) -> bool:
        """Whether it is off the list."""
        return bool(self.off_at)

    @property
    def gone(self) -> bool:
        """Whether it was taken off because the feed did not name it any more."""
        return self.off and bool(self.said.get(_GONE))


@dataclass(frozen=True, slots=True)
class Change:
    """What a feed changes in a meeting that is known: new values by column, and the columns in
    which the house's own words stay. `back`: it returns to the list; `adopted`: it was written
    down by the house before.
    """

    known: KnownGroup
    meeting: FeedMeeting
    values: Mapping[str, Any]
    kept: tuple[str, ...] = ()
    back: bool = False
    adopted: bool = False

    @property
    def needed(self) -> bool:
        """Whether anything is to be written but that the feed said it once more."""
        return bool(self.values) or self.back or self.adopted


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """What bringing a feed in would do, meeting by meeting."""

    feed: Feed
    new: tuple[FeedMeeting, ...]
    changed: tuple[Change, ...]
    same: tuple[Change, ...]  # nothing new to say; what the house changed stays
    off: tuple[KnownGroup, ...]  # the house took them off the list: they stay off
    vanished: tuple[KnownGroup, ...]  # the feed names them no more: offered, never taken off

    @property
    def kept(self) -> int:
        """In how many meetings words of the house's own stay."""
        return sum(bool(change.kept) for change in (*self.changed, *self.same))


def key_of(origin: str, slug: str, weekday: int | None) -> str:
    """The key of one meeting on one day: "slug#6" (0 Monday … 6 Sunday), "slug#" by appointment;
    with the website before it, since two areas may use one slug.
    """
    day = "" if weekday is None else str(weekday)
    return f"{origin}/{slug}#{day}" if origin else f"{slug}#{day}"


def said_json(facts: GroupFacts) -> str:
    """What the feed says now, as it is kept to know later what the house changed."""
    return json.dumps(asdict(facts), ensure_ascii=False, sort_keys=True)


def said_again(said: Mapping[str, Any]) -> str:
    """The same of what was read back; empty for nothing."""
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True) if said else ""


def said_no_more(said: str) -> str:
    """The same, marked as something that the feed no longer says."""
    return json.dumps(read_said(said) | {_GONE: True}, ensure_ascii=False, sort_keys=True)


def read_said(text: str) -> dict[str, Any]:
    """What a feed said last; nothing where that cannot be read."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def plan_feed(feed: Feed, known: Sequence[KnownGroup]) -> FeedPlan:
    """What the feed changes in the directory. What the house changed since the feed's last word
    stays; a meeting that the house wrote down itself is not brought in a second time.
    """
    by_key = _by_key(feed, known)
    _follow_website(feed, by_key)
    by_hand = {
        same_meeting(group.facts.name, group.facts.weekday, group.facts.starts_at): group
        for group in reversed(known) if not group.source and not group.off}
    new: list[FeedMeeting] = []
    changed: list[Change] = []
    same: list[Change] = []
    off: list[KnownGroup] = []
    for meeting in feed.meetings:
        group = by_key.get(meeting.key)
        if group is None:
            group = _pop_same(by_hand, meeting)
        if group is None:
            new.append(meeting)
        elif group.off and not group.gone:
            off.append(group)
        else:
            change = _change(group, meeting)
            (changed if change.needed else same).append(change)
    return FeedPlan(feed, tuple(new), tuple(changed), tuple(same), tuple(off),
                    _vanished(feed, by_key))


def _by_key(feed: Feed, known: Sequence[KnownGroup]) -> dict[str, KnownGroup]:
    """The feed's own meetings that are known; one that stands before one that is off the list."""
    found: dict[str, KnownGroup] = {}
    for group in known:
        if group.source == feed.source and (group.key not in found or found[group.key].off):
            found[group.key] = group
    return found


def _follow_website(feed: Feed, by_key: dict[str, KnownGroup]) -> None:
    """A feed that moved to another website, or names one only now, still means the meetings it
    brought: those of the same slug, day and name.
    """
    named = {meeting.key for meeting in feed.meetings}
    tails: dict[tuple[str, str], list[str]] = {}
    for key, group in by_key.items():
        if key not in named:
            tails.setdefault((_tail(key), group.facts.name), []).append(key)
    for meeting in feed.meetings:
        old = tails.get((_tail(meeting.key), meeting.facts.name), ())
        if meeting.key not in by_key and len(old) == 1:
            by_key[meeting.key] = by_key.pop(old[0])


def _pop_same(
    by_hand: dict[tuple[str, int | None, str], KnownGroup], meeting: FeedMeeting
) -> KnownGroup | None:
    facts = meeting.facts
    group = by_hand.get(same_meeting(facts.name, facts.weekday, facts.starts_at))
    if group is None or group.facts.fellowship != facts.fellowship:
        return None
    return by_hand.pop(same_meeting(facts.name, facts.weekday, facts.starts_at))


def _change(group: KnownGroup, meeting: FeedMeeting) -> Change:
    adopted = not group.source
    values: dict[str, Any] = {}
    kept: list[str] = []
    for column in COLUMNS:
        stands, wanted = getattr(group.facts, column), getattr(meeting.facts, column)
        # what the house left empty when it wrote a meeting down, the feed may fill in
        before = ("" if isinstance(stands, str) else None) if adopted \
            else group.said.get(column, stands)
        if stands == wanted:
            continue
        if stands == before:
            values[column] = wanted
        else:
            kept.append(column)
    return Change(group, meeting, values, tuple(kept), back=group.gone, adopted=adopted)


def _vanished(feed: Feed, by_key: Mapping[str, KnownGroup]) -> tuple[KnownGroup, ...]:
    """Meetings of this very feed that it no longer names. Where it names hardly any that we know,
    it is another list, such as that of another day or area, and says nothing of them.
    """
    named = {meeting.key for meeting in feed.meetings}
    ours = {key: group for key, group in by_key.items()
            if not group.off and _origin(key) == feed.origin}
    if len(named & ours.keys()) * _ONE_IN < len(ours):
        return ()
    return tuple(group for key, group in ours.items() if key not in named)


def _origin(key: str) -> str:
    """The website in a key; it has no slash of its own."""
    slug = key.rpartition("#")[0]
    return slug.partition("/")[0] if "/" in slug else ""


def _tail(key: str) -> str:
    """A key without its website."""
    return key.rpartition("/")[2]
