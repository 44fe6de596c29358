"""Slots: one wrapping of the data key each, by a passphrase or by the recovery code."""

import base64
import binascii
import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sobrhouse.problems import Damaged, KeysDamaged, Problem
from sobrhouse.storage.keys.sealing import KEY_BYTES, NONCE_BYTES
from sobrhouse.words import _

SALT_BYTES = 16
TAG_BYTES = 16
PATIENCE_SECONDS = 2.0
STAFF = "staff"
RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Costs:
    """What one guess costs under Argon2id: memory in KiB, passes, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def bearable(self) -> bool:
        """Not below the floor (or a guess is cheap), and not so high that it only hangs the PC."""
        return (
            FLOOR.memory_kib <= self.memory_kib <= 1024 * 1024
            and FLOOR.passes <= self.passes <= 16
            and FLOOR.lanes <= self.lanes <= 64
        )


FULL = Costs(256 * 1024, 3, 4)
FLOOR = Costs(64 * 1024, 3, 4)  # RFC 9106's second choice


def damaged(details: str) -> Damaged:
    """The one sentence for a key file that is not what was written."""
    return KeysDamaged(
        _("The key file is damaged or was changed. Nothing was touched. "
          "Put back the key file that stands beside your newest backup."),
        details=details,
    )


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapping of the data key; all of it may lie in the open."""

    slot_id: str
    kind: str
    label: str
    costs: Costs
    salt: bytes
    nonce: bytes
    sealed: bytes

    def bound_to(self, header: Mapping[str, object]) -> bytes:
        """What the wrapping is sealed to: file, place and costs.

        The label is left out: a staff member may take another name while locked out of nothing.
        """
        costs = self.costs
        bound = {
            **header, "slot": self.slot_id, "kind": self.kind,
            "argon2id": [ARGON2_VERSION, costs.memory_kib, costs.passes, costs.lanes],
            "salt": _letters(self.salt),
        }
        return json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()

    def to_json(self) -> dict[str, object]:
        """The slot as the key file holds it."""
        costs = self.costs
        return {
            "id": self.slot_id, "kind": self.kind, "label": self.label,
            "kdf": {
                "name": "argon2id", "version": ARGON2_VERSION, "memory_kib": costs.memory_kib,
                "passes": costs.passes, "lanes": costs.lanes,
            },
            "salt": _letters(self.salt), "nonce": _letters(self.nonce),
            "sealed": _letters(self.sealed),
        }


def _letters(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(entry: Mapping[str, Any], name: str, length: int) -> bytes:
    data = base64.b64decode(entry[name], validate=True)
    if len(data) != length:
        raise ValueError(name)
    return data


def slot_from_json(entry: Mapping[str, Any]) -> Slot:
    """The slot that `to_json` wrote; Damaged where it is not one, or costs less than the floor."""
    try:
        kdf = entry["kdf"]
        costs = Costs(int(kdf["memory_kib"]), int(kdf["passes"]), int(kdf["lanes"]))
        slot = Slot(
            str(entry["id"]), str(entry["kind"]), str(entry["label"]), costs,
            _bytes(entry, "salt", SALT_BYTES), _bytes(entry, "nonce", NONCE_BYTES),
            _bytes(entry, "sealed", KEY_BYTES + TAG_BYTES),
        )
        known = kdf["name"] == "argon2id" and kdf["version"] == ARGON2_VERSION
    except (KeyError, TypeError, ValueError, OverflowError, binascii.Error) as error:
        raise damaged(f"slot cannot be read: {type(error).__name__}") from error
    if not known or slot.kind not in (STAFF, RECOVERY):
        raise damaged("slot of an unknown kind")
    if not costs.bearable():
        raise damaged("slot with costs below the floor or beyond reason")
    return slot


def stretch(secret: bytes, salt: bytes, costs: Costs) -> bytes:
    """The wrapping key of a secret; takes the time and memory that `costs` say."""
    try:
        return hash_secret_raw(
            secret, salt, time_cost=costs.passes, memory_cost=costs.memory_kib,
            parallelism=costs.lanes, hash_len=KEY_BYTES, type=Type.ID,
        )
    except (HashingError, MemoryError) as error:
        raise Problem(
            _("This computer has too little memory free to open the key. "
              "Close other programs, then try again."),
            details=str(error),
        ) from error


def stretch_new(secret: bytes, salt: bytes, costs: Costs | None) -> tuple[bytes, Costs]:
    """The wrapping key for a new slot, and its costs: the floor where the PC is small or slow."""
    if costs is not None:
        if not costs.bearable():
            raise ValueError("costs below the floor")
        return stretch(secret, salt, costs), costs
    begun = time.perf_counter()
    try:
        key = stretch(secret, salt, FULL)
    except Problem:
        return stretch(secret, salt, FLOOR), FLOOR
    if time.perf_counter() - begun > PATIENCE_SECONDS:
        return stretch(secret, salt, FLOOR), FLOOR
    return key, FULL


def make_slot(
    header: Mapping[str, object], kind: str, label: str, secret: bytes, dek: bytes,
    costs: Costs | None = None, slot_id: str | None = None,
) -> Slot:
    """The data key wrapped anew under `secret`."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key, used = stretch_new(secret, salt, costs)
    slot = Slot(slot_id or os.urandom(8).hex(), kind, label, used, salt, nonce, b"")
    return replace(slot, sealed=AESGCM(key).encrypt(nonce, dek, slot.bound_to(header)))


def open_slot(header: Mapping[str, object], slot: Slot, secret: bytes) -> bytes | None:
    """The data key, or None where the secret is not this slot's."""
    key = stretch(secret, slot.salt, slot.costs)
    try:
        return AESGCM(key).decrypt(slot.nonce, slot.sealed, slot.bound_to(header))
    except InvalidTag:
        return None


def fingerprint(entries: object) -> str:
    """A sum over the whole key file, so that an accident is told from a wrong passphrase."""
    text = json.dumps(entries, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
