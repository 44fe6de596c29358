"""Passphrases and PINs of the staff: what a person may choose (safety.md 4.1, 4.2)."""

import unicodedata
from itertools import pairwise

from sobrhouse.problems import Problem
from sobrhouse.words import _

SHORTEST_PASSPHRASE = 12
PIN_LENGTHS = range(6, 13)


def same_letters(typed: str) -> str:
    """The text in the one form that every keyboard and system agrees on (NFKC, as NIST advises)."""
    return unicodedata.normalize("NFKC", typed)


def check_passphrase(passphrase: str, field: str = "passphrase") -> None:
    """Refuse a passphrase that is shorter than twelve characters or repeats itself."""
    letters = same_letters(passphrase)
    if len(letters) < SHORTEST_PASSPHRASE:
        raise Problem(
            _("A passphrase needs at least {n} characters. Four words in a row work well.").format(
                n=SHORTEST_PASSPHRASE
            ),
            field=field,
        )
    if len(set(letters.casefold())) < 4:
        raise Problem(
            _("That passphrase is too easy to guess. Four words in a row work well."), field=field
        )


def check_pin(pin: str, field: str = "pin") -> None:
    """Refuse a staff PIN that is not 6 to 12 digits, or is one that everybody tries first."""
    if not (pin.isascii() and pin.isdigit() and len(pin) in PIN_LENGTHS):
        raise Problem(
            _("A PIN is {least} to {most} digits.").format(
                least=PIN_LENGTHS.start, most=PIN_LENGTHS.stop - 1
            ),
            field=field,
        )
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if steps <= {0} or steps == {1} or steps == {9}:
        raise Problem(_("That PIN is too easy to guess. Choose other digits."), field=field)
