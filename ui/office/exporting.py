"""Exporting: what a list shows, written to a CSV or XLSX file, and recorded."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.exchange.lists_out import write_list, writer_for
from sobrhouse.exchange.sheets import Cell
from sobrhouse.problems import Problem
from sobrhouse.services.exports import record_export
from sobrhouse.services.pins import Purpose
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.step_up import step_up
from ui.widgets.ask import choose_save, tell
from ui.widgets.rows import Column
from ui.widgets.table import Table

Cells = tuple[Cell | None, ...]

KINDS = "*.csv *.xlsx"


def shown_list(
    table: Table[Any], chosen: Sequence[object] = ()
) -> tuple[tuple[str, ...], list[Cells]]:
    """Headings and cells of the rows that a table shows, or of those chosen, in their order.

    Dates and numbers keep their type.
    """
    columns, shown = table.rows.columns, table.rows
    rows = [shown.row(i) for i in range(shown.rowCount())
            if not chosen or shown.id_at(i) in chosen]
    return (tuple(column.title for column in columns),
            [tuple(_cell(column, row) for column in columns) for row in rows])


def export_list(desk: Desk, owner: QWidget, table: Table[Any], what: str, name: str,
                chosen: Sequence[object] = ()) -> None:
    """Ask where to, record it, and write; `what` names the list in the log, `name` the file."""
    kinds = _("CSV or Excel ({kinds})").format(kinds=KINDS)
    path = choose_save(owner, _("Save this list"), f"{name}.csv", kinds)
    if path is None:
        return
    path = path if path.suffix else path.with_suffix(".csv")
    export_to(desk, owner, table, what, path, chosen)


def export_to(desk: Desk, owner: QWidget, table: Table[Any], what: str, path: Path,
              chosen: Sequence[object] = ()) -> None:
    """Ask for the PIN, record, then write what the table showed to this file."""
    headers, rows = shown_list(table, chosen)

    def write(_seq: object) -> None:
        desk.slow(owner, write_list, path, headers, rows, done=said,
                  failed=lambda problem: tell(owner, problem))

    def said(_done: object) -> None:
        desk.tell(n_("{n} row saved in {file}", "{n} rows saved in {file}", len(rows)).format(
            n=len(rows), file=path.name))

    try:
        writer_for(path)
    except Problem as problem:
        tell(owner, problem)
        return
    kind, house = path.suffix.lower()[1:], desk.house_id
    step_up(desk, owner, Purpose.EXPORT, lambda: desk.do(
        owner, record_export, house, what, len(rows), kind, done=write))


def _cell(column: Column[Any], row: Any) -> Cell | None:
    """The value behind the words, where the words say nothing more than it."""
    words = column.text(row)
    value = column.sort(row) if column.sort else None
    if column.kind == "number" and isinstance(value, int):
        return value
    if isinstance(value, date):
        said = set(re.findall(r"\d+", words))
        if said <= {str(value.day), str(value.month), str(value.year)}:
            return value
    return words
