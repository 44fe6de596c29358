"""Card: one's own, after the PIN: sign in or out as the one big button, and my day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from sobrhouse.domain.phrases import nice_date, nice_day_time, nice_duration, nice_time
from sobrhouse.queries.kiosk import Card, MessageRow, VoteRow
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.words import _, n_
from ui.kiosk.parts import Card as Sheet
from ui.kiosk.parts import Fact, Mark, column, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.tonight import meeting_words, still_to_come
from ui.kiosk.touch import Face, Touch

SHOWN_MESSAGES = 2
SHOWN_VOTES = 2  # the next one shows once one has voted
MANY_FAILURES = 3  # wrong tries that their owner is told of (safety.md 4.4)


@dataclass(frozen=True, slots=True)
class CardDeeds:
    """What can be done from the card."""

    sign_in: Callable[[], None]
    sign_out: Callable[[], None]
    out_again: Callable[[], None]
    forgot: Callable[[], None]
    support: Callable[[], None]
    ask_pass: Callable[[], None]
    went: Callable[[], None]
    vote: Callable[[VoteRow], None]
    read: Callable[[MessageRow], None]
    leave: Callable[[], None]


class CardScreen(Screen):
    """What one person may do and know now; 30 seconds without a touch end it."""

    seconds = 30

    def __init__(
        self, room: Room, card: Card, now: datetime, deeds: CardDeeds,
        tonight: Sequence[MeetingToday] = (),
    ) -> None:  # fmt: skip
        super().__init__(room)
        self._tonight = still_to_come(tonight, now)
        self._card, self._now, self._deeds = card, now, deeds
        self._zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")
        greeting = _("Welcome back, {name}") if card.out else _("Hi, {name}")
        head = column(words(greeting.format(name=card.first_name), "h1"), gap=0)
        head.addWidget(words(self._since(), "muted"))
        self.finish = Touch(_("Finish"), Face("plain", "x"), tall=room.button)
        self.finish.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.finish.clicked.connect(deeds.leave)
        top = row(head, 1, self.finish)
        self.body.addLayout(top)
        self.body.addSpacing(12)
        left, right = self._left(), self._day()
        sides = row(left, right, gap=20)
        sides.setStretch(0, 43)
        sides.setStretch(1, 57)
        self.body.addLayout(sides, 1)

    def _since(self) -> str:
        out = self._card.out
        if out is None:
            return _("You are signed in.")
        when = nice_day_time(out.out_at, self._zone, self._now.date())
        where = ", ".join(filter(None, (_(out.destination), out.with_whom)))
        said = _("You signed out at {time}.").format(time=when)
        return f"{said} {where}." if where else said

    def _left(self) -> QVBoxLayout:
        out = self._card.out
        self.big = Touch(
            _("Sign in") if out else _("Sign out"),
            Face("primary", "log-in", "actionXL") if out else Face("out", "log-out", "actionXL"),
            tall=112,
        )
        self.big.clicked.connect(self._deeds.sign_in if out else self._deeds.sign_out)
        self.second = Touch(
            _("Sign out again") if out else _("I forgot to sign out"),
            Face("plain", "log-out" if out else "history"),
            tall=76,
        )
        self.second.clicked.connect(self._deeds.out_again if out else self._deeds.forgot)
        left = column(self.big, self.second)
        if self._card.days_sober is not None:
            left.addWidget(self._sober())
        left.addWidget(self._meetings())
        left.addStretch(1)
        self.support = Touch(_("I need support"), Face("support", "life-buoy"), tall=76)
        self.support.clicked.connect(self._deeds.support)
        left.addWidget(self.support)
        return left

    def _sober(self) -> Sheet:
        card = self._card
        figure = words(f"{card.days_sober:,}", "figure")
        figure.setAccessibleName(
            n_("{n} day sober", "{n} days sober", card.days_sober or 0).format(n=card.days_sober)
        )
        line = row(figure, gap=24)
        if card.next_chip and card.next_chip_on is not None:
            days = card.next_chip_days or 0
            soon = n_("in {n} day, on {date}", "in {n} days, on {date}", days)
            more = soon.format(n=days, date=nice_date(card.next_chip_on, self._now.date()))
            award = row(Mark("award", "out", 28), words(card.next_chip, "h2", wrap=True), gap=10)
            award.setStretch(1, 1)
            chip = column(1, award, words(more, "muted", wrap=True), 1, gap=2)
            line.addLayout(chip, 1)
        else:
            line.addStretch(1)
        return Sheet(words(_("Days sober"), "h2"), line, gap=0)

    def _meetings(self) -> Touch:
        """ "I went to a meeting", and how many of how many it makes this week."""
        week = self._card.meetings
        said = n_("{n} meeting this week", "{n} meetings this week", week.done).format(n=week.done)
        if week.asked:
            said = _("{n} of {m} this week").format(n=week.done, m=week.asked)
        icon = "circle-check" if week.asked and week.met else "users"
        self.went = Touch(
            _("I went to a meeting"), Face("plain", icon, left=True, under=said),
            tall=76,
        )  # fmt: skip
        self.went.clicked.connect(self._deeds.went)
        return self.went

    # My day. Chores will put their rows here too.

    def _day(self) -> Sheet:
        sheet = Sheet(words(_("My day"), "h2"), gap=10)
        for thing in self._rows():
            sheet.body.addWidget(thing)
        sheet.body.addStretch(1)
        self.ask_pass = Touch(_("Ask for a pass"), Face("plain", "calendar-plus"))
        self.ask_pass.clicked.connect(self._deeds.ask_pass)
        sheet.body.addWidget(self.ask_pass)
        return sheet

    def _rows(self) -> list[QWidget]:
        card = self._card
        rows: list[QWidget] = [self._vote(vote) for vote in card.votes[:SHOWN_VOTES]]
        if card.failures_before >= MANY_FAILURES:
            tries = n_(
                "{n} wrong try before this", "{n} wrong tries before this", card.failures_before
            )
            rows.append(
                Fact("shield", "danger", tries.format(n=card.failures_before),
                     _("Not you? Tell the house manager."))
            )  # fmt: skip
        if card.out and card.out.expected_at:
            due = card.out.expected_at.astimezone(self._zone)
            said = _("Due back {time}").format(
                time=nice_day_time(due, self._zone, self._now.date())
            )
            if due.date() == self._now.date():
                said = _("Due back {time}").format(time=nice_time(due))
            rows.append(Fact("clock", "primary", said))
        rows += [self._meeting(meeting) for meeting in self._tonight]
        rows.append(Fact("moon", "support", card.curfew_words, card.pass_words))
        rows += [self._message(message) for message in card.messages[:SHOWN_MESSAGES]]
        more = len(card.messages) - SHOWN_MESSAGES
        if more > 0:
            rest = n_("{n} more message", "{n} more messages", more).format(n=more)
            line = Touch(rest, Face("plain", "message-circle", left=True, after="chevron-right"))
            first = card.messages[SHOWN_MESSAGES]
            line.clicked.connect(lambda _on=False: self._deeds.read(first))
            rows.append(line)
        return rows

    def _vote(self, vote: VoteRow) -> Touch:
        said = _("Vote now")
        line = Touch(
            said, Face("primary", "vote", "h2", left=True, under=vote.text, after="chevron-right"),
            name=f"{said}. {vote.text}", tall=84,
        )  # fmt: skip
        line.clicked.connect(lambda _on=False: self._deeds.vote(vote))
        return line

    def _meeting(self, meeting: MeetingToday) -> Fact:
        """A meeting of the house that everybody comes to."""
        if meeting.at <= self._now:
            return Fact("users", "danger", meeting_words(meeting), _("It has begun."))
        minutes = max(1, int((meeting.at - self._now).total_seconds() // 60))
        said = _("In {span}").format(span=nice_duration(minutes))
        return Fact("users", "primary", meeting_words(meeting), said)

    def _message(self, message: MessageRow) -> Touch:
        said = ": ".join(filter(None, (message.sender, " ".join(message.text.split()))))
        line = Touch(
            _("Message from the house"),
            Face("plain", "circle-check" if message.read else "message-circle", "h2", left=True,
                 under=said, after="chevron-right"),
            name=". ".join((_("Message from the house"), said)),
            tall=84,
        )  # fmt: skip
        line.clicked.connect(lambda _on=False: self._deeds.read(message))
        return line


class MessageScreen(Screen):
    """One message, whole; that it was read is logged when its reader says so."""

    seconds = 60

    def __init__(
        self, room: Room, message: MessageRow, read: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__(room)
        self.read = Touch(
            _("Go back") if message.read else _("I read this"),
            Face("primary", "check", "action"),
            tall=room.button,
        )
        self.read.clicked.connect(back if message.read else read)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(back)
        text = words(message.text, "label" if len(message.text) < 300 else "body", wrap=True)
        self.body.addWidget(words(_("Message from the house"), "h1"))
        self.body.addWidget(words(message.sender, "muted"))
        self.body.addSpacing(14)
        self.body.addWidget(Sheet(text, 1), 1)
        self.body.addSpacing(14)
        self.body.addLayout(row(*([] if message.read else [away]), self.read))
