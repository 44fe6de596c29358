"""The commitments on the screen of a meeting: what was promised last time is asked about, what is
promised now is written down.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.meeting_rows import CommitmentRow, MeetingRun
from sobrhouse.services import commitments
from sobrhouse.words import _, p_
from ui.desk import Desk, Quiet, Step
from ui.office.meetings.run.part import Line, MeetingPart, menu_of
from ui.widgets.avatar import Avatar
from ui.widgets.chips import Chip
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

KINDS = {"kept": "ok", "partly": "warn", "not_yet": "mute"}
_KEYS = {"K": "kept", "P": "partly", "N": "not_yet"}


def outcome_word(outcome: str) -> str:
    """What somebody says of a promise."""
    return {
        "kept": p_("promise", "Kept"),
        "partly": p_("promise", "Partly"),
        "not_yet": p_("promise", "Not yet"),
    }[outcome]


class AskLine(Line):
    """A promise that is asked about: K, P or N answers it."""

    answered = Signal(str)

    def __init__(self, row: CommitmentRow, may: bool) -> None:
        said = outcome_word(row.outcome) if row.outcome else _("not asked yet")
        super().__init__(f"{row.name}, {row.text}, {said}", row.name, row.text)
        self.row.insertWidget(0, Avatar(row.resident_id, row.name, 24))
        if may:
            options = [(key, outcome_word(key)) for key in KINDS]
            self.answers = Segments([("", _("Ask")), *options], row.name, row.outcome)
            self.answers.picked.connect(lambda key: self.answered.emit(str(key)))
            self.right(self.answers)
        else:
            kind = KINDS.get(row.outcome, "mute")
            self.right(Chip(said, kind))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        outcome = _KEYS.get(event.text().upper())
        if outcome is not None and not event.modifiers().value & ~0x02000000:
            self.answered.emit(outcome)
        else:
            super().keyPressEvent(event)


class PromisesPart(MeetingPart):
    """Promises of last time with their answers, and those of now with their day."""

    add_wanted = Signal()
    change_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        nothing = _("Nobody has promised anything yet. It is asked about next time.")
        super().__init__(desk, _("Commitments"), nothing, _("Add"), "Alt+C")
        self.new.clicked.connect(self.add_wanted)
        self._shown: tuple[object, ...] | None = None
        self._meeting = 0

    def show_run(self, run: MeetingRun, *, may: bool) -> None:
        """The commitments as they stand."""
        shown = (run.commitments, may)
        if shown == self._shown:
            return
        self._shown, self._meeting = shown, run.meeting_id
        self.show_may(may)
        self.fill([(row.commitment_id, self._line(row, run)) for row in run.commitments])

    def _line(self, row: CommitmentRow, run: MeetingRun) -> Line:
        if row.from_earlier:
            asked = AskLine(row, self.may)
            asked.answered.connect(partial(self.answer, row))
            return asked
        due = nice_date(row.due_on, run.day) if row.due_on else ""
        line = Line(", ".join(filter(None, (row.name, row.text, due))), row.name, row.text)
        line.row.insertWidget(0, Avatar(row.resident_id, row.name, 24))
        line.right(Label(due, "muted"))
        if self.may:
            line.clicked.connect(partial(self.change_wanted.emit, row))
            line.menu_wanted.connect(
                menu_of(line, (
                    (_("Change"), "pencil", partial(self.change_wanted.emit, row)),
                    (_("Take off the list"), "trash-2", partial(self.take_off, row)),
                ))
            )  # fmt: skip
        return line

    # Steps

    def answer(self, row: CommitmentRow, outcome: str) -> None:
        """What they say of it; the same key again takes the answer back."""
        wanted = None if outcome in ("", row.outcome) else outcome
        said = _("{name}: {mark}").format(
            name=row.name, mark=outcome_word(wanted).lower() if wanted else _("not asked yet")
        )
        self.do(
            commitments.answer, row.commitment_id, wanted, self._meeting, said=Quiet(said),
            undo=lambda was: Step(commitments.answer, (row.commitment_id, was, self._meeting)),
        )  # fmt: skip

    def take_off(self, row: CommitmentRow) -> None:
        """It was not meant."""
        self.do(
            commitments.take_off_commitment, row.commitment_id, said=_("Taken off the list"),
            undo=lambda _none: Step(commitments.put_back_commitment, (row.commitment_id,)),
        )  # fmt: skip
