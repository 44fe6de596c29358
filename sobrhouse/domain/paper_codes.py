"""Paper codes: the few letters at the foot of a form by which it is found again in the records.

Six letters out of nineteen that nobody takes for one another, also in handwriting and on a poor
copy; the last one checks the others: a wrong letter, or two neighbours that changed places, is
always noticed.
"""

import secrets

from sobrhouse.problems import Problem
from sobrhouse.words import _

LETTERS = "ACDEFHJKMNPRTWXY347"  # a prime number of them, so that the check letter misses nothing
LENGTH = 6
_HALF = LENGTH // 2
_SAID_BEFORE = ("SOBRHOUSE", "FORM")  # what a scanner reads off the square beside the code


def new_code() -> str:
    """A code nobody can foretell, "K7M-4RY"; whether it is free only the records know."""
    return code_of([secrets.randbelow(len(LETTERS)) for _place in range(LENGTH - 1)])


def code_of(body: list[int]) -> str:
    """The code of these letters, by their places in LETTERS, with its check letter behind."""
    check = -_sum(body) % len(LETTERS)
    return shown("".join(LETTERS[value] for value in (*body, check)))


def shown(code: str) -> str:
    """The code as it stands on paper and in the records: two halves with a dash."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def read_code(typed: str) -> str:
    """The code as the records have it, from what somebody typed or scanned: small letters, spaces
    and a missing dash do not matter. Problem where it is none, with what to look at.
    """
    words = typed.upper().replace("-", " ").split()
    said = "".join(word for word in words if word not in _SAID_BEFORE)
    strange = next((letter for letter in said if letter not in LETTERS), "")
    if strange:
        raise Problem(
            _("No paper code has {letter} in it. It has only these: {letters}. Look again.").format(
                letter=strange, letters=" ".join(LETTERS)), field="code")  # fmt: skip
    if len(said) != LENGTH:
        raise Problem(
            _("A paper code has {n} letters, as in K7M-4RY. It is at the foot of the paper, on the "
              "right.").format(n=LENGTH), field="code")  # fmt: skip
    values = [LETTERS.index(letter) for letter in said]
    if (_sum(values[:-1]) + values[-1]) % len(LETTERS):
        raise Problem(
            _("One letter of this code is wrong, or two changed places. Look again."),
            field="code")  # fmt: skip
    return shown(said)


def _sum(values: list[int]) -> int:
    """Each value times the number of its place from 2 on: none counts as much as its neighbour."""
    return sum(place * value for place, value in enumerate(values, start=2))
