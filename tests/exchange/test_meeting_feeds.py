"""Feeds of recovery meetings: real ones counted by another route, odd ones read, broken refused."""

import csv
import json
from collections import Counter

import pytest

from sobrhouse.exchange.meeting_feeds import read_feed, read_feed_file, with_fellowship
from sobrhouse.problems import Problem
from tests.drills.meetings import feeds
from tests.exchange.feeds import NAWS, as_csv, as_json, entry, na_entry, naws_row, real
from tests.exchange.files import xlsx


def facts(data, number=0, **more):
    """What the feed says of one meeting."""
    return read_feed(data, **more).meetings[number].facts


def guide(**more):
    return facts(as_json(entry(**more)))


@pytest.mark.slow
def test_generated_feeds_never_crash_nor_come_in_by_half():
    told = feeds(quick=True)
    assert told["ok"], told


# --- real feeds -------------------------------------------------------------------------------

ISO = {"Sunday": 6, "Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4,
       "Saturday": 5}


@pytest.mark.parametrize("name", ["edmonton", "times", "timezones", "appointment", "example"])
def test_a_real_meeting_guide_feed_gives_a_row_for_each_meeting_and_day(name):
    path = real(f"meeting-guide/{name}.json")
    loaded = json.loads(path.read_text(encoding="utf-8"))
    wanted = Counter()
    for one in loaded if isinstance(loaded, list) else [loaded]:
        days = one.get("day")
        for day in days if isinstance(days, list) else [days]:
            wanted[None if day is None else [6, 0, 1, 2, 3, 4, 5][int(day)]] += 1
    feed = read_feed_file(path)
    assert Counter(m.facts.weekday for m in feed.meetings) == wanted
    assert (feed.source, feed.left_out) == ("meeting_guide", ())


def test_the_real_edmonton_feed_says_who_may_come_and_when():
    path = real("meeting-guide/edmonton.json")
    loaded = json.loads(path.read_text(encoding="utf-8"))
    found = [m.facts for m in read_feed_file(path).meetings]
    for code, closed in (("C", True), ("O", False)):
        assert sum(code in one["types"] for one in loaded) == sum(f.closed is closed for f in found)
    evening = sum(one["time"].endswith("PM") and not one["time"].startswith("12") for one in loaded)
    assert evening == sum(f.starts_at >= "13:00" for f in found)
    assert all(f.starts_at for f in found)


def test_a_real_na_search_counts_monday_as_the_second_day():
    path = real("bmlt/yap-meeting-search-42.867970-day2.json")
    loaded = json.loads(path.read_text(encoding="utf-8"))["meetings"]
    feed = read_feed_file(path)
    assert len(feed.meetings) == len(loaded) == len({one["id_bigint"] for one in loaded})
    assert {m.facts.weekday for m in feed.meetings} == {ISO["Monday"]}
    opened = sum("O" in one["formats"].split(",") for one in loaded)
    assert sum(m.facts.closed is False for m in feed.meetings) == opened


def test_the_real_list_of_formats_gives_codes_their_words():
    formats = real("bmlt/yap-formats.json").read_bytes()
    words = {one["key_string"]: one["name_string"] for one in json.loads(formats)}
    data = as_json(na_entry(formats="IL,SC,C,WC"))
    assert read_feed(data).unnamed_formats == ("IL", "SC")
    found = facts(data, formats=formats)
    assert (found.topic, found.types) == (words["IL"], words["SC"])
    assert (found.closed, found.accessible) == (True, True)


def test_the_real_tsml_template_gives_a_meeting_for_each_row():
    path = real("tsml/template.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    feed = read_feed_file(path)
    assert feed.source == "tsml"
    assert Counter(m.facts.weekday for m in feed.meetings) == Counter(ISO[r["Day"]] for r in rows)
    assert [m.facts.name for m in feed.meetings] == [r["Name"] for r in rows]
    wheels = sum("Wheelchair Access" in r["Types"].split(", ") for r in rows)
    assert sum(m.facts.accessible is True for m in feed.meetings) == wheels


@pytest.mark.parametrize(("name", "says"), [
    ("meeting-guide/invalid.json", "line 80 cannot be read"),
    ("meeting-guide/types.json", "not a list of meetings"),
    ("bmlt/yap-formats.json", "no meetings"),
    ("bmlt/yap-meeting-search-0-0.json", "There are no meetings"),
])
def test_a_real_file_without_meetings_is_refused_in_one_sentence(name, says):
    with pytest.raises(Problem, match=says):
        read_feed_file(real(name))


# --- what feeds have instead of what they should ----------------------------------------------

@pytest.mark.parametrize(("day", "weekdays"), [
    (0, [6]), (6, [5]), ("1", [0]), ([1, 3], [0, 2]), (["1", "3"], [0, 2]), ("1,3", [0, 2]),
    ("Monday", [0]), ("Tues.", [1]), ("lunes y jueves", [0, 3]), ("Mondays", [0]),
    (["Sunday", 0], [6]), ("daily", list(range(7))), (2.0, [1]), (None, [None]), ("", [None]),
    ([], [None]),
])
def test_a_day_is_a_number_a_name_a_list_or_nothing(day, weekdays):
    feed = read_feed(as_json(entry(day=day)))
    assert [m.facts.weekday for m in feed.meetings] == weekdays
    assert len({m.key for m in feed.meetings}) == len(weekdays)


@pytest.mark.parametrize("day", [7, -1, "Someday", "T", True, {"day": 1}, 1.5, "99"])
def test_a_meeting_on_an_unclear_day_stays_out_as_nobody_should_go_on_a_wrong_one(day):
    feed = read_feed(as_json(entry(), entry("odd", "Odd Group", day=day)))
    assert [m.key for m in feed.meetings] == ["noon#6"]
    (left,) = feed.left_out
    assert "Odd Group" in left.where
    assert "no day of the week" in left.why


@pytest.mark.parametrize(("time", "starts_at"), [
    ("19:30", "19:30"), ("19:30:00", "19:30"), ("7:30 PM", "19:30"), ("7:30pm", "19:30"),
    ("7:30 p.m.", "19:30"), ("7 PM", "19:00"), ("0730", "07:30"), ("1930", "19:30"),
    (1930, "19:30"), (730, "07:30"), ("12:00 AM", "00:00"), ("12:00 PM", "12:00"),
    ("noon", "12:00"), ("Midnight", "00:00"), ("24:00", "00:00"), ("7.30 pm", "19:30"),
    ("7:30\u202fPM", "19:30"), ("19h30", "19:30"), ("2026-11-22T19:30:00Z", "19:30"),
    (0.8125, "19:30"), ("", ""), (None, ""),
])
def test_a_time_is_read_by_either_clock(time, starts_at):
    assert guide(time=time).starts_at == starts_at


@pytest.mark.parametrize("time", ["25:00", "7:99 PM", "evening", "7", [], "13:75"])
def test_a_time_that_cannot_be_read_leaves_the_meeting_without_one(time):
    feed = read_feed(as_json(entry(time=time)))
    assert feed.meetings[0].facts.starts_at == ""
    assert bool(feed.noticed) == bool(time)


@pytest.mark.parametrize(("more", "minutes"), [
    ({"end_time": "13:30"}, 90), ({"time": "11:30 PM", "end_time": "12:30 AM"}, 60),
    ({"time": "7:00 PM - 8:15 PM"}, 75), ({"time": "7-8 PM"}, 60), ({"end_time": "12:00"}, None),
    ({"end_time": "late"}, None), ({}, None),
])
def test_the_length_is_from_start_to_end(more, minutes):
    assert guide(**more).length_minutes == minutes


def test_a_meeting_without_a_day_is_by_appointment_even_where_a_time_is_named():
    feed = read_feed(as_json(entry(day=None)))
    assert (feed.meetings[0].facts.weekday, feed.meetings[0].facts.starts_at) == (None, "")
    assert feed.meetings[0].key == "noon#"
    assert "by appointment" in feed.noticed[0].why


def test_an_unknown_time_zone_is_said_and_the_houses_own_stands():
    assert guide(timezone="America/Los_Angeles").timezone == "America/Los_Angeles"
    feed = read_feed(as_json(entry(timezone="Mars/Base")))
    assert feed.meetings[0].facts.timezone == ""
    assert "Mars/Base" in feed.noticed[0].why


def test_tags_entities_and_control_letters_leave_only_words():
    found = guide(
        name="Women&#8217;s &amp;amp; Friends <b>Group</b>",
        notes="Ring <i>twice</i>.<br>Ask&nbsp;for Al\x00\x07.\u202e \ud800",
        location=" Alano\n Club ")
    assert found.name == "Women\u2019s & Friends Group"
    assert found.notes.splitlines() == ["Ring twice .", "Ask for Al ."]
    assert found.place == "Alano Club"
    found.notes.encode()


@pytest.mark.parametrize(("more", "how"), [
    ({}, "in_person"), ({"conference_url": "https://zoom.us/j/1"}, "hybrid"),
    ({"conference_url": "https://zoom.us/j/1", "types": ["TC"]}, "online"),
    ({"types": ["ONL"]}, "online"),
    ({"conference_url": "https://zoom.us/j/1", "approximate": "yes"}, "online"),
    ({"types": ["TC"]}, ""), ({"attendance_option": "hybrid"}, "hybrid"),
    ({"location": None, "address": None, "conference_phone": "+15550101"}, "online"),
])
def test_how_people_meet_follows_from_what_the_feed_gives(more, how):
    assert guide(**more).format == how


def test_only_a_link_of_the_web_is_a_link():
    assert guide(conference_url="www.zoom.us/j/1").link == "https://www.zoom.us/j/1"
    odd = guide(conference_url="javascript:alert(1)", conference_url_notes="Ask")
    assert (odd.link, odd.link_notes) == ("", "javascript:alert(1) Ask")


def test_what_does_not_meet_at_present_stays_out():
    feed = read_feed(as_json(entry(), entry("b", attendance_option="inactive")))
    assert len(feed.meetings) == len(feed.left_out) == 1
    feed = read_feed(as_json(na_entry(), na_entry("8", published="0")))
    assert len(feed.meetings) == len(feed.left_out) == 1


def test_one_slug_for_two_meetings_keeps_both_and_the_same_twice_once():
    feed = read_feed(as_json(entry(), entry(), entry(time="19:00"), entry(time="19:00", notes="x")))
    assert [m.key for m in feed.meetings] == ["noon#6", "noon@19:00#6", "noon~2#6"]
    assert [n.why for n in feed.noticed] == ["It is in the file twice."]


def test_a_meeting_without_a_slug_is_known_again_by_name_place_and_time():
    one, other = (read_feed(as_json(entry(None, notes=notes))) for notes in ("a", "b"))
    assert one.meetings[0].key == other.meetings[0].key == "noon group-alano club-12:00#6"


def test_the_website_that_most_entries_name_is_part_of_the_key():
    rows = [entry(n, url=f"https://www.area12.org/{n}") for n in range(3)]
    feed = read_feed(as_json(*rows, entry("x", url="https://elsewhere.org/x")))
    assert feed.origin == "area12.org"
    assert feed.meetings[0].key == "area12.org/0#6"
    spread = [entry(n, url=f"https://group{n}.org/") for n in range(4)]
    assert read_feed(as_json(*spread)).origin == ""


@pytest.mark.parametrize("encode", [
    lambda text: text.encode(), lambda text: text.encode("utf-8-sig"),
    lambda text: text.encode("utf-16"), lambda text: text.encode("utf-16-le"),
    lambda text: text.encode("cp1252"), lambda text: b"\r\n \t" + text.encode(),
])
def test_a_feed_is_read_in_the_encoding_it_has(encode):
    text = json.dumps([entry(name="Grupo Vivir Mejor, Peñas")], ensure_ascii=False)
    assert facts(encode(text)).name == "Grupo Vivir Mejor, Peñas"


@pytest.mark.parametrize("wrap", [
    lambda rows: {"meetings": rows}, lambda rows: rows[0], lambda rows: rows,
    lambda rows: {"meetings": rows, "formats": []},
])
def test_meetings_are_found_however_the_file_wraps_them(wrap):
    for one in (entry(), na_entry()):
        assert len(read_feed(json.dumps(wrap([one])).encode()).meetings) == 1


@pytest.mark.parametrize("broken", [
    b"", b"[", b'[{"name": "x", "slug": ', b"\x00\x01\x02", b"[]", b"{}", b"[1, 2]",
    b"[null]", b"null", b"7", b'"x"', b"[[[[" * 50_000,
    b'[{"name": "x", "day": ' + b"9" * 5000 + b"}]",
    b"<!doctype html><html></html>", b"a,b\n1,2", b"PK\x03\x04junk", b"%PDF-1.4",
    as_json({"name": "", "slug": "x"}), as_json(entry(day="never")), b"\xff\xfe[",
])
def test_what_is_no_feed_is_refused_in_one_sentence(broken):
    with pytest.raises(Problem) as refused:
        read_feed(broken)
    assert refused.value.sentence
    assert "\n" not in refused.value.sentence


def test_entries_that_are_no_meetings_stay_out_and_are_named():
    feed = read_feed(as_json(entry(), None, 7, [], {"slug": "x"}))
    assert len(feed.meetings) == 1
    assert len(feed.left_out) == 4


def test_a_feed_is_not_read_beyond_what_one_house_can_use(monkeypatch):
    from sobrhouse.exchange import meeting_feeds

    monkeypatch.setattr(meeting_feeds, "MAX_MEETINGS", 3)
    with pytest.raises(Problem, match="more than 3 meetings"):
        read_feed(as_json(*(entry(n) for n in range(4))))
    with pytest.raises(Problem, match="larger than 25 MB"):
        read_feed(b"[" + b" " * meeting_feeds.MAX_BYTES + b"]")


# --- BMLT and tables --------------------------------------------------------------------------

def test_na_counts_from_sunday_one_and_says_where_and_how():
    found = facts(as_json(na_entry(
        formats="O,To,WC,VM", duration_time="01:30:00", venue_type="3", latitude="42.96",
        longitude="-77.12", virtual_meeting_link="https://zoom.us/j/2")))
    assert (found.weekday, found.starts_at, found.length_minutes) == (6, "19:00", 90)
    assert (found.fellowship, found.closed, found.accessible) == ("NA", False, True)
    assert (found.format, found.topic) == ("hybrid", "Topic")
    assert (found.latitude, found.longitude) == (42.96, -77.12)
    assert found.address == "3 Oak Street, Albany"


@pytest.mark.parametrize(("latitude", "longitude"), [
    ("0", "0"), ("", ""), ("91", "0"), ("nan", "1"), (None, 3), ("x", "y"), ("1e999", "1")])
def test_what_is_no_place_on_the_map_is_left_empty(latitude, longitude):
    found = guide(latitude=latitude, longitude=longitude)
    assert (found.latitude, found.longitude) == (None, None)


def test_a_zero_has_no_sign_as_databases_forget_it():
    assert repr(guide(latitude=-1e-99, longitude=6).latitude) == "0.0"


def test_a_naws_table_is_known_by_its_headings():
    rows = (NAWS, naws_row(), naws_row(
        bmlt_id="", Day="Wednesday", Time="1900", Closed="CLOSED", Format1="BT",
        VirtualMeetingLink="https://zoom.us/j/3", WheelChr="FALSE"),
        naws_row(bmlt_id="78", Delete="D"), naws_row(bmlt_id="79", unpublished="1"))
    for data in (as_csv(*rows), as_csv(*rows, delimiter=";"), xlsx(*rows)):
        feed = read_feed(data)
        assert (feed.source, len(feed.left_out)) == ("naws", 2)
        first, second = feed.meetings
        assert (first.key, second.key) == ("77#6", "G00123@19:00#2")
        assert (first.facts.starts_at, first.facts.closed, first.facts.accessible) == (
            "07:30", False, True)
        assert (second.facts.closed, second.facts.accessible, second.facts.topic) == (
            True, False, "Basic Text")
        assert (first.facts.format, second.facts.format) == ("in_person", "hybrid")
        assert first.facts.address == "3 Oak Street, Albany, NY 12203"


def test_a_tsml_table_is_known_by_its_headings_even_below_a_title():
    rows = [["Meetings of our area"], ["Time", "End Time", "Day", "Name", "Location", "Address",
            "Types", "Conference URL", "Slug"],
            ["6:00 PM", "7:00 PM", "Monday", "After Work", "Club", "1 Main St", "Open, Big Book",
             "", "after-work"], ["", "", "", "Ask Us", "", "", "", "", "ask"]]
    for data in (as_csv(*rows), xlsx(*rows)):
        feed = read_feed(data)
        assert [m.key for m in feed.meetings] == ["after-work#0", "ask#"]
        found = feed.meetings[0].facts
        assert (found.starts_at, found.length_minutes, found.closed, found.topic) == (
            "18:00", 60, False, "Big Book")


def test_the_fellowship_can_be_said_where_the_feed_does_not():
    feed = with_fellowship(read_feed(as_json(entry())), "AL-ANON")
    assert feed.meetings[0].facts.fellowship == "AL-ANON"
