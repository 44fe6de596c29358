"""The filters of people who support: fellowship, what they are willing to be, how they stand."""

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, fellowship_name
from sobrhouse.domain.support import KIND_WORDS, OUTSIDE_KINDS
from sobrhouse.queries.supporters import SupporterRow
from sobrhouse.words import _
from ui import theme
from ui.office.fields.filter_row import ANY, Choices, FilterRow
from ui.office.supporters.words import STATES, word_of

WIDEST = 170


class SupporterFilters(FilterRow):
    """Three choices side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.fellowship = Choices(_("Fellowship"), [
            (ANY, _("All fellowships")),
            *((code, fellowship_name(code, short=True)) for code in FELLOWSHIP_NAMES)])
        self.kind = Choices(_("Willing to be"), [
            (ANY, _("All kinds")), *((code, _(KIND_WORDS[code])) for code in OUTSIDE_KINDS)])
        self.state = Choices(_("State"), [
            (ANY, _("Any state")), *((code, word_of(code)) for code in STATES)])
        # The longest of the kinds is seen in the list that opens; the box need not be as wide.
        with theme.fitting(self.kind):
            self.kind.view().setMinimumWidth(self.kind.sizeHint().width())
        self.kind.setMaximumWidth(round(WIDEST * theme.scale()))
        super().__init__((self.fellowship, self.kind, self.state), parent)

    def lets(self, row: SupporterRow) -> bool:
        """Whether somebody passes all of them."""
        fellowship, kind, state = (box.value() for box in self.boxes)
        return all((
            fellowship == ANY or fellowship in row.fellowships,
            kind == ANY or kind in row.kinds,
            state in (ANY, row.state),
        ))
