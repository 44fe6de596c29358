"""Menus of a bed and of somebody who waits: everything that has no button of its own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu

from sobrhouse.domain.houses import BedState
from sobrhouse.queries.beds import BedCard
from sobrhouse.queries.waitlist import WaitRow
from sobrhouse.words import _
from ui.office.beds.board import BedBoard
from ui.office.beds.steps import BedSteps
from ui.office.beds.wait_steps import WaitSteps
from ui.widgets.buttons import add_action


def fill_bed_menu(
    menu: QMenu, card: BedCard, steps: BedSteps, board: BedBoard, *, live: bool
) -> None:
    """What can be done to a bed and to who has it; of a night gone by, only what can be read."""
    if card.sleeper is not None:
        who = card.sleeper.resident_id
        add_action(menu, _("Open profile"), "user-round", lambda: steps.open_person(who), "Return")
    if live:
        if card.sleeper is not None:
            _fill_person(menu, card, steps, board)
        else:
            _fill_empty(menu, card, steps)
        _fill_hold(menu, card, steps)
        menu.addSeparator()
    add_action(menu, _("Bed history"), "history", lambda: steps.look_back(card))


def _fill_person(menu: QMenu, card: BedCard, steps: BedSteps, board: BedBoard) -> None:
    assert card.sleeper is not None
    who = card.sleeper.resident_id
    add_action(
        menu, _("Move to another bed"), "arrow-left-right", lambda: board.start_choosing(card), "M"
    )
    if card.hold is None or card.hold.ran_out:
        add_action(menu, _("Hold while away"), "hourglass", lambda: steps.hold_while_away(card))
    words = _("Correct the first night")
    add_action(menu, words, "pencil", lambda: steps.correct_first_night(card))
    add_action(menu, _("Move out"), "log-out", lambda: steps.move_out(who))


def _fill_empty(menu: QMenu, card: BedCard, steps: BedSteps) -> None:
    hold = card.hold
    if card.state is BedState.OUT:
        add_action(menu, _("Put back in use"), "check", lambda: steps.back_in_service(card))
    elif card.state is BedState.HELD and hold is not None:
        words = _("Move {name} in").format(name=hold.name)
        add_action(menu, words, "log-in", lambda: steps.move_in(card.bed_id, hold.resident_id))
    else:
        add_action(menu, _("Move someone in"), "plus", lambda: steps.move_in(card.bed_id))
        add_action(menu, _("Take out of use"), "ban", lambda: steps.out_of_service(card))


def _fill_hold(menu: QMenu, card: BedCard, steps: BedSteps) -> None:
    hold = card.hold
    if hold is None:
        return
    back = _("{name} is back") if hold.stay_id is not None else _("End the hold for {name}")
    add_action(menu, back.format(name=hold.name), "check", lambda: steps.end_hold(card))
    if not hold.ran_out:
        words = _("Change the last day")
        add_action(menu, words, "calendar", lambda: steps.change_hold(card))


def fill_wait_menu(
    menu: QMenu, row: WaitRow, rows: Sequence[WaitRow], steps: WaitSteps, words: Sequence[str]
) -> None:
    """What can be done for somebody who waits, besides offering a bed."""
    add_action(menu, _("Open profile"), "user-round", lambda: steps.open_person(row.resident_id))
    add_action(menu, _("Change what they need"), "pencil", lambda: steps.change_waiting(row, words))
    menu.addSeparator()
    place = rows.index(row)
    if place > 0:
        up = _("Up the list")
        add_action(menu, up, "arrow-up", lambda: steps.step_in_order(row, rows, -1))
    if place < len(rows) - 1:
        down = _("Down the list")
        add_action(menu, down, "arrow-down", lambda: steps.step_in_order(row, rows, 1))
        add_action(menu, _("Pass by this time"), "chevron-down", lambda: steps.skip(row))
    add_action(menu, _("Take off the list"), "x", lambda: steps.leave(row))
