"""Settings, Rules: how many recovery meetings a week are asked of the house and of each phase."""

from typing import Any

from sobrhouse.domain.fellowships import fellowship_words
from sobrhouse.domain.requirements import HOUSE, PHASE, Asked, asked_words
from sobrhouse.queries.recovery_asked import HouseAsked, PhaseAsked, house_asked
from sobrhouse.services import meeting_requirements as asks
from sobrhouse.services.meeting_requirements import Of
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.recovery.profile_forms import add_requirement_fields
from ui.office.settings.section import Section
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.fields import DateField
from ui.widgets.form import MakingForm
from ui.widgets.rows import Column
from ui.widgets.table import Table

EVERYBODY = 0  # the row of the whole house


class MeetingRulesSection(Section):
    """A table of the house and its phases; a line is changed in the side panel."""

    topics = frozenset({"requirement", "phase"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk)
        self.panel = panel
        self.table = Table(
            (
                Column[PhaseAsked](_("Of whom"), lambda r: r.name, kind="strong", width=170),
                Column[PhaseAsked](_("Meetings a week"), _many, width=220),
                Column[PhaseAsked](_("Which count"), _which, kind="muted", stretch=True,
                                   width=160),
            ),
            lambda r: r.phase_id,
            name="meeting_rules",
            label=_("Recovery meetings a week"),
            row="rowCompact",
            nothing=EmptyState("users", _("Nothing is asked")),
        )  # fmt: skip
        self.table.setMinimumHeight(190)
        self.table.activated.connect(self._open)
        card = self.card(
            _("Recovery meetings a week"),
            _("Somebody's own number stands in their profile. In the week of moving in fewer are "
              "asked: as many as the days allow. Press Enter to change."),
        )  # fmt: skip
        card.add(self.table, 1)

    def reload(self) -> None:
        self.desk.ask(self, house_asked, self.desk.house_id, self.desk.today(), done=self._show)

    def _show(self, found: HouseAsked) -> None:
        whole = PhaseAsked(EVERYBODY, _("Everybody in the house"), found.rule)
        self.table.show_rows((whole, *found.phases))

    def _open(self, phase_id: object) -> None:
        row = self.table.row_of(phase_id)
        if row is None:
            return
        of = Of(self.desk.house_id, phase_id=row.phase_id or None)
        form = MakingForm(_("Ask for this"))
        add_requirement_fields(form)
        form.add(DateField("from_on", _("From the week of"), self.desk.today, required=True,
                           hint=_("Weeks before stay as they were.")))  # fmt: skip
        form.fill({
            "per_week": row.rule.per_week, "fellowships": row.rule.fellowships,
            "from_on": self.desk.today(),
        })  # fmt: skip
        if row.rule.whence == PHASE:
            as_house = Button(_("As the house does"), icon="undo-2", small=True)
            as_house.clicked.connect(lambda: self._as_house(of, row))
            form.put(line(as_house, 1))

        def change(values: dict[str, Any]) -> None:
            self.desk.do(
                self, asks.set_requirement, of, values["per_week"], values["from_on"],
                fellowships=values["fellowships"], done=self.panel.finish,
                refused=self.panel.refuse,
                said=_("Meetings a week changed: {who}").format(who=row.name),
                undo=lambda done: Step(asks.undo_requirement, (done,)),
            )  # fmt: skip

        self.panel.open_form("meeting_rule", row.name, form, change, row.phase_id)

    def _as_house(self, of: Of, row: PhaseAsked) -> None:
        self.desk.do(
            self, asks.end_requirement, of, self.desk.today(), done=self.panel.finish,
            refused=self.panel.refuse,
            said=_("Meetings a week changed: {who}").format(who=row.name),
            undo=lambda done: Step(asks.undo_requirement, (done,)),
        )  # fmt: skip


def _many(row: PhaseAsked) -> str:
    words = asked_words(Asked(row.rule.per_week, row.rule.from_on))
    if row.phase_id != EVERYBODY and row.rule.whence == HOUSE:
        return _("{many}, as the house").format(many=words)
    return words


def _which(row: PhaseAsked) -> str:
    return fellowship_words(row.rule.fellowships)
