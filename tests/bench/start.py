"""G1, G2, G15: from start to first paint and to live data, and what the idle window weighs."""

import sys

from tests.bench.figures import Figure, interleaved, median
from tests.bench.houses import ONE, PASSPHRASE, database
from tests.bench.process import told, weighed

BARE = [sys.executable, "-m", "tests.bench.bare_window"]


def start(rounds: int) -> list[Figure]:
    """Our window and a bare one, in turn."""
    app, env = office()
    ours, bare = interleaved(rounds, lambda: told(app, env), lambda: told(BARE, env))
    floor = median([run["first_paint_ms"] for run in bare])
    paint = median([run["first_paint_ms"] for run in ours])
    data = median([run["first_data_ms"] - run.get("unlock_ms", 0.0) for run in ours])
    gap = max(run["worst_gap_ms"] for run in ours)
    apart = f"unlock {median([run.get('unlock_ms', 0.0) for run in ours]):.0f} ms apart"
    return [
        Figure("G1", "first painted window", paint, floor, "ms", 1.3),
        Figure("G2", "window with live data", data, floor, "ms", 4.0, apart),
        Figure("G2", "worst gap of the event loop", gap, None, "ms", 50.0, "worst of all rounds"),
    ]


def weight(rounds: int) -> list[Figure]:
    """The idle window after its first data, and a bare one."""
    app, env = office()
    ours, bare = interleaved(rounds, lambda: weighed(app, env), lambda: weighed(BARE, env))
    return [Figure("G15", "idle PSS after first data", median(ours), median(bare), "MiB", 2.0)]


def office() -> tuple[list[str], dict[str, str]]:
    """The command that opens the office window on a small house, and its environment."""
    path = database(ONE)
    command = [sys.executable, "-m", "ui", "--db", str(path), "--data", str(path.parent)]
    return command, {"SOBRHOUSE_PASSPHRASE": PASSPHRASE}
