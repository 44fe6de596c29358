"""The timeline of a profile: rows of the records as lines that people read."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.care import LEGAL_WORDS, NOTE_WORDS, word
from sobrhouse.domain.phrases import day_name, month_day, month_name, nice_time
from sobrhouse.queries.timeline import Happened, TimelineRow
from sobrhouse.words import _
from ui.office.people.resident_words import discharge_words
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.timeline import Timeline, TimelineItem

_LOOKS: dict[Happened, tuple[str, str, str]] = {
    Happened.NOTE: ("message-circle", "mute", "note"),
    Happened.ASKED: ("user-plus", "mute", "stay"),
    Happened.MOVED_IN: ("log-in", "ok", "stay"),
    Happened.MOVED_OUT: ("log-out", "mute", "stay"),
    Happened.BED: ("bed", "info", "stay"),
    Happened.PHASE: ("trending-up", "brand", "stay"),
    Happened.FIRST_DATE: ("sun", "ok", "sober"),
    Happened.NEW_DATE: ("sun", "ok", "sober"),
    Happened.CORRECTED_DATE: ("pencil", "mute", "sober"),
    Happened.CONTACT: ("phone", "mute", "care"),
    Happened.CONDITION: ("heart", "warn", "care"),
    Happened.LEGAL: ("scale", "mute", "care"),
    Happened.WORK: ("briefcase", "info", "care"),
}


class ProfileTimeline(QWidget):
    """Chips, Add note, and what happened."""

    note_opened = Signal(object)

    def __init__(self, add_note: Callable[[], None] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, TimelineRow] = {}
        button = None
        if add_note is not None:
            button = Button(_("Add note"), icon="plus", small=True, keys="Ctrl+M")
            button.clicked.connect(lambda: add_note())
        self.timeline = Timeline(
            [("all", _("All")), ("note", _("Notes")), ("stay", _("Stay and phase")),
             ("sober", _("Sobriety")), ("care", _("Care"))],
            button,
            EmptyState("notebook-pen", _("Nothing has happened yet"),
                       _("Notes, moves and dates show here as they happen.")))
        self.timeline.activated.connect(self._on_activated)
        vbox(self.timeline, gap=0, margins=(16, 8, 16, 8), parent=self)

    def show_rows(self, rows: Sequence[TimelineRow], today: date, zone: ZoneInfo,
                  week_starts_on: int = 0) -> None:
        """Show what happened, under Today, This week and months."""
        self._rows = {row.key: row for row in rows if row.happened is Happened.NOTE}
        self.timeline.show_items([_item(row, today, zone, week_starts_on) for row in rows])

    def _on_activated(self, key: object) -> None:
        if isinstance(key, int) and key in self._rows:
            self.note_opened.emit(self._rows[key])


def _item(row: TimelineRow, today: date, zone: ZoneInfo, week_starts_on: int) -> TimelineItem:
    icon, kind, tag = _LOOKS[row.happened]
    what, line = _words(row, today)
    if row.pinned:
        icon = "star"
    return TimelineItem(
        icon, kind, what, line, _when(row.at, row.on, today, zone),
        _("Kept on top") if row.pinned else _group(row.on, today, week_starts_on), tag,
        row.key if row.happened is Happened.NOTE else None)


def _words(row: TimelineRow, today: date) -> tuple[str, str]:
    day = month_day(row.day, today) if row.day is not None else ""
    if row.happened is Happened.NOTE:
        about = "" if row.what == "general" else word(NOTE_WORDS, row.what)
        who = _("Note from {name}").format(name=row.by) if row.by else _("Note")
        return (f"{who}. {about}" if about else who), " ".join(row.text.split())
    if row.happened is Happened.MOVED_OUT:
        return _("Moved out"), _join(discharge_words(row.what), row.text)
    if row.happened is Happened.ASKED:
        by = _("Referred by {who}").format(who=row.what) if row.what else ""
        return _("Asked for a bed"), _join(by, row.text)
    said = {
        Happened.MOVED_IN: (_("Moved in"), row.what),
        Happened.BED: (_("Bed {bed}").format(bed=row.what), row.text),
        Happened.PHASE: (row.what, _join(row.text, row.by)),
        Happened.FIRST_DATE: (_("Sober since {day}").format(day=day), row.text),
        Happened.NEW_DATE: (_("New date set: {day}").format(day=day), row.text),
        Happened.CORRECTED_DATE: (_("Date corrected: {day}").format(day=day),
                                  _join(row.text, row.by)),
        Happened.CONTACT: (_("Contact added"), row.what),
        Happened.CONDITION: (_("Allergy or condition added"), row.what),
        Happened.LEGAL: (_("Supervision added"), word(LEGAL_WORDS, row.what)),
        Happened.WORK: (_("Work or school added"), row.what),
    }
    return said[row.happened]


def _join(*parts: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def _when(at: datetime | None, on: date, today: date, zone: ZoneInfo) -> str:
    if on == today:
        return nice_time(at.astimezone(zone)) if at is not None else _("today")
    if timedelta(0) < today - on < timedelta(days=7):
        return day_name(on)
    return month_day(on, today)


def _group(on: date, today: date, week_starts_on: int) -> str:
    if on == today:
        return _("Today")
    week = today - timedelta(days=(today.weekday() - week_starts_on) % 7)
    if on >= week:
        return _("This week")
    if (on.year, on.month) == (today.year, today.month):
        return _("Earlier this month")
    name = month_name(on.month)
    return name if on.year == today.year else f"{name} {on.year}"
