"""The second step: who sets the house up, with passphrase and PIN."""

from PySide6.QtWidgets import QLineEdit, QWidget

from sobrhouse.domain.passphrases import check_passphrase, check_pin, same_letters
from sobrhouse.domain.strengths import Strength, letters_missing, strength
from sobrhouse.problems import Problem
from sobrhouse.words import _, language, n_
from ui import theme
from ui.desk import Desk
from ui.office.first_run.step import Beside, Memory, Newcomer, Setup, StepPage, reason
from ui.widgets.boxes import vbox
from ui.widgets.cards import Bar, Card
from ui.widgets.choices import CheckField
from ui.widgets.lines import LineField

_PARTS = {
    Strength.SHORT: 0.12, Strength.EASY: 0.3, Strength.FAIR: 0.5, Strength.GOOD: 0.75,
    Strength.STRONG: 1.0,
}  # fmt: skip


def _example() -> str:
    return _("Four words in a row work well: lamp river seven boots.")


def _strength(passphrase: str, name: str) -> Strength:
    """As the rule has it; the example that stands on the screen is what everybody tries first."""
    how = strength(passphrase, name)
    shown = same_letters(passphrase).casefold() in _example().casefold()
    return Strength.EASY if shown and how is not Strength.SHORT else how


def strength_words(passphrase: str, name: str) -> str:
    """How good a passphrase is, and what would make it better."""
    if not passphrase:
        return _example()
    missing = letters_missing(passphrase)
    return {
        Strength.SHORT: n_("{n} more letter", "{n} more letters", missing).format(n=missing),
        Strength.EASY: _("Easy to guess. Add words that have nothing to do with you."),
        Strength.FAIR: _("Fair. One more word makes it good."),
        Strength.GOOD: _("Good"),
        Strength.STRONG: _("Strong"),
    }[_strength(passphrase, name)]


class YouStep(StepPage):
    """Name, passphrase twice, PIN; then the records are made."""

    id = "you"
    skippable = False

    def __init__(
        self, desk: Desk, memory: Memory, setup: Setup, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, memory, parent)
        self.setup = setup
        self.name = LineField("name", _("Your name"), required=True, max_length=80)
        self.passphrase = LineField(
            "passphrase", _("Passphrase, 12 letters or more"), secret=True, required=True
        )
        self.again = LineField("again", _("The same passphrase again"), secret=True, required=True)
        self.pin = LineField(
            "pin", _("PIN, 6 to 12 digits"), secret=True, required=True, max_length=12,
            hint=_("It opens a locked window quickly, for 12 hours after the passphrase."),
        )  # fmt: skip
        self.bar = Bar("success")
        self.seen = CheckField("seen", _("Show what I type"))
        self.seen.edited.connect(self._on_seen)
        card = Card()
        for one in (self.name, self.passphrase, self.again, self.pin):
            card.add(self.add(one))
            if one is self.passphrase:
                card.add(self.bar)
        card.add(self.seen)
        card.body.addStretch(1)
        card.body.setSpacing(theme.space(3))
        self.passphrase.edited.connect(self._on_typed)
        self.name.edited.connect(self._on_typed)
        vbox(Beside(card, _why()), parent=self)
        self._on_typed()

    def title(self) -> str:
        return _("You and your keys")

    def line(self) -> str:
        return _("You become the owner of these records. Other staff get their own later.")

    def verb(self) -> str:
        return _("Make the records")

    def keep(self) -> None:
        """Only the name: secrets are typed anew."""
        self.memory.texts[self.id] = {"name": self.name.text()}

    def go(self) -> None:
        for one in self.fields.values():
            one.clear_fault()
        try:
            who = self._read()
        except Problem as problem:
            self.refuse(problem)
            return
        self.busy.emit(_("Making the records and their keys"))
        self.setup.found(who, self._on_found, self.refuse)

    def _read(self) -> Newcomer:
        name = " ".join(str(self.name.value()).split())
        passphrase = self.passphrase.text()
        check_passphrase(passphrase)
        if passphrase != self.again.text():
            raise Problem(_("The two are not the same. Type it again."), field="again")
        pin = str(self.pin.value())
        check_pin(pin)
        return Newcomer(name, passphrase, pin, language())

    def _on_found(self, code: str) -> None:
        self.memory.code = code
        for one in (self.passphrase, self.again, self.pin):
            one.set_text("")
        self.busy.emit("")
        self.passed.emit()

    def _on_typed(self) -> None:
        typed = self.passphrase.text()
        how = _strength(typed, self.name.text())
        self.bar.set_part(_PARTS[how] if typed else 0.0)
        self.passphrase.set_hint(strength_words(typed, self.name.text()))

    def _on_seen(self) -> None:
        echo = QLineEdit.EchoMode.Normal if self.seen.read() else QLineEdit.EchoMode.Password
        for one in (self.passphrase, self.again, self.pin):
            one.line.setEchoMode(echo)


def _why() -> Card:
    card = Card(_("Three keys, three uses"))
    card.body.setSpacing(theme.space(3))
    card.add(
        reason(
            "key-round",
            "brand",
            _("Passphrase"),
            _("Opens the records each day. Nobody can look it up or send it to you."),
        )
    )
    card.add(
        reason(
            "lock",
            "info",
            _("PIN"),
            _("Opens again after a break, when the window has locked itself."),
        )
    )
    card.add(
        reason(
            "file-text",
            "warn",
            _("Recovery code"),
            _("Comes next, on paper: for the day on which every passphrase is lost."),
        )
    )
    card.body.addStretch(1)
    return card  # fmt: skip
