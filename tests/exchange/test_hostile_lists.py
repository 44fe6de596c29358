"""Hundreds of generated lists, searches and exports, and text that must come through untouched."""

import csv
import io

import pytest
from sqlalchemy import select

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.exchange.columns import find_table, guess
from sobrhouse.exchange.people import Answers, plan_import
from sobrhouse.exchange.spreadsheets import read_bytes
from sobrhouse.queries.imports import import_ground
from sobrhouse.services.imports import import_residents
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Note, Resident
from tests import make
from tests.conftest import OWNER
from tests.drills.lists import HOSTILE, exports, imports
from tests.drills.searching import search_errors, searches
from tests.exchange.files import xlsx
from tests.exchange.lists import TODAY
from tests.reports.hostile import strings
from ui.office.hits import Hit, find

TEXTS = [words for words in HOSTILE if words.strip() and words not in ("-", "None")]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("drill", [imports, searches, exports])
def test_generated_input_never_crashes_nor_comes_in_by_half(drill):
    told = drill(quick=True)
    assert told["ok"], told


@needs(Permission.START, house_free=True)
def stored(session):
    """Last names with their notes, as they came."""
    pairs = select(Resident.legal_last, Note.text).join(Note, Note.resident_id == Resident.id)
    return {tuple(row) for row in session.execute(pairs)}


def as_csv_file(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("made", [as_csv_file, lambda rows: xlsx(*rows)])
def test_any_text_comes_in_as_it_is(store, made):
    house = make.house(store)
    rows = [["First name", "Last name", "Notes"]]
    rows += [[f"P{n}", words, words] for n, words in enumerate(TEXTS)]
    if made is not as_csv_file:  # a workbook's writer takes these for formulas, not the reader
        rows = [row for row in rows if not row[1].startswith("=")]
    table = find_table(read_bytes(made(rows))[0])
    ground = store.read(OWNER, import_ground, house, TODAY)
    plan = plan_import(table, guess(table.headers), Answers(), ground, TODAY)
    store.write(OWNER, import_residents, house, plan.incoming())
    wanted = {(" ".join(row[1].split()), row[2].strip()) for row in rows[1:]}
    assert store.read(SYSTEM, stored) == wanted


def in_a_file(words: str) -> bool:
    """Whether a list in UTF-8 can hold it at all; a NUL is refused with its file."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in words and bool(words.strip())


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_a_thousand_hostile_strings_come_in_as_notes_and_are_searched_for(store):
    house = make.house(store)
    said = [words for words in strings() if in_a_file(words)]
    assert len(said) > 800
    rows = [["First name", "Last name", "Notes"]]
    rows += [[f"P{n}", f"Hostile {n}", words] for n, words in enumerate(said)]
    table = find_table(read_bytes(as_csv_file(rows))[0])
    ground = store.read(OWNER, import_ground, house, TODAY)
    plan = plan_import(table, guess(table.headers), Answers(), ground, TODAY)
    store.write(OWNER, import_residents, house, plan.incoming())
    came = dict(store.read(SYSTEM, stored))
    lost = [n for n, words in enumerate(said)
            if kept(came.get(f"Hostile {n}", "")) != kept(words)]  # fmt: skip
    assert lost == []
    for words in strings():
        assert search_errors(store, words) == 0
        find(words, [Hit("people", words, "", "", (words,), list)])


def kept(words: str) -> str:
    """The text without what stands around it, however its lines end."""
    return "\n".join(words.split("\r\n")).replace("\r", "\n").strip()
