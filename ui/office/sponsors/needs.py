"""The tabs Needs a match and Buddies: who is without, who would fit and why, and how it went with
those who were introduced.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.introductions import IntroductionRow, open_introductions
from sobrhouse.queries.matching import Need, needs_buddy, needs_match
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.place_tab import PlaceTab
from ui.office.sponsors.best import BUDDY, MatchForms
from ui.office.sponsors.introduction_steps import Asked
from ui.office.sponsors.offers import AskedLine, NeedCard
from ui.widgets.boxes import ScrollBox, hbox, line
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.cards import Card
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label, Rule
from ui.widgets.page import Verb


class NeedsTab(PlaceTab):
    """Everybody without a sponsor who looks for one."""

    kind = "sponsor"
    code = "needs"
    query = staticmethod(needs_match)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.may = desk.may(Permission.RECORD_DAILY)
        self.forms = MatchForms(desk, self.panel, self.kind)
        self.needs: tuple[Need, ...] = ()
        self.asked: tuple[IntroductionRow, ...] = ()
        self._cards: list[NeedCard] = []
        self._wants = 0  # whose card to go to once it is there
        self._asks = 0  # the introduction whose question to go to
        self._questions: dict[int, MenuButton] = {}
        self.all = Button("", "primary", "users")
        self.all.clicked.connect(self.forms.best)
        self.list = ScrollBox(gap=3)
        self.states = QStackedWidget()
        self.nothing = self.empty()
        self.trouble = EmptyState("circle-alert", _("This could not be read"), "", _("Try again"),
                                  self.reload)  # fmt: skip
        for widget in (self.list, self.nothing, self.trouble):
            self.states.addWidget(widget)
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addWidget(self.states, 1)
        row.addWidget(self.panel)

    def empty(self) -> EmptyState:
        """Nobody is without."""
        return EmptyState(
            "heart-handshake", _("Nobody is looking for a sponsor"),
            _("When somebody new comes, or a sponsor is no more, they stand here with who would"
              " fit."),
        )  # fmt: skip

    def nobody_fits(self) -> QWidget:
        """What a card says where nobody is offered, and what to do."""
        text = _("Nobody on the list has room for them now.")
        add = Button(_("Add somebody who supports"), icon="plus", small=True)
        add.clicked.connect(lambda: self.go.emit("sponsors", {"tab": "people", "new": True}))
        add.setVisible(self.may)
        label = Label(text, "muted", wrap=True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return line(label, add)

    # What the place asks

    def context(self) -> str:
        n, asked = len(self.open_needs()), len(self.asked)
        if not n and not asked:
            return ""
        parts = [self.count_words(n)] if n else []
        if asked:
            parts.append(
                n_("{n} introduction to ask after", "{n} introductions to ask after", asked)
                .format(n=asked)
            )  # fmt: skip
        return " · ".join(parts)

    def count_words(self, n: int) -> str:
        """How many are without."""
        return n_("{n} person without a sponsor", "{n} people without a sponsor", n).format(n=n)

    def open_needs(self) -> list[Need]:
        """Those who were not introduced to anybody yet."""
        return [need for need in self.needs if need.check_on is None]

    def header_buttons(self) -> list[QWidget]:
        n = sum(bool(need.offers) for need in self.open_needs())
        if n < 2 or not self.may:
            return []
        self.all.set_text(_("Best set for all {n}").format(n=n))
        return [self.all]

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("introduce", _("Introduce who fits best"), "handshake", "", self._first,
                 Permission.RECORD_DAILY),
            Verb("best", _("Best set for all"), "users", run=self.forms.best,
                 needs=Permission.RECORD_DAILY),
        )  # fmt: skip

    def open_record(self, target: object) -> None:
        """{"stay": an id} goes to their card, {"introduction": an id} to its question."""
        if not isinstance(target, Mapping):
            return
        stay, introduction = target.get("stay"), target.get("introduction")
        self._wants = stay if isinstance(stay, int) else 0
        self._asks = introduction if isinstance(introduction, int) else 0
        self._go_to_wanted()

    def reload(self) -> None:
        house, today = self.desk.house_id, self.desk.today()
        self.desk.ask(self, self.query, house, today, done=self._take, failed=self._on_failed)
        self.desk.ask(self, open_introductions, house, buddies=self.kind == BUDDY,
                      done=self._show, failed=self._on_failed)  # fmt: skip

    def _on_failed(self, problem: Problem) -> None:
        self.trouble.say(_("This could not be read"), problem.sentence)
        self.states.setCurrentWidget(self.trouble)

    def _take(self, needs: tuple[Need, ...]) -> None:
        self.needs = needs

    def _show(self, asked: tuple[IntroductionRow, ...]) -> None:
        self.asked = asked
        at = self._focus_at()
        self._questions = {}
        self._cards = [self._card(need) for need in self.open_needs()]
        widgets = [*([self._asked_card()] if asked else []), *self._cards]
        self.list.fill(widgets)
        self.states.setCurrentWidget(self.list if widgets else self.nothing)
        if at is not None:
            self._focus(at)
        self._go_to_wanted()
        self.headed.emit()

    # Cards

    def cards(self) -> list[NeedCard]:
        """The cards that are shown, from the top."""
        return list(self._cards)

    def _card(self, need: Need) -> NeedCard:
        card = NeedCard(need, self.nobody_fits, may=self.may)
        card.introduce.connect(self.forms.introduce)
        card.other.connect(self.forms.choose)
        card.person.connect(partial(self.go.emit, "residents"))
        return card

    def _asked_card(self) -> Card:
        card = Card(_("Introduced, and asked after"), len(self.asked))
        for at, row in enumerate(self.asked):
            if at:
                card.add(Rule(soft=True))
            asked = Asked(row.introduction_id, row.name, row.other, row.introduced_on, row.check_on)
            button = self.forms.steps.button(asked) if self.may else None
            if button is not None:
                self._questions[row.introduction_id] = button
            shown = AskedLine(row, self.desk.today(), button)
            shown.clicked.connect(partial(self.go.emit, "residents", row.resident_id))
            card.add(shown)
        return card

    def _focus_at(self) -> int | None:
        """On which card the focus is."""
        focus: object = self.window().focusWidget()
        for at, card in enumerate(self.cards()):
            if isinstance(focus, QWidget) and card.isAncestorOf(focus):
                return at
        return None

    def _focus(self, at: int) -> None:
        """The focus goes to the card that stands there now, and is never lost."""
        cards = self.cards()
        if cards:
            card = cards[min(at, len(cards) - 1)]
            button = card.lines[0].button if card.lines else card.choose
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_wanted(self) -> None:
        question = self._questions.get(self._asks)
        if question is not None:
            self._asks = 0
            self.list.ensureWidgetVisible(question)
            question.setFocus(Qt.FocusReason.TabFocusReason)
        for at, card in enumerate(self.cards()):
            if card.need.stay_id == self._wants:
                self._wants = 0
                self.list.ensureWidgetVisible(card)
                self._focus(at)
                return

    def _first(self) -> None:
        at = self._focus_at()
        cards = self.cards()
        if cards and cards[at or 0].lines:
            self.forms.introduce(cards[at or 0].need, cards[at or 0].lines[0].offer)


class BuddiesTab(NeedsTab):
    """Every newcomer without a buddy."""

    kind = BUDDY
    code = "buddies"
    query = staticmethod(needs_buddy)

    def empty(self) -> EmptyState:
        return EmptyState(
            "users", _("Nobody new is without a buddy"),
            _("When somebody moves in, they stand here with who would be a good buddy from the"
              " first day on."),
        )  # fmt: skip

    def nobody_fits(self) -> QWidget:
        text = _("By the dates in the profiles nobody here is longer sober and has room for a"
                 " newcomer now.")
        return Label(text, "muted", wrap=True)

    def count_words(self, n: int) -> str:
        return n_("{n} newcomer without a buddy", "{n} newcomers without a buddy", n).format(n=n)
