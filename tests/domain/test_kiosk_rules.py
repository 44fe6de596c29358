"""The kiosk's rules: the house's words become tiles, and there are always some."""

import pytest

from sobrhouse.domain.kiosk_rules import destinations, kiosk_rules
from sobrhouse.settings import DESTINATIONS, HouseSettings


def test_a_house_that_decided_nothing_has_the_usual_kiosk() -> None:
    rules = kiosk_rules(HouseSettings())
    assert (rules.names, rules.photos, rules.pin_length) == (True, False, 6)
    assert rules.destinations == DESTINATIONS
    assert rules.in_charge == ""


@pytest.mark.parametrize(
    ("text", "tiles"),
    [
        ("Work,  AA   meeting , work", ("Work", "AA meeting", "work")),
        ("Work, Work", ("Work",)),
        (" , ,", DESTINATIONS),
        ("x" * 60, ("x" * 24,)),
        (",".join("abcdefghijk"), tuple("abcdefgh")),
    ],
)
def test_words_between_commas_become_tiles(text: str, tiles: tuple[str, ...]) -> None:
    assert destinations(text) == tiles


def test_who_is_in_charge_is_one_line() -> None:
    assert kiosk_rules(HouseSettings({"kiosk_in_charge": " Dana  R. "})).in_charge == "Dana R."
