"""The votes on the screen of a meeting: hands are typed as they are counted, secret votes open at
the kiosk, the result says what was needed.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from sobrhouse.domain.motions import Tally
from sobrhouse.queries.meeting_rows import MeetingRun, MotionRow
from sobrhouse.services import motions
from sobrhouse.words import _, n_, p_
from ui import theme
from ui.desk import Desk, Quiet, Step
from ui.office.meetings.run.part import Line, LineVerb, MeetingPart, menu_of
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label

SIDES = (("yes", "ok"), ("no", "bad"), ("abstain", "mute"))
OUTCOMES = {"passed": "brand", "failed": "warn", "withdrawn": "mute"}


def side_word(side: str) -> str:
    """Yes, no, or skip."""
    return {"yes": p_("vote", "Yes"), "no": p_("vote", "No"), "abstain": p_("vote", "Skip")}[side]


def outcome_word(outcome: str) -> str:
    """How a vote ended."""
    return {
        "passed": p_("vote", "Passed"),
        "failed": p_("vote", "Failed"),
        "withdrawn": p_("vote", "Withdrawn"),
    }[outcome]


def second_line(row: MotionRow) -> str:
    """ "Needs 7 of 12. Called by Ray H." """
    parts = [f"{row.needs}."]
    if row.mover:
        parts.append(_("Called by {name}.").format(name=row.mover.rstrip(".")))
    if row.seconder:
        parts.append(_("Seconded by {name}.").format(name=row.seconder.rstrip(".")))
    if row.secret:
        parts.append(_("Secret."))
    return " ".join(parts)


class CountBox(QLineEdit):
    """How many hands for one side."""

    def __init__(self, side: str, text: str, number: int) -> None:
        super().__init__(str(number) if number else "")
        self.setValidator(QIntValidator(0, 999, self))
        self.setPlaceholderText("0")
        self.setFixedWidth(round(44 * theme.scale()))
        self.setAccessibleName(f"{side_word(side)}: {text}")

    def number(self) -> int:
        """What is typed; nothing is none."""
        return int(self.text() or 0)


class VoteLine(Line):
    """One vote: what, what it needs, and its counts, its boxes or its button."""

    counted = Signal(int, int, int)
    close_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, row: MotionRow, may: bool) -> None:
        super().__init__(f"{row.text}. {second_line(row)}", row.text, strong=True)
        self.row.removeWidget(self.words)
        self.below = hbox(ElidedLabel(second_line(row), "muted"), gap=2)
        self.below.setStretch(0, 1)
        self.row.addLayout(vbox(self.words, self.below, gap=0), 1)
        self.boxes: tuple[CountBox, ...] = ()
        if row.outcome != "open":
            self._results(row)
        elif row.secret:
            self._secret(row, may)
        elif may:
            self._hands(row)

    def right(self, *things: QWidget) -> None:
        """Under the words, so that these have the whole line."""
        for thing in things:
            self.below.addWidget(thing)

    def _results(self, row: MotionRow) -> None:
        tally = row.tally or Tally()
        numbers = {"yes": tally.yes, "no": tally.no, "abstain": tally.abstain}
        said = []
        if row.outcome != "withdrawn":
            for side, kind in SIDES:
                said.append(f"{side_word(side)} {numbers[side]}")
                self.right(Chip(said[-1], kind))
        said.append(outcome_word(row.outcome))
        self.right(Chip(said[-1], OUTCOMES[row.outcome]))
        self.setAccessibleName(f"{row.text}. {second_line(row)} {', '.join(said)}")

    def _secret(self, row: MotionRow, may: bool) -> None:
        if row.opened_at is None:
            begin = Button(_("Open at the kiosk"), small=True, icon="monitor")
            begin.clicked.connect(self.open_wanted)
            begin.setVisible(may)
            self.right(begin)
            return
        self.right(Chip(_("{n} of {m} voted").format(n=row.cast, m=row.may_vote), "info"))
        end = Button(_("Close vote"), small=True, icon="check")
        end.clicked.connect(self.close_wanted)
        end.setVisible(may)
        self.right(end)

    def _hands(self, row: MotionRow) -> None:
        tally = row.tally or Tally()
        numbers = (tally.yes, tally.no, tally.abstain)
        made = []
        for (side, _kind), number in zip(SIDES, numbers, strict=True):
            box = CountBox(side, row.text, number)
            box.editingFinished.connect(self._on_typed)
            box.returnPressed.connect(self._on_return)
            self.right(_pair(side_word(side), box))
            made.append(box)
        self.boxes = tuple(made)
        end = Button(_("Close vote"), small=True, icon="check")
        end.clicked.connect(self.close_wanted)
        self.right(end)
        self._counts = numbers

    def _on_typed(self) -> None:
        yes, no, abstain = (box.number() for box in self.boxes)
        if (yes, no, abstain) != self._counts:
            self._counts = (yes, no, abstain)
            self.counted.emit(yes, no, abstain)

    def _on_return(self) -> None:
        self._on_typed()
        self.close_wanted.emit()


class VotesPart(MeetingPart):
    """Every vote of the meeting."""

    add_wanted = Signal()
    change_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Vote"), _("No vote yet."), _("New vote"), "Alt+V")
        self.new.clicked.connect(self.add_wanted)
        self._shown: tuple[object, ...] | None = None
        self._made: dict[int, VoteLine] = {}
        self._wanted: int | None = None

    def show_run(self, run: MeetingRun, *, may: bool) -> None:
        """The votes as they stand; a box that one types in stays where it is."""
        shown = (run.motions, may)
        if shown == self._shown or self._typing(run):
            return
        self._shown = shown
        self.show_may(may)
        self._made = {row.motion_id: self._line(row) for row in run.motions}
        self.fill(list(self._made.items()))
        if self._wanted in self._made:
            self.count_now(self._wanted or 0)

    def _typing(self, run: MeetingRun) -> bool:
        """Whether somebody counts in one of the boxes, and that vote is still open."""
        still = {m.motion_id for m in run.motions if m.outcome == "open"}
        same = {m.motion_id for m in run.motions} == set(self._made)
        busy = any(b.hasFocus() for i, made in self._made.items() if i in still for b in made.boxes)
        return busy and same

    def count_now(self, motion_id: int) -> None:
        """Put the cursor where the hands of a vote are typed, as soon as it is shown."""
        line = self._made.get(motion_id)
        self._wanted = motion_id if line is None else None
        if line is not None and line.boxes:
            line.boxes[0].setFocus()
            line.boxes[0].selectAll()
        elif line is not None:
            self.lines.go_to(motion_id)

    def _line(self, row: MotionRow) -> VoteLine:
        line = VoteLine(row, self.may)
        line.counted.connect(partial(self.count, row))
        line.close_wanted.connect(partial(self.close_vote, row))
        line.open_wanted.connect(partial(self.open_vote, row))
        verbs = self._verbs(row)
        if self.may and verbs:
            line.menu_wanted.connect(menu_of(line, verbs))
        if self.may and row.outcome == "open" and not row.secret:
            line.clicked.connect(partial(self.count_now, row.motion_id))
        return line

    def _verbs(self, row: MotionRow) -> list[LineVerb]:
        if row.outcome == "open":
            found: list[LineVerb] = [(_("Withdraw"), "ban", partial(self.withdraw, row))]
            if row.opened_at is None:
                found.insert(0, (_("Change"), "pencil", partial(self.change_wanted.emit, row)))
                found.append((_("Take back"), "trash-2", partial(self.take_back, row)))
            return found
        if not row.secret:
            return [(_("Open it again"), "undo-2", partial(self.reopen, row))]
        return []

    # Steps

    def count(self, row: MotionRow, yes: int, no: int, abstain: int) -> None:
        """Keep the hands that were counted."""
        said = _("Counted: yes {yes}, no {no}, skip {skip}").format(yes=yes, no=no, skip=abstain)
        self.do(
            motions.count, row.motion_id, yes, no, abstain, said=Quiet(said),
            undo=lambda was: Step(motions.count, (row.motion_id, was.yes, was.no, was.abstain)),
        )  # fmt: skip

    def close_vote(self, row: MotionRow) -> None:
        """Nobody votes any more: how did it end?"""

        def undo(_outcome: str) -> Step | None:
            return None if row.secret else Step(motions.reopen, (row.motion_id,))

        self.desk.do(
            self, motions.close_vote, row.motion_id, refused=self._refused,
            said=lambda outcome: f"{row.text}: {outcome_word(outcome).lower()}", undo=undo,
            done=lambda _outcome: self.lines.go_to(row.motion_id),
        )  # fmt: skip

    def open_vote(self, row: MotionRow) -> None:
        """People can vote at the kiosk."""
        self.desk.do(
            self, motions.open_vote, row.motion_id, refused=self._refused,
            said=lambda n: n_("{n} person can vote at the kiosk",
                              "{n} people can vote at the kiosk", n).format(n=n),
            undo=lambda _n: Step(motions.shut_vote, (row.motion_id,)),
        )  # fmt: skip

    def withdraw(self, row: MotionRow) -> None:
        """It is not voted on."""

        def undo(_none: object) -> Step | None:
            return None if row.secret else Step(motions.reopen, (row.motion_id,))

        self.do(motions.withdraw, row.motion_id, said=_("Withdrawn: {what}").format(what=row.text),
                undo=undo)  # fmt: skip

    def take_back(self, row: MotionRow) -> None:
        """It was not meant."""
        self.do(
            motions.take_back_motion, row.motion_id,
            said=_("Taken back: {what}").format(what=row.text),
            undo=lambda _none: Step(motions.put_back_motion, (row.motion_id,)),
        )  # fmt: skip

    def reopen(self, row: MotionRow) -> None:
        """Count again."""
        self.do(
            motions.reopen, row.motion_id, said=_("Open again: {what}").format(what=row.text),
            undo=lambda _none: Step(motions.close_vote, (row.motion_id,)),
            done=lambda _none: self.count_now(row.motion_id),
        )  # fmt: skip


def _pair(word: str, box: CountBox) -> QWidget:
    """The word before its box."""
    holder = QWidget()
    label = Label(word, "small")
    label.setBuddy(box)
    hbox(label, box, gap=1, parent=holder)
    return holder
