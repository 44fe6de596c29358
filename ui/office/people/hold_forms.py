"""Legal holds on a profile: what stands on the record, putting one on, lifting it."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.holds import HOLD_WORDS, HoldKind
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.holds import HoldRow, holds_of
from sobrhouse.services import holds
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.widgets.boxes import line, vbox
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, DateField, LineField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

PUT_ON, LIFT, LIST = "hold", "hold_lift", "holds"


def standing(rows: tuple[HoldRow, ...]) -> tuple[HoldRow, ...]:
    """Those that were not lifted."""
    return tuple(row for row in rows if row.ended_at is None)


def chip_tip(rows: tuple[HoldRow, ...], desk: Desk) -> str:
    """What the chip on the profile says when one points at it."""
    return "\n".join(_said(row, desk) for row in standing(rows))


def open_holds(desk: Desk, panel: FormPanel, resident_id: int) -> None:
    """The holds on somebody; where there is none, the form for one."""

    def show(rows: tuple[HoldRow, ...]) -> None:
        if rows:
            panel.show_other(LIST, _("Legal holds"), _listed(desk, panel, resident_id, rows))
        else:
            put_on(desk, panel, resident_id)

    desk.ask(panel, holds_of, resident_id, done=show)


def put_on(desk: Desk, panel: FormPanel, resident_id: int, *_checked: object) -> None:
    """Write down who asked that the record be kept, and why."""
    form = MakingForm(_("Put the hold on"))
    form.add(ChoiceField("kind", _("What it is"), [(k, _(HOLD_WORDS[k])) for k in HoldKind],
                         required=True))  # fmt: skip
    form.add(LineField("asked_by", _("Who asked"), required=True, max_length=200,
                       hint=_("The court, the lawyer, the office.")))  # fmt: skip
    form.add(TextField("reason", _("Why"), required=True,
                       hint=_("With the number of the case if there is one.")))  # fmt: skip
    form.add(DateField("since_on", _("Since"), desk.today, past=True, required=True))
    form.fill({"kind": HoldKind.COURT, "since_on": desk.today()})

    def made(values: dict[str, Any]) -> None:
        desk.do(
            panel, holds.put_on, resident_id, HoldKind(values["kind"]), values["asked_by"],
            values["reason"], values["since_on"], done=panel.finish, refused=panel.refuse,
            said=_("Legal hold put on"), undo=lambda hold_id: Step(holds.take_back, (hold_id,)),
        )  # fmt: skip

    panel.open_form(PUT_ON, _("Legal hold"), form, made, resident_id)


def lift(desk: Desk, panel: FormPanel, row: HoldRow, *_checked: object) -> None:
    """Let the record follow the retention rule again; an owner's to do."""
    form = MakingForm(_("Lift the hold"), danger=True)
    form.add(TextField("why", _("Why it is lifted"), required=True,
                       hint=_("Who said so, and when.")))  # fmt: skip

    def made(values: dict[str, Any]) -> None:
        desk.do(panel, holds.lift, row.hold_id, values["why"], done=panel.finish,
                refused=panel.refuse, said=_("Legal hold lifted"))  # fmt: skip

    panel.open_form(LIFT, _("Lift the legal hold"), form, made, row.hold_id)


def _listed(
    desk: Desk, panel: FormPanel, resident_id: int, rows: tuple[HoldRow, ...]
) -> QWidget:
    whole = QWidget()
    column = vbox(gap=3, parent=whole)
    column.addWidget(Label(
        _("While a hold stands, nothing about this person is destroyed, whatever the rule says."),
        "muted", wrap=True))  # fmt: skip
    for row in rows:
        column.addWidget(Label(_(HOLD_WORDS[row.kind]), "strong", wrap=True))
        column.addWidget(Label(_said(row, desk), "body", wrap=True))
        column.addWidget(Label(row.reason, "body", wrap=True))
        if row.ended_at is not None:
            day = nice_date(row.ended_at.astimezone(desk.zone()).date(), desk.today())
            said = _("Lifted {day} by {name}: {why}").format(
                day=day, name=row.ended_by, why=row.ended_why)  # fmt: skip
            column.addWidget(Label(said, "muted", wrap=True))
        elif desk.may(Permission.MANAGE_STAFF):
            button = Button(_("Lift the hold"), "outline", small=True)
            button.clicked.connect(partial(lift, desk, panel, row))
            column.addWidget(line(button, 1))
        else:
            column.addWidget(Label(_("An owner can lift it."), "muted", wrap=True))
    more = Button(_("Put another on"), "outline", icon="plus", small=True)
    more.clicked.connect(partial(put_on, desk, panel, resident_id))
    column.addWidget(line(more, 1))
    column.addStretch(1)
    return whole


def _said(row: HoldRow, desk: Desk) -> str:
    return _("Since {day}, asked by {who}. Written down by {name}.").format(
        day=nice_date(row.since_on, desk.today()), who=row.asked_by, name=row.by)  # fmt: skip
