"""A PIN, asked for at the kiosk; or a new one chosen, typed twice, where staff or the right one of
another length let somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sobrhouse.problems import Problem
from sobrhouse.words import _, n_
from ui.kiosk.door import Checked
from ui.kiosk.names import picture
from ui.kiosk.number import Pin
from ui.kiosk.parts import Round
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import Face, Touch

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit

ROUND, LOW_ROUND = 132, 96  # px


def refusal(checked: Checked, who: str) -> str:
    """The one neutral answer, whoever it was and whatever was wrong."""
    if checked.locked:
        return _("Too many tries. Ask {name} to open it.").format(name=who)
    if checked.wait_seconds:
        said = _("Too many tries. Wait {time} or ask the manager.")
        return said.format(time=span_words(checked.wait_seconds))
    return _("That number did not match. Try again.")


def span_words(seconds: int) -> str:
    """ "30 seconds", "5 minutes": how long somebody has to wait."""
    if seconds <= 90:
        return n_("{n} second", "{n} seconds", seconds).format(n=seconds)
    minutes = -(-seconds // 60)
    return n_("{n} minute", "{n} minutes", minutes).format(n=minutes)


class PinAsked(QObject):
    """The pages of one PIN; it lives and ends with the visit."""

    def __init__(self, visit: Visit, photo: bytes | None) -> None:
        super().__init__(visit)
        self._visit, self._photo = visit, photo
        self._renewal = ""  # by which they may choose a PIN of the house's new length
        self._chosen = ""  # the first of two times that a new PIN is typed

    def end(self) -> None:
        """They have gone."""
        self._photo, self._chosen, self._renewal = None, "", ""

    def begin(self) -> None:
        """Ask for the PIN; or have one chosen, where staff let this person."""
        if self._visit.claim.chooses:
            self._choose()
        else:
            self._ask_pin()

    def _ask_pin(self, says: str = "") -> None:
        name = self._visit.name
        hello = _("Hi, {name}").format(name=name.split()[0]) if name else _("Hi")

        def make(room: Room) -> Screen:
            not_me = Touch(_("Not me"), Face("plain", "arrow-left"), tall=room.button)
            forgot = Touch(
                _("I forgot my number"), Face("plain", "circle-question-mark"), tall=room.button
            )
            not_me.clicked.connect(self._visit.press(self._visit.leave))
            forgot.clicked.connect(self._visit.press(self._forgot_pin))
            screen = Pin(room, hello, self._face(room), self._visit.facts.pin_lengths,
                         self._visit.here(self._check), buttons=(not_me, forgot))  # fmt: skip
            screen.says.setText(says)
            return screen

        self._visit.show(make, self._ask_pin)

    def _face(self, room: Room) -> Round:
        crowded = room.low or len(self._visit.facts.pin_lengths) > 1  # one button more
        side = LOW_ROUND if crowded else ROUND
        who = self._visit.claim.resident_id or 0
        return Round(who, self._visit.name, side, picture(self._photo))

    def _check(self, pin: str) -> None:
        visit = self._visit
        visit.flow.window.hold()
        visit.door.check(visit, visit.claim, pin, visit.here(self._on_checked))

    def _on_checked(self, checked: Checked) -> None:
        visit = self._visit
        if checked.right:
            visit.failures, self._renewal = checked.failures_before, checked.renewal
            if checked.renewal:
                n = visit.facts.pin_length
                self._choose(_("Your house uses {n} numbers now. Choose new ones.").format(n=n))
            else:
                visit.enter()
        else:
            self._say_again(refusal(checked, visit.flow.in_charge()))

    def _say_again(self, says: str) -> None:
        shown = self._visit.flow.window.screen_now
        if isinstance(shown, Pin):
            shown.again(says)
            self._visit.flow.window.go_on()

    def _forgot_pin(self) -> None:
        visit = self._visit
        told = visit.here(lambda *_row: visit.tell(self._said_to_ask))
        visit.flow.window.hold()
        visit.door.forgot_pin(visit, visit.claim, told, visit.here(visit.refused))

    def _said_to_ask(self) -> tuple[str, str]:
        said = _("Ask {name}. They let you choose a new number.")
        return _("We told the house"), said.format(name=self._visit.flow.in_charge())

    # Choosing a PIN, twice

    def _choose(self, says: str = "") -> None:
        n = self._visit.facts.pin_length
        title, line = _("Choose your number"), _("Choose {n} numbers only you know.").format(n=n)
        if self._chosen:
            title, line = _("Type it again"), _("The same {n} numbers once more.").format(n=n)

        def make(room: Room) -> Screen:
            not_me = Touch(_("Not me"), Face("plain", "arrow-left"), tall=room.button)
            not_me.clicked.connect(self._visit.press(self._visit.leave))
            screen = Pin(room, title, self._face(room), (n,), self._visit.here(self._on_chosen),
                         line=line, buttons=(not_me,))  # fmt: skip
            screen.says.setText(says)
            screen.seconds = 45
            return screen

        self._visit.show(make, self._choose)

    def _on_chosen(self, pin: str) -> None:
        if not self._chosen:
            self._chosen = pin
            self._choose()
            return
        first, self._chosen = self._chosen, ""
        if pin != first:
            self._choose(_("The two were not the same. Begin again."))
            return
        visit = self._visit
        visit.flow.window.hold()
        visit.door.choose_pin(
            visit, visit.claim, pin, self._renewal, visit.here(lambda _done: visit.enter()),
            visit.here(self._on_easy),
        )  # fmt: skip

    def _on_easy(self, problem: Problem) -> None:
        self._choose(problem.sentence)
