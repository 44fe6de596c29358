"""Boots: which start of the computer this is, so that its running clock can be compared."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

_WINDOWS = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"


@cache
def boot_id() -> str:
    """What tells one start of the computer from another; of this program alone where the system
    does not say.
    """
    said = ""
    with suppress(OSError, subprocess.SubprocessError, ImportError):
        said = _said()
    return said or f"process-{os.getpid()}-{time.time_ns()}"


def _said() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS) as key:
            return f"boot-{winreg.QueryValueEx(key, 'BootId')[0]}"
    if sys.platform == "darwin":
        asked = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
