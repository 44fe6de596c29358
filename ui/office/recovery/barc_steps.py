"""Typing in a BARC-10 from paper, correcting it, taking it back; each with its way back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.barc10 import ITEMS, LEAST, MOST
from sobrhouse.domain.phrases import month_day
from sobrhouse.queries.assessments import Filled
from sobrhouse.services import assessments
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, DateField, NumberField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

ANSWER = 56  # px at 100 %
NEW, CORRECT = "barc_new", "barc_correct"


class AnswerField(NumberField):
    """One question, however long, with a small place for its answer at the right."""

    def __init__(self, number: int, question: str) -> None:
        label = _("{n}. {question}").format(n=number, question=question)
        self._number = number
        super().__init__(f"q{number}", label, low=LEAST, high=MOST, required=True)
        self.line.setMaxLength(1)

    def called(self) -> str:
        return _("Question {n}").format(n=self._number)

    def build(self, control: QWidget, focus: QWidget | None = None) -> None:
        self.label = Label(self.label_text, "small", wrap=True)
        super().build(control, focus)
        self._column.removeWidget(control)
        control.setFixedWidth(round(ANSWER * theme.scale()))
        self._head.addWidget(control)
        self._head.setStretch(0, 1)  # the question takes the room, not the gap after it
        self._head.setStretch(1, 0)


class BarcForm(MakingForm):
    """Ten answers as they stand on the paper: type a digit, then Tab. None may be left out."""

    def __init__(self, desk: Desk, filled: Filled | None = None) -> None:
        super().__init__(_("Save"))
        said = _("Ten answers from 1 to 6, as on the paper. Half a form is not kept.")
        self.put(Label(said, "muted", wrap=True))
        self.add(DateField("on", _("Filled in on"), desk.today, past=True, required=True))
        if filled is None:
            self.add(ChoiceField("way", _("How"), [
                ("paper", _("From a paper that they filled in")),
                ("staff", _("They said it to me")),
            ], required=True))  # fmt: skip
        for number, item in enumerate(ITEMS, start=1):
            self.add(AnswerField(number, _(item)))
        if filled is None:
            self.fill({"on": desk.today(), "way": "paper"})
        else:
            self.add(TextField("why", _("Why it is corrected"), required=True))
            self.fill({"on": filled.on} | {
                f"q{n}": answer for n, answer in enumerate(filled.answers, start=1)
            })  # fmt: skip


def answers(values: dict[str, Any]) -> tuple[int | None, ...]:
    """The ten answers of a form's values."""
    return tuple(values[f"q{n}"] for n in range(1, len(ITEMS) + 1))


class BarcSteps:
    """The forms and the deeds about the BARC-10 of one resident."""

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        self.desk, self.panel = desk, panel

    def add(self, resident_id: int, name: str, done: Callable[[], object] | None = None) -> None:
        """Type in a paper of somebody."""

        def after(_made: int) -> None:
            self.panel.finish()
            if done is not None:
                done()

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, assessments.record_assessment, resident_id, answers(values),
                values["way"], values["on"],
                said=_("BARC-10 of {name} is kept").format(name=name),
                undo=lambda row: Step(assessments.take_back_assessment, (row,)),
                done=after, refused=self.panel.refuse,
            )  # fmt: skip

        title = _("BARC-10 of {name}").format(name=name)
        self.panel.open_form(NEW, title, BarcForm(self.desk), made, resident_id)

    def open(self, filled: Filled) -> None:
        """Correct one that was typed in; or take it back."""
        form = BarcForm(self.desk, filled)

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, assessments.correct_assessment, filled.assessment_id,
                answers(values), values["on"], values["why"], said=_("BARC-10 corrected"),
                undo=lambda _new: Step(assessments.put_back_assessment, (filled.assessment_id,)),
                done=self.panel.finish, refused=self.panel.refuse,
            )  # fmt: skip

        title = _("BARC-10 of {day}").format(day=month_day(filled.on, self.desk.today()))
        self.panel.open_form(CORRECT, title, form, made, filled.assessment_id)
        away = Button(_("Take it back"), icon="trash-2")
        away.clicked.connect(partial(self.take_back, filled))
        self.panel.pin(away)

    def take_back(self, filled: Filled) -> None:
        """It was typed in by mistake."""
        self.desk.do(
            self.panel, assessments.take_back_assessment, filled.assessment_id,
            said=_("BARC-10 taken back"), done=self.panel.finish, refused=self.panel.refuse,
            undo=lambda row: Step(assessments.put_back_assessment, (row,)),
        )  # fmt: skip
