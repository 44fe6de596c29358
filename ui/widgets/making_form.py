"""Making form: the fields of something new, ended by one verb button or by Cancel."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from sobrhouse.problems import Problem
from sobrhouse.words import _, n_
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, into_sight
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.field_grid import TYPED_MS, AField, FieldGrid

TOLD = 3  # so many sentences on top of a form; more would push the fields out of sight


class MakingForm(FieldGrid):
    """The fields of something new: one verb makes it, Cancel does not. Enter in a field of one line
    presses the verb, unless what it does is hard to take back.
    """

    made = Signal(object)
    cancelled = Signal()
    typed = Signal(object)

    def __init__(
        self,
        verb: str,
        *,
        cancel: str | None = None,
        columns: int = 1,
        danger: bool = False,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._start: dict[str, str] = {}
        self._danger = danger
        self.summary = Banner("", "bad", "", icon="circle-alert", below=True)
        self.summary.hide()
        self.outer.insertWidget(0, self.summary)
        self.verb = Button(verb, "danger" if danger else "primary", icon, keys="Ctrl+Return")
        self.cancel = Button(cancel or _("Cancel"), "ghost")
        if cancel == "":
            self.cancel.hide()
        self.verb.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)
        self.outer.insertLayout(2, hbox(self.verb, self.cancel, 1))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)
        self._timer = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self.typed.emit(self.texts()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, which a field of one line hands on when it has read what was typed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self._danger and isinstance(self.window().focusWidget(), QLineEdit):
            if not event.isAutoRepeat():
                self.submit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def add(self, field: AField, span: int = 1) -> AField:
        added = super().add(field, span)
        self._start[field.name] = field.text()
        return added

    def fill(self, values: Mapping[str, Any]) -> None:
        """Start with these values; the form does not count as typed in."""
        for name, value in values.items():
            self._fields[name].set_value(value)
            self._start[name] = self._fields[name].text()

    def values(self) -> dict[str, Any]:
        """Every value; a Problem for the first that is wrong."""
        return {name: field.value() for name, field in self._fields.items()}

    def submit(self) -> None:
        """Press the verb: tell `made`, or show what is wrong where it is wrong."""
        if not self.verb.isEnabled():
            return
        values: dict[str, Any] = {}
        wrong: list[tuple[Field, str]] = []
        for name, field in self._fields.items():
            field.clear_fault()
            if field.isHidden():
                continue
            try:
                values[name] = field.value()
            except Problem as problem:
                field.fault(problem.sentence)
                wrong.append((field, problem.sentence))
        self._show_summary(wrong)
        if not wrong:
            self.made.emit(values)

    def _show_summary(self, wrong: list[tuple[Field, str]]) -> None:
        self.summary.hide()
        if not wrong:
            return
        first = wrong[0][0]
        if len(wrong) > 1:
            count = n_("{n} thing to fix.", "{n} things to fix.", len(wrong))
            told = [sentence for _field, sentence in wrong[:TOLD]]  # each stands at its field too
            more = ["\u2026"] if len(wrong) > TOLD else []
            text = " ".join([count.format(n=len(wrong)), *told, *more])
            go = _("Go to {field}").format(field=first.called())
            self.summary.say(text, go, partial(_go_to, first))
            self.summary.show()
        _go_to(first)

    def refuse(self, problem: Problem) -> None:
        """What the verb asked for was not done: beside the field, else on top; nothing is lost."""
        self.busy(False)
        field = self._fields.get(problem.field or "")
        if field is not None:
            field.fault(problem.sentence)
            _go_to(field)
            return
        self.summary.say(problem.sentence)
        self.summary.show()
        announce(self, problem.sentence, urgent=True)

    def busy(self, on: bool) -> None:
        """Wait while it is being done, so that the verb is not pressed twice."""
        self.verb.setEnabled(not on)

    def dirty(self) -> bool:
        """Whether anything was typed."""
        return any(field.text() != self._start[name] for name, field in self._fields.items())

    def take_draft(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed."""
        for name, text in texts.items():
            if name in self._fields:
                self._fields[name].set_text(text)

    def clear(self) -> None:
        """As it was when the form was made."""
        self._timer.stop()
        self.summary.hide()
        self.busy(False)
        for name, field in self._fields.items():
            field.set_text(self._start[name])
            field.clear_fault()

    def _on_edited(self, field: Field) -> None:
        if field.faulty():
            field.clear_fault()
        self._timer.start()

    def _on_left(self, field: Field) -> None:
        if not field.text().strip():
            return
        try:
            field.value()
        except Problem as problem:
            field.fault(problem.sentence)
        else:
            field.clear_fault()


def _go_to(field: Field) -> None:
    field.control.setFocus()
    into_sight(field)
