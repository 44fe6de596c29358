"""What is done about a consent: shown, revoked or ended, put right, taken back."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from sobrhouse.domain.consents import END_WORDS
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.consents import ConsentRow, signature_of
from sobrhouse.queries.profile import Profile
from sobrhouse.services import consents
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.consents.view import ConsentView
from ui.office.consents.wizard import ConsentWizard
from ui.office.form_panel import FormPanel
from ui.widgets.ask import ask_text
from ui.widgets.fields import ChoiceField, DateField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

CARD, END, WIZARD = "consent", "consent_end", "consent_wizard"


class EndForm(MakingForm):
    """How it ended, and on which day."""

    def __init__(self, desk: Desk, row: ConsentRow) -> None:
        super().__init__(_("End it"))
        ways = [(k, _(w)) for k, w in END_WORDS.items()
                if k != "event" or row.given.terms.expires_event]  # fmt: skip
        self.put(Label(_("From that day on nothing leaves by this consent. What was told before "
                         "stays told."), "muted", wrap=True))  # fmt: skip
        self.add(ChoiceField("how", _("How it ended"), ways, required=True))
        self.add(DateField("on", _("On which day"), desk.today, past=True, required=True))
        self.add(TextField("note", _("Note"), lines=2, max_length=400))
        self.fill({"how": ways[0][0], "on": desk.today()})


def _wizard_name(row: ConsentRow | None) -> str:
    return WIZARD if row is None else f"{WIZARD}:{row.given.id}"


class ConsentSteps(QObject):
    """The card of one consent in the panel, and the deeds behind its buttons."""

    paper = Signal(object)  # ConsentRow
    settled = Signal(str)  # the name of a wizard whose text is kept no longer

    def __init__(self, desk: Desk, panel: FormPanel, reload: Callable[[], object]) -> None:
        super().__init__(panel)
        self.desk, self.panel, self.reload = desk, panel, reload
        self.data: Profile | None = None
        self._wizard: ConsentWizard | None = None
        self._closed: dict[tuple[int, str], dict[str, str]] = {}  # half typed, until the lock

    def open(self, row: ConsentRow) -> None:
        """Show one consent."""
        view = ConsentView(row, self.desk.today(), may=self.desk.may(Permission.MANAGE_PEOPLE))
        view.paper.connect(partial(self.paper.emit, row))
        view.ended.connect(partial(self.end, row))
        view.not_ended.connect(partial(self.end_back, row))
        view.corrected.connect(partial(self.correct, row))
        view.taken_back.connect(partial(self.take_back, row))
        self.panel.show_other(CARD, row.given.terms.recipient, view)
        if row.signature_blob_id is not None:
            self.desk.ask(view, signature_of, row.given.id, done=view.show_signature)

    def add(self) -> None:
        """The wizard for a new one."""
        self._open(None, {})

    def correct(self, row: ConsentRow) -> None:
        """The wizard with what is written down."""
        self._open(row, {})

    def begun(self) -> tuple[str, dict[str, str]] | None:
        """The wizard that is half filled, open or closed but not cancelled: its name and texts."""
        if self._wizard is not None:
            texts = self._wizard.begun()
            return (self._wizard.objectName(), texts) if texts else None
        who = self.data.person.resident_id if self.data is not None else 0
        return next(((n, t) for (of, n), t in self._closed.items() if of == who), None)

    def take_up(self, name: str, texts: dict[str, str], rows: Sequence[ConsentRow]) -> bool:
        """Open that wizard again; `rows` are the person's consents, one of which it may correct."""
        row = next((r for r in rows if _wizard_name(r) == name), None)
        if self.data is None or (row is None and name != _wizard_name(None)):
            return False
        self._open(row, texts)
        return True

    def _open(self, row: ConsentRow | None, texts: dict[str, str]) -> None:
        if self.data is None or self._wizard is not None:
            return
        was = None if row is None else (row.given.id, row.given.terms)
        done = self.reload if row is None else self._again
        wizard = ConsentWizard(self.desk, self.panel.window(), self.data, done, was)
        wizard.setObjectName(_wizard_name(row))
        if half := texts or self._closed.get((wizard.resident_id, wizard.objectName())):
            wizard.take_texts(half)
        wizard.finished.connect(self._on_finished)
        self._wizard = wizard
        wizard.open()

    def _on_finished(self, result: int) -> None:
        wizard, self._wizard = self._wizard, None
        if wizard is None:
            return
        name, half = wizard.objectName(), wizard.begun()
        self._closed.pop((wizard.resident_id, name), None)
        if result == QDialog.DialogCode.Accepted or wizard.given_up:
            self.settled.emit(name)
        elif half:
            self._closed[(wizard.resident_id, name)] = half
        wizard.deleteLater()

    def end(self, row: ConsentRow) -> None:
        """The form of its end."""

        def made(values: dict[str, Any]) -> None:
            now, zone = self.desk.now(), self.desk.zone()
            at = now if values["on"] == self.desk.today() else datetime.combine(
                values["on"], time(12), zone)  # fmt: skip
            self.desk.do(
                self.panel, consents.end_consent, row.given.id, at, values["how"], values["note"],
                said=_("The consent for {recipient} has ended").format(
                    recipient=row.given.terms.recipient),
                undo=lambda end: Step(consents.take_back_end, (end, _("Undone at once."))),
                done=self._again, refused=self.panel.refuse,
            )  # fmt: skip

        title = _("End the consent for {recipient}").format(recipient=row.given.terms.recipient)
        self.panel.open_form(END, title, EndForm(self.desk, row), made, row.given.id)

    def end_back(self, row: ConsentRow) -> None:
        """It had not ended."""
        why = ask_text(
            self.panel.window(), _("Does this consent stand after all?"),
            _("What it names may be told again. Say why, so that whoever reads it later knows."),
            _("Why"), _("It stands again"),
        )  # fmt: skip
        if why is not None:
            self.desk.do(self.panel, consents.take_back_end, row.end_id, why,
                         said=_("The consent stands again"), done=self._again,
                         undo=lambda _none: Step(
                             consents.end_again, (row.end_id,)))  # fmt: skip

    def take_back(self, row: ConsentRow) -> None:
        """It was written down by mistake."""
        why = ask_text(
            self.panel.window(), _("Take this consent back?"),
            _("Do so when it was written down by mistake. It stays to be seen, with your reason, "
              "and nothing leaves by it any more."),
            _("Why"), _("Take it back"),
        )  # fmt: skip
        if why is not None:
            self.desk.do(self.panel, consents.take_back_consent, row.given.id, why,
                         said=_("Consent taken back"), done=self._again,
                         undo=lambda _none: Step(consents.put_back_consent, (row.given.id,)),
                         )  # fmt: skip

    def _again(self, _result: object = None) -> None:
        self.panel.finish()
        self.reload()
