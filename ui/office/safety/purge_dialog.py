"""What a purge would destroy, table by table, before anybody decides on it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.purging import files_set_aside, title_of
from sobrhouse.domain.retention import standing_words
from sobrhouse.problems import Problem
from sobrhouse.queries.purges import Preview, purge_preview
from sobrhouse.queries.staff import Second, other_people
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.safety.purge_steps import PurgeSteps
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.progress import Working


class PurgeDialog(QDialog):
    """Facts first; the verb is offered only where the rules let it be pressed."""

    def __init__(
        self, desk: Desk, parent: QWidget, resident_id: int, steps: PurgeSteps
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Destroy a record"))
        self.resize(round(620 * theme.scale()), round(520 * theme.scale()))
        self.desk, self.resident_id, self.steps = desk, resident_id, steps
        self.title = Label(_("Destroy a record"), "h2", wrap=True)
        self.facts = Label("", "body", wrap=True)
        self.stop = Banner("", "warn")
        self.stop.hide()
        self.body = ScrollBox(gap=2)
        self.working = Working(self, cancel=False)
        self.keep = Button(_("Keep the record"))
        self.keep.clicked.connect(self.reject)
        self.verb = Button(_("Destroy for good"), "danger", icon="trash-2")
        self.verb.setEnabled(False)
        self.verb.clicked.connect(self._go)
        for button in (self.keep, self.verb):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
        box = vbox(
            self.title, self.facts, self.stop, self.body, self.working,
            hbox(1, self.keep, self.verb), gap=3, margins=(24, 20, 24, 20), parent=self,
        )  # fmt: skip
        box.setStretch(3, 1)
        self.keep.setFocus()
        self.working.start(_("Looking through the records"))
        desk.ask(self, purge_preview, resident_id, desk.today(), done=self._show,
                 failed=self._could_not)  # fmt: skip

    def _could_not(self, problem: Problem) -> None:
        self.working.stop()
        self.stop.say(problem.sentence)
        self.stop.show()

    def _show(self, data: Preview) -> None:
        self.working.stop()
        row, today = data.row, self.desk.today()
        self.title.setText(_("Destroy the record of {name}?").format(name=row.name))
        years = n_("{n} year", "{n} years", data.rule.years).format(n=data.rule.years)
        self.facts.setText(
            _(
                "Last in use {last}, kept for {years}, may be destroyed from {due}. Nobody can "
                "bring it back."
            ).format(
                last=nice_date(row.last_on, today), years=years,
                due=nice_date(row.verdict.due_on, today),
            )
        )  # fmt: skip
        self.body.fill(self._parts(data))
        if row.verdict.due:
            self.desk.ask(self, other_people, done=self._with_people)
        else:
            self._refuse(standing_words(row.verdict.standing))

    def _with_people(self, people: tuple[Second, ...]) -> None:
        if people:
            self.verb.setEnabled(True)
            return
        self._refuse(
            _("It takes two people of the staff. Make an account for a second person first, in "
              "Settings, People.")
        )  # fmt: skip

    def _refuse(self, why: str) -> None:
        self.stop.say(why)
        self.stop.show()

    def _parts(self, data: Preview) -> list[QWidget]:
        log = n_(
            "In the audit log the content of {n} entry is emptied. That something was done, when "
            "and by whom stays, under a number.",
            "In the audit log the content of {n} entries is emptied. That something was done, "
            "when and by whom stays, under a number.", data.log_rows,
        ).format(n=f"{data.log_rows:,}")  # fmt: skip
        parts: list[QWidget] = [
            Label(_("Deleted"), "strong"), _counts(data.deleted), Label(log, "body", wrap=True)
        ]
        if data.changed:
            words = _(
                "Records of others and of the house stay. The name becomes [former resident], and "
                "the link to the person goes. A packet that was printed cannot be printed again."
            )
            parts[2:2] = [
                Label(_("Records of others"), "strong"), Label(words, "body", wrap=True),
                _counts(data.changed),
            ]  # fmt: skip
        parts += [
            Label(_("Backups"), "strong"),
            Label(f"{_backups(data, self.desk)} {files_set_aside()}", "body", wrap=True),
        ]
        return parts

    def _go(self) -> None:
        self.verb.setEnabled(False)
        self.steps.destroy(self, self.resident_id, self.accept, self._stay)

    def _stay(self, problem: Problem | None) -> None:
        self.verb.setEnabled(True)
        if problem is not None:
            self._refuse(problem.sentence)


def _counts(counts: Mapping[str, int]) -> Label:
    """Tables with their rows in one paragraph, the largest first."""
    rows = sorted(((title_of(t), n) for t, n in counts.items()), key=lambda r: (-r[1], r[0]))
    said = " ·  ".join(f"{title}\u00a0{n:,}" for title, n in rows)
    return Label(said, "muted", wrap=True)


def _backups(data: Preview, desk: Desk) -> str:
    if not data.backups:
        return _("There is no backup of before that the program knows of.")
    words = n_(
        "{n} backup still has the record, from {first}. It goes once twelve newer months have "
        "theirs. Copies that were made by hand have to be destroyed by hand.",
        "{n} backups still have the record, the oldest from {first}. They go one by one, the last "
        "once twelve newer months have theirs. Copies that were made by hand have to be destroyed "
        "by hand.",
        len(data.backups),
    )
    first = nice_date(min(data.backups), desk.today())
    return words.format(n=len(data.backups), first=first)


def open_purge(desk: Desk, owner: QWidget, resident_id: int, steps: PurgeSteps) -> None:
    """Show what would be destroyed, over the window."""
    PurgeDialog(desk, owner.window(), resident_id, steps).open()
