"""Windows of their own that a field opens: lists of offers and months look like the rest."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

from sobrhouse.words import speak
from ui import theme
from ui.widgets.choices import ChoiceBox
from ui.widgets.month import MonthPopup
from ui.widgets.offers import dress_offers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    theme.dress(window)
    window.resize(600, 500)
    window.show()
    yield window
    window.deleteLater()
    theme.apply(qapp)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_list_of_offers_has_a_ground_on_which_it_can_be_read(
    window: QWidget, qapp: QApplication, mode: str
) -> None:
    theme.apply(qapp, mode)
    line, offers = QLineEdit(window), QCompleter(["Work", "Walk"], window)
    dress_offers(offers)
    line.setCompleter(offers)
    line.show()
    offers.setCompletionPrefix("w")
    offers.complete()
    qapp.processEvents()
    popup = offers.popup()
    assert popup is not None
    picture = popup.grab().toImage()
    ground = picture.pixelColor(picture.width() - 30, picture.height() // 4)
    assert ground == QColor(theme.hex("surface"))
    popup.hide()


def test_a_long_list_of_choices_opens_below_and_shows_fourteen(
    window: QWidget, qapp: QApplication
) -> None:
    box = ChoiceBox(window)
    box.addItems([f"Zone {n}" for n in range(300)])
    box.setGeometry(10, 10, 300, 36)
    box.show()
    box.showPopup()
    qapp.processEvents()
    popup = box.view().window()
    assert popup.y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    rows = {box.view().indexAt(QPoint(20, y)).row() for y in range(0, popup.height(), 4)}
    assert 12 <= len(rows - {-1}) <= 15
    box.hidePopup()


@pytest.mark.parametrize(("language", "month"), [("en", "November"), ("es", "noviembre")])
def test_a_month_speaks_the_language_and_warns_of_no_weekend(
    window: QWidget, qapp: QApplication, language: str, month: str
) -> None:
    speak(language)
    popup = MonthPopup(window, "Calendar", shown=date(2026, 11, 28), latest=date(2026, 11, 29))
    picked: list[date] = []
    popup.chosen.connect(picked.append)
    popup.show()
    qapp.processEvents()
    said = [w.text() for w in popup.findChildren(QWidget) if hasattr(w, "text")]
    assert month in said, said
    picture = popup.grab().toImage()
    red = [
        (x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)
        if (c := picture.pixelColor(x, y)).red() > 180 and c.green() < 60 and c.blue() < 60
    ]  # fmt: skip
    assert not red
    popup.calendar.clicked.emit(popup.calendar.selectedDate())
    assert picked == [date(2026, 11, 28)]
