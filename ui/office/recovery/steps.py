"""What happens when something is done with recovery meetings: the use case, its toast, its undo."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from sobrhouse.problems import Problem
from sobrhouse.queries.recovery_week import PersonWeek, WentRow
from sobrhouse.services import attendance, meeting_requirements
from sobrhouse.services.attendance import Logged
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.recovery.forms import CorrectForm, LogForm


def log(
    desk: Desk, panel: FormPanel, form: LogForm, values: dict[str, Any], *,
    next_line: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Log the meeting for everybody who is ticked; from a card its next line is asked for then."""

    def after(_logged: Logged) -> None:
        panel.finish()
        if form.paper and next_line is not None:
            next_line()

    try:
        went = form.went(values)
    except Problem as problem:
        panel.refuse(problem)
        return
    names = dict(form.people)

    def said(done: Logged) -> str:
        if len(done.row_ids) == 1 and not done.already:
            who = names[form.stays(values)[0]]
            return _("Meeting of {name} logged").format(name=who)
        text = n_("Logged for {n} person", "Logged for {n} people", len(done.row_ids))
        text = text.format(n=len(done.row_ids))
        if done.already:
            had = n_("{n} had it already", "{n} had it already", len(done.already))
            text = f"{text}. {had.format(n=len(done.already))}"
        return text

    desk.do(
        panel, attendance.log_for, form.stays(values), went,
        way="paper" if form.paper else "staff", done=after, refused=panel.refuse, said=said,
        undo=lambda done: Step(attendance.undo_log, (done.row_ids,)),
    )  # fmt: skip


def verify(desk: Desk, panel: FormPanel, row: WentRow, values: dict[str, Any]) -> None:
    """Say how it was verified; the line before stays in the history."""
    desk.do(
        panel, attendance.verify, row.row_id, values["verification"],
        values["verified_by_text"] or "", done=panel.finish, refused=panel.refuse,
        said=_("{meeting} verified").format(meeting=row.name)
        if values["verification"] not in ("self", "none_available")
        else _("{meeting} stands by their word").format(meeting=row.name),
        undo=lambda made: Step(attendance.undo_correct, (made,)),
    )  # fmt: skip


def correct(desk: Desk, panel: FormPanel, form: CorrectForm, values: dict[str, Any]) -> None:
    """Put a line right."""
    changed = form.changed(values)
    desk.do(
        panel, attendance.correct, form.row.row_id, why=values["why"], done=panel.finish,
        refused=lambda p: panel.refuse(beside(p)),
        said=_("{meeting} corrected").format(meeting=form.row.name),
        undo=lambda made: Step(attendance.undo_correct, (made,)), **changed,
    )  # fmt: skip


def beside(problem: Problem) -> Problem:
    """The refusal beside the field that the form has for it."""
    field = "attended_on" if problem.field == "on" else problem.field
    return Problem(problem.sentence, field=field, details=problem.details)


def strike(desk: Desk, panel: FormPanel, row: WentRow, values: dict[str, Any]) -> None:
    """Take a line off."""
    desk.do(
        panel, attendance.strike, row.row_id, values["why"], done=panel.finish,
        refused=panel.refuse, said=_("{meeting} taken off").format(meeting=row.name),
        undo=lambda struck: Step(attendance.undo_strike, (struck,)),
    )  # fmt: skip


def excuse(desk: Desk, panel: FormPanel, person: PersonWeek, values: dict[str, Any]) -> None:
    """Ask for fewer in this week."""
    desk.do(
        panel, meeting_requirements.excuse, person.stay_id, person.week_start,
        meetings=values["meetings"], kind=values["kind"], reason=values["reason"] or "",
        done=panel.finish, refused=panel.refuse,
        said=_("Week of {name} excused").format(name=person.name),
        undo=lambda made: Step(meeting_requirements.take_back_excuse, (made,)),
    )  # fmt: skip


def unexcuse(desk: Desk, owner: QObject, person: PersonWeek) -> None:
    """The week asks for all again."""
    if person.excuse is None:
        return
    desk.do(
        owner, meeting_requirements.take_back_excuse, person.excuse.excuse_id,
        said=_("Excuse of {name} taken back").format(name=person.name),
        undo=lambda made: Step(meeting_requirements.put_back_excuse, (made,)),
    )  # fmt: skip
