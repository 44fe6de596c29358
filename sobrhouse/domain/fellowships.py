"""Fellowships: several of them as one text, in storage and in words."""

from collections.abc import Iterable

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, fellowship_name
from sobrhouse.words import _


def split(text: str) -> tuple[str, ...]:
    """The codes in "AA,NA", in the order in which we name them; none means all of them."""
    named = {word.strip() for word in text.split(",")}
    return tuple(code for code in FELLOWSHIP_NAMES if code in named)


def join(codes: Iterable[str]) -> str:
    """The codes as they are stored: "AA,NA"; empty where every one is named."""
    named = split(",".join(codes))
    return "" if len(named) == len(FELLOWSHIP_NAMES) else ",".join(named)


def fellowship_words(codes: Iterable[str]) -> str:
    """ "AA, NA"; "all of them" where none is named, as then every one counts."""
    return ", ".join(fellowship_name(code, short=True) for code in codes) or _("all of them")
