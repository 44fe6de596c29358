"""Opens the forms of chores in the panel and does what they ask: a new chore, one that there is,
the usual ones, those that ended, and a turn that goes to somebody else.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from sobrhouse.domain.phrases import near_date
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import UsualChore
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_plans import PlanState, plan_state
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.chore_week import ChoreWeek
from sobrhouse.queries.chores import (
    ChoreFacts,
    ChoreLine,
    chore_facts,
    chore_list,
    usual_chores_left,
)
from sobrhouse.queries.sign_people import SignChoices, sign_choices
from sobrhouse.services import chore_hands, chore_trades, chores
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.chores.card import ChoreCard
from ui.office.chores.form import ChoreForm, UsualForm
from ui.office.chores.hand_form import COVER, GIVE, SWAP, HandForm, title
from ui.office.form_panel import FormPanel
from ui.office.sections import Item, Section
from ui.widgets.buttons import add_action


class ChoreForms(QObject):
    """What is open in the panel, and the deeds behind it."""

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(panel)
        self.desk, self.panel = desk, panel
        self.manage = desk.may(Permission.MANAGE_HOUSE)
        self.week_starts_on = 0
        self.plan_wanted: Callable[[], object] | None = None
        self.card: ChoreCard | None = None

    # Chores

    def _with_rotations(self, run: Callable[[list[tuple[int, str]]], None]) -> None:
        def take(state: PlanState) -> None:
            run([(row.rotation_id, row.name) for row in state.rotations])

        self.desk.ask(self.panel, plan_state, self.desk.house_id, self.desk.today(), done=take)

    def add(self) -> None:
        """The form of a new chore."""
        if self.manage:
            self._with_rotations(self._open_new)

    def _open_new(self, rotations: list[tuple[int, str]]) -> None:
        form = ChoreForm(self.desk, rotations, self.week_starts_on)

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, chores.make_chore, self.desk.house_id, form.chore(values),
                said=_("Chore added: {name}").format(name=values["name"]),
                undo=lambda chore_id: Step(chores.take_back_chores, ((chore_id,),)),
                done=self.panel.finish, refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form("chore_new", _("Add chore"), form, made)

    def add_usual(self) -> None:
        """The chores that most houses have and this one does not."""
        if self.manage:
            self.desk.ask(
                self.panel, usual_chores_left, self.desk.house_id, done=self._open_usual
            )

    def _open_usual(self, usual: tuple[UsualChore, ...]) -> None:
        if not usual:
            self.desk.tell(_("The house has all the usual chores already."))
            return
        form = UsualForm(usual)

        def done(made: tuple[int, ...]) -> None:
            self.panel.finish()
            if self.plan_wanted is not None:
                self.plan_wanted()  # what nobody has helps nobody

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, chores.add_usual_chores, self.desk.house_id, values["keys"],
                said=lambda ids: n_("{n} chore added", "{n} chores added", len(ids)).format(
                    n=len(ids)),
                undo=lambda ids: Step(chores.take_back_chores, (ids,)),
                done=done, refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form("chore_usual", _("Add the usual chores"), form, made)

    def open_chore(self, chore_id: int) -> None:
        """One chore, with its fields and what can be done with it."""
        self._with_rotations(partial(self._open_chore, chore_id))

    def _open_chore(self, chore_id: int, rotations: list[tuple[int, str]]) -> None:
        def show(facts: ChoreFacts) -> None:
            card = ChoreCard(self.desk, facts, rotations, self.week_starts_on)
            card.moved.connect(partial(self.move, facts.chore_id))
            card.retire.connect(partial(self.retire, facts))
            self.card = card
            self.panel.show_other("chore", facts.name, card)

        self.desk.ask(self.panel, chore_facts, self.desk.house_id, chore_id, done=show)

    def refresh(self) -> None:
        """Somebody changed something: the chore that is open shows it."""
        if self.card is not None and isValid(self.card) and self.card.isVisible():
            self.card.reload()

    def move(self, chore_id: int, step: int) -> None:
        """One place up (-1) or down (1) in the list."""

        def with_list(lines: tuple[ChoreLine, ...]) -> None:
            ids = [line.chore_id for line in lines]
            if chore_id not in ids:
                return
            at = ids.index(chore_id)
            beside = at + step
            if not 0 <= beside < len(ids):
                return
            self.desk.do(
                self.panel, chores.move_chore, chore_id, lines[beside].position,
                said=_("Moved: {name}").format(name=lines[at].name),
                undo=lambda before: Step(chores.move_chore, (chore_id, before)),
            )  # fmt: skip

        self.desk.ask(
            self.panel, chore_list, self.desk.house_id, self.desk.today(), done=with_list
        )

    def retire(self, facts: ChoreFacts) -> None:
        """It is not done any more; what was done stays on record."""
        self.desk.do(
            self.panel, chores.retire_chore, facts.chore_id,
            said=_("Ended: {name}").format(name=facts.name),
            undo=lambda before: Step(chores.bring_back_chore, (facts.chore_id, before)),
            done=lambda _none: self.panel.close_panel(),
        )  # fmt: skip

    def show_retired(self) -> None:
        """Chores that ended, each to be brought back."""

        def show(lines: tuple[ChoreLine, ...]) -> None:
            section = Section(_("Press one to bring it back"), _("No chore has ended."))
            today = self.desk.today()
            items = []
            for line in lines:
                assert line.until_on is not None
                ended = _("until {day}").format(day=near_date(line.until_on, today))
                words = _("{how}, {until}").format(how=line.how, until=ended)
                items.append(Item(line.name, words, partial(self.bring_back, line)))
            section.show_items(items)
            self.panel.show_other("chores_retired", _("Chores that ended"), section)

        self.desk.ask(
            self.panel, chore_list, self.desk.house_id, self.desk.today(), retired=True, done=show
        )

    def bring_back(self, line: ChoreLine) -> None:
        """It is done again."""
        self.desk.do(
            self.panel, chores.bring_back_chore, line.chore_id,
            said=_("Back on the list: {name}").format(name=line.name),
            undo=lambda before: Step(chores.retire_chore, (line.chore_id, before)),
            done=lambda _before: self.panel.close_panel(),
        )  # fmt: skip

    def fill_chore_menu(self, menu: QMenu, chore_id: int) -> None:
        """What can be done with a chore of the grid."""
        add_action(menu, _("Open"), "pencil", partial(self.open_chore, chore_id), "Enter")
        if self.manage:
            add_action(menu, _("Move up"), "arrow-up", partial(self.move, chore_id, -1))
            add_action(menu, _("Move down"), "arrow-down", partial(self.move, chore_id, 1))

    # Whose turn it is

    def swap(self, turn: Turn, week: ChoreWeek, onto: Turn | None = None) -> None:
        """The form of a swap or a cover, of two turns where both are known."""
        way = SWAP
        self._with_people(partial(self._open_hand, turn, week, way, onto))

    def give(self, turn: Turn, stay_id: int | None = None, week: ChoreWeek | None = None) -> None:
        """The form that gives a turn to somebody; dropped on a person it is a cover."""
        way = COVER if week is not None and not turn.nobody else GIVE
        self._with_people(
            lambda people: self._open_hand(turn, week, way, None, people, stay_id)
        )

    def _with_people(self, run: Callable[[list[tuple[int, str]]], None]) -> None:
        def take(found: SignChoices) -> None:
            run([(p.stay_id, p.name) for p in found.people])

        self.desk.ask(self.panel, sign_choices, self.desk.house_id, self.desk.today(), done=take)

    def _open_hand(
        self, turn: Turn, week: ChoreWeek | None, way: str, onto: Turn | None,
        people: list[tuple[int, str]], stay_id: int | None = None,
    ) -> None:  # fmt: skip
        form = HandForm(self.desk, turn, people, week)
        form.begin(way, onto.stay_id if onto is not None else stay_id, onto)
        self.panel.open_form("chore_hand", title(turn), form, partial(self._hand_on, form),
                             turn.assignment_id or 0)  # fmt: skip

    def _hand_on(self, form: HandForm, values: dict[str, Any]) -> None:
        turn, name = form.turn, form.names[values["stay_id"]]
        if form.way() != GIVE:
            self._trade(form, values, name)
            return
        said = _("{name} has {chore} now").format(name=name, chore=turn.chore)
        give: tuple[Any, ...]
        kw: dict[str, Any] = {}
        if turn.assignment_id is None:
            give = (chore_hands.give_chore, turn.chore_id, values["stay_id"], turn.on)
            kw["whole"] = form.on(values) is None
        else:
            give = (chore_hands.give_turn, turn.assignment_id, values["stay_id"], form.on(values))
        self.desk.do(
            self.panel, *give, said=said,
            undo=lambda made: Step(chore_hands.put_back_turn, (made,)),
            done=self.panel.finish, refused=self.panel.refuse, **kw,
        )  # fmt: skip

    def _trade(self, form: HandForm, values: dict[str, Any], name: str) -> None:
        try:
            trade = form.trade(values)
        except Problem as problem:
            self.panel.refuse(problem)
            return
        words = _("{name} and {other} swap") if form.way() == SWAP else _("{other} covers {name}")
        self.desk.do(
            self.panel, chore_trades.swap_turns, trade,
            said=words.format(name=form.turn.name, other=name),
            undo=lambda made: Step(chore_trades.take_back_swap, (made,)),
            done=self.panel.finish, refused=lambda problem: self.panel.refuse(_beside(problem)),
        )  # fmt: skip


def _beside(problem: Problem) -> Problem:
    """The refusal beside the field that the form has for it."""
    field = {"other_stay_id": "stay_id", "other_on": "other"}.get(problem.field or "")
    return Problem(problem.sentence, field=field or problem.field, details=problem.details)
