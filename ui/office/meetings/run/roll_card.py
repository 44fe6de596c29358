"""The card of the roll: how many are here and to mark, all present, and what the sign log
suggests; every mark is one step to undo.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.rolls import Mark
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_rows import Attender, Hint, MeetingRun
from sobrhouse.services import house_meetings
from sobrhouse.words import _, n_
from ui.desk import Desk, Quiet, Step
from ui.office.meetings.run.marks import keys_words, word
from ui.office.meetings.run.roll import RollList
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.labels import ElidedLabel


class RollCard(Card):
    """Attendance: the lines, and what marks many at once."""

    reason_wanted = Signal(object)
    stale = Signal()  # what is shown is not what is on record

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.here = Chip("", "ok")
        self.left = Chip("", "warn")
        super().__init__(_("Attendance"), parent=parent)
        self.head.addWidget(self.here)
        self.head.addWidget(self.left)
        self.desk = desk
        self.run: MeetingRun | None = None
        self.hints: Mapping[int, Hint] = {}
        self.suggesting = False
        self.all = Button(_("All present"), icon="check", small=True)
        self.fill = Button(_("Fill from sign log"), icon="arrow-left-right", small=True)
        self.take_all = Button("", "primary", icon="check", small=True)
        self.not_now = Button(_("Not now"), "ghost", small=True)
        self.keys = ElidedLabel(keys_words(), "muted")
        self.paper = ElidedLabel("", "muted")
        self.list = RollList()
        nobody = EmptyState("users", _("Nobody lives here yet"),
                            _("The roll lists everybody who lives in the house."))  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(nobody)
        self.tools = QWidget()
        row = hbox(self.all, self.fill, self.take_all, self.not_now, 1, gap=2, parent=self.tools)
        row.addWidget(self.keys)
        self.add(self.tools)
        self.add(self.paper)
        self.add(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.all.clicked.connect(self.mark_all)
        self.fill.clicked.connect(self.suggest)
        self.take_all.clicked.connect(self.take_suggestions)
        self.not_now.clicked.connect(partial(self._stop, True))
        self.list.marked.connect(self.mark)
        self.list.taken.connect(self.take)
        self.list.cleared.connect(self.clear_mark)
        self.list.reason_wanted.connect(self._on_reason)

    def show_run(self, run: MeetingRun, hints: Mapping[int, Hint], *, may: bool) -> None:
        """The roll as it stands; `may` whether it can be marked."""
        self.run, self.hints = run, hints
        open_hints = any(p.stay_id in hints for p in run.to_mark)
        self.suggesting = self.suggesting and may and open_hints
        self.list.may_mark = may
        self.list.rows.show_people(run.people, hints if may else {}, suggesting=self.suggesting)
        self.stack.setCurrentIndex(0 if run.people else 1)
        self.tools.setVisible(may and bool(run.people))
        typed_in = _("Transcribed from paper by {name}").format(name=run.roll_typed_by)
        self.paper.set_text(typed_in)
        self.paper.setVisible(bool(run.roll_typed_by))
        self._count(run)
        self._fit(open_hints)

    def _count(self, run: MeetingRun) -> None:
        self.here.setText(n_("{n} here", "{n} here", run.here).format(n=run.here))
        self.here.setVisible(not run.nobody_marked)
        left = len(run.to_mark)
        said = n_("{n} to mark", "{n} to mark", left).format(n=left)
        if run.nobody_marked:
            said = _("Nobody marked")
        elif run.finished_at is not None:
            said = n_("{n} not marked", "{n} not marked", left).format(n=left)
        quiet = run.nobody_marked or run.finished_at is not None
        self.left.show_as(said, "mute" if quiet else "warn")
        self.left.setVisible(left > 0)

    def _fit(self, open_hints: bool) -> None:
        assert self.run is not None
        wanted = len(self._suggested())
        self.all.setVisible(not self.suggesting)
        self.all.setEnabled(bool(self.run.to_mark))
        self.fill.setVisible(not self.suggesting)
        self.fill.setEnabled(open_hints)
        self.take_all.setVisible(self.suggesting)
        self.take_all.set_text(
            n_("Accept {n} suggestion", "Accept {n} suggestions", wanted).format(n=wanted)
        )
        self.not_now.setVisible(self.suggesting)

    def _suggested(self) -> list[Mark]:
        if self.run is None:
            return []
        found = ((p, self.hints.get(p.stay_id)) for p in self.run.to_mark)
        return [_as_mark(hint) for _person, hint in found if hint is not None]

    # Steps

    def mark(self, stay_id: int, status: str) -> None:
        """Mark one person; what the log says of them stays as the reason where it fits."""
        person, hint = self._person(stay_id), self.hints.get(stay_id)
        if self.run is None or person is None:
            return
        fits = hint is not None and hint.status == status and status in ("excused", "absent")
        reason = hint.why if hint is not None and fits else ""
        if person.status == status:
            reason = person.reason
        self._put([Mark(stay_id, status, reason)],
                  _("{name}: {mark}").format(name=person.name, mark=word(status).lower()),
                  stay_id)  # fmt: skip

    def take(self, stay_id: int) -> None:
        """Accept what is suggested of one person, or show what would be."""
        hint = self.hints.get(stay_id)
        person = self._person(stay_id)
        if hint is None or person is None or person.status:
            return
        if not self.suggesting:
            self.suggest()
            self.list.setFocus()
            return
        said = _("{name}: {mark}").format(name=person.name, mark=word(hint.status).lower())
        self._put([_as_mark(hint)], said, stay_id)

    def clear_mark(self, stay_id: int) -> None:
        """Nobody has marked them after all."""
        person = self._person(stay_id)
        if person is not None and person.status:
            self._put([Mark(stay_id, None)], _("{name}: not marked").format(name=person.name))

    def mark_all(self) -> None:
        """Everybody who is not marked is present."""
        if self.run is None or not self.run.to_mark:
            return
        n = len(self.run.to_mark)
        said = n_("{n} person marked present", "{n} people marked present", n).format(n=n)
        meeting = self.run.meeting_id
        self.desk.do(
            self, house_meetings.all_present, meeting, said=said, done=lambda _b: self._in(),
            undo=lambda before: Step(house_meetings.put_marks, (meeting, before)),
        )  # fmt: skip

    def suggest(self) -> None:
        """Show what the sign log suggests; nothing is marked by that."""
        if self.run is None or not self._suggested():
            return
        self.suggesting = True
        self.show_run(self.run, self.hints, may=self.list.may_mark)
        self.take_all.setFocus()

    def take_suggestions(self) -> None:
        """Accept all that is suggested."""
        marks = self._suggested()
        self.suggesting = False
        said = n_("{n} suggestion accepted", "{n} suggestions accepted", len(marks))
        self._put(marks, said.format(n=len(marks)))
        self._in()

    def _stop(self, go_in: bool) -> None:
        self.suggesting = False
        if self.run is not None:
            self.show_run(self.run, self.hints, may=self.list.may_mark)
        if go_in:
            self._in()

    def back(self) -> bool:
        """Esc: put the suggestions away; False where none are shown."""
        if not self.suggesting:
            return False
        self._stop(True)
        return True

    def _put(self, marks: Iterable[Mark], said: str, go_on: int | None = None) -> None:
        assert self.run is not None
        meeting, wanted = self.run.meeting_id, tuple(marks)
        self._show_at_once(wanted)
        if go_on is not None:
            self.list.go_on(go_on)
        self.desk.do(
            self, house_meetings.put_marks, meeting, wanted, refused=self._on_refused,
            said=Quiet(said) if len(wanted) == 1 else said,
            undo=lambda before: Step(house_meetings.put_marks, (meeting, before)),
        )  # fmt: skip

    def _show_at_once(self, marks: tuple[Mark, ...]) -> None:
        """Keys come faster than the records answer: the next one must not meet the same line."""
        assert self.run is not None
        new = {m.stay_id: m for m in marks}
        people = tuple(
            replace(p, status=new[p.stay_id].status or "", reason=new[p.stay_id].reason)
            if p.stay_id in new
            else p
            for p in self.run.people
        )
        taken = self.run.roll_taken_at or self.desk.now()
        anybody = taken if any(p.status for p in people) else None
        self.show_run(replace(self.run, people=people, roll_taken_at=anybody), self.hints,
                      may=self.list.may_mark)  # fmt: skip

    def _on_refused(self, problem: Problem) -> None:
        self.desk.tell(problem.sentence, urgent=True)
        self.stale.emit()

    def _in(self) -> None:
        self.list.go_in()

    def _person(self, stay_id: int) -> Attender | None:
        people = self.run.people if self.run is not None else ()
        return next((p for p in people if p.stay_id == stay_id), None)

    def _on_reason(self, stay_id: int) -> None:
        person = self._person(stay_id)
        if person is not None and person.status:
            self.reason_wanted.emit(person)


def _as_mark(hint: Hint) -> Mark:
    """A suggestion as it is accepted; who is simply there needs no reason."""
    return Mark(hint.stay_id, hint.status, "" if hint.status == "present" else hint.why)
