"""What a paper was drawn from comes back as it was, and nothing else does."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.freezing import freeze, thaw
from sobrhouse.problems import Problem


class Kind(StrEnum):
    """Two kinds."""

    ONE = "one"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of something."""

    text: str
    kind: Kind = Kind.ONE
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """Every type that our values have."""

    parts: tuple[Part, ...] = ()
    pair: tuple[int, str] = (0, "")
    at: datetime | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    named: Mapping[int, Part] = field(default_factory=dict)
    days: frozenset[date] = frozenset()
    share: float = 0.0
    sure: bool = False


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
dates = st.dates()
parts = st.builds(Part, text, st.sampled_from(Kind), st.none() | dates)
wholes = st.builds(
    Whole,
    st.lists(parts, max_size=3).map(tuple),
    st.tuples(st.integers(), text),
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(["America/New_York", "UTC", "Asia/Tokyo"]).map(ZoneInfo),
    st.dictionaries(st.integers(), parts, max_size=3),
    st.frozensets(dates, max_size=3),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)


@given(wholes)
def test_values_come_back_as_they_were_and_freeze_to_the_same_bytes(whole: Whole) -> None:
    frozen = freeze(whole)
    assert thaw(Whole, frozen) == whole
    assert freeze(thaw(Whole, frozen)) == frozen


def said(**more: object) -> bytes:
    """A whole of which some fields say something else."""
    plain = json.loads(zlib.decompress(freeze(Whole((Part("x"),)))))
    return zlib.compress(json.dumps(plain | more).encode())


def test_an_older_or_newer_program_reads_what_it_knows() -> None:
    assert thaw(Whole, said(unheard_of=[1, 2])) == Whole((Part("x"),))
    older = json.loads(zlib.decompress(freeze(Whole())))
    del older["sure"]
    assert thaw(Whole, zlib.compress(json.dumps(older).encode())) == Whole()


@pytest.mark.parametrize(
    "frozen",
    [
        b"", b"no", freeze(Whole())[:-3], zlib.compress(b"{"), zlib.compress(b"[]"),
        said(parts={}), said(parts=[{"kind": "one"}]), said(parts=[{"text": 3}]),
        said(parts=[{"text": "x", "kind": "third"}]), said(pair=[1]), said(pair=["1", "x"]),
        said(at="yesterday"), said(zone="Mars/Base"), said(days="2026-11-22"), said(sure=1),
        said(share="1"), said(named=[[1]]), zlib.compress(b"[" * 100_000),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_a_sentence(frozen: bytes) -> None:
    with pytest.raises(Problem, match="Nothing was printed"):
        thaw(Whole, frozen)


def test_what_cannot_be_read_back_is_not_frozen() -> None:
    with pytest.raises(TypeError, match="object cannot be frozen"):
        freeze(replace(Whole(), share=object()))  # type: ignore[arg-type]
