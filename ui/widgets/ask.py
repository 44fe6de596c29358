"""Ask: questions in our own look, with verbs on the buttons, and the choosing of files."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QWidget

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui import theme
from ui.clip import copy_public
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label
from ui.widgets.lines import TextField


class Ask(QDialog):
    """A title, the facts, and two verbs; the safe one has the focus."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        body: str,
        verb: str,
        keep: str,
        danger: bool = True,
        width: int = 440,
    ) -> None:
        super().__init__(parent)
        if parent is None:
            theme.dress(self)
        self.setWindowTitle(title)
        self.setAccessibleDescription(body)
        self.setMinimumWidth(round(width * theme.scale()))
        self.title = Label(title, "h2", wrap=True)
        self.text = Label(body, "body", wrap=True, selectable=True)
        if not body:
            self.text.hide()
        self.verb = Button(verb, "danger" if danger else "primary")
        self.verb.clicked.connect(self.accept)
        if not verb:
            self.verb.hide()
        self.keep = Button(keep)
        self.keep.clicked.connect(self.reject)
        self.column = vbox(self.title, self.text, gap=3)
        buttons = hbox(1, self.keep, self.verb)
        vbox(self.column, 1, buttons, gap=4, margins=(24, 20, 24, 20), parent=self)
        for button in (self.keep, self.verb):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
        self.keep.setDefault(True)
        self.keep.setFocus()


def confirm(
    parent: QWidget | None, title: str, body: str, verb: str, keep: str, danger: bool = True
) -> bool:
    """Whether the person chose `verb`; closing or Esc means `keep`."""
    dialog = Ask(parent, title, body, verb, keep, danger)
    return _done(dialog) == QDialog.DialogCode.Accepted


def _done(dialog: QDialog) -> int:
    """Run a dialog and let go of it."""
    answer = dialog.exec()
    dialog.deleteLater()
    return answer


class Trouble(Ask):
    """What went wrong, with the technical part behind Details and Copy."""

    def __init__(self, parent: QWidget | None, problem: Problem) -> None:
        super().__init__(parent, problem.sentence, "", "", _("Close"))
        self._details = problem.details
        self.more = Button(_("Details"), "ghost", "chevron-down", small=True)
        if not problem.details:
            self.more.hide()
        self.more.clicked.connect(self._on_more)
        self.box = QPlainTextEdit(problem.details)
        self.box.setReadOnly(True)
        self.box.setAccessibleName(_("Details"))
        self.box.hide()
        self.copy = Button(_("Copy"), "outline", "copy", small=True)
        self.copy.clicked.connect(self._on_copy)
        self.copy.hide()
        self.column.addLayout(hbox(self.more, self.copy, 1))
        self.column.addWidget(self.box)

    def _on_more(self) -> None:
        shown = self.box.isHidden()
        self.box.setVisible(shown)
        self.copy.setVisible(shown)

    def _on_copy(self) -> None:
        copy_public(self._details)


def tell(parent: QWidget | None, problem: Problem) -> None:
    """Show a problem that belongs beside no field."""
    _done(Trouble(parent, problem))


class AskText(Ask):
    """A question that is answered in words, such as a reason."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        body: str,
        label: str,
        verb: str,
        keep: str,
        required: bool = True,
    ) -> None:
        super().__init__(parent, title, body, verb, keep, danger=False)
        self.field = TextField("answer", label, required=required, lines=3)
        self.column.addWidget(self.field)
        self.field.control.setFocus()

    def accept(self) -> None:
        """Only with an answer, if one is needed."""
        try:
            self.field.value()
        except Problem as problem:
            self.field.fault(problem.sentence)
            self.field.control.setFocus()
            return
        super().accept()


def ask_text(
    parent: QWidget | None,
    title: str,
    body: str,
    label: str,
    verb: str,
    keep: str | None = None,
    required: bool = True,
) -> str | None:
    """What the person wrote, or None if they went back."""
    dialog = AskText(parent, title, body, label, verb, keep or _("Cancel"), required)
    answer = _done(dialog)
    return dialog.field.text().strip() if answer == QDialog.DialogCode.Accepted else None


def keep_which(parent: QWidget | None, label: str, theirs: str, mine: str) -> str:
    """ "theirs" or "mine", after somebody else changed the same thing."""
    nothing = _("(empty)")
    facts = _("They wrote: {theirs}\nYou wrote: {mine}")
    title = _("Somebody else has just changed {field}").format(field=label)
    body = facts.format(theirs=theirs or nothing, mine=mine or nothing)
    chosen = confirm(parent, title, body, _("Keep mine"), _("Keep theirs"), danger=False)
    return "mine" if chosen else "theirs"


class FormDialog(QDialog):
    """A form that makes something, over the page; Cancel and Esc close it."""

    def __init__(
        self, parent: QWidget | None, title: str, form: MakingForm, width: int = 460
    ) -> None:
        super().__init__(parent)
        if parent is None:
            theme.dress(self)
        self.setWindowTitle(title)
        self.setMinimumWidth(round(width * theme.scale()))
        self.form = form
        form.cancelled.connect(self.reject)
        vbox(Label(title, "h2", wrap=True), form, gap=3, margins=(24, 20, 24, 20), parent=self)
        first = next(form.fields(), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)


def _path(chosen: tuple[str, str] | str) -> Path | None:
    name = chosen if isinstance(chosen, str) else chosen[0]
    return Path(name) if name else None


def choose_file(
    parent: QWidget | None, title: str, kinds: str = "", start: Path | None = None
) -> Path | None:
    """A file that exists; `kinds` such as "Spreadsheets (*.csv *.xlsx)"."""
    where = str(start) if start else ""
    return _path(QFileDialog.getOpenFileName(parent, title, where, kinds))


def choose_save(
    parent: QWidget | None, title: str, name: str, kinds: str = "", start: Path | None = None
) -> Path | None:
    """Where to write a file that is first called `name`."""
    where = str(start / name) if start else name
    return _path(QFileDialog.getSaveFileName(parent, title, where, kinds))


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """A folder that exists."""
    return _path(QFileDialog.getExistingDirectory(parent, title, str(start) if start else ""))
