"""Tokens: the colours and sizes of resources/styles/tokens.json, read once."""

import json
from functools import cache
from typing import Any, cast

from sobrhouse.paths import resource

# What a chip, a disc or a banner says, and the token family that says it.
KINDS = {
    "ok": "success",
    "warn": "warn",
    "bad": "danger",
    "info": "info",
    "mute": "neutral",
    "brand": "primary",
    "accent": "accent",
}


@cache
def tokens() -> dict[str, Any]:
    """The whole file."""
    path = resource("styles/tokens.json")
    return cast(dict[str, Any], json.loads(path.read_text(encoding="utf-8")))


def colours(mode: str) -> dict[str, str]:
    """All colours of "light" or "dark" by name, as "#RRGGBB"."""
    found = dict(cast(dict[str, str], tokens()[mode]))
    found["onSelection"] = found["text"]
    found["navName"] = found["navActiveText"]  # the program's own, which has no fill behind it
    return found


def tones(mode: str) -> list[tuple[str, str]]:
    """The fill and ink of each avatar tone."""
    return [(fill, ink) for fill, ink in tokens()["avatarTones"][mode]]


def type_px(kind: str, scale: float) -> int:
    """The size of a kind of text in pixels at the text size `scale`."""
    return round(cast(int, tokens()["type"]["px"][kind]) * scale)


def size_px(name: str, scale: float) -> int:
    """The size of a part in pixels at the text size `scale`."""
    return round(cast(int, tokens()["size"][name]) * scale)
