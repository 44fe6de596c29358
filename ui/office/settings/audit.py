"""Settings, Audit log: who did what, newest first, and whether the log still holds together."""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.queries.audit import AuditPage, AuditRow, audit_page
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.desk.values import LogSeen
from ui.office.settings.audit_words import action_words
from ui.office.settings.section import Section
from ui.widgets.boxes import hbox, line
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.fields import LineField
from ui.widgets.labels import ElidedLabel
from ui.widgets.progress import Working
from ui.widgets.rows import Column
from ui.widgets.search import SearchBox
from ui.widgets.table import Table


class AuditSection(Section):
    """The chained log, for owners, managers and auditors."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: tuple[AuditRow, ...] = ()
        self._before: int | None = None
        self.state = Chip("", "mute")
        self.words = ElidedLabel("", "muted")
        self.code = LineField(
            "code", _("Check against a printed report (12 characters)"), max_length=20
        )
        self.check = Button(_("Check"), "outline", icon="shield-check")
        self.check.clicked.connect(self._verify)
        self.working = Working(self)
        card = self.card(
            _("Does the log hold?"),
            _(
                "Each entry is chained to the one before it. The code in the footer of a weekly "
                "report proves that nothing before it was changed since."
            ),
        )
        card.add(_beside(self.state, self.words))
        card.add(line(self.code, self.check, 1))
        card.add(self.working)
        self.search = SearchBox(_("Find a person, a staff member or an action"))
        self.search.setAccessibleName(_("Find in the audit log"))
        self.search.returnPressed.connect(self.reload)
        self.more = Button(_("Older entries"), "outline", small=True)
        self.more.clicked.connect(self._older)
        self.table = Table(
            (
                Column[AuditRow](_("When"), self._when, sort=lambda r: r.seq, width=165),
                Column[AuditRow](_("Who"), lambda r: r.who, kind="strong", width=130),
                Column[AuditRow](_("What"), lambda r: action_words(r.action), stretch=True),
                Column[AuditRow](_("About"), lambda r: r.about, width=140),
                Column[AuditRow](_("House"), lambda r: r.house, kind="muted", width=120),
            ),
            lambda r: r.seq,
            name="audit",
            label=_("Audit log"),
            search=None,
            row="rowCompact",
            nothing=EmptyState("history", _("No entry fits"), _("Try fewer words.")),
        )
        self.table.setMinimumHeight(300)
        log = self.card(_("Audit log"))
        log.add(self.search)
        log.add(self.table, 1)
        log.add(line(self.more, 1))

    def reload(self) -> None:
        self._before, self.rows = None, ()
        self._ask()

    def _ask(self) -> None:
        self.desk.ask(self, audit_page, self._before, self.search.text(), done=self._show)

    def _older(self) -> None:
        self._ask()

    def _show(self, page: AuditPage) -> None:
        self.rows += page.rows
        self._before = page.next_before
        self.table.show(self.rows)
        self.more.setVisible(page.next_before is not None)
        if not self.state.text():
            self.state.show_as(_("Not checked now"), "mute")
            self.words.set_text(
                _("{n} entries. Newest code: {code}").format(
                    n=f"{page.head_seq:,}", code=page.anchor
                )
            )

    def _when(self, row: AuditRow) -> str:
        local = row.at.astimezone(self.desk.zone())
        return f"{nice_date(local.date(), self.desk.today())}, {nice_time(local)}"

    def _verify(self) -> None:
        if self.desk.keeping is not None:
            self.check.setEnabled(False)
            self.working.start(_("Reading every entry"))
            self.desk.slow(
                self,
                partial(self.desk.keeping.verify_log, self.code.text()),
                done=self._on_verified,
                failed=self._on_failed,
            )

    def _on_verified(self, seen: LogSeen) -> None:
        self.working.stop()
        self.check.setEnabled(True)
        self.state.show_as(
            _("Holds") if seen.ok else _("Does not hold"), "ok" if seen.ok else "bad"
        )
        read = n_("{n} entry read.", "{n} entries read.", seen.rows).format(n=f"{seen.rows:,}")
        self.words.set_text(
            _("{read} Newest code: {code}").format(read=read, code=seen.anchor)
            if seen.ok
            else " ".join(seen.faults[:3])
        )

    def _on_failed(self, problem: Exception) -> None:
        self.working.stop()
        self.check.setEnabled(True)
        self.words.set_text(str(problem))


def _beside(chip: Chip, words: ElidedLabel) -> QWidget:
    row = QWidget()
    hbox(chip, gap=2, parent=row).addWidget(words, 1)
    return row
