"""Packets of several houses at once, drawn in processes that are given values and nothing else: no
key, no connection, no path.
"""

import multiprocessing
import os
import signal
import sys
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor

from sobrhouse.domain.packets import MadePacket
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet import draw_packet, made_packet
from sobrhouse.words import language, speaking

MOST = 4  # processes; more would wait for the one that reads the values

Drawn = tuple[bytes, MadePacket]


def draw_one(values: PacketValues, options: PaperOptions) -> Drawn:
    """One packet as a file, and what is kept of it."""
    packet = draw_packet(values, options)
    return packet.pdf, made_packet(values, options, packet)


def _drawn_in(spoken: str, values: PacketValues, options: PaperOptions) -> Drawn:
    """The same in a process that has just begun and speaks no language yet."""
    with speaking(spoken):
        return draw_one(values, options)


def _leave_interrupts() -> None:
    """Ctrl+C at a terminal reaches every process: what is stopped then is for the first to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def processes() -> int:
    """How many draw at the same time on this computer."""
    return max(1, min(MOST, os.cpu_count() or 1))


class PacketPool:
    """Draws packets in processes of its own. The first ones wait for these to start."""

    def __init__(self, count: int = 0) -> None:
        if getattr(sys, "frozen", False):  # the bundle's main file is in an archive, in no folder
            multiprocessing.process.ORIGINAL_DIR = None  # type: ignore[attr-defined]
        self._executor = ProcessPoolExecutor(
            count or processes(), multiprocessing.get_context("spawn"), _leave_interrupts
        )

    def put(self, values: PacketValues, options: PaperOptions) -> "Future[Drawn]":
        """Draw this one in its turn, in the language spoken now. Where no process can be started
        the future says BrokenExecutor.
        """
        try:
            return self._executor.submit(_drawn_in, language(), values, options)
        except (BrokenExecutor, OSError) as error:
            never: Future[Drawn] = Future()
            never.set_exception(BrokenExecutor(str(error)))
            return never

    def close(self) -> None:
        """Begin nothing more. What is being drawn is not waited for, and is nobody's then."""
        self._executor.shutdown(wait=False, cancel_futures=True)
