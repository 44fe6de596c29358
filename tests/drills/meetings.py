"""Drill of meeting feeds: generated files of every kind, read, brought in and taken back."""

import json
from dataclasses import asdict, replace
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sobrhouse.domain.meeting_feeds import Feed, FeedMeeting, plan_feed
from sobrhouse.domain.meeting_groups import COLUMNS
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.exchange.meeting_feeds import read_feed
from sobrhouse.problems import Problem
from sobrhouse.services.meeting_imports import import_meetings, undo_meetings
from sobrhouse.storage.access import needs
from sobrhouse.storage.lookups.known_groups import known_groups
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, House, ImportBatch, MeetingGroup
from sobrhouse.storage.work import Work
from tests.drills.houses import drilled
from tests.drills.lists import HOSTILE, _generate
from tests.exchange.feeds import NAWS, as_csv
from tests.exchange.files import xlsx

FEEDS_A_HOUSE = 250  # then another house, so that the first feeds do not slow the last ones down

text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20), st.sampled_from(
    ("Noon Group", "Big Book &amp; Steps", "<p>Ring the bell</p>", "Women&#8217;s", "\ud800", "")))
odd = st.one_of(st.none(), st.booleans(), st.integers(-3, 9), st.floats(), text,
                st.lists(st.integers(0, 7), max_size=3), st.dictionaries(text, text, max_size=1),
                st.just(10 ** 400))
day = st.one_of(st.integers(0, 6), st.integers(-1, 8), st.lists(st.integers(0, 6), max_size=7),
                st.none(), odd, st.sampled_from((
                    "1", "Monday", "Tue", "lunes", "Mon, Wed", "daily", "Someday", "")))
time = st.one_of(st.sampled_from((
    "19:30", "7:30 PM", "0730", "19:30:00", "noon", "7 PM - 8 PM", "25:00", "",
    "7")), st.none(), odd)
slug = st.one_of(st.sampled_from(("a", "b", "c", "1", "a/b#c")), st.integers(0, 5), odd)
zone = st.one_of(st.sampled_from(("America/New_York", "Asia/Tokyo", "Mars/Base", "")), odd)
link = st.one_of(st.sampled_from(("https://zoom.us/j/1", "zoom.us/j/1", "javascript:x")), odd)


def _entry(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional)


guide = _entry({"name": text, "slug": slug}, {
    "day": day, "time": time, "end_time": time, "timezone": zone, "types": st.one_of(
        st.lists(st.one_of(st.sampled_from(("O", "C", "ONL", "TC", "X", "S", "ZZ")), odd),
                 max_size=4), odd),
    "location": text, "formatted_address": odd, "address": text, "city": odd, "state": odd,
    "region": odd, "regions": odd, "notes": text, "group": odd, "latitude": odd, "longitude": odd,
    "conference_url": link, "conference_url_notes": odd, "conference_phone": odd, "url": link,
    "attendance_option": st.one_of(st.sampled_from(("online", "inactive")), odd),
    "approximate": odd, "entity_url": link})
na = _entry({"id_bigint": slug, "meeting_name": text, "weekday_tinyint": day}, {
    "start_time": time, "duration_time": st.one_of(st.just("01:30:00"), odd), "formats": odd,
    "venue_type": odd, "time_zone": zone, "location_text": text, "location_street": odd,
    "location_municipality": odd, "latitude": odd, "longitude": odd, "published": odd,
    "virtual_meeting_link": link, "phone_meeting_number": odd, "root_server_uri": link})
entries = st.one_of(st.lists(guide, max_size=6), st.lists(na, max_size=6),
                    st.lists(st.one_of(guide, na, odd), max_size=6))


@st.composite
def json_feeds(draw: Any) -> bytes:
    """JSON in some encoding and some wrapping."""
    found = draw(entries)
    whole: Any = draw(st.sampled_from((found, {"meetings": found, "formats": found}, found[:1])))
    said = json.dumps(whole, ensure_ascii=draw(st.booleans()), allow_nan=True)
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")))
    return said.encode(encoding, "replace")


@st.composite
def table_feeds(draw: Any) -> bytes:
    """A TSML or NAWS table, as CSV or as a workbook."""
    tsml = ["Time", "End Time", "Day", "Name", "Location", "Address", "Types", "Timezone",
            "Conference URL", "Slug"]
    heads = draw(st.sampled_from((tsml, NAWS)))
    cell = {"time": time, "end time": time, "day": day, "name": text, "committeename": text}
    rows = draw(st.lists(st.tuples(*(cell.get(h.lower(), odd) for h in heads)), max_size=4))
    lines = [heads, *([_in_a_cell(value) for value in row] for row in rows)]
    if draw(st.integers(0, 9)) == 0:
        return xlsx(*([value[:200] for value in line] for line in lines))
    return as_csv(*lines, delimiter=draw(st.sampled_from(",;\t")))


def _in_a_cell(value: Any) -> str:
    said = "" if value is None else str(value)
    return "".join(c for c in said if c.isprintable() and not "\ud800" <= c <= "\udfff")


@st.composite
def damaged(draw: Any) -> bytes:
    """A feed cut off, or with some bytes changed."""
    data = bytearray(draw(st.one_of(json_feeds(), table_feeds())))
    at = len(data) * draw(st.integers(0, 999)) // 1000  # a workbook's length is not always one
    if draw(st.booleans()):
        return bytes(data[:at])
    data[at:at + draw(st.integers(0, 9))] = draw(st.binary(max_size=9))
    return bytes(data)


files = st.one_of(json_feeds(), json_feeds(), table_feeds(), damaged(), st.binary(max_size=80))


@needs(Permission.START, house_free=True)
def standing(session: Session, house: int) -> tuple[Any, ...]:
    """All that stands in a house's directory, and how many imports and audit rows there are."""
    table: Any = MeetingGroup.__table__
    rows = session.execute(
        select(*(table.c[name] for name in (*COLUMNS, "source_key")))
        .where(table.c.house_id == house, table.c.voided_at.is_(None)).order_by(table.c.id))
    counts = (select(func.count()).select_from(ImportBatch).where(ImportBatch.undone_at.is_(None)),
              select(func.count()).select_from(AuditEntry))
    return (*(tuple(row) for row in rows), *(session.scalar(count) for count in counts))


@needs(Permission.START, house_free=True)
def planned(session: Session, house: int, feed: Feed) -> int:
    """How many meetings of the feed are new."""
    return len(plan_feed(feed, known_groups(session, house, feed.source)).new)


def feeds(quick: bool) -> dict[str, object]:
    """Any feed at all is read, or refused in a sentence; what comes in is whole, or nothing."""
    done = dict.fromkeys(
        ("feeds", "refused", "read", "meetings", "brought_in", "held_back", "partial"), 0)
    with drilled() as house, house.open() as store:
        houses = [1]

        def one(data: bytes) -> None:
            done["feeds"] += 1
            if done["feeds"] % FEEDS_A_HOUSE == 0:
                houses.append(store.write(SYSTEM, _add_house))
            feed = _read(data)
            done["refused" if feed is None else "read"] += 1
            if feed is not None:
                done["meetings"] += len(feed.meetings)
                _bring_in(store, houses[-1], feed, done)

        _generate(one, files, 30 if quick else 10_000)
        control = _half_a_feed_is_noticed(store, houses[-1])
    ok = done["partial"] == 0 and done["brought_in"] > 0 and done["held_back"] > 0 and control
    return {"ok": ok, **done, "control_noticed": control}


def _read(data: bytes) -> Feed | None:
    try:
        return read_feed(data)
    except Problem as problem:
        assert problem.sentence and "\n" not in problem.sentence
        return None


def _bring_in(store: Store, house: int, feed: Feed, done: dict[str, int]) -> None:
    """A feed with one impossible meeting leaves nothing; the whole one comes in as it says, once,
    and goes again without a trace on the list.
    """
    before = store.read(SYSTEM, standing, house)
    try:
        store.write(SYSTEM, import_meetings, house, _with_an_impossible_one(feed))
    except IntegrityError:
        done["held_back"] += 1
    done["partial"] += store.read(SYSTEM, standing, house) != before
    new = store.read(SYSTEM, planned, house, feed)
    made = store.write(SYSTEM, import_meetings, house, feed)
    done["brought_in"] += 1
    after = store.read(SYSTEM, standing, house)
    wanted = {(*asdict(m.facts).values(), m.key) for m in feed.meetings}
    done["partial"] += made.new != new or set(after[:-2]) != wanted
    again = store.write(SYSTEM, import_meetings, house, feed)
    done["partial"] += again.batch_id is not None or store.read(SYSTEM, standing, house) != after
    store.write(SYSTEM, undo_meetings, made.batch_id)
    done["partial"] += store.read(SYSTEM, standing, house)[:-2] != before[:-2]


def _with_an_impossible_one(feed: Feed) -> Feed:
    facts = replace(feed.meetings[-1].facts, weekday=9)
    return replace(feed, meetings=(*feed.meetings, FeedMeeting("impossible#9", facts)))


def _half_a_feed_is_noticed(store: Store, house: int) -> bool:
    """The control: meetings brought in one by one leave some behind when one is refused."""
    feed = read_feed(json.dumps([{"name": "Noon", "slug": "n", "day": 1}]).encode())
    before = store.read(SYSTEM, standing, house)
    try:
        for meeting in _with_an_impossible_one(feed).meetings:
            store.write(SYSTEM, import_meetings, house, replace(feed, meetings=(meeting,)))
    except IntegrityError:
        return store.read(SYSTEM, standing, house) != before
    return False


def _add_house(work: Work) -> int:
    work.require(Permission.START)
    house = work.add(House(name="Another House"))
    work.record("house.made", house)
    return house.id
