"""Help with Reports: what one does here, in a few sentences, and the keys of the place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from sobrhouse.words import N_, _, p_
from ui import theme
from ui.office.actions import shown_keys
from ui.widgets.boxes import ScrollBox, hbox, line, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.page import Verb

TOPICS: tuple[tuple[str, str], ...] = (
    (
        N_("Print the week"),
        N_("Choose the week with the arrows, look at the pages on the right, then press Print "
           "packet. What you see is the very file that prints. From Today it is two clicks: "
           "Weekly packet, then Print packet."),
    ),
    (
        N_("Choose the pages"),
        N_("Tick the sections that you want. The number of pages stands beside each. Save what "
           "you ticked as a set, with the button of three dots, and choose it by its name next "
           "week. A set can be what Reports opens with."),
    ),
    (
        N_("Names on paper"),
        N_("Short names are the usual way. Full names are asked about once before each print. "
           "Bed only has no name of a resident at all."),
    ),
    (
        N_("Print it again"),
        N_("Last week's again shows the packet of last week exactly as it was printed, also when "
           "records were changed since. Printed before lists the newest ones."),
    ),
    (
        N_("Printer"),
        N_("The printer that you used last is used again. Choose another one under More, Print "
           "with another printer. Without a printer, save the PDF and print it elsewhere."),
    ),
    (
        N_("Other papers"),
        N_("Every other paper of the house stands under Other papers. Type a part of its name to "
           "find it, or press Ctrl K and type it there."),
    ),
)  # fmt: skip


class ReportsHelp(QDialog):
    """Sentences and keys; Esc puts it away."""

    def __init__(self, verbs: Sequence[Verb], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help with Reports"))
        self.resize(round(620 * theme.scale()), round(560 * theme.scale()))
        text = ScrollBox(gap=1)
        for heading, words in TOPICS:
            text.add(Label(_(heading), "strong"))
            body = Label(_(words), "body", wrap=True)
            body.setContentsMargins(0, 0, 8, 10)
            text.add(body)
        text.add(Label(p_("keyboard", "Keys"), "strong"))
        text.add(line(_keys(verbs), 1))
        close = Button(_("Close"), "primary")
        close.clicked.connect(self.accept)
        close.setFocus()
        box = vbox(
            Label(_("Help with Reports"), "h2"), text, hbox(1, close), gap=3,
            margins=(24, 20, 24, 18), parent=self,
        )  # fmt: skip
        box.setStretch(1, 1)


def _keys(verbs: Sequence[Verb]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.space(5))
    rows = [
        ("Ctrl+P", _("Print what is shown")),
        *((verb.keys, verb.label) for verb in verbs if verb.keys),
        ("Ctrl+F", _("Find a paper")),
    ]
    for at, (keys, words) in enumerate(rows):
        grid.addWidget(Label(shown_keys(keys), "strong"), at, 0)
        grid.addWidget(Label(words, "body"), at, 1)
    return holder
