"""One person's chores: the turns of some days, what was asked of others, and how it went."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.chores import State
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.chore_days import read_days
from sobrhouse.queries.chore_trades import TradeRow, trades_with
from sobrhouse.queries.chore_turns import Turn, in_cell, turns_in
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Stay


@dataclass(frozen=True, slots=True)
class PersonChores:
    """One person's turns by day, swaps and covers, and the counts that a profile shows; excused
    turns and those not needed are not counted.
    """

    stay_id: int
    first: date
    last: date
    today: date
    turns: tuple[Turn, ...]
    trades: tuple[TradeRow, ...]

    def on(self, day: date) -> tuple[Turn, ...]:
        """The turns of one day."""
        return tuple(turn for turn in self.turns if turn.on == day)

    @property
    def counted(self) -> int:
        """How many turns count, those still due too."""
        return sum(turn.state not in (State.EXCUSED, State.SKIPPED) for turn in self.turns)

    def number(self, state: State) -> int:
        """How many turns stand so."""
        return sum(turn.state is state for turn in self.turns)

    @property
    def load(self) -> int:
        """What they weigh together, in quarters of a minute."""
        return sum(turn.load for turn in self.turns)


@needs(Permission.SEE_HOUSE)
def person_chores(
    session: Session, stay_id: int, first: date, last: date, now: datetime
) -> PersonChores:
    """Somebody's turns of some days, both included, whether dealt, given or taken over."""
    house_id = session.execute(select(Stay.house_id).where(Stay.id == stay_id)).scalar_one()
    days = read_days(session, house_id, first, last, now, stay_id=stay_id)
    order = {chore: n for n, chore in enumerate(days.chores)}
    turns = (turn for turn in turns_in(days, opened=False) if turn.stay_id == stay_id)
    mine = tuple(sorted(turns, key=lambda t: (t.on, order[t.chore_id], in_cell(t))))
    return PersonChores(
        stay_id, first, last, days.today, mine, trades_with(session, stay_id, days.today)
    )
