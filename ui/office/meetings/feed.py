"""Bringing a file of meetings in: choose it, look at what would change, bring it in."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.house_place import known_place
from sobrhouse.domain.meeting_feeds import Feed, FeedPlan
from sobrhouse.exchange.meeting_feeds import read_feed_file, with_fellowship
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_imports import meeting_plan
from sobrhouse.queries.settings import house_settings
from sobrhouse.services.meeting_imports import MeetingsImported, import_meetings, undo_meetings
from sobrhouse.settings import HouseSettings
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.meetings.feed_preview import FeedPreview, Wanted
from ui.office.meetings.feed_source import FeedSource
from ui.widgets.boxes import vbox
from ui.widgets.progress import Working


class FeedView(QWidget):
    """Two steps; nothing is written before the last button, and then all of it or nothing."""

    finished = Signal()
    headed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.source = FeedSource(desk)
        self.preview = FeedPreview()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.source)
        self.stack.addWidget(self.preview)
        self._working = Working(self, cancel=False)
        self._path: Path | None = None
        self._formats: Path | None = None
        self._feed: Feed | None = None
        vbox(self._working, self.stack, gap=1, margins=(12, 10, 12, 10), parent=self)
        self.source.file_chosen.connect(self.read)
        self.source.closed.connect(self.finished)
        self.preview.back.connect(self.start)
        self.preview.formats_chosen.connect(self._on_formats)
        self.preview.fellowship_chosen.connect(self._on_fellowship)
        self.preview.confirmed.connect(self._on_confirmed)

    def context(self) -> str:
        """Which step this is."""
        if self.stack.currentWidget() is self.source:
            return _("Step 1 of 2: the file")
        return _("Step 2 of 2: look before anything changes")

    def file(self) -> str:
        """The file that is being looked at, to come back to after a lock."""
        looking = self.stack.currentWidget() is self.preview
        return str(self._path) if looking and self._path else ""

    def start(self) -> None:
        """Begin anew."""
        self._path = self._formats = self._feed = None
        self._show(self.source)
        self.source.reload()

    def back(self) -> bool:
        """Esc: one step back; False at the first."""
        if self.stack.currentWidget() is self.source:
            return False
        self.start()
        return True

    def read(self, path: Path, formats: Path | None = None) -> None:
        """Read a file, off the window's thread; BMLT's list of formats may come with it."""
        self._path, self._formats = path, formats
        self._working.start(_("Reading {file}").format(file=path.name))
        self.desk.slow(
            self, read_feed_file, path, formats, done=self._on_feed, failed=self._on_bad)

    def _on_bad(self, problem: Problem) -> None:
        self._working.stop()
        if self.stack.currentWidget() is self.preview and self._formats is not None:
            self._formats = None
            self.preview.refuse(problem)
            return
        self._show(self.source)
        self.source.refuse(problem)

    def _on_feed(self, feed: Feed) -> None:
        self._feed = feed
        self.desk.ask(self, house_settings, self.desk.house_id, done=self._on_settings,
                      failed=self._on_bad)

    def _on_settings(self, found: HouseSettings) -> None:
        self.preview.take_place(known_place(str(found.get("house_place"))))
        self._plan()

    def _plan(self) -> None:
        if self._feed is not None:
            self.desk.ask(self, meeting_plan, self.desk.house_id, self._feed, done=self._on_plan,
                          failed=self._on_bad)

    def _on_plan(self, plan: FeedPlan) -> None:
        self._working.stop()
        self.preview.show_plan(plan, self._path.name if self._path else "")
        self._show(self.preview)

    def _on_formats(self, formats: Path) -> None:
        if self._path is not None:
            self.read(self._path, formats)

    def _on_fellowship(self, code: str) -> None:
        if self._feed is not None:
            self._feed = with_fellowship(self._feed, code)
            self._plan()

    def _on_confirmed(self, wanted: Wanted) -> None:
        if self._feed is None or self._path is None:
            return
        self.preview.busy(True)
        self.desk.do(
            self, import_meetings, self.desk.house_id, self._feed, self._path.name,
            hidden=wanted.hidden, take_off=wanted.take_off, done=self._on_imported,
            refused=self._on_refused, said=said, undo=_undo)

    def _on_imported(self, _done: MeetingsImported) -> None:
        self.preview.busy(False)
        self.finished.emit()

    def _on_refused(self, problem: Problem) -> None:
        self.preview.busy(False)
        self.preview.refuse(problem)

    def _show(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        self.headed.emit()


def _undo(done: MeetingsImported) -> Step | None:
    return None if done.batch_id is None else Step(undo_meetings, (done.batch_id,))


def said(done: MeetingsImported) -> str:
    """What came of it, in a line."""
    parts = []
    if done.new:
        parts.append(n_("{n} new meeting", "{n} new meetings", done.new).format(n=f"{done.new:,}"))
    if done.changed:
        parts.append(n_("{n} changed", "{n} changed", done.changed).format(n=f"{done.changed:,}"))
    if done.taken_off:
        parts.append(n_("{n} taken off", "{n} taken off", done.taken_off).format(
            n=f"{done.taken_off:,}"))
    return ", ".join(parts) or _("Everything in this file was in the directory already")
