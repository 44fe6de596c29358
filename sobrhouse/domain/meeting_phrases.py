"""Meeting phrases: one meeting of the directory in the words that screens and paper share."""

from datetime import time

from sobrhouse.domain.meeting_groups import FORMAT_NAMES, GroupFacts, fellowship_name
from sobrhouse.domain.phrases import nice_time, weekday_name
from sobrhouse.words import _, p_


def clock_words(starts_at: str) -> str:
    """ "7:30 PM" of "19:30"; empty for nothing."""
    return nice_time(time.fromisoformat(starts_at)) if starts_at else ""


def day_words(weekday: int | None) -> str:
    """ "Sunday", or that it has no day."""
    return _("By appointment") if weekday is None else weekday_name(weekday)


def who_words(closed: bool | None) -> str:
    """Who may come; empty where nobody knows."""
    if closed is None:
        return ""
    return p_("meeting", "Closed") if closed else p_("meeting", "Open")


def how_words(facts: GroupFacts) -> str:
    """Whether it is online; nothing for a meeting in a room, as most are."""
    return _(FORMAT_NAMES[facts.format]) if facts.format in ("online", "hybrid") else ""


def miles_words(miles: float | None) -> str:
    """ "0.8 mi", "12 mi"; empty where it is not known."""
    if miles is None:
        return ""
    return _("{n} mi").format(n=f"{miles:.1f}" if miles < 10 else f"{miles:,.0f}")


def kind_words(facts: GroupFacts) -> str:
    """The fellowship, who may come, and how people meet: "AA · Closed · Online"."""
    parts = (fellowship_name(facts.fellowship, short=True), who_words(facts.closed),
             how_words(facts))
    return " · ".join(part for part in parts if part)


def place_words(facts: GroupFacts) -> str:
    """Where it is: the place and its address, each once."""
    if facts.place and facts.place.casefold() not in facts.address.casefold():
        return ", ".join(part for part in (facts.place, facts.address) if part)
    return facts.address or facts.place or facts.area


def type_words(facts: GroupFacts) -> str:
    """Topic, kind and language in the reader's own words where we have them."""
    parts = [part for column in (facts.topic, facts.types, language_words(facts.language))
             for part in column.split(", ") if part]
    return ", ".join(_(part) for part in parts)


def language_words(language: str) -> str:
    """The language in words, where only its two letters were written down."""
    return {"en": _("English"), "es": _("Spanish")}.get(language.lower(), language)
