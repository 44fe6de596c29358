"""The practice maker: how long a row of a large operator takes it, founding and all."""

import tempfile
import time
from datetime import date
from pathlib import Path

from sobrhouse.exchange.practice import PUBLIC_PASSPHRASE, make_practice_house
from tests.bench.figures import Figure, median
from tests.bench.houses import Size

LARGE = Size(20, 20)
WALL = 20.0  # microseconds a row: 50,000 rows a second
ON = date(2026, 11, 22)


def maker(rounds: int) -> list[Figure]:
    """Microseconds a row, of making a database from nothing to its last commit."""
    taken = [made() for _ in range(rounds)]
    rows = taken[0][0]
    each = median([seconds * 1e6 / rows for _rows, seconds in taken])
    note = f"{LARGE}: {rows:,} rows, {1e6 / each:,.0f} a second"
    return [Figure("maker", "practice maker, a row", each, None, "us", WALL, note)]


def made() -> tuple[int, float]:
    """How many rows were made, in how many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        practice = make_practice_house(
            Path(folder) / "house.db",
            PUBLIC_PASSPHRASE,
            ON,
            houses=LARGE.houses,
            years=LARGE.years,
        )
        seconds = time.perf_counter() - begun
        practice.store.close()
    return practice.rows, seconds
