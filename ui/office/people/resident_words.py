"""Words about residents: what lists and the profile say of status, sobriety and dates."""

from datetime import date

from sobrhouse.domain import sobriety
from sobrhouse.domain.phrases import day_name, month_day, near_date
from sobrhouse.domain.residents import DISCHARGE_WORDS, STAGE_WORDS, Standing
from sobrhouse.domain.sobriety import Reached
from sobrhouse.queries.residents import Counts
from sobrhouse.words import N_, _, n_

CHIPS = {
    Standing.HERE: "ok", Standing.NEW: "brand", Standing.AWAY: "info", Standing.LEAVING: "warn",
    Standing.NO_BED: "bad", Standing.WAITING: "mute", Standing.MOVED_OUT: "mute",
}
AWAY_WORDS = {"away": N_("Away"), "pass": N_("On pass"), "hospital": N_("In hospital")}


def standing_words(
    standing: Standing, today: date, *, leaves_on: date | None = None, away: str = "",
    away_until: date | None = None,
) -> str:
    """The status chip: "Here", "On pass to Sun", "Leaving Fri, Nov 27"."""
    if standing is Standing.AWAY:
        word = _(AWAY_WORDS[away if away in AWAY_WORDS else "away"])
        if away_until is None:
            return word
        return _("{away} to {day}").format(away=word, day=short_day(away_until, today))
    if standing is Standing.LEAVING and leaves_on is not None:
        if leaves_on < today:
            return _("Was to leave {day}").format(day=month_day(leaves_on, today))
        return _("Leaving {day}").format(day=short_day(leaves_on, today))
    return _(_PLAIN[standing])


_PLAIN = {
    Standing.HERE: N_("Here"), Standing.NEW: N_("New"), Standing.AWAY: N_("Away"),
    Standing.LEAVING: N_("Leaving"), Standing.NO_BED: N_("No bed yet"),
    Standing.WAITING: N_("Waiting"), Standing.MOVED_OUT: N_("Moved out"),
}


def short_day(day: date, today: date) -> str:
    """A weekday within the next six days, else the date."""
    if day == today:
        return _("today")
    return day_name(day) if 0 < (day - today).days < 7 else month_day(day, today)


def next_words(coming: Reached | None, today: date) -> str:
    """The next milestone in a list: "90 days on Wed", "1 year on Mar 3, 2027"."""
    if coming is None:
        return ""
    length = sobriety.length_words(coming.milestone)
    if coming.on == today:
        return _("{length} today").format(length=length)
    return _("{length}, {day}").format(length=length, day=short_day(coming.on, today))


def count_words(count: int) -> str:
    """How many people a list holds."""
    return n_("{n} person", "{n} people", count).format(n=count)


def stage_words(stage: str) -> str:
    """Where an application stands."""
    return _(STAGE_WORDS[stage]) if stage in STAGE_WORDS else stage


def discharge_words(kind: str) -> str:
    """How a stay ended."""
    return _(DISCHARGE_WORDS[kind]) if kind in DISCHARGE_WORDS else kind


def day_words(day: date | None, today: date) -> str:
    """A date in a list, near ones by name."""
    return "" if day is None else near_date(day, today)


def year_words(day: date | None, today: date) -> str:
    """A date in a list, the year only when it is another one."""
    return "" if day is None else month_day(day, today)


def house_words(found: Counts) -> str:
    """The gray line of the list: "14 people live here. 3 wait for a bed."."""
    here = n_("{n} person lives here.", "{n} people live here.", found.here)
    parts = [here.format(n=found.here) if found.here else _("Nobody lives here yet.")]
    if found.waiting:
        waits = n_("{n} waits for a bed.", "{n} wait for a bed.", found.waiting)
        parts.append(waits.format(n=found.waiting))
    return " ".join(parts)
