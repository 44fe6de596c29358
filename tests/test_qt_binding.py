"""The Qt binding keeps None alive: 6.12.0 on Python 3.11 lost a reference with every such call."""

import sys

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView, QWidget


def test_qt_binding_keeps_none_alive(qapp):
    widget = QWidget()
    widget.parentWidget()
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.parentWidget()
        widget.findChild(QWidget, "no")
        widget.property("no")
    assert sys.getrefcount(None) - before > -100


def test_painting_keeps_none_alive(qapp):
    class Rows(QStandardItemModel):
        def data(self, index, role=0):
            return None

    rows = Rows(40, 6)
    view = QTableView()
    view.setModel(rows)
    view.resize(600, 400)
    view.grab()
    before = sys.getrefcount(None)
    for _ in range(20):
        view.grab()
    assert sys.getrefcount(None) - before > -100
