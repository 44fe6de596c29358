"""All consents of the house in a window of their own: who ends soon, who stands, who ended."""


from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from sobrhouse.domain.consents import RECIPIENT_WORDS, STANDING_WORDS
from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.consents import MOST_OVER, ConsentRow, consents_over, house_consents
from sobrhouse.reports.people_list import PaperList
from sobrhouse.words import N_, _, n_
from ui.desk import Desk
from ui.office.consents.view import standing_line
from ui.office.papers.dialog import show_list
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.rows import Column
from ui.widgets.segments import Segments
from ui.widgets.table import Table

_SHOWN = (
    ("live", N_("Standing")), ("soon", N_("Ending soon")), ("over", N_("Over")),
    ("all", N_("All")),
)  # fmt: skip


def word(row: ConsentRow) -> str:
    """How it stands."""
    return _("Ends soon") if row.ends_soon else _(STANDING_WORDS[row.standing])


def last_day(row: ConsentRow) -> str:
    """Its last day, or what it lasts until."""
    terms = row.given.terms
    return nice_date(terms.expires_on) if terms.expires_on else terms.expires_event


class ConsentsList(QDialog):
    """A table; a row opens the person's consents."""

    opened_person = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(_("All consents"))
        self.rows: tuple[ConsentRow, ...] = ()
        self.over: tuple[ConsentRow, ...] | None = None  # read when they are asked for
        self.shown = Segments([(key, _(words)) for key, words in _SHOWN], _("Which consents"))
        self.shown.picked.connect(lambda _key: self._on_picked())
        self.table: Table[ConsentRow] = Table(
            self._columns(), lambda r: r.given.id, name="consents", label=_("Consents"),
            search=_("Filter by name or recipient"), beside=(self.shown,),
            nothing=EmptyState("file-text", _("No consent here"),
                               _("They are written down in a resident's profile, Consents.")),
        )  # fmt: skip
        self.table.activated.connect(self._on_open)
        self.line = Label("", "muted")
        self.print = Button(_("Print"), icon="printer")
        self.close_button = Button(_("Close"), "primary")
        self.print.clicked.connect(self._on_print)
        self.close_button.clicked.connect(self.reject)
        card = Card()
        card.add(self.table, 1)
        head = hbox(Label(_("All consents"), "h2"), self.line, 1, gap=3)
        foot = hbox(1, self.print, self.close_button)
        box = vbox(head, card, foot, gap=3, margins=(20, 14, 20, 14), parent=self)
        box.setStretch(1, 1)
        room = parent.window().size()
        self.resize(max(room.width() - 120, 700), max(room.height() - 80, 460))
        desk.ask(self, house_consents, desk.house_id, desk.today(), done=self._show)

    def _columns(self) -> tuple[Column[ConsentRow], ...]:
        today = self.desk.today
        return (
            Column[ConsentRow](_("Resident"), lambda r: r.name, kind="person",
                               who=lambda r: r.given.resident_id, width=150),
            Column[ConsentRow](_("May be told"), lambda r: r.given.terms.recipient, width=210,
                               second=lambda r: _(RECIPIENT_WORDS[r.given.terms.recipient_kind]),
                               stretch=True),
            Column[ConsentRow](_("Signed"), lambda r: _signed(r), kind="muted", width=132,
                               sort=lambda r: r.given.terms.signed_on),
            Column[ConsentRow](_("Until"), last_day, kind="muted", width=150,
                               sort=lambda r: r.given.terms.expires_on),
            Column[ConsentRow](_("Now"), word, kind="chip", width=136,
                               chip=lambda r: "warn" if r.ends_soon else
                               "ok" if r.is_live else "mute",
                               said=lambda r: f"{word(r)}. {standing_line(r, today())}"),
        )  # fmt: skip

    def _show(self, rows: tuple[ConsentRow, ...]) -> None:
        self.rows = rows
        soon = sum(r.ends_soon for r in rows)
        live = sum(r.is_live for r in rows)
        said = n_("{n} stands", "{n} stand", live).format(n=live)
        if soon:
            ending = n_("{n} ends within 30 days", "{n} end within 30 days", soon).format(n=soon)
            said = f"{said}, {ending}"
        self.line.setText(said)
        self._fill()

    def _on_picked(self) -> None:
        if self.over is None and self.shown.key() in {"over", "all"}:
            desk = self.desk
            desk.ask(self, consents_over, desk.house_id, desk.today(), done=self._show_over)
        else:
            self._fill()

    def _show_over(self, rows: tuple[ConsentRow, ...]) -> None:
        self.over = rows
        if len(rows) >= MOST_OVER:
            last = _("of those that are over, the last {n}").format(n=len(rows))
            self.line.setText(f"{self.line.text()}; {last}")
        self._fill()

    def _fill(self) -> None:
        self.table.show_rows(self._chosen())

    def _chosen(self) -> tuple[ConsentRow, ...]:
        key = self.shown.key()
        wanted = {
            "live": lambda r: r.is_live, "soon": lambda r: r.ends_soon,
            "over": lambda r: not r.is_live, "all": lambda r: True,
        }[str(key)]  # fmt: skip
        return tuple(row for row in self._read() if wanted(row))

    def _read(self) -> tuple[ConsentRow, ...]:
        return (*self.rows, *(self.over or ()))

    def _on_open(self, consent_id: object) -> None:
        row = next((r for r in self._read() if r.given.id == consent_id), None)
        if row is not None:
            self.opened_person.emit(row.given.resident_id)
            self.accept()

    def _on_print(self) -> None:
        words_of = dict(_SHOWN)
        lines = tuple(
            (r.name, r.given.terms.recipient, _signed(r), last_day(r), word(r))
            for r in self._chosen()
        )
        titles = (_("Resident"), _("May be told"), _("Signed"), _("Until"), _("Now"))
        about = _(words_of[str(self.shown.key())])
        show_list(self.desk, self, PaperList(_("All consents"), about, titles, lines))


def _signed(row: ConsentRow) -> str:
    on = row.given.terms.signed_on
    return nice_date(on) if on else ""


def open_consents(desk: Desk, parent: QWidget) -> ConsentsList:
    """Open it; a row goes to the person's consents where `parent` is a page that can go there."""
    dialog = ConsentsList(desk, parent.window())
    go = getattr(parent, "go", None)
    if go is not None:
        dialog.opened_person.connect(
            lambda who: go.emit("residents", {"resident": who, "tab": "consents"})
        )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
