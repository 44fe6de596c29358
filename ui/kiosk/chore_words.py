"""One's own chores in words and icons, for My day and for the pages of chores."""

from collections.abc import Sequence
from datetime import date, datetime

from sobrhouse.domain.chores import State
from sobrhouse.domain.phrases import near_date, nice_date, nice_time
from sobrhouse.queries.kiosk import Asked, ChoreTurn, MyChores
from sobrhouse.words import N_, _, n_, p_

ICONS = {
    State.DUE: "circle",
    State.LATE: "clock",
    State.INSPECT: "hourglass",
    State.PASSED: "circle-check",
    State.REDO: "rotate-ccw",
    State.MISSED: "circle-x",
    State.EXCUSED: "minus",
    State.SKIPPED: "minus",
}
_SETTLED = {
    State.INSPECT: N_("You said it is done"),
    State.PASSED: N_("Passed"),
    State.MISSED: N_("Missed"),
    State.EXCUSED: N_("Excused"),
    State.SKIPPED: N_("Not needed"),
}


def state_said(turn: ChoreTurn, now: datetime) -> str:
    """How it stands, and by when: "By 9:00 PM", "Do it again by 9:00 PM", "Passed"."""
    if turn.state is State.REDO:
        return _again_said(turn.redo_by, now)
    if turn.state in _SETTLED:
        return _(_SETTLED[turn.state])
    late = turn.state is State.LATE
    said = _("It was due {time}") if late else _("By {time}")
    return said.format(time=when_said(turn.due, now))


def _again_said(by: datetime | None, now: datetime) -> str:
    """ "Do it again by 9:00 PM"; with the day where it is another one."""
    if by is None:
        return _("Do it again")
    day = by.astimezone(now.tzinfo)
    if day.date() == now.date():
        return _("Do it again by {time}").format(time=nice_time(day))
    said = _("Do it again by {day}, {time}")
    return said.format(day=day_said(day.date(), now.date()), time=nice_time(day))


def when_said(at: datetime, now: datetime) -> str:
    """ "9:00 PM"; with the day where it is another one, as `near` says it."""
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return nice_time(local)
    return f"{day_said(local.date(), now.date())} {nice_time(local)}"


def day_said(day: date, today: date) -> str:
    """ "today", "tomorrow", "Wed, Nov 25", within a sentence."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return {
            -1: p_("day", "yesterday"), 0: p_("day", "today"), 1: p_("day", "tomorrow")
        }[away]  # fmt: skip
    return nice_date(day, today)


def row_said(turn: ChoreTurn, now: datetime) -> str:
    """The second line of a chore that is not today's: its day, and how it stands."""
    day = near_date(turn.on, now.date())
    if turn.state is State.DUE:
        return _("{day}, by {time}").format(day=day, time=nice_time(turn.due))
    if turn.state is State.LATE:
        return state_said(turn, now)
    return f"{day}. {state_said(turn, now)}"


def days_said(days: Sequence[date], today: date) -> str:
    """ "Wed, Nov 25"; of several how many."""
    if len(days) > 1:
        return n_("{n} day", "{n} days", len(days)).format(n=len(days))
    return day_said(days[0], today) if days else ""


def chore_said(chore: str, days: Sequence[date], today: date) -> str:
    """ "Kitchen: Wed, Nov 25"."""
    return ": ".join(filter(None, (chore, days_said(days, today))))


def asked_said(asked: Asked) -> tuple[str, str]:
    """A request in the list: who, and what became of it; and the icon before it."""
    if asked.of_me:
        return asks_said(asked), "message-circle"
    said, icon = {
        "agreed": (_("{name} agreed"), "circle-check"),
        "declined": (_("{name} said no thanks"), "minus"),
    }.get(asked.answer or "", (_("{name} has not answered"), "hourglass"))
    return said.format(name=asked.who), icon


def asks_said(asked: Asked) -> str:
    """ "Sam O. asks you to cover", "Sam O. asks you to swap"."""
    swap = asked.back is not None
    said = _("{name} asks you to swap") if swap else _("{name} asks you to cover")
    return said.format(name=asked.who)


def how_many(mine: MyChores) -> str:
    """What there is for oneself today, in one line: "3 to do today, 1 request"."""
    to_do = sum(turn.to_do for turn in mine.now)
    said = n_("{n} to do today", "{n} to do today", to_do).format(n=to_do)
    if mine.of_me:
        waits = n_("{n} request", "{n} requests", len(mine.of_me)).format(n=len(mine.of_me))
        said = f"{said}, {waits}" if to_do else waits
    return said


def next_said(mine: MyChores, now: datetime) -> str:
    """The next one after today: "Next: Kitchen, tomorrow"."""
    turn = mine.later[0]
    day = day_said(turn.on, now.date())
    return _("Next: {chore}, {day}").format(chore=turn.name, day=day)
