"""Labels: text of every kind, lines that shorten themselves, hairlines and icon discs."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui import theme


def plain_tip(text: str) -> str:
    """`text` as a tooltip that is never taken for markup."""
    return f"<span>{escape(text)}</span>" if text else ""


# What the style sheet makes of each kind, for when there is none.
_FONTS = {
    "muted": "small",
    "faint": "small",
    "error": "strong",
    "title": "h1",
    "nav": "small",
    "nav_name": "body",
    "toast": "body",
}


class Label(QLabel):
    """Plain text of one kind: body, small, muted, strong, h2, title, figure …"""

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("t", kind)
        self.setWordWrap(wrap)
        self.wear()
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_kind(self, kind: str) -> None:
        """Wear another kind of text."""
        theme.set_kind(self, "t", kind)
        self.wear()

    def wear(self) -> None:
        """Where there is no style sheet, the font of its kind."""
        if theme.mode() == "contrast":
            kind = str(self.property("t"))
            self.setFont(theme.font(_FONTS.get(kind, kind)))


class ElidedLabel(Label):
    """One line that ends in … where it has no room, and then shows all of it as a tooltip."""

    def __init__(self, text: str = "", kind: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__("", kind, parent=parent)
        self._whole = text
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def full_text(self) -> str:
        """The whole text, shown or not."""
        return self._whole

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


def title(text: str) -> Label:
    """The serif title of a page."""
    return Label(text, "title")


def h2(text: str) -> Label:
    """The title of a card."""
    return Label(text, "h2")


def body(text: str, wrap: bool = True) -> Label:
    """Running text."""
    return Label(text, "body", wrap=wrap)


def strong(text: str) -> Label:
    """What a row is about."""
    return Label(text, "strong")


def muted(text: str, wrap: bool = False) -> Label:
    """The gray line below."""
    return Label(text, "muted", wrap=wrap)


def small(text: str) -> Label:
    """Smaller text in full ink."""
    return Label(text, "small")


class Rule(QFrame):
    """A hairline."""

    def __init__(self, soft: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.HLine)
        self.setProperty("kind", "rule_soft" if soft else "rule")
        self.setFixedHeight(1)


class IconMark(QWidget):
    """An icon alone, in a token colour; decoration beside words."""

    def __init__(
        self, icon: str, colour: str = "muted", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._colour = colour
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, colour: str | None = None) -> None:
        """Show another icon."""
        self._icon = icon
        self._colour = colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._side * theme.scale())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._colour if self.isEnabled() else "faint"
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, theme.pixmap(self._icon, colour, self._side, ratio))
        painter.end()


def paint_disc(painter: QPainter, rect: QRectF, icon: str, kind: str, side: int = 18) -> None:
    """A soft round with an icon in its ink."""
    fill, _ink = theme.soft(kind)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(rect)
    ratio = painter.device().devicePixelRatioF()
    drawn = theme.pixmap(icon, f"{theme.KINDS[kind]}Ink", side, ratio)
    half = drawn.deviceIndependentSize() / 2
    centre = rect.center()
    painter.drawPixmap(round(centre.x() - half.width()), round(centre.y() - half.height()), drawn)


class Disc(QWidget):
    """A soft round with an icon; decoration beside words."""

    def __init__(
        self, icon: str, kind: str = "mute", size: int = 34, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._kind = kind
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(self._side * theme.scale())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_disc(painter, QRectF(self.rect()), self._icon, self._kind, round(self._side * 0.53))
        painter.end()


class IconLabel(QWidget):
    """An icon and, after it, words."""

    def __init__(
        self,
        icon: str,
        text: str,
        colour: str = "muted",
        kind: str = "body",
        size: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.mark = IconMark(icon, colour, size)
        self.label = ElidedLabel(text, kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.mark)
        row.addWidget(self.label, 1)

    def set_text(self, text: str) -> None:
        """Show other words."""
        self.label.set_text(text)
