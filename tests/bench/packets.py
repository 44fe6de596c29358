"""Packets: pages a second beside the bare canvas and beside two other makers of files (G11, G12),
and fifty houses by two processes beside one (G13).
"""

import io
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pikepdf

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.queries.packet_values import PacketValues, packet_values
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet import packet_pdf
from sobrhouse.reports.packet_pool import PacketPool
from sobrhouse.reports.sheet import Stamp
from tests.bench import packet_makers as makers
from tests.bench.figures import Figure, interleaved, median
from tests.bench.houses import Size
from tests.bench.packet_again import drawn_again, noted
from tests.bench.packet_content import Content, content
from tests.bench.views import Operator

BESIDE_CANVAS = 1 / 0.45  # fonts of our own in every file
BESIDE_FPDF2, BESIDE_WEASYPRINT = 1 / 5, 1 / 15
BESIDE_ONE = 1 / 1.7
PRACTICE = Size(10, 1)
PACKETS = 50
_STAMP = Stamp(
    "Maple Street House", "Printed Sun, Nov 22, 2026, 7:12 PM by Dana Ruiz.", "214 Maple St",
    "7K2M-QRTX-9A0B", 18234, "Last verified backup: Sun, Nov 22, 2026, 6:40 PM.",
)  # fmt: skip

Rows = tuple[PacketValues, PaperOptions]


def beside_the_canvas(rounds: int) -> list[Figure]:
    """Milliseconds a page of the same content, and of a real week of a practice house."""
    told = [content(number) for number in range(rounds + 1)]
    turns = (iter(told), iter(told))
    made = interleaved(
        rounds,
        lambda: a_page(lambda: makers.ours(next(turns[0]))),
        lambda: a_page(lambda: makers.bare(next(turns[1]))),
    )
    figures = [_beside("a packet of ten pages, a page", made, BESIDE_CANVAS)]
    values, options = weeks(1)[0]
    again = noted(lambda: packet_pdf(values, options))
    made = interleaved(
        rounds,
        lambda: a_page(lambda: packet_pdf(values, options)),
        lambda: a_page(lambda: drawn_again(again)),
    )
    note = f"{len(again.pages)} pages; {1e3 / median(made[0]):.0f} pages/s"
    return [*figures, _beside("a practice house's packet, a page", made, BESIDE_CANVAS, note)]


def beside_others(rounds: int) -> list[Figure]:
    """Milliseconds of a packet beside the others' that are installed; the rest is said."""
    others: tuple[tuple[str, str, Callable[[Content], bytes], float], ...] = (
        ("fpdf2", "fpdf", makers.by_fpdf2, BESIDE_FPDF2),
        ("WeasyPrint", "weasyprint", makers.by_weasyprint, BESIDE_WEASYPRINT),
    )
    figures = []
    for name, module, maker, limit in others:
        try:
            __import__(module)
        except (ImportError, OSError):
            print(f"G12: {name} is not installed here, so it is not measured.", file=sys.stderr)
            continue
        told = [content(number) for number in range(rounds + 1)]
        turns = (iter(told), iter(told))
        made = interleaved(
            rounds,
            lambda turns=turns: taken(lambda: makers.ours(next(turns[0]))),
            lambda turns=turns, maker=maker: taken(lambda: maker(next(turns[1]))),
        )
        figure = _beside(f"a packet beside {name}", made, limit)
        figures.append(replace(figure, goal="G12", note=f"{1 / (figure.ratio or 1):.0f} times"))
    return figures


def two_processes(rounds: int) -> list[Figure]:
    """Seconds of fifty packets by two processes, their start included, beside one process."""
    rows = weeks(PACKETS)
    made = interleaved(rounds, lambda: by_processes(2, rows), lambda: by_processes(1, rows))
    ours, one = median(made[0]), median(made[1])
    note = f"{one / ours:.2f} times as fast"
    return [Figure("G13", f"{PACKETS} packets by 2 processes", ours, one, "s", BESIDE_ONE, note)]


def by_processes(many: int, rows: Sequence[Rows]) -> float:
    """Seconds until the last packet is there, as the office draws those of all houses."""
    begun = time.perf_counter()
    pool = PacketPool(many)
    made = [pool.put(*one) for one in rows]
    assert all(one.result()[0].startswith(b"%PDF") for one in made)
    seconds = time.perf_counter() - begun
    pool.close()
    return seconds


def weeks(many: int) -> list[Rows]:
    """So many packets of practice houses: every house, and one week back each time round."""
    operator = Operator(PRACTICE)
    store, now = operator.store, operator.store.now()
    today = now.date()
    monday = today - timedelta(days=today.weekday())
    found = []
    for number in range(many):
        house = number % PRACTICE.houses + 1
        start = monday - timedelta(weeks=1 + number // PRACTICE.houses)
        values = store.read(SYSTEM, packet_values, house, start, today, now)
        found.append((values, PaperOptions(replace(_STAMP, house=values.house))))
    store.close()
    return found


def a_page(make: Callable[[], bytes]) -> float:
    """Milliseconds a page of one file, of this process alone: nobody waits for anything here."""
    begun = time.process_time()
    pdf = make()
    milliseconds = (time.process_time() - begun) * 1e3
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return milliseconds / len(file.pages)


def taken(make: Callable[[], bytes]) -> float:
    """Milliseconds of one file, of this process alone."""
    begun = time.process_time()
    make()
    return (time.process_time() - begun) * 1e3


def _beside(what: str, made: list[list[float]], limit: float, note: str = "") -> Figure:
    ours, floor = median(made[0]), median(made[1])
    return Figure("G11", what, ours, floor, "ms", limit, note or f"{1e3 / ours:.0f} pages/s")
