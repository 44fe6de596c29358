"""The fields of a chore: how often, by when, how heavy, as sentences with blanks, and its steps."""

import json
from datetime import time
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import nice_duration
from sobrhouse.words import N_, _, n_
from ui.office.fields.blanks import Pick
from ui.office.fields.sentences import ClockBlank, Sentence
from ui.office.meetings.series_fields import RuleField
from ui.widgets.field import Field
from ui.widgets.lines import TextField

MINUTES = (5, 10, 15, 20, 25, 30, 40, 45, 60, 75, 90, 120)
BEFORE = (0, 10, 15, 30, 45, 60, 90, 120)
WEIGHT_WORDS = {
    1: N_("light"),
    2: N_("fairly light"),
    3: N_("middling"),
    4: N_("heavy"),
    5: N_("unpleasant"),
}
AT_TIME = -1  # not before a meeting: by the clock
ICONS = (
    ("cooking-pot", N_("Pot")), ("utensils", N_("Knife and fork")), ("bath", N_("Bath")),
    ("sofa", N_("Sofa")), ("trash-2", N_("Trash can")), ("washing-machine", N_("Washer")),
    ("leaf", N_("Leaf")), ("sparkles", N_("Clean")), ("footprints", N_("Stairs")),
    ("shopping-cart", N_("Shopping")), ("car", N_("Car")), ("bed", N_("Bed")),
    ("users", N_("Meeting room")), ("bell", N_("Alarm")), ("wrench", N_("Tools")),
    ("clipboard-check", N_("List")),
)  # fmt: skip


def often_field(week_starts_on: int = 0) -> RuleField:
    """ "It is done every week on Mon, Thu"; the value is a Pattern."""
    return RuleField("rule", week_starts_on, _("It is done {often} on {days} {which} {what}"))


class DueField(Field):
    """ "by 9:00 PM"; on a day with a house meeting so long before it. Its value is the time and the
    minutes before a meeting, or None.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", parent=parent)
        self.at = ClockBlank()
        self.before = Pick(_("On a day with a house meeting"), [
            (AT_TIME, _("the same")), *((n, _before(n)) for n in BEFORE),
        ])  # fmt: skip
        words = _("by {time}, and on a day with a house meeting {before}")
        self.sentence = Sentence(words, {"time": self.at, "before": self.before})
        self.build(self.sentence, self.at)
        self._note.hide()
        self.label_text = _("By when")
        self.at.setAccessibleName(self.label_text)
        self.at.textEdited.connect(lambda _text: self.edited.emit())
        self.before.activated.connect(self._on_before)
        self.set_value(("20:00", None))

    def read(self) -> tuple[str, int | None]:
        before = self.before.chosen()
        return f"{self.at.read():%H:%M}", None if before == AT_TIME else before

    def set_value(self, value: Any) -> None:
        if value is None:
            return
        clock, before = value
        self.at.show_time(time.fromisoformat(clock))
        self.before.choose(AT_TIME if before is None else before, _before(before or 0))
        self.sentence.lay_again()

    def text(self) -> str:
        return json.dumps([self.at.text(), self.before.chosen()])

    def set_text(self, text: str) -> None:
        if text:
            at, before = json.loads(text)
            self.at.setText(at)
            self.before.choose(before, _before(max(before, 0)))
            self.sentence.lay_again()

    def leave(self) -> None:
        self.at.tidy()
        super().leave()

    def _on_before(self) -> None:
        self.sentence.lay_again()
        self.edited.emit()
        super().leave()


class EffortField(Field):
    """ "It takes 20 min, is light, and 1 person does it"; its value is the three numbers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", parent=parent)
        self.minutes = Pick(_("How long"), [(n, nice_duration(n)) for n in MINUTES])
        self.weight = Pick(_("How heavy"), [(n, _(w)) for n, w in WEIGHT_WORDS.items()])
        self.people = Pick(_("How many people"), [(n, _people(n)) for n in range(1, 7)])
        words = _("It takes {minutes}, is {weight}, and needs {people}.")
        self.sentence = Sentence(words, {
            "minutes": self.minutes, "weight": self.weight, "people": self.people,
        })  # fmt: skip
        self.build(self.sentence, self.minutes)
        self._note.hide()
        self.label_text = _("How long")
        for pick in (self.minutes, self.weight, self.people):
            pick.activated.connect(self._on_picked)
        self.minutes.setAccessibleName(self.label_text)
        self.set_value((20, 1, 1))

    def read(self) -> tuple[int, int, int]:
        return self.minutes.chosen(), self.weight.chosen(), self.people.chosen()

    def set_value(self, value: Any) -> None:
        if value is None:
            return
        minutes, weight, people = value
        self.minutes.choose(minutes, nice_duration(minutes))
        self.weight.choose(weight)
        self.people.choose(people, _people(people))
        self.sentence.lay_again()

    def text(self) -> str:
        return json.dumps(self.read())

    def set_text(self, text: str) -> None:
        if text:
            self.set_value(tuple(json.loads(text)))

    def _on_picked(self) -> None:
        self.sentence.lay_again()
        self.edited.emit()
        self.leave()


class StepsField(TextField):
    """The steps to done, one a line; its value is a tuple of them in their order."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _("Steps to done"), lines=5,
                         hint=_("One a line. They are ticked at the kiosk and when it is "
                                "looked at."))  # fmt: skip

    def value(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in self.read().splitlines())
        return tuple(line for line in lines if line)

    def set_value(self, value: Any) -> None:
        self.set_text("\n".join(value or ()))


def _before(minutes: int) -> str:
    if minutes == 0:
        return _("before it begins")
    return _("{time} before it").format(time=nice_duration(minutes))


def _people(number: int) -> str:
    return n_("{n} person", "{n} people", number).format(n=number)
