"""Guest: a visitor at the kiosk, coming or leaving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.kiosk.ends import Done, Says, time_line
from ui.kiosk.keyboard import TypePage
from ui.kiosk.screen import Room, Screen
from ui.kiosk.visitors import Rules, VisitorStart

if TYPE_CHECKING:
    from ui.kiosk.flow import Flow


class Guest(QObject):
    """What one visitor does; they see no name but the one they type."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self.flow = flow
        self._here = True
        self._name = self._host = ""
        self._again: Callable[[], None] = self.begin

    def end(self) -> None:
        """They have gone."""
        self._here = False
        self._name = self._host = ""
        self.deleteLater()

    def speak(self) -> None:
        """Another language: show the same again."""
        self._again()

    def _show(self, make: Callable[[Room], Screen], again: Callable[[], None]) -> None:
        if self._here:
            self._again = again
            self.flow.show_for(self, make)

    def _press(self, deed: Callable[..., None]) -> Callable[..., None]:
        return lambda *_given: deed() if self._here else None

    def _here_only(self, deed: Callable[..., None]) -> Callable[..., None]:
        return lambda *given: deed(*given) if self._here else None

    def begin(self) -> None:
        """Coming or leaving?"""
        deeds = (self.ask_name, self._ask_leaver, self.flow.over)
        self._show(
            lambda room: VisitorStart(room, *(self._press(deed) for deed in deeds)), self.begin
        )

    def _type(
        self,
        question: str,
        verb: str,
        go: Callable[[str], None],
        back: Callable[[], None],
        again: Callable[[], None],
    ) -> None:
        self._show(
            lambda room: TypePage(
                room, question, verb, self._here_only(go), self._press(back), both=True
            ),
            again,
        )

    # In

    def ask_name(self) -> None:
        """Their name."""
        self._type(_("What is your name?"), _("Next"), self._on_name, self.begin, self.ask_name)

    def _on_name(self, text: str) -> None:
        self._name = text
        self._ask_host()

    def _ask_host(self) -> None:
        question = _("Who are you here to see?")
        self._type(question, _("Next"), self._on_host, self.ask_name, self._ask_host)

    def _on_host(self, text: str) -> None:
        self._host = text
        self.ask_agreed()

    def ask_agreed(self) -> None:
        """The rules of the house, where it has any."""
        rules = self.flow.facts.visitor_rules if self.flow.facts else ""
        if not rules:
            self._come()
            return
        agree, back = self._press(self._come), self._press(self._ask_host)
        self._show(lambda room: Rules(room, rules, agree, back), self.ask_agreed)

    def _come(self) -> None:
        self.flow.window.hold()
        came = self._here_only(lambda _row: self._done(lambda: _("You are signed in")))
        self.flow.door.visitor_in(
            self, self._name, self._host, came,
            self._here_only(self._on_refused),
        )  # fmt: skip

    # Out

    def _ask_leaver(self) -> None:
        question = _("What is your name?")
        self._type(question, _("Sign out"), self._on_leaver, self.begin, self._ask_leaver)

    def _on_leaver(self, text: str) -> None:
        self.flow.window.hold()
        self.flow.door.visitor_out(
            self, text, self._here_only(self._on_left), self._here_only(self._on_refused)
        )

    def _on_left(self, found: bool) -> None:
        if found:
            self._done(lambda: _("You are signed out"))
        else:
            self._say(self._not_found, "info")

    def _not_found(self) -> tuple[str, str]:
        line = _("Ask {name} to sign you out.").format(name=self.flow.in_charge())
        return _("We did not find that name"), line

    def _on_refused(self, problem: Problem) -> None:
        both = (_("Not possible now"), problem.sentence)  # in one language, whatever is chosen then
        self._say(lambda: both, "info")

    def _done(self, title: Callable[[], str]) -> None:
        now = self.flow.now()
        self._say(lambda: (title(), time_line(now)), "circle-check")

    def _say(self, says: Says, icon: str) -> None:
        over = self._press(self.flow.over)
        self._show(lambda room: Done(room, *says(), over, icon=icon),
                   partial(self._say, says, icon))  # fmt: skip
