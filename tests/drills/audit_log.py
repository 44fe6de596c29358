"""The drill of the log (T5): whatever somebody with the key and the file changes in it is noticed,
and nothing is cried about a log that nobody touched.
"""

import random
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DBAPIError, StatementError

from sobrhouse.storage import audit, guards
from sobrhouse.storage.audit import AuditKeys
from sobrhouse.storage.dialects import file_engine
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.tables import Base
from tests.drills.audit_runs import begin, honest_runs, live_and_purge
from tests.drills.houses import Drilled, drilled

TABLE = Base.metadata.tables["audit_entry"]
FIELDS = tuple(TABLE.columns.keys())
Row = dict[str, Any]
Move = Callable[["Log", Connection, random.Random], None]


def audit_log(quick: bool) -> dict[str, object]:
    """Every field changed so many times; entries deleted, put in, swapped, emptied, cut off at the
    end, an older log put back, all written anew with the key: 0 missed with a printed code, and 0
    false alarms. Controls: without the code the last three are missed, and numbers without gaps
    alone notice no changed field.
    """
    rng = random.Random(17)
    each, moves, runs, controls = (3, 4, 2, 3) if quick else (10_000, 500, 1_000, 20)
    with drilled() as house:
        log = Log(house)
        try:
            missed = {field: log.missed_fields(field, rng, each) for field in FIELDS}
            kinds = {name: log.missed(move, rng, moves) for name, move in MOVES.items()}
            unseen = {name: log.missed(MOVES[name], rng, controls, code=False) for name in BY_CODE}
            blind = sum(log.missed_fields(field, rng, controls // 2, look=gaps) for field in FIELDS)
        finally:
            log.engine.dispose()
    alarms = honest_runs(rng, runs)
    held = not any(missed.values()) and not any(kinds.values()) and not alarms
    return {
        "ok": held and all(n == controls for n in unseen.values()) and blind > 0,
        "fields": len(FIELDS), "field_tampers": each * len(FIELDS),
        "missed": {name: n for name, n in missed.items() if n},
        "moves": moves * len(MOVES), "moves_missed": kinds,
        "honest_runs": runs, "false_alarms": alarms,
        "controls": controls, "control_missed_without_code": unseen,
        "control_missed_by_numbers_alone": blind,
    }  # fmt: skip


class Log:
    """A small log that the program wrote, whose guards are gone; each change is undone again."""

    def __init__(self, house: Drilled) -> None:
        with house.open() as store:
            begin(store)
            live_and_purge(store)
            self.keys: AuditKeys = store._audit_keys
        self.engine: Engine = file_engine(house.path, database_key(house.dek), write=True)
        with self.engine.begin() as connection:
            guards.remove(connection, ("audit_entry",))
            self.rows = [dict(row) for row in audit._rows(connection, 0)]
            self.code = audit.head_anchor(connection)[1]
            assert audit.verify(connection, self.keys, anchor=self.code).ok
        assert any(not row["salt"] for row in self.rows)  # a purge is in it

    def missed(
        self, move: Move, rng: random.Random, times: int, *, code: bool = True,
        look: Callable[[Connection], bool] | None = None,
    ) -> int:  # fmt: skip
        """How often a change of this kind is not noticed."""
        missed = 0
        with self.engine.connect() as connection:
            for _ in range(times):
                begun = connection.begin()
                try:
                    move(self, connection, rng)
                    missed += look(connection) if look is not None else self._ok(connection, code)
                finally:
                    begun.rollback()
        return missed

    def missed_fields(
        self, field: str, rng: random.Random, times: int,
        look: Callable[[Connection], bool] | None = None,
    ) -> int:  # fmt: skip
        """The same of one field of one entry, changed to whatever the file will take."""

        def change(_log: "Log", connection: Connection, rng: random.Random) -> None:
            while not _changed(connection, field, rng, self.rows):
                pass

        return self.missed(change, rng, times, look=look)

    def _ok(self, connection: Connection, code: bool) -> bool:
        return audit.verify(connection, self.keys, anchor=self.code if code else None).ok


def gaps(connection: Connection) -> bool:
    """The control: a look at the numbers alone."""
    seqs = [row[0] for row in _raw(connection, "SELECT seq FROM audit_entry ORDER BY seq")]
    return seqs == list(range(1, len(seqs) + 1))


def _raw(connection: Connection, said: str, *values: Any) -> Any:
    return connection.exec_driver_sql(said, values).fetchall()


def _changed(connection: Connection, field: str, rng: random.Random, rows: list[Row]) -> bool:
    """Whether the field now holds something else than before; the file refuses some values."""
    seq = rng.choice(rows)["seq"]
    look = f"SELECT {field}, typeof({field}) FROM audit_entry WHERE seq = ?"
    before = _raw(connection, look, seq)
    value = _other_value(before[0][0], rng, rng.choice(rows)[field])
    try:
        connection.exec_driver_sql(
            f"UPDATE audit_entry SET {field} = ? WHERE seq = ?", (value, seq)
        )
    except (DBAPIError, StatementError):
        return False
    return bool(_raw(connection, look, seq) != before)


def _other_value(value: Any, rng: random.Random, elsewhere: Any) -> Any:
    """Another value: near, far, of another entry, of another type, none."""
    if isinstance(value, int):
        near = [value + rng.choice((-1, 1)), value + rng.randrange(2, 10**9), -value - 1]
        return rng.choice([*near, None, "x", 0, 2**40 + value])
    text = str(value or "")
    at = rng.randrange(len(text)) if text else 0
    letter = rng.choice("0123456789abcdefXYZ {}\u00e9")
    forms = [
        text[:at] + letter + text[at + 1 :], text + letter, text[:at] + text[at + 1 :], "",
        text.upper(), text[::-1], str(elsewhere), None, text.encode() + b"\x00", 7,
    ]  # fmt: skip
    return rng.choice(forms)


def _delete(log: Log, connection: Connection, rng: random.Random) -> None:
    """One entry, or some in a row, from before the end."""
    first = rng.randrange(1, len(log.rows) - 1)
    last = rng.randrange(first, len(log.rows) - 1)
    connection.exec_driver_sql("DELETE FROM audit_entry WHERE seq BETWEEN ? AND ?", (first, last))


def _insert(log: Log, connection: Connection, rng: random.Random) -> None:
    """An entry that was copied, at the end, without the key."""
    row = dict(rng.choice(log.rows)) | {"seq": len(log.rows) + 1, "prev": log.rows[-1]["mac"]}
    connection.execute(insert(TABLE), row)


def _swap(_log: Log, connection: Connection, rng: random.Random) -> None:
    """Two entries change places."""
    one, two = rng.sample(range(1, len(_log.rows) + 1), 2)
    for old, new in ((one, -1), (two, one), (-1, two)):
        connection.exec_driver_sql("UPDATE audit_entry SET seq = ? WHERE seq = ?", (new, old))


def _empty(log: Log, connection: Connection, rng: random.Random) -> None:
    """The content of an entry is emptied as a purge does it, or the name of who acted."""
    column, why = rng.choice((("salt", "content"), ("actor_name", "name")))
    seq = rng.choice([row["seq"] for row in log.rows if row[column]])
    gone = "salt = '', payload = ''" if why == "content" else "actor_name = ''"
    connection.exec_driver_sql(f"UPDATE audit_entry SET {gone} WHERE seq = ?", (seq,))


def _cut(log: Log, connection: Connection, rng: random.Random) -> None:
    """The newest entries are gone."""
    kept = rng.randrange(_purged(log), len(log.rows))
    connection.exec_driver_sql("DELETE FROM audit_entry WHERE seq > ?", (kept,))


def _roll_back(log: Log, connection: Connection, rng: random.Random) -> None:
    """An older log is put back, and lived on with by the program."""
    _cut(log, connection, rng)
    _go_on(log, connection, rng, rng.randrange(1, 4))


def _rewrite(log: Log, connection: Connection, rng: random.Random) -> None:
    """With the key: all from some entry on is written anew, so that it holds together."""
    kept = rng.randrange(_purged(log), len(log.rows))
    connection.exec_driver_sql("DELETE FROM audit_entry WHERE seq > ?", (kept,))
    _go_on(log, connection, rng, len(log.rows) - kept)


def _go_on(log: Log, connection: Connection, rng: random.Random, entries: int) -> None:
    row, prev = dict(log.rows[0]), ""
    newest = _raw(connection, "SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1")[0]
    seq, prev = newest
    for _ in range(entries):
        seq += 1
        payload = f'{{"note":{rng.randrange(10**9)}}}'
        row |= {"seq": seq, "prev": prev, "salt": "ab" * 16, "payload": payload}
        row["payload_hash"] = audit._payload_hash(row["salt"], payload)
        row["mac"] = prev = audit._mac(log.keys, row)
        connection.execute(insert(TABLE), row)


def _purged(log: Log) -> int:
    """The purge's own entry: what is cut before it would show by itself."""
    return next(row["seq"] for row in log.rows if row["action"] == "resident.purged")


MOVES: dict[str, Move] = {
    "deleted": _delete, "put_in": _insert, "swapped": _swap, "emptied": _empty, "cut": _cut,
    "rolled_back": _roll_back, "written_anew": _rewrite,
}  # fmt: skip
BY_CODE = ("cut", "rolled_back", "written_anew")
