"""The commands' tests unlock copies of one database over and over: its key is stretched once."""

from collections.abc import Iterator
from functools import cache

import pytest

from sobrhouse.storage import slots


@pytest.fixture(scope="session")
def stretched() -> Iterator[None]:
    """The same passphrase, salt and costs give the same key, which takes time and 64 MiB."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "stretch", cache(slots.stretch))
        yield


@pytest.fixture(autouse=True)
def _stretched_once(stretched: None) -> None:
    """For every command's test."""
