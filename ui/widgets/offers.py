"""Offers: the list under a line that completes what is typed, dressed like the rest."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from ui import theme


def dress_offers(completer: QCompleter) -> None:
    """Its list is a window of its own: it wears the sheet by itself, and has a ground of its own
    where the lists within our pages show theirs.
    """
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("kind", "offers")
        theme.dress(popup)

