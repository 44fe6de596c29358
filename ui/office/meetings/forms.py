"""Opens the forms of house meetings in the side panel, each with what comes of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_series import SeriesSeen
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.meetings import words
from ui.office.meetings.day_forms import CallForm, CancelForm, EndForm, MoveForm
from ui.office.meetings.series_form import Scope, SeriesForm
from ui.office.meetings.steps import MeetingSteps
from ui.widgets.form import MakingForm

Made = Callable[[dict[str, Any]], None]


class MeetingForms:
    """One form at a time; what is refused stays open with what was typed."""

    def __init__(
        self, desk: Desk, panel: FormPanel, steps: MeetingSteps, week_starts_on: Callable[[], int]
    ) -> None:
        self.desk, self.panel, self.steps = desk, panel, steps
        self._week_starts_on = week_starts_on

    def add(self) -> None:
        """A new series."""
        if not self.desk.may(Permission.MANAGE_HOUSE):
            return
        form = SeriesForm(self.desk, self._week_starts_on())

        def made(values: dict[str, Any]) -> None:
            self._try(lambda: self.steps.add_series(form.plan(values), self.panel.refuse))

        self.panel.open_form("series_new", _("Add a meeting"), form, made)

    def call(self) -> None:
        """A meeting that belongs to no series."""
        form = CallForm(self.desk)

        def made(values: dict[str, Any]) -> None:
            self.steps.call(values, form.spot(values), self.panel.refuse)

        self.panel.open_form("meeting_call", _("Emergency meeting"), form, made)

    def change(self, seen: SeriesSeen, since: date | None) -> None:
        """Another plan for a series, from one meeting on or for all of it."""
        form = SeriesForm(self.desk, self._week_starts_on(), Scope(seen.plan, since))

        def step(values: dict[str, Any]) -> None:
            plan = form.plan(values)
            if since is None:
                self.steps.change_all(seen, plan, self.panel.refuse)
            else:
                self.steps.change_from(seen, since, plan, self.panel.refuse)

        title = words.change_title(seen, since, self.desk.today())
        subject = seen.series_id if since is None else hash((seen.series_id, since))
        self.panel.open_form(
            "series_change", title, form, lambda values: self._try(lambda: step(values)), subject
        )

    def move(self, row: MeetingRow) -> None:
        """One meeting at another time or place."""
        form = MoveForm(self.desk, row)

        def made(values: dict[str, Any]) -> None:
            self.steps.move(row, form.spot(values), values.get("reason") or "", self.panel.refuse)

        self._open_day("meeting_move", row, form, made)

    def cancel(self, row: MeetingRow) -> None:
        """No meeting on one day."""

        def made(values: dict[str, Any]) -> None:
            self.steps.cancel(row, values["reason"], self.panel.refuse)

        self._open_day("meeting_cancel", row, CancelForm(), made)

    def end(self, seen: SeriesSeen) -> None:
        """The last day of a series."""
        form = EndForm(self.desk, seen.plan.until_on)

        def made(values: dict[str, Any]) -> None:
            self.steps.end_series(seen, values["until_on"], self.panel.refuse)

        title = _("Last day of {title}").format(title=seen.plan.title)
        self.panel.open_form("series_end", title, form, made, seen.series_id)

    def _open_day(self, name: str, row: MeetingRow, form: MakingForm, made: Made) -> None:
        title = words.titled(row, self.desk.today())
        self.panel.open_form(name, title, form, made, hash(row.key))

    def _try(self, step: Callable[[], None]) -> None:
        """A plan that cannot be is refused before it is asked for."""
        try:
            step()
        except Problem as problem:
            self.panel.refuse(problem)
