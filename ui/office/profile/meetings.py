"""The tab Meetings of a profile: this week's ring, ninety in ninety, home group, service, weeks."""

from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import month_day, span
from sobrhouse.domain.requirements import (
    LONG,
    WHENCE_WORDS,
    Asked,
    LongCount,
    asked_words,
    days_left,
    left_words,
)
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.profile import Profile
from sobrhouse.queries.recovery_person import PersonMeetings, ServiceRow, WeekOf, person_meetings
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.recovery import words
from ui.office.recovery.profile_forms import ProfileMeetingForms
from ui.office.sections import Item, Section
from ui.widgets.boxes import ScrollBox, clear, hbox, stack, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import Label, Rule
from ui.widgets.ring import Ring

SIX_DAYS = timedelta(days=6)


class ProfileMeetings(ScrollBox):
    """What somebody's recovery meetings look like, week by week."""

    go = Signal(str, object)

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        self.desk = desk
        self.data: PersonMeetings | None = None
        self._who = 0  # whose meetings are asked for
        self.forms = ProfileMeetingForms(desk, panel)
        daily = desk.may(Permission.RECORD_DAILY)
        manager = desk.may(Permission.MANAGE_PEOPLE)
        self.ring, self.long_ring = Ring(88), Ring(88)
        self.week, self.long = Label("", "muted", wrap=True), Label("", "muted", wrap=True)
        self.nothing = Label(_("This person has not lived here yet."), "muted", wrap=True)
        self.asked = Section(_("Asked of them"), "", _("Change") if manager else "",
                             self.forms.set_own)  # fmt: skip
        self.home = Section(_("Home group"), _("None written down yet."),
                            _("Set") if daily else "", self.forms.set_home)  # fmt: skip
        self.service = Section(_("Service"), _("None written down yet."),
                               _("Add") if daily else "", self.forms.add_service)  # fmt: skip
        self.log = Button(_("Log a meeting"), icon="plus", small=True)
        self.log.clicked.connect(self.forms.log_meeting)
        if not daily:
            self.log.hide()
        self.weeks = vbox(gap=1)
        self._build()

    def _build(self) -> None:
        top = hbox(self.ring, gap=3)
        top.addWidget(stack(1, Label(_("This week"), "h3"), self.week, 1, gap=0), 1)
        top.addWidget(self.long_ring)
        top.addWidget(stack(1, Label(_("90 in 90"), "h3"), self.long, 1, gap=0), 1)
        self.whole = QWidget()
        box = vbox(top, gap=4, margins=(16, 12, 16, 16), parent=self.whole)
        box.addWidget(self.asked)
        beside = hbox(gap=5)
        for section in (self.home, self.service):
            beside.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
        box.addLayout(beside)
        box.addWidget(Rule())
        box.addLayout(hbox(Label(_("Week by week"), "h2"), 1, self.log))
        box.addLayout(self.weeks)
        holder = QWidget()
        vbox(self.nothing, margins=(16, 12, 16, 0), parent=holder)
        self.nothing_holder = holder
        self.add(holder)
        self.add(self.whole)
        self.whole.hide()

    def show_person(self, data: Profile) -> None:
        """Ask for somebody's meetings."""
        who = data.person.resident_id
        self.forms.name = data.short_name
        if who != self._who:
            self._who, self.data, self.forms.data = who, None, None
            self.whole.hide()
        self.desk.ask(self, person_meetings, who, self.desk.today(), done=partial(self._show, who))

    def _show(self, who: int, found: PersonMeetings | None) -> None:
        if who != self._who:
            return
        self.data = found
        self.forms.take(found)
        self.whole.setVisible(found is not None)
        self.nothing_holder.setVisible(found is None)
        if found is None:
            return
        self._show_rings(found)
        self._show_asked(found)
        self._show_home(found)
        self.service.show_items([self._service_item(row) for row in found.service])
        self._show_weeks(found)

    def _show_rings(self, found: PersonMeetings) -> None:
        newest = found.weeks[0]
        said, _kind = words.state(newest.tally, over=not found.lives_here)
        title = span(newest.week_start, newest.week_start + SIX_DAYS)
        left = left_words(days_left(newest.week_start, self.desk.today()))
        if newest.tally.missing and found.lives_here and left:
            self.week.setText(f"{said}, {left}. {title}")
        else:
            self.week.setText(f"{said}. {title}")
        self.ring.show_part(
            newest.tally.done, newest.tally.asked, _("This week: {what}").format(what=said)
        )
        text = long_words(found.ninety, found.last_ninety)
        self.long_ring.show_part(found.ninety.meetings, LONG, text)
        self.long.setText(text)

    def _show_asked(self, found: PersonMeetings) -> None:
        rule = found.own or found.otherwise
        items = [Item(rule_words(rule), rule.reason if found.own else "")]
        if found.own is not None:
            items.append(Item(
                _("Without that: {what}").format(what=asked_words(found.otherwise)), "",
                self.forms.end_own if self.desk.may(Permission.MANAGE_PEOPLE) else None,
            ))  # fmt: skip
        self.asked.show_items(items)

    def _show_home(self, found: PersonMeetings) -> None:
        today = self.desk.today()
        items = []
        if found.home is not None:
            since = _("since {day}").format(day=month_day(found.home.from_on, today))
            run = self.forms.end_home if self.desk.may(Permission.RECORD_DAILY) else None
            items.append(Item(found.home.name, since, run))
        for past in found.past_homes:
            assert past.to_on is not None
            when = _("{first} to {last}").format(
                first=month_day(past.from_on, today), last=month_day(past.to_on, today)
            )
            items.append(Item(past.name, when))
        self.home.show_items(items)

    def _service_item(self, row: ServiceRow) -> Item:
        today = self.desk.today()
        when = _("since {day}").format(day=month_day(row.from_on, today))
        if row.to_on is not None:
            when = _("{first} to {last}").format(
                first=month_day(row.from_on, today), last=month_day(row.to_on, today)
            )
        may = self.desk.may(Permission.RECORD_DAILY)
        what = f"{row.role}, {row.where}" if row.where else row.role
        return Item(what, when, partial(self.forms.open_service, row) if may else None)

    def _show_weeks(self, found: PersonMeetings) -> None:
        clear(self.weeks)
        for number, week in enumerate(found.weeks):
            over = number > 0 or not found.lives_here
            self.weeks.addWidget(self._week(week, over=over))
        shown = sum(len(week.meetings) for week in found.weeks)
        if found.total > shown:
            older = n_("{n} older meeting", "{n} older meetings", found.total - shown)
            self.weeks.addWidget(Label(older.format(n=found.total - shown), "muted"))

    def _week(self, week: WeekOf, *, over: bool) -> QWidget:
        text, kind = words.state(week.tally, over=over)
        head = hbox(Label(span(week.week_start, week.week_start + SIX_DAYS), "strong"),
                    Chip(text, kind), 1, self._opens(week), gap=3)  # fmt: skip
        widget = QWidget()
        box = vbox(head, gap=1, margins=(0, 6, 0, 6), parent=widget)
        notes = [words.week_rule(week.rule, week.days)]
        if week.excuse is not None:
            notes.append(_("Excused. {what}").format(what=words.excuse_line(week.excuse)))
        for note in filter(None, notes):
            box.addWidget(Label(note, "muted", wrap=True))
        for meeting in week.meetings:
            said, chip = words.verification(meeting)
            name = Label(meeting.name, "body", wrap=True)
            line = words.meeting_line(meeting, self.desk.today())
            if not meeting.counts:
                line = ", ".join((line, _("does not count here")))
            about = Label(line, "muted", wrap=True)
            row: Any = hbox(stack(name, about, gap=0), gap=3)
            row.setStretch(0, 1)
            row.addWidget(Chip(said, chip))
            box.addLayout(row)
        if not week.meetings:
            box.addWidget(Label(_("No recovery meeting."), "faint"))
        return widget

    def _opens(self, week: WeekOf) -> Button:
        """The week in the Meetings place, where its lines are verified and corrected."""
        assert self.data is not None
        target = {"tab": "recovery", "stay": self.data.stay_id, "day": week.week_start}
        named = _("Open the week of {day}").format(
            day=month_day(week.week_start, self.desk.today())
        )
        button = Button(_("Open week"), "ghost", small=True, name=named)
        button.clicked.connect(lambda: self.go.emit("meetings", target))
        return button


def long_words(count: LongCount, last: int) -> str:
    """ "41 meetings in 65 days"; afterwards what the ninety days came to, and the last ninety."""
    meetings = n_("{n} meeting", "{n} meetings", count.meetings).format(n=count.meetings)
    if not count.over:
        days = n_("{n} day", "{n} days", count.day).format(n=count.day)
        return _("{meetings} in {days}").format(meetings=meetings, days=days)
    return _("{meetings} in the first 90 days, {n} in the last 90").format(
        meetings=meetings, n=last
    )


def rule_words(rule: Asked) -> str:
    """ "5 a week, asked of the phase"."""
    return f"{asked_words(rule)}, {_(WHENCE_WORDS[rule.whence])}"
