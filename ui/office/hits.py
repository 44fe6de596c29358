"""Hits: what the command palette can offer, and which of it answers to what is typed."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Group = Literal["recent", "people", "do", "go", "verbs"]
GOOD_ENOUGH = 62
SHOWN_PER_GROUP = 8
MOST_WORDS, LONGEST_WORD = 16, 40  # of a text: a page that is pasted is cut
MOST_TYPED = 8  # words that are looked for
FORGIVEN = 20  # letters of a word at most, in which a slip is looked for
LONGEST_TEXT = MOST_WORDS * LONGEST_WORD


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette: `words` is all it is found by, in both languages."""

    group: Group
    text: str
    context: str
    icon: str
    words: tuple[str, ...]
    run: Callable[[], object]
    keys: str = ""
    person: int = 0


@lru_cache(maxsize=20_000)
def plain(text: str) -> tuple[str, ...]:
    """The first words of a text without case, accents and points."""
    folded = unicodedata.normalize("NFKD", text[:LONGEST_TEXT].casefold())
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return tuple(word[:LONGEST_WORD] for word in kept.split()[:MOST_WORDS])


def score(query: Sequence[str], words: Iterable[str]) -> float:
    """How well each word typed is answered by some word: 0 not at all, 100 by its beginning."""
    found = 0.0
    words = tuple(words)
    for typed in query:
        best = max((_word(typed, word) for word in words), default=0.0)
        if best < GOOD_ENOUGH:
            return 0.0
        found += best
    return found / len(query) if query else 0.0


def _word(typed: str, word: str) -> float:
    if word.startswith(typed):
        return 100.0
    if len(typed) > 2 and typed in word:
        return 88.0
    if not 3 <= len(typed) <= FORGIVEN:
        return 0.0  # two letters are too few to forgive one, and no name is longer
    from rapidfuzz import fuzz  # only typing needs it

    return 0.82 * max(fuzz.ratio(typed, word), fuzz.ratio(typed, word[: len(typed)]))


def find(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """The best lines for what is typed, group by group: people, what to do, where to go."""
    query = plain(text)[:MOST_TYPED]
    found: dict[Group, list[tuple[float, int, Hit]]] = {}
    for at, hit in enumerate(hits):
        points = max((score(query, plain(words)) for words in hit.words), default=0.0)
        if points:
            found.setdefault(hit.group, []).append((-points, at, hit))
    best: list[Hit] = []
    for group in ("people", "do", "go", "verbs"):
        rows = sorted(found.get(group, ()), key=lambda row: row[:2])
        best += [hit for _points, _at, hit in rows[:SHOWN_PER_GROUP]]
    return best
