"""What is chosen for a paper for outside: whose, which, by which consent, about which days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.consents import CATEGORY_WORDS, Category
from sobrhouse.domain.outside import (
    ABOUT,
    DAYS,
    LONGEST_DAYS,
    TITLES,
    WITH_REMARK,
    WITHOUT_DAYS,
    Outgoing,
    OutsidePaper,
    days_within,
)
from sobrhouse.exchange.sealed_pdf import SHORTEST, new_password
from sobrhouse.problems import Problem
from sobrhouse.queries.consents import ConsentRow
from sobrhouse.queries.outside import Somebody
from sobrhouse.words import LANGUAGES, N_, _, language, n_
from ui.desk import Desk
from ui.office.consents.view import standing_line
from ui.widgets.boxes import ScrollBox, vbox
from ui.widgets.fields import CheckField, ChoiceField, DateField, LineField, TextField
from ui.widgets.labels import Label

NO_CONSENT = N_(
    "No consent stands today, so no paper can be made. Write one down first: profile, Consents."
)
_MUTE = N_("The consent does not name notes of staff, so these words would stay in the house.")
_TYPED_MS = 600  # after the last letter the paper is made anew


@dataclass(frozen=True, slots=True)
class Chosen:
    """A whole choice."""

    resident_id: int
    paper: OutsidePaper
    consent: ConsentRow
    first: date
    last: date
    remark: str
    author_title: str
    language: str


class OutsideChoices(ScrollBox):
    """The fields at the left; `changed` tells that another paper is wanted."""

    changed = Signal()
    person_picked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        self.desk = desk
        self.consents: tuple[ConsentRow, ...] = ()
        self._timer = QTimer(self, interval=_TYPED_MS, singleShot=True)
        self._timer.timeout.connect(self.changed)
        self._make_fields()
        box = vbox(gap=3, margins=(2, 2, 10, 2))
        for thing in (self.person, self.paper, self.about, self.consent, self.allows, self.first,
                      self.last, self.remark, self.writer, self.language, self.stays, self.approved,
                      self.behind, self.password):  # fmt: skip
            box.addWidget(thing)
        self.add(box)
        self._connect()
        self.fit()

    def _make_fields(self) -> None:
        today = self.desk.today
        self.person = ChoiceField("person", _("About"), [], empty=_("Choose a resident"))
        papers = [(p, _(TITLES[p])) for p in OutsidePaper]
        self.paper = ChoiceField("paper", _("Which paper"), papers)
        self.about = Label("", "muted", wrap=True)
        self.consent = ChoiceField("consent", _("By the consent for"), [])
        self.allows = Label("", "muted", wrap=True)
        self.first = DateField("first", _("From"), today, past=True)
        self.last = DateField("last", _("To"), today, past=True)
        self.first.set_value(today() - timedelta(days=DAYS[0] - 1))
        self.last.set_value(today())
        self.remark = TextField("remark", _("In your own words"), lines=3, max_length=4000)
        self.writer = LineField("writer", _("You are"), max_length=80)
        self.writer.set_value(_("House manager"))
        self.language = ChoiceField("language", _("Language of the paper"), list(LANGUAGES.items()))
        self.language.set_value(language())
        self.stays = Label("", "small", wrap=True)
        self.approved = CheckField("approved", _("The resident has read it and wants it sent"))
        self.behind = CheckField("behind", _("Save it behind a password"))
        self.behind.set_value(True)
        self.password = LineField(
            "password", _("Password"), max_length=60,
            hint=_("Copy it first. Tell it on the phone, never with the file. It is kept nowhere."),
        )  # fmt: skip
        self.password.set_value(new_password())

    def _connect(self) -> None:
        self.person.edited.connect(self._on_person)
        self.paper.edited.connect(self._on_paper)
        self.consent.edited.connect(self._on_paper)
        self.language.edited.connect(self._on_paper)
        self.behind.edited.connect(self.fit)
        self.approved.edited.connect(self.approved.clear_fault)
        self.password.edited.connect(self.password.clear_fault)
        for typed in (self.first, self.last, self.remark, self.writer):
            typed.edited.connect(self._timer.start)
            typed.edited.connect(typed.clear_fault)

    def offer_people(self, people: Sequence[Somebody]) -> None:
        """Everybody, and how many of their consents stand."""
        self.person.set_choices([
            (p.resident_id, n_("{name}, {n} consent", "{name}, {n} consents", p.consents).format(
                name=p.name, n=p.consents)) for p in people
        ])  # fmt: skip

    def offer_consents(self, rows: tuple[ConsentRow, ...], first: int | None) -> None:
        """The consents that stand; the one to begin with."""
        self.consents = rows
        self.consent.set_choices([(r.given.id, r.given.terms.recipient) for r in rows])
        if first is not None:
            self.consent.set_value(first)
        family = any(r.given.id == first and r.given.terms.recipient_kind == "family" for r in rows)
        if family:
            self.paper.set_value(OutsidePaper.FAMILY)
        self.fit()

    def row(self) -> ConsentRow | None:
        """The consent that is chosen."""
        wanted = self.consent.read()
        return next((r for r in self.consents if r.given.id == wanted), None)

    def chosen(self, resident_id: int) -> Chosen:
        """All of it; Problem where days cannot be, or nothing is chosen."""
        row = self.row()
        if row is None:
            raise Problem(_(NO_CONSENT))
        paper = OutsidePaper(self.paper.read())
        first, last = self.first.value(), self.last.value()
        today = self.desk.today()
        if paper in WITHOUT_DAYS:
            first, last = today - timedelta(days=LONGEST_DAYS), today
        if first is None or last is None or last < first:
            raise Problem(_("The last day is before the first. Look at the dates again."))
        first = max(first, last - timedelta(days=LONGEST_DAYS))
        first, last = days_within(row.given, first, last)
        if last < first:
            raise Problem(_("The consent covers none of these days. Choose others."))
        return Chosen(resident_id, paper, row, first, last, self.remark.text().strip(),
                      self.writer.text().strip(), str(self.language.read()))  # fmt: skip

    def sealed_with(self) -> str:
        """The password, or nothing; Problem where it is too short."""
        if not self.behind.read():
            return ""
        if len(self.password.text()) < SHORTEST:
            said = _("A password needs {n} letters or more. Type a longer one.")
            raise Problem(said.format(n=SHORTEST), field="password")
        return self.password.text()

    def check_approved(self) -> None:
        """A family letter leaves only once the resident has read it."""
        if self.paper.read() == OutsidePaper.FAMILY and not self.approved.read():
            said = _("The resident reads a family letter first. Let them read it, then tick this.")
            raise Problem(said, field="approved")

    def refuse(self, problem: Problem) -> bool:
        """Show what is wrong at its field; False where it belongs to none."""
        field = {"password": self.password, "approved": self.approved}.get(problem.field or "")
        if field is None:
            return False
        field.fault(problem.sentence)
        field.control.setFocus()
        return True

    def say_left_out(self, going: Outgoing) -> None:
        """How many rows stay in the house, and why."""
        left = [c for c in Category if going.passed.left_out[c]]
        if not left:
            self.stays.setText(_("Everything of this paper is allowed by the consent."))
            return
        count = n_("{n} row stays in the house: the consent does not name it or its days.",
                   "{n} rows stay in the house: the consent does not name them or their days.",
                   going.left_out)  # fmt: skip
        names = ", ".join(_(CATEGORY_WORDS[c]) for c in left)
        self.stays.setText(f"{count.format(n=going.left_out)} ({names})")

    def fit(self) -> None:
        """Ask only what this paper needs."""
        paper = OutsidePaper(self.paper.read())
        self.about.setText(_(ABOUT[paper]))
        for field in (self.first, self.last):
            field.setVisible(paper not in WITHOUT_DAYS)
        self.remark.setVisible(paper in WITH_REMARK)
        self.approved.setVisible(paper is OutsidePaper.FAMILY)
        self.password.setVisible(bool(self.behind.read()))
        row = self.row()
        self.allows.setText(standing_line(row, self.desk.today()) if row else "")
        mute = row is not None and Category.NOTES not in row.given.terms.categories
        self.remark.set_hint(_(_MUTE) if mute else "")
        for widget in (self.consent, self.allows):
            widget.setVisible(row is not None)

    def _on_person(self) -> None:
        who = self.person.read()
        if who is not None:
            self.person_picked.emit(who)

    def _on_paper(self) -> None:
        self.fit()
        self.changed.emit()
