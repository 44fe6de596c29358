"""The gate by properties: nothing leaves without a live consent that names it."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.consents import (
    ELEMENTS,
    Category,
    Given,
    Standing,
    Terms,
    joined,
    missing,
    parted,
)
from sobrhouse.domain.gate import Fact, lets_through, pass_through
from sobrhouse.domain.notices import NOTICES, notice_on

TODAY = date(2026, 11, 22)
WHOLE = Terms(
    discloser="Maple Street", recipient="County Probation", categories=frozenset(Category),
    purpose="Progress while on probation", how_to_revoke="In writing, at any time",
    expires_on=TODAY + timedelta(days=90), signed_on=TODAY - timedelta(days=10),
    signer_name="Marcus Reed",
)  # fmt: skip

def near(lot):
    """A day around today, or none."""
    return lot.choice((None, TODAY + timedelta(days=lot.randint(-20, 20))))


def some(lot):
    return frozenset(lot.sample(list(Category), lot.randint(0, len(Category))))


def drawn_consent(lot):
    """A consent as anything can be: whole or not, live or not; most name the person."""
    named = some(lot) | (frozenset({Category.IDENTITY}) if lot.random() < 0.8 else frozenset())
    terms = Terms(
        recipient="Court", categories=named, covers_from=near(lot), covers_until=near(lot),
        expires_on=near(lot), signed_on=near(lot),
    )  # fmt: skip
    return Given(1, lot.randint(1, 2), terms, near(lot), lot.random() < 0.1)


def drawn_rows(lot):
    return [
        Fact(lot.randint(1, 2), lot.choice(list(Category)), n, near(lot))
        for n in range(lot.randint(0, 12))
    ]


def may(consent, fact, today):
    """The rule said a second time, as the sum of what forbids it."""
    terms = consent.terms
    forbids = (
        consent.void,
        consent.resident_id != fact.resident_id,
        fact.category.value not in {c.value for c in terms.categories},
        "identity" not in {c.value for c in terms.categories},
        terms.signed_on is None,
        terms.signed_on is not None and (today - terms.signed_on).days < 0,
        terms.expires_on is not None and (terms.expires_on - today).days < 0,
        consent.ended_on is not None and (today - consent.ended_on).days >= 0,
        None not in (fact.on, terms.covers_from) and fact.on < terms.covers_from,
        None not in (fact.on, terms.covers_until) and fact.on > terms.covers_until,
    )
    return not any(forbids)


def test_five_thousand_consents_let_through_what_they_name_and_nothing_else():
    lot, left = Random(2026), 0
    for _case in range(5000):
        consent, rows = drawn_consent(lot), drawn_rows(lot)
        passed = pass_through(consent, rows, TODAY)
        assert list(passed.rows) == [row for row in rows if may(consent, row, TODAY)]
        assert passed.left_out == Counter(r.category for r in rows if not may(consent, r, TODAY))
        assert passed.categories <= consent.terms.categories
        left += len(passed.rows)
    assert left > 500  # far from all cases are refusals


def test_a_gate_that_lets_all_through_would_be_seen():
    revoked = Given(1, 1, WHOLE, ended_on=TODAY)
    assert not lets_through(revoked, Fact(1, Category.CHORES, "x"), TODAY)
    assert lets_through(Given(1, 1, WHOLE), Fact(1, Category.CHORES, "x"), TODAY)
    assert not lets_through(Given(1, 1, WHOLE), Fact(2, Category.CHORES, "x"), TODAY)


def test_the_last_day_counts_and_the_day_of_revoking_does_not():
    last = Given(1, 1, WHOLE)
    assert last.standing(TODAY + timedelta(days=90)) is Standing.LIVE
    assert last.standing(TODAY + timedelta(days=91)) is Standing.EXPIRED
    assert last.standing(TODAY - timedelta(days=11)) is Standing.NOT_YET
    revoked = Given(1, 1, WHOLE, ended_on=TODAY)
    assert revoked.standing(TODAY - timedelta(days=1)) is Standing.LIVE
    assert revoked.standing(TODAY) is Standing.ENDED
    assert Given(1, 1, WHOLE, void=True).standing(TODAY) is Standing.TAKEN_BACK


def test_each_element_is_missed_and_a_whole_one_misses_none():
    assert missing(WHOLE) == ()
    nothing = {
        "categories": frozenset(), "expires_on": None, "signed_on": None,
    }  # fmt: skip
    for field, _words in ELEMENTS:
        name = "expires_on" if field == "expires" else field
        assert missing(replace(WHOLE, **{name: nothing.get(name, " ")})) == (field,)
    until = replace(WHOLE, expires_on=None, expires_event="the end of probation")
    assert missing(until) == ()
    assert missing(replace(WHOLE, categories=frozenset({Category.CHORES}))) == ("categories",)


@given(chosen=st.frozensets(st.sampled_from(list(Category))))
def test_categories_are_kept_whole_and_in_one_order(chosen):
    assert parted(joined(chosen)) == chosen
    assert joined(chosen) == joined(sorted(chosen, reverse=True))
    assert parted("identity,horoscope") == {Category.IDENTITY}


def test_the_notice_is_the_rules_own_words_byte_for_byte():
    """Against § 2.32(a) as it was published on February 16, 2024 (89 FR 12472)."""
    notice = notice_on(TODAY)
    assert notice is NOTICES[-1]
    digest = [hashlib.sha256(words.encode()).hexdigest() for words in (notice.full, notice.short)]
    assert digest == [
        "d82205a18044f9f45776343d91e26d8ddb44bf13e136af169ec73d755facd9a8",
        "79fee3d6dff7e052183c61b66bfed589f0f45dcf330bb277e07b396bd12e9774",
    ]
    assert notice_on(date(2000, 1, 1)) is NOTICES[0]
