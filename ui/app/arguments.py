"""Arguments: what the client may be told on the command line."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sobrhouse.paths import Folders, folders


@dataclass(frozen=True, slots=True)
class Arguments:
    """Where the records are, and what to do with them."""

    target: Path | str
    folders: Folders
    practice: bool = False
    pictures: Path | None = None
    self_test: bool = False
    language: str = ""
    kiosk: bool = False
    handed: bool = False  # the office started us, and gives the key on standard input
    safe: bool = False  # without what is remembered, and without work in the background

    def lock_file(self, user: str) -> Path:
        """The file that says that this user has this database open in such a window: there may be
        one office and one kiosk.
        """
        kind = "kiosk" if self.kiosk else "office"
        if isinstance(self.target, Path):
            target = Path(os.path.realpath(self.target))  # by another name it is the same house
            return target.with_name(f"{target.stem}.{kind}-{user}.lock")
        from hashlib import sha256

        name = sha256(self.target.encode()).hexdigest()[:12]
        return self.folders.data / f"server-{name}.{kind}-{user}.lock"

    @property
    def log_name(self) -> str:
        """What the logs of this window on this database are called."""
        kind = "kiosk" if self.kiosk else "office"
        if isinstance(self.target, Path) and self.target.parent == self.folders.data:
            return f"{self.target.stem}-{kind}"
        from hashlib import sha256

        return f"{sha256(str(self.target).encode()).hexdigest()[:12]}-{kind}"


def parse(argv: Sequence[str]) -> Arguments:
    """Read the command line; wrong usage ends the program with exit code 2."""
    parser = argparse.ArgumentParser("sobrhouse", description="Runs a sober living home.")
    parser.add_argument("--db", metavar="FILE|URL", help="another database than the usual one")
    parser.add_argument("--data", metavar="DIR", help="another folder for data, backups and logs")
    parser.add_argument("--practice", action="store_true", help="open the practice house")
    parser.add_argument(
        "--pictures", metavar="DIR", type=Path, help="draw every screen into DIR and end"
    )
    parser.add_argument(
        "--self-test", action="store_true", help="draw every screen of a new practice house and end"
    )
    parser.add_argument("--kiosk", action="store_true", help="the residents' window, full screen")
    parser.add_argument("--handed", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--safe",
        action="store_true",
        help="start without what this computer remembers and without work in the background",
    )
    parser.add_argument("--language", choices=("en", "es"), default="")
    given = parser.parse_args(argv)
    where = folders(given.data)
    target: Path | str = where.practice if given.practice else where.database
    if given.db:
        is_url = given.db.startswith(("postgresql://", "postgres://", "postgresql+"))
        target = given.db if is_url else Path(given.db).expanduser().absolute()
    return Arguments(
        target,
        where,
        given.practice,
        given.pictures,
        given.self_test,
        given.language,
        given.kiosk,
        given.kiosk and given.handed,
        given.safe and not given.kiosk,
    )
