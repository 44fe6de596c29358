"""How the turns of the one practice house with a story went: what was said at the kiosk, who
looked, what they found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sobrhouse.exchange import practice_chore_story as story
from sobrhouse.exchange import practice_story
from sobrhouse.exchange.practice_chore_turn import Turn
from sobrhouse.exchange.practice_chores import Chores, rows_of
from sobrhouse.exchange.practice_pages import stamp
from sobrhouse.storage.bulk import Rows

_REDONE, _SKIPPED, _MISSED = 0.962, 0.972, 0.98  # of all turns: passed, redone, not needed, missed
_QUIET_DAYS = 40  # before the evening, in which only the story tells of missed turns
_CHECKED_DAYS = 21  # before the evening, in which each step is written down as it was found
_EVENING = 19 * 60 + 10  # minutes after midnight: nothing is said later today
_LOOKED = ("id", "created_at", "created_by", "assignment_id", "on_date", "at", "result", "note",
           "redo_by", "inspector_stay_id", "way")  # fmt: skip
_LINE = ("id", "created_at", "created_by", "inspection_id", "position", "item", "done")


@dataclass(slots=True)
class Looks:
    """Tells how each turn went, up to the evening of `today`."""

    chores: Chores
    stays: Mapping[str, int]
    today: date
    looked: list[tuple[Any, ...]] = field(default_factory=list)
    lines: list[tuple[Any, ...]] = field(default_factory=list)
    _out: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, out, _due, back, _place, _beside in practice_story.COMINGS:
            self._out.setdefault(self.stays[name], []).append((out, back or 24 * 60))

    def tell(self, turn: Turn) -> None:
        """One turn of a day up to today."""
        ago = (self.today - turn.on).days
        if ago == 0:
            self._today(turn)
            return
        dice = self.chores.chance.random()
        if not turn.how:
            turn.how = story.WEEK.get((turn.standing.usual.key, ago)) or _how(dice, ago)
        steps: dict[str, Callable[[Turn, float], None]] = {
            "redone": self._redone, "redo": self._redo, "late": _nothing,
        }  # fmt: skip
        steps.get(turn.how, self._once)(turn, dice)

    def taken(self) -> list[Rows]:
        """What was seen, with every word of it."""
        house = {"house_id": self.chores.house_id}
        return [
            rows_of("inspection", _LOOKED, self.looked, house),
            rows_of("inspection_line", _LINE, self.lines, house),
        ]

    def _once(self, turn: Turn, dice: float) -> None:
        """Passed, missed, excused or not needed: looked at once."""
        due, how = turn.standing.minute, turn.how
        if how == "pass":
            self._mark(turn, due - 10 - int(dice * 290))
        outside = turn.standing.usual.key == "yard"
        notes = {"missed": story.MISSED_NOTES[turn.number % 3], "excused": story.EXCUSED,
                 "skipped": story.RAINED if outside else story.STILL_CLEAN}  # fmt: skip
        self._look(turn, due + 6 + int(dice * 110), how, notes.get(how, ""))

    def _redone(self, turn: Turn, dice: float) -> None:
        due = turn.standing.minute
        self._mark(turn, due - 25)
        self._look(turn, due + 10, "redo", self._note(turn), stamp(turn.on, due + 120))
        self._mark(turn, due + 55)
        self._look(turn, due + 80 + int(dice * 30), "pass")

    def _redo(self, turn: Turn, _dice: float) -> None:
        """To be done again by this evening."""
        due = turn.standing.minute
        self._mark(turn, due - 40)
        self._look(turn, due + 15, "redo", self._note(turn), stamp(self.today, 21 * 60))

    def _today(self, turn: Turn) -> None:
        minute, passed = story.TODAY.get(turn.standing.usual.key, (None, False))
        if minute is not None:
            minute = self._at_home(turn.stay, minute)
            self._mark(turn, minute)
            if passed:
                self._look(turn, min(minute + 35, _EVENING), "pass")

    def _at_home(self, stay: int, wanted: int) -> int:
        """The minute nearest before the wanted one, else after it, at which somebody was in."""
        out = self._out.get(stay, ())
        tried = (*range(wanted, 7 * 60, -5), *range(wanted, _EVENING, 5))
        return next((m for m in tried if not any(a <= m <= b for a, b in out)), wanted)

    def _note(self, turn: Turn) -> str:
        notes = story.REDO[turn.standing.usual.key]
        return notes[turn.number % len(notes)]

    def _mark(self, turn: Turn, minute: int) -> None:
        self.chores.mark(turn.number, turn.on.isoformat(), stamp(turn.on, minute))

    def _look(
        self, turn: Turn, minute: int, result: str, note: str = "", redo_by: str | None = None
    ) -> None:
        last = self.chores.pages.last
        row = last["inspection"] = last["inspection"] + 1
        at, looker = stamp(turn.on, minute), self._looker(turn, result)
        by = self.chores.pages.by if looker is None else 0
        self.looked.append((row, at, by, turn.number, turn.on.isoformat(), at, result, note,
                            redo_by, looker, "staff" if looker is None else "kiosk"))  # fmt: skip
        fresh = (self.today - turn.on).days < _CHECKED_DAYS
        if result == "redo" or (fresh and result == "pass"):
            self._found(turn, row, at, by, result)

    def _looker(self, turn: Turn, result: str) -> int | None:
        """A resident whom the house trusts looks at the kitchen, unless they did it."""
        stay = self.stays[story.TRUSTED]
        since = self.today - timedelta(days=story.TRUSTED_SINCE)
        trusted = turn.standing.usual.key == "kitchen" and result in ("pass", "redo")
        return stay if trusted and since <= turn.on and turn.stay != stay else None

    def _found(self, turn: Turn, inspection: int, at: str, by: int, result: str) -> None:
        """Each step as it was found; of a redo one was not done."""
        steps: Sequence[str] = turn.standing.usual.steps
        wrong = turn.number % len(steps) if result == "redo" else None
        last = self.chores.pages.last
        for place, text in enumerate(steps):
            row = last["inspection_line"] = last["inspection_line"] + 1
            self.lines.append((row, at, by, inspection, place + 1, text, place != wrong))


def _how(dice: float, ago: int) -> str:
    if dice < _REDONE:
        return "redone" if dice > _REDONE - 0.03 else "pass"
    if dice < _SKIPPED:
        return "skipped"
    return "missed" if dice < _MISSED and ago > _QUIET_DAYS else "pass"


def _nothing(_turn: Turn, _dice: float) -> None:
    """Nobody said that it is done, and nobody looked."""
