"""Person rows: one line of a list, read field by field, with a sentence for each that cannot be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from sobrhouse.domain import residents as rules
from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.imports import DATE_FIELDS, Field, PhasePlace
from sobrhouse.domain.phrases import nice_date
from sobrhouse.exchange import plain_words
from sobrhouse.exchange.bed_places import Beds
from sobrhouse.exchange.columns import Columns
from sobrhouse.exchange.date_columns import Order, read_cell
from sobrhouse.exchange.person_names import read_name, tidy
from sobrhouse.exchange.phone_numbers import read_phone, shortened, take_phone
from sobrhouse.exchange.sheets import Cell, Line, text
from sobrhouse.problems import Problem
from sobrhouse.words import _

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot be brought in as it is; `field` can be left out, without it the row."""

    sentence: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row is read with."""

    columns: Columns
    headers: tuple[str, ...]
    orders: Mapping[int, Order | None]
    beds: Beds
    phases: tuple[PhasePlace, ...]
    today: date
    region: str


@dataclass(slots=True)
class ReadRow:
    """What a line says: values for `Incoming`, problems, and things worth knowing."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    moved_out: date | None = None
    place: str = ""


def read_row(line: Line, around: Surroundings, left_out: frozenset[Field]) -> ReadRow:
    """Read every mapped cell of a line; fields in `left_out` are passed over."""
    row = ReadRow(line.number)
    if Field.BED in left_out:
        left_out |= {Field.ROOM}
    cells: dict[Field, list[tuple[int, Cell]]] = {}
    for index, what in around.columns.items():
        if what not in left_out and index < len(line.cells) and text(line.cells[index]):
            cells.setdefault(what, []).append((index, line.cells[index]))
    _read_names(row, cells)
    for what in DATE_FIELDS:
        _try(row, what, partial(_read_date, row, cells, around, what))
    _read_reach(row, cells, around)
    _try(row, Field.PHASE, lambda: _read_phase(row, cells, around))
    _try(row, Field.BED, lambda: _read_bed(row, cells, around))
    _read_care(row, cells, around)
    _try(row, Field.SPONSOR_PHONE, lambda: _read_sponsor(row, cells, around))
    _read_notes(row, cells, around)
    _compare_dates(row)
    return row


_Cells = dict[Field, list[tuple[int, Cell]]]


def _words(cells: _Cells, what: Field) -> str:
    found = cells.get(what)
    return tidy(text(found[0][1])) if found else ""


def _said(cells: _Cells, what: Field) -> str:
    words = _words(cells, what)
    return "" if plain_words.says_nothing(words) else words


def _try(row: ReadRow, what: Field, read: Callable[[], None]) -> None:
    try:
        read()
    except Problem as problem:
        row.problems.append(RowProblem(problem.sentence, what))


def _read_names(row: ReadRow, cells: _Cells) -> None:
    first, last = _words(cells, Field.LEGAL_FIRST), _words(cells, Field.LEGAL_LAST)
    called = _said(cells, Field.PREFERRED_NAME)
    whole = _words(cells, Field.FULL_NAME)
    if whole and not (first and last):
        name = read_name(whole)
        first, last, called = first or name.first, last or name.last, called or name.called
    if not first and last:
        first, last = last, ""
    row.values |= {"legal_first": first, "legal_last": last, "preferred_name": called}
    try:
        rules.check_name(first, last)
    except Problem as problem:
        row.problems.append(RowProblem(problem.sentence))


def _read_date(row: ReadRow, cells: _Cells, around: Surroundings, what: Field) -> None:
    if what not in cells:
        return
    index, cell = cells[what][0]
    words = text(cell)
    if plain_words.says_nothing(words):
        return
    past = around.today if what is Field.BIRTH_DATE else None
    day = read_cell(cell, around.orders.get(index), past=past)
    if day is None:
        raise Problem(_("This is no date: {text}.").format(text=shortened(words)))
    _check_date(what, day, around.today)
    if what is Field.MOVED_OUT:
        row.moved_out = day
    else:
        row.values[what.value] = day


def _check_date(what: Field, day: date, today: date) -> None:
    if what is Field.BIRTH_DATE:
        rules.check_birth(day, today)
    elif what is not Field.MOVED_OUT and day > today:
        raise Problem(_("{date} has not come yet. Check the year.").format(date=nice_date(day)))
    elif day.year < today.year - 100:
        raise Problem(_("{date} is too long ago. Check the year.").format(date=nice_date(day)))


def _compare_dates(row: ReadRow) -> None:
    """A column taken for another shows by dates that no life has."""
    born = row.values.get(Field.BIRTH_DATE.value)
    for what in (Field.SOBRIETY_DATE, Field.MOVE_IN):
        day = row.values.get(what.value)
        if born and day and day <= born:
            row.problems.append(RowProblem(
                _("{date} is before the birth date.").format(date=nice_date(day)), what))


def _read_reach(row: ReadRow, cells: _Cells, around: Surroundings) -> None:
    def phone() -> None:
        if words := _said(cells, Field.PHONE):
            row.values["phone"] = read_phone(words, around.region)

    def email() -> None:
        if words := _said(cells, Field.EMAIL):
            found = _EMAIL.search(words[:300])
            if not found:
                raise Problem(_("This is no email address: {text}.").format(text=shortened(words)))
            row.values["email"] = found[0]

    def contact() -> None:
        name, within = take_phone(_said(cells, Field.CONTACT_NAME), around.region)
        name, kin = plain_words.in_brackets(name)
        row.values["contact_name"] = name
        row.values["contact_relationship"] = _said(cells, Field.CONTACT_RELATIONSHIP) or kin
        words = _said(cells, Field.CONTACT_PHONE)
        row.values["contact_phone"] = read_phone(words, around.region) if words else within

    _try(row, Field.PHONE, phone)
    _try(row, Field.EMAIL, email)
    _try(row, Field.CONTACT_PHONE, contact)


def _read_phase(row: ReadRow, cells: _Cells, around: Surroundings) -> None:
    words = _said(cells, Field.PHASE)
    if not words:
        return
    wanted = tidy(words).casefold()
    numbers = _NUMBER.findall(words)
    for phase in around.phases:
        if phase.name.casefold() == wanted or [str(phase.number)] == numbers:
            row.values["phase_id"] = phase.phase_id
            return
    raise Problem(_("This house has no phase {text}.").format(text=shortened(words)))


def _read_bed(row: ReadRow, cells: _Cells, around: Surroundings) -> None:
    room, label = _said(cells, Field.ROOM), _said(cells, Field.BED)
    if not label and not room:
        return
    row.place = " ".join(part for part in (room, label) if part)
    bed = around.beds.find(room, label) if label else around.beds.only_bed_of(room)
    if bed is None and not room and len(alike := around.beds.called(label)) > 1:
        sentence = _("Several beds are called {text}. Say the room, too: {room} {text}.")
        raise Problem(sentence.format(text=shortened(label), room=shortened(alike[0].room)))
    if bed is None:
        sentence = _("This house has no bed {text}.") if label \
            else _("Which bed of room {text} is not said.")
        raise Problem(sentence.format(text=shortened(row.place)))
    row.values["bed_id"] = bed.bed_id


def _read_care(row: ReadRow, cells: _Cells, around: Surroundings) -> None:
    if words := _said(cells, Field.PATHWAY):
        row.values["pathway"] = plain_words.pathway(words)
        if row.values["pathway"] == "other":
            row.values["notes"] = _("Recovery pathway: {text}").format(text=words)
    if words := _said(cells, Field.LANGUAGES):
        row.values["languages"] = plain_words.languages(words)
    allergies = [text(cell) for _index, cell in cells.get(Field.ALLERGIES, ())]
    kept = [tidy(words) for words in allergies if not plain_words.no_allergy(words)]
    row.values["allergies"] = ", ".join(kept)
    if words := _said(cells, Field.WORK):
        row.values |= {"work": words, "work_kind": plain_words.work_kind(words)}
    row.values["referral"] = _said(cells, Field.REFERRAL)
    if words := _said(cells, Field.SUPERVISION):
        name, phone = take_phone(words, around.region)
        heading = around.headers[cells[Field.SUPERVISION][0][0]]
        row.values |= {
            "supervision": name or words, "supervision_phone": phone,
            "supervision_kind": plain_words.supervision_kind(f"{heading} {words}"),
        }


def _read_sponsor(row: ReadRow, cells: _Cells, around: Surroundings) -> None:
    """A sponsor's last name goes no further than this; "yes" says only that there is one."""
    words, number = _words(cells, Field.SPONSOR), _said(cells, Field.SPONSOR_PHONE)
    if plain_words.no_sponsor(words) and (words or not number):
        return
    name, within = take_phone(words, around.region)
    name, _kin = plain_words.in_brackets(name)
    only_that = plain_words.says_yes(name) or not name
    row.values |= {"sponsor": "" if only_that else safe_name(name), "has_sponsor": True}
    row.values["sponsor_phone"] = read_phone(number, around.region) if number else within


def _read_notes(row: ReadRow, cells: _Cells, around: Surroundings) -> None:
    found = cells.get(Field.NOTES, [])
    several = sum(1 for what in around.columns.values() if what is Field.NOTES) > 1
    parts = [row.values.get("notes", "")]
    for index, cell in found:
        heading = around.headers[index]
        parts.append(f"{heading}: {text(cell)}" if several and heading else text(cell))
    row.values["notes"] = "\n".join(part for part in parts if part)
