"""Meeting words: how often a house meeting comes, said as people say it."""

from datetime import time

from sobrhouse.domain.phrases import nice_time, weekday_name
from sobrhouse.domain.recurrence import LAST, Every, Pattern, pattern_of
from sobrhouse.words import _, n_, p_


def nth_word(nth: int) -> str:
    """ "first" to "fourth", or "last", of a weekday in a month."""
    return {
        1: p_("weekday of a month", "first"),
        2: p_("weekday of a month", "second"),
        3: p_("weekday of a month", "third"),
        4: p_("weekday of a month", "fourth"),
        LAST: p_("weekday of a month", "last"),
    }[nth]


def rule_words(rule: str, at: time) -> str:
    """ "Every week on Tuesday and Sunday at 7:30 PM"."""
    return _("{often} at {time}").format(often=often_words(pattern_of(rule)), time=nice_time(at))


def often_words(pattern: Pattern) -> str:
    """ "Every 2 weeks on Sunday", "Every month on the last Friday"."""
    if pattern.every is Every.WEEK:
        if len(set(pattern.weekdays)) == 7 and pattern.apart == 1:
            return _("Every day")
        words = n_("Every week on {days}", "Every {n} weeks on {days}", pattern.apart)
        return words.format(n=pattern.apart, days=_names(pattern.weekdays))
    if pattern.day == LAST:
        words = n_("Every month on the last day", "Every {n} months on the last day", pattern.apart)
        return words.format(n=pattern.apart)
    if pattern.day:
        words = n_("Every month on day {day}", "Every {n} months on day {day}", pattern.apart)
        return words.format(n=pattern.apart, day=pattern.day)
    words = n_(
        "Every month on the {nth} {days}", "Every {n} months on the {nth} {days}", pattern.apart
    )
    return words.format(n=pattern.apart, nth=nth_word(pattern.nth), days=_names(pattern.weekdays))


def _names(weekdays: tuple[int, ...]) -> str:
    """ "Tuesday", "Tuesday and Sunday", "Monday, Wednesday and Friday"."""
    names = [weekday_name(day) for day in sorted(set(weekdays))]
    if len(names) == 1:
        return names[0]
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
