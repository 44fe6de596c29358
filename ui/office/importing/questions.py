"""The question an import asks once for each column of dates that can be read in two ways."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import month_day
from sobrhouse.exchange.date_columns import Order, read_cell
from sobrhouse.exchange.people import DateQuestion
from sobrhouse.words import _
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import IconLabel


class QuestionCard(Card):
    """One column, one of its dates, and the two days that it can mean."""

    answered = Signal(int, object)

    def __init__(self, question: DateQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        words = _("“{column}”: which day is {sample}?").format(
            column=question.header, sample=question.sample)
        row = hbox(IconLabel("calendar-days", words, colour="warn"), 1, gap=2)
        orders: tuple[Order, ...] = ("mdy", "dmy")
        for order in orders:
            day = read_cell(question.sample, order)
            button = Button(month_day(day) if day else order, small=True)
            button.clicked.connect(
                lambda _on=False, o=order: self.answered.emit(question.column, o))
            row.addWidget(button)
        self.add(row)
