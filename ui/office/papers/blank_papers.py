"""Forms to fill in by hand for the Reports place: what its group offers, and which of the place's
other papers are such forms too.
"""

from datetime import date

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.blank_forms import BLANK, Printed, printed
from sobrhouse.words import N_
from ui.desk import Desk
from ui.widgets.page import Page

KIT, POWER, BACK = "forms", "powercutkit", "paperback"
TITLES: tuple[tuple[str, str], ...] = (
    (KIT, N_("Blank forms")),
    (POWER, N_("Power-cut kit")),
    (BACK, N_("A paper came back")),
    *((f"form_{form.key}", form.title) for form in BLANK),
)
CODES = frozenset(code for code, _title in TITLES)
# Papers of the house that are filled in by hand: they have a code too.
_ALSO = {
    "signout": "sign-out", "powercut": "sign-in", "rollcall": "roll-call",
    "courtcard": "court-card", "chores": "chores", "inspection": "inspection",
    "sponsorcalls": "calls", "barcform": "barc-10",
}  # fmt: skip


def forms_on(code: str, day: date) -> tuple[Printed, ...]:
    """The form that a paper of the Reports place is, for its days; none where it is not one."""
    return (printed(_ALSO[code], day),) if code in _ALSO else ()


def open_window(code: str, desk: Desk, parent: QWidget) -> QWidget:
    """The window of one entry: the kit with its form chosen, the power-cut kit, or what came
    back.
    """
    from ui.office.papers.back import PaperBack
    from ui.office.papers.blank_window import FormsWindow
    from ui.office.papers.power_cut import show_power_cut

    if code == BACK:
        back = PaperBack(desk, parent)
        if isinstance(parent, Page):
            back.go.connect(parent.go)
        back.open()
        return back
    if code == POWER:
        return show_power_cut(desk, parent)
    window = FormsWindow(desk, parent)
    window.choose((code.removeprefix("form_"),) if code != KIT else ())
    window.open()
    return window
