"""The catalogues: every word that people read is gathered, translated and compiled."""

import ast
import re

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from sobrhouse.paths import resource
from sobrhouse.words import LANGUAGES
from tests.source import called, sources

TAKERS = {"_": 1, "N_": 1, "n_": 1, "p_": 2}  # which of its words is the message's first form
OTHERS = sorted(set(LANGUAGES) - {"en"})
FILLED_IN = re.compile(r"\{(\w*)[^}]*\}")


def catalogue(language: str, kind: str) -> Catalog:
    """A committed catalogue, as it is written (po) or as it is read by the program (mo)."""
    path = resource("translations") / language / "LC_MESSAGES" / f"sobrhouse.{kind}"
    with path.open("rb") as file:
        return read_po(file, locale=language) if kind == "po" else read_mo(file)


def gathered() -> dict[tuple[str | None, str], str]:
    """Every message of the code with its context, and a file that says it."""
    found: dict[tuple[str | None, str], str] = {}
    for source in sources("sobrhouse", "ui"):
        for call in source.nodes(ast.Call):
            taker = called(call).rpartition(".")[2]
            said = [getattr(word, "value", None) for word in call.args[: TAKERS.get(taker, 0)]]
            if said and all(isinstance(word, str) for word in said):
                found[said[0] if taker == "p_" else None, said[-1]] = source.name
    return found


def test_no_word_is_hidden_in_an_f_string_where_it_is_not_gathered():
    assert not [
        source.at(node, "a word inside an f-string")
        for source in sources("sobrhouse", "ui")
        for text in source.nodes(ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "n_", "p_"} and isinstance(node.args[0], ast.Constant)
    ]  # fmt: skip


def words(message) -> list[str]:
    """A message's forms or its translations, in a list."""
    return [message] if isinstance(message, str) else list(message)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_the_code_is_in_the_catalogue(language):
    known = {(m.context, words(m.id)[0]) for m in catalogue(language, "po") if m.id}
    assert not [f"{path}: {key[1]}" for key, path in gathered().items() if key not in known]


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_translated_and_none_by_guess(language):
    assert not [
        m.id
        for m in catalogue(language, "po")
        if m.id and (m.fuzzy or not all(words(m.string)))
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_the_same_things(language):
    """What one form leaves out ("one resident" has no number) the other may say."""

    def places(forms: list[str]) -> set[str]:
        return {place for form in forms for place in FILLED_IN.findall(form)}

    assert not [
        m.id
        for m in catalogue(language, "po")
        if m.id and places(words(m.id)) != places(words(m.string))
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalogue_is_the_written_one(language):
    def context(message: Message) -> str | None:
        """Babel gives the context of a compiled message as bytes."""
        said = message.context
        return said.decode() if isinstance(said, bytes) else said

    def pairs(kind: str) -> dict[tuple[str | None, str], list[str]]:
        messages = [m for m in catalogue(language, kind) if m.id and any(m.string)]
        return {(context(m), words(m.id)[0]): words(m.string) for m in messages}

    assert pairs("mo") == pairs("po")
