"""Hardening: what the process does so that its memory, with keys in it, is not written anywhere."""

import contextlib
import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_SEM_FAILCRITICALERRORS = 0x0001
_SEM_NOGPFAULTERRORBOX = 0x0002


def harden() -> None:
    """No core dumps, no other program reading our memory or files; never stops the start."""
    with contextlib.suppress(Exception):
        if sys.platform == "win32":
            _harden_windows()
        else:
            _harden_unix()


def _harden_windows() -> None:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name is missing on other systems
    kernel.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
    kernel.SetDllDirectoryW("")  # do not load libraries from the current folder


def _harden_unix() -> None:
    import resource  # not there on Windows, so not at the top

    os.umask(0o077)  # what we write is this user's alone

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    library = ctypes.CDLL(None)
    if sys.platform.startswith("linux"):
        library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        library.ptrace(_PT_DENY_ATTACH, 0, None, 0)
