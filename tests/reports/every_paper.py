"""Every paper that the program can make, as it was asked for: so that all of them can be made again
in another way, in another size, in another language, or with other words in them.
"""

import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache, wraps
from itertools import cycle
from typing import Any

import pytest

from sobrhouse.domain.held import Held
from sobrhouse.reports import sheet as sheet_module
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import Pen
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Sheet
from tests.reports import test_anonymity as searched
from tests.reports.planted import Planted

Field = tuple[str, str]  # the class and its field, or the report and its argument


@dataclass(frozen=True)
class Asked:
    """One paper as it was asked for: which function of the reports drew it, from what."""

    name: str
    draw: Callable[..., bytes]
    args: tuple[Any, ...]
    more: dict[str, Any]

    def drawn(self) -> bytes:
        """The file."""
        return self.draw(*self.args, **self.more)

    def sized(self, size: str) -> "Asked":
        """The same on another size of paper, where the paper lets one choose."""
        options = (replace(a, size=size) if isinstance(a, PaperOptions) else a for a in self.args)
        return replace(self, args=tuple(options))

    def spoken(self, language: str) -> "Asked":
        """The same from values that were read in another language, where they say which it was."""
        args = (replace(a, language=language) if isinstance(a, Held) else a for a in self.args)
        return replace(self, args=tuple(args))


@dataclass(frozen=True)
class Made:
    """Every paper of a house: the files by the function that made them, and how each was asked for,
    each way once.
    """

    files: dict[str, list[bytes]]
    asked: list[Asked]


def every_paper_of(there: Planted) -> Made:
    """Every paper of a house with something to say on each."""
    found: dict[str, Asked] = {}

    class Listener(searched.Press):
        """Remembers what each file was made of."""

        def _kept(self, name: str, draw: Callable[..., bytes]) -> Callable[..., bytes]:
            @wraps(draw)
            def heard(*args: Any, **more: Any) -> bytes:
                given = Asked(name, draw, tuple(map(searched._with_full_names, args)), more)
                found.setdefault(repr((name, given.args, more)), given)
                return given.drawn()

            return super()._kept(name, heard)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searched, "Press", Listener)
        files = searched.every_paper(there)
    return Made(files, list(found.values()))


# --- what stands on them ---------------------------------------------------------------------


@contextmanager
def overheard() -> Iterator[list[Line]]:
    """The lines that stand on the pages of what is saved meanwhile, and in their feet, told at the
    end; what was only tried, or drawn and taken back, is not among them.
    """
    written: list[tuple[str, Line, bool]] = []
    sheets: list[Sheet] = []
    at_the_foot: list[bool] = []
    write, save, foot = Pen.write, Sheet.save, sheet_module._draw_foot

    def heard(pen: Pen, x: float, y: float, line: Line, size: float, grey: float = 0.0) -> None:
        write(pen, x, y, line, size, grey)
        if pen.drawn:  # a dry pen keeps nothing
            written.append((pen.drawn[-1], line, bool(at_the_foot)))

    def saved(sheet: Sheet, *args: Any, **more: Any) -> bytes:
        sheets.append(sheet)
        return save(sheet, *args, **more)

    def footed(*args: Any) -> None:
        at_the_foot.append(True)
        foot(*args)
        at_the_foot.clear()

    printed: list[Line] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pen, "write", heard)
        patch.setattr(Sheet, "save", saved)
        patch.setattr(sheet_module, "_draw_foot", footed)
        yield printed
    there = {id(drawn) for sheet in sheets for page in sheet.pages for drawn in page}
    printed += [line for drawn, line, in_foot in written if in_foot or id(drawn) in there]


# --- other words in the same places ----------------------------------------------------------

_CODE = re.compile(r"[a-z][a-z0-9_.:-]*")  # "regular", "y3": the program's own words
# Codes of capitals and digits that the program makes up itself.
_KEPT = {
    ("PaperOptions", "names"),
    ("PaperOptions", "size"),
    ("PaperOptions", "codes"),
    ("Stamp", "anchor"),
    ("Stamp", "code"),
    ("Badge", "code"),
}


def places(given: Asked) -> Iterator[tuple[Field, str | None]]:
    """Every place of a paper's values where there is text, or may be, and what stands there."""
    for number, value in [*enumerate(given.args), *given.more.items()]:
        yield from _places(value, (given.name, str(number)))


def _places(value: Any, at: Field) -> Iterator[tuple[Field, str | None]]:
    if isinstance(value, Enum) or at in _KEPT:
        return
    if isinstance(value, str):
        yield at, value
    elif is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        for one in fields(kind):
            held, where = getattr(value, one.name), (kind.__name__, one.name)
            if held is None and one.name in _may_be_text(kind):
                yield where, None
            else:
                yield from _places(held, where)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _places(part, at)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _places(part, at)


@cache
def _may_be_text(kind: type) -> frozenset[str]:
    """The fields of a class that may be text or None."""
    try:
        hints = typing.get_type_hints(kind)
    except NameError:  # a name that is imported for checks of types alone
        return frozenset()
    return frozenset(
        name for name, hint in hints.items()
        if isinstance(hint, types.UnionType) and str in typing.get_args(hint)
    )  # fmt: skip


def refilled(given: Asked, words: Iterator[str], where: frozenset[Field]) -> Asked:
    """The same paper with the next of `words` in every place of these fields."""
    args = tuple(_refilled(v, (given.name, str(n)), words, where) for n, v in enumerate(given.args))
    more = {n: _refilled(v, (given.name, n), words, where) for n, v in given.more.items()}
    return replace(given, args=args, more=more)


def _refilled(value: Any, at: Field, words: Iterator[str], where: frozenset[Field]) -> Any:
    if isinstance(value, Enum) or at in _KEPT:
        return value
    if isinstance(value, str):
        return next(words) if at in where else value
    if is_dataclass(value) and not isinstance(value, type):
        return _refilled_fields(value, words, where)
    if isinstance(value, dict):
        return {key: _refilled(part, at, words, where) for key, part in value.items()}
    if isinstance(value, tuple | list):
        parts = [_refilled(part, at, words, where) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    return value


def _refilled_fields(value: Any, words: Iterator[str], where: frozenset[Field]) -> Any:
    kind = type(value)
    new = {}
    for one in fields(kind):
        held, at = getattr(value, one.name), (kind.__name__, one.name)
        if held is None and at in where and one.name in _may_be_text(kind):
            new[one.name] = next(words)
        elif one.init:
            new[one.name] = _refilled(held, at, words, where)
    return replace(value, **new)


def texts(given: Asked, codes: frozenset[Field]) -> frozenset[Field]:
    """The fields of a paper that hold people's words: neither the program's own nor those in which
    another plain word is an error.
    """
    return _settled(given, frozenset(at for at, _said in places(given)) - codes)


def codes(papers: Iterable[Asked]) -> frozenset[Field]:
    """The fields in which every one of the papers has nothing but the program's own words."""
    said: dict[Field, set[str]] = {}
    for paper in papers:
        for at, held in places(paper):
            if held:
                said.setdefault(at, set()).add(held)
    return frozenset(at for at, held in said.items() if all(map(_CODE.fullmatch, held)))


def _settled(given: Asked, found: frozenset[Field]) -> frozenset[Field]:
    """Without the fields in which a plain word is an error; looked for by halves."""
    if _takes_plain_words(given, found):
        return found
    if len(found) == 1:
        return frozenset()
    row = sorted(found)
    half = frozenset(row[: len(row) // 2])
    left, right = _settled(given, half), _settled(given, found - half)
    assert _takes_plain_words(given, left | right), given.name
    return left | right


def _takes_plain_words(given: Asked, where: frozenset[Field]) -> bool:
    try:
        refilled(given, cycle(("Plain",)), where).drawn()
    except Exception:
        return False
    return True
