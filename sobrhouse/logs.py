"""Logs: what went wrong, for whoever looks after the program. No name, no record and no typed word
gets into one: a value is never written, only what kind of value it was.
"""

import builtins
import keyword
import logging
import os
import platform
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from sobrhouse import __version__

LARGEST, KEPT = 256 * 1024, 2  # bytes of one file, and how many older ones stay
_OURS = "sobrhouse"
_ROOT = Path(__file__).resolve().parents[1]
_HOME = re.compile(r"site-packages|python3\.\d+|Lib")  # in a folder like this lie libraries
_MOST_CAUSES, _MOST_FRAMES = 5, 40

# Of these the message is about the program; that of any other may quote what somebody typed.
_SLIPS = (
    TypeError, AttributeError, NameError, UnboundLocalError, ImportError, ModuleNotFoundError,
    AssertionError, RecursionError, RuntimeError,
)  # fmt: skip
# The words in which Python and Qt's binding speak of a slip. A word that stands neither here nor
# in the code that failed is not written: it may be a name.
_WORDS = """
    a abstract access already an and are argument arguments as assigned associated at attribute
    be been between but call called can cannot changed class code could count delete deleted
    dictionary did does during exceeded expected failed for format from function generator given
    got has have imported in index indices initialize instance instances integer integers
    internal invalid is isn't item items iterable iteration iterator keyword keywords leading
    length like loop map match maximum mean method missing module most multiple must name named
    no non not number object objects of only operand operands or out positional power raised
    real recursion reentrant referenced required requires returned running self sequence set
    signature signatures size slice started string subscriptable support supported takes than
    the thread time to too tuple type types unexpected unhashable unpack unsupported use used
    using value values variable was were when where while with without wrong
"""
_SPOKEN = frozenset(_WORDS.split()) | frozenset(keyword.kwlist) | frozenset(dir(builtins))
_QT = re.compile(r"(?:PySide6|Shiboken|Qt?[A-Z][A-Za-z]*)")


class Details(str):
    """Text that is known to hold no value of anybody's."""

    __slots__ = ()


def describe(problem: BaseException) -> Details:
    """Kind, place and cause of a failure, without any value."""
    parts = [
        f"{type(each).__module__}.{type(each).__qualname__}{_said(each)}\n" + "".join(_places(each))
        for each in _causes(problem)
    ]
    machine = f"sobrhouse {__version__}, Python {platform.python_version()}, {platform.system()}"
    return Details(machine + "\n\n" + "\nwhich came from\n".join(parts))


def without_folders(text: str) -> Details:
    """The same, with the files of a fault named from the program's folder on: where it lies may
    hold the name of who uses this computer.
    """
    return Details(re.sub(r'File "([^"\n]*)"', lambda m: f'File "{_short(m[1])}"', text))


def _causes(problem: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = problem
    told: set[int] = set()
    while cause is not None and id(cause) not in told and len(told) < _MOST_CAUSES:
        told.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _places(problem: BaseException) -> list[str]:
    """The frames, by file, line and function; the text of the line is not needed."""
    frames = list(traceback.walk_tb(problem.__traceback__))[-_MOST_FRAMES:]
    return [
        f"  {_short(frame.f_code.co_filename)}:{number} in {frame.f_code.co_name}\n"
        for frame, number in frames
    ]


def _short(name: str) -> str:
    """A file's name from the program's or the library's folder on."""
    path = Path(name.replace("\\", "/"))
    parts = path.parts
    if homes := [at for at, part in enumerate(parts) if _HOME.fullmatch(part)]:
        return "/".join(parts[homes[-1] + 1 :])
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(parts if parts[:1] in (("ui",), (_OURS,)) else parts[-1:])


def _said(problem: BaseException) -> str:
    """What a slip of the program says, word by word as far as the code itself knows the words."""
    if type(problem) not in _SLIPS:
        return ""
    known = _SPOKEN | frozenset(_names_in(problem.__traceback__)) | _named(problem)
    words = re.sub(r"\w+(?:'\w+)?", lambda m: m[0] if _is_known(m[0], known) else "…", str(problem))
    return f": {re.sub('…(?:[ .-]*…)+', '…', words)}" if words else ""


def _is_known(word: str, known: frozenset[str]) -> bool:
    return word in known or (word.isdigit() and len(word) == 1) or bool(_QT.fullmatch(word))


def _names_in(trace: TracebackType | None) -> Iterator[str]:
    for frame, _number in traceback.walk_tb(trace):
        code = frame.f_code
        yield from (code.co_name, *code.co_names, *code.co_varnames)


def _named(problem: BaseException) -> frozenset[str]:
    """The kind of thing that lacked an attribute."""
    thing = getattr(problem, "obj", None)
    return frozenset() if thing is None else frozenset({type(thing).__name__})


class PlainFormatter(logging.Formatter):
    """When, how bad, who says so, and the sentence as it stands in the code: what would be filled
    in is told by its kind. A library's sentences may be filled in already, so of those only the
    place is told.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        lines = [f"{at:%Y-%m-%d %H:%M:%S}Z {record.levelname} {record.name}: {_sentence(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines.append(describe(record.exc_info[1]))
        return "\n".join(lines)


def _sentence(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] != _OURS:
        return f"{record.module}:{record.lineno}"
    given = record.args if isinstance(record.args, tuple) else (record.args,)
    told = iter([_kind(value) for value in given] if record.args else ())
    return re.sub(r"%[-#0 +]*\d*(?:\.\d+)?[sdrxf]", lambda m: next(told, m[0]), str(record.msg))


def _kind(value: object) -> str:
    if isinstance(value, Details | bool | float) or type(value) is int:
        return str(value)
    return f"<{type(value).__name__}>"


class _OwnFile(RotatingFileHandler):
    """A file that only its owner may read, from its first byte on."""

    def _open(self) -> IO[str]:  # type: ignore[override]  # the stub names the class behind
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace")


def begin(folder: Path, name: str) -> logging.Handler | None:
    """Write to `name`.log in the folder from now on; None where it cannot be written, for no log is
    worth a program that does not start.
    """
    logging.raiseExceptions = False  # a full disk is told by whoever saves, not by the log
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = _OwnFile(str(folder / f"{name}.log"), maxBytes=LARGEST, backupCount=KEPT)
    except OSError:
        return None
    file.setFormatter(PlainFormatter())
    file.setLevel(logging.INFO)
    logging.getLogger().addHandler(file)
    logging.getLogger(_OURS).setLevel(logging.INFO)
    logging.getLogger(f"{_OURS}.start").info("begun, version %s", Details(__version__))
    return file


def end(file: logging.Handler | None) -> None:
    """Write no more."""
    if file is not None:
        logging.getLogger(f"{_OURS}.start").info("ended")
        logging.getLogger().removeHandler(file)
        file.close()
