"""Rotas: whose turn it is to lead or to read, fair by who did it least and longest ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.phrases import month_day
from sobrhouse.words import _, n_


@dataclass(frozen=True, slots=True)
class Turns:
    """How often somebody has led (or read) in this stay, and when last."""

    stay_id: int
    name: str
    moved_in: date
    times: int = 0
    last_on: date | None = None

    def words(self, today: date) -> str:
        """ "Not yet", or "2 times, last Nov 8"."""
        if not self.times or self.last_on is None:
            return _("Not yet")
        said = n_("{n} time, last {date}", "{n} times, last {date}", self.times)
        return said.format(n=self.times, date=month_day(self.last_on, today))


def in_turn(people: Iterable[Turns], *, but: Iterable[int | None] = ()) -> tuple[Turns, ...]:
    """Whose turn it is, the fairest first: who did it least, of those who did it longest ago (never
    is longest), of those who lives here longest. `but` are stays that have another part already.
    """
    left_out = set(but)
    return tuple(
        sorted(
            (p for p in people if p.stay_id not in left_out),
            key=lambda p: (p.times, p.last_on or date.min, p.moved_in, p.name, p.stay_id),
        )
    )
