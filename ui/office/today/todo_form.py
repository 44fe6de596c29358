"""The side panel that adds a line to the to-do list, or changes one."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.problems import Problem
from sobrhouse.queries.todos import TodoRow
from sobrhouse.services import todos
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button
from ui.widgets.fields import DateField, LineField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.panel import SidePanel


class TodoPanel(SidePanel):
    """One form for both: what, who, by when."""

    finished = Signal(str)
    form_name = "todo"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("To do"), width=320)
        self.setParent(parent)
        self.desk = desk
        self.todo: TodoRow | None = None
        self.form: MakingForm | None = None
        self.holder = vbox()
        self.off = Button(_("Take off the list"), "ghost", icon="trash-2", small=True)
        self.off.clicked.connect(self._take_off)
        self.add(self.holder)
        self.add(self.off)
        self.closed.connect(self._on_closed)

    def begin(self) -> None:
        """Open it for a new line."""
        self._open(None)

    def change(self, todo: TodoRow) -> None:
        """Open it for a line that stands."""
        self._open(todo)

    def open_form(self) -> str:
        """The name under which half-typed text is kept, or nothing."""
        return self.form_name if self.form is not None and self.todo is None else ""

    def shut(self) -> bool:
        """Close it; False when it was not open."""
        if self.form is None:
            return False
        self.close_panel()
        return True

    def _open(self, todo: TodoRow | None) -> None:
        self._drop()
        self.todo = todo
        self.set_title(_("Change the list") if todo else _("Add to the list"))
        form = MakingForm(_("Save") if todo else _("Add to the list"), cancel=_("Cancel"))
        form.setObjectName(self.form_name if todo is None else "")
        form.add(TextField("text", _("What is to be done"), lines=3, required=True))
        form.add(LineField("owner", _("Who does it")))
        form.add(DateField("due_on", _("By when"), self.desk.today))
        if todo is not None:
            form["text"].set_value(todo.text)
            form["owner"].set_value(todo.owner)
            form["due_on"].set_value(todo.due_on)
        form.made.connect(self._on_made)
        form.cancelled.connect(self.close_panel)
        self.form = form
        self.holder.addWidget(form)
        self.off.setVisible(todo is not None)
        self.show_panel()
        form["text"].setFocus()

    def _on_made(self, values: dict[str, Any]) -> None:
        text, owner, due = values["text"], values["owner"] or "", values["due_on"]
        if self.todo is None:
            self.desk.do(
                self,
                todos.add_todo,
                self.desk.house_id,
                text,
                owner,
                due,
                done=self._on_done,
                refused=self._on_refused,
                said=_("Added to the list"),
                undo=lambda new: Step(todos.take_off, (new,)),
            )
            return
        old = self.todo
        self.desk.do(
            self,
            todos.change_todo,
            old.todo_id,
            old.version,
            text,
            owner,
            due,
            done=self._on_done,
            refused=self._on_refused,
            said=_("List changed"),
            undo=lambda was: Step(todos.change_todo, (old.todo_id, old.version + 1, *was)),
        )

    def _take_off(self) -> None:
        assert self.todo is not None
        which = self.todo.todo_id
        self.desk.do(
            self,
            todos.take_off,
            which,
            done=self._on_done,
            refused=self._on_refused,
            said=_("Taken off the list"),
            undo=lambda _r: Step(todos.put_back, (which,)),
        )

    def _on_done(self, _result: object) -> None:
        self.close_panel()

    def _on_refused(self, problem: Problem) -> None:
        if self.form is not None:
            self.form.refuse(problem)

    def _on_closed(self) -> None:
        self._drop()
        self.finished.emit(self.form_name)

    def _drop(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
