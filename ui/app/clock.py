"""Clock: a banner while the computer's clock cannot be believed."""

from typing import Any

from PySide6.QtCore import QObject, SignalInstance, Slot

from sobrhouse.domain.clocks import jump_words
from sobrhouse.queries.clock import Standing, clock_standing
from sobrhouse.words import _
from ui.desk import Desk, Trouble

_TOPICS = frozenset({"clock", "database", "*"})


class ClockDoubt(QObject):
    """Looks when the office stands (`stands` says so), and when a jump is noted or settled."""

    def __init__(
        self, desk: Desk, parent: QObject | None = None, stands: SignalInstance | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        desk.changed.connect(self._on_changed)
        if stands is not None:
            stands.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Ask for what stands; the practice house has a clock of its own."""
        if self.desk.is_open and not self.desk.practice:
            self.desk.ask(self, clock_standing, done=self._say)

    @Slot(object)
    def _on_changed(self, topics: Any) -> None:
        if topics & _TOPICS:
            self.look()

    def _say(self, standing: Standing | None) -> None:
        self.desk.trouble("clock", None if standing is None else trouble(standing))


def trouble(standing: Standing) -> Trouble:
    """What happened, what it means, and where to go on."""
    said = _(
        "This computer's clock moved {jump}. Times since then are marked as uncertain. Look at the "
        "clock of this computer and put it right."
    ).format(jump=jump_words(standing.by))
    return Trouble(said, _("Go on in Today"), ("today", None), icon="clock")
