"""The sign log as a file: all of it, or the day that is shown, recorded before it is written."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sobrhouse.exchange.lists_out import write_list, writer_for
from sobrhouse.problems import Problem
from sobrhouse.queries.exports import ListOut
from sobrhouse.queries.sign_export import sign_list
from sobrhouse.services.exports import record_export
from sobrhouse.services.pins import Purpose
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.exporting import KINDS
from ui.office.step_up import step_up
from ui.widgets.ask import choose_save, tell


def save_log(desk: Desk, owner: QWidget, day: date | None) -> None:
    """Ask where to, read, ask for the PIN, record, and write."""
    kinds = _("CSV or Excel ({kinds})").format(kinds=KINDS)
    path = choose_save(owner, _("Save this list"), _("Sign log") + ".csv", kinds)
    if path is not None:
        save_log_to(desk, owner, day, path if path.suffix else path.with_suffix(".csv"))


def save_log_to(desk: Desk, owner: QWidget, day: date | None, path: Path) -> None:
    """As `save_log`, into this file."""
    try:
        writer_for(path)
    except Problem as problem:
        tell(owner, problem)
        return

    def on_read(made: ListOut) -> None:
        def said(_done: object) -> None:
            count = len(made.rows)
            words = n_("{n} row saved in {file}", "{n} rows saved in {file}", count)
            desk.tell(words.format(n=f"{count:,}", file=path.name))

        def write(_seq: object) -> None:
            desk.slow(
                owner,
                write_list,
                path,
                made.headers,
                made.rows,
                done=said,
                failed=lambda problem: tell(owner, problem),
            )

        kind = path.suffix.lower()[1:]
        step_up(
            desk,
            owner,
            Purpose.EXPORT,
            lambda: desk.do(
                owner, record_export, desk.house_id, "signlog", len(made.rows), kind, done=write
            ),
        )

    desk.ask(owner, sign_list, desk.house_id, day, day, done=on_read)
