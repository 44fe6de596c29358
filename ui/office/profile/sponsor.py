"""The tab Sponsor of a profile: who supports them and did, contacts, steps, help, and their people.

What they keep to themselves is not here: no query gives it.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import month_day, near_date, nice_duration
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import HELP_WORDS, STEP_WORDS, TOUCH_WORDS
from sobrhouse.queries.helping import HelpOf, HelpRow, help_of
from sobrhouse.queries.profile import Profile
from sobrhouse.queries.sponsorships import (
    AskedRow,
    PeerRow,
    ResidentSupport,
    TieRow,
    TouchRow,
)
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.profile.people import PeopleSteps
from ui.office.profile.sponsor_parts import PARTS, PartMaker
from ui.office.sections import Item, Section
from ui.office.sponsors import support_words as words
from ui.office.sponsors.forms import SponsorForms
from ui.office.sponsors.introduction_steps import Asked, IntroductionSteps
from ui.office.sponsors.tie_card import TieCard
from ui.office.sponsors.tie_line import TieLine
from ui.widgets.boxes import ScrollBox, hbox, stack, vbox
from ui.widgets.boxes import line as box_line
from ui.widgets.buttons import Button
from ui.widgets.cards import Fact
from ui.widgets.focus import Pressable
from ui.widgets.labels import Disc, ElidedLabel, Label

HELP_DAYS = timedelta(days=90)
LISTED = 8


class ProfileSponsor(ScrollBox):
    """Who stands around somebody."""

    go = Signal(str, object)

    def __init__(
        self, desk: Desk, panel: FormPanel, parts: Sequence[PartMaker] = PARTS,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(gap=3, parent=parent)
        self.desk, self.panel = desk, panel
        self.person: Profile | None = None
        self.data: ResidentSupport | None = None
        self.daily = desk.may(Permission.RECORD_DAILY)
        self.forms = SponsorForms(desk, panel)
        self.asking = IntroductionSteps(desk, panel)
        self.people = PeopleSteps(desk, panel)
        self.sections = self._make_sections()
        self.parts = [make(desk, panel) for make in parts]
        self._ties: list[TieLine] = []
        self._help_stale = False
        self._build()

    def _make_sections(self) -> dict[str, Section]:
        forms, daily = self.forms, self.daily
        return {
            "ties": Section(_("Who supports them"), _("Nobody is written down yet."),
                            _("Add") if daily else "", forms.add_tie),
            "asked": Section(_("Introduced"), ""),
            "touches": Section(_("In touch"), _("No contact written down yet.")),
            "past": Section(_("Before"), _("Nobody before.")),
            "people": Section(_("Family and friends"), _("Nobody is written down yet."),
                              _("Add") if daily else "", self._add_contact),
            "help": Section(_("Helping"), _("Nothing written down in 90 days."),
                            _("Add") if daily else "", forms.add_help),
            "steps": Section(_("Steps"), "", _("Write down") if daily else "", forms.set_step),
            "choices": Section(_("What they chose"), "",
                               _("Change") if daily else "", forms.open_choices),
        }  # fmt: skip

    def _build(self) -> None:
        s = self.sections
        s["ties"].rule.hide()
        self.whole = whole = QWidget()
        box = vbox(s["ties"], s["asked"], gap=4, margins=(16, 12, 16, 16), parent=whole)
        beside = hbox(gap=5)
        for names in (("touches", "past", "steps"), ("people", "help", "choices")):
            beside.addLayout(vbox(*(s[name] for name in names), 1, gap=4), 1)
        box.addLayout(beside)
        for part in self.parts:
            part.go.connect(self.go)
            box.addWidget(part)
        self.add(whole)

    def show_person(self, person: Profile) -> None:
        """Somebody is shown; what is read only while it is looked at is old now."""
        if self.data is not None and self.data.resident_id != person.person.resident_id:
            self.data = None
            self.whole.hide()  # until theirs is read
        self.person = person
        self.forms.take(person, self.data)
        self._help_stale = True
        if self.isVisible():
            self._ask_help()
        for part in self.parts:
            part.show_person(person)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._help_stale and self.person is not None:
            self._ask_help()

    def _ask_help(self) -> None:
        assert self.person is not None
        self._help_stale = False
        who = self.person.person.resident_id
        since = self.desk.today() - HELP_DAYS
        self.desk.ask(self, help_of, who, since, done=partial(self._show_help, who))

    def show_support(self, data: ResidentSupport) -> None:
        """Who supports the person who is shown."""
        if self.person is None or data.resident_id != self.person.person.resident_id:
            return
        self.data = data
        for card in self.panel.findChildren(TieCard):
            for tie in data.ties:
                if tie.sponsorship_id == card.tie.sponsorship_id:
                    card.editor.show_tie(tie)
        s = self.sections
        self._ties = [self._tie(tie) for tie in data.ties]
        s["ties"].show_widgets([*self._ties, *map(self._newcomer, data.buddy_of)])
        s["asked"].setVisible(bool(data.asked))
        s["asked"].show_widgets([self._asked(row) for row in data.asked])
        s["past"].show_widgets([self._tie(tie) for tie in data.past])
        s["people"].show_widgets([self.people.line(row, self.person) for row in data.people])
        s["touches"].show_items([self._touch(row, data) for row in data.touches[:LISTED]])
        chosen = words.choice_lines(data.choices)
        s["choices"].show_widgets([Fact(what, how) for what, how in chosen])
        self._show_steps(data)
        self.whole.show()
        self.forms.take(self.person, data)  # last: a form that waited for them opens

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """L logs a contact with the sponsor."""
        if event.key() == Qt.Key.Key_L and not event.modifiers():
            self.log_contact()
        else:
            super().keyPressEvent(event)

    def log_contact(self) -> None:
        """Open the ways to be in touch with the sponsor, else with the first who supports them."""
        self.forms.once_loaded(self._open_log)

    def _open_log(self) -> None:
        sponsor = self.data.sponsor if self.data is not None else None
        lines = sorted(self._ties, key=lambda one: one.tie != sponsor)
        button = next((line.log for line in lines if line.log is not None), None)
        if button is None:
            self.desk.tell(_("Nobody is written down yet."))
        elif button.isVisible():
            button.open_menu()
        else:  # it was made just now: its place is known in the next turn
            QTimer.singleShot(0, button, button.open_menu)

    # Lines

    def _tie(self, tie: TieRow) -> TieLine:
        going = tie.ended_on is None
        log = self.forms.touches.button(tie) if self.daily and going else None
        line = TieLine(tie, self.desk.today(), log, open_=self.daily)
        if self.daily:
            line.clicked.connect(partial(self.forms.open_tie, tie))
        return line

    def _newcomer(self, row: PeerRow) -> QWidget:
        line = Pressable()
        line.setProperty("kind", "row")
        since = _("Since {day}").format(day=month_day(row.started_on, self.desk.today()))
        what = _("House buddy of {name}").format(name=row.name)
        box = hbox(Disc("users", "info"), gap=3, margins=(0, 5, 0, 5), parent=line)
        box.addLayout(vbox(ElidedLabel(what, "strong"), ElidedLabel(since), gap=0), 1)
        line.make_pressable(f"{what}. {since}")
        line.clicked.connect(partial(self.go.emit, "residents", row.resident_id))
        return line

    def _add_contact(self) -> None:
        if self.person is not None:
            self.people.add(self.person)

    def _asked(self, row: AskedRow) -> QWidget:
        today = self.desk.today()
        what = f"{row.name}, {words.kinds(row.kind).lower()}"
        line = QWidget()
        box = hbox(Disc("handshake", "info"), gap=3, margins=(0, 5, 0, 5), parent=line)
        about = words.asked_line(row.introduced_on, row.check_on, today)
        box.addLayout(vbox(ElidedLabel(what, "strong"), ElidedLabel(about), gap=0), 1)
        if self.daily:
            box.addWidget(
                self.asking.button(
                    Asked(
                        row.introduction_id,
                        self.forms.name,
                        row.name,
                        row.introduced_on,
                        row.check_on,
                    )
                )
            )
        return line

    def _touch(self, row: TouchRow, data: ResidentSupport) -> Item:
        name = next((t.name for t in data.ties if t.sponsorship_id == row.sponsorship_id), "")
        how, day = _(TOUCH_WORDS[row.kind]), words.day_in_line(row.on, self.desk.today())
        typed_in = _("transcribed from paper by {name}").format(name=row.by or "–")
        parts = [how, day, name if len(data.ties) > 1 else "",
                 "" if row.minutes is None else nice_duration(row.minutes),
                 typed_in if row.way == "paper" else ""]  # fmt: skip
        run = partial(self._open_touch, row.contact_id, how, day) if self.daily else None
        return Item(", ".join(part for part in parts if part), "", run)

    def _open_touch(self, contact_id: int, how: str, day: str) -> None:
        self._offer_off("touch_off", f"{how}, {day}",
                        partial(self.forms.touches.take_back, contact_id))  # fmt: skip

    def _offer_off(self, name: str, title: str, run: Callable[[], None]) -> None:
        """A line that can only be taken off again."""
        off = Button(_("Take off, it was a mistake"), "danger", "trash-2", small=True)

        def take_off() -> None:
            run()
            self.panel.close_panel()

        off.clicked.connect(take_off)
        told = Label(_("It stays in the log that it was written down."), "muted", wrap=True)
        self.panel.show_other(name, title, stack(told, box_line(off, 1), gap=3))

    def _show_help(self, who: int, found: HelpOf) -> None:
        if self.person is None or who != self.person.person.resident_id:
            return
        items = [
            Item(title, words.help_words(counted))
            for title, counted in ((_("Helped others"), found.gave), (_("Was helped"), found.got))
            if counted
        ]
        if items and self.daily:
            items.append(Item(_("Show each one"), "", partial(self._list_help, found)))
        self.sections["help"].show_items(items)

    def _list_help(self, found: HelpOf) -> None:
        """The newest, each to be taken off where it was a mistake."""
        section = Section(_("Press one to take it off"), "")
        today = self.desk.today()
        section.show_items([
            Item(_(HELP_WORDS[row.kind]),
                 ", ".join((near_date(row.on, today), _("gave") if row.gave else _("got"))),
                 partial(self._take_off_help, row))
            for row in found.newest
        ])  # fmt: skip
        self.panel.show_other("help_list", _("Help in 90 days"), section)

    def _take_off_help(self, row: HelpRow) -> None:
        self.forms.take_back_help(row)
        self.panel.close_panel()

    def _show_steps(self, data: ResidentSupport) -> None:
        section = self.sections["steps"]
        shares = data.choices.shares_steps
        section.offer_verb(shares)
        if not shares:
            text = _("They keep their steps to themselves.")
            section.show_widgets([Label(text, "muted", wrap=True)])
            return
        by_state = [
            Item(_(word), ", ".join(str(n) for n, state in data.steps if state == code))
            for code, word in STEP_WORDS.items()
            if any(state == code for _n, state in data.steps)
        ]
        section.show_items(by_state or [Item(_("Not begun yet"))])
