"""Settings, Retention: how long records are kept, whose time is over, and what was destroyed."""

from sobrhouse.domain.retention import Standing
from sobrhouse.queries.purges import PurgeRow, must_be_packed, purges
from sobrhouse.queries.retention import (
    KeptRow,
    RuleRow,
    VisitsRow,
    kept_records,
    old_visits,
    retention_rules,
)
from sobrhouse.words import N_, _
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.papers.destruction_paper import show_certificate
from ui.office.safety.purge_dialog import open_purge
from ui.office.safety.purge_steps import PurgeSteps
from ui.office.settings.retention_rules import RetentionRules
from ui.office.settings.retention_tables import kept_table, purge_table
from ui.office.settings.section import Section
from ui.widgets.banner import Banner
from ui.widgets.boxes import vbox
from ui.widgets.cards import Card
from ui.widgets.progress import Working
from ui.widgets.segments import Segments

_SHOWN = {
    "due": (N_("Due now"), frozenset({Standing.DUE})),
    "later": (N_("Later"), frozenset({Standing.LATER})),
    "held": (N_("Kept longer"), frozenset({Standing.HELD, Standing.SUPPORTS})),
}


class RetentionSection(Section):
    """For owners: what is kept and what is not is theirs to answer for."""

    topics = frozenset({
        "retention", "hold", "resident", "stay", "visitor", "application", "backup", "database",
        "supporter", "sponsorship", "disclosure",
    })  # fmt: skip

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk)
        self.rows: tuple[KeptRow, ...] = ()
        self.steps = PurgeSteps(desk, self)
        self.unfinished = Banner(
            _("Records were destroyed, and the file has to be written anew to be rid of them."),
            "warn", _("Finish"), self.steps.finish,
        )  # fmt: skip
        self.unfinished.hide()
        self.column.addWidget(self.unfinished)
        self.working = Working(self, cancel=False)
        self.steps.went.connect(self._on_went)
        self.column.addWidget(self.working)
        self.rules = RetentionRules(desk, panel, self)
        self.column.addWidget(self.rules)
        self._people()
        self.visits = Card(_("Old visits"))
        self.visit_rows = vbox(gap=1)
        self.visits.add(self.visit_rows)
        self.visits.hide()
        self.column.addWidget(self.visits)
        self._destroyed()

    def _people(self) -> None:
        card = self.card(
            _("People who left"),
            _(
                "Nothing is destroyed by itself. Press Enter on a name to see what would go. It "
                "takes you and a second person."
            ),
        )
        self.which = Segments(
            [(key, _(words)) for key, (words, _of) in _SHOWN.items()], _("Which to show")
        )
        self.which.picked.connect(lambda _key: self._show())
        card.add(self.which)
        self.table = kept_table(self.desk)
        self.table.activated.connect(self._open)
        card.add(self.table, 1)

    def _destroyed(self) -> None:
        card = self.card(
            _("Destroyed"),
            _("Press Enter for the certificate. It tells no name; the program knows none."),
        )
        self.gone = purge_table(self.desk)
        self.gone.activated.connect(lambda which: show_certificate(self.desk, self, int(which)))
        card.add(self.gone, 1)

    def _on_went(self, what: str) -> None:
        if what:
            self.working.start(what)
        else:
            self.working.stop()

    def reload(self) -> None:
        today = self.desk.today()
        self.desk.ask(self, retention_rules, done=self._show_rules)
        self.desk.ask(self, kept_records, today, done=self._show_people)
        self.desk.ask(self, old_visits, today, done=self._show_visits)
        self.desk.ask(self, purges, done=self._show_gone)
        self.desk.ask(self, must_be_packed, done=self.unfinished.setVisible)

    def _show_rules(self, rows: tuple[RuleRow, ...]) -> None:
        self.rules.show_rows(rows)

    def _show_people(self, rows: tuple[KeptRow, ...]) -> None:
        self.rows = rows
        for key, (words, standings) in _SHOWN.items():
            n = sum(row.verdict.standing in standings for row in rows)
            self.which.set_text(key, f"{_(words)} {n}" if n else _(words))
        self._show()

    def _show(self) -> None:
        _words, standings = _SHOWN[str(self.which.key())]
        self.table.show([row for row in self.rows if row.verdict.standing in standings])

    def _show_visits(self, rows: tuple[VisitsRow, ...]) -> None:
        self.steps.fill_visits(self.visit_rows, rows)
        self.visits.setVisible(bool(rows))

    def _show_gone(self, rows: tuple[PurgeRow, ...]) -> None:
        self.gone.show(rows)

    def _open(self, resident_id: object) -> None:
        row = next((r for r in self.rows if r.resident_id == resident_id), None)
        if row is not None:
            open_purge(self.desk, self, row.resident_id, self.steps)
