"""Steps beside the board: a form is opened, its verb does the step, the desk can undo it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from sobrhouse.domain.houses import house_day
from ui.desk import Desk, Step
from ui.office.beds.side import BedSide
from ui.widgets.form import MakingForm


class SideSteps(QObject):
    """What bed steps and waitlist steps share."""

    done = Signal(str)  # the name of the form that became a record, or was cancelled
    opened = Signal()  # something was put over the waitlist
    go = Signal(str, object)

    def __init__(self, desk: Desk, side: BedSide, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.side = side

    def tonight(self) -> date:
        """The house's night now."""
        return house_day(self.desk.now(), self.desk.zone())

    def open_person(self, resident_id: int) -> None:
        """Go to somebody's profile."""
        self.go.emit("residents", resident_id)

    def open_form(
        self, title: str, form: MakingForm, run: Callable[[dict[str, Any]], None], line: str = ""
    ) -> None:
        """Show a form; `run` gets its values when the verb is pressed and all are right."""
        form.made.connect(run)
        form.cancelled.connect(lambda: self.done.emit(form.objectName()))
        self.side.put_form(title, form, line)
        self.opened.emit()

    def do(
        self,
        form: MakingForm,
        use_case: Callable[..., Any],
        *args: Any,
        said: str,
        undo: Callable[[Any], Step],
        **kw: Any,
    ) -> None:
        """Do the step; a refusal stands beside the field that it is about."""
        form.busy(True)

        def finished(_result: Any) -> None:
            name = form.objectName()
            self.side.shut()
            self.done.emit(name)

        self.desk.do(
            form, use_case, *args, said=said, undo=undo, done=finished, refused=form.refuse, **kw
        )
