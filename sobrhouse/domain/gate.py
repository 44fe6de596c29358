"""The gate: of all that a paper for outside would say, only what a live consent lets through.

There is no way around it: a paper for outside is drawn from what `pass_through` gives, and from
nothing else (safety.md 2, 42 CFR § 2.31(c); the least that serves: § 2.13(a)).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from sobrhouse.domain.consents import Category, Given, Standing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One row of a paper: whose it is, of which category, on which day it happened (None: it holds
    at all times), and what is said.
    """

    resident_id: int
    category: Category
    says: T
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Passed(Generic[T]):
    """What went through, and how many rows of which category did not."""

    rows: tuple[Fact[T], ...]
    left_out: Counter[Category] = field(default_factory=Counter)

    @property
    def categories(self) -> frozenset[Category]:
        """What the paper tells about."""
        return frozenset(row.category for row in self.rows)


def lets_through(consent: Given, fact: Fact[T], today: date) -> bool:
    """Whether this consent lets this row leave today."""
    terms = consent.terms
    if consent.resident_id != fact.resident_id or consent.standing(today) is not Standing.LIVE:
        return False
    if fact.category not in terms.categories or Category.IDENTITY not in terms.categories:
        return False
    if fact.on is None:
        return True
    after = terms.covers_from is None or fact.on >= terms.covers_from
    return after and (terms.covers_until is None or fact.on <= terms.covers_until)


def pass_through(consent: Given, facts: Iterable[Fact[T]], today: date) -> Passed[T]:
    """The rows that leave, in their order, and the count of those that stay."""
    kept: list[Fact[T]] = []
    left: Counter[Category] = Counter()
    for fact in facts:
        if lets_through(consent, fact, today):
            kept.append(fact)
        else:
            left[fact.category] += 1
    return Passed(tuple(kept), left)
