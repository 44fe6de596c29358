"""The house's meetings as a calendar file, recorded before it is written."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from sobrhouse.exchange.calendars import check_calendar_name, write_calendar
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_calendar import CalendarOut, meeting_calendar
from sobrhouse.services.exports import record_export
from sobrhouse.services.pins import Purpose
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.step_up import step_up
from ui.widgets.ask import choose_save, tell


def save_calendar(desk: Desk, owner: QWidget) -> None:
    """Ask where to, read, ask for the PIN, record, and write."""
    kinds = _("Calendar ({kinds})").format(kinds="*.ics")
    name = _("House meetings") + ".ics"
    path = choose_save(owner, _("Save as a calendar file (.ics)"), name, kinds)
    if path is not None:
        save_calendar_to(desk, owner, path if path.suffix else path.with_suffix(".ics"))


def save_calendar_to(desk: Desk, owner: QWidget, path: Path) -> None:
    """As `save_calendar`, into this file."""
    try:
        check_calendar_name(path)
    except Problem as problem:
        tell(owner, problem)
        return

    def on_read(out: CalendarOut) -> None:
        def said(_done: object) -> None:
            words = n_("{n} meeting saved in {file}", "{n} meetings saved in {file}", len(out))
            desk.tell(words.format(n=len(out), file=path.name))

        def write(_seq: object) -> None:
            desk.slow(
                owner, write_calendar, path, out, desk.now(), done=said,
                failed=lambda problem: tell(owner, problem),
            )  # fmt: skip

        def record() -> None:
            desk.do(owner, record_export, desk.house_id, "calendar", len(out), "ics", done=write)

        step_up(desk, owner, Purpose.EXPORT, record)

    desk.ask(owner, meeting_calendar, desk.house_id, desk.today(), done=on_read)
