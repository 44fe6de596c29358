"""The sixth step: where backups go, and the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.desk.values import BackedUp, KeepingLike
from ui.office.backups.drives import drive_of, drives
from ui.office.first_run.step import Beside, Memory, StepPage, reason
from ui.widgets.ask import choose_folder
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.focus import Pressable
from ui.widgets.labels import ElidedLabel, IconMark, Label

LOOK_MS = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that backups can go to."""

    folder: Path
    icon: str
    words: str
    line: str
    top: Path | None = None


def sticks() -> list[Place]:
    """Drives that are plugged in, as places."""
    return [Place(one.folder, "usb", one.name, one.line, one.top) for one in drives()]


class PlaceRow(Pressable):
    """A place to choose: a round that is ticked, its name, and where it is."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.setProperty("kind", "row")
        self.mark = IconMark("circle", "borderStrong", 20)
        words = vbox(
            ElidedLabel(place.words, "strong"), Label(place.line, "muted", wrap=True), gap=0
        )
        row = hbox(self.mark, IconMark(place.icon, "muted", 20), gap=3, margins=(8, 7, 8, 7),
                   parent=self)  # fmt: skip
        row.addLayout(words, 1)
        self.make_pressable(place.words)
        self.show_chosen(False)

    def show_chosen(self, chosen: bool) -> None:
        """Whether backups go here."""
        icon, colour = ("circle-check", "primary") if chosen else ("circle", "borderStrong")
        self.mark.set_icon(icon, colour)
        state = _("chosen") if chosen else _("not chosen")
        self.setAccessibleName(f"{self.place.words}, {self.place.line}, {state}")


class BackupStep(StepPage):
    """Ends with a verified backup in the chosen place; skipped, backups stay on this computer."""

    id = "backup"

    def __init__(
        self,
        desk: Desk,
        memory: Memory,
        parent: QWidget | None = None,
        *,
        on_server: bool = False,
    ) -> None:
        super().__init__(desk, memory, parent)
        self.on_server = on_server
        if on_server:
            card = Card(_("On the server"))
            words = _("The server keeps its own backups. Ask whoever runs it when it makes them.")
            card.add(Label(words, "body", wrap=True))
            vbox(card, 1, parent=self)
            return
        self._build()

    def _build(self) -> None:
        self.chosen: Path | None = None
        self.other: Path | None = None
        self.rows: list[PlaceRow] = []
        self.column = vbox(gap=0)
        self.pick = Button(_("Choose a folder"), icon="folder-open")
        self.pick.clicked.connect(self._on_pick)
        card = Card(_("Keep backups on"))
        card.body.setSpacing(theme.space(2))
        card.add(self.column)
        card.add(hbox(self.pick, 1))
        why = Card(_("How it works"))
        why.body.setSpacing(theme.space(3))
        why.add(
            reason(
                "refresh-cw",
                "ok",
                _("By itself"),
                _("Each hour in which something changed, and when you leave."),
            )
        )
        why.add(
            reason(
                "lock",
                "brand",
                _("Encrypted"),
                _("Whoever finds the USB stick can read nothing without a passphrase."),
            )
        )
        why.add(
            reason(
                "shield-check",
                "info",
                _("Checked"),
                _("Each copy is opened again and compared before it counts."),
            )
        )
        for one in (card, why):
            one.body.addStretch(1)
        vbox(Beside(card, why), parent=self)  # fmt: skip
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._recall()
        self.look()

    def title(self) -> str:
        return _("Backups")

    def line(self) -> str:
        if self.on_server:
            return _("Your house is on a server; nothing is kept on this computer.")
        return _("A USB stick that you lock away helps most: it survives this computer.")

    def verb(self) -> str:
        return _("Go to Today") if self.on_server else _("Make the first backup")

    def first_focus(self) -> QWidget | None:
        if self.on_server:
            return None
        return self.rows[0] if self.rows else self.pick

    def look(self) -> None:
        """See which drives are plugged in; what is chosen stays while it is there."""
        self.show_places([*sticks(), *self._here()])

    def _here(self) -> list[Place]:
        keeping = self.desk.keeping
        file = keeping.database() if keeping else None
        usual = (file.parent if file else self.desk.data) / "backups"
        here = Place(usual, "monitor", _("This computer"),
                     _("Helps after a mistake, not when the computer is lost."))  # fmt: skip
        if self.other is None:
            return [here]
        return [Place(self.other, "folder", self.other.name or str(self.other), str(self.other)),
                here]  # fmt: skip

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these to choose from; the first is chosen unless another one was."""
        if [row.place for row in self.rows] == list(places):
            return
        clear(self.column)
        self.rows = [PlaceRow(place) for place in places]
        for row in self.rows:
            self.column.addWidget(row)
            row.clicked.connect(partial(self.choose, row.place.folder))
        folders = [place.folder for place in places]
        self.choose(self.chosen if self.chosen in folders else folders[0])

    def choose(self, folder: Path) -> None:
        """Backups go there."""
        self.chosen = folder
        for row in self.rows:
            row.show_chosen(row.place.folder == folder)

    def _on_pick(self) -> None:
        found = choose_folder(self, _("Where backups go"))
        if found is not None:
            self.other = self.chosen = found
            self.look()

    def keep(self) -> None:
        if not self.on_server:
            self.memory.texts[self.id] = {"chosen": self.chosen, "other": self.other}

    def _recall(self) -> None:
        known = self.memory.texts.get(self.id)
        if known is not None:
            self.chosen, self.other = known["chosen"], known["other"]

    def go(self) -> None:
        if self.on_server:
            self.passed.emit()
            return
        keeping, folder = self.desk.keeping, self.chosen
        if keeping is None or folder is None:
            self.passed.emit()
            return
        self.busy.emit(_("Making the first backup"))
        place = next((row.place for row in self.rows if row.place.folder == folder), None)
        self.desk.slow(
            self, partial(_first_backup, keeping, place),
            done=self._on_done, failed=self.refuse,
        )  # fmt: skip

    def _on_done(self, outcome: BackedUp) -> None:
        if outcome.failed:
            self.refuse(Problem(outcome.failed[0][1]))
            return
        self.busy.emit("")
        self.passed.emit()


def _first_backup(keeping: KeepingLike, place: Place | None) -> BackedUp:
    """Here, and in the chosen place where that is another; a place that fails is no place."""
    if place is None or place.icon == "monitor":
        return keeping.back_up()
    drive = drive_of(place.folder) if place.top is None else None
    top = drive.top if drive is not None else place.top
    place_id = keeping.add_place(place.folder, place.words, top)
    try:
        outcome = keeping.back_up()
    except BaseException:
        keeping.forget_place(place_id)
        raise
    if outcome.failed:
        keeping.forget_place(place_id)
    return outcome
