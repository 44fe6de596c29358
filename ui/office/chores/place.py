"""Chores: the week, and in its place the plan, the fairness of it all, or the first chores."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.chore_plans import PlanState, plan_state
from sobrhouse.services import chore_plans
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.chores.exclusions import ExclusionsPart
from ui.office.chores.fair import FairView
from ui.office.chores.ladder import LadderPart
from ui.office.chores.papers import show_fairness
from ui.office.chores.plan import PlanView
from ui.office.chores.rotations import RotationsPart, short_words
from ui.office.chores.week import ChoreWeekView
from ui.turns import DRAWN, Steps
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page, Verb

FAIR, PLAN = "fairness", "plan"
MARGINS = (20, 4, 20, 14)


class ChoresPage(Page):
    """The place: what the frame asks, and which of its views is in front."""

    topics = frozenset({
        "chore", "turn", "inspection", "trade", "rotation", "chore_plan", "exclusion",
        "chore_exclusion", "apart", "chore_apart", "consequence", "appeal", "resident", "stay",
        "house", "setting", "pass", "series", "meeting",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.manage = desk.may(Permission.MANAGE_HOUSE)
        self.state: PlanState | None = None
        self._kept_on: date | None = None  # the day on which the plan was last kept long enough
        self._asks_state = False
        self._wants = ""  # the list to open once the plan is known
        # From the outside in: what is given a new home is dressed anew with all that it holds.
        self.layers = QStackedWidget(self)
        hbox(self.layers, margins=MARGINS, parent=self)
        self.weekly = ChoreWeekView(desk, self.layers)
        self.panel = self.weekly.panel
        self.chore_forms = self.weekly.forms
        self.first: QWidget | None = None  # in place of the week while the house has no chore
        self.rotate = Button(_("Rotate now"), icon="refresh-cw")
        self.new = Button(_("Add chore"), "primary", "plus", keys="Ctrl+N")
        self.rotations = RotationsPart(desk, self.panel, self.manage)
        people = desk.may(Permission.MANAGE_PEOPLE)
        self.exclusions = ExclusionsPart(desk, self.panel, people)
        self.ladder = LadderPart(desk, self.panel, people)
        self.views: dict[str, FairView | PlanView] = {}
        self.makers: Mapping[str, Callable[[], object]] = {
            "chore_new": self.add_chore, "chore_usual": self.add_usual,
            "chore_exclusion": self.exclusions.add, "chore_apart": self.exclusions.add_pair,
        }  # fmt: skip
        self._build()
        self._connect()

    def _empty(self) -> QWidget:
        if self.first is None:
            self.nothing = EmptyState(
                "clipboard-check", _("No chores yet"),
                _("Begin with the usual chores of a sober home. Each comes with its steps."),
                _("Add the usual chores") if self.manage else "", self.add_usual, primary=True,
            )  # fmt: skip
            self.first = QWidget(self.layers)
            self.first_row = hbox(gap=3, parent=self.first)
            self.first_row.addWidget(self.nothing, 1)
            self.layers.addWidget(self.first)
        return self.first

    def _build(self) -> None:
        self.layers.addWidget(self.weekly)

    def _connect(self) -> None:
        self.rotate.clicked.connect(partial(self.show_view, PLAN))
        self.new.clicked.connect(self.add_chore)
        self.rotations.plan_wanted = partial(self.show_view, PLAN)
        self.chore_forms.plan_wanted = partial(self.show_view, PLAN)
        self.weekly.go.connect(self.go)
        self.weekly.headed.connect(self.headed)
        self.weekly.shown.connect(self._on_week)
        self.weekly.fair_wanted.connect(partial(self.show_view, FAIR))
        self.panel.done_with.connect(self.forget_draft)
        self.panel.opened.connect(self.headed)

    # What the frame asks

    def title(self) -> str:
        return _("Chores")

    def context(self) -> str:
        """ "Dealt evenly, every week. Next change: Nov 30. Planned to Feb 14."."""
        state = self.state
        if self.view() == PLAN:
            return _("Nothing is changed before you press Deal these chores.")
        if state is None or not state.rotations:
            return ""
        if state.planned_to is None:
            return _("Nobody has a chore yet. Press Rotate now.")
        today = self.desk.today()
        row = max(state.rotations, key=lambda r: r.chores)
        return _("{how}. Next change: {day}. Planned to {end}.").format(
            how=short_words(row), day=month_day(row.rotate_on, today),
            end=month_day(state.planned_to, today),
        )  # fmt: skip

    def header_buttons(self) -> list[QWidget]:
        view = self.view()
        if not self.manage or view == PLAN:
            return []
        begun = self.first is None or self.layers.currentWidget() is not self.first
        self.new.set_kind("primary" if begun else "outline")
        return [self.rotate, self.new] if begun and not view else [self.new]

    def verbs(self) -> tuple[Verb, ...]:
        daily, manage = Permission.RECORD_DAILY, Permission.MANAGE_HOUSE
        prints, weekly = Permission.PRINT_PAPERS, self.weekly
        return (
            Verb("new", _("Add chore"), "plus", run=self.add_chore, needs=manage),
            Verb("rotate", _("Plan the chores anew"), "refresh-cw",
                 run=partial(self.show_view, PLAN), needs=manage),
            Verb("rotations", _("How chores go round"), "rotate-cw",
                 run=partial(self.show_list, "rotations")),
            Verb("exclusions", _("Who is not asked"), "user-x",
                 run=partial(self.show_list, "exclusions")),
            Verb("fairness", _("Who carried how much"), "scale",
                 run=partial(self.show_view, FAIR)),
            Verb("missed", _("Missed chores"), "circle-x", run=partial(self.show_list, "missed")),
            Verb("retired", _("Chores that ended"), "history", run=self.chore_forms.show_retired,
                 needs=manage),
            Verb("usual", _("Add the usual chores"), "list-checks", run=self.add_usual,
                 needs=manage),
            Verb("waiting", _("Next to inspect"), "clipboard-check", run=weekly.next_waiting,
                 needs=daily),
            Verb("print", _("Print chore sheet"), "printer", run=weekly.print_sheet,
                 needs=prints),
            *weekly.papers(),
            Verb("this_week", _("This week"), "calendar",
                 run=partial(weekly.show_week_of, None)),
            Verb("previous", _("The week before"), "chevron-left", more=False,
                 run=partial(weekly.top.step, -1)),
            Verb("next", _("The week after"), "chevron-right", more=False,
                 run=partial(weekly.top.step, 1)),
        )  # fmt: skip

    def open_record(self, target: object) -> None:
        """A code of the palette (fairness, plan, rotations, exclusions, missed), or a mapping:
        {"day": …} shows its week, with "turn" (an assignment's id) that turn is chosen, with
        "paper": True what is marked then comes from the paper chart; {"waiting": True} the next
        that waits, {"new": True} the form of a new chore, {"leave_out": a stay} the form that
        leaves somebody out.
        """
        self.show_view("")
        if isinstance(target, Mapping):
            self._open(target)
        elif target in (FAIR, PLAN):
            self.show_view(str(target))
        elif target in ("rotations", "exclusions", "missed"):
            self.show_list(str(target))

    def _open(self, target: Mapping[str, object]) -> None:
        day, turn = target.get("day"), target.get("turn")
        if isinstance(day, date) and isinstance(turn, int):
            self.weekly.open_turn(turn, day)
        elif isinstance(day, date):
            self.weekly.show_week_of(day)
        self.weekly.from_paper(on=bool(target.get("paper")))
        if target.get("waiting"):
            self.weekly.next_waiting()
        if target.get("new"):
            self.add_chore()
        if isinstance(stay := target.get("leave_out"), int):
            self.exclusions.add(stay)

    def place_in(self) -> object:
        if view := self.view():
            return view
        return {"day": self.weekly.day} if self.weekly.day is not None else None

    def back(self) -> bool:
        if self.view():
            self.show_view("")
            return True
        return self.weekly.side.shut()

    def open_form(self) -> str:
        return self.panel.name if self.panel.name in self.makers else ""

    def reopen_form(self, name: str) -> None:
        if name in self.makers:
            self.makers[name]()

    # Loading

    def reload(self) -> None:
        self._asks_state = True  # once the week is there: nobody waits for it
        self.weekly.reload()
        view = self.views.get(self.view())
        if view is not None:
            view.reload()

    def _on_week(self) -> None:
        if not self.view():
            self.show_view("")
        if self._asks_state:
            self._asks_state = False
            self.desk.in_turns(self, self._ask_state())

    def _ask_state(self) -> Steps:
        yield DRAWN
        self.desk.ask(
            self, plan_state, self.desk.house_id, self.desk.today(), done=self._show_state,
            failed=self.weekly.fail,
        )  # fmt: skip

    def _show_state(self, state: PlanState) -> None:
        self.state = state
        self.headed.emit()
        wants, self._wants = self._wants, ""
        if wants:
            self.show_list(wants)
        self._keep_planned()

    def _keep_planned(self) -> None:
        """Once a day: that enough weeks are planned ahead."""
        today, state = self.desk.today(), self.state
        may = self.desk.may(Permission.RECORD_DAILY)
        if may and self._kept_on != today and state is not None and state.planned_to is not None:
            self._kept_on = today
            self.desk.do(self, chore_plans.keep_planned, self.desk.house_id)

    # Views and lists

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_keys()

    def _take_keys(self) -> None:
        """Whoever comes to the week can mark at once: the letters go to the turn that is chosen."""
        held = QApplication.focusWidget()
        inside = held is not None and held.isVisible() and self.isAncestorOf(held)
        if self.layers.currentWidget() is self.weekly and not (
            inside or isinstance(held, QLineEdit)
        ):
            self.weekly.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def view(self) -> str:
        """The view in front, or "" for the week."""
        shown = self.layers.currentWidget()
        return next((code for code, view in self.views.items() if view is shown), "")

    def show_view(self, code: str) -> None:
        """The plan or the fairness over the place; "" is the week."""
        if code:
            if code not in self.views:
                self.views[code] = self._made(code)
                self.layers.addWidget(self.views[code])
            self.panel.close_panel()
            self.views[code].reload()
            self.layers.setCurrentWidget(self.views[code])
        else:
            week = self.weekly.week
            empty = week is not None and not week.begun
            came = self.layers.currentWidget() is not self.weekly
            self.layers.setCurrentWidget(self._empty() if empty else self.weekly)
            self._lend_side(empty)
            if came:
                self._take_keys()
        self.headed.emit()

    def _lend_side(self, empty: bool) -> None:
        """The forms of the first chores stand beside the words that there are none."""
        row = self.first_row if empty else self.weekly.row
        if row.indexOf(self.weekly.side) < 0:
            row.addWidget(self.weekly.side)
        self.weekly.side.show_bare(bare=empty)

    def _made(self, code: str) -> FairView | PlanView:
        view: FairView | PlanView
        if code == FAIR:
            view = FairView(self.desk)
            view.printed.connect(self._print_fairness)
            view.person_wanted.connect(lambda who: self.go.emit("residents", who))
        else:
            view = PlanView(self.desk)
        view.left.connect(partial(self.show_view, ""))
        return view

    def _print_fairness(self) -> None:
        show_fairness(self.desk, self.window())

    def show_list(self, code: str) -> None:
        """Rotations, exclusions or missed chores in the panel."""
        self.show_view("")
        if code == "missed":
            self.ladder.show()
        elif self.state is None:
            self._wants = code
        elif code == "rotations":
            self.rotations.show(self.state)
        else:
            rows = self.weekly.week.rows if self.weekly.week is not None else ()
            self.exclusions.show(self.state, [(row.chore_id, row.name) for row in rows])

    def add_chore(self) -> None:
        """The form of a new chore."""
        self.show_view("")
        self.chore_forms.add()

    def add_usual(self) -> None:
        """The list of chores that most houses have."""
        self.show_view("")
        self.chore_forms.add_usual()
