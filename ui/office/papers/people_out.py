"""A list of people on paper: what the screen shows, or the people that were chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.reports.people_list import PaperList
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.dialog import show_list
from ui.widgets.rows import Column, Rows
from ui.widgets.table import Table


def print_people(desk: Desk, parent: QWidget, table: Table[Any], title: str,
                 chosen: Sequence[int] = ()) -> None:
    """Show the list as the file that prints: the chosen people, or everybody it shows."""
    columns = shown_columns(table)
    rows = shown_rows(table, chosen)
    about = table.search.text().strip()
    show_list(desk, parent, PaperList(
        title, _("Only those with “{text}”").format(text=about) if about and not chosen else "",
        tuple(column.title for column in columns),
        tuple(tuple(column.text(row) for column in columns) for row in rows),
        frozenset(i for i, column in enumerate(columns) if column.at_right())))


def shown_columns(table: Table[Any]) -> list[Column[Any]]:
    """The columns that there is room for."""
    return [column for i, column in enumerate(table.rows.columns)
            if not table.view.isColumnHidden(i)]


def shown_rows(table: Table[Any], chosen: Sequence[int]) -> list[Any]:
    """The rows as filtered and sorted; only the chosen ones, where some are."""
    rows: Rows[Any] = table.rows
    return [rows.row(i) for i in range(rows.rowCount()) if not chosen or rows.id_at(i) in chosen]

