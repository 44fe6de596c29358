"""The circle of one resident, below who supports them in the profile: a picture and the same in
words, and its paper.
"""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.circle import Circle, around, facts, ties_in_words
from sobrhouse.domain.file_names import paper_name
from sobrhouse.queries.circle import circle
from sobrhouse.reports.circle import CirclePaper, circle_page
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.circle.view import CircleView
from ui.office.form_panel import FormPanel
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.office.profile.sponsor_parts import SupportPart
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Rule

HIGH = 300


class ProfileCircle(SupportPart):
    """Whom this person has ties to."""

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(desk, panel, parent)
        self.circle: Circle | None = None
        self.resident_id = 0
        self.view = CircleView()
        self.view.setFixedHeight(round(HIGH * theme.scale()))
        self.view.opened.connect(self._open)
        self.whole = Button(_("The whole circle"), "ghost", small=True)
        self.whole.clicked.connect(self._open_whole)
        self.print = Button(_("Print"), icon="printer", small=True,
                            name=_("Print this person's circle"))  # fmt: skip
        self.print.clicked.connect(self.print_page)
        self.words = vbox(gap=1)
        self.nothing = Label("", "muted", wrap=True)
        self.shown = QWidget()
        beside = hbox(self.view, gap=4, parent=self.shown)
        beside.addLayout(self.words, 2)
        beside.setStretch(0, 3)
        head = hbox(Label(_("The circle"), "h2"), 1, self.whole, self.print)
        vbox(Rule(), head, self.nothing, self.shown, gap=2, parent=self)
        self.shown.hide()

    def ask(self) -> None:
        assert self.data is not None
        who = self.data.person.resident_id
        if who != self.resident_id:
            self.shown.hide()
        self.desk.ask(self, circle, self.desk.house_id, self.desk.now(),
                      done=partial(self._show, who),
                      failed=lambda problem: self._say(problem.sentence))  # fmt: skip

    def _show(self, who: int, data: Circle) -> None:
        if self.data is None or who != self.data.person.resident_id:
            return
        self.circle, self.resident_id = data, who
        me = data.resident(who)
        for button in (self.whole, self.print):
            button.setVisible(me is not None)
        if me is None:
            self._say(_("This person does not live here."))
            return
        lost = me in data.without or me in data.by_house
        self._say(_("May need a connection. {facts}").format(facts=facts(data, me)) if lost else "")
        mine = around(data, me.key)
        self.view.setVisible(bool(mine.ties) or bool(me.private))
        self.view.show_circle(mine, me.key)
        clear(self.words)
        for said in ties_in_words(data, me) or (_("No tie"),):
            self.words.addWidget(Label(said, wrap=True))
        self.words.addStretch(1)
        self.shown.show()

    def _say(self, text: str) -> None:
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))
        if self.circle is None or self.circle.resident(self.resident_id) is None:
            self.shown.hide()

    def _open(self, key: str) -> None:
        member = self.circle.by_key.get(key) if self.circle is not None else None
        if member is None or member.resident_id == self.resident_id:
            return
        if member.resident_id is not None:
            self.go.emit("residents", member.resident_id)
        elif member.supporter_id is not None:
            self.go.emit("sponsors", {"tab": "people", "supporter": member.supporter_id})

    def _open_whole(self) -> None:
        self.go.emit("sponsors", {"tab": "circle", "resident": self.resident_id})

    def print_page(self) -> None:
        """The page of this person in a window of its own."""
        if self.circle is None or self.data is None:
            return
        title = _("The circle of one person")
        dialog = PaperDialog(self.desk, title, self.window())
        dialog.finished.connect(dialog.deleteLater)
        name = paper_name(self.circle.on, self.desk.house_name(), title)
        make = partial(circle_page, CirclePaper(self.circle, self.resident_id))
        dialog.make(Wish(title, name, make, resident_id=self.resident_id))
        dialog.open()
