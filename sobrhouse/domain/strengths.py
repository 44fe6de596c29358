"""How hard a passphrase is to guess, roughly, while it is typed; the rule is in passphrases."""

from enum import StrEnum

from sobrhouse.domain.passphrases import SHORTEST_PASSPHRASE, same_letters

_FIRST_GUESSES = ("password", "passphrase", "123456", "qwerty", "abcdef", "sobrhouse", "letmein")


class Strength(StrEnum):
    """From what is refused to what nobody guesses."""

    SHORT = "short"
    EASY = "easy"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


def strength(passphrase: str, name: str = "") -> Strength:
    """Length counts most, then words and kinds of letters; one's own name does not count."""
    letters = same_letters(passphrase)
    if len(letters) < SHORTEST_PASSPHRASE:
        return Strength.SHORT
    plain = letters.casefold()
    known = [*_FIRST_GUESSES, *(part for part in name.casefold().split() if len(part) > 2)]
    for word in known:
        plain = plain.replace(word, "")
    if len(plain) < SHORTEST_PASSPHRASE - 3 or len(set(plain)) < 5:
        return Strength.EASY
    words = {word for word in plain.split() if len(word) > 1}
    kinds = sum(
        map(any, zip(*((c.islower(), c.isupper(), c.isdigit()) for c in letters), strict=True))
    )
    worth = len(plain) + 2 * len(words) + 2 * kinds
    return Strength.FAIR if worth < 20 else Strength.GOOD if worth < 27 else Strength.STRONG


def letters_missing(passphrase: str) -> int:
    """How many more a passphrase needs before it may be used."""
    return max(0, SHORTEST_PASSPHRASE - len(same_letters(passphrase)))
