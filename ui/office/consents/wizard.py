"""The consent wizard: one screen a step, and at the end a whole consent or none."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from sobrhouse.domain.consents import Terms
from sobrhouse.problems import Problem
from sobrhouse.queries.profile import Profile
from sobrhouse.services import consents
from sobrhouse.services.photos import SafePicture
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk, Step
from ui.office.consents.pages import HowLong, Setting, ToWhom, WhatFor, WhatMayBeTold, WizardPage
from ui.office.consents.signing import WAYS, Signing, safe_picture
from ui.office.dialog_keys import lock_by_key
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

WIDE, HIGH = 760, 560  # px at 100 %; fits 1024x600


class ConsentWizard(QDialog):
    """Asks for each element; with `was` it puts right what was written down of a signed sheet."""

    def __init__(
        self, desk: Desk, parent: QWidget, data: Profile, done: Callable[[], object],
        was: tuple[int, Terms] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.desk, self.done_with, self.was = desk, done, was
        self.resident_id, self.name = data.person.resident_id, data.short_name
        self.given_up = False  # by the button; what is closed otherwise is kept half typed
        self.terms = was[1] if was else Terms()
        title = _("Correct a consent") if was else _("New consent of {name}")
        self.setWindowTitle(title.format(name=data.short_name))
        legal = f"{data.person.legal_first} {data.person.legal_last}".strip()  # who signs by law
        setting = Setting(desk.house_name(), legal, data.contacts, desk.today)
        self.pages: list[WizardPage] = [
            ToWhom(setting), WhatMayBeTold(setting), WhatFor(setting), HowLong(setting),
        ]  # fmt: skip
        self.signing = Signing(setting)
        self.pages.append(self.signing)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
            if was:
                page.show_terms(was[1])
        if was:
            self._hide_signature()
        self._build(parent)
        lock_by_key(self, desk)
        self.show_page(0)
        self._first = self.texts()

    def _build(self, parent: QWidget) -> None:
        self.place = Label("", "muted")
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.back = Button(_("Back"), icon="arrow-left")
        self.cancel = Button(_("Cancel"), "ghost")
        self.next = Button(_("Next"), "primary")
        self.back.clicked.connect(lambda: self.show_page(self.stack.currentIndex() - 1))
        self.cancel.clicked.connect(self._give_up)
        self.next.clicked.connect(self.go_on)
        self.next.setDefault(True)
        foot = hbox(self.place, 1, self.cancel, self.back, self.next)
        box = vbox(self.trouble, self.stack, foot, gap=3, margins=(24, 18, 24, 18), parent=self)
        box.setStretch(1, 1)
        room = parent.window().size()
        self.resize(
            min(round(WIDE * theme.scale()), max(room.width() - 20, 400)),
            min(round(HIGH * theme.scale()), max(room.height() - 20, 300)),
        )

    def _hide_signature(self) -> None:
        """The signature stays that of the signed sheet; only why is asked."""
        from ui.widgets.fields import TextField

        sign = self.signing
        for widget in (sign.ways, sign.drawn, sign.scanned, sign.fields.pop("kept_at")):
            widget.hide()
        sign.put(TextField("why", _("Why it is corrected"), required=True, lines=2))

    def texts(self) -> dict[str, str]:
        """What stands in all its fields, and on which page one is; of a signature nothing."""
        found = {
            f"{at}.{name}": a_field.text()
            for at, page in enumerate(self.pages)
            for name, a_field in page.fields.items()
        }
        return found | {"at": str(self.stack.currentIndex()), "way": self.signing.way()}

    def begun(self) -> dict[str, str]:
        """The same, once somebody has typed or gone on; else nothing."""
        texts = self.texts()
        return {} if texts == self._first else texts

    def take_texts(self, texts: Mapping[str, str]) -> None:
        """Fill in what was half typed, and go to its page or the first that is not whole yet."""
        for at, page in enumerate(self.pages):
            for name, a_field in page.fields.items():
                a_field.set_text(texts.get(f"{at}.{name}", a_field.text()))
        if self.was is None and texts.get("way") in dict(WAYS):
            self.signing.ways.pick(texts["way"])
        for page in self.pages[: int(texts.get("at", 0))]:
            try:
                values = page.values()
            except Problem:
                break
            self.terms = replace(self.terms, **values)
            self.show_page(self.pages.index(page) + 1)

    def _give_up(self) -> None:
        self.given_up = True
        self.reject()

    def show_page(self, at: int) -> None:
        """Go to a page, counted from 0."""
        self.trouble.hide()
        page = self.pages[at]
        page.begin(self.terms)
        self.stack.setCurrentIndex(at)
        last = at == len(self.pages) - 1
        self.back.setVisible(at > 0)
        self.next.set_text(_("Keep this consent") if last else _("Next"))
        self.place.setText(_("Step {n} of {m}").format(n=at + 1, m=len(self.pages)))
        first = page.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Check this page; then the next, or at the end keep it all."""
        page = self.pages[self.stack.currentIndex()]
        try:
            values = page.values()
            self._check(page, values)
        except Problem as problem:
            self._refuse(problem, page)
            return
        why = values.pop("why", "")
        self.terms = replace(self.terms, **values)
        if page is not self.signing:
            self.show_page(self.stack.currentIndex() + 1)
        elif self.was:
            self._correct(self.was[0], why)
        else:
            self._keep()

    def _check(self, page: WizardPage, values: dict[str, Any]) -> None:
        if isinstance(page, HowLong) and not (values["expires_on"] or values["expires_event"]):
            said = _("A consent must end: type its last day, or what it lasts until.")
            raise Problem(said, field="expires_on")
        if isinstance(page, WhatMayBeTold) and len(values["categories"]) == 0:
            raise Problem(_("Tick the name and what else may be told."), field="categories")

    def _keep(self) -> None:
        try:
            drawn, scan = self.signing.picture()
        except Problem as problem:
            self.signing.say(problem.sentence)
            return
        if not drawn and scan is None:
            self._give(None)
            return
        self._wait(True)
        self.desk.slow(self, safe_picture, drawn, scan, done=self._give,
                       failed=lambda problem: self._refuse(problem, self.signing))  # fmt: skip

    def _give(self, signature: SafePicture | None) -> None:
        self._wait(True)
        self.desk.do(
            self, consents.give_consent, self.desk.house_id, self.resident_id, self.terms,
            signature=signature, way=self.signing.way(), kept_at=self.signing.kept_at,
            said=_("Consent of {name} is kept").format(name=self.name),
            undo=lambda row: Step(consents.take_back_consent, (row, _("Undone at once."))),
            done=self._finish, refused=self._find_page,
        )  # fmt: skip

    def _correct(self, consent_id: int, why: str) -> None:
        self._wait(True)
        self.desk.do(
            self, consents.correct_consent, consent_id, self.terms, why,
            said=_("Consent of {name} is corrected").format(name=self.name),
            undo=lambda row: Step(consents.undo_correct_consent, (row,)),
            done=self._finish, refused=self._find_page,
        )  # fmt: skip

    def _finish(self, _row: int) -> None:
        self.accept()
        self.done_with()

    def _find_page(self, problem: Problem) -> None:
        """What the rules refuse is said where it was typed."""
        asked = {"expires": "expires_on", "may_revoke": "firm"}
        field = asked.get(problem.field or "", problem.field or "")
        page = next((p for p in self.pages if field in p.fields), self.signing)
        if page is not self.pages[self.stack.currentIndex()]:
            self.show_page(self.pages.index(page))
        self._refuse(Problem(problem.sentence, field=field), page)

    def _refuse(self, problem: Problem, page: WizardPage) -> None:
        self._wait(False)
        found = page.fields.get(problem.field or "")
        if found is not None:
            found.fault(problem.sentence)
            found.control.setFocus(Qt.FocusReason.OtherFocusReason)
            page.bring_up(found)
        else:
            self.trouble.say(problem.sentence)
            self.trouble.show()

    def _wait(self, busy: bool) -> None:
        self.next.setEnabled(not busy)
