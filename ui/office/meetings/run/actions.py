"""The action items on the screen of a meeting: what was decided, whose it is, by when; and what is
open from earlier meetings.
"""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.meeting_rows import ActionRow, MeetingRun
from sobrhouse.services import todos
from sobrhouse.words import _
from ui.desk import Desk, Quiet, Step
from ui.office.meetings.run.part import OPEN, TICKED, Line, MeetingPart, menu_of
from ui.widgets.avatar import Avatar
from ui.widgets.chips import Chip
from ui.widgets.labels import Label


class ActionsPart(MeetingPart):
    """Lines that are ticked once done; they come back at the next meeting until then."""

    add_wanted = Signal()
    change_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        nothing = _(
            "Nothing to do yet. What is decided here comes back next time until it is done."
        )
        super().__init__(desk, _("Action items"), nothing, _("Add"), "Alt+T")
        self.new.clicked.connect(self.add_wanted)
        self._shown: tuple[object, ...] | None = None

    def show_run(self, run: MeetingRun, *, may: bool) -> None:
        """The action items as they stand."""
        shown = (run.actions, run.day, may)
        if shown == self._shown:
            return
        self._shown = shown
        self.show_may(may)
        self.fill([(row.todo_id, self._line(row, run.day)) for row in run.actions])

    def _line(self, row: ActionRow, day: date) -> Line:
        state = _("done") if row.done else _("not done")
        owner = row.owner or _("No owner")
        due = nice_date(row.due_on, day) if row.due_on else ""
        said = ", ".join(filter(None, (row.text, owner, due, state)))
        gray = _("from an earlier meeting") if row.from_earlier else ""
        line = Line(said, row.text, gray, mark=TICKED if row.done else OPEN)
        if row.owner and row.owner_id:
            line.right(Avatar(row.owner_id, row.owner, 24))
        line.right(Label(owner) if row.owner else Chip(owner, "warn"))
        if row.due_on:
            late = row.due_on < day and not row.done
            line.right(Chip(due, "bad") if late else Label(due, "muted"))
        if self.may:
            line.clicked.connect(partial(self.tick, row))
            line.menu_wanted.connect(
                menu_of(line, (
                    (_("Change"), "pencil", partial(self.change_wanted.emit, row)),
                    (_("Take off the list"), "trash-2", partial(self.take_off, row)),
                ))
            )  # fmt: skip
        return line

    # Steps

    def tick(self, row: ActionRow) -> None:
        """It is done, or is not."""
        step, back = (todos.mark_done, todos.mark_not_done)
        if row.done:
            step, back = back, step
        said = _("Not done: {what}") if row.done else _("Done: {what}")
        self.do(
            step, row.todo_id, said=Quiet(said.format(what=row.text)),
            undo=lambda _none: Step(back, (row.todo_id,)),
        )  # fmt: skip

    def take_off(self, row: ActionRow) -> None:
        """Nobody does it; it stays in the record."""
        self.do(
            todos.take_off, row.todo_id, said=_("Taken off the list"),
            undo=lambda _none: Step(todos.put_back, (row.todo_id,)),
        )  # fmt: skip
