"""Drills of what comes in and goes out: generated lists and exports (safety.md T9)."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.imports import Existing, Incoming, Outcome
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.exchange.columns import HEADINGS, find_table, guess
from sobrhouse.exchange.lists_out import as_csv, as_xlsx
from sobrhouse.exchange.people import Answers, Plan, leave_out_problems, plan_import
from sobrhouse.exchange.spreadsheets import read_bytes
from sobrhouse.problems import Problem
from sobrhouse.queries.imports import import_ground
from sobrhouse.queries.known_people import people_named
from sobrhouse.services.imports import import_residents, undo_import
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Bed, BedAssignment, Contact, Note, Resident, Room, Stay
from sobrhouse.storage.work import Work
from tests.drills.houses import drilled
from tests.exchange.files import ods, xlsx

TODAY = date(2026, 11, 22)
FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
HOSTILE = (
    "=cmd|' /C calc'!A1", "'; DROP TABLE resident; --", "<b>x</b>", "[[[", "%s%n", "../../etc",
    "\u202egnp.exe", "🏠" * 50, "x" * 10_000, "Ｊａｙ", "José", "Nguyễn", "עברית", "漢字", "\t",
    '"', "'", "a\nb", "NULL", "None", "-", "0", "1e999", "9" * 40, "2026-02-30", "3/7/26",
    "13/13/13", "1900-01-01", "7 Mar 2026", "555-010-4471", "(555) 010-4471 x9", "1A",
    "room 1 bed A", "Phase 1",
)
PLAIN = ("Jay Porter", "Porter, Jay", "Sam", "1985-03-07", "2026-09-01", "+1 555 010 4471", "",
         "n/a")
QUICK, WHOLE = 300, 10_000
WRITTEN = 8  # one plan in so many is brought in for true: a disk's syncs take the time

cell = st.one_of(st.sampled_from(PLAIN), st.sampled_from(HOSTILE), st.text(max_size=30))
heading = st.one_of(
    st.sampled_from([word for words in HEADINGS.values() for word in words]), st.text(max_size=12))
name = st.one_of(st.sampled_from(("Jay Porter", "Sam Ortiz", "Ann Lee", "Porter, Jay")), cell)


@st.composite
def tables(draw: Any) -> bytes:
    """A list as somebody might have it: a column of names and others, in some encoding."""
    headers = ["Name", *draw(st.lists(heading, max_size=6))]
    rows = draw(st.lists(st.tuples(name, *([cell] * (len(headers) - 1))), max_size=6))
    out = io.StringIO()
    csv.writer(out, delimiter=draw(st.sampled_from(",;\t|"))).writerows([headers, *rows])
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")))
    return out.getvalue().encode(encoding, "replace")


@st.composite
def broken(draw: Any) -> bytes:
    """A workbook with some bytes changed, cut off or put in."""
    data = bytearray(draw(st.sampled_from(_BOOKS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data) - 1))
        data[at:at + draw(st.integers(0, 30))] = draw(st.binary(max_size=30))
        data = data or bytearray(b"P")
    return bytes(data)


_ROWS = (["Name", "DOB", "Bed"], ["Jay Porter", date(1985, 3, 7), "1A"], ["Sam", "x", 5])
_BOOKS = (xlsx(*_ROWS), ods(*_ROWS))
files = st.one_of(tables(), tables(), tables(), st.binary(max_size=200), broken())


@needs(Permission.START, house_free=True)
def counted(session: Session) -> tuple[int, ...]:
    """How many rows stand in each table that an import writes."""
    live = ((Resident, Resident.voided_at), (Stay, Stay.voided_at), (Note, Note.voided_at),
            (Contact, Contact.voided_at), (BedAssignment, BedAssignment.void_at))
    return tuple(
        session.scalar(select(func.count()).select_from(table).where(void.is_(None))) or 0
        for table, void in live)


def imports(quick: bool) -> dict[str, object]:
    """Any file at all is read, or refused in a sentence; any import is whole, or not at all."""
    done = {"files": 0, "refused": 0, "planned": 0, "brought_in": 0, "held_back": 0, "partial": 0}
    with drilled() as house, house.open() as store:
        store.write(SYSTEM, _add_beds)
        known = Incoming(line=1, outcome=Outcome.NEW_PERSON, legal_first="Jay",
                         legal_last="Porter", birth_date=date(1985, 3, 7))
        store.write(SYSTEM, import_residents, 1, [known])
        known_people = store.read(SYSTEM, people_named, 1, ("jay porter",), (), actor=SYSTEM)
        ground = replace(store.read(SYSTEM, import_ground, 1, TODAY), people=known_people)

        def one(data: bytes) -> None:
            done["files"] += 1
            plan = _plan(ground, data)
            done["refused" if plan is None else "planned"] += 1
            if plan is not None and plan.incoming() and done["planned"] % WRITTEN == 0:
                _bring_in(store, plan, done)

        _generate(one, files, QUICK if quick else WHOLE)
        control = _half_import_is_noticed(store)
    return {"ok": done["partial"] == 0 and done["brought_in"] > 0 and control,
            **done, "control_noticed": control}


def _plan(ground: Existing, data: bytes) -> Plan | None:
    try:
        table = find_table(read_bytes(data)[0])
        columns = guess(table.headers)
        plan = plan_import(table, columns, Answers(), ground, TODAY)
        answers = replace(Answers(), orders={q.column: "mdy" for q in plan.questions})
        plan = plan_import(table, columns, answers, ground, TODAY)
        return plan_import(table, columns, leave_out_problems(plan.rows, answers), ground, TODAY)
    except Problem as problem:
        assert problem.sentence and "\n" not in problem.sentence
        return None


def _bring_in(store: Store, plan: Plan, done: dict[str, int]) -> None:
    """Bring in what is ready, and the same with a row that must be refused: whole, or nothing."""
    before = store.read(SYSTEM, counted)
    rows = plan.incoming()
    try:
        store.write(SYSTEM, import_residents, 1, (*rows, replace(rows[0], line=999, bed_id=999)))
    except Problem:
        done["held_back"] += 1
    done["partial"] += store.read(SYSTEM, counted) != before
    made = store.write(SYSTEM, import_residents, 1, rows)
    done["brought_in"] += 1
    after = store.read(SYSTEM, counted)
    done["partial"] += after[0] - before[0] != made.new
    store.write(SYSTEM, undo_import, made.batch_id)
    done["partial"] += store.read(SYSTEM, counted) != before


def _half_import_is_noticed(store: Store) -> bool:
    """The control: rows brought in one by one leave some behind when one is refused."""
    before = store.read(SYSTEM, counted)
    rows = [Incoming(line=n, outcome=Outcome.NEW_PERSON, legal_first=who)
            for n, who in enumerate(("Jay", ""), start=1)]
    try:
        for row in rows:
            store.write(SYSTEM, import_residents, 1, [row])
    except Problem:
        return store.read(SYSTEM, counted) != before
    return False


def _add_beds(work: Work) -> None:
    work.require(Permission.START)
    room = work.add(Room(house_id=1, name="Room 1"))
    for label in ("1A", "1B"):
        work.add(Bed(room_id=room.id, label=label, added_on=date(2020, 1, 1)))
    work.record("room.added", room)


def exports(quick: bool) -> dict[str, object]:
    """No cell of a list that goes out is taken for a formula."""
    seen = {"lists": 0, "cells": 0, "formulas": 0}
    begins = st.builds(str.__add__, st.sampled_from([*FORMULAS, " =", "\u3000＝", "%", "|"]), cell)
    words = st.one_of(cell, begins)

    def one(rows: list[tuple[str, str]]) -> None:
        seen["lists"] += 1
        read = list(csv.reader(io.StringIO(as_csv(("a", "b"), rows).decode("utf-8-sig"),
                                           newline="")))
        seen["cells"] += sum(map(len, read))
        seen["formulas"] += sum(_formula(cell) for row in read for cell in row)
        if seen["lists"] % 10 == 0:
            with zipfile.ZipFile(io.BytesIO(as_xlsx(("a", "b"), rows))) as book:
                seen["formulas"] += book.read("xl/worksheets/sheet1.xml").count(b"<f>")

    _generate(one, st.lists(st.tuples(words, words), max_size=3), QUICK if quick else WHOLE)
    bare = io.StringIO()
    csv.writer(bare, quoting=csv.QUOTE_ALL).writerow(["=1+1"])
    control = _formula(next(csv.reader([bare.getvalue()]))[0])
    return {"ok": seen["formulas"] == 0 and control, **seen, "control_noticed": control}


def _formula(words: str) -> bool:
    return words.lstrip(" \u00a0\u3000").startswith(FORMULAS)


def _generate(one: Callable[[Any], None], inputs: st.SearchStrategy[Any], times: int) -> None:
    """Call `one` with so many generated inputs, always the same."""
    checks = list(HealthCheck)
    given(inputs)(settings(
        max_examples=times, deadline=None, database=None, derandomize=True,
        suppress_health_check=checks, phases=[Phase.generate],
    )(one))()

