"""Files from outside at the program's doors: what a child read is what we would have read, and what
would eat all memory is a sentence.
"""

import sys
from dataclasses import asdict

import pytest

from sobrhouse.exchange import meeting_feeds, workbooks
from sobrhouse.exchange.aside import write_after
from sobrhouse.exchange.meeting_feeds import read_feed, read_feed_file
from sobrhouse.exchange.spreadsheets import is_little_text, read_bytes, read_file
from sobrhouse.problems import Problem
from sobrhouse.storage.outside.pictures import MOST_SCANS, make_safe, press
from tests.drills.outside_lists import BOOK, PLACES, ROWS, strings, with_member
from tests.drills.outside_pictures import stepped
from tests.exchange.feeds import as_json, entry
from tests.exchange.files import changed, ods, xlsx


def kept(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_workbook_read_by_a_child_is_the_same_days_and_all(tmp_path):
    book = xlsx(*ROWS, ["é\u202e", 1.5, True, None, "2026-01-02"])
    assert not is_little_text(book)
    assert read_file(kept(tmp_path, "people.xlsx", book)) == read_bytes(book, "people")


def test_a_feed_read_by_a_child_is_the_same(tmp_path, monkeypatch):
    data = as_json(entry(slug="a", day=[1, 2], notes="x" * 400), entry(slug="b", day=9), 3)
    monkeypatch.setattr(meeting_feeds, "is_little_text", lambda _data: False)
    found = read_feed_file(kept(tmp_path, "feed.json", data))
    assert asdict(found) == asdict(read_feed(data)) and found.left_out


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX")
def test_a_workbook_that_asks_for_all_memory_is_a_sentence(tmp_path):
    with pytest.raises(Problem, match="holds more than we can read at once"):
        read_file(kept(tmp_path, "strings.xlsx", strings()))


@pytest.mark.parametrize("name", PLACES)
def test_a_workbook_whose_parts_are_named_elsewhere_leaves_nothing_anywhere(
    tmp_path, name, monkeypatch
):
    here = tmp_path / "a" / "b"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    try:
        sheets = read_bytes(with_member(ods(*ROWS), name))
    except Problem:
        pass
    else:
        assert sheets[0].lines[1].cells[0] == "Jay Porter"
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


@pytest.mark.parametrize(("part", "said"), [
    ("<a>" + "<b/>" * 300 + "</a>", "holds more than we can read at once"),
    ("<a>" * 201 + "</a>" * 201, "damaged"),
])
def test_a_part_of_very_many_or_very_deep_elements_is_refused(part, said, monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_ELEMENTS", 300)
    with pytest.raises(Problem, match=said):
        read_bytes(changed(ods(*ROWS), BOOK, part))


def test_a_row_far_wider_than_any_sheet_is_refused_and_empty_cells_at_its_end_are_none():
    assert read_bytes(b"Name" + b"," * 16_000)[0].lines[0].cells == ("Name",)
    with pytest.raises(Problem, match="more than 200 columns"):
        read_bytes(b"Name" + b"," * 17_000)


def test_a_feed_of_too_many_days_is_refused_when_the_last_that_may_be_is_read(monkeypatch):
    monkeypatch.setattr(meeting_feeds, "MAX_MEETINGS", 5)
    taken = []
    monkeypatch.setattr(meeting_feeds, "key_of", lambda *key: taken.append(key) or str(key))
    with pytest.raises(Problem, match="larger than"):
        read_feed(as_json(*(entry(slug=f"s{n}", day=[0, 1, 2]) for n in range(5))))
    assert len(taken) == 6


def test_a_picture_in_very_many_steps_is_too_large_and_one_in_few_is_none():
    assert press(stepped(64, 64, MOST_SCANS), 640).width == 64
    with pytest.raises(Problem, match="too large"):
        press(stepped(64, 64, MOST_SCANS + 1), 640)


def test_a_picture_as_iphones_keep_it_is_told_what_to_do():
    with pytest.raises(Problem, match="HEIC"):
        make_safe(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_file_that_is_saved_follows_no_link_that_somebody_put_beside_it(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"stands")
    (tmp_path / ".list.csv.part").symlink_to(theirs)
    write_after(b"ours", tmp_path / "list.csv", lambda: None)
    assert theirs.read_bytes() == b"stands" and (tmp_path / "list.csv").read_bytes() == b"ours"
    assert not (tmp_path / "list.csv").is_symlink()
