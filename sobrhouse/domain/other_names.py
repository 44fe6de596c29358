"""Other people's names, taken out of what somebody typed: a resident's own copy says nothing of
their housemates, also where a note does.

It rather takes one word too many. Whoever hands the copy out reads it first all the same.
"""

import re
from collections.abc import Iterable

from sobrhouse.domain.names import plain
from sobrhouse.words import _

# Names that are words as well: they are names where they begin with a capital letter.
_WORDS_TOO = frozenset({
    "an", "art", "august", "bill", "chance", "chase", "cook", "dawn", "day", "dean", "do",
    "faith", "frank", "gene", "grace", "grant", "guy", "harmony", "hope", "iris", "ivy",
    "jack", "joy", "june", "king", "lane", "long", "love", "march", "mark", "may", "mercy",
    "miles", "mike", "no", "old", "pat", "price", "ray", "rich", "rob", "rose", "so", "sonny",
    "sunny", "summer", "victor", "west", "white", "will", "winter", "wood", "young", "april",
    "brown", "green", "black", "gray", "hill", "rivers", "stone", "bell", "cross", "page",
    "reed", "small", "alma", "amor", "angel", "cruz", "dolores", "esperanza", "flor",
    "franco", "luz", "mar", "mercedes", "paz", "reyes", "rosa", "sol",
})  # fmt: skip
# Parts of names that alone say nobody's.
_PARTICLES = frozenset({
    "da", "de", "del", "der", "di", "dos", "du", "el", "la", "las", "le", "los", "mac", "mc",
    "san", "st", "van", "von", "y",
})  # fmt: skip
_TOKEN = re.compile(r"\w+", re.UNICODE)
_WITHIN = re.compile(r"[\s.'’-]{0,3}")
_BEFORE = re.compile(r"(?<!\w)[^\W\d_]['’]$")  # the O' of O'Neil
_INITIAL = re.compile(r"(?:\s+[^\W\d_]\b\.?)")


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """The words of these names by which somebody could be known, as they are compared."""
    parts = (plain(word) for name in names for word in _TOKEN.findall(name))
    return frozenset(part for part in parts if len(part) > 1 and part not in _PARTICLES)


def without_names(text: str, parts: frozenset[str], instead: str = "") -> str:
    """The text with `instead`, else [another person], in the place of each name of `parts`, also
    of its initial.
    """
    instead = instead or another_person()
    out: list[str] = []
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() < end or not _is_name(found.group(), parts):
            continue
        between = _BEFORE.sub("", text[end : found.start()])
        stands = bool(out) and out[-1] == instead
        if not (stands and _WITHIN.fullmatch(between)):  # first and last name are one person
            out += [between, instead]
        end = found.end()
        initial = _INITIAL.match(text, end)
        if initial is not None and not _goes_on(text, initial):
            end = initial.end()
    return "".join([*out, text[end:]]) if out else text


def _is_name(word: str, parts: frozenset[str]) -> bool:
    known = plain(word)
    return known in parts and (known not in _WORDS_TOO or word[:1].isupper())


def _goes_on(text: str, initial: re.Match[str]) -> bool:
    """Whether a letter that stands alone is a word of the sentence: "I", or a small "a", "y"."""
    letter = initial.group().strip(" \t\n.")
    return letter == "I" or not letter.isupper() or text[initial.end() : initial.end() + 1] == "'"


def another_person() -> str:
    """What stands in the place of a name."""
    return _("[another person]")
