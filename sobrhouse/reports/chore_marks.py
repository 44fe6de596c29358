"""The marks of a turn on paper, which a copier keeps: shapes and letters, no shades (ux.md 13)."""

from collections.abc import Iterable

from sobrhouse.domain.chores import State
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD
from sobrhouse.reports.pen import Pen
from sobrhouse.words import N_, _, p_

_DASH = "1.5 1.5"
_ORDER = (
    (State.PASSED, N_("passed")),
    (State.REDO, N_("redo")),
    (State.MISSED, N_("missed")),
    (State.EXCUSED, N_("excused")),
    (State.SKIPPED, N_("not needed")),
    (State.INSPECT, N_("done, not inspected")),
    (State.LATE, N_("not marked")),
    (State.DUE, N_("still due")),
)
_LEGEND_GAP = 9.0


def letter_of(state: State) -> str:
    """What stands for a state: a sign, a letter of the language, or "" for a box."""
    return {
        State.PASSED: "✓",
        State.REDO: p_("redo, one letter", "R"),
        State.MISSED: p_("missed, one letter", "M"),
        State.EXCUSED: p_("excused, one letter", "E"),
        State.SKIPPED: "–",
        State.INSPECT: p_("done, one letter", "D"),
    }.get(state, "")


def draw_mark(pen: Pen, x: float, y: float, side: float, state: State) -> None:
    """Draw a state's mark in the square of this side whose lower left corner is (x, y)."""
    line = max(0.8, side / 14)
    grey = 0.0
    if state is State.MISSED:
        pen.fill(x, y, side, side, 0.0)
        grey = 1.0
    elif state in (State.REDO, State.LATE):
        pen.frame(x, y, side, side, line)
    elif state is State.DUE:
        pen.frame(x, y, side, side, line, _DASH)
    said = letter_of(state)
    style = t.Style(round(side * (1.0 if state is State.PASSED else 0.86), 1), BOLD, grey)
    if said:
        t.cell(pen, x, y + side * 0.5 - style.size * 0.33, said, style, side, "centre")


def draw_legend(
    pen: Pen, x: float, y: float, width: float, states: Iterable[State], size: float = t.FOOT.size
) -> int:
    """What the marks say, those of `states` only, from the baseline y on; gives how many lines."""
    style = t.Style(size)
    side, step, at, lines = size * 1.05, size * 1.45, x, 1
    known = frozenset(states)
    for state, words in _ORDER:
        if state not in known:
            continue
        said = _(words)
        wide = side + 4 + t.measure(said, style)
        if at > x and at + wide > x + width:
            at, lines = x, lines + 1
        base = y - (lines - 1) * step
        draw_mark(pen, at, base - size * 0.16, side, state)
        t.cell(pen, at + side + 4, base, said, style, width)
        at += wide + _LEGEND_GAP
    return lines


def legend_lines(width: float, states: Iterable[State], size: float = t.FOOT.size) -> int:
    """How many lines the legend needs."""
    return draw_legend(Pen(), 0.0, 0.0, width, states, size)
