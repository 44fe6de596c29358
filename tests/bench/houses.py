"""The databases that are measured on, made once and kept in out/bench."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sobrhouse.domain.staff import SYSTEM
from tests.source import ROOT

FOLDER = ROOT / "out" / "bench"
PASSPHRASE = "practice house"  # the client opens a practice house with it by itself


@dataclass(frozen=True, slots=True)
class Size:
    """How large an operator is."""

    houses: int
    years: int

    def __str__(self) -> str:
        return f"{self.houses} x {self.years}"


ONE = Size(1, 1)


def database(size: Size) -> Path:
    """The practice database of this size."""
    path = FOLDER / f"{size.houses}x{size.years}" / "house.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        demo = ["demo", "--houses", str(size.houses), "--years", str(size.years)]
        subprocess.run(
            [sys.executable, "-m", "sobrhouse", "--db", str(path), *demo],
            cwd=ROOT,
            env=os.environ | {"SOBRHOUSE_PASSPHRASE": PASSPHRASE},
            stdout=sys.stderr,
            check=True,
        )
    return path


__all__ = ["ONE", "PASSPHRASE", "SYSTEM", "Size", "database"]
