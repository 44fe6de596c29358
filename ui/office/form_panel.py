"""The panel beside the residents: one form at a time, which is dropped once it became a record."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from sobrhouse.problems import Problem
from ui.widgets.boxes import clear, hbox
from ui.widgets.form import MakingForm
from ui.widgets.panel import SidePanel

WIDTH = 360


class FormPanel(SidePanel):
    """Holds the form that is open; what was typed comes back when it is opened again."""

    done_with = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", WIDTH, parent)
        self.form: MakingForm | None = None
        self._name = ""
        self._subject = 0
        self._kept: dict[tuple[str, int], Mapping[str, str]] = {}
        self.closed.connect(self._on_closed)
        self._foot = hbox(margins=(0, 0, 4, 0))
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.addLayout(self._foot)

    @property
    def name(self) -> str:
        """The name of the form that is open, or an empty text."""
        return self._name if self.form is not None else ""

    @property
    def showing(self) -> str:
        """The name of what is shown, be it a form or not, or an empty text."""
        return self._name

    def open_form(self, name: str, title: str, form: MakingForm,
                  made: Callable[[dict[str, Any]], None], subject: int = 0) -> None:
        """Show a form; `made` gets its values once the verb is pressed and all are right."""
        self._keep()
        self._drop()
        self.form, self._name, self._subject = form, name, subject
        form.setObjectName(name)

        def on_made(values: dict[str, Any]) -> None:
            form.busy(True)
            made(values)

        form.made.connect(on_made)
        form.cancelled.connect(self.finish)
        self.set_title(title)
        self.add(form)
        form.show()  # now: where the panel is open already its layout would do so later
        self._pin_verb(form)
        if kept := self._kept.get((name, subject)):
            form.take_draft(kept)
        self.show_panel()
        self.opened.emit()
        self._go_in(form)

    def show_other(self, name: str, title: str, widget: QWidget) -> None:
        """Show something that is no making form, such as a record that saves field by field."""
        self._keep()
        self._drop()
        self._name = name
        self.set_title(title)
        self.add(widget)
        self.show_panel()
        self.opened.emit()

    def refuse(self, problem: Problem) -> None:
        """What the form asked for was refused."""
        if self.form is not None:
            self.form.refuse(problem)

    def stay(self, problem: Problem | None) -> None:
        """The person went back before it was done, or it was refused: the form waits no more."""
        if problem is not None:
            self.refuse(problem)
        elif self.form is not None:
            self.form.busy(False)

    def finish(self, *_result: object) -> None:
        """The form became a record, or is not wanted."""
        name = self._name
        self._kept.pop((name, self._subject), None)
        self.give_back()  # a form that waits is disabled and has lost the focus already
        self._drop()
        self.close_panel()
        if name:
            self.done_with.emit(name)

    def pin(self, *buttons: QWidget) -> None:
        """Keep these in sight below what scrolls."""
        for button in buttons:
            self._foot.addWidget(button)
            if not button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                button.show()  # now, not when the layout is next looked at
        self._foot.addStretch(1)

    def _go_in(self, form: MakingForm) -> None:
        """The focus on the first field, as Qt puts new widgets last in its order."""
        first = next((f.control for f in form.fields() if f.isVisibleTo(self)), None)
        if first is not None and not form.isAncestorOf(QApplication.focusWidget() or self):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pin_verb(self, form: MakingForm) -> None:
        """The verb stays in sight below a form that scrolls."""
        self.pin(form.verb, form.cancel)

    def _keep(self) -> None:
        if self.form is not None and self.form.dirty():
            self._kept[(self._name, self._subject)] = self.form.texts()

    def _drop(self) -> None:
        self.form = None
        self._name = ""
        clear(self.body)
        clear(self._foot)

    def _on_closed(self) -> None:
        self._keep()
        self._drop()
