"""The court card of one resident in a window of its own: for which days, seen as it prints."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.queries.meeting_papers import CourtCard
from sobrhouse.queries.meeting_papers import court_card as card_of
from sobrhouse.reports.court_card import court_card
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.widgets.boxes import hbox
from ui.widgets.labels import muted
from ui.widgets.segments import Segments

DAYS: Sequence[int] = (7, 30, 90)


class CourtCardDialog(PaperDialog):
    """Verified meetings of the last week, month or three months."""

    def __init__(self, desk: Desk, parent: QWidget, resident_id: int) -> None:
        super().__init__(desk, _("Court card"), parent)
        self.desk = desk
        self.resident_id = resident_id
        self.days = Segments(
            [(str(days), _("Last {n} days").format(n=days)) for days in DAYS], _("Which days")
        )
        self.days.show_key(str(DAYS[1]))
        self.days.picked.connect(self._ask)
        layout = self.layout()
        assert layout is not None  # every paper's window has one
        note = muted(_("Only meetings that somebody verified are on it."))
        layout.insertLayout(1, hbox(self.days, note, 1, gap=3))  # type: ignore[attr-defined]
        self._ask()

    def _ask(self, _key: object = None) -> None:
        last = self.desk.today()
        first = last - timedelta(days=int(str(self.days.key())) - 1)
        self.view.wait(_("Making the paper"))
        self.desk.ask(
            self, card_of, self.desk.house_id, self.resident_id, first, last, done=self._make,
            failed=lambda problem: self.view.could_not(problem.sentence),
        )  # fmt: skip

    def _make(self, data: CourtCard) -> None:
        title = _("Court card")
        name = paper_name(data.last, self.desk.house_name(), title)
        self.make(Wish(title, name, partial(court_card, data), names="full",
                       resident_id=self.resident_id))  # fmt: skip


def show_court_card(desk: Desk, parent: QWidget, resident_id: int) -> CourtCardDialog:
    """Open it; a card carries the full name, as it must."""
    dialog = CourtCardDialog(desk, parent, resident_id)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
