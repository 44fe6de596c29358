"""Renumbering: what speaks of an entry of the audit log goes with it when entries before it are
lost and the log closes up (safety.md 4.6).
"""

from bisect import bisect_left
from collections.abc import Mapping

from sqlalchemy import Connection

# Rows that speak of an entry by its number, which never rises here.
_NUMBERED = (("clock_jump", "seq"), ("clock_jump", "settled_seq"), ("backup_log", "audit_seq"))


def follow_numbers(connection: Connection, numbers: Mapping[int, int], head: int) -> None:
    """Rows that speak of an entry of the log go with its number; of one that is lost, with the next
    that stands, or with the one that says what was lost.
    """
    order = sorted(numbers)
    after = max([head, *numbers.values()]) + 1

    def now(seq: int) -> int:
        at = bisect_left(order, seq)
        return numbers[order[at]] if at < len(order) else after

    for name, column in _NUMBERED:
        rows = connection.exec_driver_sql(
            f'SELECT id, "{column}" FROM "{name}" WHERE "{column}" > ? ORDER BY "{column}"', (head,)
        )
        for row_id, seq in rows.fetchall():
            _renumber(connection, name, column, row_id, seq, now(seq))


def _renumber(
    connection: Connection, name: str, column: str, row_id: int, old: int, new: int
) -> None:
    if new == old:
        return
    if name == "clock_jump" and column == "seq":
        told = connection.exec_driver_sql(
            "UPDATE clock_jump SET by_seconds = by_seconds + "
            "(SELECT by_seconds FROM clock_jump WHERE id = ?) WHERE seq = ? AND id <> ?",
            (row_id, new, row_id),
        )
        if told.rowcount:  # two jumps whose entries are both lost are one
            connection.exec_driver_sql("DELETE FROM clock_jump WHERE id = ?", (row_id,))
            return
    if column == "settled_seq":  # where both entries are lost, the clock is in doubt again
        connection.exec_driver_sql(
            "UPDATE clock_jump SET settled_at = NULL, settled_by = NULL, settled_seq = NULL "
            "WHERE id = ? AND seq >= ?", (row_id, new),
        )  # fmt: skip
        connection.exec_driver_sql(
            "UPDATE clock_jump SET settled_seq = ? WHERE id = ? AND settled_seq IS NOT NULL",
            (new, row_id),
        )
        return
    connection.exec_driver_sql(f'UPDATE "{name}" SET "{column}" = ? WHERE id = ?', (new, row_id))
