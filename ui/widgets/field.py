"""Field: a label above, something to fill in, and below it a hint, an error or a small note."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui import theme
from ui.widgets.announce import announce
from ui.widgets.boxes import hbox, vbox
from ui.widgets.labels import IconMark, Label


class Field(QWidget):
    """One thing to fill in; a kind of field says what its control is and how its text reads."""

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.label_text = label
        self.required = required
        self._hint = hint
        self._control: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.label = Label(label, "small")
        self._note = Label("", "faint")
        self._bar = QFrame()
        self._bar.setProperty("kind", "fault")
        self._mark = IconMark("circle-alert", "danger", 15)
        self._below = Label("", "muted", wrap=True)

    def build(self, control: QWidget, focus: QWidget | None = None) -> None:
        """Put the control in its place; `focus` is the part of it that one types in."""
        self._control = focus or control
        self.label.setBuddy(self._control)
        self._control.setAccessibleName(self.label_text)
        self._control.installEventFilter(self)
        self._head = head = hbox(self.label, 1, self._note, gap=2)
        if not self.label_text:
            self.label.hide()
        self._foot = hbox(self._mark, self._below, gap=1)
        self._foot.setStretch(1, 1)
        self._foot.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        self._mark.setContentsMargins(0, 2, 0, 0)
        self._column = column = vbox(head, control, self._foot, gap=1)
        column.setSpacing(3)
        row = hbox(self._bar, gap=2, parent=self)
        row.addLayout(column, 1)
        self.clear_fault()

    @property
    def control(self) -> QWidget:
        """What takes the focus."""
        assert self._control is not None
        return self._control

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._control and event.type() == QEvent.Type.FocusOut:
            reason = event.reason()  # type: ignore[attr-defined]
            # A menu or another window takes the focus only for a while.
            if reason != Qt.FocusReason.PopupFocusReason:
                self.leave()
        return super().eventFilter(watched, event)

    def called(self) -> str:
        """What a sentence calls the field: its label, unless that is a sentence itself."""
        return self.label_text

    def leave(self) -> None:
        """The person goes on to something else."""
        self.left.emit()

    def text(self) -> str:
        """What stands in the field, as it was typed."""
        raise AssertionError("a kind of field says it")

    def set_text(self, text: str) -> None:
        """Put in what was typed before."""
        raise AssertionError("a kind of field says it")

    def read(self) -> Any:
        """The value of what stands there; a Problem says what is wrong with it."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a stored value."""
        self.set_text("" if value is None else str(value))

    def value(self) -> Any:
        """The value, or a Problem naming this field: also when what is needed is missing."""
        if self.required and not self.text().strip():
            words = _("{field} is needed.").format(field=self.called())
            raise Problem(words, field=self.name)
        try:
            return self.read()
        except Problem as problem:
            problem.field = problem.field or self.name
            raise

    def fault(self, sentence: str) -> None:
        """Show what is wrong, beside the field; the text stays."""
        self._show_below(sentence, True)
        announce(self.control, sentence, urgent=True)

    def clear_fault(self) -> None:
        """Show the hint again."""
        self._show_below(self._hint, False)

    def faulty(self) -> bool:
        """Whether an error is shown."""
        return not self._bar.isHidden()

    def fault_text(self) -> str:
        """The error that is shown, if one is."""
        return self._below.text() if self.faulty() else ""

    def set_hint(self, hint: str) -> None:
        """Show another hint below, unless an error stands there."""
        self._hint = hint
        if not self.faulty():
            self.clear_fault()

    def _show_below(self, text: str, wrong: bool) -> None:
        self._bar.setVisible(wrong)
        self._mark.setVisible(wrong)
        self._below.setVisible(bool(text))
        self._below.setText(text)
        self._below.set_kind("error" if wrong else "muted")
        self.control.setAccessibleDescription(text)
        theme.set_kind(self.control, "fault", "true" if wrong else "false")

    def note(self, text: str) -> None:
        """A small gray word at the label, such as "Saved 7:41 PM"."""
        self._note.setText(text)
        if text:
            announce(self.control, text)
