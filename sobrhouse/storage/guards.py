"""Guards: the triggers by which the database itself refuses what must never happen, on both
databases.

Evidence may not be changed or deleted (data-model.md, Conventions); two people may not share a
bed's night.
A guard says `sobr:<rule>`; `REFUSALS` turns that into a sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from sobrhouse.storage.tables import Base
from sobrhouse.storage.tables.base import Evidence
from sobrhouse.words import N_

REFUSALS = {
    "sobr:evidence": N_(
        "This record cannot be changed. The record stands as it was. Make a correction instead."
    ),
    "sobr:log": N_("The audit log cannot be changed. Nothing was changed."),
    "sobr:bed-taken": N_(
        "Somebody already has that bed on one of those nights. Nothing was changed. "
        "Choose another bed or other dates."
    ),
    "sobr:two-beds": N_(
        "This person already has a bed on one of those nights. Nothing was changed. "
        "End that one first, or choose other dates."
    ),
    "sobr:finished": N_(
        "This meeting is finished, so what was written down stands. Nothing was changed. Add an "
        "amendment instead."
    ),
    "sobr:closed-vote": N_("This vote is closed, so its result stands. Nothing was changed."),
    "sobr:own-chore": N_(
        "Nobody inspects a chore of their own. Nothing was written down. Ask somebody else to look."
    ),
    "sobr:two-stays": N_(
        "This person already has a stay in those days. Nothing was changed. Look at the dates "
        "again."
    ),
}

FINISHED, CLOSED_VOTE = REFUSALS["sobr:finished"], REFUSALS["sobr:closed-vote"]
OWN_CHORE = REFUSALS["sobr:own-chore"]

_VOID = ("void_at", "void_by", "void_why")
# evidence table -> groups of columns that may each be set once, together
SET_ONCE: dict[str, tuple[tuple[str, ...], ...]] = {
    "bed_assignment": (("end_on", "end_reason"),),
    "hold": (("ended_at", "ended_by", "ended_why"),),
    "sign_out": (("in_at", "in_by"), ("ack_at", "ack_by")),
}
# evidence only once this holds of the row as it was
ONLY_WHEN: dict[str, str] = {
    "house_meeting_mark": "EXISTS (SELECT 1 FROM house_meeting m WHERE m.id = OLD.meeting_id "
    "AND m.finished_at IS NOT NULL)",
}
# table -> from when on a row stands as it is, and the rule that says so
FROZEN_WHEN: dict[str, tuple[str, str]] = {
    "house_meeting": ("OLD.finished_at IS NOT NULL", "sobr:finished"),
    "motion": (
        "OLD.closed_at IS NOT NULL AND (OLD.secret OR EXISTS (SELECT 1 FROM house_meeting m "
        "WHERE m.id = OLD.meeting_id AND m.finished_at IS NOT NULL))",
        "sobr:closed-vote",
    ),
}
_NO_PERMIT = "NOT EXISTS (SELECT 1 FROM purge_permit)"
_FOREVER = "'9999-12-31'"


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: before `event` on `table`, refuse with `rule` when `when` holds."""

    table: str
    name: str
    event: str
    rule: str
    when: str


def evidence_tables() -> tuple[str, ...]:
    """The tables whose rows are evidence."""
    return tuple(
        sorted(
            str(mapper.local_table)
            for mapper in Base.registry.mappers
            if issubclass(mapper.class_, Evidence)
        )
    )


def _changed(column: str) -> str:
    return f"NEW.{column} {{differs}} OLD.{column}"


def _evidence_guards(table: str) -> Iterator[Guard]:
    groups = (*SET_ONCE.get(table, ()), _VOID)
    once = [c for group in groups for c in group]
    fixed = [c.name for c in Base.metadata.tables[table].columns if c.name not in once]
    broken = [_changed(c) for c in fixed]
    broken += [f"(OLD.{c} IS NOT NULL AND {_changed(c)})" for c in once]
    broken += [
        f"(NEW.{a} IS NULL) <> (NEW.{b} IS NULL)" for group in groups for a, b in pairwise(group)
    ]
    held = f"{_NO_PERMIT} AND {ONLY_WHEN[table]}" if table in ONLY_WHEN else _NO_PERMIT
    yield Guard(table, "update", "UPDATE", "sobr:evidence", f"{held} AND ({' OR '.join(broken)})")
    yield Guard(table, "delete", "DELETE", "sobr:evidence", held)


def _freezing_guards() -> Iterator[Guard]:
    for table, (when, rule) in FROZEN_WHEN.items():
        broken = " OR ".join(_changed(c.name) for c in Base.metadata.tables[table].columns)
        yield Guard(table, "update", "UPDATE", rule, f"{_NO_PERMIT} AND {when} AND ({broken})")
        yield Guard(table, "delete", "DELETE", rule, f"{_NO_PERMIT} AND {when}")


def _overlap(mine: str, start: str, end: str, live: str) -> str:
    """Two half-open spans of days that share at least one; spans of no day share none."""

    def last(row: str) -> str:
        return f"COALESCE({row}.{end}, {{forever}})"

    return (
        f"NEW.{live} IS NULL AND NEW.{start} < {last('NEW')} AND EXISTS (SELECT 1 FROM {mine}"
        f" AND o.id {{differs}} NEW.id AND o.{live} IS NULL AND o.{start} < {last('o')}"
        f" AND o.{start} < {last('NEW')} AND NEW.{start} < {last('o')})"
    )


def _overlap_guards() -> Iterator[Guard]:
    bed = _overlap("bed_assignment o WHERE o.bed_id = NEW.bed_id", "start_on", "end_on", "void_at")
    person = _overlap(
        "bed_assignment o JOIN stay s ON s.id = o.stay_id JOIN stay n ON n.id = NEW.stay_id"
        " WHERE s.resident_id = n.resident_id",
        "start_on",
        "end_on",
        "void_at",
    )
    stay = _overlap(
        "stay o WHERE o.resident_id = NEW.resident_id", "move_in_on", "discharged_on", "voided_at"
    )
    for table, name, rule, when in (
        ("bed_assignment", "bed", "sobr:bed-taken", bed),
        ("bed_assignment", "person", "sobr:two-beds", person),
        ("stay", "person", "sobr:two-stays", stay),
    ):
        for event in ("INSERT", "UPDATE"):
            yield Guard(table, f"{name}_{event.lower()}", event, rule, when)


def guards() -> tuple[Guard, ...]:
    """Every guard of the schema as it stands."""
    log = (
        Guard("audit_entry", "update", "UPDATE", "sobr:log", _NO_PERMIT),
        Guard("audit_entry", "delete", "DELETE", "sobr:log", _NO_PERMIT),
    )
    doer = Guard(
        "inspection",
        "doer",
        "INSERT",
        "sobr:own-chore",
        "EXISTS (SELECT 1 FROM chore_assignment a WHERE a.id = NEW.assignment_id"
        " AND a.stay_id = NEW.inspector_stay_id)",
    )
    evidence = (g for table in evidence_tables() for g in _evidence_guards(table))
    return (*log, doer, *evidence, *_freezing_guards(), *_overlap_guards())


def _sqlite(guard: Guard) -> Iterator[str]:
    when = guard.when.format(differs="IS NOT", forever=_FOREVER)
    yield (
        f"CREATE TRIGGER guard_{guard.table}_{guard.name} BEFORE {guard.event} ON {guard.table} "
        f"WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{guard.rule}'); END"
    )


def _postgresql(guard: Guard) -> Iterator[str]:
    name = f"guard_{guard.table}_{guard.name}"
    when = guard.when.format(differs="IS DISTINCT FROM", forever="DATE " + _FOREVER)
    result = "OLD" if guard.event == "DELETE" else "NEW"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
        f"RAISE EXCEPTION '{guard.rule}' USING ERRCODE = 'integrity_constraint_violation'; END "
        f"IF; RETURN {result}; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def install(connection: Connection, tables: Iterable[str] | None = None) -> None:
    """Make the guards of these tables (of all, when none are named)."""
    wanted = None if tables is None else set(tables)
    make = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    for guard in guards():
        if wanted is None or guard.table in wanted:
            for statement in make(guard):
                connection.exec_driver_sql(statement)


def remove(connection: Connection, tables: Iterable[str]) -> None:
    """Take the guards of these tables away, before a migration makes the tables anew."""
    wanted = set(tables)
    for guard in guards():
        if guard.table in wanted:
            name = f"guard_{guard.table}_{guard.name}"
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            else:
                connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
