"""Looking: the first look at a database, before anybody has shown who they are."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sobrhouse.storage.outside.picked import ordinary_bytes
from ui.app.arguments import Arguments

if TYPE_CHECKING:
    from ui.app.vault import Key, Standing, Vault

_LARGEST = 1024 * 1024  # bytes of a key file


@dataclass(frozen=True, slots=True)
class Found:
    """What the first look at the database gave."""

    vault: Vault
    standing: Standing
    key: Key | None = None
    unlock_ms: float = 0.0


def is_practice(target: Path | str) -> bool:
    """Whether nobody will be asked for a passphrase; read off the key file, without its library."""
    if isinstance(target, str):
        return False
    try:
        said = ordinary_bytes(target.with_suffix(".keys"), _LARGEST)
    except (OSError, ValueError):
        return False
    return said is not None and b'"practice": true' in said


def is_new(target: Path | str) -> bool:
    """Whether there is nothing yet, so that the first steps will follow."""
    return isinstance(target, Path) and not target.exists()


def look(arguments: Arguments, key_first: bool) -> Found:
    """What stands there; with `key_first` also the practice house's key, timed apart."""
    from ui.app.vault import Vault

    vault = Vault(arguments.target, arguments.folders.data)
    standing = vault.look()
    if not (key_first and standing.practice):
        return Found(vault, standing)
    began = time.perf_counter()
    key = vault.practice_key()
    return Found(vault, standing, key, (time.perf_counter() - began) * 1000)
