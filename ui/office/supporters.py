"""The tab People who support: the house's list of who is willing, and one of them beside it."""

from PySide6.QtWidgets import QWidget

from sobrhouse.queries.supporters import SupporterRow, supporter_list
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.place_tab import PlaceTab
from ui.office.supporters_words import columns
from ui.widgets.boxes import hbox
from ui.widgets.empty import EmptyState
from ui.widgets.page import Verb
from ui.widgets.table import Table


class SupportersTab(PlaceTab):
    """The list, by name."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.all_rows: tuple[SupporterRow, ...] = ()
        nothing = EmptyState(
            "heart-handshake", _("Nobody is on the list yet"),
            _("Write down who is willing to sponsor or mentor: a first name and one letter."),
        )  # fmt: skip
        self.table = Table(
            columns(), lambda r: r.supporter_id, name="supporters",
            label=_("People who support"), nothing=nothing, search=_("Name or language"),
        )  # fmt: skip
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addWidget(self.table, 1)
        row.addWidget(self.panel)

    def context(self) -> str:
        room = sum(row.room for row in self.all_rows if row.state == "active")
        return " · ".join((
            n_("{n} person", "{n} people", len(self.all_rows)).format(n=len(self.all_rows)),
            n_("room for {n} more", "room for {n} more", room).format(n=room),
        ))

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("filter", _("Filter this list"), "search", run=self.table.search.setFocus,
                 more=False),
        )  # fmt: skip

    def reload(self) -> None:
        self.desk.ask(
            self, supporter_list, self.desk.house_id, self.desk.today(), done=self._show,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _show(self, rows: tuple[SupporterRow, ...]) -> None:
        self.all_rows = rows
        self.table.search.setVisible(bool(rows))
        self.table.show_rows(rows)
        self.headed.emit()
