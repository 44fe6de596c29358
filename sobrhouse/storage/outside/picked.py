"""Picked: the bytes of a file that somebody chose, dropped or put on a stick, and no more of them
than we mean to hold.

A name may lead anywhere: to a folder, to a pipe on which one waits for ever, to a device that never
ends. Only an ordinary file is read.
"""

import os
import re
import stat
import sys
from pathlib import Path

from sobrhouse.problems import NotFound, Problem
from sobrhouse.words import _

_DEVICE = re.compile(
    r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)[ .]*([.:].*)?", re.IGNORECASE
)


def names_device(name: str) -> bool:
    """Whether Windows takes a file's name for a device, whatever ending it has."""
    return _DEVICE.fullmatch(name.strip()) is not None


def read_picked(path: Path, most: int, too_large: str) -> bytes:
    """The bytes of an ordinary file of `most` bytes or fewer. NotFound where there is none, a
    Problem that says `too_large`, or one that says that it is no file to read.
    """
    name = path.name.encode("utf-8", "replace").decode()
    try:
        content = ordinary_bytes(path, most)
    except FileNotFoundError as error:
        raise NotFound(_("There is no file {name}.").format(name=name)) from error
    except (OSError, ValueError) as error:  # a NUL in the name is a ValueError
        raise Problem(
            _("The file {name} cannot be opened.").format(name=name), details=str(error)
        ) from error
    if content is None:
        raise Problem(_("{name} is not an ordinary file. Choose another one.").format(name=name))
    if len(content) > most:
        raise Problem(too_large)
    return content


def ordinary_bytes(path: Path, most: int) -> bytes | None:
    """The first `most` bytes of a file and one more where it has more; None where it is no ordinary
    file. Raises OSError where it cannot be opened, and is never waited for.
    """
    if sys.platform == "win32" and names_device(path.name):
        return None
    if path.is_dir():  # Windows opens none, and says only that it may not
        return None
    # A pipe would be waited for without O_NONBLOCK; of an ordinary file it changes nothing.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_NOCTTY", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(most + 1)
