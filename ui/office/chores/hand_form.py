"""The form in which a turn goes to somebody else: swapped or covered, where both agreed, or given
by hand.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sobrhouse.domain.phrases import near_date, nice_date
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.chore_week import ChoreWeek
from sobrhouse.services.chore_swaps import Trade
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.chores.words import OPEN, who
from ui.widgets.fields import CheckField, ChoiceField, LineField
from ui.widgets.form import MakingForm

People = Sequence[tuple[int, str]]
SWAP, COVER, GIVE = "swap", "cover", "manual"
LONGEST = 200


class HandForm(MakingForm):
    """Who takes it, for one day or all that are left, and whether both agreed."""

    def __init__(self, desk: Desk, turn: Turn, people: People, week: ChoreWeek | None) -> None:
        super().__init__(_("Swap"), icon="arrow-left-right")
        self.desk, self.turn, self.week = desk, turn, week
        ways = [(SWAP, _("They swap")), (COVER, _("Somebody covers")),
                (GIVE, _("Given by hand"))]  # fmt: skip
        others = [(stay, name) for stay, name in people if stay != turn.stay_id]
        self.names: Mapping[int, str] = dict(others)
        trades = week is not None and not turn.nobody
        if trades:
            self.add(ChoiceField("way", _("How"), ways))
        self.add(ChoiceField("stay_id", _("With whom") if trades else _("To whom"), others,
                             empty=_("Choose a person"), required=True))  # fmt: skip
        if trades:
            self.add(ChoiceField("other", _("For which of theirs"), (),
                                 empty=_("Choose a chore"), required=True))  # fmt: skip
        days = [(True, _("Only {day}").format(day=nice_date(turn.on, desk.today()))),
                (False, _("All days that are left"))]  # fmt: skip
        self.add(ChoiceField("one", _("For how long"), days))
        if trades:
            self.add(CheckField("agreed", _("Both have agreed")))
        self.add(LineField("reason", _("Why"), max_length=LONGEST))
        for name in ("way", "stay_id"):
            if name in self:
                self[name].edited.connect(self._fit)
        self._fit()

    def way(self) -> str:
        """Swap, cover or manual."""
        return str(self["way"].read()) if "way" in self else GIVE

    def begin(self, way: str, stay_id: int | None = None, onto: Turn | None = None) -> None:
        """Start with a way, a person and one of their turns."""
        if "way" in self:
            self.fill({"way": way})
        if stay_id is not None:
            self.fill({"stay_id": stay_id})
        self._fit()
        if onto is not None and "other" in self:
            self.fill({"other": onto.key})
        self._fit()

    def take_draft(self, texts: Mapping[str, str]) -> None:
        super().take_draft(texts)
        self._fit()

    def _fit(self) -> None:
        way = self.way()
        verb = {SWAP: _("Swap"), COVER: _("Hand over")}.get(way, _("Give it"))
        self.verb.set_text(verb)
        if "other" not in self:
            return
        box = self["other"]
        assert isinstance(box, ChoiceField)
        box.set_choices([(t.key, self._called(t)) for t in self._theirs()])
        box.setVisible(way == SWAP)
        box.required = way == SWAP
        self["agreed"].setVisible(way != GIVE)

    def _theirs(self) -> list[Turn]:
        """The turns of the chosen person that are open and not over."""
        stay_id = self["stay_id"].read()
        if self.week is None or stay_id is None:
            return []
        turns = [
            t for t in self.week.turns
            if t.stay_id == stay_id and t.state in OPEN and t.on >= self.desk.today()
        ]  # fmt: skip
        return sorted(turns, key=lambda t: (t.on, t.chore))

    def _called(self, turn: Turn) -> str:
        day = near_date(turn.on, self.desk.today())
        return _("{chore}, {day}").format(chore=turn.chore, day=day)

    def other(self, values: Mapping[str, Any]) -> Turn | None:
        """The turn that comes back in a swap."""
        return next((t for t in self._theirs() if t.key == values.get("other")), None)

    def on(self, values: Mapping[str, Any]) -> date | None:
        """The one day, or None for all that are left."""
        return self.turn.on if values["one"] in (True, None) else None

    def trade(self, values: Mapping[str, Any]) -> Trade:
        """What both agreed to. Problem where nobody said that they did."""
        if not values.get("agreed"):
            raise Problem(_("Ask both first. A swap stands once both agree."), field="agreed")
        assert self.turn.assignment_id is not None
        back = self.other(values) if self.way() == SWAP else None
        on = self.on(values)
        return Trade(
            assignment_id=self.turn.assignment_id, on=on, other_stay_id=values["stay_id"],
            other_assignment_id=back.assignment_id if back is not None else None,
            other_on=back.on if back is not None and on is not None else None,
            reason=values["reason"] or "",
        )  # fmt: skip


def title(turn: Turn) -> str:
    """ "Kitchen, clean up: Marcus T."."""
    return _("{chore}: {name}").format(chore=turn.chore, name=who(turn))
