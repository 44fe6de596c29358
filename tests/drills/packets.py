"""Drill of packets: each week of an operator's year is printed and kept, then drawn again from what
was kept in another process; every byte must be the same.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from itertools import cycle, product
from multiprocessing import get_context
from pathlib import Path

from sobrhouse.domain.packets import MadePacket, Names, PacketChoice, Section, Size
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.exchange.practice import PUBLIC_PASSPHRASE, Practice, make_practice_house
from sobrhouse.queries.packet_values import packet_values
from sobrhouse.queries.packets import kept_packet, printed_packets
from sobrhouse.queries.papers import paper_facts
from sobrhouse.reports.packet import draw_again, draw_packet, made_packet, options_of
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.services.packets import record_packet
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.words import LANGUAGES, speaking

ON = date(2026, 11, 22)
HOUSES, WEEKS = 4, 52
_WEEK = timedelta(days=7)


def packets(quick: bool) -> dict[str, object]:
    """A year of four houses: names, sizes, large print and languages in turn."""
    houses, weeks = (1, 3) if quick else (HOUSES, WEEKS)
    with tempfile.TemporaryDirectory(prefix="sobrhouse-drill-") as name:
        practice = make_practice_house(
            Path(name) / "practice.db", PUBLIC_PASSPHRASE, ON, houses=houses, costs=FLOOR
        )
        try:
            first = [_print(practice, *asked) for asked in _asked(houses, weeks)]
            kept = [made for house in range(1, houses + 1) for made in _kept(practice, house)]
        finally:
            practice.store.close()
    # Another process, begun anew: nothing of the first drawing is left in it.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        again = list(other.map(_again, kept, chunksize=4))
    differ = sum(found != told or not ok for told, found, ok in again)
    return {
        "ok": not differ and len(kept) == len(first) == houses * weeks
        and {made.sha256 for made in kept} == set(first),
        "houses": houses, "weeks": weeks, "packets": len(kept), "differ": differ,
        "pages": sum(made.pages for made in kept),
        "kept_kb": round(sum(len(made.inputs) for made in kept) / 1024),
    }  # fmt: skip


def _asked(houses: int, weeks: int) -> Iterator[tuple[int, date, PacketChoice, str]]:
    """Which packets are printed: the weeks before the last day, each in another way."""
    ways = cycle(product(Names, Size, (False, True), LANGUAGES))
    monday = ON - timedelta(days=ON.weekday())
    for house in range(1, houses + 1):
        for number in range(weeks):
            names, size, large, language = next(ways)
            choice = PacketChoice(tuple(Section), names, size, large)
            yield house, monday - number * _WEEK, choice, language


def _print(
    practice: Practice, house: int, week: date, choice: PacketChoice, language: str
) -> str:  # fmt: skip
    """Print one and keep it; gives the hash of the file."""
    store = practice.store
    with speaking(language):
        values = store.read(SYSTEM, packet_values, house, week, ON, practice.evening)
        facts = store.read(SYSTEM, paper_facts, house)
        stamp = stamp_of(facts, Maker("Dana Ruiz", practice.evening))
        options = options_of(choice, stamp)
        packet = draw_packet(values, options)
        made = made_packet(values, options, packet)
    store.write(SYSTEM, record_packet, house, made)
    return hashlib.sha256(packet.pdf).hexdigest()


def _kept(practice: Practice, house: int) -> list[MadePacket]:
    rows = practice.store.read(SYSTEM, printed_packets, house, most=HOUSES * WEEKS)
    return [practice.store.read(SYSTEM, kept_packet, house, row.packet_id) for row in rows]


def _again(made: MadePacket) -> tuple[str, str, bool]:
    """The hash that was kept, that of the file drawn now, and what the program says of it."""
    again = draw_again(made)
    return made.sha256, hashlib.sha256(again.packet.pdf).hexdigest(), again.same
