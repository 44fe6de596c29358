"""Help in words: "4 rides, 2 meals"; how often, never who (features.md N4)."""

from collections.abc import Iterable

from sobrhouse.words import n_


def helped_words(counted: Iterable[tuple[str, int]]) -> str:
    """Kinds of help with how often each was, one after the other; "" where there was none."""
    return ", ".join(help_count(kind, times) for kind, times in counted if times)


def help_count(kind: str, times: int) -> str:
    """One kind of help, one of HELP_WORDS, and how often: "1 ride", "3 meals"."""
    said = {
        "ride": n_("{n} ride", "{n} rides", times),
        "listening": n_("{n} time listening", "{n} times listening", times),
        "job": n_("{n} job lead", "{n} job leads", times),
        "meal": n_("{n} meal", "{n} meals", times),
        "step": n_("{n} time step work", "{n} times step work", times),
        "childcare": n_("{n} time child care", "{n} times child care", times),
        "moving": n_("{n} time moving", "{n} times moving", times),
        "other": n_("{n} time another way", "{n} times another way", times),
    }[kind]
    return said.format(n=times)
