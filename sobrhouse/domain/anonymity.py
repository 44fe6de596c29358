"""Anonymity: names by which a sponsor or mentor can be told apart and not be found.

AA and NA keep last names out of what is written down (Tradition Twelve; safety.md 2): "Bill W."
"""

from sobrhouse.domain.names import plain


def safe_name(typed: str) -> str:
    """ "Bill W." of "Bill Wilson", "bill w" or "Wilson, Bill"; a single word stays as it is.

    The first word and the first letter of the last one; what stands between is left out.
    """
    last, comma, first = typed.partition(",")
    words = (f"{first} {last}" if comma and first.strip() else typed).replace(",", " ").split()
    if not words:
        return ""
    if len(words) == 1:
        return words[0]
    initial = next((letter for letter in words[-1] if letter.isalnum()), "")
    return f"{words[0]} {initial.upper()}." if initial else words[0]


def is_safe(name: str) -> bool:
    """Whether a name is already written as we keep it."""
    return name == safe_name(name)


def safe_sort(name: str) -> str:
    """By what a list of supporters is sorted, alike on both databases."""
    return plain(name)
