"""Hardening: a process that holds keys leaves no core dump and lets nobody read its memory."""

import subprocess
import sys

import pytest

WATCHED = """
import ctypes, resource
from sobrhouse.storage.hardening import harden
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
harden()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_a_hardened_process_is_not_dumped():
    told = subprocess.run(
        [sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "1 0 (0, 0)"
