"""The minutes on the screen of a meeting: saved while one types, read only once it is finished."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.phrases import nice_day_time, nice_time
from sobrhouse.problems import Problem, Stale
from sobrhouse.queries.meeting_rows import AmendmentRow, MeetingRun
from sobrhouse.services import minutes
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.widgets.ask import keep_which
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.chips import Chip
from ui.widgets.fields import TextField
from ui.widgets.form import SavingForm
from ui.widgets.labels import Label

AT_MOST_MS = 10_000  # so long typing without a pause is not kept


class MinutesField(TextField):
    """A box that grows with its room; what was saved is said beside the heading."""

    noted = Signal(str)

    def __init__(self) -> None:
        super().__init__("minutes", "", lines=4, max_length=minutes.LONGEST_MINUTES)
        self._note.hide()
        self.box.setAccessibleName(_("Minutes"))
        self.box.setPlaceholderText(_("What was said and agreed. It saves itself."))
        with theme.fitting(self):
            self.setMinimumHeight(self.box.sizeHint().height())  # the style sheet sets the box's
        for widget in (self, self.box):
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def note(self, text: str) -> None:
        self.noted.emit(text)


class MinutesForm(SavingForm):
    """The one field, over all the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self.field = self.add(MinutesField())
        self.setObjectName("minutes")
        self.outer.setSpacing(0)
        self.outer.setStretch(0, 1000)
        self.outer.setStretch(1, 0)
        self._grid.setAlignment(self.field, self._grid.alignment())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)


class MinutesPart(QWidget):
    """Minutes that save themselves at each pause, and what was added after the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.run: MeetingRun | None = None
        self.kept = ""
        self.form = MinutesForm()
        self.box = self.form.field.box
        self.saved = Chip("", "mute")
        self.saved.hide()
        self.added = vbox(gap=1)
        head = hbox(Label(_("Minutes"), "h2"), 1, self.saved)
        column = vbox(head, self.form, self.added, gap=1, parent=self)
        column.setStretch(1, 1)
        self._longest = QTimer(self, interval=AT_MOST_MS, singleShot=True)
        self._longest.timeout.connect(self.form.leave)
        self.form.typed.connect(lambda _texts: self.form.leave())
        self.form.saved.connect(self._save)
        self.form.field.edited.connect(self._on_edited)
        self.form.field.noted.connect(self._on_note)

    def show_run(self, run: MeetingRun, *, may: bool) -> None:
        """The minutes as they stand; never over what is being typed."""
        first = self.run is None
        self.run = run
        self.box.setReadOnly(not may)
        if not self.form.dirty():
            if run.minutes != self.kept or first:
                self.form.field.set_text(run.minutes)
                self.form.stored("minutes", "")
            self.kept = run.minutes
        unsaid = run.minutes and run.saved_at is not None and self.saved.isHidden()
        if unsaid or run.finished_at is not None:
            self._say(run)
        clear(self.added)
        for row in run.amendments:
            self.added.addWidget(self._amendment(row))

    def _say(self, run: MeetingRun) -> None:
        if run.finished_at is not None:
            when = nice_day_time(run.finished_at, self.desk.zone(), self.desk.today())
            words = _("Finished {time}").format(time=when)
        else:
            assert run.saved_at is not None
            words = _("Saved {time}").format(
                time=nice_day_time(run.saved_at, self.desk.zone(), self.desk.today())
            )
        self._on_note(words)

    def _amendment(self, row: AmendmentRow) -> Label:
        when = nice_day_time(row.at, self.desk.zone(), self.desk.today())
        said = _("Added {time} by {name}: {text} ({why})").format(
            time=when, name=row.by, text=row.text, why=row.why
        )
        if row.voided:
            said = _("Taken back: {what}").format(what=said)
        return Label(said, "muted", wrap=True)

    def _on_edited(self) -> None:
        if not self._longest.isActive():
            self._longest.start()

    def _on_note(self, text: str) -> None:
        self.saved.setText(text)
        self.saved.setVisible(bool(text))

    # Saving

    def add_words(self, words: str) -> None:
        """More words at the end, as if they had been typed; they are saved at once."""
        if not self.box.isReadOnly():
            self.box.appendPlainText(words)
            self.leave()

    def leave(self) -> None:
        """Save what is typed, now."""
        self.form.leave()

    def _save(self, _name: str, text: str) -> None:
        assert self.run is not None
        self._longest.stop()

        def done(_before: object) -> None:
            self.kept = text
            now = self.desk.now().astimezone(self.desk.zone())
            self.form.stored("minutes", _("Saved {time}").format(time=nice_time(now)))

        self.desk.do(self, minutes.save_minutes, self.run.meeting_id, text, self.kept, done=done,
                     refused=self._on_refused)  # fmt: skip

    def _on_refused(self, problem: Problem) -> None:
        if not isinstance(problem, Stale):
            self.form.refuse(problem, "minutes")
            self.desk.tell(problem.sentence, urgent=True)
            return
        theirs, mine = str(problem.theirs.get("minutes", "")), self.form.field.text()
        self.form.refuse(problem, "minutes")
        self.kept = theirs
        if keep_which(self.window(), _("Minutes"), theirs, mine) == "theirs":
            self.form.field.set_text(theirs)
            self.form.stored("minutes", "")
        else:
            self._save("minutes", mine)
