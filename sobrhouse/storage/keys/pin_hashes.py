"""PIN hashes: what is stored of a PIN of the staff or of a resident, and whether one is it."""

import base64
import binascii
import hashlib
import hmac
import os

from argon2 import extract_parameters
from argon2.exceptions import InvalidHashError

from sobrhouse.domain.pins import hash_in, with_length
from sobrhouse.storage.keys.argon import stretch

# Argon2id m=46 MiB t=1 p=1 over the peppered PIN: safety.md 4.4, ASVS 5.0 11.4.2
_PASSES, _KIB, _LANES = 1, 47104, 1
_SALT_BYTES, _HASH_BYTES = 16, 32
# The hash of nothing that anybody can type: checked where nobody is meant, to take as long
DUMMY = (
    "$argon2id$v=19$m=47104,t=1,p=1$E9GEfEfSmkG5UMOjMiDjGQ"
    "$ATR8/jDYxKlAgad2BhaaoTL0Xcz+szIcMwngdlEmyqM"
)


def hash_pin(pepper: bytes, staff_id: int, pin: str) -> str:
    """What is stored of a staff PIN. Takes about 40 ms, so never on the GUI thread."""
    return _hash(_peppered(pepper, staff_id, pin))


def pin_fits(pepper: bytes, staff_id: int, pin: str, stored: str) -> bool:
    """Whether a typed PIN is the stored one. Takes as long as `hash_pin`."""
    return _fits(stored, _peppered(pepper, staff_id, pin))


def _peppered(pepper: bytes, staff_id: int, pin: str) -> str:
    return hmac.new(pepper, f"{staff_id}|{pin}".encode(), hashlib.sha256).hexdigest()


def kiosk_key(pepper: bytes, resident_id: int) -> bytes:
    """What peppers one resident's PIN and nobody else's, so that the pepper stays here."""
    return hmac.new(pepper, f"kiosk|{resident_id}".encode(), hashlib.sha256).digest()


def hash_kiosk_pin(key: bytes, pin: str) -> str:
    """What is stored of a resident's PIN. Takes about 40 ms, so never on the GUI thread."""
    return with_length(_hash(_keyed(key, pin)), pin)


def kiosk_pin_fits(key: bytes, pin: str, stored: str) -> bool:
    """Whether a typed PIN is the stored one. Takes as long for a right one, a wrong one and
    DUMMY.
    """
    return _fits(hash_in(stored), _keyed(key, pin))


def _keyed(key: bytes, pin: str) -> str:
    return hmac.new(key, pin.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _hash(secret: str) -> str:
    """A new hash in the usual form, which any Argon2 can check."""
    salt = os.urandom(_SALT_BYTES)
    made = stretch(secret.encode(), salt, _PASSES, _KIB, _LANES, _HASH_BYTES)
    cost = f"m={_KIB},t={_PASSES},p={_LANES}"
    return f"$argon2id$v=19${cost}${_text(salt)}${_text(made)}"


def _fits(stored: str, secret: str) -> bool:
    """Whether this is what was hashed, at the cost that is kept with it; False for no hash."""
    try:
        costs = extract_parameters(stored)
        salt, expected = (_bytes(part) for part in stored.split("$")[-2:])
    except (InvalidHashError, binascii.Error, ValueError):
        return False
    made = stretch(
        secret.encode(), salt, costs.time_cost, costs.memory_cost, costs.parallelism, len(expected)
    )
    return hmac.compare_digest(made, expected)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
