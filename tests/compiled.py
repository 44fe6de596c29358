"""Compiled: SQL text that is made once in a process, not again for each of its stores."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from sobrhouse.storage import dialects

STATEMENTS = 10_000  # more than the whole program has; by itself SQLAlchemy keeps 500


@contextmanager
def compiled_once() -> Iterator[None]:
    """All engines of a kind use the dialect and the cache of statements of the first that connects.

    SQLAlchemy keeps what it compiled with the engine. The program has one store all day long; a
    test has a new one, and spent most of its time on compiling the same statements again.
    """
    plain = dialects.create_engine
    firsts: dict[str, Engine] = {}

    def sharing(*args: Any, **options: Any) -> Engine:
        engine = plain(*args, query_cache_size=STATEMENTS, **options)
        first = firsts.get(engine.dialect.name)
        if first is not None:
            engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        else:  # a dialect knows its database once it has met it
            event.listen(
                engine, "engine_connect", lambda _c: firsts.setdefault(engine.dialect.name, engine)
            )
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialects, "create_engine", sharing)
        yield
