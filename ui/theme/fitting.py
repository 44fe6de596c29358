"""Fitting: parts are measured as they look in a window, whether they stand in one or not."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.theme.state import look

_rooms: list[QWidget] = []


@contextmanager
def fitting(part: QWidget) -> Iterator[None]:
    """While the block runs, a part without a parent wears the sheet: what it asks for then is what
    it will ask for in the window. One that has a parent is left where it is.
    """
    if part.parent() is not None:
        yield
        return
    part.setParent(_room())
    try:
        yield
    finally:
        part.setParent(None)


def remeasure(page: QWidget) -> None:
    """Forget the sizes that the parts of a page were measured at before it came into a window:
    those that nobody sees yet, as behind a tab, would keep what they asked for without the sheet.
    """
    for part in reversed(page.findChildren(QWidget)):  # the innermost first
        if (layout := part.layout()) is not None:
            layout.invalidate()
            layout.activate()  # which forgets what layouts within it kept
        part.updateGeometry()


def _room() -> QWidget:
    """A window that nobody sees."""
    if not _rooms or not isValid(_rooms[0]):
        _rooms[:] = [QWidget()]
    if _rooms[0].styleSheet() != look.sheet:
        _rooms[0].setStyleSheet(look.sheet)
    return _rooms[0]
