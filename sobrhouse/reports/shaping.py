"""Shaping: a line of any script becomes glyphs in place; what no font has becomes readable text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import uharfbuzz as hb

from sobrhouse.reports import bidi
from sobrhouse.reports.faces import REGULAR, Face, face, face_for

REPLACED = "\N{REPLACEMENT CHARACTER}"
_BIDI_MARKS = dict.fromkeys(
    [0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_MARKS_ON_ONE_LETTER = 5
_LONGEST_CLUSTER = 24
_PLAIN = re.compile(r"[\x20-\x7e\xa1-\xac\xae-\u024f\u2010-\u2027\u2212]*\Z")


def clean(text: str) -> str:
    """Composed (NFC), lines ended by LF, and nothing in it that a page could not show.

    Control letters, halves of surrogate pairs and non-characters become U+FFFD; the marks that only
    reorder text go, because with them one text poses as another.
    """
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text).translate(_BIDI_MARKS)
    if _PLAIN.match(text):
        return text
    text = "".join(c if _showable(c) else REPLACED for c in text)
    return "".join(_grounded(unicodedata.normalize("NFC", text)))


def _grounded(text: str) -> Iterator[str]:
    """A pile of marks gets a dotted circle after every fifth, lest it run over other lines."""
    pile = 0
    for letter in text:
        pile = pile + 1 if unicodedata.combining(letter) not in {0, 9} else 0
        if pile > _MARKS_ON_ONE_LETTER:
            pile = 1
            yield "\N{DOTTED CIRCLE}"
        yield letter


def _showable(letter: str) -> bool:
    if letter in "\n\t":
        return True
    code = ord(letter)
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(letter) not in {"Cc", "Cs"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn shape and its place; `kern` is what its advance has beyond its own width."""

    number: int
    advance: int
    dx: int
    dy: int
    kern: int
    at: int  # which cluster of the run it belongs to


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring glyphs of one font, from left to right; lengths in thousandths of the size.

    Without glyphs, every letter of `text` is drawn by its own, side by side.
    """

    face: Face
    glyphs: tuple[Glyph, ...]
    width: int
    text: str
    says: Mapping[int, str]  # the letters of each cluster
    emboldened: bool  # the font has no bold file: thicken it


@dataclass(frozen=True, slots=True)
class Line:
    """One shaped line, its runs from left to right."""

    text: str
    runs: tuple[Run, ...]
    width: int
    rtl: bool


def clusters(text: str) -> Iterator[str]:
    """The letters as a reader counts them: each with its marks and joiners."""
    start = 0
    for i in range(1, len(text)):
        if i - start >= _LONGEST_CLUSTER or not _joins(text[i], text[i - 1]):
            yield text[start:i]
            start = i
    if text:
        yield text[start:]


def _joins(letter: str, before: str) -> bool:
    code = ord(letter)
    if code < 0x300:
        return False
    return (
        unicodedata.category(letter) in {"Mn", "Me", "Mc"}
        or letter in "\u200c\u200d"
        or before == "\u200d"
        or unicodedata.combining(before) == 9  # a virama ties two consonants
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or (0x1F1E6 <= code <= 0x1F1FF and 0x1F1E6 <= ord(before) <= 0x1F1FF)
    )


def spell(cluster: str) -> str:
    """What stands for letters that no shipped font can draw: their numbers, to be looked up."""
    return "".join(f"[U+{ord(c):04X}]" for c in cluster)


@lru_cache(maxsize=16384)
def shape(text: str, weight: str, kerned: bool = False) -> Line:
    """One line of clean text, without line ends, ready to be drawn at any size.

    Small Latin text is not kerned unless asked: shaping takes a hundred times as long.
    """
    if not kerned and _PLAIN.match(text) and (name := face_for(text, weight)):
        font = face(name)
        width = sum([font.letters[letter][1] for letter in text])
        return Line(text, (Run(font, (), width, text, {}, False),), width, False)
    base = bidi.direction(text)
    pieces = list(_pieces(text, weight, base))
    runs = tuple(
        _shaped(piece, name, level, weight)
        for name, level, piece in (pieces[i] for i in bidi.order([p[1] for p in pieces]))
    )
    return Line(text, runs, sum(run.width for run in runs), bool(base))


def _pieces(text: str, weight: str, base: int) -> Iterator[tuple[str, int, str]]:
    """(font, level, letters) in reading order."""
    if _PLAIN.match(text) and (name := face_for(text, weight)):
        yield name, 0, text
        return
    level_of = bidi.levels(text, base)
    now, held, at = ("", 0), "", 0
    for cluster in clusters(text):
        name, shown = _chosen(cluster, weight, now[0])
        key = name, level_of[at]
        if key != now:
            if held:
                yield (*now, held)
            now, held = key, ""
        held += shown
        at += len(cluster)
    if held:
        yield (*now, held)


def _chosen(cluster: str, weight: str, current: str) -> tuple[str, str]:
    """The font for a cluster and what to draw: the font in use where it is only space or a stop."""
    if current and _goes_along(cluster, current):
        return current, cluster
    if name := face_for(cluster, weight):
        return name, cluster
    first = face_for("a", weight)
    assert first is not None  # every first choice is a Latin font
    if cluster == REPLACED:
        return _of_replacement(weight, first), cluster
    return first, spell(cluster)


def _goes_along(cluster: str, current: str) -> bool:
    """A space or stop stays in the font in use; but the space between pictures is too wide."""
    if len(cluster) > 1 or cluster.isalnum() or "Emoji" in current:
        return False
    return ord(cluster) in face(current).covers


def _of_replacement(weight: str, first: str) -> str:
    return face_for(REPLACED, weight) or first


def _shaped(piece: str, name: str, level: int, weight: str) -> Run:
    font = face(name)
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(piece)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    hb.shape(font.font, buffer, {"liga": False} if level == 0 else None)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions or ()
    starts = [*sorted({info.cluster for info in infos}), len(piece)]
    says = {at: piece[at:end] for at, end in pairwise(starts)}
    glyphs = tuple(
        Glyph(
            info.codepoint,
            font.thousandths(place.x_advance),
            font.thousandths(place.x_offset),
            font.thousandths(place.y_offset),
            font.thousandths(place.x_advance) - font.advance(info.codepoint),
            info.cluster,
        )
        for info, place in zip(infos, positions, strict=True)
    )
    heavy = weight != REGULAR and name.endswith("-Regular")
    return Run(font, glyphs, sum(glyph.advance for glyph in glyphs), piece, says, heavy)
