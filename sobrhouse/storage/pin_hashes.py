"""PIN hashes: what is stored of a staff PIN, and whether a typed one is it."""

import hashlib
import hmac

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

# Argon2id m=46 MiB t=1 p=1 over the peppered PIN: safety.md 4.4, ASVS 5.0 11.4.2
_HASHER = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1)


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
