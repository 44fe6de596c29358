"""Why two people fit, in words: "speaks Spanish, same fellowship, 6 years, room for one more"."""

from collections.abc import Iterable

from sobrhouse.domain.fellowships import fellowship_words
from sobrhouse.domain.matching import Match, Part
from sobrhouse.domain.sobriety import PATHWAY_WORDS
from sobrhouse.domain.support import HOURS
from sobrhouse.words import _, n_, p_

DAYS_IN_A_YEAR = 365


def reasons(match: Match) -> tuple[str, ...]:
    """The parts of a match that tell for it, each in a few words, in their order."""
    return tuple(filter(None, map(part_words, match.parts)))


def sentence(match: Match) -> str:
    """All of them as one line, with a capital and no full stop."""
    said = ", ".join(reasons(match))
    return said[:1].upper() + said[1:]


def stored(match: Match) -> str:
    """The codes of the reasons, as an introduction keeps them: "language:spanish;years:2190"."""
    return ";".join(f"{part.code}:{part.value}" for part in match.parts)


def from_stored(text: str) -> tuple[str, ...]:
    """The words of reasons that an introduction kept."""
    parts = (piece.partition(":") for piece in text.split(";") if piece)
    return tuple(filter(None, (part_words(Part(code, 1, value)) for code, _c, value in parts)))


def part_words(part: Part) -> str:
    """One part in a few words."""
    if part.code == "language":
        return _("speaks {language}").format(language=_tongues(part.value.split(",")))
    if part.code == "fellowship":
        return _fellowship(part.value.split(","))
    if part.code == "gender":
        return {"woman": _("a woman"), "man": _("a man")}.get(part.value, "")
    if part.code == "years":
        return length_words(int(part.value or 0))
    if part.code == "hours":
        return _("free {when}").format(when=_hours(part.value.split(",")))
    if part.code == "room":
        room = int(part.value or 0)
        return n_("room for one more", "room for {n} more", room).format(n=room)
    return ""


def length_words(days: int) -> str:
    """How long somebody is sober, in whole years, else in days: "6 years", "140 days"."""
    years = days // DAYS_IN_A_YEAR
    if years:
        return n_("{n} year", "{n} years", years).format(n=years)
    return n_("{n} day", "{n} days", days).format(n=days)


def _tongues(words: Iterable[str]) -> str:
    known = {"english": p_("speaks", "English"), "spanish": p_("speaks", "Spanish")}
    return ", ".join(known.get(word, word.capitalize()) for word in words)


def _fellowship(codes: Iterable[str]) -> str:
    ways = [code for code in codes if code.islower()]
    if ways:  # a pathway without a fellowship of its own: faith, other
        return ", ".join(_(PATHWAY_WORDS[code]) for code in ways if code in PATHWAY_WORDS)
    return _("same fellowship ({names})").format(names=fellowship_words(codes))


def _hours(codes: Iterable[str]) -> str:
    return ", ".join(_(HOURS[code]).lower() for code in codes if code in HOURS)
