"""The places of backups in Settings: this computer's folder, and sticks that come and go."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.phrases import nice_date
from sobrhouse.words import _
from ui.desk import Desk
from ui.desk.values import PlaceSeen
from ui.office.backups.drives import drive_of, drives
from ui.widgets.ask import choose_folder, confirm
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button, MenuButton, add_action
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, IconMark, Label


class PlaceLine(QWidget):
    """One place: what it is called, where it is, whether it is there, and one thing to do."""

    def __init__(self, place: PlaceSeen, told: str, button: Button) -> None:
        super().__init__()
        self.place, self.button = place, button
        home = not place.place_id
        self.name = Label(_("This computer") if home else place.label, "strong")
        self.where = ElidedLabel(told, "muted")
        self.chip = Chip("", "mute")
        if place.folder is None:
            self.chip.show_as(_("Not plugged in"), "mute")
        elif home:
            self.chip.show_as(_("Always there"), "mute")
        else:
            self.chip.show_as(_("There now"), "ok")
        icon = "monitor" if home else "usb" if place.away else "folder"
        words = vbox(self.name, self.where, gap=0)
        row = hbox(IconMark(icon, "muted", 20), gap=3, margins=(0, 2, 0, 2), parent=self)
        row.addLayout(words, 1)
        row.addWidget(self.chip)
        row.addWidget(button)


class PlacesCard(Card):
    """Where backups go; a place is added, changed and forgotten here."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Where backups go"))
        self.desk = desk
        self.lines: list[PlaceLine] = []
        self.rows = vbox(gap=1)
        self.alone = hbox(
            IconMark("triangle-alert", "warnInk", 18),
            Label(_("If this computer is lost, these backups are lost with it. Add a USB stick "
                    "that you lock away."), "muted", wrap=True),
            gap=3,
        )  # fmt: skip
        self.warning = QWidget()
        self.warning.setLayout(self.alone)
        self.alone.setStretch(1, 1)
        self.warning.hide()
        self.more = MenuButton(_("Add a place"), "plus", small=True)
        self.more.menu().aboutToShow.connect(lambda: self.fill(self.more.menu()))
        self.head.addWidget(self.more)
        self.add(self.rows)
        self.add(self.warning)

    def show_places(self, places: Sequence[PlaceSeen], last: Mapping[str, datetime]) -> None:
        """Show these, each with when it last got a backup."""
        clear(self.rows)
        self.lines = [PlaceLine(place, self._told(place, last), self._button(place))
                      for place in places]  # fmt: skip
        for one in self.lines:
            self.rows.addWidget(one)
        self.warning.setVisible(bool(places) and not any(place.away for place in places))

    def _told(self, place: PlaceSeen, last: Mapping[str, datetime]) -> str:
        at = last.get(place.label)
        when = ""
        if at is not None:
            day = at.astimezone(self.desk.zone()).date()
            when = _("Last backup {day}.").format(day=nice_date(day, self.desk.today()))
        where = str(place.folder) if place.folder is not None else ""
        return "  ".join(part for part in (when or _("No backup yet."), where) if part)

    def _button(self, place: PlaceSeen) -> Button:
        if not place.place_id:
            button = Button(_("Change folder"), "ghost", small=True)
            button.clicked.connect(self._on_home)
        else:
            button = Button(_("Forget"), "ghost", small=True)
            button.setAccessibleName(_("Forget {name}").format(name=place.label))
            button.clicked.connect(partial(self._on_forget, place))
        return button

    def fill(self, menu: QMenu) -> None:
        """What can be added: drives that are plugged in and not yet a place, or any folder."""
        menu.clear()
        known = {line.place.folder for line in self.lines}
        for drive in drives():
            if drive.folder not in known:
                words = _("{name} ({line})").format(name=drive.name, line=drive.line)
                add_action(menu, words, "usb",
                           partial(self.take, drive.folder, drive.name, drive.top))  # fmt: skip
        add_action(menu, _("A folder on a drive or on the network"), "folder-open", self._on_folder)

    def take(self, folder: Path, name: str, top: Path | None) -> None:
        """Backups go there from now on, beginning with one at once."""
        if self.desk.keeping is not None:
            self.desk.slow(self, self.desk.keeping.add_place, folder, name, top,
                           done=lambda _id: self._on_changed())  # fmt: skip

    def _on_folder(self) -> None:
        folder = choose_folder(self, _("Where backups go"))
        if folder is not None:
            drive = drive_of(folder)
            self.take(folder, drive.name if drive else folder.name or str(folder),
                      drive.top if drive else None)  # fmt: skip

    def _on_home(self) -> None:
        keeping = self.desk.keeping
        here = next((line.place.folder for line in self.lines if not line.place.place_id), None)
        folder = choose_folder(self, _("Where backups go on this computer"), here)
        if folder is not None and keeping is not None:
            self.desk.slow(self, keeping.move_home, folder, done=lambda _r: self._on_changed())

    def _on_forget(self, place: PlaceSeen) -> None:
        keeping = self.desk.keeping
        sure = confirm(
            self, _("Forget {name}?").format(name=place.label),
            _("No more backups go there. Those that lie there stay, and can still be restored."),
            _("Forget it"), _("Keep it"),
        )  # fmt: skip
        if sure and keeping is not None:
            self.desk.slow(self, keeping.forget_place, place.place_id,
                           done=lambda _r: self.changed.emit())  # fmt: skip

    def _on_changed(self) -> None:
        """A new place gets its first backup by what looks after them, within seconds."""
        self.changed.emit()
        self.desk.wanted.emit("backup_due", None)
