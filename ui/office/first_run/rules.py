"""The fifth step: the rules of the house as sentences with blanks, begun from a template."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from sobrhouse.domain.dates import parse_time
from sobrhouse.domain.phrases import nice_time
from sobrhouse.problems import Problem
from sobrhouse.services.first_steps import PhaseWish, Rules, set_rules
from sobrhouse.words import N_, _
from ui import theme
from ui.desk import Desk
from ui.office.fields.sentences import Blank, Sentence
from ui.office.first_run.step import Memory, StepPage
from ui.widgets.boxes import hbox, line, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.cards import Card
from ui.widgets.choices import ChoiceBox
from ui.widgets.labels import Disc, Label
from ui.widgets.segments import Segments

MOST_PHASES = 6


@dataclass(frozen=True, slots=True)
class Template:
    """A way to run a house, to begin from."""

    key: str
    words: str
    weekdays: str
    weekend: str
    phases: tuple[tuple[str, int | None], ...]


# Defaults and the range seen: glossary-and-defaults.md, "Defaults worth shipping".
TEMPLATES = (
    Template("usual", N_("Usual"), "22:30", "00:00",
             ((N_("Phase 1"), None), (N_("Phase 2"), 30), (N_("Phase 3"), 90))),
    Template("structured", N_("More structure"), "21:30", "23:00",
             ((N_("Orientation"), None), (N_("Phase 1"), 14), (N_("Phase 2"), 45),
              (N_("Phase 3"), 90))),
    Template("peers", N_("Run by its members"), "23:00", "01:00", ()),
)  # fmt: skip


class _Chips(ChoiceBox):
    """Which milestones, as wide as its words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Milestones we celebrate"))
        self.addItem(_("AA chips"), "aa")
        self.addItem(_("NA key tags"), "na")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 18, hint.height())


class PhaseLine(QWidget):
    """One phase as a sentence, with a button that takes it away."""

    def __init__(self, number: int, name: str, days: int | None, step: "RulesStep") -> None:
        super().__init__()
        self.name = Blank(_("Name of phase {n}").format(n=number), name, 15)
        self.days = Blank(
            _("Days in the house before phase {n}").format(n=number),
            "" if days is None else str(days), 4,
        )  # fmt: skip
        self.first = number == 1
        words = _("{name} begins on the first day.")
        blanks: dict[str, QWidget] = {"name": self.name}
        if not self.first:
            words = _("{name} can begin after {days} days in the house.")
            blanks["days"] = self.days
        else:
            self.days.setParent(self)
            self.days.hide()
        self.drop = IconButton("x", _("Take phase {n} away").format(n=number), kind="ghost")
        self.drop.clicked.connect(lambda: step.drop_phase(self))
        row = hbox(gap=2, parent=self)
        row.addWidget(Sentence(words, blanks), 1)
        row.addWidget(self.drop)

    def wish(self) -> PhaseWish:
        """What it says; Problem with the blank marked."""
        name = " ".join(self.name.text().split())
        if not name:
            self.name.show_fault()
            raise Problem(_("The phase needs a name."))
        text = self.days.text().strip()
        if self.first or not text:
            return PhaseWish(name)
        if not (text.isascii() and text.isdigit() and int(text) < 1000):
            self.days.show_fault()
            raise Problem(_("{phase}: type the days as a number, such as 30.").format(phase=name))
        return PhaseWish(name, int(text))


class RulesStep(StepPage):
    """Skipped, the defaults stand and there are no phases."""

    id = "rules"

    def __init__(self, desk: Desk, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(desk, memory, parent)
        self.template = Segments([(t.key, _(t.words)) for t in TEMPLATES], name=_("Begin from"))
        self.template.picked.connect(self._on_template)
        self.weekdays = Blank(_("Curfew, Sunday to Thursday"), letters=9)
        self.weekend = Blank(_("Curfew, Friday and Saturday"), letters=9)
        for blank in (self.weekdays, self.weekend):
            blank.editingFinished.connect(lambda blank=blank: _tidy(blank))
            blank.returnPressed.connect(self.go)
        self.chips = _Chips()
        self.lines: list[PhaseLine] = []
        self.more = Button(_("Add a phase"), "ghost", icon="plus", small=True)
        self.more.clicked.connect(self.add_phase)
        self.phases = vbox(gap=2)
        self.none = Label(_("This house works without phases."), "muted")
        begin = hbox(Label(_("Begin from"), "strong"), self.template, 1, gap=3)
        vbox(begin, self._evenings(), self._celebrations(), self._steps(), gap=3, parent=self)
        self._show_template(TEMPLATES[0])
        self._recall()

    def _evenings(self) -> Card:
        words = _("From Sunday to Thursday everybody is home by {weekdays}, on Friday and Saturday "
                  "by {weekend}.")  # fmt: skip
        sentence = Sentence(words, {"weekdays": self.weekdays, "weekend": self.weekend})
        return _rule("moon", "info", _("Curfew"), sentence)

    def _celebrations(self) -> Card:
        sentence = Sentence(_("We celebrate days sober with {chips}."), {"chips": self.chips})
        return _rule("award", "warn", _("Milestones"), sentence)

    def _steps(self) -> Card:
        inside = QWidget()
        vbox(self.none, self.phases, line(self.more, 1), gap=2, parent=inside)
        return _rule("layers", "brand", _("Phases"), inside)

    def title(self) -> str:
        return _("House rules")

    def line(self) -> str:
        return _("Begin from a template, then change what is different in your house.")

    def verb(self) -> str:
        return _("Use these rules")

    def first_focus(self) -> QWidget | None:
        return self.weekdays

    # Phases

    def add_phase(self) -> None:
        """One more, after the last."""
        number = len(self.lines) + 1
        days = 30 * (number - 1) or None
        self._put([*self._said(), (_("Phase {n}").format(n=number), days)])
        self.lines[-1].name.setFocus()

    def drop_phase(self, gone: PhaseLine) -> None:
        """Take one away; the others move up."""
        at = self.lines.index(gone)
        self._put([said for n, said in enumerate(self._said()) if n != at])
        self.more.setFocus()

    def _said(self) -> list[tuple[str, int | None]]:
        return [
            (one.name.text(), int(t) if (t := one.days.text().strip()).isdigit() else None)
            for one in self.lines
        ]

    def _put(self, phases: list[tuple[str, int | None]]) -> None:
        for one in self.lines:
            self.phases.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.lines = [PhaseLine(n, *said, self) for n, said in enumerate(phases, 1)]
        for one in self.lines:
            self.phases.addWidget(one)
            for blank in (one.name, one.days):
                blank.returnPressed.connect(self.go)
        self.none.setVisible(not self.lines)
        self.more.setVisible(len(self.lines) < MOST_PHASES)

    # Templates and memory

    def _on_template(self, key: object) -> None:
        self._show_template(next(t for t in TEMPLATES if t.key == key))

    def _show_template(self, template: Template) -> None:
        for blank, text in ((self.weekdays, template.weekdays), (self.weekend, template.weekend)):
            hours, minutes = text.split(":")
            blank.setText(nice_time(time(int(hours), int(minutes))))
            theme.set_kind(blank, "fault", "false")
        self._put([(_(name), days) for name, days in template.phases])

    def keep(self) -> None:
        self.memory.texts[self.id] = {
            "template": self.template.key(), "weekdays": self.weekdays.text(),
            "weekend": self.weekend.text(), "chips": self.chips.currentIndex(),
            "phases": self._said(),
        }  # fmt: skip

    def _recall(self) -> None:
        known: dict[str, Any] | None = self.memory.texts.get(self.id)
        if known is None:
            return
        self.template.show_key(known["template"])
        self.weekdays.setText(known["weekdays"])
        self.weekend.setText(known["weekend"])
        self.chips.setCurrentIndex(known["chips"])
        self._put(known["phases"])

    # Saving

    def go(self) -> None:
        try:
            rules = Rules(
                _read(self.weekdays), _read(self.weekend), str(self.chips.currentData()),
                tuple(one.wish() for one in self.lines),
            )  # fmt: skip
        except Problem as problem:
            self.refused.emit(problem.sentence)
            return
        self.busy.emit(_("Saving"))
        self.desk.do(
            self, set_rules, self.desk.house_id, rules, done=self._on_saved, refused=self.refuse
        )

    def _on_saved(self, _nothing: object) -> None:
        self.busy.emit("")
        self.passed.emit()


def _rule(icon: str, kind: str, title: str, inside: QWidget) -> Card:
    card = Card()
    inside.setSizePolicy(QSizePolicy.Policy.Expanding, inside.sizePolicy().verticalPolicy())
    row = hbox(gap=3)
    row.addLayout(vbox(Disc(icon, kind, 32), 1))
    row.addLayout(vbox(Label(title, "strong"), inside, gap=1), 1)
    card.add(row)
    return card


def _tidy(blank: QLineEdit) -> None:
    """Show a time as it was understood."""
    try:
        blank.setText(nice_time(parse_time(blank.text())))
    except Problem:
        return


def _read(blank: Blank) -> str:
    """A time as it is stored."""
    try:
        return parse_time(blank.text()).strftime("%H:%M")
    except Problem as problem:
        blank.show_fault()
        raise Problem(f"{blank.accessibleName()}: {problem.sentence}") from problem
