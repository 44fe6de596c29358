"""Fonts: the shipped faces, loaded once, and the font of each kind of text."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from sobrhouse.paths import resource
from ui.theme.tokens import tokens, type_px

FALLBACKS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans SC",
    "Noto Sans KR",
    "Noto Emoji",
)
SERIF = frozenset({"h1", "figure", "brand"})
WEIGHTS = {
    "micro": 600,
    "strong": 600,
    "h3": 600,
    "h2": 700,
    "h1": 600,
    "figure": 600,
    "brand": 600,
}


@cache
def load() -> tuple[str, ...]:
    """Give every shipped font to Qt, once; the families that it now knows."""
    families: set[str] = set()
    for path in sorted(resource("fonts").glob("*.ttf")):
        known = QFontDatabase.addApplicationFont(str(path))
        families.update(QFontDatabase.applicationFontFamilies(known))
    return tuple(sorted(families))


def families(serif: bool = False) -> list[str]:
    """The face and, after it, those that draw what it lacks."""
    face = tokens()["type"]["display" if serif else "family"]
    return [face, *FALLBACKS]


def make_font(kind: str, scale: float, weight: int | None = None) -> QFont:
    """The font of `kind`, in whole pixels and unhinted, so that fractional scales stay even."""
    font = QFont()
    font.setFamilies(families(kind in SERIF))
    font.setPixelSize(type_px(kind, scale))
    font.setWeight(QFont.Weight(weight or WEIGHTS.get(kind, 400)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
