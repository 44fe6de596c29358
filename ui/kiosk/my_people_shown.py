"""My people at the kiosk, page by page: contacts in one touch, "I have a sponsor", "it ended"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.support import END_WORDS, KIND_WORDS, OWN_KINDS, SPONSOR_KINDS
from sobrhouse.queries.kiosk import MyCircle, MyTie
from sobrhouse.words import _
from ui.kiosk import door_support as deeds
from ui.kiosk.barc_shown import BarcShown
from ui.kiosk.helping import HelpShown
from ui.kiosk.keyboard import TypePage
from ui.kiosk.life import LifeShown
from ui.kiosk.my_people import MyPeople, PeopleDeeds, TiePage, share_choices
from ui.kiosk.own_pages import OwnPages
from ui.kiosk.pages import Choice, Choices
from ui.kiosk.screen import Room
from ui.kiosk.steps import StepsShown
from ui.kiosk.support_words import KIND_ICONS, TOUCHES, called, sentence, week_said
from ui.kiosk.week import WeekShown
from ui.kiosk.wishes import WishesShown

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit

LONG_S = 120  # words of one's own have more time, and keep nothing when left


class MyPeopleShown(OwnPages):
    """The pages of one's own people; it lives and ends with the visit."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit, visit.back_to_card)
        self._chosen = 0
        self._kind, self._name = "", ""
        self._sponsored = False

    def begin(self) -> None:
        """Ask for them, and show them."""
        visit = self.visit
        visit.flow.window.hold()
        self.door.circle(visit, visit.claim, visit.here(self._people))

    def _people(self, mine: MyCircle) -> None:
        visit = self.visit
        self._sponsored = mine.has_sponsor

        def choose(place: int) -> None:
            self._chosen = place
            self._people(mine)

        can = PeopleDeeds(
            choose=visit.here(choose),
            touch=visit.here(self._touch),
            change=visit.here(lambda tie: self._tie(tie, mine)),
            add=visit.press(self.ask_kind),
            wishes=visit.press(lambda: WishesShown(visit, self.begin).begin()),
            week=visit.press(lambda: WeekShown(visit, self.begin).begin()),
            steps=visit.press(lambda: StepsShown(visit, self.begin).begin()),
            helping=visit.press(lambda: HelpShown(visit, self.begin).begin()),
            life=visit.press(lambda: LifeShown(visit, self.begin).begin()),
            going=visit.press(lambda: BarcShown(visit, self.begin).begin()),
            back=visit.press(self.back),
        )
        who = visit.flow.in_charge()
        visit.show(lambda room: MyPeople(room, mine, self._chosen, who, can), self.begin)

    # In touch

    def _touch(self, tie: MyTie, kind: str) -> None:
        self.do(deeds.touch(tie.sponsorship_id, kind), lambda row: self._touched(tie, kind, row))

    def _touched(self, tie: MyTie, kind: str, row_id: int) -> None:
        said = {code: word for code, _icon, word in TOUCHES}
        line = f"{sentence(called(tie))} {_(said[kind])}."
        if kind != "no_answer":
            line = f"{line} {week_said(tie.week + 1)}."
        title = _("You tried. That counts too") if kind == "no_answer" else _("It is written down")
        self.end(title, line, deeds.undo_touch(row_id), _("My people"))

    # What staff may see, and that it ended

    def _tie(self, tie: MyTie, mine: MyCircle) -> None:
        visit = self.visit
        visit.show(
            lambda room: TiePage(
                room, tie, mine, visit.here(lambda code: self._share(tie, code)),
                visit.press(lambda: self._ask_how(tie, mine)), visit.press(self.begin),
            ),
            lambda: self._tie(tie, mine),
        )  # fmt: skip

    def _share(self, tie: MyTie, code: str) -> None:
        def fresh(mine: MyCircle) -> None:
            same = (t for t in mine.ties if t.sponsorship_id == tie.sponsorship_id)
            self._tie(next(same, tie), mine)

        visit = self.visit
        again = visit.here(fresh)
        self.do(
            deeds.share(tie.sponsorship_id, code),
            lambda _was: self.door.circle(visit, visit.claim, again),
        )

    def _ask_how(self, tie: MyTie, mine: MyCircle) -> None:
        visit = self.visit
        choices = [Choice(code, _(said)) for code, said in END_WORDS.items()]
        visit.show(
            lambda room: Choices(
                room, _("How did it end?"), choices, visit.here(lambda how: self._ended(tie, how)),
                visit.press(lambda: self._tie(tie, mine)), under=called(tie),
            ),
            lambda: self._ask_how(tie, mine),
        )  # fmt: skip

    def _ended(self, tie: MyTie, how: str) -> None:
        line = _("It stays in your history.")
        if tie.name:
            line = _("{name} stays in your history.").format(name=tie.name)
        self._chosen = 0
        self.do(
            deeds.ended(tie.sponsorship_id, how),
            lambda _none: self.end(
                _("It is written down"), line, deeds.undo_ended(tie.sponsorship_id),
                _("My people"),
            ),
        )  # fmt: skip

    # "I have a sponsor"

    def ask_kind(self) -> None:
        """What they are to one; a second sponsor is not offered, to be refused at the end."""
        visit, had = self.visit, SPONSOR_KINDS if self._sponsored else ()
        choices = [
            Choice(kind, _(KIND_WORDS[kind]), KIND_ICONS[kind])
            for kind in OWN_KINDS if kind not in had
        ]  # fmt: skip
        under = _("You have a sponsor. If that ended, say so first, with Change.") if had else ""
        visit.show(
            lambda room: Choices(
                room, _("Who supports you?"), choices, visit.here(self._on_kind),
                visit.press(self.begin), tall=132, under=under,
            ),
            self.ask_kind,
        )  # fmt: skip

    def _on_kind(self, kind: str) -> None:
        self._kind = kind
        self.ask_name()

    def ask_name(self) -> None:
        """A first name and a letter, or nobody's."""
        visit = self.visit

        def make(room: Room) -> TypePage:
            page = TypePage(
                room, _("First name and one letter"), _("Next"), visit.here(self._on_name),
                visit.press(self.ask_kind), hint=_("We keep no last names: Bill W."),
                may_skip=True, skip=_("I would rather not say"), longest=40, both=True,
            )  # fmt: skip
            page.seconds = LONG_S
            return page

        visit.show(make, self.ask_name)

    def _on_name(self, typed: str) -> None:
        self._name = safe_name(typed)
        if self._name:
            self.ask_share()
        else:
            self._supported("existence")

    def ask_share(self) -> None:
        """Whether staff may see who it is."""
        visit = self.visit
        visit.show(
            lambda room: Choices(
                room, _("What may staff see?"), share_choices(None), visit.here(self._supported),
                visit.press(self.ask_name), under=self._name, tall=132,
            ),
            self.ask_share,
        )  # fmt: skip

    def _supported(self, share: str) -> None:
        name = self._name or _("Staff see only that there is one.")
        deed = deeds.supported(self._kind, self._name, share)
        title = _("It is written down")
        self.do(
            deed,
            lambda row: self.end(title, name, deeds.undo_supported(row), _("My people")),
        )
