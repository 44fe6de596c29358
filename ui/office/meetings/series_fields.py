"""The blanks of the sentence that says how often a house meeting comes, when and where."""

import json
from datetime import time
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.meeting_series import LONGEST_PLACE
from sobrhouse.domain.phrases import nice_duration, weekday_name
from sobrhouse.domain.recurrence import LAST, Every, Pattern
from sobrhouse.problems import Problem
from sobrhouse.words import _, n_, p_
from ui.office.fields.blanks import Pick, Weekdays
from ui.office.fields.sentences import Blank, ClockBlank, Sentence
from ui.widgets.field import Field

OFTEN = (
    (Every.WEEK, 1), (Every.WEEK, 2), (Every.WEEK, 3), (Every.WEEK, 4),
    (Every.MONTH, 1), (Every.MONTH, 2), (Every.MONTH, 3), (Every.MONTH, 6), (Every.MONTH, 12),
)  # fmt: skip
BY_DATE = 0  # in place of which weekday: a day of the month
LENGTHS = (15, 30, 45, 60, 75, 90, 120, 180)


class RuleField(Field):
    """ "We meet every week on Sunday"; its value is a Pattern."""

    def __init__(
        self, name: str, week_starts_on: int = 0, words: str = "", parent: QWidget | None = None
    ) -> None:
        """`words` is another sentence with the blanks often, days, which and what."""
        super().__init__(name, "", required=False, parent=parent)
        self.often = Pick(_("How often"), [(pair, often_words(*pair)) for pair in OFTEN])
        self.days = Weekdays(week_starts_on)
        self.which = Pick(_("Which one of the month"), _which())
        self.what = Pick(_("Which day"))
        self.sentence = Sentence(
            words or _("We meet {often} on {days} {which} {what}"),
            {"often": self.often, "days": self.days, "which": self.which, "what": self.what},
        )
        self.build(self.sentence, self.often)
        self._note.hide()
        self.label_text = _("How often")
        self.often.setAccessibleName(self.label_text)
        self._offer()
        self.often.activated.connect(self._on_changed)
        self.which.activated.connect(self._on_which)
        self.what.activated.connect(self._on_changed)
        self.days.picked.connect(self._on_changed)
        self._fit()

    def pattern(self) -> Pattern:
        """What the blanks say, whole or not."""
        every, apart = self.often.chosen()
        if every is Every.WEEK:
            return Pattern(every, apart, self.days.chosen())
        which, what = self.which.chosen(), self.what.chosen()
        if which == BY_DATE:
            return Pattern(every, apart, day=what)
        return Pattern(every, apart, (what,), which)

    def read(self) -> Pattern:
        pattern = self.pattern()
        if not pattern.whole:
            raise Problem(_("Choose at least one day of the week."))
        return pattern

    def set_value(self, value: Any) -> None:
        if not isinstance(value, Pattern):
            return
        pair = (value.every, value.apart)
        self.often.choose(pair, often_words(*pair))
        if value.every is Every.WEEK:
            self.days.choose(value.weekdays)
        else:
            self.which.choose(BY_DATE if value.day else value.nth)
            self._offer()
            self.what.choose(value.day or value.weekdays[0])
        self._fit()

    def text(self) -> str:
        """The blanks, so that a draft brings back what was not finished."""
        every, apart = self.often.chosen()
        which, what = self.which.chosen(), self.what.chosen()
        return json.dumps([every.value, apart, which, what, *self.days.chosen()])

    def set_text(self, text: str) -> None:
        if not text:
            return
        every, apart, which, what, *days = json.loads(text)
        self.often.choose((Every(every), apart), often_words(Every(every), apart))
        self.which.choose(which)
        self._offer()
        self.what.choose(what)
        self.days.choose(days)
        self._fit()

    def _on_which(self) -> None:
        self._offer()
        self._on_changed()

    def _on_changed(self) -> None:
        self._fit()
        self.edited.emit()

    def _offer(self) -> None:
        """Weekdays, or the days of a month."""
        by_date = self.which.chosen() == BY_DATE
        if self.what.count() and by_date == self.what.offers(LAST):
            return
        if by_date:
            days = [(day, str(day)) for day in range(1, 32)]
            self.what.offer([*days, (LAST, p_("day of a month", "the last"))])
        else:
            self.what.offer([(day, weekday_name(day)) for day in range(7)])

    def _fit(self) -> None:
        weekly = self.often.chosen()[0] is Every.WEEK
        self.days.setVisible(weekly)
        self.which.setVisible(not weekly)
        self.what.setVisible(not weekly)
        self.sentence.lay_again()


class SpotField(Field):
    """ "at 7:30 PM, for 1 h, in the living room"; its value is time, minutes and place."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", parent=parent)
        self.at = ClockBlank()
        self.length = Pick(_("How long"), [(n, nice_duration(n)) for n in LENGTHS])
        self.place = Blank(_("Place"), letters=16)
        self.place.setMaxLength(LONGEST_PLACE)
        self.place.setPlaceholderText(_("Living room"))
        self.sentence = Sentence(
            _("at {time}, for {length}, in {place}"),
            {"time": self.at, "length": self.length, "place": self.place},
        )
        self.build(self.sentence, self.at)
        self._note.hide()
        self.label_text = _("Time")
        self.at.setAccessibleName(self.label_text)
        self.length.activated.connect(self._on_length)
        for blank in (self.at, self.place):
            blank.textEdited.connect(lambda _text: self.edited.emit())
        self.set_value((time(19, 30), 60, ""))

    def read(self) -> tuple[time, int, str]:
        return self.at.read(), self.length.chosen(), self.place.text().strip()

    def set_value(self, value: Any) -> None:
        if value is None:
            return
        at, minutes, place = value
        self.at.show_time(at)
        self.length.choose(minutes, nice_duration(minutes))
        self.place.setText(place)
        self.sentence.lay_again()

    def text(self) -> str:
        return json.dumps([self.at.text(), self.length.chosen(), self.place.text()])

    def set_text(self, text: str) -> None:
        if text:
            at, minutes, place = json.loads(text)
            self.at.setText(at)
            self.length.choose(minutes, nice_duration(minutes))
            self.place.setText(place)

    def leave(self) -> None:
        self.at.tidy()
        super().leave()

    def _on_length(self) -> None:
        self.sentence.lay_again()
        self.edited.emit()


def often_words(every: Every, apart: int) -> str:
    """ "every week", "every 3 months"."""
    if every is Every.WEEK:
        return n_("every week", "every {n} weeks", apart).format(n=apart)
    return n_("every month", "every {n} months", apart).format(n=apart)


def _which() -> list[tuple[int, str]]:
    return [
        (1, _("the first")),
        (2, _("the second")),
        (3, _("the third")),
        (4, _("the fourth")),
        (LAST, _("the last")),
        (BY_DATE, p_("day of a month", "day")),
    ]
