"""Paths: where shipped files lie, and where this machine keeps data, logs and backups."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_ROOT = Path(__file__).resolve().parents[1]


def resource(name: str) -> Path:
    """The shipped file or folder `name`, the same in a checkout, a wheel and a bundle."""
    return _ROOT / "resources" / name


@dataclass(frozen=True, slots=True)
class Folders:
    """The places that one installation writes to."""

    data: Path

    @property
    def database(self) -> Path:
        """The house's own database."""
        return self.data / "house.db"

    @property
    def practice(self) -> Path:
        """The practice house's database, apart from the real one."""
        return self.data / "practice.db"

    @property
    def backups(self) -> Path:
        """Verified copies of the database."""
        return self.data / "backups"

    @property
    def logs(self) -> Path:
        """What went wrong, without anybody's name in it."""
        return self.data / "logs"


def folders(data: str | Path | None = None) -> Folders:
    """The folders under `data`, else $SOBRHOUSE_DATA, else the platform's own place for data."""
    chosen = (
        data
        or os.environ.get("SOBRHOUSE_DATA")
        or platformdirs.user_data_dir("sobrhouse", appauthor=False)
    )
    return Folders(Path(chosen).expanduser().absolute())
