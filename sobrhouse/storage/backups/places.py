"""Backup places: the folders that backups go to, each known by a mark that lies in it.

So a USB stick is known again under whatever letter or name the computer puts it, and the empty
folder that a pulled-out drive leaves behind is never taken for the drive.
"""

import json
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.places import replace_whole
from sobrhouse.storage.places import mounts, on_network, synced_by
from sobrhouse.words import _

MARK = "sobrhouse-backups.id"
FOLDER = "sobrhouse backups"
HOME = "backups"  # its folder beside the database, and its name in the log of backups
MOST = 8
_NO_DRIVES = frozenset({
    "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts",
    "devtmpfs", "efivarfs", "fusectl", "hugetlbfs", "mqueue", "nsfs", "proc", "pstore",
    "securityfs", "sysfs", "tracefs",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for backups. `away` is one that leaves this computer: a stick or another machine.

    `folder` is where it was last seen, `inside` its way from the top of its drive.
    """

    place_id: str
    label: str
    folder: str
    inside: str = ""
    away: bool = True


@dataclass(frozen=True, slots=True)
class Reached:
    """A place that can be written to now."""

    folder: Path
    label: str
    away: bool
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """All places of one database: the folder on this computer, and the others."""

    home: Path
    others: tuple[Place, ...] = ()

    def reached(self, drives: Iterable[Path] | None = None) -> tuple[Reached, ...]:
        """Those that can be written to now, this computer's first."""
        tops = list(tops_of_drives() if drives is None else drives)
        found = [Reached(self.home, HOME, False)]
        for place in self.others:
            folder = find(place, tops)
            if folder is not None:
                found.append(Reached(folder, place.label, place.away, place.place_id))
        return tuple(found)


def file_of(database: Path) -> Path:
    """Where the places of a database are written down: beside it."""
    return database.with_suffix(".places")


def places_of(database: Path) -> Places:
    """The places of a database; only the folder beside it where none was chosen, or the list cannot
    be read: a backup there is better than none.
    """
    usual = database.parent / HOME
    try:
        told = json.loads(file_of(database).read_text("utf-8"))
        home = Path(told["home"]) if told.get("home") else usual
        others = tuple(Place(**one) for one in told["others"][:MOST])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Places(usual)
    return Places(home if home == usual or home.is_dir() else usual, others)


def add_place(database: Path, folder: Path, label: str, top: Path | None = None) -> Place:
    """Backups go here too from now on. The folder is made and marked; one that was marked before
    keeps its mark, so that a stick serves several houses. ReadOnly, DiskFull or a Problem.
    """
    known = places_of(database)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place_id = mark_in(folder) or secrets.token_hex(8)
        if not mark_in(folder):
            replace_whole(folder / MARK, place_id.encode())
    except OSError as error:
        raise as_problem(error) or unreachable(error) from error
    others = [place for place in known.others if place.place_id != place_id]
    if len(others) >= MOST:
        raise Problem(_("There are as many places as we can look after. Forget one first."))
    inside = ""
    if top is not None and folder.is_relative_to(top):
        inside = folder.relative_to(top).as_posix()
    place = Place(place_id, _free_label(label, others), str(folder), inside, leaves(folder, top))
    _keep(database, replace(known, others=(*others, place)))
    return place


def forget_place(database: Path, place_id: str) -> None:
    """No more backups go there; those that lie there stay."""
    known = places_of(database)
    rest = tuple(place for place in known.others if place.place_id != place_id)
    _keep(database, replace(known, others=rest))


def move_home(database: Path, folder: Path | None) -> None:
    """The folder on this computer is this one from now on; None is the one beside the database."""
    _keep(database, replace(places_of(database), home=folder or database.parent / HOME))


def seen_again(database: Path, place_id: str, folder: Path) -> None:
    """Remember where a place was found."""
    known = places_of(database)
    others = tuple(
        replace(place, folder=str(folder)) if place.place_id == place_id else place
        for place in known.others
    )
    if others != known.others:
        _keep(database, replace(known, others=others))


def place_of(database: Path, backup: Path) -> Reached:
    """The place of the database in whose folder a backup lies; else the folder itself, by name."""
    for place in places_of(database).reached():
        if place.folder == backup.parent:
            return place
    return Reached(backup.parent, backup.parent.name, False)


def find(place: Place, tops: Iterable[Path]) -> Path | None:
    """The folder with the place's mark: where it was last, else on any drive; None while away."""
    folders = [Path(place.folder)]
    if place.inside:
        folders += [top / place.inside for top in tops]
    for folder in folders:
        if mark_in(folder) == place.place_id:
            return folder
    return None


def mark_in(folder: Path) -> str:
    """The mark that lies in a folder; an empty text without one, or where it cannot be read."""
    with suppress(OSError, ValueError):
        mark = (folder / MARK).read_text("ascii")[:64].strip()
        return mark if mark.isalnum() else ""
    return ""


def leaves(folder: Path, top: Path | None = None) -> bool:
    """Whether what lies here is not lost with this computer: on a stick (whose `top` is known), on
    the network, or copied away by a service.
    """
    real = Path(os.path.realpath(folder))
    return top is not None or on_network(real) or synced_by(folder) is not None


def tops_of_drives() -> Iterator[Path]:
    """The top folder of each drive of this computer that is no network's: sticks are among them."""
    if sys.platform == "win32":
        letters = (Path(f"{letter}:/") for letter in "CDEFGHIJKLMNOPQRSTUVWXYZ")
        yield from (top for top in letters if not on_network(top) and top.exists())
        return
    for mount, kind in mounts():
        if kind.casefold() not in _NO_DRIVES and not on_network(Path(mount)):
            yield Path(mount)


def unreachable(error: OSError) -> NotFound:
    """The sentence for a drive that was pulled out."""
    return NotFound(
        _("That folder cannot be reached. Plug the drive in, or choose another place."),
        details=f"{type(error).__name__}: {error.strerror}",
    )


def _free_label(label: str, others: Iterable[Place]) -> str:
    """A name that no other place has: by it the log of backups tells them apart."""
    plain = " ".join(label.replace("/", " ").split())[:40] or FOLDER
    taken = {place.label.casefold() for place in others} | {HOME}
    name, number = plain, 2
    while name.casefold() in taken:
        name, number = f"{plain} ({number})", number + 1
    return name


def _keep(database: Path, places: Places) -> None:
    usual = database.parent / HOME
    told = {
        "version": 1, "home": None if places.home == usual else str(places.home),
        "others": [asdict(place) for place in places.others],
    }  # fmt: skip
    try:
        replace_whole(file_of(database), json.dumps(told, indent=1).encode())
    except OSError as error:
        raise as_problem(error) or error from error
