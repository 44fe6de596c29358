"""Fellowships: what people call the circles whose recovery meetings they go to."""

from collections.abc import Iterable

from sobrhouse.words import N_, _

FELLOWSHIP_WORDS = {
    "AA": N_("AA"),
    "NA": N_("NA"),
    "CA": N_("CA"),
    "CMA": N_("CMA"),
    "AL-ANON": N_("Al-Anon"),
    "SMART": N_("SMART Recovery"),
    "DHARMA": N_("Recovery Dharma"),
    "CELEBRATE": N_("Celebrate Recovery"),
    "OTHER": N_("Another"),
}
FORMAT_WORDS = {
    "in_person": N_("In person"),
    "online": N_("Online"),
    "hybrid": N_("In person and online"),
}


def split(text: str) -> tuple[str, ...]:
    """The codes in "AA,NA", in the order in which we name them; none means all of them."""
    named = {word.strip() for word in text.split(",")}
    return tuple(code for code in FELLOWSHIP_WORDS if code in named)


def join(codes: Iterable[str]) -> str:
    """The codes as they are stored: "AA,NA"; empty where every one is named."""
    named = split(",".join(codes))
    return "" if len(named) == len(FELLOWSHIP_WORDS) else ",".join(named)


def fellowship_words(codes: Iterable[str]) -> str:
    """ "AA, NA"; "all" where none is named, as then every one counts."""
    return ", ".join(_(FELLOWSHIP_WORDS[code]) for code in codes) or _("all of them")
