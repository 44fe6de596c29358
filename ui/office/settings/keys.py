"""Settings, Keys: one's own passphrase and PIN, and for owners a new recovery code."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.passphrases import check_passphrase, check_pin
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.staff import StaffRow, my_account
from sobrhouse.services.staff import set_pin
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.safety.recovery_dialog import show_code
from ui.office.settings.key_change import KeyChange
from ui.office.settings.section import Section
from ui.widgets.ask import confirm
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label


class KeysSection(Section):
    """What opens the records."""

    topics = frozenset({"staff"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk)
        self.panel = panel
        self.pin_words = Label("", "muted", wrap=True)
        own = self.card(
            _("Your keys"),
            _(
                "Your passphrase opens the records when the program starts. "
                "Your PIN opens them again after a lock, for twelve hours."
            ),
        )
        self._row(
            own, Label(_("Passphrase of your own"), "body"), _("Change passphrase"), self._change
        )
        self._row(own, self.pin_words, _("Set PIN"), self._pin)
        if desk.may(Permission.MANAGE_STAFF):
            code = self.card(
                _("Recovery code"),
                _(
                    "28 letters on paper, in a safe. They open the records when every passphrase "
                    "is "
                    "lost. A new code ends the old one."
                ),
            )
            self._row(
                code,
                Label(_("The code itself is kept nowhere in the program."), "body"),
                _("Make a new code"),
                self._new_code,
            )
            self.key_change = KeyChange(desk, self, panel)
            if not desk.practice and desk.keeping is not None and desk.keeping.database():
                key = self.card(
                    _("Key of the house"),
                    _(
                        "Give the house another key when somebody who left may have kept a copy "
                        "of the records, or knows another person's passphrase. It takes two people."
                    ),
                )
                self._row(
                    key,
                    Label(_("Whoever is not here needs a new passphrase."), "body",
                          wrap=True),
                    _("Change the key"),
                    self.key_change.begin,
                )  # fmt: skip

    def _row(self, card: Any, words: QWidget, verb: str, run: Any) -> None:
        button = Button(verb, "outline")
        button.clicked.connect(run)
        row = hbox(words, button, gap=3)
        row.setStretch(0, 1)  # the words have all the room: they wrap only where they must
        card.add(row)

    def reload(self) -> None:
        self.desk.ask(self, my_account, done=self._show)

    def _show(self, row: StaffRow | None) -> None:
        self.pin_words.setText(
            _("You have a PIN.") if row and row.has_pin else _("You have no PIN yet.")
        )

    def _change(self) -> None:
        form = MakingForm(_("Change passphrase"))
        form.add(LineField("old", _("Your passphrase now"), secret=True, required=True))
        form.add(
            LineField(
                "new",
                _("New passphrase"),
                secret=True,
                required=True,
                hint=_("At least 12 characters. Four words in a row work well."),
            )
        )
        form.add(LineField("again", _("New passphrase once more"), secret=True, required=True))
        self.panel.open_form("", _("Change passphrase"), form, self._changed)

    def _changed(self, values: dict[str, Any]) -> None:
        keeping = self.desk.keeping
        try:
            check_passphrase(values["new"], "new")
            if values["again"] != values["new"]:
                raise Problem(_("The two are not the same. Type both again."), field="again")
        except Problem as problem:
            self.panel.refuse(problem)
            return
        if keeping is not None:
            self.desk.slow(
                self,
                partial(keeping.change_passphrase, values["old"], values["new"]),
                done=partial(self._done, _("Passphrase changed")),
                failed=partial(self._wrong, "old"),
            )

    def _wrong(self, field: str, problem: Problem) -> None:
        self.panel.refuse(Problem(problem.sentence, field=problem.field or field))

    def _pin(self) -> None:
        form = MakingForm(_("Set PIN"))
        form.add(
            LineField(
                "passphrase",
                _("Your passphrase"),
                secret=True,
                required=True,
                hint=_("This is the practice house. Its passphrase is: practice house")
                if self.desk.practice
                else _("So that nobody else sets your PIN while you are away."),
            )
        )
        form.add(LineField("pin", _("PIN, 6 to 12 digits"), secret=True, required=True))
        form.add(LineField("again", _("PIN once more"), secret=True, required=True))
        self.panel.open_form("", _("Your PIN"), form, self._set_pin)

    def _set_pin(self, values: dict[str, Any]) -> None:
        pin = values["pin"]
        try:
            check_pin(pin)
            if values["again"] != pin:
                raise Problem(_("The two are not the same. Type both again."), field="again")
        except Problem as problem:
            self.panel.refuse(problem)
            return
        if self.desk.keeping is not None:
            self.desk.slow(
                self,
                partial(self.desk.keeping.check_passphrase, values["passphrase"]),
                done=partial(self._set_checked_pin, pin),
                failed=partial(self._wrong, "passphrase"),
            )

    def _set_checked_pin(self, pin: str, _right: object) -> None:
        self.desk.wanted.emit("pin", pin)
        self.desk.do(
            self, set_pin, pin, done=partial(self._done, _("PIN set")), refused=self.panel.refuse
        )

    def _new_code(self) -> None:
        sure = confirm(
            self,
            _("Make a new recovery code?"),
            _(
                "The code on paper opens nothing any more. You see the new one once: have a "
                "printer or pen at hand."
            ),
            _("Make a new code"),
            _("Keep the old one"),
        )
        if sure and self.desk.keeping is not None:
            self.desk.wanted.emit("recovery_code", "making")  # the lock may come before it is seen
            self.desk.slow(self, self.desk.keeping.new_recovery_code, done=self._show_code,
                           failed=self._no_code)  # fmt: skip

    def _no_code(self, problem: Problem) -> None:
        self.desk.wanted.emit("recovery_code", "failed")
        self.desk.tell(problem.sentence, urgent=True)

    def _show_code(self, code: str) -> None:
        show_code(self.desk, self, code)

    def _done(self, said: str, _result: object = None) -> None:
        self.panel.finish()
        self.desk.tell(said)
        self.reload()
