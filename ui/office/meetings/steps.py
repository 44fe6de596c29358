"""What one can do with house meetings and their series, each with its undo."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from sobrhouse.domain.meeting_series import Plan
from sobrhouse.domain.phrases import nice_date
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_series import SeriesSeen
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.services import called_meetings, house_meetings, meeting_days, meeting_series
from sobrhouse.services.meeting_days import Spot
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.meetings import words

Refused = Callable[[Problem], None]


class MeetingSteps(QObject):
    """Adds, changes and ends series, moves and cancels single meetings."""

    done = Signal()
    opened = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk

    # Series

    def add_series(self, plan: Plan, refused: Refused) -> None:
        """A meeting that comes again."""
        self.desk.do(
            self, meeting_series.add_series, self.desk.house_id, plan, done=self._on_done,
            refused=refused, said=_("{title} added").format(title=plan.title),
            undo=lambda made: Step(meeting_series.remove_series, (made,)),
        )  # fmt: skip

    def change_all(self, series: SeriesSeen, plan: Plan, refused: Refused) -> None:
        """Another plan for all of a series."""
        number, version = series.series_id, series.version
        self.desk.do(
            self, meeting_series.change_series, number, version, plan, done=self._on_done,
            refused=refused, said=_("{title} changed").format(title=plan.title),
            undo=lambda was: Step(meeting_series.change_series, (number, version + 1, was)),
        )  # fmt: skip

    def change_from(self, series: SeriesSeen, on: date, plan: Plan, refused: Refused) -> None:
        """Another plan from one meeting on."""
        day = nice_date(on, self.desk.today())
        self.desk.do(
            self, meeting_series.change_from, series.series_id, series.version, on, plan,
            done=self._on_done, refused=refused,
            said=_("{title} changed from {day} on").format(title=plan.title, day=day),
            undo=lambda split: Step(meeting_series.rejoin, (split,)),
        )  # fmt: skip

    def end_series(self, series: SeriesSeen, until_on: date | None, refused: Refused) -> None:
        """Its last day, or none."""
        number, title = series.series_id, series.plan.title
        if until_on is None:
            said = _("{title} goes on without an end").format(title=title)
        else:
            day = nice_date(until_on, self.desk.today())
            said = _("{title} ends on {day}").format(title=title, day=day)
        self.desk.do(
            self, meeting_series.end_series, number, series.version, until_on,
            done=self._on_done, refused=refused, said=said,
            undo=lambda was: Step(meeting_series.end_series, (number, None, was)),
        )  # fmt: skip

    def remove_series(self, series: SeriesSeen) -> None:
        """It should never have been."""
        number = series.series_id
        self.desk.do(
            self, meeting_series.remove_series, number, done=self._on_done,
            said=_("{title} removed").format(title=series.plan.title),
            undo=lambda _none: Step(meeting_series.restore_series, (number,)),
        )  # fmt: skip

    # Single meetings

    def open(self, row: MeetingRow) -> None:
        """Write a planned meeting down, if it is not, and show it."""
        if row.meeting_id is not None:
            self.opened.emit(row.meeting_id)
            return
        self.desk.do(
            self, house_meetings.open_meeting, self.desk.house_id, row.series_id, row.on,
            done=self.opened.emit,
        )  # fmt: skip

    def move(self, row: MeetingRow, spot: Spot, reason: str, refused: Refused) -> None:
        """One meeting at another time or place."""
        day = nice_date(spot.on, self.desk.today())
        said = _("{title} moved to {day}").format(title=words.name(row), day=day)
        if row.series_id is None:
            number = row.meeting_id
            self.desk.do(
                self, called_meetings.move_called, number, spot, done=self._on_done,
                refused=refused, said=said,
                undo=lambda was: Step(called_meetings.move_called, (number, was)),
            )  # fmt: skip
            return
        self.desk.do(
            self, meeting_days.move_day, row.series_id, row.on, spot, reason, done=self._on_done,
            refused=refused, said=said, undo=_back,
        )  # fmt: skip

    def cancel(self, row: MeetingRow, reason: str, refused: Refused) -> None:
        """No meeting of a series on one day."""
        self.desk.do(
            self, meeting_days.cancel_day, row.series_id, row.on, reason, done=self._on_done,
            refused=refused, said=self._about(_("{title} on {day} cancelled"), row), undo=_back,
        )  # fmt: skip

    def call_off(self, row: MeetingRow) -> None:
        """A meeting without a series will not be."""
        number = row.meeting_id
        self.desk.do(
            self, called_meetings.call_off, number, done=self._on_done,
            said=self._about(_("{title} on {day} called off"), row),
            undo=lambda _none: Step(called_meetings.call_again, (number,)),
        )  # fmt: skip

    def keep(self, row: MeetingRow) -> None:
        """It is held although it is a holiday."""
        self.desk.do(
            self, meeting_days.keep_day, row.series_id, row.on, done=self._on_done,
            said=self._about(_("{title} on {day} is held"), row), undo=_back,
        )  # fmt: skip

    def put_back(self, row: MeetingRow) -> None:
        """The day is as the series says again."""
        number = row.change_id
        self.desk.do(
            self, meeting_days.drop_change, number, done=self._on_done,
            said=_("{title} is as planned again").format(title=words.name(row)),
            undo=lambda _none: Step(meeting_days.change_again, (number,)),
        )  # fmt: skip

    def call(self, values: dict[str, Any], spot: Spot, refused: Refused) -> None:
        """A meeting that belongs to no series."""
        day = nice_date(spot.on, self.desk.today())
        title = values["title"] or ""
        self.desk.do(
            self, called_meetings.call_meeting, self.desk.house_id, spot, kind=values["kind"],
            title=title, length_minutes=values["length"], done=self._on_done, refused=refused,
            said=_("{title} on {day} called").format(title=title, day=day),
            undo=lambda made: Step(called_meetings.call_off, (made,)),
        )  # fmt: skip

    def _about(self, sentence: str, row: MeetingRow) -> str:
        day = nice_date(row.day, self.desk.today())
        return sentence.format(title=words.name(row), day=day)

    def _on_done(self, _result: object) -> None:
        self.done.emit()


def _back(change_id: int) -> Step:
    """The inverse of changing one day."""
    return Step(meeting_days.take_back_change, (change_id,))
