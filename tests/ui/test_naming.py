"""The look for nameless parts that follows every test of a screen sees one that is there."""

from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.naming import nameless_anywhere
from ui.office.window import OfficeWindow


def test_a_button_that_nobody_could_name_is_found(qapp: QApplication) -> None:
    window = OfficeWindow()
    window.show()
    assert nameless_anywhere() == []
    button = QPushButton(window)
    button.show()
    assert nameless_anywhere() == ["OfficeWindow: QPushButton in OfficeWindow"]
    button.setAccessibleName("Back")
    assert nameless_anywhere() == []
    window.close()
