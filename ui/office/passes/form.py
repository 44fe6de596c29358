"""The form in which a pass is asked for or changed; the house's rules are read as one types."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.passes import KIND_WORDS, Criterion
from sobrhouse.problems import Problem
from sobrhouse.queries.passes import PassRow, eligibility
from sobrhouse.queries.visitors import HostRow
from sobrhouse.services.pass_rows import Plan
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.fields.night import NightField
from ui.office.passes.line import Criteria
from ui.widgets.boxes import clear, vbox
from ui.widgets.fields import ChoiceField, DateField, LineField, PhoneField, TextField
from ui.widgets.form import MakingForm

TYPED_MS = 300


class PassForm(MakingForm):
    """Who, when, where to and why; below it what the house's rules say of it."""

    def __init__(self, desk: Desk, people: Sequence[HostRow], row: PassRow | None = None) -> None:
        super().__init__(_("Ask for a pass") if row is None else _("Save changes"))
        self.desk = desk
        self.row = row
        self.way = "staff"  # or "paper", where it was asked for by hand
        if row is None:
            named = [(p.stay_id, p.name) for p in people]
            self.add(
                ChoiceField("stay_id", _("Person"), named, empty=_("Choose a person"),
                            required=True)
            )  # fmt: skip
        kinds = [(kind, _(word)) for kind, word in KIND_WORDS.items()]
        self.add(ChoiceField("kind", _("Kind of pass"), kinds))
        self.add(DateField("leave_on", _("Leaves on"), desk.today, required=True))
        zone, today = desk.zone(), desk.today()
        first, last = _days(row, zone) if row is not None else (today, today)
        self.leaves = self.add(NightField("leave_at", _("Leaves at"), zone, first, required=True))
        self.add(DateField("back_on", _("Back on"), desk.today, required=True))
        self.comes = self.add(NightField("back_at", _("Back by"), zone, last, required=True))
        self.add(LineField("destination", _("Goes to"), required=True, max_length=120))
        self.add(LineField("host", _("Stays with"), max_length=120))
        self.add(PhoneField("host_phone", _("Phone there")))
        self.add(LineField("companion", _("Travels with"), max_length=120))
        self.add(LineField("transport", _("How"), placeholder=_("Bus, mother's car"),
                           max_length=120))  # fmt: skip
        self.add(TextField("reason", _("Why"), lines=2))
        holder = QWidget()
        self.says = vbox(gap=1, parent=holder)
        self.put(holder)
        self.fill(self._begin(row))
        self._timer = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._timer.timeout.connect(self.look)
        for name in ("stay_id", "leave_on", "leave_at", "back_on", "back_at"):
            if row is None or name != "stay_id":
                self[name].edited.connect(self._timer.start)
        self.look()

    def _begin(self, row: PassRow | None) -> dict[str, Any]:
        if row is None:
            return {"kind": "overnight"}
        zone = self.desk.zone()
        leave, back = row.depart_at.astimezone(zone), row.return_by.astimezone(zone)
        return {
            "kind": row.kind,
            "leave_on": leave.date(),
            "leave_at": leave,
            "back_on": back.date(),
            "back_at": back,
            "destination": row.destination,
            "host": row.host,
            "host_phone": row.host_phone,
            "companion": row.companion,
            "transport": row.transport,
            "reason": row.reason,
        }

    def plan(self, values: dict[str, Any]) -> Plan:
        """What the form asks for."""
        zone = self.desk.zone()
        return Plan(
            moment(values["leave_on"], values["leave_at"], zone, self.leaves.which),
            moment(values["back_on"], values["back_at"], zone, self.comes.which),
            values["destination"],
            values["kind"] or "overnight",
            values["host"] or "",
            values["host_phone"] or "",
            values["companion"] or "",
            values["transport"] or "",
            values["reason"] or "",
        )

    def look(self) -> None:
        """Say what the house's rules make of it, once it is known who and when."""
        zone = self.desk.zone()
        try:
            stay_id = self["stay_id"].read() if self.row is None else self.row.stay_id
            days = [self[name].read() for name in ("leave_on", "leave_at", "back_on", "back_at")]
        except Problem:
            return
        if stay_id is None or any(part is None for part in days):
            return
        leave = moment(days[0], days[1], zone, self.leaves.which)
        back = moment(days[2], days[3], zone, self.comes.which)
        if back <= leave:
            return
        but, asked = 0, self.desk.now()
        if self.row is not None:
            but, asked = self.row.pass_id, self.row.requested_at
        self.desk.ask(
            self, eligibility, stay_id, leave, back, asked, but, done=self._say,
            failed=lambda _problem: None,
        )  # fmt: skip

    def _say(self, criteria: tuple[Criterion, ...]) -> None:
        clear(self.says)
        self.says.addWidget(Criteria(criteria))


FIELDS = {"depart_at": "leave_on", "return_by": "back_on", "stay_id": "stay_id"}


def beside(problem: Problem) -> Problem:
    """The refusal beside the field that the form has for it."""
    if problem.field in FIELDS:
        return Problem(problem.sentence, field=FIELDS[problem.field], details=problem.details)
    return problem


def _days(row: PassRow, zone: ZoneInfo) -> tuple[date, date]:
    """The days of leaving and coming back."""
    return row.depart_at.astimezone(zone).date(), row.return_by.astimezone(zone).date()


def moment(day: date, clock: Any, zone: ZoneInfo, which: int | None = None) -> datetime:
    """The instant of a day and a time in the house; of one that comes twice the second by `which`.
    """
    return datetime.combine(day, clock, zone).replace(fold=which or 0)
