"""The door's part for who supports one, after the PIN: ties, contacts, steps, help, the people in
one's life, and BARC-10; each about oneself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from sobrhouse.queries import kiosk as queries
from sobrhouse.queries.kiosk import (
    Claim,
    MyAnswers,
    MyCircle,
    MyPerson,
    MySteps,
    MyWeek,
    MyWishes,
)
from sobrhouse.services import kiosk_own, kiosk_support, kiosk_words
from sobrhouse.services.network_people import Known

if TYPE_CHECKING:
    from ui.kiosk.door import Done, Door, Refused


class SupportDoor:
    """What the screens of one's own people may ask and do."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def circle(self, owner: QObject, claim: Claim, done: Callable[[MyCircle], None]) -> None:
        """Who supports one now."""
        door = self._door
        door.ask(owner, claim, queries.my_circle, door.now(), done=done)

    def steps(self, owner: QObject, claim: Claim, done: Callable[[MySteps], None]) -> None:
        """Where one is with the twelve steps."""
        self._door.ask(owner, claim, queries.my_steps, done=done)

    def life(
        self, owner: QObject, claim: Claim, done: Callable[[tuple[MyPerson, ...]], None]
    ) -> None:
        """The people in one's life."""
        self._door.ask(owner, claim, queries.my_life, done=done)

    def answers(self, owner: QObject, claim: Claim, done: Callable[[MyAnswers], None]) -> None:
        """One's own BARC-10."""
        door = self._door
        door.ask(owner, claim, queries.my_answers, door.now(), done=done)

    def wishes(self, owner: QObject, claim: Claim, done: Callable[[MyWishes], None]) -> None:
        """Whom one wishes for, and when one has time."""
        self._door.ask(owner, claim, queries.my_wishes, done=done)

    def week(self, owner: QObject, claim: Claim, done: Callable[[MyWeek], None]) -> None:
        """What one says of this week."""
        door = self._door
        door.ask(owner, claim, queries.my_week, door.now(), done=done)

    def do(
        self, owner: QObject, claim: Claim, deed: tuple[Any, ...], done: Done, refused: Refused
    ) -> None:
        """One of the deeds below."""
        use_case, *given = deed
        self._door.own(owner, claim, use_case, *given, done=done, refused=refused)


# Deeds: a use case of one's own and what it is given.


def touch(sponsorship_id: int, kind: str) -> tuple[Any, ...]:
    """One contact of today."""
    return kiosk_support.log_touch, sponsorship_id, kind


def undo_touch(contact_id: int) -> tuple[Any, ...]:
    """Take it back."""
    return kiosk_support.undo_touch, contact_id


def supported(kind: str, name: str, share: str) -> tuple[Any, ...]:
    """ "I have a sponsor"."""
    return kiosk_support.say_supported, kind, name, share


def undo_supported(sponsorship_id: int) -> tuple[Any, ...]:
    """Take it back."""
    return kiosk_support.undo_supported, sponsorship_id


def ended(sponsorship_id: int, kind: str) -> tuple[Any, ...]:
    """ "It ended"."""
    return kiosk_support.say_ended, sponsorship_id, kind


def undo_ended(sponsorship_id: int) -> tuple[Any, ...]:
    """Take it back."""
    return kiosk_support.undo_ended, sponsorship_id


def share(sponsorship_id: int, choice: str) -> tuple[Any, ...]:
    """Whether staff may see who it is."""
    return kiosk_support.choose_share, sponsorship_id, choice


def step(number: int, state: str | None) -> tuple[Any, ...]:
    """Where one is with a step."""
    return kiosk_own.set_step, number, state


def wish(field: str, value: Any) -> tuple[Any, ...]:
    """One wish."""
    return kiosk_own.choose_wish, field, value


def own_words(heading: str, text: str) -> tuple[Any, ...]:
    """What one says of this week under a heading; nothing takes it back."""
    return kiosk_words.say_own_words, heading, text


def share_steps(shared: bool) -> tuple[Any, ...]:
    """Whether staff may see one's steps."""
    return kiosk_own.share_steps, shared


def share_answers(shared: bool) -> tuple[Any, ...]:
    """Whether staff may see one's answers."""
    return kiosk_own.share_answers, shared


def helped(kind: str, given: bool, other_stay_id: int | None) -> tuple[Any, ...]:
    """ "I helped", or "somebody helped me"."""
    return kiosk_own.say_help, kind, given, other_stay_id


def undo_helped(help_id: int) -> tuple[Any, ...]:
    """Take it back."""
    return kiosk_own.undo_help, help_id


def person(known: Known, person_id: int | None = None) -> tuple[Any, ...]:
    """Somebody in one's life, new or changed."""
    return kiosk_own.write_person, known, person_id


def off_list(person_id: int) -> tuple[Any, ...]:
    """Take somebody off one's list."""
    return kiosk_own.take_off, person_id


def on_list_again(person_id: int) -> tuple[Any, ...]:
    """Put them on it again."""
    return kiosk_own.put_on_again, person_id


def fill_in(answers: Sequence[int | None]) -> tuple[Any, ...]:
    """A BARC-10."""
    return kiosk_own.fill_in, answers


def undo_fill_in(assessment_id: int) -> tuple[Any, ...]:
    """Take it back."""
    return kiosk_own.undo_fill_in, assessment_id
