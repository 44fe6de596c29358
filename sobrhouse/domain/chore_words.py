"""Chore words: how often, by when, and why somebody is not asked, as people say it."""

from datetime import date, time

from sobrhouse.domain.meeting_words import often_words
from sobrhouse.domain.phrases import nice_date, nice_time, weekday_name
from sobrhouse.domain.recurrence import Every, Pattern, pattern_of
from sobrhouse.words import N_, _, n_

EXCLUSION_WORDS = {
    "injury": N_("Injury"),
    "shift": N_("Work shift"),
    "pass": N_("Pass"),
    "new": N_("First days here"),
    "other": N_("Another reason"),
}
SOURCE_WORDS = {
    "auto": N_("Planned"),
    "manual": N_("Given by hand"),
    "swap": N_("Swapped"),
    "cover": N_("Covered"),
}
_RUN = 4  # so many days in a row are said as "Sun to Thu"


def chore_often(rule: str) -> str:
    """ "Every day", "Mon, Thu, Sun", "Sun to Thu"; else as a meeting's rule is said."""
    pattern = pattern_of(rule)
    if pattern.every is not Every.WEEK or pattern.apart > 1 or len(set(pattern.weekdays)) == 7:
        return often_words(pattern)
    return _short_days(pattern)


def by_words(due_at: str, before_meeting_minutes: int | None = None) -> str:
    """ "by 9 PM"; "30 min before the house meeting" where that is what counts."""
    if before_meeting_minutes is None:
        return _("by {time}").format(time=short_clock(time.fromisoformat(due_at)))
    if before_meeting_minutes == 0:
        return _("before the house meeting")
    return n_(
        "{n} min before the house meeting", "{n} min before the house meeting",
        before_meeting_minutes,
    ).format(n=before_meeting_minutes)  # fmt: skip


def how_words(rule: str, due_at: str, before_meeting_minutes: int | None = None) -> str:
    """ "Every day, by 9 PM"."""
    return _("{often}, {by}").format(
        often=chore_often(rule), by=by_words(due_at, before_meeting_minutes)
    )


def short_clock(clock: time) -> str:
    """ "9 PM", "9:30 PM"."""
    return nice_time(clock).replace(":00", "")


def excluded_words(kind: str, reason: str, to_on: date | None, today: date) -> str:
    """ "Injury until Sat, Dec 5: sprained wrist"."""
    words = _(EXCLUSION_WORDS[kind])
    if to_on is not None:
        words = _("{what} until {day}").format(what=words, day=nice_date(to_on, today))
    return _("{what}: {why}").format(what=words, why=reason) if reason else words


def pass_words(until: date, today: date) -> str:
    """ "On a pass until Sun, Nov 22"."""
    return _("On a pass until {day}").format(day=nice_date(until, today))


def _short_days(pattern: Pattern) -> str:
    """Days by their short names; a long run of them, over the week's end too, by its ends."""
    days = sorted(set(pattern.weekdays))
    for first in days:
        run = [(first + n) % 7 for n in range(len(days))]
        if len(days) >= _RUN and sorted(run) == days:
            return _("{first} to {last}").format(
                first=weekday_name(run[0], long=False), last=weekday_name(run[-1], long=False)
            )
    return ", ".join(weekday_name(day, long=False) for day in days)
