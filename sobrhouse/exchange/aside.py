"""A file that must not be there before something else is: written aside, then put in its place."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from sobrhouse.problems import DiskFault, DiskFull, Problem, ReadOnly
from sobrhouse.words import _

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_aside(content: bytes, path: Path) -> Path:
    """Write it beside `path` under a name of its own, whole and on the disk; gives that name.
    Raises DiskFull, DiskFault or ReadOnly, and then leaves nothing.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)  # of a time before; a link there would lead elsewhere
        with part.open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        drop_aside(part)
        raise _cannot(error) from error
    return part


def write_after(content: bytes, path: Path, record: Callable[[], object]) -> None:
    """Write the file under its name once `record` has kept that it is written; where that raises,
    or the place takes no file, nothing of the new one is left, and an older one stays.
    """
    part = write_aside(content, path)
    try:
        record()
    except BaseException:
        drop_aside(part)
        raise
    put_in_place(part, path)


def put_in_place(part: Path, path: Path) -> Path:
    """Give it its own name; an older file of that name stays until then. Raises ReadOnly, and then
    leaves nothing of the new one.
    """
    try:
        part.replace(path)
    except OSError as error:
        drop_aside(part)
        raise _cannot(error) from error
    return path


def drop_aside(part: Path) -> None:
    """Take away what was written aside."""
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the disk is gone, and the part with it
        return


def _cannot(error: OSError) -> Problem:
    if error.errno in _NO_ROOM:
        return DiskFull(
            _("There is no room for the file on that disk. Nothing was saved. "
              "Choose another place."),
            details=str(error),
        )
    if error.errno == errno.EIO:
        return DiskFault(
            _("That disk reported a fault, so the file is not saved. Choose another disk."),
            details=str(error),
        )
    return ReadOnly(
        _("The file cannot be saved there. Choose another folder."), details=str(error)
    )
