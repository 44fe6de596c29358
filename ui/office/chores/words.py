"""The words, icons and colours of a week of chores, and what a letter marks in either language."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from sobrhouse.domain.chore_hands import opens_on
from sobrhouse.domain.chores import State, state_words
from sobrhouse.domain.phrases import day_name, near_date, nice_date, nice_time
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.chore_week import ChoreRow, ChoreWeek
from sobrhouse.words import _, language, n_, p_


@dataclass(frozen=True, slots=True)
class MarkLook:
    """How a state is drawn: an icon, the family of its colour, filled or not, dashed or not."""

    icon: str
    kind: str
    filled: bool = False
    dashed: bool = False


LOOKS = {
    State.DUE: MarkLook("circle", "mute", dashed=True),
    State.LATE: MarkLook("clock", "accent", dashed=True),
    State.INSPECT: MarkLook("clipboard-check", "info", filled=True),
    State.PASSED: MarkLook("circle-check", "ok"),
    State.REDO: MarkLook("rotate-cw", "warn", filled=True),
    State.MISSED: MarkLook("circle-x", "bad", filled=True),
    State.EXCUSED: MarkLook("minus", "mute"),
    State.SKIPPED: MarkLook("ban", "mute"),
}
AWAY = MarkLook("door-open", "mute", dashed=True)
OPEN = frozenset({State.DUE, State.LATE})
UNDONE = frozenset({State.DUE, State.LATE, State.REDO})

PASS, REDO, MISSED, EXCUSE, SKIP = "pass", "redo", "missed", "excused", "skipped"
DONE, SWAP, GIVE, NEXT, BACK = "done", "swap", "give", "next", "back"
PUT_BACK = "put_back"
_ENGLISH = {
    "P": PASS, "R": REDO, "M": MISSED, "E": EXCUSE, "D": DONE, "S": SWAP, "G": GIVE, "N": NEXT,
}  # fmt: skip
_SPANISH = {"A": PASS, "F": MISSED, "H": DONE, "C": SWAP}  # Aprobar, Faltó, Hecha, Cambiar


def asked_by(key: str) -> str:
    """What a letter asks for; the English letters always, the Spanish ones in Spanish."""
    letter = key.upper()
    if language() == "es" and letter in _SPANISH:
        return _SPANISH[letter]
    return _ENGLISH.get(letter, "")


def look(turn: Turn) -> MarkLook:
    """How a turn is drawn."""
    return AWAY if away(turn) else LOOKS[turn.state]


def away(turn: Turn) -> bool:
    """Whether who has it is away that day and nothing has come of it yet."""
    return bool(turn.away) and turn.state in OPEN


def state(turn: Turn) -> str:
    """ "Passed"; "Away" where somebody on a pass has it and it is still open."""
    return _("Away") if away(turn) else state_words(turn.state)


def short(turn: Turn) -> str:
    """The same in a word that has room in a cell."""
    return p_("in a cell", "Away") if away(turn) else _short(turn.state, language())


@cache
def _short(state: State, _language: str) -> str:
    return {
        State.DUE: p_("in a cell", "Due"),
        State.LATE: p_("in a cell", "Late"),
        State.INSPECT: p_("in a cell", "Inspect"),
        State.PASSED: p_("in a cell", "Passed"),
        State.REDO: p_("in a cell", "Redo"),
        State.MISSED: p_("in a cell", "Missed"),
        State.EXCUSED: p_("in a cell", "Excused"),
        State.SKIPPED: p_("in a cell", "Skipped"),
    }[state]


def who(turn: Turn) -> str:
    """Who has it."""
    return _("Nobody") if turn.nobody else turn.name


def how(row: ChoreRow) -> str:
    """ "Every day, by 9 PM"."""
    return _("{often}, {by}").format(often=row.often, by=row.by)


def begun(turn: Turn, row: ChoreRow, first: date, today: date) -> bool:
    """Whether it may be done and looked at already: from the day after the due day before it, or
    from the `first` day of the week on.
    """
    if turn.on <= today or turn.state not in OPEN:
        return True
    days = [one.on for one in row.turns if one.root_id == turn.root_id]
    return opens_on(days, turn.on, first) <= today


def handed(turn: Turn) -> str:
    """ "In place of Sam O.", where somebody stands in for another."""
    if not turn.original or turn.original == turn.name:
        return ""
    return _("In place of {name}").format(name=turn.original)


def day(on: date, today: date) -> str:
    """The title of a column: "Mon 16", "Today, 22"."""
    if on == today:
        return _("Today, {n}").format(n=on.day)
    return f"{day_name(on)} {on.day}"


def said(row: ChoreRow, turn: Turn | None, on: date) -> str:
    """ "Kitchen, clean up, Sun 22: Marcus T., Inspect" for a screen reader."""
    head = f"{row.name}, {day_name(on)} {on.day}"
    if turn is None:
        return _("{what}: nothing to do").format(what=head)
    parts = (who(turn), state(turn), handed(turn), turn.note)
    return f"{head}: " + ", ".join(part for part in parts if part)


def tip(turn: Turn, zone: ZoneInfo, today: date) -> str:
    """What the cell has no room for."""
    lines = [handed(turn), turn.away, since(turn, zone, today), turn.note]
    if turn.state is State.REDO and turn.redo_by is not None:
        lines.append(_("Again by {when}").format(when=moment(turn.redo_by, zone, today)))
    return "\n".join(line for line in lines if line)


def moment(at: datetime, zone: ZoneInfo, today: date) -> str:
    """ "2:05 PM" today, "Fri, Nov 20, 9:00 PM" on another day."""
    local = at.astimezone(zone)
    if local.date() == today:
        return nice_time(local)
    shown = near_date(local.date(), today)
    return _("{day}, {time}").format(day=shown, time=nice_time(local))


def since(turn: Turn, zone: ZoneInfo, today: date) -> str:
    """ "marked done 2:05 PM", "due by 9:00 PM", "was due by 9:00 PM"."""
    if turn.marked_at is not None and turn.state is State.INSPECT:
        return _("marked done {when}").format(when=moment(turn.marked_at, zone, today))
    if turn.state is State.LATE:
        return _("was due by {when}").format(when=moment(turn.due, zone, today))
    if turn.state is State.DUE:
        return _("due by {when}").format(when=moment(turn.due, zone, today))
    return nice_date(turn.on, today)


COUNTED = (State.PASSED, State.REDO, State.MISSED, State.LATE, State.INSPECT)


def count_words(state: State, number: int) -> str:
    """ "29 passed", "4 to inspect"."""
    said = {
        State.PASSED: n_("{n} passed", "{n} passed", number),
        State.REDO: n_("{n} redo", "{n} redo", number),
        State.MISSED: n_("{n} missed", "{n} missed", number),
        State.LATE: n_("{n} late", "{n} late", number),
        State.INSPECT: n_("{n} to inspect", "{n} to inspect", number),
        State.EXCUSED: n_("{n} excused", "{n} excused", number),
        State.SKIPPED: n_("{n} not needed", "{n} not needed", number),
        State.DUE: n_("{n} due", "{n} due", number),
    }[state]
    return said.format(n=number)


def counts(week: ChoreWeek) -> list[tuple[str, str]]:
    """The chips over the grid, in words and kind; what there is none of is left out."""
    found = week.counts
    return [
        (count_words(state, found[state]), LOOKS[state].kind)
        for state in COUNTED
        if found.get(state, 0)
    ]


def keys_line() -> str:
    """What the letters do in the grid, in one line."""
    return _(
        "P pass, R redo, M missed, E excuse, D done, S swap, G give, N next to inspect, "
        "Delete takes back"
    )
