"""Court cards: how much of a name an attendance card may show, which is as little as will do."""

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "rev", "fr", "sr", "sra", "srta", "don"})


def first_only(name: str) -> str:
    """The first name or initials that a leader gave; a last name stays off the card, as groups of
    anonymous fellowships ask (forms.md, court card).
    """
    words = name.replace(",", " ").split()
    if len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        return f"{words[1][0].upper()}."
    return words[0] if words else ""
