"""The last page of the consent wizard: what it says, read together, and the signature under it."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.consents import Terms
from sobrhouse.problems import Problem
from sobrhouse.services.photos import SafePicture, make_safe, make_safe_file
from sobrhouse.words import N_, _
from ui.office.consents.pages import Setting, WizardPage
from ui.office.consents.view import Scope
from ui.office.people.photo import KINDS
from ui.widgets.announce import announce
from ui.widgets.ask import choose_file
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.fields import ChoiceField, DateField, LineField
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.segments import Segments
from ui.widgets.signature import SignaturePad

WAYS = (
    ("screen", N_("Sign on this screen")),
    ("scan", N_("Add a picture of the signed sheet")),
    ("paper", N_("Signed on paper, kept in a folder")),
)
LONGEST_SIDE = 1600  # px: a sheet must stay readable


class Signing(WizardPage):
    """Read it together, then sign."""

    title = N_("Read it together, then sign")
    line = N_("Read it aloud. Nobody has to sign, and nothing here is lost by not signing.")

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        self.scan: Path | None = None
        super().__init__(setting, parent)

    def build_fields(self) -> None:
        self.scope = Card()
        self.inside.addWidget(self.scope)
        name = LineField("signer_name", _("Who signs"), required=True, max_length=400)
        self.put(name)
        name.set_value(self.setting.person)
        self.put(ChoiceField("signed_by", _("Signs as"), [
            ("resident", _("The resident")),
            ("representative", _("Somebody who may sign for them by law")),
        ]))  # fmt: skip
        day = DateField("signed_on", _("Day of the signature"), self.setting.today, past=True,
                        required=True)  # fmt: skip
        self.put(day)
        day.set_value(self.setting.today())
        self.ways = Segments([(key, _(words)) for key, words in WAYS], _("How it is signed"))
        self.ways.picked.connect(lambda _key: self._fit())
        self.inside.addWidget(self.ways)
        self.pad = SignaturePad()
        self.wipe = Button(_("Wipe"), "ghost", "rotate-ccw", small=True)
        self.wipe.clicked.connect(self.pad.clear)
        self.drawn = QWidget()
        vbox(self.pad, hbox(self.wipe, 1), gap=1, parent=self.drawn)
        self.inside.addWidget(self.drawn)
        self.choose = Button(_("Choose the picture"), icon="image", small=True)
        self.choose.clicked.connect(self._on_choose)
        self.chosen = ElidedLabel(_("None yet. A photo or a scan, JPEG or PNG."), "muted")
        self.scanned = QWidget()
        hbox(self.choose, self.chosen, gap=2, parent=self.scanned).setStretch(1, 1)
        self.inside.addWidget(self.scanned)
        self.put(LineField("kept_at", _("Where the sheet lies"), max_length=400,
                           placeholder=_("Binder 2, under T …")))  # fmt: skip
        self.trouble = Label("", "error", wrap=True)
        self.trouble.hide()
        self.inside.addWidget(self.trouble)
        self._fit()

    def begin(self, terms: Terms) -> None:
        """Show all that was said on the pages before."""
        clear(self.scope.body)
        self.scope.add(Scope(terms, signed=False, labels=170))

    def way(self) -> str:
        """How it is signed: screen, scan or paper."""
        return str(self.ways.key())

    def picture(self) -> tuple[bytes, Path | None]:
        """What was drawn, or the file that was chosen; Problem when there should be one."""
        if self.way() == "screen":
            drawn = self.pad.png()
            if not drawn:
                raise Problem(_("Nobody has signed yet. Sign in the white box, or choose paper."))
            return drawn, None
        if self.way() == "scan" and self.scan is None:
            raise Problem(_("Choose the picture of the signed sheet, or choose paper."))
        return b"", self.scan if self.way() == "scan" else None

    def say(self, sentence: str) -> None:
        """What is missing, below the signature."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        if sentence:
            self.bring_up(self.trouble)
            announce(self.trouble, sentence, urgent=True)

    def values(self) -> dict[str, Any]:
        found = super().values()
        self.kept_at = str(found.pop("kept_at", "") or "")
        return found

    def _fit(self) -> None:
        way = self.way()
        self.drawn.setVisible(way == "screen")
        self.scanned.setVisible(way == "scan")
        self.fields["kept_at"].setVisible(way != "screen")
        self.say("")

    def _on_choose(self) -> None:
        path = choose_file(self, _("Choose the picture of the signed sheet"), KINDS)
        if path is not None:
            self.scan = path
            self.chosen.set_text(path.name)
            self.say("")


def safe_picture(drawn: bytes, scan: Path | None) -> SafePicture:
    """A signature that this program has made itself, from the pad or from a file; slow lane."""
    if scan is not None:
        return make_safe_file(scan, LONGEST_SIDE)
    return make_safe(drawn, LONGEST_SIDE)
