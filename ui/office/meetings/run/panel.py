"""The panel of a meeting that is run: each form of it opened, and what its verb does, with undo."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sobrhouse.domain.rolls import Mark
from sobrhouse.domain.rotas import Turns
from sobrhouse.queries.meeting_rows import (
    ActionRow,
    AgendaRow,
    Attender,
    CommitmentRow,
    MeetingRun,
    MotionRow,
)
from sobrhouse.queries.rotas import rota
from sobrhouse.services import (
    action_items,
    agendas,
    commitments,
    house_meetings,
    minutes,
    motions,
    todos,
)
from sobrhouse.words import _
from ui.desk import Desk, Quiet, Step
from ui.office.form_panel import FormPanel
from ui.office.meetings.run import forms

Values = dict[str, Any]


class MeetingPanel(QObject):
    """Opens the forms beside a meeting. `voted` names a vote that was just put."""

    voted = Signal(int)

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(panel)
        self.desk, self.panel = desk, panel
        self.run: MeetingRun | None = None
        self.origin: QWidget | None = None  # what had the focus before a form

    @property
    def meeting(self) -> MeetingRun:
        """The meeting that is shown."""
        assert self.run is not None
        return self.run

    def _open(
        self, name: str, title: str, form: Any, made: Callable[[Values], None], subject: int = 0
    ) -> None:
        if self.panel.isHidden():
            self.origin = QApplication.focusWidget()
        self.panel.open_form(name, title, form, made, subject)

    def _do(
        self, use_case: Any, *args: Any, said: str, undo: Callable[[Any], Step],
        done: Callable[[Any], None] | None = None, **kw: Any,
    ) -> None:  # fmt: skip
        def finish(result: Any) -> None:
            self.panel.finish()
            if done is not None:
                done(result)

        self.desk.do(self, use_case, *args, said=said, undo=undo, done=finish,
                     refused=self.panel.refuse, **kw)  # fmt: skip

    # The agenda

    def add_item(self) -> None:
        """One more line."""

        def made(values: Values) -> None:
            self._do(
                agendas.add_item, self.meeting.meeting_id, values["title"],
                minutes=values["minutes"], text=values["text"],
                said=Quiet(_("Added to the agenda")),
                undo=lambda new: Step(agendas.take_off_item, (new,)),
            )  # fmt: skip

        self._open("meeting_item", _("Add to the agenda"), forms.agenda_form(), made)

    def change_item(self, row: AgendaRow) -> None:
        """Other words for a line."""

        def made(values: Values) -> None:
            # the template's own title stays what is translated
            title = row.title if values["title"] == _(row.title) else values["title"]
            self._do(
                agendas.change_item, row.item_id, title, values["minutes"], values["text"],
                said=_("Agenda changed"),
                undo=lambda was: Step(agendas.change_item, (row.item_id, *was)),
            )  # fmt: skip

        self._open("meeting_item_change", _("Change the agenda"), forms.agenda_form(row), made,
                   row.item_id)  # fmt: skip

    def keep_agenda(self) -> None:
        """The next meetings of the series begin with the lines that stand here."""
        series = self.meeting.series_id
        self.desk.do(
            self, agendas.keep_agenda, self.meeting.meeting_id,
            said=_("The next meetings begin with this agenda"),
            undo=lambda was: Step(agendas.set_standing, (series, was)),
        )  # fmt: skip

    # Votes

    def add_vote(self) -> None:
        """Something new to vote on; the cursor then goes where the hands are typed."""

        def made(values: Values) -> None:
            self._do(
                motions.propose, self.meeting.meeting_id, forms.asked_of(values),
                said=Quiet(_("Put to the vote")), done=self.voted.emit,
                undo=lambda new: Step(motions.take_back_motion, (new,)),
            )  # fmt: skip

        self._open("meeting_vote", _("New vote"), forms.vote_form(self.meeting), made)

    def change_vote(self, row: MotionRow) -> None:
        """Other words, while nobody has voted."""

        def made(values: Values) -> None:
            self._do(
                motions.change_motion, row.motion_id, forms.asked_of(values),
                said=_("Vote changed"),
                undo=lambda was: Step(motions.change_motion, (row.motion_id, was)),
            )  # fmt: skip

        self._open("meeting_vote_change", _("Change the vote"),
                   forms.vote_form(self.meeting, row), made, row.motion_id)  # fmt: skip

    # Action items

    def add_action(self) -> None:
        """Something to do."""

        def made(values: Values) -> None:
            self._do(
                action_items.add_action, self.meeting.meeting_id, values["text"], values["owner"],
                values["due_on"], said=Quiet(_("Action item added")),
                undo=lambda new: Step(todos.take_off, (new,)),
            )  # fmt: skip

        form = forms.action_form(self.desk, self.meeting)
        self._open("meeting_action", _("New action item"), form, made)

    def change_action(self, row: ActionRow) -> None:
        """Other words, owner or day."""

        def made(values: Values) -> None:
            self._do(
                action_items.change_action, row.todo_id, values["text"], values["owner"],
                values["due_on"], said=_("Action item changed"),
                undo=lambda was: Step(action_items.change_action, (row.todo_id, *was)),
            )  # fmt: skip

        form = forms.action_form(self.desk, self.meeting, row)
        self._open("meeting_action_change", _("Change the action item"), form, made, row.todo_id)

    # Commitments

    def add_promise(self) -> None:
        """Something promised."""

        def made(values: Values) -> None:
            self._do(
                commitments.promise, self.meeting.meeting_id, values["stay"], values["text"],
                values["due_on"], said=Quiet(_("Commitment added")),
                undo=lambda new: Step(commitments.take_off_commitment, (new,)),
            )  # fmt: skip

        form = forms.promise_form(self.desk, self.meeting)
        self._open("meeting_promise", _("New commitment"), form, made)

    def change_promise(self, row: CommitmentRow) -> None:
        """Other words, person or day."""

        def made(values: Values) -> None:
            self._do(
                commitments.change_commitment, row.commitment_id, values["stay"], values["text"],
                values["due_on"], said=_("Commitment changed"),
                undo=lambda was: Step(commitments.change_commitment, (row.commitment_id, *was)),
            )  # fmt: skip

        form = forms.promise_form(self.desk, self.meeting, row)
        self._open("meeting_promise_change", _("Change the commitment"), form, made,
                   row.commitment_id)  # fmt: skip

    # Who does what, reasons, amendments

    def change_parts(self) -> None:
        """Who leads and reads: the rota first says whose turn it is."""
        house, day = self.desk.house_id, self.meeting.day

        def on_leaders(leaders: tuple[Turns, ...]) -> None:
            self.desk.ask(self, rota, house, "reader", day, done=partial(self._parts, leaders))

        self.desk.ask(self, rota, house, "chair", day, done=on_leaders)

    def _parts(self, leaders: tuple[Turns, ...], readers: tuple[Turns, ...]) -> None:
        def made(values: Values) -> None:
            meeting = self.meeting.meeting_id
            self._do(
                house_meetings.change_meeting, meeting, chair_stay_id=values["chair"],
                reader_stay_id=values["reader"], reading=values["reading"] or "",
                place=values["place"] or "", said=_("Meeting changed"),
                undo=lambda was: Step(house_meetings.change_meeting, (meeting,), was),
            )  # fmt: skip

        form = forms.parts_form(self.meeting, leaders, readers)
        self._open("meeting_parts", _("Who leads and reads"), form, made)

    def give_reason(self, person: Attender) -> None:
        """Why somebody is marked as they are."""

        def made(values: Values) -> None:
            meeting = self.meeting.meeting_id
            mark = Mark(person.stay_id, person.status, values["reason"] or "")
            self._do(
                house_meetings.put_marks, meeting, (mark,),
                said=_("{name}: reason kept").format(name=person.name),
                undo=lambda was: Step(house_meetings.put_marks, (meeting, was)),
            )  # fmt: skip

        title = _("Why? {name}").format(name=person.name)
        self._open("meeting_reason", title, forms.reason_form(person), made, person.stay_id)

    def amend(self) -> None:
        """Add to minutes that are finished."""

        def made(values: Values) -> None:
            self._do(
                minutes.amend, self.meeting.meeting_id, values["text"], values["why"],
                said=_("Added to the minutes"),
                undo=lambda new: Step(minutes.void_amendment, (new,)),
            )  # fmt: skip

        self._open("meeting_amend", _("Add to the minutes"), forms.amend_form(), made)
