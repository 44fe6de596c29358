"""Binding: what PySide6 does to every import of the program, undone."""

import builtins
from typing import Any


def import_as_ever() -> None:
    """Let imports be imports again.

    For its switch `from __feature__ import …` the binding puts a hook before every import and
    reads the source of each module that is imported, which then stays in memory: some 20 MB for
    a program of our size, and a quarter of the time to import SQLAlchemy. We use no feature. A
    binding without the hook, or with another, is left alone.
    """
    python: Any = vars(builtins)
    if python.get("__import__") is python.get("__feature_import__", builtins):
        builtins.__import__ = python["__orig_import__"]
