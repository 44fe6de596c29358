"""My day: votes, what is due, the house's meetings, curfew and messages, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from sobrhouse.queries.kiosk import MessageRow, VoteRow
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.words import _, n_
from ui.kiosk.chore_words import how_many, next_said
from ui.kiosk.chores import asked_row, chore_row
from ui.kiosk.going import said_time
from ui.kiosk.parts import Card as Sheet
from ui.kiosk.parts import Fact, row, words, words_tall
from ui.kiosk.screen import SIDE, Room
from ui.kiosk.tonight import how_soon, meeting_words
from ui.kiosk.touch import TALL, Face, Touch

if TYPE_CHECKING:
    from datetime import datetime

    from sobrhouse.queries.kiosk import Card
    from ui.kiosk.card import CardDeeds

MANY_FAILURES = 3  # wrong tries that their owner is told of (safety.md 4.4)
ROOMY, TIGHT = 10, 8  # px between two rows
ROW_TALL = 84  # px of a row to touch
SHARE = 0.55  # of the card's width, at the least


class Fill(NamedTuple):
    """How many of each are shown; the next one shows once one has voted, or has read. Chores that
    have no row of their own share one.
    """

    votes: int
    meetings: int
    messages: int
    chores: int
    tight: bool = False


FILLS = (
    Fill(2, 2, 2, 3), Fill(2, 2, 1, 3), Fill(1, 2, 1, 3), Fill(1, 2, 1, 2), Fill(1, 1, 1, 2),
    Fill(1, 1, 1, 1), Fill(1, 1, 1, 1, tight=True), Fill(1, 0, 1, 1, tight=True),
    Fill(1, 0, 0, 1, tight=True),
)  # fmt: skip


class Day(Sheet):
    """The right side of the card; `tall` px are free for it, and it never asks for more."""

    def __init__(
        self, room: Room, tall: int, card: Card, now: datetime, deeds: CardDeeds,
        tonight: Sequence[MeetingToday],
    ) -> None:  # fmt: skip
        super().__init__()
        self._card, self._now, self._deeds, self._tonight = card, now, deeds, tonight
        self._wide = int((room.wide - 2 * SIDE) * SHARE) - 44
        self.ask_pass = Touch(_("Ask for a pass"), Face("plain", "calendar-plus"))
        self.ask_pass.clicked.connect(deeds.ask_pass)
        title = words(_("My day"), "h2")
        for fill in FILLS:
            rows = self._rows(fill)
            if self._asks(rows, fill) <= tall:
                break
        self.body.setSpacing(TIGHT if fill.tight else ROOMY)
        if fill.tight:
            self.body.setContentsMargins(22, 12, 22, 12)
            self.body.addLayout(row(title, 1, self.ask_pass))
        else:
            self.body.addWidget(title)
        for thing in rows:
            self.body.addWidget(thing)
        self.body.addStretch(1)
        if not fill.tight:
            self.body.addWidget(self.ask_pass)

    def _asks(self, rows: Sequence[QWidget], fill: Fill) -> int:
        """The least height of these rows, in px, with the title and the button."""
        gap = TIGHT if fill.tight else ROOMY
        own = 24 + TALL if fill.tight else 32 + words_tall("M", "h2", self._wide) + TALL + 2 * gap
        return own + sum(gap + self._tall(thing) for thing in rows)

    def _tall(self, thing: QWidget) -> int:
        return thing.tall(self._wide) if isinstance(thing, Fact) else thing.minimumHeight()

    def _rows(self, fill: Fill) -> list[QWidget]:
        card = self._card
        rows: list[QWidget] = [self._vote(vote, fill) for vote in card.votes[: fill.votes]]
        rows += self._chores(fill)
        if card.failures_before >= MANY_FAILURES:
            tries = n_(
                "{n} wrong try before this", "{n} wrong tries before this", card.failures_before
            )
            rows.append(
                Fact("shield", "danger", tries.format(n=card.failures_before),
                     _("Not you? Tell the house manager."))
            )  # fmt: skip
        if card.out and card.out.expected_at:
            due = said_time(card.out.expected_at.astimezone(self._now.tzinfo), self._now)
            rows.append(Fact("clock", "primary", _("Due back {time}").format(time=due)))
        rows += [self._meeting(meeting, fill) for meeting in self._tonight[: fill.meetings]]
        rows.append(Fact("moon", "support", card.curfew_words, card.pass_words))
        rows += [self._message(message, fill) for message in card.messages[: fill.messages]]
        if not fill.tight:
            rows += self._more_messages(card.messages[fill.messages :])
        return rows

    def _more_messages(self, more: Sequence[MessageRow]) -> list[QWidget]:
        if not more:
            return []
        rest = n_("{n} more message", "{n} more messages", len(more)).format(n=len(more))
        line = Touch(rest, Face("plain", "message-circle", left=True, after="chevron-right"))
        line.clicked.connect(lambda _on=False: self._deeds.read(more[0]))
        return [line]

    def _vote(self, vote: VoteRow, fill: Fill) -> Touch:
        said = _("Vote now")
        line = Touch(
            said, Face("primary", "vote", "h2", left=True, under=vote.text, after="chevron-right"),
            name=f"{said}. {vote.text}", tall=TALL if fill.tight else ROW_TALL,
        )  # fmt: skip
        line.clicked.connect(lambda _on=False: self._deeds.vote(vote))
        return line

    def _chores(self, fill: Fill) -> list[QWidget]:
        """Requests and today's chores, each in a row of its own where there is room for all; else
        one row that opens the list.
        """
        mine, tall = self._card.chores, TALL if fill.tight else ROW_TALL
        rows: list[QWidget] = []
        if len(mine.of_me) + len(mine.now) > fill.chores:
            return [self._my_chores(_("My chores"), how_many(mine), tall)]
        for asked in mine.of_me:
            made = asked_row(asked, self._now, tall)
            made.clicked.connect(lambda _on=False, asked=asked: self._deeds.asked(asked))
            rows.append(made)
        for turn in mine.now:
            made = chore_row(turn, self._now, tall)
            made.clicked.connect(lambda _on=False, turn=turn: self._deeds.chore(turn))
            rows.append(made)
        if len(rows) < fill.chores and mine.later:
            rows.append(self._my_chores(_("My chores"), next_said(mine, self._now), tall))
        return rows

    def _my_chores(self, said: str, under: str, tall: int) -> Touch:
        made = Touch(
            said, Face("plain", "list-checks", "h2", left=True, under=under, after="chevron-right"),
            tall=tall,
        )  # fmt: skip
        made.clicked.connect(lambda _on=False: self._deeds.chores())
        return made

    def _meeting(self, meeting: MeetingToday, fill: Fill) -> Fact:
        """A meeting of the house that everybody comes to; how soon, in minutes as the clock shows
        them, where there is room for it.
        """
        if meeting.at <= self._now:
            return Fact("users", "danger", meeting_words(meeting), _("It has begun."))
        said = "" if fill.tight else how_soon(meeting, self._now)
        return Fact("users", "primary", meeting_words(meeting), said)

    def _message(self, message: MessageRow, fill: Fill) -> Touch:
        said = ": ".join(filter(None, (message.sender, " ".join(message.text.split()))))
        line = Touch(
            _("Message from the house"),
            Face("plain", "circle-check" if message.read else "message-circle", "h2", left=True,
                 under=said, after="chevron-right"),
            name=". ".join((_("Message from the house"), said)),
            tall=TALL if fill.tight else ROW_TALL,
        )  # fmt: skip
        line.clicked.connect(lambda _on=False: self._deeds.read(message))
        return line
