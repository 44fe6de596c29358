"""My life: who is good for one's recovery and whom one stays away from, in one's own words;
private, unless one shares somebody with staff.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sobrhouse.domain.support import CATEGORY_WORDS, STANCE_WORDS
from sobrhouse.queries.kiosk import MyPerson
from sobrhouse.services.network_people import Known
from sobrhouse.words import _
from ui.kiosk import door_support as deeds
from ui.kiosk.keyboard import TypePage
from ui.kiosk.own_pages import OwnPages
from ui.kiosk.pages import (
    Choice,
    Choices,
    back_button,
    button,
    choice_tile,
    foot,
    grid_of,
    title,
)
from ui.kiosk.parts import words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.steps import eyes
from ui.kiosk.support_words import STANCE_ICONS, person_said
from ui.kiosk.touch import Touch

ON_PAGE, WIDE = 8, 2
LONG_S = 120  # words of one's own have more time, and keep nothing when left
AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class LifeDeeds:
    """What can be done from the people in one's life."""

    person: Callable[[MyPerson], None]
    turn: Callable[[int], None]
    add: Callable[[], None]
    back: Callable[[], None]


@dataclass(frozen=True, slots=True)
class PersonDeeds:
    """What can be done with one of them."""

    stance: Callable[[str], None]
    share: Callable[[str], None]
    off: Callable[[], None]
    back: Callable[[], None]


class Life(Screen):
    """The people in one's life."""

    seconds = 45

    def __init__(
        self, room: Room, people: Sequence[MyPerson], page: int, can: LifeDeeds
    ) -> None:
        super().__init__(room)
        self.tiles: list[Touch] = []
        pages = max(1, -(-len(people) // ON_PAGE))
        page = min(page, pages - 1)
        for person in people[page * ON_PAGE : (page + 1) * ON_PAGE]:
            made = choice_tile(
                Choice("", person.label, STANCE_ICONS[person.stance], person_said(person)),
                lambda _code, person=person: can.person(person),  # type: ignore[misc]
            )
            self.tiles.append(made)
        self.body.addLayout(title(_("People in my life"), page, pages, can.turn))
        private = _("Staff do not see whom you keep to yourself.")
        self.body.addWidget(words(private, "muted", wrap=True))
        self.body.addSpacing(12)
        self.body.addLayout(grid_of(self.tiles, WIDE))
        if not people:
            none = _("Nobody yet. Who is good for your recovery? Whom do you stay away from?")
            self.body.addWidget(words(none, "label", wrap=True))
        self.body.addStretch(1)
        self.add = button(_("Add somebody"), "plus", can.add, room.button, "primary")
        self.body.addLayout(foot(back_button(room, can.back), self.add))


class PersonPage(Screen):
    """Somebody in one's life: what they are for one's recovery, and who sees it."""

    seconds = 60

    def __init__(self, room: Room, person: MyPerson, can: PersonDeeds) -> None:
        super().__init__(room)
        self.stances = {
            choice.code: choice_tile(choice, can.stance, 112)
            for choice in stances(person.stance)
        }
        self.eyes: dict[str, Touch] = {}
        self.body.addWidget(words(person.label, "h1", wrap=True))
        self.body.addWidget(words(_(CATEGORY_WORDS[person.category]), "muted"))
        self.body.addStretch(1)
        self.body.addLayout(grid_of(list(self.stances.values()), 3))
        self.body.addStretch(1)
        if person.stance == AVOID:
            self.body.addWidget(words(_("Nobody else sees this."), "label", wrap=True))
        else:
            for choice in eyes(not person.private):
                self.eyes[choice.code] = choice_tile(choice, can.share, 92)
            self.body.addLayout(grid_of(list(self.eyes.values()), 2))
        self.body.addStretch(2)
        self.off = button(_("Take off my list"), "user-x", can.off, room.button)
        self.body.addLayout(foot(back_button(room, can.back), self.off))


def stances(chosen: str | None = None) -> list[Choice]:
    """What somebody is for one's recovery."""
    return [
        Choice(code, _(said), STANCE_ICONS[code],
               chosen=None if chosen is None else code == chosen)
        for code, said in STANCE_WORDS.items()
    ]  # fmt: skip


class LifeShown(OwnPages):
    """The pages of the people in one's life."""

    _label = _category = ""

    def begin(self) -> None:
        """Ask for them, and show the list."""
        visit = self.visit
        visit.flow.window.hold()
        self.door.life(visit, visit.claim, visit.here(self._list))

    def _list(self, people: tuple[MyPerson, ...], page: int = 0) -> None:
        visit = self.visit
        can = LifeDeeds(
            person=visit.here(self._person),
            turn=visit.here(lambda to: self._list(people, to)),
            add=visit.press(self.ask_label),
            back=visit.press(self.back),
        )
        visit.show(lambda room: Life(room, people, page, can), self.begin)

    # One of them

    def _person(self, person: MyPerson) -> None:
        visit = self.visit
        can = PersonDeeds(
            stance=visit.here(lambda code: self._change(person, code, True)),
            share=visit.here(lambda code: self._change(person, person.stance, code == "own")),
            off=visit.press(lambda: self._off(person)),
            back=visit.press(self.begin),
        )
        visit.show(lambda room: PersonPage(room, person, can), lambda: self._person(person))

    def _change(self, person: MyPerson, stance: str, private: bool) -> None:
        """What they are changed to is one's own again, until it is shared anew."""
        now = MyPerson(person.person_id, person.label, person.category, stance, private)
        known = Known(person.label, person.category, stance, private=private)
        self.do(deeds.person(known, person.person_id), lambda _row: self._person(now))

    def _off(self, person: MyPerson) -> None:
        self.do(
            deeds.off_list(person.person_id),
            lambda _none: self.end(
                _("Not in your list any more"), person.label,
                deeds.on_list_again(person.person_id), _("People in my life"),
            ),
        )  # fmt: skip

    # Somebody new

    def ask_label(self) -> None:
        """Who it is, in one's own words."""
        visit = self.visit

        def make(room: Room) -> TypePage:
            page = TypePage(room, _("Who is it?"), _("Next"), visit.here(self._on_label),
                            visit.press(self.begin), both=True)  # fmt: skip
            page.seconds = LONG_S
            return page

        visit.show(make, self.ask_label)

    def _on_label(self, label: str) -> None:
        self._label = label
        self.ask_category()

    def ask_category(self) -> None:
        """Where one knows them from."""
        visit = self.visit
        choices = [Choice(code, _(said)) for code, said in CATEGORY_WORDS.items()]
        visit.show(
            lambda room: Choices(
                room, self._label, choices, visit.here(self._on_category),
                visit.press(self.ask_label),
            ),
            self.ask_category,
        )  # fmt: skip

    def _on_category(self, category: str) -> None:
        self._category = category
        self.ask_stance()

    def ask_stance(self) -> None:
        """What they are for one's recovery."""
        visit = self.visit
        visit.show(
            lambda room: Choices(
                room, self._label, stances(), visit.here(self._add),
                visit.press(self.ask_category), wide=3, tall=132,
                under=_("Only you see this, until you say otherwise."),
            ),
            self.ask_stance,
        )  # fmt: skip

    def _add(self, stance: str) -> None:
        known, label = Known(self._label, self._category, stance), self._label
        self.do(
            deeds.person(known),
            lambda row: self.end(
                _("It is written down"), label, deeds.off_list(row), _("People in my life")
            ),
        )
