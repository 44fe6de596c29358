"""Handover: the office starts the kiosk's process and gives it the key on standard input alone,
never in arguments or environment (safety.md 4.3).
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sobrhouse.problems import Problem
from sobrhouse.words import _

OPEN = "open"  # the child's first line, once its window stands
WAIT_S = 30.0
_LONGEST = 4096  # characters of one line


@dataclass(frozen=True, slots=True, repr=False)
class Packet:
    """What the kiosk is given: the data key, which house, who opened it, what time it is."""

    dek: bytes
    house_id: int
    staff_id: int
    now: datetime

    def line(self) -> str:
        """One line of text, read by `read_packet`."""
        return json.dumps(
            {
                "key": self.dek.hex(),
                "house": self.house_id,
                "staff": self.staff_id,
                "now": self.now.isoformat(),
            }
        )


def read_packet(source: IO[str]) -> Packet:
    """The packet that stands on the next line; a Problem when it is none."""
    try:
        told = json.loads(source.readline(_LONGEST))
        packet = Packet(
            bytes.fromhex(told["key"]),
            int(told["house"]),
            int(told["staff"]),
            datetime.fromisoformat(told["now"]),
        )
    except (ValueError, KeyError, TypeError, OSError):
        raise Problem(cannot_open()) from None  # the cause would quote the key
    if len(packet.dek) != 32 or packet.now.tzinfo is None:
        raise Problem(cannot_open())
    return packet


def cannot_open() -> str:
    """The one plain sentence."""
    return _("The kiosk could not be opened. The office stays as it is. Try again in a moment.")


def command(target: Path | str, data: Path) -> list[str]:
    """How the kiosk's process is started; everything in it may be read by everybody."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
    return [*program, "--kiosk", "--handed", "--db", str(target), "--data", str(data)]


def hand_over(
    words: Sequence[str], packet: Packet, wait_s: float = WAIT_S
) -> "subprocess.Popen[str]":
    """Start the kiosk, give it the key, and wait until its window stands; a Problem when it does
    not. Takes seconds: for the slow lane.

    The child lives on when the office ends.
    """
    try:
        child = subprocess.Popen(
            list(words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            cwd=None if getattr(sys, "frozen", False) else _root(),
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise Problem(cannot_open(), details=type(error).__name__) from None
    said = _first_line(child, packet, wait_s)
    if said != OPEN:
        end(child)
        raise Problem(said or cannot_open())
    return child


def _first_line(child: "subprocess.Popen[str]", packet: Packet, wait_s: float) -> str:
    """What the child says first: that it is open, or the sentence why not, or nothing in time."""
    heard: list[str] = []

    def talk() -> None:
        assert child.stdin is not None and child.stdout is not None
        try:
            child.stdin.write(packet.line() + "\n")
            child.stdin.close()
            heard.append(child.stdout.readline(_LONGEST).strip())
        except OSError:
            heard.append("")

    thread = threading.Thread(target=talk, name="sobrhouse handover", daemon=True)
    thread.start()
    thread.join(wait_s)
    return heard[0] if heard else ""


def end(child: "subprocess.Popen[str]") -> None:
    """End a child of ours that did not open, and wait for it."""
    if child.poll() is None:
        child.kill()
    child.wait(5)
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue


def _root() -> str:
    """The folder from which `python -m ui` is started."""
    return os.fspath(Path(__file__).resolve().parents[2])
