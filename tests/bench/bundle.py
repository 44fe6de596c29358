"""G14: how large the bundle is, packed and unpacked, and how it starts beside the source."""

import os
import subprocess
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, interleaved, median
from tests.bench.process import told
from tests.bench.start import office
from tests.source import ROOT, sources

BUNDLE = ROOT / "dist" / "sobrhouse"
PROGRAM = BUNDLE / ("sobrhouse.exe" if os.name == "nt" else "sobrhouse")


def bundle(rounds: int) -> list[Figure]:
    """The folder that `dev.py build` made."""
    if not PROGRAM.exists():
        raise RuntimeError("there is no bundle: python3 dev.py build")
    newest = max((ROOT / source.name).stat().st_mtime for source in sources("sobrhouse", "ui"))
    if PROGRAM.stat().st_mtime < newest:
        raise RuntimeError("the bundle is older than the source: python3 dev.py build")
    command, env = office()
    packed = [str(PROGRAM), *command[3:]]
    ours, source = interleaved(rounds, lambda: told(packed, env), lambda: told(command, env))
    paint = [median([run["first_paint_ms"] for run in side]) for side in (ours, source)]
    return [
        Figure("G14", "bundle on disk", size() / 1e6, None, "MB", 220.0),
        Figure("G14", "bundle as tar.xz", packed_size() / 1e6, None, "MB", 75.0),
        Figure("G14", "bundle's first paint beside the source's", *paint, "ms", 1.1),
    ]


def size() -> int:
    """The bytes of all files in the bundle; links count nothing."""
    return sum(p.stat().st_size for p in BUNDLE.rglob("*") if p.is_file() and not p.is_symlink())


def packed_size() -> int:
    """The bytes of the bundle as tar.xz."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sobrhouse.tar.xz"
        pack = ["tar", "--create", "--use-compress-program=xz -T0", f"--file={path}", BUNDLE.name]
        subprocess.run(pack, cwd=BUNDLE.parent, check=True)
        return path.stat().st_size
