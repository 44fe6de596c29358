"""Recovery codes: 28 letters that open the house when every passphrase is lost.

26 letters carry 130 random bits, two more check them. The check is a Reed-Solomon code over the 32
letters, so one or two wrong letters, or two that changed places, are always noticed
(safety.md 4.1).
"""

import secrets

from sobrhouse.problems import Problem
from sobrhouse.words import _

CODE_KEPT = "house.recovery_code_kept"  # in the audit log, once it was typed back
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LETTERS = 26
LENGTH = 28
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = str.maketrans("", "", " \t\r\n-\u2010\u2011\u2013\u2014_.")


def _powers() -> tuple[list[int], list[int]]:
    """Powers and logarithms of the element 2 in GF(32), polynomial x^5 + x^2 + 1."""
    powers, logs, value = [], [0] * 32, 1
    for exponent in range(31):
        powers.append(value)
        logs[value] = exponent
        value <<= 1
        if value & 0b100000:
            value ^= 0b100101
    return powers, logs


_POWERS, _LOGS = _powers()


def _times(a: int, b: int) -> int:
    return _POWERS[(_LOGS[a] + _LOGS[b]) % 31] if a and b else 0


def _sums(values: list[int]) -> tuple[int, int]:
    """The plain sum and the sum weighted by place; a sound code has zero for both."""
    plain = weighted = 0
    for place, value in enumerate(values):
        plain ^= value
        weighted ^= _times(value, _POWERS[place])
    return plain, weighted


def new_code() -> str:
    """A fresh code in its seven printed groups of four."""
    values = [secrets.randbelow(32) for _letter in range(RANDOM_LETTERS)]
    plain, weighted = _sums(values)
    # Solve a + b = plain and a*x^26 + b*x^27 = weighted for the two check letters.
    left, right = _POWERS[RANDOM_LETTERS], _POWERS[RANDOM_LETTERS + 1]
    over = left ^ right
    inverse = _POWERS[-_LOGS[over] % 31]
    last = _times(weighted ^ _times(plain, left), inverse)
    return in_groups("".join(LETTERS[v] for v in [*values, plain ^ last, last]))


def in_groups(letters: str) -> str:
    """The 28 letters as XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX."""
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def read_code(typed: str) -> str:
    """The 28 letters meant by what was typed: any case, spaces, dashes, O for 0, I or L for 1.

    A missing letter or a slip is a Problem beside the field `code`, before any slow work.
    """
    letters = typed.upper().translate(_SEPARATORS).translate(_LOOKALIKES)
    if len(letters) != LENGTH:
        raise Problem(
            _("A recovery code has {n} letters and digits. You typed {typed}.").format(
                n=LENGTH, typed=len(letters)
            ),
            field="code",
        )
    if any(letter not in LETTERS for letter in letters) or any(
        _sums([LETTERS.index(letter) for letter in letters])
    ):
        raise Problem(
            _("That recovery code has a slip in it. Compare it with the printed page."),
            field="code",
        )
    return letters
