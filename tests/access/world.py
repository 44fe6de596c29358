"""Two houses with one row of every table each: what the access matrix is tried on."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Connection, Table, insert

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Base
from sobrhouse.storage.work import Work
from tests.conftest import NOW

DAY = date(2026, 11, 1)
_KEPT_OUT = frozenset({"audit_entry", "secret", "key_slot", "purge_permit", "staff", "purge"})
_OF_A_HOUSE = {
    mapper.local_table.name  # type: ignore[attr-defined]
    for mapper in Base.registry.mappers
    if mapper.class_.house_by is not None
}
_TWICE = ("resident", "stay", "chore_trade")
# What no rule of the column alone tells: which of two pointers is empty, who the second one is.
_MORE: dict[str, dict[str, Any]] = {
    "milestone_award": {"giver_resident_id": None},
    "consent": {"expires_on": DAY + timedelta(days=90), "signature_blob_id": None},
    "network_person": {"contact_id": None, "label": "far friend"},
    "sponsorship": {"peer_resident_id": None},
    "bed_hold": {"application_id": None},
    "chore_apart": {"other_stay_id": "second stay"},
    "disclosure": {"notice_version": "2024", "sha256": "0" * 64, "second_staff_id": None},
    "helping_event": {"receiver_stay_id": "second stay"},
    "house_meeting": {"series_on": DAY},
    "introduction": {"peer_stay_id": None, "check_on": DAY},
    "meeting_requirement": {"phase_id": None},
    "own_words": {"way": "staff"},
    "clock_jump": {"settled_at": NOW, "settled_by": 1, "settled_seq": 1_000_000},
    "pass": {"return_by": NOW + timedelta(days=1)},
    "chore_trade": {
        "stay_id": "second stay",
        "other_stay_id": "stay",
        "other_assignment_id": "chore_assignment",
    },
    "inspection": {"inspector_stay_id": "second stay"},
    "sign_out": {"out_at": NOW},
    "chore_assignment": {"days": "0,1"},
    "meeting_series": {"rule": "FREQ=WEEKLY;BYDAY=SU", "starts_at": "19:00", "agenda_json": "[]"},
    "ballot": {"id": "ballot of {mark}"},
}


@dataclass
class Place:
    """One house: the id of its row in each table."""

    mark: str
    ids: dict[str, Any] = field(default_factory=dict)

    @property
    def house_id(self) -> int:
        """The house itself."""
        return int(self.ids["house"])


@dataclass
class World:
    """The house that somebody works in, another one, and what could not be made."""

    here: Place
    far: Place
    missing: dict[str, str]


def two_houses(store: Store) -> World:
    """Fill both; a table without a row in either is in `missing`, with the reason."""
    world = World(Place("here"), Place("far"), {})

    def fill(work: Work) -> None:
        work.require(Permission.START)
        for place in (world.here, world.far):
            for table in Base.metadata.sorted_tables:
                if table.name not in _KEPT_OUT:
                    _fill(work.connection, table, place, world.missing)
        work.record("test.made")

    from sobrhouse.domain.staff import SYSTEM

    store.write(SYSTEM, fill)
    return world


def _fill(connection: Connection, table: Table, place: Place, missing: dict[str, str]) -> None:
    for turn in (1, 2) if table.name in _TWICE else (1,):
        try:
            with connection.begin_nested():
                made = connection.execute(insert(table).values(**_row(table, place, turn)))
        except sa.exc.DBAPIError as error:
            if "UNIQUE" not in str(error.orig):  # as there is one for all houses
                missing[table.name] = str(error.orig)
            return
        name = table.name if turn == 1 else f"second {table.name}"
        place.ids[name] = next(iter(made.inserted_primary_key or [0]))


def _row(table: Table, place: Place, turn: int) -> dict[str, Any]:
    first = _first_of_lists(table)
    values: dict[str, Any] = {}
    for column in table.c:
        pointer = next(iter(column.foreign_keys), None)
        if pointer is not None:
            target = pointer.column.table.name
            if target == "staff":
                values[column.name] = 1
            elif (found := place.ids.get(target)) is not None and column.table.name != target:
                values[column.name] = found
        elif not (column.primary_key or column.nullable or column.default is not None):
            values[column.name] = first.get(column.name, _plain(column, place.mark))
    if turn == 2 and table.name == "stay":
        values["resident_id"] = place.ids["second resident"]
    for name, value in _MORE.get(table.name, {}).items():
        if isinstance(value, str):
            value = place.ids.get(value, value.format(mark=place.mark))
        values[name] = value
    if turn == 2 and table.name == "chore_trade":  # and the other way round
        values["stay_id"], values["other_stay_id"] = values["other_stay_id"], values["stay_id"]
    return values


def _first_of_lists(table: Table) -> dict[str, str]:
    """Of each column that takes one of a list of words: the first."""
    said = [str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)]
    lists = (re.match(r"\(?(\w+) IN \('([^']*)'", words) for words in said)
    return {found[1]: found[2] for found in lists if found}


def _plain(column: sa.Column[Any], mark: str) -> Any:
    if column.name == "timezone":
        return "America/New_York"
    kinds: tuple[tuple[type, Any], ...] = (
        (sa.Date, DAY), (sa.DateTime, NOW), (sa.Boolean, False), (sa.Integer, 1),
        (sa.LargeBinary, b"x"),
    )  # fmt: skip
    for kind, value in kinds:
        if isinstance(column.type, kind):
            return value
    if isinstance(column.type, sa.types.TypeDecorator) and "DateTime" in type(column.type).__name__:
        return NOW
    return f"{mark if column.table.name in _OF_A_HOUSE else 'any'} {column.table.name}"
