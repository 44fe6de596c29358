"""The same hostile words in every place of every paper, and what must hold of each file then."""

import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph

from sobrhouse.reports.shaping import Line
from tests.reports.every_paper import Asked, Field, overheard, places, refilled
from tests.reports.reading import looked_at
from tests.reports.test_hostile import SECONDS_A_PAGE, lost, poppler, squeezed

_watching: list[list[str]] = []


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and (event == "open" or event.startswith(("socket.", "urllib.", "subprocess."))):
        _watching[-1].append(f"{event} {arguments[0]}")


@contextmanager
def opened_meanwhile() -> Iterator[list[str]]:
    """What this process opens, calls or fetches, but for shipped fonts and Python's own modules."""
    if not _hooked:
        _hooked.append(True)
        sys.addaudithook(_listen)
    heard: list[str] = []
    found: list[str] = []
    _watching.append(heard)
    try:
        yield found
    finally:
        _watching.remove(heard)
        found += [o for o in heard if "/resources/fonts/" not in o and not o.endswith(".pyc")]


_hooked: list[bool] = []


@dataclass(frozen=True, slots=True)
class Walked:
    """One hostile file: what is wrong with it in words, and how many pages it has."""

    faults: tuple[str, ...]
    pages: int
    lines: int


def walked(given: Asked, words: Iterator[str], where: frozenset[Field]) -> Walked:
    """Draw a paper with the next words in all these fields, and look at the file."""
    made = refilled(given, words, where)
    with overheard() as printed, opened_meanwhile() as opened:
        began = time.process_time()
        try:
            pdf = made.drawn()
        except Exception:  # whatever it is, it is told with the words that did it
            return Walked((f"{given.name} raised: {traceback.format_exc(limit=-3)}",), 0, 0)
        took = time.process_time() - began
    faults, pages = looked_at(pdf)
    wrong = [f"{given.name}: {fault}" for fault in faults]
    wrong += [f"{given.name} opened {what}" for what in opened]
    if took > SECONDS_A_PAGE * pages:
        wrong.append(f"{given.name} took {took:.1f} s for {pages} pages")
    wrong += [f"{given.name} lost {letter!r}" for letter in _unread(printed, poppler(pdf))]
    return Walked(tuple(wrong), pages, len(printed))


def _unread(lines: list[Line], read: str) -> list[str]:
    """Letters that were drawn and cannot be read back; and whole lines of plain letters."""
    # A reader takes a hyphen at the end of a line for a broken word, and leaves it out.
    drawn = [line.text.rstrip(_HYPHENS) for line in lines]
    found = squeezed(read)
    plain = [squeezed(text) for text in drawn if text.isascii() and len(text) < _SHORT]
    # pdftotext leaves out a hyphen that ends a line, as if it parted a word
    letters = [text.rstrip().removesuffix("-") for text in drawn]
    return [*lost(letters, read), *(text for text in plain if text not in found)]


_HYPHENS = "-\u00ad\u2010 "
_SHORT = 60  # letters; a longer line may be read in two pieces


def many_places(given: Asked, where: frozenset[Field]) -> int:
    """How many words a paper takes at once."""
    return sum(at in where for at, _said in places(given))


# --- controls --------------------------------------------------------------------------------


def careless(words: list[str]) -> tuple[int, int, list[str]]:
    """The control: the same strings given to ReportLab's Paragraph as they are: how many raised,
    how many came out as something else, and what was opened.
    """
    raised = changed = 0
    style = getSampleStyleSheet()["Normal"]
    with opened_meanwhile() as opened:
        for string in words:
            try:
                shown = Paragraph(string, style)
                shown.wrap(400, 100_000)
                text = shown.getPlainText(identify=True)
            except Exception:
                raised += 1
                continue
            changed += squeezed(text) != squeezed(string)
    return raised, changed, [what for what in opened if "passwd" in what or "127.0.0.1" in what]


def mumbling(draw: Callable[..., bytes]) -> Callable[..., bytes]:
    """The control of reading back: a paper whose letters say nothing to a reader."""
    from sobrhouse.reports.faces import Embedded

    def drawn(*args: Any, **more: Any) -> bytes:
        kept = Embedded._to_unicode
        Embedded._to_unicode = lambda _font: ""  # type: ignore[method-assign]
        try:
            return draw(*args, **more)
        finally:
            Embedded._to_unicode = kept  # type: ignore[method-assign]

    return drawn


__all__ = ["Walked", "careless", "many_places", "mumbling", "opened_meanwhile", "walked"]
