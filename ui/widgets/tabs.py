"""Tabs: underlined titles over pages that are made when first shown."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.widgets.boxes import hbox, vbox
from ui.widgets.focus import Ringed
from ui.widgets.labels import Rule


class _Bar(Ringed, QTabBar):
    """The titles."""


class Tabs(QWidget):
    """A few pages of one record."""

    picked = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(True)
        self._bar.setAccessibleName(name)
        self._pages = QStackedWidget()
        self._keys: list[str] = []
        self._made: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        head = hbox(self._bar, 1, margins=(12, 4, 12, 0))
        vbox(head, Rule(), self._pages, gap=0, parent=self)
        self._bar.currentChanged.connect(self._on_changed)

    def add(self, key: str, title: str, page: QWidget | Callable[[], QWidget]) -> None:
        """Add a page, or what makes it once it is first shown."""
        self._keys.append(key)
        if isinstance(page, QWidget):
            self._made[key] = page
        else:
            self._makers[key] = page
            self._made[key] = QWidget()
        self._pages.addWidget(self._made[key])
        self._bar.addTab(title.replace("&", "&&"))

    def key(self) -> str:
        """The page shown."""
        return self._keys[self._bar.currentIndex()] if self._keys else ""

    def page(self, key: str) -> QWidget:
        """The page of this key, made now if it was not."""
        self._make(key)
        return self._made[key]

    def show_tab(self, key: str) -> None:
        """Turn to a page."""
        self._bar.setCurrentIndex(self._keys.index(key))

    def _make(self, key: str) -> None:
        maker = self._makers.pop(key, None)
        if maker is None:
            return
        empty = self._made[key]
        self._made[key] = maker()
        self._pages.insertWidget(self._keys.index(key), self._made[key])
        self._pages.removeWidget(empty)
        empty.deleteLater()

    def _on_changed(self, at: int) -> None:
        if at < 0:
            return
        self._make(self._keys[at])
        self._pages.setCurrentIndex(at)
        self.picked.emit(self._keys[at])
