"""What one can do with a line of the sign log, each with its undo."""

from PySide6.QtCore import QObject, Signal

from sobrhouse.domain.signins import UNDONE
from sobrhouse.queries.signins import SignRow
from sobrhouse.services import signins
from sobrhouse.words import _
from ui.desk import Desk, Step


class SignSteps(QObject):
    """Signs people in, and says that a late return was seen."""

    done = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk

    def sign_in(self, row: SignRow) -> None:
        """They are back now."""
        self.desk.do(
            self, signins.sign_in, row.stay_id, done=self._on_done,
            said=_("{name} signed in").format(name=row.name),
            undo=lambda made: Step(signins.undo_sign, (made,)),
        )  # fmt: skip

    def seen(self, row: SignRow) -> None:
        """Somebody on the staff knows that they are or were late."""
        self.desk.do(
            self, signins.acknowledge, row.id, done=self._on_done,
            said=_("Seen: {name} was late").format(name=row.name),
            undo=lambda seen: Step(signins.undo_acknowledge, (seen,)),
        )  # fmt: skip

    def _on_done(self, _result: object) -> None:
        self.done.emit()


def undo_paper(row_id: int) -> Step:
    """The inverse of typing in a line of paper."""
    return Step(signins.strike, (row_id, UNDONE))
