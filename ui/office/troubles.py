"""Troubles: what lasts, such as an old backup, stands in a banner under the header until it is
over.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout

from sobrhouse.words import _, n_
from ui.desk import Desk, Trouble
from ui.widgets.banner import Banner

Go = Callable[[str, object], None]
MOST = 2  # banners over a page, so that a small window keeps its room


class Troubles(QObject):
    """A banner for each trouble that the desk tells of, one in safe mode, and one where nothing is
    real; the page keeps its room, so that of many the most urgent stand and a button shows the
    rest. While the records are damaged that is the one trouble, and its banner comes from there.
    """

    def __init__(self, desk: Desk, banners: QVBoxLayout, go: Go, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._banners, self._go = desk, banners, go
        self.shown: dict[str, Banner] = {}
        self._all = False  # whether the person wants to see them all
        if desk.safe:
            banners.addWidget(_in_safe_mode(desk))
        if desk.practice:
            banners.addWidget(_in_practice(desk))
        self._room = max(MOST - desk.safe - desk.practice, 1)
        desk.troubled.connect(self.show_all)
        self.show_all()

    @Slot()
    def show_all(self) -> None:
        """Those that stand, each once; one that said something else says what it says now."""
        standing = {} if self._desk.held else self._desk.troubles
        for name in [name for name in self.shown if not self._stands(name)]:
            gone = self.shown.pop(name)
            gone.hide()
            gone.deleteLater()
        urgent = sorted(standing.items(), key=lambda each: each[1].kind != "bad")
        for name, trouble in urgent:
            banner = self.shown.pop(name, None)
            if banner is None:
                banner = Banner("", trouble.kind, icon=trouble.icon or None)
                banner.more.clicked.connect(self._turn)
            self.shown[name] = banner
            self._banners.removeWidget(banner)
            self._banners.addWidget(banner)
            banner.say(trouble.text, trouble.button, partial(self._press, trouble))
        self._make_room()

    def _make_room(self) -> None:
        """Show as many as may stand over a page, and how many more there are."""
        many = len(self.shown) - self._room
        self._all = self._all and many > 0
        for at, banner in enumerate(self.shown.values()):
            banner.setVisible(self._all or at < self._room)
            banner.more.setVisible(many > 0 and at == self._room - 1)
            banner.more.set_text(
                _("Show fewer") if self._all
                else n_("{n} more notice", "{n} more notices", many).format(n=many)
            )  # fmt: skip

    @Slot()
    def _turn(self) -> None:
        self._all = not self._all
        self._make_room()

    def _stands(self, name: str) -> bool:
        """Whether its banner can go on saying it, in the colour that it has."""
        trouble = None if self._desk.held else self._desk.troubles.get(name)
        return trouble is not None and self.shown[name].property("tone") == trouble.kind

    def _press(self, trouble: Trouble) -> None:
        if trouble.go is not None:
            self._go(*trouble.go)


def _in_practice(desk: Desk) -> Banner:
    """That nothing is real, and the way to what will be, for who came to look around."""
    text, back = _("Practice house. Nothing here is real."), partial(desk.wanted.emit, "own house")
    if not desk.leads_back:
        return Banner(text, "warn", icon="info")
    return Banner(text, "warn", _("Set up my house"), partial(back, None), icon="info")


def _in_safe_mode(desk: Desk) -> Banner:
    """What does not happen by itself now, and the way out."""
    text = _(
        "Safe mode. No backup is made by itself, the kiosk stays shut, and what others write shows "
        "when you press F5."
    )
    again = partial(desk.wanted.emit, "again", "usual")
    return Banner(text, "warn", _("Start as usual"), again, icon="life-buoy")
