"""Card: one's own, after the PIN: sign in or out as the one big button, and my day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.kiosk import Asked, Card, ChoreTurn, MessageRow, VoteRow
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.words import _, n_
from ui.kiosk.day import Day
from ui.kiosk.going import said_time
from ui.kiosk.parts import Card as Sheet
from ui.kiosk.parts import Mark, column, line_wide, row, words, words_tall
from ui.kiosk.screen import SIDE, Room, Screen
from ui.kiosk.tonight import still_to_come
from ui.kiosk.touch import Face, Touch
from ui.kiosk.went import week_words

GAP_BELOW = 12  # px under the greeting
FINISH = 240  # px that the button beside it needs, at the least
YEARS = 1000  # days: a figure as wide as that leaves no room for an icon


@dataclass(frozen=True, slots=True)
class CardDeeds:
    """What can be done from the card."""

    sign_in: Callable[[], None]
    sign_out: Callable[[], None]
    out_again: Callable[[], None]
    forgot: Callable[[], None]
    support: Callable[[], None]
    people: Callable[[], None]
    ask_pass: Callable[[], None]
    went: Callable[[], None]
    chores: Callable[[], None]
    chore: Callable[[ChoreTurn], None]
    asked: Callable[[Asked], None]
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
        self._card, self._now, self._deeds = card, now, deeds
        greeting = _("Welcome back, {name}") if card.out else _("Hi, {name}")
        hello, since = greeting.format(name=card.first_name), self._beside_hello()
        head = column(words(hello, "h1"), words(since, "muted"), gap=0)
        self.finish = Touch(_("Finish"), Face("plain", "x"), tall=room.button)
        self.finish.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.finish.clicked.connect(deeds.leave)
        top = row(head, 1, self.finish)
        self.body.addLayout(top)
        self.body.addSpacing(GAP_BELOW)
        above = words_tall(hello, "h1", room.wide) + words_tall(since, "muted", room.wide)
        free = room.tall - room.head - max(room.button, above) - GAP_BELOW - room.below
        self.day = Day(room, free, card, now, deeds, still_to_come(tonight, now))
        sides = row(self._left(), self.day, gap=20)
        sides.setStretch(0, 43)
        sides.setStretch(1, 57)
        self.body.addLayout(sides, 1)

    def _beside_hello(self) -> str:
        """What the log says, and who is there for somebody new; where there is no room for both,
        less of the log.
        """
        since, buddy = self._since(), self._card.buddy
        if not buddy:
            return since
        said = _("Your buddy: {name}").format(name=buddy)
        both, free = f"{since} {said}", self.room.wide - 2 * SIDE - FINISH
        return both if line_wide(both, "muted") <= free else said

    def _since(self) -> str:
        out = self._card.out
        if out is None:
            return _("You are signed in.")
        when = said_time(out.out_at.astimezone(self._now.tzinfo), self._now)
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
        self.people = Touch(_("My people"), Face("plain", "heart-handshake"), tall=76)
        self.people.clicked.connect(self._deeds.people)
        below = row(self.support, self.people)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        left.addLayout(below)
        return left

    def _sober(self) -> Sheet:
        card = self._card
        figure = words(f"{card.days_sober:,}", "figure")
        figure.setAccessibleName(
            n_("{n} day sober", "{n} days sober", card.days_sober or 0).format(n=card.days_sober)
        )
        line = row(figure, gap=24)
        if card.next_chip and card.next_chip_on is not None:
            line.addLayout(self._chip(card.next_chip, card.next_chip_on), 1)
        else:
            line.addStretch(1)
        return Sheet(words(_("Days sober"), "h2"), line, gap=0)

    def _chip(self, name: str, on: date) -> QVBoxLayout:
        """The next chip and its day; its name alone beside years of days on a narrow screen."""
        said = words(name, "h2", wrap=True)
        if self.room.narrow and (self._card.days_sober or 0) >= YEARS:
            return column(1, said, 1)
        days = self._card.next_chip_days or 0
        soon = n_("in {n} day, on {date}", "in {n} days, on {date}", days) if days else _("today")
        more = soon.format(n=days, date=nice_date(on, self._now.date()))
        award = row(Mark("award", "out", 28), said, gap=10)
        award.setStretch(1, 1)
        return column(1, award, words(more, "muted", wrap=True), 1, gap=2)

    def _meetings(self) -> Touch:
        """ "I went to a meeting", and how many of how many it makes this week."""
        week = self._card.meetings
        icon = "circle-check" if week.asked and week.met else "users"
        self.went = Touch(
            _("I went to a meeting"), Face("plain", icon, left=True, under=week_words(week)),
            tall=76,
        )  # fmt: skip
        self.went.clicked.connect(self._deeds.went)
        return self.went


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
