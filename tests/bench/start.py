"""G1, G2, G15: from start to first paint and to live data, and what the idle window weighs."""

import sys
from typing import Any

from sobrhouse.storage.tables import Base
from tests.bench.figures import Figure, interleaved, median
from tests.bench.houses import ONE, PASSPHRASE, database
from tests.bench.process import told

BARE = [sys.executable, "-m", "tests.bench.bare_window"]
STACK = [sys.executable, "-m", "tests.bench.bare_stack"]


def start(rounds: int) -> list[Figure]:
    """Our window, a bare one, and a bare one with the libraries that ours stands on, in turn."""
    app, env = office()
    wide = env | {"SOBRHOUSE_BENCH_TABLES": tables()}
    ours, bare, stack = interleaved(
        rounds, lambda: told(app, env), lambda: told(BARE, env), lambda: told(STACK, wide)
    )
    floor = middle(bare, "first_paint_ms")
    paint, data = middle(ours, "first_paint_ms"), middle(ours, "live_from_key_ms")
    gap = middle(ours, "worst_gap_ms")
    worst = f"worst of all {max(run['worst_gap_ms'] for run in ours):.0f} ms"
    least = middle(stack, "live_ms") / floor
    apart = (
        f"its libraries alone {least:.1f}x; unlocking's {middle(ours, 'unlock_ms'):.0f} ms apart"
    )
    weight = [middle(side, "pss_kb") / 1024 for side in (ours, bare)]
    alone = f"its libraries alone {middle(stack, 'pss_kb') / middle(bare, 'pss_kb'):.1f}x"
    return [
        Figure("G1", "first painted window", paint, floor, "ms", 1.3),
        Figure("G2", "window with live data, from the key", data, floor, "ms", 4.0, apart),
        Figure("G2", "longest gap of the event loop", gap, None, "ms", 50.0, worst),
        Figure("G15", "idle PSS after first data", *weight, "MiB", 2.0, alone),
    ]


def tables() -> str:
    """How many tables ours are, and the middle of their columns."""
    found = Base.metadata.tables.values()
    return f"{len(found)} {median([len(table.columns) for table in found]):.0f}"


def middle(runs: list[dict[str, Any]], name: str) -> float:
    """The median of one figure of all runs."""
    return median([run[name] for run in runs])


def office() -> tuple[list[str], dict[str, str]]:
    """The command that opens the office window on a small house, and its environment."""
    path = database(ONE)
    command = [sys.executable, "-m", "ui", "--db", str(path), "--data", str(path.parent)]
    return command, {"SOBRHOUSE_PASSPHRASE": PASSPHRASE}
