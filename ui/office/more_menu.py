"""More menu: what the open page offers, then what every page does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from sobrhouse.words import _
from ui import theme
from ui.office.actions import ACTIONS, EVERYWHERE, shown_keys

if TYPE_CHECKING:
    from ui.office.frame import Frame


def fill_more(frame: Frame, menu: QMenu) -> None:
    """The lines of More: what this page offers, then what every page does."""
    menu.clear()
    for verb in frame.verbs():
        if verb.more:
            line = menu.addAction(verb.label.replace("&", "&&"), verb.run)
            line.setIcon(theme.icon(verb.icon, "muted") if verb.icon else QIcon())
    if menu.actions():
        menu.addSeparator()
    for spec in ACTIONS:
        if spec.where == EVERYWHERE and spec.listed and frame.allows(spec):
            keys = f"\t{shown_keys(spec.keys[0])}" if spec.keys else ""
            line = menu.addAction(theme.icon(spec.icon, "muted"), _(spec.label) + keys)
            line.triggered.connect(partial(frame.run, spec))
            line.setEnabled(
                {
                    "undo": bool(frame.desk.can_undo()),
                    "redo": bool(frame.desk.can_redo()),
                    "back": bool(frame.history),
                }.get(spec.id, True)
            )
