"""Right to left: the levels of a line's letters, after the Unicode bidirectional algorithm.

Explicit embeddings and overrides are left out on purpose: `clean` drops their marks, because they
let one text pose as another. What stays are the rules W1 to W7, N0 to N2, I1, I2 and L2 of UAX #9.
"""

import unicodedata
from collections.abc import Sequence

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})


def direction(text: str) -> int:
    """0 where the first strong letter runs left to right, 1 where it runs right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind == "L":
            return 0
        if kind in {"R", "AL"}:
            return 1
    return 0


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each letter of one line."""
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    _settle_numbers(kinds, "R" if base else "L")
    _settle_brackets(text, kinds, base)
    _settle_neutrals(kinds, base)
    odd = {"L": 1 - base, "R": 1, "AN": 2, "EN": 2}
    if base:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [0 if kind == "L" else odd[kind] for kind in kinds]


def _settle_numbers(kinds: list[str], start: str) -> None:
    """Rules W1 to W7."""
    _settle_after_letters(kinds, start)
    for i in range(1, len(kinds) - 1):
        around = kinds[i - 1], kinds[i + 1]
        if kinds[i] in {"ES", "CS"} and around == ("EN", "EN"):
            kinds[i] = "EN"
        elif kinds[i] == "CS" and around == ("AN", "AN"):
            kinds[i] = "AN"
    _settle_terminators(kinds)
    strong = start
    for i, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"
        elif kind in {"ES", "ET", "CS"}:
            kinds[i] = "ON"


def _settle_terminators(kinds: list[str]) -> None:
    """Rule W5: signs such as $ and % beside a number are of the number."""
    for way in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        last = ""
        for i in way:
            if kinds[i] == "ET" and last == "EN":
                kinds[i] = "EN"
            last = kinds[i]


def _settle_after_letters(kinds: list[str], start: str) -> None:
    """Rules W1 to W3: marks like what they stand on, digits after Arabic letters Arabic."""
    before, strong = start, start
    for i, kind in enumerate(kinds):
        now = before if kind == "NSM" else kind
        if now == "EN" and strong == "AL":
            now = "AN"
        if now in {"L", "R", "AL"}:
            strong = now
        before = kinds[i] = now
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _settle_brackets(text: str, kinds: list[str], base: int) -> None:
    """Rule N0: both halves of a pair go one way."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, letter in enumerate(text):
        if kinds[i] != "ON":
            continue
        if letter in "([{":
            waiting.append((letter, i))
        elif letter in ")]}":
            opened = "([{"[")]}".index(letter)]
            if any(o == opened for o, _ in waiting):
                while waiting[-1][0] != opened:
                    waiting.pop()
                pairs.append((waiting.pop()[1], i))
    mine = "R" if base else "L"
    for start, end in sorted(pairs):
        inside = {_side(k) for k in kinds[start + 1 : end] if k not in _NEUTRAL}
        if not inside:
            continue
        before = next((_side(k) for k in reversed(kinds[:start]) if k not in _NEUTRAL), mine)
        way = mine if mine in inside else before
        kinds[start] = kinds[end] = way


def _settle_neutrals(kinds: list[str], base: int) -> None:
    """Rules N1 and N2: between two of one direction like them, else like the line."""
    mine = "R" if base else "L"
    at = 0
    while at < len(kinds):
        if kinds[at] not in _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _side(kinds[at - 1]) if at else mine
        right = _side(kinds[end]) if end < len(kinds) else mine
        kinds[at:end] = [left if left == right else mine] * (end - at)
        at = end


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def order(run_levels: Sequence[int]) -> list[int]:
    """Rule L2: the places of a line's runs from left to right."""
    places = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        at = 0
        while at < len(places):
            end = at
            while end < len(places) and run_levels[places[end]] >= level:
                end += 1
            places[at:end] = reversed(places[at:end])
            at = max(end, at + 1)
    return places
