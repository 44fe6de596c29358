"""The search of the leak drill finds what it is for: a search that is blind would find nothing."""

import base64
import sys
import tempfile
import urllib.parse
from pathlib import Path

import pytest

from tests.drills.leaks_found import LAST, PHONE, Watched, hits, searched, spelled, spelled_key


@pytest.mark.parametrize("form", [
    LAST, LAST.upper(), LAST.encode("utf-16-le"), LAST.encode("utf-16-be"), LAST.encode().hex(),
    "Quackenpe\\u00f1a", urllib.parse.quote(LAST),
    *(base64.b64encode(b"x" * n + LAST.encode() + b"tail") for n in range(5)),
])
def test_a_word_is_found_however_it_is_spelled(form):
    data = form if isinstance(form, bytes) else form.encode()
    assert hits(b"before " + data + b" after", spelled(LAST))
    assert not hits(b"before and after", spelled(LAST))


def test_files_are_searched_by_what_they_are_and_by_name(tmp_path):
    for name, text in (
        ("data/house.db", PHONE), ("data/logs/x.log", ""), ("data/backups/b.db", PHONE),
        ("data/ui.ini", PHONE), (f"papers/{PHONE}.pdf", ""), ("tmp/x", PHONE), ("core.7", PHONE),
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    found, files, size = searched(tmp_path, {PHONE.encode()})
    assert found == {"database": 1, "logs": 0, "backups": 1, "settings": 1, "papers": 1, "tmp": 1,
                     "core": 1}  # fmt: skip
    assert (files, size) == (7, 5 * len(PHONE))


def test_a_key_is_found_raw_and_in_letters():
    dek = bytes(range(200, 232))
    for form in (dek, dek.hex().encode(), base64.b64encode(dek)):
        assert hits(b"a" + form + b"z", spelled_key(dek))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_a_file_that_came_and_went_is_seen(tmp_path):
    watched = Watched(tmp_path)
    assert watched.written() == []
    with tempfile.NamedTemporaryFile(dir=tmp_path) as passing:
        passing.write(b"x")
        name = Path(passing.name).name
    assert list(tmp_path.iterdir()) == []
    assert watched.written() == [name]
    watched.close()
