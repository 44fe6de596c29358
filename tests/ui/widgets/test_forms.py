"""Tests of forms and fields: what they read, when they save, what they keep."""

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.problems import Problem
from sobrhouse.words import speak
from ui.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LineField,
    MoneyField,
    NumberField,
    PhoneField,
    TagsField,
    TextField,
    TimeField,
)
from ui.widgets.form import MakingForm, SavingForm


def awake(qtbot: QtBot, widget: QWidget) -> None:
    """Show it as the window that has the keys."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    QTest.qWaitForWindowActive(widget)


def today() -> date:
    return date(2026, 11, 22)


def some_field(kind: str) -> Field:
    known = [("en", "English"), ("es", "Spanish")]
    return {
        "line": lambda: LineField("x", "Name"),
        "text": lambda: TextField("x", "Note"),
        "choice": lambda: ChoiceField("x", "Bed", [(1, "1A"), (2, "1B")], empty="Not chosen"),
        "check": lambda: CheckField("x", "Served"),
        "date": lambda: DateField("x", "Moved in", today),
        "time": lambda: TimeField("x", "Curfew"),
        "phone": lambda: PhoneField("x", "Phone"),
        "number": lambda: NumberField("x", "Beds", low=1, high=40),
        "money": lambda: MoneyField("x", "Rent"),
        "tags": lambda: TagsField("x", "Languages", known),
    }[kind]()


CASES: list[tuple[str, Any, Any]] = [
    ("line", "Marcus", ""),
    ("text", "Two\nlines", ""),
    ("choice", 2, None),
    ("check", True, False),
    ("date", date(2026, 8, 27), None),
    ("time", time(22, 30), None),
    ("phone", "+15550104471", ""),
    ("number", 12, None),
    ("money", 18050, None),
    ("money", 123400, None),
    ("tags", ("es", "en"), ()),
]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("kind", "value", "nothing"), CASES)
def test_each_field_gives_back_what_it_was_given(
    qtbot: QtBot, kind: str, value: Any, nothing: Any, language: str
) -> None:
    speak(language)
    field = some_field(kind)
    qtbot.addWidget(field)
    assert field.value() == nothing
    field.set_value(value)
    assert field.value() == value
    draft = field.text()
    field.set_text("")
    field.set_text(draft)
    assert field.value() == value
    speak("en")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("date", "soon"),
        ("time", "25:00"),
        ("phone", "555 01"),
        ("number", "99"),
        ("number", "many"),
        ("money", "18.505"),
        ("tags", "Klingon"),
    ],
)
def test_what_cannot_be_right_is_a_problem_of_that_field(
    qtbot: QtBot, kind: str, typed: str
) -> None:
    field = some_field(kind)
    qtbot.addWidget(field)
    field.set_text(typed)
    with pytest.raises(Problem) as told:
        field.value()
    assert told.value.field == "x"
    assert told.value.sentence.endswith(".")


def test_a_date_shows_how_it_was_understood_and_is_written_out_when_left(qtbot: QtBot) -> None:
    field = DateField("x", "Moved in", today)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.line, "tom")
    assert field.control.accessibleDescription() == "Mon, Nov 23, 2026"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.text() == "Mon, Nov 23, 2026"


def test_a_day_on_the_wrong_side_of_today_is_refused(qtbot: QtBot) -> None:
    field = DateField("dob", "Date of birth", today, past=True)
    assert "tomorrow" not in field.line.placeholderText()
    qtbot.addWidget(field)
    field.set_text("nov 25")
    assert field.value() == date(2025, 11, 25)
    field.set_text("11/25/2026")
    with pytest.raises(Problem):
        field.value()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_calendar_puts_its_day_into_the_field(qtbot: QtBot) -> None:
    field = DateField("x", "Moved in", today)
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.edited):
        field._on_picked(date(2026, 12, 1))
    assert field.value() == date(2026, 12, 1)
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate().toPython() == date(2026, 12, 1)
    calendar.clicked.emit(QDate(2026, 12, 24))
    assert field.value() == date(2026, 12, 24)


def saving(qtbot: QtBot) -> tuple[SavingForm, list[tuple[str, Any]]]:
    form = SavingForm()
    form.add(LineField("name", "Goes by"))
    form.add(PhoneField("phone", "Phone"))
    form.add(ChoiceField("bed", "Bed", [(1, "1A"), (2, "1B")]))
    asked: list[tuple[str, Any]] = []
    form.saved.connect(lambda name, value: asked.append((name, value)))
    awake(qtbot, form)
    form.fill({"name": "Marcus", "phone": "+15550104471", "bed": 1})
    return form, asked


def test_a_field_saves_when_it_is_left_and_only_if_it_changed(qtbot: QtBot) -> None:
    form, asked = saving(qtbot)
    form["name"].control.setFocus()
    form["phone"].control.setFocus()
    assert asked == []
    form["name"].control.setFocus()
    qtbot.keyClicks(form["name"].control, "X")
    form["phone"].control.setFocus()
    assert [name for name, _value in asked] == ["name"]
    form["name"].leave()
    assert len(asked) == 1, "it waits for the answer"
    form.stored("name", "Saved 7:41 PM")
    assert form.dirty() == {}


def test_what_cannot_be_right_is_not_saved_and_stays(qtbot: QtBot) -> None:
    form, asked = saving(qtbot)
    form["phone"].set_text("555")
    form["phone"].leave()
    assert asked == []
    assert form["phone"].fault_text() == "Phone needs 10 numbers. You typed 3."
    form.fill({"phone": "+15550109999"})
    assert form["phone"].text() == "555"
    assert form.dirty() == {"phone": "555"}


def test_what_is_refused_stays_with_the_reason_and_can_be_tried_again(qtbot: QtBot) -> None:
    form, asked = saving(qtbot)
    form["name"].set_text("Zed")
    form.leave()
    form.refuse(Problem("Somebody else has just changed this."), "name")
    assert form["name"].text() == "Zed"
    assert form["name"].faulty()
    form.leave()
    assert asked == [("name", "Zed"), ("name", "Zed")]
    form.stored("name")
    assert not form["name"].faulty()


def test_a_reload_never_touches_what_is_being_typed(qtbot: QtBot) -> None:
    form, _asked = saving(qtbot)
    form["name"].set_text("Marc")
    form.fill({"name": "Marcus", "phone": "+15550100000", "bed": 2})
    assert form["name"].text() == "Marc"
    assert form["phone"].value() == "+15550100000"
    assert form["bed"].value() == 2


def making(qtbot: QtBot) -> tuple[MakingForm, list[dict[str, Any]]]:
    form = MakingForm("Add resident", columns=2)
    form.add(LineField("first", "First name", required=True))
    form.add(LineField("last", "Last name", required=True))
    form.add(PhoneField("phone", "Phone"))
    made: list[dict[str, Any]] = []
    form.made.connect(made.append)
    awake(qtbot, form)
    return form, made


def test_the_verb_gives_every_value_at_once(qtbot: QtBot) -> None:
    form, made = making(qtbot)
    qtbot.keyClicks(form["first"].control, "Jay")
    qtbot.keyClicks(form["last"].control, "Porter")
    form.verb.click()
    assert made == [{"first": "Jay", "last": "Porter", "phone": ""}]


def test_enter_in_a_line_presses_the_verb_and_elsewhere_does_not(qtbot: QtBot) -> None:
    form, made = making(qtbot)
    form.add(TextField("note", "Note"))
    form.fill({"first": "Jay", "last": "Porter"})
    note = form["note"].control
    note.setFocus()
    qtbot.keyClick(note, Qt.Key.Key_Return)
    form.cancel.setFocus()
    qtbot.keyClick(form.cancel, Qt.Key.Key_Return)
    assert made == []
    assert form["note"].text() == "\n"
    line = form["phone"].control
    line.setFocus()
    qtbot.keyClicks(line, "212 555 0144")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert [values["phone"] for values in made] == ["+12125550144"]
    form.busy(True)
    qtbot.keyClick(line, Qt.Key.Key_Enter)
    assert len(made) == 1, "the first is still being done"


def test_enter_does_not_do_what_is_hard_to_take_back(qtbot: QtBot) -> None:
    form = MakingForm("Restore this backup", danger=True)
    line = form.add(LineField("word", "Passphrase")).control
    made: list[dict[str, Any]] = []
    form.made.connect(made.append)
    awake(qtbot, form)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert made == []
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(made) == 1


def test_what_is_missing_is_said_beside_the_fields_and_on_top(qtbot: QtBot) -> None:
    form, made = making(qtbot)
    form.verb.click()
    assert made == []
    assert form["first"].fault_text() == "First name is needed."
    assert form.summary.isVisible()
    assert form.summary.label.text().startswith("2 things to fix.")
    form["last"].control.setFocus()
    form.summary.button.click()
    assert form["first"].control.hasFocus()


def test_a_refusal_stands_beside_its_field_or_on_top(qtbot: QtBot) -> None:
    form, _made = making(qtbot)
    form.busy(True)
    form.refuse(Problem("Somebody with this name lives here.", field="last"))
    assert form["last"].faulty()
    assert form.verb.isEnabled()
    form.refuse(Problem("The disk is full."))
    assert form.summary.label.text() == "The disk is full."


def test_half_typed_text_comes_back_and_can_be_cleared(qtbot: QtBot) -> None:
    form, _made = making(qtbot)
    assert not form.dirty()
    qtbot.keyClicks(form["first"].control, "Ja")
    draft = form.texts()
    form.clear()
    assert not form.dirty()
    form.take_draft(draft)
    assert form.dirty()
    assert form["first"].text() == "Ja"


def test_typing_is_told_once_when_it_pauses(qtbot: QtBot) -> None:
    form, _made = making(qtbot)
    form._timer.setInterval(10)
    with qtbot.waitSignal(form.typed) as told:
        qtbot.keyClicks(form["first"].control, "Jay")
    assert told.args == [{"first": "Jay", "last": "", "phone": ""}]


def test_every_field_can_be_named_by_a_screen_reader(qtbot: QtBot) -> None:
    for kind, _value, _nothing in CASES:
        field = some_field(kind)
        qtbot.addWidget(field)
        assert field.control.accessibleName()
        assert field.label.buddy() is field.control
