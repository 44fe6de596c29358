"""Meetings today: the house's own with the steps to it, and what the directory has later."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.meeting_series import KIND_WORDS
from sobrhouse.domain.phrases import near_date, nice_duration, nice_time
from sobrhouse.queries.meetings_today import MeetingsToday, MeetingToday, OutsideMeeting
from sobrhouse.queries.today import Today
from sobrhouse.words import _
from ui.turns import Steps
from ui.widgets.boxes import ScrollBox, hbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label

_SOON = timedelta(hours=3)  # so long before it is time to say how long it is still


class MeetingsCard(Card):
    """The day's meetings; the first that is not over has the two buttons."""

    attendance = Signal(object)  # MeetingToday
    agenda = Signal(object)
    wanted = Signal()  # the place Meetings

    def __init__(self, may_write: bool, parent: QWidget | None = None) -> None:
        self.all = Button(_("All meetings"), "ghost", small=True)
        super().__init__(_("Meetings today"), action=self.all, parent=parent)
        self.may_write = may_write
        self.all.clicked.connect(self.wanted)
        self.rows = ScrollBox(gap=1)
        self.add(self.rows, 1)

    def show_day(self, today: Today) -> Steps:
        """The meetings of one day, in their order."""
        yield from self.rows.filling(self._lines(today.meetings, today.now))

    def _lines(self, meetings: MeetingsToday, now: datetime) -> Iterator[QWidget]:
        next_up = next((m for m in meetings.house if not m.finished), None)
        for meeting in meetings.house:
            yield _line(nice_time(meeting.at), _name(meeting), *_state(meeting, now))
            if meeting is next_up and self.may_write:
                yield self._buttons(meeting)
        if not meetings.house:
            yield Label(_none_words(meetings, now), "muted", wrap=True)
        for group in meetings.outside:
            yield _line(nice_time(time.fromisoformat(group.starts_at)), _outside(group),
                        fellowship_name(group.fellowship, short=True), "mute")  # fmt: skip

    def _buttons(self, meeting: MeetingToday) -> QWidget:
        line = QWidget()
        words = _("Go on") if meeting.started else _("Take attendance")
        take = Button(words, "primary", "list-checks", small=True)
        count = f" ({meeting.items})" if meeting.items else ""
        agenda = Button(_("Agenda") + count, "outline", small=True)
        take.clicked.connect(partial(self._ask, self.attendance, meeting))
        agenda.clicked.connect(partial(self._ask, self.agenda, meeting))
        hbox(take, agenda, 1, gap=2, margins=(0, 2, 0, 4), parent=line)
        return line

    def _ask(self, signal: object, meeting: MeetingToday, _on: bool = False) -> None:
        signal.emit(meeting)  # type: ignore[attr-defined]


def _name(meeting: MeetingToday) -> str:
    title = meeting.title or _(KIND_WORDS[meeting.kind])
    return ", ".join(part for part in (title, meeting.place) if part)


def _outside(group: OutsideMeeting) -> str:
    where = group.place or (_("Online") if group.format == "online" else "")
    return ", ".join(part for part in (group.name, where) if part)


def _state(meeting: MeetingToday, now: datetime) -> tuple[str, str]:
    """A word or two, and the kind of chip."""
    if meeting.finished:
        return _("Finished"), "ok"
    if meeting.started:
        return _("Going on"), "brand"
    left = meeting.at - now
    if left < timedelta():
        return _("Not begun"), "bad"
    if left <= _SOON:
        minutes = max(1, int(left.total_seconds() // 60))
        return _("In {span}").format(span=nice_duration(minutes)), "warn"
    return _("Planned"), "mute"


def _none_words(meetings: MeetingsToday, now: datetime) -> str:
    if meetings.next_at is None:
        return _("No house meeting today, and none in the next days.")
    day = near_date(meetings.next_at.date(), now.date())
    return _("No house meeting today. Next: {day}, {time}.").format(
        day=day, time=nice_time(meetings.next_at)
    )


def _line(clock: str, name: str, state: str, kind: str) -> QWidget:
    line = QWidget()
    line.setToolTip(f"{clock} {name}")
    row = hbox(Label(clock, "strong"), gap=2, margins=(0, 1, 0, 1), parent=line)
    row.addWidget(ElidedLabel(name, "body"), 1)
    row.addWidget(Chip(state, kind), 0, Qt.AlignmentFlag.AlignRight)
    return line
