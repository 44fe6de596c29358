"""PIN hashes: what is stored of a PIN of the staff or of a resident, and whether one is it."""

import hashlib
import hmac

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

# Argon2id m=46 MiB t=1 p=1 over the peppered PIN: safety.md 4.4, ASVS 5.0 11.4.2
_HASHER = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1)
# The hash of nothing that anybody can type: checked where nobody is meant, to take as long
DUMMY = (
    "$argon2id$v=19$m=47104,t=1,p=1$E9GEfEfSmkG5UMOjMiDjGQ"
    "$ATR8/jDYxKlAgad2BhaaoTL0Xcz+szIcMwngdlEmyqM"
)


def hash_pin(pepper: bytes, staff_id: int, pin: str) -> str:
    """What is stored of a staff PIN. Takes about 40 ms, so never on the GUI thread."""
    return _HASHER.hash(_peppered(pepper, staff_id, pin))


def pin_fits(pepper: bytes, staff_id: int, pin: str, stored: str) -> bool:
    """Whether a typed PIN is the stored one. Takes as long as `hash_pin`."""
    try:
        return _HASHER.verify(stored, _peppered(pepper, staff_id, pin))
    except Argon2Error:
        return False


def _peppered(pepper: bytes, staff_id: int, pin: str) -> str:
    return hmac.new(pepper, f"{staff_id}|{pin}".encode(), hashlib.sha256).hexdigest()


def kiosk_key(pepper: bytes, resident_id: int) -> bytes:
    """What peppers one resident's PIN and nobody else's, so that the pepper stays here."""
    return hmac.new(pepper, f"kiosk|{resident_id}".encode(), hashlib.sha256).digest()


def hash_kiosk_pin(key: bytes, pin: str) -> str:
    """What is stored of a resident's PIN. Takes about 40 ms, so never on the GUI thread."""
    return _HASHER.hash(_keyed(key, pin))


def kiosk_pin_fits(key: bytes, pin: str, stored: str) -> bool:
    """Whether a typed PIN is the stored one. Takes as long for a right one, a wrong one and
    DUMMY.
    """
    try:
        return _HASHER.verify(stored, _keyed(key, pin))
    except Argon2Error:
        return False


def _keyed(key: bytes, pin: str) -> str:
    return hmac.new(key, pin.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
