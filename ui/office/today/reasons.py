"""Needs attention: each row a reason and one button, and a menu by which it may wait."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.words import _, n_
from ui import theme
from ui.turns import Steps
from ui.widgets.boxes import ScrollBox
from ui.widgets.buttons import IconButton
from ui.widgets.cards import Card, ReasonRow
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label, Rule

_CHIP = {Urgency.NOW: "bad", Urgency.TODAY: "warn", Urgency.WEEK: "info"}
_MORE = 26  # px, so that what a row says keeps its room
MORNING = time(8, 0)  # when "tomorrow" is


class AttentionCard(Card):
    """What needs somebody, the most urgent first."""

    chosen = Signal(object)
    snoozed = Signal(object, object)  # the reason, for how long (timedelta)
    dismissed = Signal(object)
    opened = Signal(int)  # a resident

    def __init__(self, may_write: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(_("Needs attention"), count=0, parent=parent)
        self.may_write = may_write
        self.rows = ScrollBox()
        self.add(self.rows, 1)
        self.waiting = Label("", "small")
        self.add(self.waiting)
        self._now: datetime | None = None
        self._made: dict[str, ReasonRow] = {}

    def show_reasons(self, reasons: tuple[Reason, ...], snoozed: int, now: datetime) -> Steps:
        """Show them in their order, or say kindly that there is nothing; `now` in local time."""
        self._now = now
        self.set_count(len(reasons))
        self.waiting.setVisible(bool(snoozed))
        self.waiting.setText(
            n_("{n} more waits until later.", "{n} more wait until later.", snoozed).format(
                n=snoozed
            )
        )
        made: dict[str, ReasonRow] = {}
        focused = ""

        def rows() -> Iterator[QWidget]:
            nonlocal focused
            for reason in reasons:
                if made:
                    yield Rule()
                made[reason.key] = self._row(reason)
                yield made[reason.key]
            if not made:
                yield _nothing()
            focused, self._made = self._focused(), made  # last, for the old rows go next

        for step in self.rows.filling(rows()):
            if focused in made and made[focused].isVisibleTo(self):
                made[focused].button.setFocus()  # who was on a row with the keyboard stays on it
                focused = ""
            yield step

    def _focused(self) -> str:
        at: object = self.window().focusWidget()  # nothing where no widget has it
        rows = self._made.items()
        return next(
            (key for key, row in rows if isinstance(at, QWidget) and row.isAncestorOf(at)), ""
        )

    def _row(self, reason: Reason) -> ReasonRow:
        row = ReasonRow(
            reason.icon,
            _CHIP[reason.urgency],
            reason.what,
            reason.why,
            _soon(reason.urgency),
            reason.verb,
        )
        row.setToolTip(f"{reason.what}\n{reason.why}")
        row.pressed.connect(lambda: self.chosen.emit(reason))
        row.menu_wanted.connect(partial(self._open_menu, reason))
        if self.may_write:
            more = IconButton("ellipsis-vertical", _("More: {what}").format(what=reason.what),
                              kind="ghost")  # fmt: skip
            more.clicked.connect(
                lambda: self._open_menu(reason, more.mapToGlobal(more.rect().bottomLeft()))
            )
            more.setFixedWidth(round(_MORE * theme.scale()))
            layout = row.layout()
            assert layout is not None
            layout.addWidget(more)
            layout.setAlignment(more, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _open_menu(self, reason: Reason, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, reason)
        if menu.actions():
            menu.popup(place)

    def fill_menu(self, menu: QMenu, reason: Reason) -> None:
        """What else can be done with a row."""
        lines: list[tuple[str, str, Callable[[], object]]] = []
        if self.may_write:
            assert self._now is not None  # there are rows only once they were shown
            hour, morning = timedelta(hours=1), _until_morning(self._now)
            lines.append((_("Snooze 1 hour"), "clock", partial(self.snoozed.emit, reason, hour)))
            lines.append((_("Until tomorrow"), "sun", partial(self.snoozed.emit, reason, morning)))
            if reason.may_be_dismissed:
                lines.append(
                    (_("Not a problem"), "circle-check", partial(self.dismissed.emit, reason))
                )
        who = reason.resident_id
        if who is not None:
            lines.append((_("Open the profile"), "user-round", partial(self.opened.emit, who)))
        for text, icon, run in lines:
            menu.addAction(theme.icon(icon, "muted"), text).triggered.connect(
                lambda _on=False, run=run: run()
            )


def _until_morning(now: datetime) -> timedelta:
    """From now until 8 AM of the next day by the house's clock."""
    day = now.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, now.tzinfo) - now


def _soon(urgency: Urgency) -> str:
    return {Urgency.NOW: _("Now"), Urgency.TODAY: _("Today"), Urgency.WEEK: _("This week")}[urgency]


def _nothing() -> QWidget:
    return EmptyState(
        "circle-check",
        _("Nothing needs you right now"),
        _("When something does, it stands here with a reason."),
    )
