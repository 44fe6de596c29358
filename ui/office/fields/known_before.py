"""Known before: while a name is typed, the people on record who may be the same."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.residents import Likeness
from sobrhouse.problems import Problem
from sobrhouse.queries.matches import Match, matches
from sobrhouse.words import _
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.boxes import clear, line, stack, vbox
from ui.widgets.buttons import Button
from ui.widgets.form import MakingForm

MOST = 2


class KnownBefore(QWidget):
    """Stands below a form's name and birth date, once they match somebody on record."""

    def __init__(
        self,
        desk: Desk,
        form: MakingForm,
        fields: tuple[str, str, str],
        same: Callable[[Match], None],
    ) -> None:
        """`fields` are the form's first name, last name and birth date; `same` gets who was
        chosen.
        """
        super().__init__()
        self._desk, self._form, self._fields, self._same = desk, form, fields, same
        self._rows = vbox(gap=2, parent=self)
        self.hide()
        form.put(self)
        for name in fields:
            form[name].left.connect(self.look)

    def look(self) -> None:
        """Look for the name and birth date as they stand."""
        first, last = (self._form[name].text().strip() for name in self._fields[:2])
        try:
            born = self._form[self._fields[2]].value()
        except Problem:
            born = None
        if first:
            self._desk.ask(self._form, matches, first, last, born, done=self._show)

    def _show(self, found: Sequence[Match]) -> None:
        clear(self._rows)
        for match in found[:MOST]:
            words = _("Go to them") if match.here else _("The same person")
            button = Button(words, small=True, name=f"{words}: {match.name}")
            button.clicked.connect(partial(self._on_same, match))
            self._rows.addWidget(stack(Banner(self._say(match), "info"), line(button, 1), gap=1))
        self.setVisible(bool(found))

    def _on_same(self, match: Match, _pressed: bool = False) -> None:
        self._same(match)

    def _say(self, match: Match) -> str:
        today = self._desk.today()
        likeness = {
            Likeness.SAME: _("Same name and birth date."),
            Likeness.NAME: _("Same name."),
            Likeness.SIMILAR: _("Same birth date, nearly the same name."),
        }[match.likeness]
        if not match.stays:
            return _("{name} is on record. {why}").format(name=match.name, why=likeness)
        house, start, end = match.stays[0]
        ours = house == self._desk.house_name()
        if end is None:
            said = (
                _("{name} lives here now. {why}")
                if ours
                else _("{name} lives at {house} now. {why}")
            )
            return said.format(name=match.name, house=house, why=likeness)
        said = (
            _("{name} lived here from {start} to {end}. {why}")
            if ours
            else _("{name} lived at {house} from {start} to {end}. {why}")
        )
        return said.format(
            name=match.name,
            house=house,
            start=month_day(start, today),
            end=month_day(end, today),
            why=likeness,
        )
