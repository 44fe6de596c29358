"""A paper for outside in a window of its own: what is chosen, the very file, and the two ways out.

The preview leaves nothing. Save and Print ask for the PIN, and write the disclosure first.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.outside import TITLES, Found, Outgoing, OutsidePaper, through_the_gate
from sobrhouse.exchange.outside import Handed, hand_out, handed_of, pages_of
from sobrhouse.problems import Problem
from sobrhouse.queries.consents import ConsentRow
from sobrhouse.queries.outside import outside_facts, people_for_papers, standing_consents
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.outside import outside_paper
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.services.disclosures import disclose, take_back_disclosure
from sobrhouse.services.pins import Purpose
from sobrhouse.words import _, speaking
from ui import theme
from ui.clip import copy_for_now
from ui.desk import Desk
from ui.office.consents.outside_choices import Chosen, OutsideChoices
from ui.office.dialog_keys import lock_by_key
from ui.office.step_up import step_up
from ui.widgets.ask import Ask
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Label, muted
from ui.widgets.papers import PaperView
from ui.widgets.printing import (
    ask_printer,
    ask_where,
    has_printer,
    print_pages,
    printer_words,
    save_instead,
)

SIDE = 330


class OutsideDialog(QDialog):
    """Draws what the gate lets through, and hands it out."""

    def __init__(
        self, desk: Desk, parent: QWidget, resident_id: int, consent_id: int | None,
        paper: OutsidePaper | None, done: Callable[[], object] | None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.desk, self.done_with = desk, done
        self.resident_id, self._first_consent = resident_id, consent_id
        self.going: Outgoing | None = None
        self.pdf = b""
        self.size_of = "letter"
        self._turn = 0  # only what was chosen last is drawn
        self.setWindowTitle(_("Paper for outside"))
        lock_by_key(self, desk)
        self.choices = OutsideChoices(desk)
        if paper is not None:
            self.choices.paper.set_value(paper)
            self.choices.fit()
        self.choices.person.setVisible(not resident_id)
        self._build()
        self.choices.changed.connect(self.make)
        self.choices.person_picked.connect(self.choose_person)
        self._enable()
        if resident_id:
            self.choose_person(resident_id)
        else:
            self.view.waiting.say(_("Choose whom it is about."))
            desk.ask(self, people_for_papers, desk.house_id, desk.today(),
                     done=self.choices.offer_people)  # fmt: skip

    def _build(self) -> None:
        self.view = PaperView()
        self.choices.setFixedWidth(round(SIDE * theme.scale()))
        card = Card()
        frame = card.layout()
        assert frame is not None  # every card has one
        frame.setContentsMargins(1, 1, 1, 1)
        card.add(self.view, 1)
        self.close_button = Button(_("Close"))
        self.save = Button(_("Save PDF"), icon="file-text")
        self.print = Button(_("Print"), "primary", icon="printer")
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self.on_save)
        self.print.clicked.connect(self.on_print)
        row = hbox(self.choices, card, gap=3)
        row.setStretch(1, 1)
        head = hbox(Label(_("Paper for outside"), "h2"), muted(printer_words()), 1, gap=3)
        foot = hbox(1, self.close_button, self.save, self.print)
        box = vbox(head, row, foot, gap=3, margins=(20, 14, 20, 14), parent=self)
        box.setStretch(1, 1)
        parent = self.parentWidget()
        assert parent is not None  # it is opened over a window
        room = parent.window().size()
        self.resize(max(room.width() - 80, 700), max(room.height() - 40, 480))

    def choose_person(self, resident_id: int) -> None:
        """Whose paper it is: their consents that stand, then the paper."""
        self.resident_id = resident_id
        self.desk.ask(
            self, standing_consents, self.desk.house_id, resident_id, self.desk.today(),
            done=partial(self._show_consents, resident_id), failed=self._could_not,
        )  # fmt: skip

    def _show_consents(self, who: int, rows: tuple[ConsentRow, ...]) -> None:
        if who == self.resident_id:
            self.choices.offer_consents(rows, self._first_consent)
            self._first_consent = None
            self.make()

    def make(self) -> None:
        """Draw what is chosen."""
        self._turn += 1
        turn = self._turn
        self.going = None
        self._enable()
        try:
            chosen = self.choices.chosen(self.resident_id)
        except Problem as problem:
            self._could_not(problem)
            return
        self.view.wait(_("Making the paper"))
        desk = self.desk
        desk.ask(
            self, outside_facts, desk.house_id, chosen.resident_id, chosen.paper, chosen.first,
            chosen.last, desk.now(), chosen.language, done=partial(self._weigh, turn, chosen),
            failed=self._could_not,
        )  # fmt: skip

    def _weigh(self, turn: int, chosen: Chosen, found: Found) -> None:
        if turn != self._turn:
            return
        try:
            going = through_the_gate(
                found, chosen.consent.given, self.desk.today(), self.desk.me.name,
                chosen.author_title, chosen.remark,
            )  # fmt: skip
        except Problem as problem:
            self._could_not(problem)
            return
        going = replace(going, language=chosen.language)
        self.choices.say_left_out(going)
        self.desk.ask(self, paper_facts, self.desk.house_id,
                      done=partial(self._draw, turn, going), failed=self._could_not)  # fmt: skip

    def _draw(self, turn: int, going: Outgoing, facts: PaperFacts) -> None:
        if turn != self._turn:
            return
        self.size_of = facts.size
        with speaking(going.language):
            stamp = stamp_of(facts, Maker(self.desk.me.name, self.desk.now()))
        options = PaperOptions(stamp, "full", facts.size)
        self.desk.slow(self, outside_paper, going, options,
                       done=partial(self._show, turn, going), failed=self._could_not)  # fmt: skip

    def _show(self, turn: int, going: Outgoing, pdf: bytes) -> None:
        if turn == self._turn:
            self.going, self.pdf = going, pdf
            self.view.show_paper(pdf)
            self._enable()

    def _could_not(self, problem: Problem | str) -> None:
        self.choices.stays.setText("")
        self.view.could_not(problem if isinstance(problem, str) else problem.sentence)
        self._enable()

    # The two ways out

    def on_save(self) -> None:
        """Where to, then the PIN, then the row, then the file."""
        going = self.going
        if going is None or not self._ready():
            return
        path = ask_where(self, self._name(going))
        if path is not None:
            password, pdf = self.choices.sealed_with(), self.pdf
            step_up(self.desk, self, Purpose.OUTSIDE, lambda: self.desk.through(
                self, hand_out, going, pdf, path, password, done=partial(self._saved, password),
                refused=self._refused,
            ))  # fmt: skip

    def _saved(self, password: str, handed: Handed) -> None:
        assert handed.path is not None  # a file was asked for
        self.desk.tell(_("Saved {file}. It is in the accounting of disclosures.").format(
            file=handed.path.name))  # fmt: skip
        if not password:
            self._finish()
            return
        told = Ask(
            self, _("Its password is {password}").format(password=password),
            _("Nobody opens the file without it, and it is kept nowhere: write it down or copy it "
              "now. Tell it on the phone, never with the file."),
            _("Copy it"), _("I have it"), danger=False,
        )  # fmt: skip
        told.setWindowTitle(_("Password"))  # not for the bar of the desktop
        told.verb.clicked.disconnect()  # it stays until they have it: the copy is soon gone
        told.verb.clicked.connect(partial(self._copy, told, password))
        told.finished.connect(self._finish)
        told.open()

    def _copy(self, told: Ask, password: str) -> None:
        copy_for_now(password)
        told.verb.set_text(_("Copied for 10 seconds"))

    def on_print(self) -> None:
        """The printer, then the PIN, then the row, then the paper."""
        going = self.going
        if going is None or not self._ready():
            return
        if not has_printer():
            if save_instead(self):
                self.on_save()
            return
        printer = ask_printer(self, _(TITLES[going.paper]), self.size_of, pages_of(self.pdf))
        if printer is not None:
            pdf = self.pdf
            step_up(self.desk, self, Purpose.OUTSIDE,
                    lambda: self._print_with_row(going, pdf, printer))  # fmt: skip

    def _print_with_row(self, going: Outgoing, pdf: bytes, printer: QPrinter) -> None:
        handed = handed_of(going, pdf, pages_of(pdf), "print")

        def printed(_pages: int) -> None:
            self.desk.tell(_("Sent to the printer: {paper}").format(paper=_(TITLES[going.paper])))
            self._finish()

        def failed(row: int, problem: Problem) -> None:
            why = _("The printer did not take it, so nothing was handed out.")
            self.desk.do(self, take_back_disclosure, row, why)
            self._refused(problem)

        def noted(row: int) -> None:
            self.desk.slow(self, print_pages, pdf, printer, done=printed,
                           failed=partial(failed, row))  # fmt: skip

        self.desk.do(self, disclose, going.consent.id, handed, done=noted, refused=self._refused)

    def _ready(self) -> bool:
        try:
            self.choices.check_approved()
            self.choices.sealed_with()
        except Problem as problem:
            return not self.choices.refuse(problem)
        return True

    def _name(self, going: Outgoing) -> str:
        """House, paper and day, never the person."""
        title = _(TITLES[going.paper])
        return paper_name(going.on, going.house.name, title)

    def _refused(self, problem: Problem) -> None:
        self.desk.tell(problem.sentence, urgent=True)

    def _finish(self, _how: int = 0) -> None:
        if self.done_with is not None:
            self.done_with()
        self.accept()

    def _enable(self) -> None:
        for button in (self.save, self.print):
            button.setEnabled(self.going is not None)


def open_outside(
    desk: Desk, parent: QWidget, resident_id: int = 0, consent_id: int | None = None,
    paper: OutsidePaper | None = None, done: Callable[[], object] | None = None,
) -> OutsideDialog:  # fmt: skip
    """Open it; without a person it asks whom it is about."""
    dialog = OutsideDialog(desk, parent.window(), resident_id, consent_id, paper, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


