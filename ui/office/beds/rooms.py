"""Rooms and beds: typed in as people say them, then changed where they stand."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.houses import RoomWish, house_day, parse_rooms
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.houses import BedRow, RoomRow, rooms
from sobrhouse.services import room_beds
from sobrhouse.services import rooms as room_services
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk, Step, concerns
from ui.office.beds.room_cards import RoomCard, RoomGrid, WishCard
from ui.widgets.ask import FormDialog
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button, add_action
from ui.widgets.fields import LineField
from ui.widgets.form import MakingForm


def counted(wishes: Sequence[RoomWish]) -> str:
    """ "8 rooms with 16 beds"."""
    count, beds = len(wishes), sum(w.beds for w in wishes)
    some = n_("{n} room", "{n} rooms", count).format(n=count)
    return _("{rooms} with {beds}").format(
        rooms=some, beds=n_("{n} bed", "{n} beds", beds).format(n=beds)
    )


class RoomLine(QWidget):
    """One line to type rooms in; what it would make shows while one types."""

    typed = Signal(object)  # the rooms as they read now, or ()
    added = Signal(object)  # the rooms, once Enter or Add was pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken: tuple[str, ...] = ()
        self._hint = _("Such as: Room 1: 2 beds, upstairs. Or: 8 rooms with 2 beds.")
        self.field = LineField("rooms", _("Add rooms"), hint=self._hint, max_length=2_000)
        self.field.edited.connect(self._on_edited)
        self.field.line.returnPressed.connect(self.submit)
        self.button = Button(_("Add"), "primary", icon="plus")
        self.button.clicked.connect(self.submit)
        with theme.fitting(self.field):
            labelled = self.field.label.sizeHint().height()
        row = hbox(self.field, gap=2, parent=self)
        row.setStretch(0, 1)
        beside = vbox(self.button, 1)
        beside.setContentsMargins(0, labelled + 3, 0, 0)
        row.addLayout(beside)

    def set_taken(self, names: Sequence[str]) -> None:
        """The rooms that are there already."""
        self._taken = tuple(names)

    def _on_edited(self) -> None:
        wishes: list[RoomWish] = []
        with suppress(Problem):
            wishes = parse_rooms(self.field.text(), self._taken)
        self.field.clear_fault()
        makes = _("Makes {rooms}. Press Enter.").format(rooms=counted(wishes)) if wishes else ""
        self.field.set_hint(makes or self._hint)
        self.typed.emit(tuple(wishes))

    def submit(self) -> None:
        """Add what is typed, or say what cannot be read."""
        try:
            wishes = parse_rooms(self.field.text(), self._taken)
        except Problem as problem:
            self.field.fault(problem.sentence)
            return
        if wishes:
            self.added.emit(tuple(wishes))

    def clear(self) -> None:
        """Ready for the next rooms."""
        self.field.set_text("")
        self.field.set_hint(self._hint)
        self.field.control.setFocus()


class RoomEditor(QWidget):
    """The rooms and beds of the house on the screen; each change is saved at once, with an undo."""

    topics = frozenset({"room", "bed", "house"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.may = desk.may(Permission.MANAGE_HOUSE)
        self.shown: tuple[RoomRow, ...] = ()
        self._typed: Sequence[RoomWish] = ()
        self.line = RoomLine()
        self.line.setVisible(self.may)
        self.line.added.connect(self._on_added)
        self.line.typed.connect(self._on_typed)
        self.grid = RoomGrid()
        self.below = ScrollBox()
        self.below.add(self.grid)
        vbox(self.line, self.below, gap=3, parent=self).setStretch(1, 1)
        desk.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Ask for the rooms again."""
        self.desk.ask(self, rooms, self.desk.house_id, done=self._show)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if concerns(topics, self.topics) and self.isVisible():
            self.reload()

    def _show(self, rows: tuple[RoomRow, ...]) -> None:
        self.shown = rows
        self.line.set_taken([row.name for row in rows])
        self._draw()

    def _draw(self) -> None:
        cards: list[QWidget] = []
        for row in self.shown:
            card = RoomCard(row, may=self.may)
            card.bed_wanted.connect(self.add_bed)
            card.room_menu.connect(self._on_room_menu)
            card.bed_menu.connect(self._on_bed_menu)
            cards.append(card)
        cards += [WishCard(wish) for wish in self._typed]
        self.grid.show_cards(cards)

    def _on_typed(self, wishes: Sequence[RoomWish]) -> None:
        self._typed = wishes
        self._draw()

    # Doing

    def _on_added(self, wishes: Sequence[RoomWish]) -> None:
        def done(_made: Any) -> None:
            self._typed = ()
            self.line.clear()
            self.reload()

        self.desk.do(
            self,
            room_services.add_rooms,
            self.desk.house_id,
            wishes,
            said=_("Added {rooms}").format(rooms=counted(wishes)),
            undo=lambda made: Step(room_services.void_rooms, ([m.room_id for m in made],)),
            done=done,
            refused=lambda problem: self.line.field.fault(problem.sentence),
        )

    def _do(
        self, use_case: Callable[..., Any], *args: Any, said: str, undo: Callable[[Any], Step]
    ) -> None:
        self.desk.do(
            self, use_case, *args, said=said, undo=undo, done=lambda _result: self.reload()
        )

    def add_bed(self, room: RoomRow) -> None:
        """One more bed in a room."""
        said = _("Bed added to {room}").format(room=room.name)
        self._do(room_beds.add_beds, room.room_id, 1, said=said,
                 undo=lambda made: Step(room_beds.void_beds, (made,)))  # fmt: skip

    def remove_room(self, room: RoomRow) -> None:
        """Take away a room in which nobody ever slept."""
        said = _("{room} taken away").format(room=room.name)
        self._do(room_services.void_room, room.room_id, said=said,
                 undo=lambda _none: Step(room_services.restore_room, (room.room_id,)))  # fmt: skip

    def shift_room(self, room: RoomRow, by: int) -> None:
        """Earlier or later among the rooms."""
        order = [row.room_id for row in self.shown]
        here = order.index(room.room_id)
        if not 0 <= here + by < len(order):
            return
        order[here], order[here + by] = order[here + by], order[here]
        house_id = self.desk.house_id
        self._do(room_services.order_rooms, house_id, order, said=_("Rooms ordered"),
                 undo=lambda was: Step(room_services.order_rooms, (house_id, was)))  # fmt: skip

    def remove_bed(self, bed: BedRow) -> None:
        """Retire a bed that was slept in; one that never was goes without a trace."""
        said = _("Bed {bed} taken away").format(bed=bed.label)
        if bed.used:
            tonight = house_day(self.desk.now(), self.desk.zone())
            self._do(room_beds.retire_bed, bed.bed_id, tonight, said=said,
                     undo=lambda _none: Step(room_beds.restore_bed, (bed.bed_id,)))  # fmt: skip
        else:
            self._do(room_beds.void_beds, (bed.bed_id,), said=said,
                     undo=lambda _none: Step(room_beds.restore_beds, ((bed.bed_id,),)))  # fmt: skip

    def bring_back(self, room: RoomRow, bed: BedRow) -> None:
        """A retired bed stands again."""
        tonight = house_day(self.desk.now(), self.desk.zone())
        self._do(room_beds.add_bed, room.room_id, bed.label,
                 said=_("Bed {bed} is back").format(bed=bed.label),
                 undo=lambda _id: Step(room_beds.retire_bed, (bed.bed_id, tonight)))  # fmt: skip

    def change(self, what: str, room: RoomRow | BedRow) -> FormDialog:
        """Ask for another name, place, label or features, and save it."""
        asks = {
            "name": (_("Name of the room"), _("Rename")),
            "floor": (_("Where it is"), _("Save")),
            "label": (_("Label of the bed"), _("Rename")),
            "features": (_("What the bed has"), _("Save")),
        }
        label, verb = asks[what]
        known = getattr(room, what)
        form = MakingForm(verb)
        hint = {"floor": _("Such as: ground floor."), "features": _("Such as: lower bunk, quiet.")}
        form.add(
            LineField(what, label, hint=hint.get(what, ""), required=what in ("name", "label"))
        )
        form.fill({what: known})
        title = room.name if isinstance(room, RoomRow) else _("Bed {bed}").format(bed=room.label)
        dialog = FormDialog(self, title, form)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_room = isinstance(room, RoomRow)
        use_case = room_services.change_room if is_room else room_beds.change_bed
        row_id = room.room_id if isinstance(room, RoomRow) else room.bed_id

        def save(values: dict[str, Any]) -> None:
            form.busy(True)

            def done(_changed: Any) -> None:
                dialog.accept()
                self.reload()

            self.desk.do(
                dialog, use_case, row_id, what, values[what] or "", room.version,
                said=_("{what} changed").format(what=title),
                undo=lambda changed: Step(use_case, (row_id, what, changed.before)),
                done=done, refused=form.refuse,
            )  # fmt: skip

        form.made.connect(save)
        dialog.open()
        return dialog

    # Menus

    def _on_room_menu(self, room: RoomRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(menu, _("Rename"), "pencil", lambda: self.change("name", room))
        add_action(menu, _("Where it is"), "map-pin", lambda: self.change("floor", room))
        add_action(menu, _("Add a bed"), "plus", lambda: self.add_bed(room))
        menu.addSeparator()
        add_action(menu, _("Show earlier"), "arrow-left", lambda: self.shift_room(room, -1))
        add_action(menu, _("Show later"), "arrow-right", lambda: self.shift_room(room, 1))
        if not room.used:
            add_action(menu, _("Take away"), "trash-2", lambda: self.remove_room(room))
        menu.popup(place)

    def _on_bed_menu(self, room: RoomRow, bed: BedRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if bed.retired_on is not None:
            add_action(menu, _("Bring back"), "undo-2", lambda: self.bring_back(room, bed))
        else:
            add_action(menu, _("Rename"), "pencil", lambda: self.change("label", bed))
            add_action(menu, _("What it has"), "list", lambda: self.change("features", bed))
            add_action(menu, _("Take away"), "trash-2", lambda: self.remove_bed(bed))
        menu.popup(place)
