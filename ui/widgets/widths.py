"""Widths: columns as wide as their words, or as the person drew them last time."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings
from PySide6.QtWidgets import QTableView

from ui import theme
from ui.widgets.cells import CellPainter, TableHeader
from ui.widgets.rows import Rows

_LOOK_AT = 200
_WIDEST = 340
_LEAST = 150  # an avatar and most of a name


class Widths(QObject):
    """Fits the columns of one table when its first rows come, and remembers what is drawn."""

    def __init__(self, view: QTableView, rows: Rows[Any], name: str) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows
        self._key = f"tables/{name}"
        self._fitted = False
        self._ours = False
        header = view.horizontalHeader()
        header.setStretchLastSection(not self._stretching())
        header.sectionResized.connect(self._on_resized)
        view.viewport().installEventFilter(self)
        theme.news().changed.connect(self._refit)

    def fit_once(self) -> None:
        """Choose widths when there are rows to go by."""
        if not self._fitted and self._rows.rowCount():
            self._fitted = True
            self._fit()

    def _refit(self) -> None:
        self._fitted = False
        self.fit_once()

    def _fit(self) -> None:
        drawn = self._remembered()
        self._ours = True
        for number, column in enumerate(self._rows.columns):
            if not column.stretch:
                wide = drawn.get(number) or self._wish(number)
                self._view.setColumnWidth(number, round(wide * theme.scale()))
        self._ours = False
        self._stretch()

    def _stretching(self) -> list[int]:
        return [number for number, column in enumerate(self._rows.columns) if column.stretch]

    def _stretch(self) -> None:
        """Share the room that is left, but never squeeze a name to nothing: rather scroll."""
        stretching = self._stretching()
        if not stretching:
            return
        header = self._view.horizontalHeader()
        others = set(range(header.count())) - set(stretching)
        taken = sum(header.sectionSize(number) for number in others)
        share = (self._view.viewport().width() - taken) // len(stretching)
        self._ours = True
        for number in stretching:
            least = self._rows.columns[number].width or _LEAST
            self._view.setColumnWidth(number, max(share, round(least * theme.scale())))
        self._ours = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._stretch()
        return super().eventFilter(watched, event)

    def _wish(self, number: int) -> float:
        """In pixels at 100 %."""
        column = self._rows.columns[number]
        if column.width:
            return column.width
        header, painter = self._view.horizontalHeader(), self._view.itemDelegate()
        assert isinstance(header, TableHeader)
        assert isinstance(painter, CellPainter)
        looked_at = range(min(_LOOK_AT, self._rows.rowCount()))
        widest = max((painter.wish(row, number) for row in looked_at), default=0)
        return min(max(header.wish(number), widest) / theme.scale(), _WIDEST)

    def _settings(self) -> QSettings | None:
        """The device's settings; none in a program without a name, as tests are."""
        return QSettings() if QCoreApplication.organizationName() else None

    def _remembered(self) -> dict[int, float]:
        settings = self._settings()
        stored = str(settings.value(self._key, "") or "") if settings else ""
        try:
            wide = [float(part) for part in stored.split()]
        except ValueError:
            return {}
        return dict(enumerate(wide)) if len(wide) == len(self._rows.columns) else {}

    def _on_resized(self, _section: int, _before: int, _now: int) -> None:
        if self._ours or not self._fitted or not self._view.isVisible():
            return
        self._stretch()
        settings = self._settings()
        if settings is None:
            return
        header = self._view.horizontalHeader()
        if not header.underMouse():
            return
        wide = [header.sectionSize(i) / theme.scale() for i in range(header.count())]
        settings.setValue(self._key, " ".join(f"{width:.0f}" for width in wide))
