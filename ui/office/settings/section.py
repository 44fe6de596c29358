"""A section of Settings: a titled card that loads itself and saves by field."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import nice_time
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.widgets.boxes import vbox
from ui.widgets.cards import Card
from ui.widgets.form import SavingForm
from ui.widgets.labels import Label


class Section(QWidget):
    """One section: what it is called, what it listens to, and how it loads."""

    topics: frozenset[str] = frozenset()
    go = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.column = vbox(gap=3, parent=self)

    def card(self, title: str, line: str = "") -> Card:
        """A card of this section, with one gray line that says what it is for."""
        card = Card(title)
        if line:
            card.add(Label(line, "muted", wrap=True))
        self.column.addWidget(card)
        return card

    def reload(self) -> None:
        """Ask for what it shows."""

    def back(self) -> bool:
        """Esc: close what is open in it."""
        return False

    def saved_words(self) -> str:
        """The gray note behind a field that was saved."""
        return _("Saved {time}").format(
            time=nice_time(self.desk.now().astimezone(self.desk.zone()))
        )

    def save(
        self,
        form: SavingForm,
        name: str,
        use_case: Callable[..., Any],
        *args: Any,
        said: str,
        undo: Callable[[Any], Step],
    ) -> None:
        """Save one field by one use case: the note behind it, an undo step, or its fault."""
        self.desk.do(
            self,
            use_case,
            *args,
            said=said,
            undo=undo,
            done=partial(self._on_saved, form, name),
            refused=partial(_refuse, form, name),
        )

    def _on_saved(self, form: SavingForm, name: str, _result: object) -> None:
        form.stored(name, self.saved_words())
        self.reload()


def _refuse(form: SavingForm, name: str, problem: Problem) -> None:
    form.refuse(problem, name)
