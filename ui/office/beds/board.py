"""The board: rooms beside one another, their beds below, and a path through them by arrow keys."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from sobrhouse.domain.houses import BedState
from sobrhouse.queries.beds import BedCard, Board, RoomCards
from sobrhouse.words import _
from ui import theme
from ui.office.beds.tile import BedTile
from ui.widgets.labels import ElidedLabel, Label

NARROWEST = 176  # a card; below that the board takes fewer rooms a row
GAP = 14
ROW_GAP = 12
FEW, WIDE = 4, 1200  # four rooms a row, until the board is this wide
TALL_ROOM = 4  # beds below one another; a larger room is drawn wider instead


class _Ground(QWidget):
    """What the cards lie on."""


class BedBoard(QScrollArea):
    """All beds of a house. Arrows walk, Enter opens, M moves, the dot opens the menu."""

    picked = Signal(object)  # a card, or None
    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    move_wanted = Signal(object, object)  # the card of who moves, the card to move to
    choosing = Signal(object)  # the card of who is to be moved, or None when that ended

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Beds"))
        self._ground = _Ground()
        self._ground.setProperty("kind", "scrolled")
        self.setWidget(self._ground)
        self.viewport().setAutoFillBackground(False)
        self._ground.setAutoFillBackground(False)
        self._board: Board | None = None
        self._live = True
        self._tiles: dict[int, BedTile] = {}
        self._heads: dict[int, tuple[Label, ElidedLabel]] = {}
        self._current: int | None = None
        self._mover: BedCard | None = None

    def show_board(self, board: Board, *, live: bool) -> None:
        """Show a night; the bed that was chosen stays chosen."""
        self._board, self._live = board, live
        wanted = {card.bed_id for card in board.beds}
        for bed_id in set(self._tiles) - wanted:
            self._drop(self._tiles.pop(bed_id))
        rooms = {room.room_id for room in board.rooms}
        for room_id in set(self._heads) - rooms:
            for label in self._heads.pop(room_id):
                self._drop(label)
        for room in board.rooms:
            self._show_room(room)
        self._one_stop()
        self.stop_choosing()
        self._place()

    def current(self) -> BedCard | None:
        """The bed that is chosen."""
        return self._board.bed(self._current) if self._board and self._current else None

    def tile(self, bed_id: int) -> BedTile:
        """The card widget of a bed."""
        return self._tiles[bed_id]

    def pick(self, bed_id: int) -> None:
        """Choose a bed, as a key would."""
        if bed_id in self._tiles:
            self._tiles[bed_id].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(self._tiles[bed_id])

    # Choosing a bed to move to

    def start_choosing(self, mover: BedCard) -> None:
        """Let the next bed be where `mover`'s person moves."""
        if self._live and mover.sleeper is not None and self._board is not None:
            self._mover = mover
            for card in self._board.beds:
                self._tiles[card.bed_id].set_target(_target(card, mover))
            self.choosing.emit(mover)

    def stop_choosing(self) -> bool:
        """Stop; False when nothing was being chosen."""
        if self._mover is None:
            return False
        self._mover = None
        for tile in self._tiles.values():
            tile.set_target("")
        self.choosing.emit(None)
        return True

    # Building

    def _drop(self, widget: QWidget) -> None:
        widget.hide()
        widget.deleteLater()

    def _show_room(self, room: RoomCards) -> None:
        assert self._board is not None
        if room.room_id not in self._heads:
            pair = (Label("", "h2"), ElidedLabel("", "muted"))
            pair[1].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for label in pair:
                label.setParent(self._ground)
                label.show()
            self._heads[room.room_id] = pair
        name, floor = self._heads[room.room_id]
        name.setText(room.name)
        floor.set_text(room.floor)
        for card in room.beds:
            tile = self._tiles.get(card.bed_id) or self._new_tile(card.bed_id)
            tile.show_card(card, self._board.on, live=self._live)

    def _new_tile(self, bed_id: int) -> BedTile:
        tile = BedTile(self._ground)
        tile.picked.connect(self._on_picked)
        tile.opened.connect(self._on_opened)
        tile.menu_wanted.connect(self.menu_wanted)
        tile.dropped.connect(self._on_dropped)
        tile.show()
        self._tiles[bed_id] = tile
        return tile

    def _one_stop(self) -> None:
        """One stop for Tab: the chosen bed, or the first one."""
        cards = self._board.beds if self._board else ()
        if self._current not in self._tiles:
            self._current = cards[0].bed_id if cards else None
        for bed_id, tile in self._tiles.items():
            policy = (
                Qt.FocusPolicy.StrongFocus if bed_id == self._current else Qt.FocusPolicy.ClickFocus
            )
            tile.setFocusPolicy(policy)

    # Placing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def columns(self) -> int:
        """How many rooms stand beside one another."""
        wide = self.viewport().width()
        fit = max(1, (wide + GAP) // (round(NARROWEST * theme.scale()) + GAP))
        return fit if wide >= WIDE * theme.scale() else min(fit, FEW)

    def _place(self) -> None:
        if self._board is None:
            return
        columns = self.columns()
        wide = (self.viewport().width() - GAP * (columns - 1)) // columns
        rows: list[list[tuple[int, RoomCards, int]]] = [[]]
        column = 0
        for room in self._board.rooms:
            span = min(columns, max(1, -(-len(room.beds) // TALL_ROOM)))
            if column + span > columns:
                rows.append([])
                column = 0
            rows[-1].append((column, room, span))
            column += span
        top = 0
        for row in rows:
            top = self._place_row(row, wide, top)
        self._ground.resize(QSize(self.viewport().width(), max(top - ROW_GAP, 1)))

    def _place_row(self, row: list[tuple[int, RoomCards, int]], wide: int, top: int) -> int:
        head = self._head_height()
        tall, bottom = BedTile.tall(), top + head
        for column, room, span in row:
            left = column * (wide + GAP)
            across = span * wide + (span - 1) * GAP
            name, floor = self._heads[room.room_id]
            named = min(name.sizeHint().width() + 4, across)
            name.setGeometry(QRect(left, top, named, head - 8))
            floor.setGeometry(QRect(left + named + 6, top, max(0, across - named - 6), head - 8))
            for n, card in enumerate(room.beds):
                down, beside = divmod(n, span)
                y = top + head + down * (tall + 8)
                self._tiles[card.bed_id].setGeometry(left + beside * (wide + GAP), y, wide, tall)
                bottom = max(bottom, y + tall)
        return bottom + ROW_GAP

    def _head_height(self) -> int:
        return round(30 * theme.scale()) + 8

    # Doing

    def _on_picked(self, card: BedCard) -> None:
        self._current = card.bed_id
        self._one_stop()
        self.picked.emit(card)

    def _on_opened(self, card: BedCard) -> None:
        mover = self._mover
        if mover is None:
            self.opened.emit(card)
        elif _target(card, mover):
            self.stop_choosing()
            self.move_wanted.emit(mover, card)

    def _on_dropped(self, bed_id: int, card: BedCard) -> None:
        mover = self._board.bed(bed_id) if self._board else None
        if mover is not None and _target(card, mover):
            self.stop_choosing()
            self.move_wanted.emit(mover, card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        card = self.current()
        key = Qt.Key(event.key())
        if card is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in arrows:
            self._walk(*arrows[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(card)
        elif key == Qt.Key.Key_M and self._live:
            self.start_choosing(card)
        elif event.text() == "." or key == Qt.Key.Key_Menu:
            tile = self._tiles[card.bed_id]
            self.menu_wanted.emit(card, tile.mapToGlobal(tile.rect().center()))
        elif key == Qt.Key.Key_Escape and self.stop_choosing():
            return
        else:
            super().keyPressEvent(event)

    def _walk(self, right: int, down: int) -> None:
        """To the nearest card in that direction; a sideways step never changes the row."""
        assert self._current is not None
        here = self._tiles[self._current].geometry().center()

        def far(tile: BedTile) -> float | None:
            away = tile.geometry().center() - here
            ahead = away.x() * right + away.y() * down
            aside = abs(away.y() if right else away.x())
            return ahead + 3 * aside if ahead > 0 and (down or aside < tile.height() // 2) else None

        ways = {
            bed_id: way for bed_id, tile in self._tiles.items() if (way := far(tile)) is not None
        }
        if ways:
            self.pick(min(ways, key=lambda bed_id: ways[bed_id]))


def _target(card: BedCard, mover: BedCard) -> str:
    """Whether somebody can be moved to a bed: "free", "taken" (a swap), or not at all."""
    if card.bed_id == mover.bed_id or card.state is BedState.OUT:
        return ""
    return "taken" if card.sleeper is not None else "free"
