"""The filters of the directory: day, fellowship, who may come, online, on the board."""

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, fellowship_name
from sobrhouse.domain.phrases import weekday_name
from sobrhouse.queries.meeting_groups import GroupRow
from sobrhouse.words import _, p_
from ui.office.fields.filter_row import ANY, Choices, FilterRow

APPOINTMENT = "none"


class Filters(FilterRow):
    """Five choices side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.day = Choices(_("Day"), [
            (ANY, _("Any day")), *((n, weekday_name(n)) for n in range(7)),
            (APPOINTMENT, _("By appointment"))])
        self.fellowship = Choices(_("Fellowship"), [
            (ANY, _("All fellowships")),
            *((code, fellowship_name(code, short=True)) for code in FELLOWSHIP_NAMES)])
        self.who = Choices(_("Who may come"), [
            (ANY, _("Open and closed")), (False, p_("meeting", "Open")),
            (True, p_("meeting", "Closed"))])
        self.how = Choices(_("How people meet"), [
            (ANY, _("Online or not")), ("here", _("In person")), ("online", _("Online"))])
        self.board = Choices(_("Board"), [
            (ANY, _("All meetings")), (True, _("On the board")), (False, _("Not on the board"))])
        boxes = (self.day, self.fellowship, self.who, self.how, self.board)
        super().__init__(boxes, parent)

    def lets(self, row: GroupRow) -> bool:
        """Whether a meeting passes all of them."""
        day = APPOINTMENT if row.weekday is None else row.weekday
        how = self.how.value()
        return all((
            self.day.value() in (ANY, day),
            self.fellowship.value() in (ANY, row.fellowship),
            self.who.value() in (ANY, row.facts.closed),
            how == ANY or row.online == (how == "online") or _both(row),
            self.board.value() in (ANY, row.on_board),
        ))


def _both(row: GroupRow) -> bool:
    """A meeting that one can go to, or join from the house."""
    return row.facts.format == "hybrid"
