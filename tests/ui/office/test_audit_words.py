"""Whatever is written down is called by words in the log, in both languages."""

import ast

import pytest

from sobrhouse.words import speak
from tests.source import called, sources
from ui.office.settings.audit_words import action_words

BY_HAND = {"clock.jumped", "database.salvaged", "keys.rotated", "restore.tested", "trade.declined",
           "trade.withdrawn"}  # fmt: skip


def recorded() -> set[str]:
    """What use cases write down, as it stands in the code."""
    found = set(BY_HAND)
    for source in sources("sobrhouse"):
        for node in source.nodes(ast.Call):
            if called(node).endswith(".record") and node.args:
                first = node.args[0]
                said = first.value if isinstance(first, ast.Constant) else ""
                found |= {said} if isinstance(said, str) and "." in said else set()
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_action_has_words(language: str) -> None:
    speak(language)
    found = recorded()
    assert len(found) > 250
    assert sorted(action for action in found if action_words(action) == action) == []
