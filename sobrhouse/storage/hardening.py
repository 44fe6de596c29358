"""Hardening: what the process does so that its memory, with keys in it, is not written anywhere;
and what a child process that reads a file from outside may have.
"""

import contextlib
import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_SEM_FAILCRITICALERRORS = 0x0001
_SEM_NOGPFAULTERRORBOX = 0x0002
_JOB_PROCESS_TIME = 0x0002
_JOB_ACTIVE_PROCESS = 0x0008
_JOB_PROCESS_MEMORY = 0x0100
_JOB_EXTENDED_LIMITS = 9


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


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may have: bytes beyond those that it begins with, and seconds of a processor."""

    memory: int
    cpu_seconds: int


def confine(limits: Limits) -> None:
    """Bound this process for good: memory, time, no file written, no program started, no core
    left. Where a system knows one of these not, the others stand.
    """
    if sys.platform == "win32":
        with contextlib.suppress(Exception):
            _confine_windows(limits)
        return
    import resource  # not there on Windows, so not at the top

    memory = _memory_now() + limits.memory
    bounds = {"AS": memory, "CPU": limits.cpu_seconds, "CORE": 0, "FSIZE": 0, "NPROC": 0}
    for name, most in bounds.items():
        with contextlib.suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def _memory_now() -> int:
    """The bytes of address space that this process has; a guess where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 512 * 1024 * 1024
    return pages * os.sysconf("SC_PAGE_SIZE")


def _confine_windows(limits: Limits) -> None:
    """Put ourselves into a job with limits, which nothing leaves again."""
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    bounds = _JobLimits()
    bounds.per_process_time = limits.cpu_seconds * 10_000_000  # in 100 ns
    bounds.flags = _JOB_PROCESS_TIME | _JOB_ACTIVE_PROCESS | _JOB_PROCESS_MEMORY
    bounds.active_processes = 1
    bounds.process_memory = limits.memory + 96 * 1024 * 1024  # Python itself and what it loads
    kernel.SetInformationJobObject(
        job, _JOB_EXTENDED_LIMITS, ctypes.byref(bounds), ctypes.sizeof(bounds)
    )
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


class _JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of the Windows API."""

    _fields_ = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )
