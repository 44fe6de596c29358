"""The menu of one turn: what can be done with it, with its keys."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from sobrhouse.queries.chore_turns import Turn
from sobrhouse.words import _, p_
from ui.office.chores import words
from ui.widgets.buttons import add_action

if TYPE_CHECKING:
    from ui.office.chores.inspect import InspectPanel

Lines = list[tuple[str, str, str, str]]  # words, icon, what is asked, keys


def fill_turn_menu(
    panel: "InspectPanel", menu: QMenu, turn: Turn | None, *, marks: bool = False
) -> None:
    """What can be done with a turn; with `marks` also what the panel has buttons for."""
    if turn is None:
        return
    lines = _marks(panel, turn) if marks and turn.assignment_id is not None else []
    if turn.assignment_id is not None:
        lines.append((_("Not needed that day"), "ban", words.SKIP, ""))
    if turn.state in words.OPEN:
        if turn.assignment_id is not None and not turn.nobody:
            lines.append((_("Swap or cover"), "arrow-left-right", words.SWAP, "S"))
        lines.append((_("Give to somebody"), "user-check", words.GIVE, "G"))
    if turn.original and not turn.nobody:
        back = _("Give back to {name}").format(name=turn.original)
        lines.append((back, "rotate-ccw", words.PUT_BACK, ""))
    if turn.inspection_id is not None or turn.mark_id is not None:
        lines.append((_("Take back"), "undo-2", words.BACK, "Del"))
    for text, icon, what, keys in lines if panel.may else ():
        add_action(menu, text, icon, partial(panel.asked.emit, what), keys)
    if turn.resident_id is not None:
        menu.addSeparator()
        add_action(menu, _("Open the profile"), "user-round",
                   partial(panel.person_wanted.emit, turn.resident_id))  # fmt: skip


def _marks(panel: "InspectPanel", turn: Turn) -> Lines:
    """What the panel has buttons for."""
    lines: Lines = [(_("Excuse"), "minus", words.EXCUSE, "E")]
    if panel.has_begun():
        lines = [
            (p_("chore", "Pass"), "check", words.PASS, "P"),
            (_("Redo"), "rotate-cw", words.REDO, "R"),
            (_("Missed"), "x", words.MISSED, "M"), *lines,
        ]  # fmt: skip
        if turn.state in words.UNDONE:
            lines.append((_("Mark done"), "circle-check", words.DONE, "D"))
    return lines
