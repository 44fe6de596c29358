"""How a milestone is said in the list and beside it: when, what is given, by whom, its state."""

from collections.abc import Callable
from datetime import date

from sobrhouse.domain.phrases import month_day, near_date
from sobrhouse.domain.sobriety import length_words, token_words
from sobrhouse.queries.milestones import GivenRow, ReachedRow
from sobrhouse.words import N_, _, n_
from ui.widgets.rows import Column

STATES = {  # word, kind and icon of the chip
    "today": (N_("Today"), "info", "sparkles"),
    "waiting": (N_("Not given"), "warn", "hourglass"),
    "coming": (N_("To come"), "mute", "calendar-days"),
    "quiet": (N_("Kept quiet"), "mute", "eye-off"),
    "given": (N_("Given"), "ok", "circle-check"),
}
DROPPED = 690  # the room below which the list leaves out what is said beside it too
TOKEN = 2  # the column that goes first


def state_of(row: ReachedRow, today: date) -> str:
    """Given, kept quiet, not given yet, today or to come."""
    if row.awarded_on is not None:
        return "given"
    if not row.announced:
        return "quiet"
    if row.on < today:
        return "waiting"
    return "today" if row.on == today else "coming"


def when(row: ReachedRow, today: date) -> str:
    """ "Today", "Tomorrow", "Thu, Dec 3"."""
    return near_date(row.on, today)


def days_words(row: ReachedRow) -> str:
    """ "90 days since Aug 24"."""
    return n_("{n} day since {day}", "{n} days since {day}", row.days).format(
        n=f"{row.days:,}", day=month_day(row.since, row.on)
    )


def state_line(row: ReachedRow, today: date) -> str:
    """What the chip leaves open."""
    state = state_of(row, today)
    if state == "given":
        assert row.awarded_on is not None
        return _("The chip was given on {day}.").format(day=month_day(row.awarded_on, today))
    left = (row.on - today).days
    if state == "quiet":
        return _("They want it quiet: it is on no shared paper and on no agenda.")
    if state == "waiting":
        return n_("Reached {n} day ago.", "Reached {n} days ago.", -left).format(n=-left)
    if state == "today":
        return _("Reached today.")
    return n_("In {n} day, one day at a time.", "In {n} days, one day at a time.", left).format(
        n=left
    )


def given_line(row: GivenRow, today: date) -> tuple[str, str]:
    """A chip that somebody holds; one of an earlier date stays theirs."""
    day = month_day(row.awarded_on, today)
    said = _("{day}, from {name}").format(day=day, name=row.giver) if row.giver else day
    if row.earlier:
        said = _("{said}. Counted from an earlier date: it stays theirs.").format(said=said)
    return length_words(row.milestone), said


def columns(today: Callable[[], date]) -> tuple[Column[ReachedRow], ...]:
    """What the table shows."""
    return (
        Column(_("Name"), lambda r: r.name, kind="person", who=lambda r: r.resident_id,
               second=lambda r: length_words(r.milestone), stretch=True, width=140),
        Column(_("When"), lambda r: when(r, today()), sort=lambda r: r.on, width=112),
        Column(_("To give"), lambda r: token_words(r.milestone), sort=lambda r: r.days, width=144),
        Column(_("Given by"), lambda r: r.giver or _("Nobody yet"), width=118),
        Column(_("State"), lambda r: _(STATES[state_of(r, today())][0]), kind="chip",
               chip=lambda r: STATES[state_of(r, today())][1],
               icon=lambda r: STATES[state_of(r, today())][2],
               sort=lambda r: list(STATES).index(state_of(r, today())), width=128),
    )  # fmt: skip
