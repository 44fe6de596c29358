"""Beside the picture of the circle: the same in words. Who may need a connection, with the facts;
whoever is chosen, with all their ties; and everybody.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.circle import TIE_WORDS, Circle, Member, facts, ties_in_words
from sobrhouse.domain.phrases import nice_days
from sobrhouse.words import _
from ui.widgets.boxes import ScrollBox, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.focus import Pressable
from ui.widgets.labels import Label, Rule


class CircleLine(Pressable):
    """One person in words; pressed, they stand out in the picture."""

    def __init__(self, name: str, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "row")
        vbox(Label(name, "strong", wrap=True), Label(said, "muted", wrap=True), gap=0,
             margins=(6, 5, 6, 5), parent=self)  # fmt: skip
        self.make_pressable(f"{name}. {said}")


class CircleSide(ScrollBox):
    """The column of words."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        self.circle: Circle | None = None
        self.lines: dict[str, list[CircleLine]] = {}
        self.person = QWidget()
        self._person = vbox(gap=1, margins=(6, 0, 6, 4), parent=self.person)
        self.needs = vbox(gap=0)
        self.others = vbox(gap=0)
        self.everybody = vbox(gap=0)
        self.others_title = Label(_("Only a room or chores in common"), "h3", wrap=True)
        self.add(self.person)
        self.add(self._part(Label(_("May need a connection"), "h3", wrap=True), self.needs))
        self.others_part = self._part(self.others_title, self.others)
        self.add(self.others_part)
        self.add(self._part(Label(_("Everybody"), "h3"), self.everybody))
        self.person.hide()

    @staticmethod
    def _part(title: Label, box: object) -> QWidget:
        part = QWidget()
        whole = vbox(Rule(), title, gap=1, margins=(6, 0, 0, 0), parent=part)
        whole.addLayout(box)  # type: ignore[arg-type]
        return part

    def show_circle(self, circle: Circle) -> None:
        """Show who there is; whoever was chosen is shown anew by `show_person`."""
        self.circle = circle
        self.lines = {}
        self._fill(self.needs, [(m, facts(circle, m)) for m in circle.without])
        if not circle.without:
            said = _("Everybody has a tie to somebody further along.")
            if not circle.residents:
                said = _("Nobody lives here yet.")
            self.needs.addWidget(Label(said, "muted", wrap=True))
        self._fill(self.others, [(m, facts(circle, m)) for m in circle.by_house])
        self.others_part.setVisible(bool(circle.by_house))
        self._fill(self.everybody, [(m, self._kinds(m)) for m in circle.members])

    def _fill(self, box: object, people: Sequence[tuple[Member, str]]) -> None:
        clear(box)  # type: ignore[arg-type]
        for member, said in people:
            line = CircleLine(member.name, said)
            line.clicked.connect(partial(self.chosen.emit, member.key))
            self.lines.setdefault(member.key, []).append(line)
            box.addWidget(line)  # type: ignore[attr-defined]

    def _kinds(self, member: Member) -> str:
        """What ties somebody has, without how many: nobody is measured by it."""
        assert self.circle is not None
        mine = {t.kind for t in self.circle.of(member.key)}
        said = [_(words) for kind, words in TIE_WORDS.items() if kind in mine]
        if member.private and "sponsorship" not in mine:
            said.insert(0, _("A sponsor or mentor, not named"))
        return ", ".join(said) or _("No tie")

    def show_person(self, key: str) -> None:
        """Whoever is chosen in the picture, or nobody."""
        clear(self._person)
        member = self.circle.by_key.get(key) if self.circle is not None else None
        self.person.setVisible(member is not None)
        if member is None or self.circle is None:
            return
        self._person.addWidget(Label(member.name, "h2", wrap=True))
        if not member.outside:
            sober = _("No sobriety date.")
            if member.days is not None:
                sober = _("{days} sober.").format(days=nice_days(member.days))
            here = _("{days} in the house.").format(days=nice_days(member.days_here))
            self._person.addWidget(Label(f"{here} {sober}", "muted", wrap=True))
        for said in ties_in_words(self.circle, member) or (_("No tie"),):
            self._person.addWidget(Label(said, wrap=True))
        if member.resident_id is not None or member.supporter_id is not None:
            button = Button(_("Open"), small=True, name=_("Open: {name}").format(name=member.name))
            button.clicked.connect(partial(self.opened.emit, key))
            self._person.addLayout(hbox(button, 1))
        self.verticalScrollBar().setValue(0)
