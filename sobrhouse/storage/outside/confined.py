"""Confined: what reads a file from outside runs in a child process that can hurt nothing but
itself.

The child has little memory, little time, no key and no file to write to. What it answers comes back
as JSON, never as a pickle: a child that a file has taken over cannot make us run anything.
"""

import base64
import gc
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

from sobrhouse.problems import Problem
from sobrhouse.storage.hardening import Limits, confine
from sobrhouse.words import language, speaking

LIMITS = Limits(memory=224 * 1024 * 1024, cpu_seconds=8)
WAIT_SECONDS = 30
LONGEST_ANSWER = 64 * 1024 * 1024
_TOO_MUCH = b'["memory", ""]'
_KIND, _VALUE = "#", "v"


@dataclass(frozen=True, slots=True)
class Refusals:
    """What is said of a file that broke its reader, and of one that needs more than it may have."""

    broken: str
    too_large: str
    field: str | None = None


def confined(
    read: Callable[..., Any], *given: Any, made: Iterable[type], refused: Refusals
) -> Any:
    """What `read(*given)` gives, run in a child process. `read` is a function of a module and gives
    text, numbers, bytes, days, lists and the dataclasses in `made`; lists come back as tuples.

    Raises the Problem that `read` raised, or one of `refused`. Takes a fifth of a second at least:
    to be called on the slow lane.
    """
    if getattr(sys, "frozen", False):  # the bundle's main file is in an archive, in no folder
        multiprocessing.process.ORIGINAL_DIR = None  # type: ignore[attr-defined]
    kinds = {kind.__name__: kind for kind in made}
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=_child, args=(theirs, language(), read, given), daemon=True
    )
    try:
        child.start()
        theirs.close()
        answer = ours.recv_bytes(LONGEST_ANSWER) if ours.poll(WAIT_SECONDS) else _TOO_MUCH
        word, found = json.loads(answer, object_hook=lambda entry: _back(entry, kinds))
    except (EOFError, OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        sentence = refused.too_large if _met_its_limits(child) else refused.broken
        raise Problem(sentence, field=refused.field, details=type(error).__name__) from error
    finally:
        theirs.close()
        ours.close()
        _end(child)
    return _found(word, found, refused)


def _met_its_limits(child: Any) -> bool:
    """Whether a child that said nothing was stopped for want of memory or time."""
    if child.pid is None:
        return False
    child.join(1)
    stops = ("SIGXCPU", "SIGKILL", "SIGABRT")  # an abort is how native code ends without memory
    return child.exitcode in {-getattr(signal, name, 0) for name in stops} - {0}


def _end(child: Any) -> None:
    if child.pid is not None:  # it was started
        child.kill()
        child.join()
        child.close()


def _found(word: str, found: Any, refused: Refusals) -> Any:
    if word == "found":
        return _as_tuple(found)
    if word == "problem":
        raise Problem(str(found[0]), field=refused.field or found[1], details=str(found[2]))
    sentence = refused.too_large if word == "memory" else refused.broken
    raise Problem(sentence, field=refused.field, details=str(found))


def _child(answer: Connection, spoken: str, read: Callable[..., Any], given: Any) -> None:
    """The child: limit ourselves, read, and answer; whatever goes wrong is told without its words,
    which could be the file's.
    """
    gc.disable()  # it lives for one file, and a search for garbage costs more than reading it
    _say_nothing()
    confine(LIMITS)
    try:
        with speaking(spoken):
            told = json.dumps(["found", read(*given)], default=_out).encode()
    except Problem as problem:
        told = json.dumps(["problem", [problem.sentence, problem.field, problem.details]]).encode()
    except MemoryError:
        told = _TOO_MUCH
    except BaseException as error:  # a panic of native code is no Exception
        told = json.dumps(["broken", type(error).__name__]).encode()
    answer.send_bytes(told)


def _say_nothing() -> None:
    """What native code says of a file when it breaks is not for a terminal or a log."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _out(value: Any) -> dict[str, Any]:
    """What JSON does not know, in words that it does."""
    if isinstance(value, bytes):
        return {_KIND: "bytes", _VALUE: base64.b64encode(value).decode("ascii")}
    if isinstance(value, date):
        return {_KIND: "date", _VALUE: value.isoformat()}
    kept = [getattr(value, field.name) for field in fields(value)]
    return {_KIND: type(value).__name__, _VALUE: kept}


def _back(entry: dict[str, Any], kinds: dict[str, type]) -> Any:
    """The same, back again; ValueError, KeyError or TypeError for what `_out` never said."""
    kind, value = entry[_KIND], entry[_VALUE]
    if kind == "bytes":
        return base64.b64decode(value, validate=True)
    if kind == "date":
        return date.fromisoformat(value)
    return kinds[kind](*map(_as_tuple, value))


def _as_tuple(value: Any) -> Any:
    return tuple(_as_tuple(one) for one in value) if isinstance(value, list) else value
