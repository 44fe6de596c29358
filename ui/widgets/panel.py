"""Panel: the side of a page that shows or asks for more, never in the way of the rest."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from sobrhouse.words import _
from ui import theme
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label


class SidePanel(QFrame):
    """A card at the right of a page, hidden until it is shown; Esc or its cross closes it."""

    closed = Signal()

    def __init__(self, title: str = "", width: int = 320, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._wide = width
        self._before: QWidget | None = None
        self.title = Label(title, "h2", wrap=True)
        close = IconButton("x", _("Close"), kind="ghost", keys="Esc")
        close.clicked.connect(self.close_panel)
        head = hbox(self.title, gap=2)
        head.setStretch(0, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = ScrollBox()
        self.body = vbox(gap=3)
        self._scroll.add(self.body)
        vbox(head, self._scroll, gap=2, margins=(16, 12, 12, 12), parent=self)
        self._fit()
        self.hide()

    def add(self, thing: QWidget | QLayout) -> None:
        """Add below what it holds."""
        if isinstance(thing, QWidget):
            self.body.addWidget(thing)
        else:
            self.body.addLayout(thing)

    def set_title(self, title: str) -> None:
        """Say what it is about."""
        self.title.setText(title)
        self.setAccessibleName(title)

    def show_panel(self) -> None:
        """Open it and go to its first field."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.show()
        # What is put in later stands at the end of the window's chain, not behind the scroll area.
        at = self._scroll.nextInFocusChain()
        while at is not None and at is not self._scroll:
            if self._scroll.isAncestorOf(at) and self._takes_keys(at):
                at.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            at = at.nextInFocusChain()

    def _takes_keys(self, widget: QWidget) -> bool:
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return takes and widget.isEnabled() and widget.isVisibleTo(self)

    def close_panel(self) -> None:
        """Close it and give the focus back to where it was."""
        if self.isHidden():
            return
        if self.isAncestorOf(QApplication.focusWidget() or self):
            self.give_back()
        self.hide()
        self._before = None
        self.closed.emit()

    def give_back(self) -> None:
        """The focus to where it was before the panel was opened, if that is still there; else to
        the window, and not to whatever Qt thinks comes next.
        """
        before = self._before
        if before is None or not isValid(before) or not before.isVisible():
            before = self.window()
        before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        # Growing with the text in full would leave no page beside it on a small screen.
        self.setFixedWidth(round(self._wide * (1 + (theme.scale() - 1) * 0.6)))
