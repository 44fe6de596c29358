"""The databases that are measured on, kept in out/bench until what makes them changes."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.source import ROOT, sources

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
    name = f"{size.houses}x{size.years}"
    path = FOLDER / f"{name}-{makers()}" / "house.db"
    if not path.with_suffix(".made").exists():
        for old in FOLDER.glob(f"{name}-*"):
            shutil.rmtree(old)
        make(size, path)
        path.with_suffix(".made").touch()
    return path


def makers() -> str:
    """Changes when the schema, the practice house or the dealing of its chores does."""
    digest = hashlib.sha256()
    for source in sources("sobrhouse/storage", "sobrhouse/exchange", "sobrhouse/domain"):
        if any(part in source.name for part in ("/storage/", "practice", "/chore_")):
            digest.update(source.text.encode())
    return digest.hexdigest()[:12]


def make(size: Size, path: Path) -> None:
    """Make it by the command line; that tells on standard error how it goes."""
    path.parent.mkdir(parents=True)
    demo = ["demo", "--houses", str(size.houses), "--years", str(size.years)]
    subprocess.run(
        [sys.executable, "-m", "sobrhouse", "--db", str(path), *demo],
        cwd=ROOT,
        env=os.environ | {"SOBRHOUSE_PASSPHRASE": PASSPHRASE},
        stdout=sys.stderr,
        check=True,
    )
