"""Keys card: every key of the office on one card, made from the one table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.words import _, p_
from ui import theme
from ui.office.actions import ACTIONS, EVERYWHERE, HERE, LOOK, shown_keys
from ui.office.places import PLACES
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.office.frame import Frame


class KeysCard(QDialog):
    """Groups of keys and what they do; Esc puts it away."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(p_("keyboard", "Keys"))
        groups: list[tuple[str, list[tuple[str, str]]]] = [
            (
                _("Places"),
                [
                    (shown_keys(f"Ctrl+{p.key}"), _(p.label))
                    for p in PLACES
                    if p.id in frame.offered
                ],
            ),
        ]
        for where in (EVERYWHERE, HERE, LOOK):
            rows = [
                (_(" or ").join(map(shown_keys, spec.keys[:2])), _(spec.label))
                for spec in ACTIONS
                if spec.where == where
                and spec.keys
                and (spec.needs is None or frame.desk.may(spec.needs))
            ]
            groups.append((_(where), [*rows, *_form_rows(where)]))
        own = [(shown_keys(v.keys), v.label) for v in frame.verbs() if v.keys]
        own += _letter_rows(frame)
        if own:
            groups.append((frame.header.title.full_text(), own))
        columns = QHBoxLayout()
        columns.setSpacing(theme.space(6))
        for part in (groups[:2], groups[2:4], groups[4:]):  # its own keys beside, for low screens
            if not part:
                continue
            column = QVBoxLayout()
            column.setSpacing(theme.space(1))
            for name, rows in part:
                column.addWidget(Label(name, "h2"))
                column.addWidget(_table(rows))
                column.addSpacing(theme.space(2))
            column.addStretch(1)
            columns.addLayout(column)
        close = Button(_("Close"), kind="primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.addLayout(columns)
        whole.addLayout(foot)


def _form_rows(where: str) -> list[tuple[str, str]]:
    """The key of every form, which is no action of its own."""
    return [(shown_keys("Ctrl+Enter"), _("Press the button of a form"))] if where == HERE else []


def _letter_rows(frame: Frame) -> list[tuple[str, str]]:
    """The letters that act in a line of people who support."""
    letters = {"residents": ("L", _("Log contact")), "sponsors": ("I", _("Introduce"))}
    daily = frame.desk.may(Permission.RECORD_DAILY)
    return [letters[frame.place]] if daily and frame.place in letters else []


def _table(rows: list[tuple[str, str]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 2, 0, 0)
    grid.setHorizontalSpacing(theme.space(4))
    grid.setVerticalSpacing(3)
    for at, (keys, what) in enumerate(rows):
        grid.addWidget(Label(keys, "strong"), at, 0)
        grid.addWidget(Label(what, "body"), at, 1)
    grid.setColumnMinimumWidth(0, round(130 * theme.scale()))
    grid.setColumnStretch(1, 1)
    return box
