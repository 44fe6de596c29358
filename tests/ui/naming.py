"""What a screen reader could not name: looked for on every window of ours that a test shows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget


def nameless(root: QWidget, *, shown: bool = False) -> list[str]:
    """Widgets that one can come to by Tab or click, and that a screen reader could not name; with
    `shown` only those that can be seen now: a page behind another gets its words when it comes.
    """
    found = []
    for widget in root.findChildren(QWidget):
        there = widget.isVisible() if shown else not widget.isHidden()
        can_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and there
        popup = widget.window().metaObject().className() == "QComboBoxPrivateContainer"
        inner = popup or widget.objectName().startswith("qt_") or isinstance(widget, QMenu)
        if can_focus and not inner and not _name(widget):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    buddy = next((q for q in widget.window().findChildren(QLabel) if q.buddy() is widget), None)
    text = getattr(widget, "text", None)
    return buddy.text() if buddy else text() if callable(text) else ""


def nameless_anywhere() -> list[str]:
    """The same on all windows of the program that are shown now."""
    return [
        f"{type(window).__name__}: {found}"
        for window in QApplication.topLevelWidgets()
        if window.isVisible() and type(window).__module__.startswith("ui.")
        for found in nameless(window, shown=True)
    ]
