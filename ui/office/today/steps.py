"""What one can do from a row of Today, each with its undo."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.attention import Reason
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.queries.todos import TodoRow
from sobrhouse.services import clock, house_meetings, signins, snoozes, support_calls, todos
from sobrhouse.services.kiosk_access import clear_lock
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.widgets.ask import ask_text


class TodaySteps(QObject):
    """Ticks, answers calls, clears locks, says that something was seen, lets rows wait."""

    opened = Signal(int)  # a meeting that is to be shown

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.page = desk, page

    def tick(self, todo: TodoRow) -> None:
        """Something on the list is done."""
        self.desk.do(
            self, todos.mark_done, todo.todo_id,
            said=_("Done: {what}").format(what=todo.text),
            undo=lambda _result: Step(todos.mark_not_done, (todo.todo_id,)),
        )  # fmt: skip

    def run_meeting(self, meeting: MeetingToday) -> None:
        """Open the screen of one meeting; a planned one is written down first."""
        self._written(meeting, self.opened.emit)

    def show_agenda(self, meeting: MeetingToday) -> None:
        """Its agenda as it prints."""
        self._written(meeting, self._on_agenda)

    def _written(self, meeting: MeetingToday, then: Callable[[int], None]) -> None:
        if meeting.meeting_id is not None:
            then(meeting.meeting_id)
        elif meeting.series_id is not None:
            self.desk.do(
                self, house_meetings.open_meeting, self.desk.house_id, meeting.series_id,
                meeting.on, done=then, said=_("The meeting is prepared"),
                undo=lambda made: Step(house_meetings.take_back_meeting, (made,)),
            )  # fmt: skip

    def _on_agenda(self, meeting_id: int) -> None:
        from ui.office.meetings.papers import show_meeting_paper

        show_meeting_paper(self.desk, self.page, meeting_id, "agenda")

    def run(self, reason: Reason) -> bool:
        """Do what the one button says, where it is done here and now; False where it opens a
        place.
        """
        steps = {
            "call": self._answer, "lock": self._unlock, "ack": self._seen, "clock": self._settle,
        }  # fmt: skip
        step = steps.get(reason.place)
        if step is not None:
            step(reason)
        return step is not None

    def _answer(self, reason: Reason) -> None:
        self.desk.do(
            self, support_calls.mark_seen, reason.target,
            said=_("Answered: {what}").format(what=reason.what),
            undo=lambda _result: Step(support_calls.mark_not_seen, (reason.target,)),
        )  # fmt: skip

    def _unlock(self, reason: Reason) -> None:
        # no undo: the person may be typing a PIN already, and wrong tries are not given back
        self.desk.do(self, clear_lock, reason.target, said=_("The next PIN counts again"))

    def _settle(self, _reason: Reason) -> None:
        self.desk.do(
            self, clock.settle_clock, said=_("The clock is believed again"),
            undo=lambda seq: Step(clock.doubt_clock_again, (seq,)),
        )  # fmt: skip

    def _seen(self, reason: Reason) -> None:
        self.desk.do(
            self, signins.acknowledge, reason.target,
            said=_("Seen: {what}").format(what=reason.what),
            undo=lambda seen: Step(signins.undo_acknowledge, (seen,)),
        )  # fmt: skip

    def snooze(self, reason: Reason, span: object) -> None:
        """Show the row again later."""
        assert isinstance(span, timedelta)
        self.desk.do(
            self, snoozes.snooze, self.desk.house_id, reason.key, self.desk.now() + span,
            said=_("Later: {what}").format(what=reason.what),
            undo=lambda made: Step(snoozes.end_snooze, (made,)),
        )  # fmt: skip

    def dismiss(self, reason: Reason) -> None:
        """Ask why it is no problem; the answer goes into the timeline."""
        why = ask_text(
            self.page, _("Not a problem"), f"{reason.what}\n{reason.why}", _("Why?"),
            _("Take it off"),
        )  # fmt: skip
        if why is None:
            return
        self.desk.do(
            self, snoozes.no_problem, self.desk.house_id, reason.key, reason.what, why,
            reason.resident_id, said=_("Not a problem: {what}").format(what=reason.what),
            undo=lambda made: Step(snoozes.undo_no_problem, made),
        )  # fmt: skip
