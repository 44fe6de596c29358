"""Names: the short form that screens and paper use, and the forms by which names are sorted and
found again.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping


def plain(text: str) -> str:
    """Without case, accents, extra spaces and control characters: how names are compared and
    searched.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())  # most names: ten times as quick
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(
        c
        for c in apart
        if not unicodedata.combining(c) and not unicodedata.category(c).startswith("C")
    )
    return " ".join(kept.casefold().split())


def sort_name(first: str, last: str) -> str:
    """By what a list of people is sorted: last name, then first, alike on both databases."""
    return f"{plain(last)}, {plain(first)}" if last.strip() else plain(first)


def match_name(first: str, last: str) -> str:
    """By what somebody who comes back is found again."""
    return f"{plain(first)} {plain(last)}".strip()


def called(first: str, preferred: str = "") -> str:
    """What a person is called: the preferred name, else the legal first one."""
    return preferred.strip() or first.strip()


def full_name(first: str, last: str, preferred: str = "") -> str:
    """The name in a person's own profile."""
    return f"{called(first, preferred)} {last.strip()}".strip()


def short_name(first: str, last: str, preferred: str = "", letters: int = 1) -> str:
    """ "Marcus T.": first name and the first letter(s) of the last."""
    name, tail = called(first, preferred), last.strip()[:letters]
    whole = letters > 1 and tail == last.strip()
    return f"{name} {tail}{'' if whole else '.'}" if tail else name


def initials(first: str, last: str, preferred: str = "") -> str:
    """Two letters for the round picture."""
    name = called(first, preferred)
    return (name[:1] + last.strip()[:1]).upper() or "?"


def short_names(people: Iterable[tuple[int, str, str, str]]) -> Mapping[int, str]:
    """Short names of one house's people (id, first, last, preferred); two alike get more letters
    (ux.md 9.1).
    """
    known = list(people)
    given = {person: short_name(first, last, preferred) for person, first, last, preferred in known}
    for letters in (2, 3, 4, 40):
        many = {name for name, n in Counter(plain(v) for v in given.values()).items() if n > 1}
        alike = [p for p in known if plain(given[p[0]]) in many]
        if not alike:
            break
        for person, first, last, preferred in alike:
            given[person] = short_name(first, last, preferred, letters)
    return given
