"""Packets of several houses at once, drawn in processes that are given values and nothing else: no
key, no connection, no path.
"""

import multiprocessing
import os
import sys
from concurrent.futures import Future, ProcessPoolExecutor

from sobrhouse.domain.packets import MadePacket
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet import draw_packet, made_packet

MOST = 4  # processes; more would wait for the one that reads the values

Drawn = tuple[bytes, MadePacket]


def draw_one(values: PacketValues, options: PaperOptions) -> Drawn:
    """One packet as a file, and what is kept of it."""
    packet = draw_packet(values, options)
    return packet.pdf, made_packet(values, options, packet)


def processes() -> int:
    """How many draw at the same time on this computer."""
    return max(1, min(MOST, os.cpu_count() or 1))


class PacketPool:
    """Draws packets in processes of its own. The first ones wait for these to start."""

    def __init__(self, count: int = 0) -> None:
        if getattr(sys, "frozen", False):  # the bundle's main file is in an archive, in no folder
            multiprocessing.process.ORIGINAL_DIR = None  # type: ignore[attr-defined]
        self._executor = ProcessPoolExecutor(
            count or processes(), multiprocessing.get_context("spawn")
        )

    def put(self, values: PacketValues, options: PaperOptions) -> "Future[Drawn]":
        """Draw this one in its turn."""
        return self._executor.submit(draw_one, values, options)

    def close(self) -> None:
        """Begin nothing more. What is being drawn is not waited for, and is nobody's then."""
        self._executor.shutdown(wait=False, cancel_futures=True)
