"""Words: the one catalogue of all that people read, on screen and on paper, in two languages."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from sobrhouse.paths import resource

LANGUAGES = {"en": "English", "es": "Español"}

_current = "en"
_for_now: ContextVar[str] = ContextVar("language", default="")  # of one paper, in one thread


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("sobrhouse", resource("translations"), [language], fallback=True)


def speak(language: str) -> None:
    """Use `language` ("en" or "es") from now on; an unknown one means English."""
    global _current  # one process speaks one language to its person at a time
    _current = language if language in LANGUAGES else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` within, in this thread alone: a paper is made in another language than the
    screens have. Without one, or with one that we do not speak, nothing changes.
    """
    before = _for_now.set(language if language in LANGUAGES else _for_now.get())
    try:
        yield
    finally:
        _for_now.reset(before)


def language() -> str:
    """The language spoken now, as a two-letter code."""
    return _for_now.get() or _current


def _(message: str) -> str:
    """The message in the language spoken now."""
    return _catalogue(language()).gettext(message) if message else ""


def n_(one: str, many: str, n: int) -> str:
    """The form for `n` things, with {n} still to be filled in by the caller."""
    return _catalogue(language()).ngettext(one, many, n)


def p_(context: str, message: str) -> str:
    """The message where one English word needs two in another language."""
    return _catalogue(language()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the usual name of gettext's marker
    """Mark a message for the catalogue that is translated later, where it is shown."""
    return message


def in_all_languages(message: str) -> tuple[str, ...]:
    """The message in every language that we speak: people search by either."""
    return tuple(_catalogue(language).gettext(message) for language in LANGUAGES)
