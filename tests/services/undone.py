"""Undone: a drawn life whose steps are undone last first, and after each all is as before it."""

from collections.abc import Callable
from typing import Any, Protocol

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from sobrhouse.problems import Problem

Inverse = tuple[Callable[..., Any], Any]


class Lived(Protocol):
    """What a life tells and does: all that can be seen of it, and a use case."""

    def picture(self) -> Any:
        """All that can be seen."""

    def write(self, use_case: Callable[..., Any], *args: Any) -> Any:
        """Do a use case."""


def undone_last_first(begin: Callable[[], Lived], lives: SearchStrategy[Any], many: int) -> None:
    """Live so many drawn lives; a step is refused in a sentence, or gives its way back."""

    @settings(
        max_examples=many, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(steps=lives)
    def lived(steps: list[tuple[Callable[..., Inverse | None], int, int]]) -> None:
        life, done = begin(), []
        for step, one, other in steps:
            before = life.picture()
            try:
                inverse = step(life, one, other)
            except Problem as refused:
                assert refused.sentence
                continue
            if inverse is not None:
                done.append((inverse, before))
        for (undo, what), before in reversed(done):
            life.write(undo, what)
            assert life.picture() == before, undo

    lived()
