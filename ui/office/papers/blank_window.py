"""The window of blank forms: tick what is wanted, in English or Spanish, see the file, print it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.blank_forms import BLANK, FORMS, NAMED
from sobrhouse.domain.file_names import paper_name
from sobrhouse.problems import Problem
from sobrhouse.queries.form_values import FormValues, form_values
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.reports.blank import blank_pdf
from sobrhouse.reports.options import PaperOptions
from sobrhouse.words import LANGUAGES, _, language
from ui import theme
from ui.desk import Desk
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.widgets.boxes import ScrollBox, hbox
from ui.widgets.buttons import Button
from ui.widgets.choices import Check
from ui.widgets.fields import DateField
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

SIDE = 340


class FormsWindow(PaperDialog):
    """Every form with a tick at the left, the very file at the right."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, _("Blank forms"), parent)
        self.desk = desk
        self.ticks: dict[str, Check] = {}
        self._turn = 0
        self.resize(theme.size("designW") * 5 // 6, theme.size("designH"))
        self.finished.connect(self.deleteLater)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.language = Segments(list(LANGUAGES.items()), _("Language of the paper"), language())
        self.sheets = Segments([("letter", _("Letter")), ("a4", _("A4"))], _("Paper"))
        self.day = DateField("day", _("Day of the sheets with names"), self.desk.today)
        self.day.set_value(self.desk.today())
        self.every = Button(_("All forms"), small=True)
        self.none = Button(_("None"), "ghost", small=True)
        self.middle.insertWidget(0, self._side())

    def _side(self) -> QWidget:
        side = ScrollBox(gap=2)
        side.setFixedWidth(round(SIDE * theme.scale()))
        side.add(self.language)
        side.add(self.sheets)
        holder = QWidget()
        hbox(Label(_("Forms"), "strong"), 1, self.every, self.none, parent=holder)
        side.add(holder)
        for form in BLANK:
            side.add(self._tick(form.key))
        side.add(Label(_("Sheets with names"), "strong"))
        for form in NAMED:
            side.add(self._tick(form.key))
        side.add(self.day)
        side.add(Label(
            _("Each form has a code at its foot. When it comes back, type the code under A paper "
              "came back."), "muted", wrap=True,
        ))  # fmt: skip
        return side

    def _tick(self, key: str) -> Check:
        tick = self.ticks[key] = Check(_(FORMS[key].title))
        tick.setAccessibleName(_("Print {section}").format(section=_(FORMS[key].title)))
        tick.toggled.connect(self._on_changed)
        return tick

    def _connect(self) -> None:
        self.language.picked.connect(self._on_changed)
        self.sheets.picked.connect(self._on_changed)
        self.day.edited.connect(self._on_changed)
        self.every.clicked.connect(lambda: self._tick_only(tuple(form.key for form in BLANK)))
        self.none.clicked.connect(lambda: self._tick_only(()))

    # Choosing

    def choose(self, keys: Sequence[str]) -> None:
        """Begin with these forms ticked, all blank ones where none is named."""
        wanted = tuple(keys) or tuple(form.key for form in BLANK)

        def with_facts(facts: PaperFacts) -> None:
            self.sheets.show_key(facts.size)
            self._tick_only(wanted)

        self.view.wait(_("Making the paper"))
        self.desk.ask(self, paper_facts, self.desk.house_id, done=with_facts,
                      failed=lambda problem: self._on_failed(problem.sentence))  # fmt: skip

    def keys(self) -> tuple[str, ...]:
        """The forms that are ticked, in their order."""
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def _tick_only(self, keys: Sequence[str]) -> None:
        for key, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(key in keys)
            tick.blockSignals(False)
        self._make()

    def _on_changed(self, *_args: Any) -> None:
        self._make()

    # From ticks to a file

    def _make(self) -> None:
        self._turn += 1
        self.shown = None
        self._enable()
        keys = self.keys()
        if not keys:
            self.view.could_not(_("Tick a form at the left."))
            return
        try:
            day: date | None = self.day.read()
        except Problem as problem:
            self.view.could_not(problem.sentence)
            return
        self.view.wait(_("Making the paper"))
        self.desk.ask(
            self, form_values, self.desk.house_id, keys, self.desk.now(), day,
            str(self.language.key()),
            done=partial(self._with_values, self._turn, keys),
            failed=lambda problem: self._on_failed(problem.sentence),
        )  # fmt: skip

    def _with_values(self, turn: int, keys: tuple[str, ...], values: FormValues) -> None:
        if turn != self._turn:
            return

        def make(options: PaperOptions) -> bytes:
            return blank_pdf(keys, options, values=values)

        title = _(FORMS[keys[0]].title) if len(keys) == 1 else _("Blank forms")
        name = paper_name(values.on, self.desk.house_name(), title)
        self.steps.make(
            Wish(title, name, make, size=str(self.sheets.key()), forms=values.forms,
                 language=str(self.language.key()))
        )  # fmt: skip
