"""Anonymity: names by which a sponsor or mentor can be told apart and not be found.

AA and NA keep last names out of what is written down (Tradition Twelve; safety.md 2): "Bill W."
"""

import re

from sobrhouse.domain.names import plain


def safe_name(typed: str) -> str:
    """ "Bill W." of "Bill Wilson", "bill w", "Wilson, Bill" or "bill.wilson@example.com"; a single
    word stays as it is.

    The first word and the first letter of the last one; what stands between is left out.
    """
    last, comma, first = typed.partition(",")
    words = (f"{first} {last}" if comma and first.strip() else typed).replace(",", " ").split()
    if not words:
        return ""
    if len(words) == 1:
        words = _in_one_word(words[0])
    if len(words) == 1:
        return words[0]
    initial = next((letter for letter in words[-1] if letter.isalnum()), "")
    return f"{words[0]} {initial.upper()}." if initial else words[0]


def _in_one_word(word: str) -> list[str]:
    """A first and a last name that were typed as one word, as in an address of e-mail; "J.R." and
    "Bill.W" are one.
    """
    before = word.partition("@")[0] or word
    parts = [part for part in re.split(r"[._/]+", before) if part]
    return parts if len(parts) > 1 and len(parts[-1]) > 1 else [before]


def is_safe(name: str) -> bool:
    """Whether a name is already written as we keep it."""
    return name == safe_name(name)


def safe_sort(name: str) -> str:
    """By what a list of supporters is sorted, alike on both databases."""
    return plain(name)
