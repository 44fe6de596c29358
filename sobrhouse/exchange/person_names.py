"""Names of people as lists write them: in one cell or several, either name first, in any case."""

import re
from dataclasses import dataclass

_JOINING = frozenset({
    "de", "del", "la", "las", "los", "da", "das", "do", "dos", "di", "du", "van", "von", "der",
    "den", "ter", "bin", "ibn", "al", "el", "st", "st.", "san", "santa", "mac", "le", "y",
})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v", "jr.", "sr.", "2nd", "3rd"})
_CALLED = re.compile(r"""["“”„«(\[]([^"“”«»()\[\]]+)["“”»)\]]""")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, kept as they were typed but for doubled spaces."""

    first: str
    last: str
    called: str = ""


def tidy(words: str) -> str:
    """One line without doubled spaces."""
    return " ".join(words.split())


def read_name(words: str) -> PersonName:
    """The parts of a full name: "Last, First", "First Last", 'First "Called" Last'."""
    called = _CALLED.search(words)
    rest = tidy(_CALLED.sub(" ", words)) if called else tidy(words)
    if not rest.strip(" ,"):
        rest, called = tidy(words), None
    first, last = _parted(rest)
    return PersonName(first, last, tidy(called[1]) if called else "")


def _parted(words: str) -> tuple[str, str]:
    before, comma, after = (part.strip() for part in words.partition(","))
    if comma and after.casefold() in _SUFFIXES:
        first, last = _spaced(before)
        return first, f"{last} {after}".strip()
    if comma and before and after:
        return after.strip(", "), before
    return _spaced(words.strip(", "))


def _spaced(words: str) -> tuple[str, str]:
    parts = words.split()
    start = len(parts) - 1
    if start > 1 and parts[start].casefold() in _SUFFIXES:
        start -= 1
    while start > 1 and parts[start - 1].casefold() in _JOINING:
        start -= 1
    if start < 1:
        return words, ""
    return " ".join(parts[:start]), " ".join(parts[start:])
