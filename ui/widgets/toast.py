"""Toast: what was just done, at the bottom left for ten seconds, with Undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from sobrhouse.words import _
from ui import theme
from ui.widgets.announce import announce
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import IconMark, Label

Many = Callable[[int], str]
_AT_MOST = 3


class Toast(QFrame):
    """One message; pointing at it or tabbing to it stops its clock."""

    gone = Signal()

    def __init__(self, kind: str, urgent: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "toast")
        self.kind = kind
        self._undos: list[Callable[[], object]] = []
        self._count = 0
        self._held = False
        self.label = Label("", "toast", wrap=True)
        self.label.setMinimumWidth(round(170 * theme.scale()))
        self.undo = Button("", "toast", small=True)
        self.undo.clicked.connect(self._on_undo)
        self.let_in(False)
        self.undo.installEventFilter(self)
        row = hbox(gap=2, margins=(14, 8, 8, 8), parent=self)
        if urgent:
            row.addWidget(IconMark("circle-alert", "surface", 18))
        row.addWidget(self.label, 1)
        row.addWidget(self.undo)
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self.leave)
        self._urgent = urgent

    def say(self, text: str, undo: Callable[[], object] | None, many: Many | None) -> None:
        """Show a message, or the sum of this one and those of its kind before."""
        self._count += 1
        if undo is not None:
            self._undos.append(undo)
        together = many is not None and self._count > 1
        shown = many(self._count) if many is not None and self._count > 1 else text
        self.label.setText(shown)
        self.undo.set_text(_("Undo all") if together and len(self._undos) > 1 else _("Undo"))
        self.undo.setVisible(bool(self._undos))
        announce(self, shown, urgent=self._urgent)
        self._start()

    def _start(self) -> None:
        if not self._held:
            long = bool(self._undos) or self._urgent
            self._clock.start(theme.time("undoToastMs" if long else "infoToastMs"))

    def is_waiting(self) -> bool:
        """Whether its clock runs."""
        return self._clock.isActive()

    def let_in(self, tabbing: bool) -> None:
        """Whether the focus may come to Undo. It may by Tab alone: when a form closes, Qt hands its
        focus to whatever is next, and there Space would take back what was just done.
        """
        policy = Qt.FocusPolicy.TabFocus if tabbing else Qt.FocusPolicy.NoFocus
        self.undo.setFocusPolicy(policy)

    def _hold(self, held: bool) -> None:
        self._held = held
        if held:
            self._clock.stop()
        else:
            self._start()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hold(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hold(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._hold(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _on_undo(self) -> None:
        undos, self._undos = self._undos, []
        self.leave()
        for undo in reversed(undos):
            undo()

    def leave(self) -> None:
        """Go away."""
        self._clock.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()


class Toasts(QWidget):
    """The corner of a window in which toasts stand, the newest lowest."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._column = vbox(gap=2, parent=self)
        self._shown: list[Toast] = []
        window.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        urgent: bool = False,
        kind: str = "",
        many: Many | None = None,
    ) -> Toast:
        """Show what was done; one of the same `kind` joins the last, in the words of `many`."""
        last = self._shown[-1] if self._shown else None
        if last is None or not kind or last.kind != kind or many is None:
            last = Toast(kind, urgent, self)
            last.gone.connect(lambda toast=last: self._on_gone(toast))
            self._shown.append(last)
            self._column.addWidget(last)
        last.say(text, undo, many)
        self.show()
        last.show()
        while len(self._shown) > _AT_MOST:
            self._shown[0].leave()
        self._place()
        return last

    def shown(self) -> list[Toast]:
        """The toasts that stand there, oldest first."""
        return list(self._shown)

    def clear(self) -> None:
        """Take all away, as at lock."""
        for toast in self.shown():
            toast.leave()

    def _on_gone(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            self._column.removeWidget(toast)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        elif event.type() == QEvent.Type.ShortcutOverride and _is_tab(event):
            # it comes up to the window just before the key itself moves the focus
            self._let_in(True)
            QTimer.singleShot(0, self, lambda: self._let_in(False))
        return super().eventFilter(watched, event)

    def _let_in(self, tabbing: bool) -> None:
        for toast in self._shown:
            toast.let_in(tabbing)

    def _place(self) -> None:
        if not self._shown:
            self.hide()
            return
        wide = min(round(400 * theme.scale()), self._window.width() - 2 * theme.space(4))
        for toast in self._shown:
            toast.setFixedWidth(wide)
        self._column.activate()
        tall = self._column.totalHeightForWidth(wide)
        tall = tall if tall > 0 else self.sizeHint().height()
        edge = theme.space(4)
        self.setGeometry(edge, self._window.height() - tall - edge, wide, tall)
        self.show()
        self.raise_()


def _is_tab(event: QEvent) -> bool:
    tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    return isinstance(event, QKeyEvent) and event.key() in tabs
