"""The form of a series: a sentence with blanks, and below it the dates that follow from it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer

from sobrhouse.domain.meeting_series import KIND_WORDS, LONGEST_TITLE, Plan
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.recurrence import Pattern, pattern_of, rule_of
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_series import DayAhead, days_ahead
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.meetings.series_fields import RuleField, SpotField
from ui.office.signlog.forms import DayField
from ui.widgets.boxes import stack
from ui.widgets.fields import CheckField, ChoiceField, LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

TYPED_MS = 300
KINDS = ("regular", "vote", "monthly")


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a series the form changes: from one meeting's day on, or (None) all of it."""

    plan: Plan
    since: date | None = None


class SeriesForm(MakingForm):
    """A new series, or another plan for one there is."""

    def __init__(self, desk: Desk, week_starts_on: int, scope: Scope | None = None) -> None:
        super().__init__(_("Add meeting") if scope is None else _("Save changes"), columns=2)
        self.desk = desk
        self.scope = scope
        self._week_starts_on = week_starts_on
        self.add(LineField("title", _("Name"), required=True, max_length=LONGEST_TITLE), 2)
        self.rule = self.add(RuleField("weekdays", week_starts_on), 2)
        self.spot = self.add(SpotField("length"), 2)
        if scope is None:
            self.add(DayField("starts_on", _("From"), desk.today, required=True))
        until = DayField("until_on", _("Until"), desk.today, hint=_("Empty: no end"))
        self.add(until, 1 if scope is None else 2)
        self.says = Label("", "body", wrap=True)
        self.off = Label("", "muted", wrap=True)
        self.put(stack(self.says, self.off, gap=1))
        self.add(CheckField("skips", _("Not on public holidays")), 2)
        kinds = [(kind, _(KIND_WORDS[kind])) for kind in KINDS]
        self.add(ChoiceField("kind", _("Kind of meeting"), kinds), 2)
        self.fill(self._begin())
        self._look_timer = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._look_timer.timeout.connect(self.look)
        for field in self.fields():
            field.edited.connect(self._look_timer.start)
        self.look()

    def _begin(self) -> dict[str, Any]:
        if self.scope is None:
            today = self.desk.today()
            return {
                "title": _(KIND_WORDS[KINDS[0]]), "weekdays": Pattern(weekdays=(6,)),
                "starts_on": today, "kind": "regular",
            }  # fmt: skip
        plan = self.scope.plan
        return {
            "title": plan.title,
            "weekdays": pattern_of(plan.rule),
            "length": (plan.starts_at, plan.length_minutes, plan.place),
            "until_on": plan.until_on,
            "skips": plan.skips_holidays,
            "kind": plan.kind,
        }

    def plan(self, values: dict[str, Any]) -> Plan:
        """What the form says."""
        at, minutes, place = values["length"]
        starts_on = values.get("starts_on") or self._starts_on()
        return Plan(
            values["title"], rule_of(values["weekdays"], self._week_starts_on), starts_on, at,
            values["until_on"], values["kind"] or "regular", minutes, place, values["skips"],
        )  # fmt: skip

    def _starts_on(self) -> date:
        assert self.scope is not None
        return self.scope.since or self.scope.plan.starts_on

    def look(self) -> None:
        """Say the next dates, once the blanks say days and a time."""
        try:
            fields = (field for field in self.fields() if field.name != "title")
            values = {field.name: field.value() for field in fields} | {"title": ""}
            plan = self.plan(values)
        except Problem:
            return
        begin = max(self.desk.today(), plan.starts_on)
        self.desk.ask(
            self, days_ahead, self.desk.house_id, plan, begin,
            done=self._say, failed=lambda _problem: None,
        )  # fmt: skip

    def _say(self, days: tuple[DayAhead, ...]) -> None:
        today = self.desk.today()
        held = [nice_date(found.day, today) for found in days if not found.holiday]
        words = _("Next dates: {days}").format(days=" · ".join(held))
        self.says.setText(words if held else _("No date: it would end before it begins."))
        off = [
            _("{day} ({holiday})").format(day=nice_date(found.day, today), holiday=found.holiday)
            for found in days
            if found.holiday
        ]
        self.off.setText(_("None on {days}").format(days=", ".join(off)))
        self.off.setVisible(bool(off))

    def take_draft(self, texts: Any) -> None:
        super().take_draft(texts)
        self.look()
