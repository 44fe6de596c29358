"""Sealing: keys derived from the data key, and secrets that lie wrapped under it."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sobrhouse.problems import Damaged
from sobrhouse.words import _

KEY_BYTES = 32
NONCE_BYTES = 12


def derive(dek: bytes, label: str) -> bytes:
    """A 256-bit key of its own for `label`: HMAC-SHA256(dek, label)."""
    return hmac.digest(dek, label.encode(), "sha256")


def database_key(dek: bytes) -> bytes:
    """The raw key that SQLCipher is given."""
    return derive(dek, "sobrhouse database 1")


def seal(dek: bytes, name: str, secret: bytes) -> bytes:
    """`secret` wrapped under the data key and bound to its name, for the table `secret`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(derive(dek, "sobrhouse secrets 1")).encrypt(nonce, secret, name.encode())


def unseal(dek: bytes, name: str, sealed: bytes) -> bytes:
    """What `seal` wrapped; Damaged where it was changed or belongs to another name or key."""
    key = AESGCM(derive(dek, "sobrhouse secrets 1"))
    try:
        return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise Damaged(
            _("A key inside the database was changed. Nothing was touched. Restore a backup."),
            details=f"secret {name!r} does not open",
        ) from error
