"""Hashes of PINs: whoever knows Argon2 can check ours, and we theirs."""

import mmap

import pytest
from argon2 import PasswordHasher
from argon2.low_level import Type, hash_secret_raw

from sobrhouse.domain.pins import hash_in, length_of
from sobrhouse.storage.keys import argon
from sobrhouse.storage.keys.pin_hashes import (
    DUMMY,
    hash_kiosk_pin,
    hash_pin,
    kiosk_pin_fits,
    pin_fits,
)

KEY = b"k" * 32
USUAL = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1)


@pytest.fixture(params=["large pages", "its own memory"])
def way(request, monkeypatch):
    """With our memory, and as on a system that has no large pages."""
    if request.param == "its own memory":
        monkeypatch.delattr(mmap, "MADV_HUGEPAGE", raising=False)
    argon._ways.cache_clear()
    yield
    argon._ways.cache_clear()


def test_a_pin_fits_its_hash_and_no_other(way):
    kept = hash_kiosk_pin(KEY, "907164")
    assert kept.startswith("$argon2id$v=19$m=47104,t=1,p=1$")
    assert kiosk_pin_fits(KEY, "907164", kept)
    assert (length_of(kept), length_of(hash_kiosk_pin(KEY, "9071"))) == (6, 4)
    assert not kiosk_pin_fits(KEY, "907165", kept)
    assert not kiosk_pin_fits(b"o" * 32, "907164", kept)
    assert not pin_fits(KEY, 2, "907164", hash_pin(KEY, 1, "907164"))


def test_it_is_argon2_to_the_last_bit(way):
    for passes, kib, lanes in ((1, 47104, 1), (2, 64, 1), (1, 64, 2)):
        said = (b"secret", b"s" * 16, passes, kib, lanes, 32)
        assert argon.stretch(*said) == hash_secret_raw(*said, Type.ID)


def test_a_system_that_refuses_large_pages_is_only_slower(monkeypatch):
    monkeypatch.setattr(mmap, "MADV_HUGEPAGE", 9999, raising=False)  # EINVAL, as without them
    said = (b"secret", b"s" * 16, 1, 64, 1, 32)
    assert argon.stretch(*said) == hash_secret_raw(*said, Type.ID)


def test_what_argon2_made_before_fits_still(way, monkeypatch):
    monkeypatch.setattr("sobrhouse.storage.keys.pin_hashes._keyed", lambda _key, pin: pin)
    assert kiosk_pin_fits(KEY, "907164", USUAL.hash("907164"))
    assert length_of(USUAL.hash("907164")) == 6
    assert USUAL.verify(hash_in(hash_kiosk_pin(KEY, "907164")), "907164")


@pytest.mark.parametrize("stored", [DUMMY, "", "no hash", "$argon2id$v=19$m=8,t=1,p=1$*$*"])
def test_no_pin_fits_what_is_no_hash_of_one(stored):
    assert not kiosk_pin_fits(KEY, "907164", stored)
