"""Buttons: verbs in five kinds, icon buttons, menu buttons and the side bar's entries."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui import theme
from ui.widgets.focus import Ringed
from ui.widgets.labels import plain_tip

_INK = {
    "primary": "onPrimary",
    "danger": "danger",
    "ghost": "primary",
    "link": "primary",
    "nav": "navMuted",
    "toast": "surface",
}


class Button(Ringed, QPushButton):
    """A verb: primary (one a screen), outline, danger, ghost, link, or an entry of the side bar."""

    def __init__(
        self,
        text: str,
        kind: str = "outline",
        icon: str | None = None,
        small: bool = False,
        *,
        name: str = "",
        tip: str = "",
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = text
        self._icon_name = icon
        self._kind = kind
        self._folded = False
        self.setProperty("kind", kind)
        self.setProperty("small", "true" if small else "false")
        self.setCheckable(kind == "nav")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._draw_icon)
        self._name = name
        self._tip = tip
        self._keys = keys
        self._say()

    def words(self) -> str:
        """The text without the gap before it."""
        return self._words

    def set_text(self, text: str) -> None:
        """Show another verb."""
        self._words = text
        self._say()

    def set_icon(self, icon: str | None) -> None:
        """Show another icon, or none."""
        self._icon_name = icon
        self._say()

    def set_kind(self, kind: str) -> None:
        """Become primary, outline, danger …"""
        self._kind = kind
        theme.set_kind(self, "kind", kind)
        self._draw_icon()

    def fold(self, folded: bool) -> None:
        """Show the icon alone, keeping name and tooltip."""
        self._folded = folded
        theme.set_kind(self, "fold", "true" if folded else "false")
        self._say()

    def wear(self) -> None:
        """The icon in this look's size and ink."""
        if self._icon_name:
            self._draw_icon()

    def _size_icon(self) -> None:
        side = round((18 if self._kind == "nav" else 17) * theme.scale())
        self.setIconSize(QSize(side, side))

    def _say(self) -> None:
        gap = "  " if self._kind == "nav" else " "
        shown = self._words.replace("&", "&&")
        alone = self._folded or not shown
        self.setText("" if alone else (gap + shown if self._icon_name else shown))
        self.setAccessibleName(self._name or self._words)
        tip = self._tip or (self._name or self._words if alone else "")
        if self._keys:
            shortcut = QKeySequence(self._keys).toString(QKeySequence.SequenceFormat.NativeText)
            tip = f"{tip or self._words} ({shortcut})"
        self.setToolTip(plain_tip(tip))
        self._draw_icon()

    def _draw_icon(self) -> None:
        if not self._icon_name:
            self.setIcon(QIcon())
            return
        colour = _INK.get(self._kind, "text")
        if self._kind == "nav" and self.isChecked():
            colour = "navMark"
        if theme.mode() == "contrast":
            colour = "text"  # the system draws the ground, so its own ink must be on it
        self.setIcon(theme.icon(self._icon_name, colour))
        self._size_icon()


class ChoiceButton(Button):
    """One of several; arrows go to what holds them, and not from button to button as Qt would."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class IconButton(Button):
    """An icon alone; `name` is its tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        small: bool = True,
        kind: str = "outline",
        *,
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, icon, small, name=name, keys=keys, parent=parent)
        self.setProperty("icononly", "true")


class MenuButton(Button):
    """A button that opens a menu of further verbs."""

    def __init__(
        self, text: str, icon: str | None = "ellipsis", small: bool = False, kind: str = "outline",
        *, name: str = "", keys: str = "",
    ) -> None:  # fmt: skip
        super().__init__(text, kind, icon, small, name=name, keys=keys)
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def menu(self) -> QMenu:
        """The menu that it opens."""
        return self._menu

    def open_menu(self) -> None:
        """Open it by a key, and wait for nothing."""
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def add_action(menu: QMenu, text: str, icon: str | None, run: object, keys: str = "") -> QAction:
    """A line of a menu, with its keys shown at the end."""
    action = menu.addAction(text.replace("&", "&&"))
    if icon:
        action.setIcon(theme.icon(icon, "muted"))
    if keys:
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda: run())  # type: ignore[operator]
    return action
