"""A pass, asked for at the kiosk: when, where, with whom, and a phone; staff decide later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.kiosk.ends import Done
from ui.kiosk.going import Moment, Span, instant, later, said_time
from ui.kiosk.keyboard import TypePage
from ui.kiosk.screen import Room

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit

DAY = timedelta(days=1)
AHEAD = 90 * DAY
LONG_S = 120  # pages with words of one's own have more time, and keep nothing when left


class PassAsked(QObject):
    """The pages of one request; it lives and ends with the visit."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._visit = visit
        now = visit.flow.now()
        self._leaves = now.replace(hour=17, minute=0, second=0, microsecond=0) + DAY
        self._back = self._leaves + DAY
        self._place = self._host = ""

    def begin(self) -> None:
        """When do you leave?"""
        now = self._visit.flow.now()
        span = Span(self._leaves, now, now + AHEAD, now, days=True)
        question = _("Ask for a pass: when do you leave?")
        self._moment(question, span, self._on_leaves, self._visit.back_to_card, self.begin)

    def _on_leaves(self, at: datetime) -> None:
        self._leaves = at
        self._back = max(self._back, later(at, timedelta(hours=1)), key=instant)
        self._ask_back()

    def _ask_back(self) -> None:
        now, low = self._visit.flow.now(), later(self._leaves, timedelta(minutes=15))
        begins = max(self._back, low, key=instant)
        span = Span(begins, low, self._leaves + 30 * DAY, now, days=True)
        self._moment(_("When will you be back?"), span, self._on_back, self.begin, self._ask_back)

    def _on_back(self, at: datetime) -> None:
        self._back = at
        self._ask_place()

    def _ask_place(self) -> None:
        self._type(_("Where will you stay?"), _("Next"), self._on_place, self._ask_back,
                   self._ask_place, both=True)  # fmt: skip

    def _on_place(self, text: str) -> None:
        self._place = text
        self._ask_host()

    def _ask_host(self) -> None:
        self._type(_("Who will you be with?"), _("Next"), self._on_host, self._ask_place,
                   self._ask_host, may_skip=True, skip=_("Skip"), both=True)  # fmt: skip

    def _on_host(self, text: str) -> None:
        self._host = text
        self._ask_phone()

    def _ask_phone(self) -> None:
        self._type(_("Their phone number?"), _("Ask for the pass"), self._on_phone, self._ask_host,
                   self._ask_phone, may_skip=True, numbers=True)  # fmt: skip

    def _on_phone(self, text: str) -> None:
        visit = self._visit
        visit.flow.window.hold()
        asked = {
            "depart_at": self._leaves.astimezone(UTC), "return_by": self._back.astimezone(UTC),
            "destination": self._place, "host": self._host, "host_phone": text,
        }  # fmt: skip
        visit.door.ask_pass(
            visit, visit.claim, asked, visit.here(lambda _row: self._asked()),
            visit.here(self._on_refused),
        )  # fmt: skip

    def _on_refused(self, problem: Problem) -> None:
        self._visit.refused(problem)

    def _asked(self) -> None:
        visit = self._visit
        when = said_time(self._leaves, visit.flow.now())
        line = _("You leave at {time}. The house will answer.").format(time=when)
        visit.show(
            lambda room: Done(
                room, _("You asked for a pass"), line, visit.press(visit.back_to_card)
            ),
            self._asked,
        )

    def _moment(self, question, span, go, back, again) -> None:  # type: ignore[no-untyped-def]
        visit = self._visit

        def make(room: Room) -> Moment:
            page = Moment(room, question, span, visit.here(go), visit.press(back))
            page.seconds = LONG_S
            return page

        visit.show(make, again)

    def _type(  # type: ignore[no-untyped-def]
        self, question, verb, go, back, again, *, may_skip=False, skip="", numbers=False, both=False
    ) -> None:
        visit = self._visit

        def make(room: Room) -> TypePage:
            page = TypePage(room, question, verb, visit.here(go), visit.press(back),
                            may_skip=may_skip, skip=skip, numbers=numbers, both=both)  # fmt: skip
            page.seconds = LONG_S
            return page

        visit.show(make, again)
