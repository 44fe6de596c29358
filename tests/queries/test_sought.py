"""What is typed into a search box: each word means itself, and nothing pasted is an error."""

import pytest

from sobrhouse.queries.audit import audit_page
from sobrhouse.queries.moved_out import people_moved_out
from sobrhouse.queries.signins import log_page
from sobrhouse.queries.sought import patterns
from sobrhouse.queries.visitors import visitors_of
from tests import make
from tests.conftest import OWNER
from tests.drills.searching import PASTED


def test_each_word_means_itself():
    assert patterns("José  50%_a/b") == ("%jose%", "%50/%/_a//b%")
    assert patterns("JOSÉ", accents=True) == ("%josé%",)
    assert patterns("") == patterns("\u202e\0 \ud800") == patterns("\ud800", accents=True) == ()
    assert len(patterns("a " * 50)) == 8
    assert len(patterns("x" * 60_000)[0]) == 102


@pytest.mark.parametrize("words", PASTED, ids=["long", "emoji", "half", "nul", "wild"])
def test_what_is_pasted_by_mistake_finds_nothing_and_is_no_error(store, words):
    house = make.house(store)
    assert store.read(OWNER, log_page, house, text=words + " x") == ()
    assert store.read(OWNER, visitors_of, house, text=words + " x") == ()
    assert store.read(OWNER, people_moved_out, house, words=words + " x").rows == ()
    assert store.read(OWNER, audit_page, words=words + " qqq", actor=OWNER).rows == ()
