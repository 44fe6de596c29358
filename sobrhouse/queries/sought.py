"""Sought: what somebody typed into a search box, as patterns by which the database finds it.

SQLite takes no pattern of more than 50,000 bytes, and no text at all with half a character in it:
what is pasted by mistake is cut to what a name could be.
"""

import unicodedata

from sobrhouse.domain.names import plain

ESCAPE = "/"
_WORDS = 8  # nobody has more names
_LETTERS = 100  # of a word; longer ones stand in no record that is searched
_TYPED = 4_000


def patterns(typed: str, *, accents: bool = False) -> tuple[str, ...]:
    """For each word a pattern for LIKE with `ESCAPE`, that means just what the word says; compared
    as names are, or with `accents` only without case.
    """
    said = _shown(typed[:_TYPED]).casefold() if accents else plain(typed[:_TYPED])
    return tuple(f"%{_escaped(word[:_LETTERS])}%" for word in said.split()[:_WORDS])


def _shown(typed: str) -> str:
    """Without what has no shape: control characters, and halves of characters."""
    return "".join(c if c.isspace() or unicodedata.category(c)[0] != "C" else "" for c in typed)


def _escaped(word: str) -> str:
    for wild in (ESCAPE, "%", "_"):
        word = word.replace(wild, ESCAPE + wild)
    return word
