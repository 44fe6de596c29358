"""What is done with one turn: looked at, said to be done, taken back; each a use case with its
words and its undo.
"""

from typing import Any

from PySide6.QtCore import QObject, Signal

from sobrhouse.domain.chores import State, state_words
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.services import chore_hands, chore_marks
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.chores import words
from ui.office.form_panel import FormPanel
from ui.widgets.fields import LineField
from ui.widgets.form import MakingForm


class ChoreSteps(QObject):
    """Does it, and tells what then stands of the turn."""

    settled = Signal(object, object)  # the turn, what changed of it by field

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.way = "staff"  # or "paper", while a chart or a sheet is typed in

    def look(self, turn: Turn, result: str, **seen: Any) -> None:
        """Write down what was seen: pass, redo, missed, excused, skipped."""
        state = State(result)
        said = _("{chore}, {name}: {state}").format(
            chore=turn.chore, name=words.who(turn), state=state_words(state)
        )

        def done(inspection_id: int) -> None:
            changes = {
                "state": state, "inspection_id": inspection_id, "note": seen.get("note", ""),
                "redo_by": seen.get("redo_by"), "seen_at": self.desk.now(),
            }  # fmt: skip
            self.settled.emit(turn, changes)

        self.desk.do(
            self, chore_marks.inspect, turn.assignment_id, turn.on, result, done=done, said=said,
            undo=lambda made: Step(chore_marks.undo_inspection, (made,)), many=looked_at,
            way=self.way, **seen,
        )  # fmt: skip

    def mark_done(self, turn: Turn) -> None:
        """Somebody of the staff says that it is done."""
        said = _("{chore}, {name}: done").format(chore=turn.chore, name=words.who(turn))

        def done(mark_id: int) -> None:
            changes = {
                "state": State.INSPECT, "mark_id": mark_id, "marked_at": self.desk.now(),
            }  # fmt: skip
            self.settled.emit(turn, changes)

        self.desk.do(
            self, chore_marks.mark_done, turn.assignment_id, turn.on, self.way, done=done,
            said=said, undo=lambda made: Step(chore_marks.take_back_done, (made,)),
        )  # fmt: skip

    def take_back(self, turn: Turn, panel: FormPanel) -> None:
        """What was seen last goes, with a reason; where nothing was, that it is done."""
        if turn.inspection_id is not None and turn.state is not State.INSPECT:
            self._take_look_back(turn, turn.inspection_id, panel)
        elif turn.mark_id is not None:
            mark_id = turn.mark_id
            self.desk.do(
                self, chore_marks.take_back_done, mark_id,
                said=_("Not done: {what}").format(what=turn.chore),
                undo=lambda _none: Step(chore_marks.put_back_done, (mark_id,)),
            )  # fmt: skip

    def _take_look_back(self, turn: Turn, inspection_id: int, panel: FormPanel) -> None:
        form = MakingForm(_("Take it back"), icon="undo-2")
        form.add(LineField("why", _("Why"), required=True, max_length=200,
                           hint=_("It stays in the history with your reason.")))  # fmt: skip
        what = _("{chore}, {state}").format(chore=turn.chore, state=words.state(turn))

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, chore_marks.take_back_inspection, inspection_id, values["why"],
                said=_("Taken back: {what}").format(what=what), done=panel.finish,
                refused=panel.refuse,
                undo=lambda _none: Step(chore_marks.put_back_inspection, (inspection_id,)),
            )  # fmt: skip

        panel.open_form("chore_take_back", what, form, made, inspection_id)

    def put_back(self, turn: Turn) -> None:
        """Who had it before has it again, or nobody."""
        assignment_id = turn.assignment_id
        said = _("{name} has {chore} again").format(name=turn.original, chore=turn.chore)
        self.desk.do(
            self, chore_hands.put_back_turn, assignment_id, said=said,
            undo=lambda _none: Step(chore_hands.give_again, (assignment_id,)),
        )  # fmt: skip


def looked_at(number: int) -> str:
    """What several looks one after the other are called together."""
    return n_("{n} chore looked at", "{n} chores looked at", number).format(n=number)
