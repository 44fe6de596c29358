"""What happens when a form of the sign log is sent: the use case, its toast and its undo."""

from typing import Any

from sobrhouse.domain.phrases import nice_time
from sobrhouse.problems import Problem
from sobrhouse.services import signins
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.signlog.forms import CorrectForm, PaperForm, SignForm, StrikeForm, beside
from ui.office.signlog.steps import undo_paper
from ui.widgets.form import MakingForm


def sign_person(desk: Desk, panel: FormPanel, form: SignForm, values: dict[str, Any]) -> None:
    """Sign the chosen person in or out."""
    who = form.chosen()
    assert who is not None
    at, due = form.instants(values)
    if form.comes_in():
        desk.do(
            panel, signins.sign_in, who.stay_id, at=at, done=panel.finish,
            refused=_refuse(panel, form), said=_("{name} signed in").format(name=who.name),
            undo=lambda made: Step(signins.undo_sign, (made,)),
        )  # fmt: skip
        return
    said = _("{name} signed out").format(name=who.name)
    if due is not None:
        clock = nice_time(due.astimezone(desk.zone()))
        said = _("{name} signed out, back by {time}").format(name=who.name, time=clock)
    desk.do(
        panel, signins.sign_out, who.stay_id, values["destination"], due, at=at,
        with_whom=values["with_whom"] or "", contact_phone=values["contact_phone"] or "",
        done=panel.finish, refused=_refuse(panel, form), said=said,
        undo=lambda made: Step(signins.undo_sign, (made,)),
    )  # fmt: skip


def paper_line(desk: Desk, panel: FormPanel, form: PaperForm, values: dict[str, Any]) -> None:
    """Type in one line; the form stays for the next."""

    def done(_result: object) -> None:
        form.next_line()

    instants: dict[str, Any] = dict(form.instants(values))
    desk.do(
        panel, signins.transcribe, values["stay_id"], destination=values["destination"] or "",
        with_whom=values["with_whom"] or "", done=done, refused=_refuse(panel, form),
        said=_("Line added from paper"), undo=undo_paper, **instants,
    )  # fmt: skip


def correct_line(desk: Desk, panel: FormPanel, form: CorrectForm, values: dict[str, Any]) -> None:
    """Put a line right; what it was stays in its history."""
    desk.do(
        panel, signins.correct, form.row.id, why=values["why"], done=panel.finish,
        refused=_refuse(panel, form), said=_("Line of {name} corrected").format(name=form.row.name),
        undo=lambda made: Step(signins.undo_correct, (made,)), **form.changed(values),
    )  # fmt: skip


def strike_line(desk: Desk, panel: FormPanel, form: StrikeForm, values: dict[str, Any]) -> None:
    """Take off a line that should never have been there."""
    desk.do(
        panel, signins.strike, form.row.id, values["why"], done=panel.finish,
        refused=_refuse(panel, form), said=_("Line of {name} taken off").format(name=form.row.name),
        undo=lambda struck: Step(signins.undo_strike, (struck,)),
    )  # fmt: skip


def _refuse(panel: FormPanel, form: MakingForm) -> Any:
    def refuse(problem: Problem) -> None:
        panel.refuse(beside(problem, form))

    return refuse
