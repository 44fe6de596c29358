"""Header: the page's title and one grey line, the search box, the page's buttons and More."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from sobrhouse.words import _
from ui import theme
from ui.widgets.buttons import MenuButton
from ui.widgets.labels import ElidedLabel

SEARCH_WIDTH = 300
ROOM_FOR_TITLE = 250


class SearchButton(QAbstractButton):
    """Looks like a search box; a click, or a letter typed on it, opens the palette."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.small = False
        self.setAccessibleName(_("Find or do anything"))
        self.setToolTip(_("Find or do anything ({keys})").format(keys="Ctrl K"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def shrink(self, small: bool) -> None:
        """The lens alone where there is no room."""
        if small != self.small:
            self.small = small
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        high = theme.size("control")
        return QSize(high + 6 if self.small else SEARCH_WIDTH, high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip():
            self.wanted.emit(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit("")
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        pen = painter.pen()
        pen.setColor(theme.colour("focus" if focus else "borderStrong"))
        pen.setWidthF(2 if focus else 1)
        painter.setPen(pen)
        painter.setBrush(theme.colour("surface"))
        inset = 1 if focus else 0.5
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.radius("control"), theme.radius("control"))
        side = round(17 * theme.scale())
        left = (self.width() - side) // 2 if self.small else 9
        lens = theme.pixmap("search", "muted", 17, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - side) // 2, lens)
        if not self.small:
            self._paint_words(painter, left + side + 10)

    def _paint_words(self, painter: QPainter, left: int) -> None:
        painter.setFont(theme.font("micro", weight=600))
        keys = "Ctrl K"
        wide = painter.fontMetrics().horizontalAdvance(keys) + 16
        badge = QRectF(self.width() - wide - 7, 7, wide, self.height() - 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("neutralSoft"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(theme.colour("neutralInk"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, keys)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("faint"))
        room = QRectF(left, 0, badge.left() - left - 6, self.height())
        words = painter.fontMetrics().elidedText(
            _("Find or do anything"), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class Header(QWidget):
    """The strip above every page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", "title")
        self.context = ElidedLabel("", "muted")
        self.search = SearchButton(self)
        self.more = MenuButton(_("More"), icon="ellipsis")
        self._shown: list[QWidget] = []
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.context)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.space(4) + 4, 10, theme.space(4) + 4, 2)
        self._row.setSpacing(10)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.search)
        self._row.addWidget(self.more)

    def menu(self) -> QMenu:
        """The menu of More."""
        return self.more.menu()

    def show_page(self, title: str, context: str, buttons: list[QWidget]) -> None:
        """Words and buttons of the page that is open now."""
        self.title.set_text(title)
        self.context.set_text(context)
        for old in self._shown:
            if old not in buttons:
                self._row.removeWidget(old)
                old.hide()
        for at, button in enumerate(buttons):
            self._row.insertWidget(2 + at, button)
            button.show()
        self._shown = buttons
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        taken = sum(
            b.sizeHint().width() + 10 for b in (*self._shown, self.more) if not b.isHidden()
        )
        room = self.width() - taken - round(ROOM_FOR_TITLE * theme.scale()) - 50
        self.search.shrink(room < SEARCH_WIDTH)
