"""Papers for outside among those of the Reports place: each asks first, in a window of its own."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.outside import TITLES as PAPERS
from sobrhouse.domain.outside import OutsidePaper
from sobrhouse.words import N_
from ui.desk import Desk

CONSENTS = "consents"
TITLES: tuple[tuple[str, str], ...] = (
    *((f"out_{paper.value}", title) for paper, title in PAPERS.items()),
    (CONSENTS, N_("All consents")),
)


def _open(paper: OutsidePaper, desk: Desk, parent: QWidget) -> None:
    from ui.office.consents.outside_dialog import open_outside

    open_outside(desk, parent, paper=paper)


def _open_list(desk: Desk, parent: QWidget) -> None:
    from ui.office.consents.list import open_consents

    open_consents(desk, parent)


OPENED: Mapping[str, Callable[[Desk, QWidget], object]] = {
    **{f"out_{paper.value}": partial(_open, paper) for paper in PAPERS},
    CONSENTS: _open_list,
}
