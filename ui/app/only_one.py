"""Only one: an office and a kiosk at most, for one user and one database."""

import os
import sys

from PySide6.QtCore import QLockFile

from ui.app.arguments import Arguments


def only_one(arguments: Arguments) -> QLockFile | None:
    """Try to be the only window of its kind of this user on this database; a folder that cannot be
    written is told later.
    """
    user = str(os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "user"))
    path = arguments.lock_file(user)
    if not path.parent.is_dir():
        return None
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    lock.tryLock(0)
    return lock
