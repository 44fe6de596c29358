"""The command `backups`: what backups lie in the places of a house, or in a folder, when they were
made, how large they are, and whether each is whole.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import keys_of, target, unlock
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.backups.backup import BackupFile, backups, verify_backup
from sobrhouse.storage.backups.places import places_of
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.keys.marks import another_key
from sobrhouse.words import N_, _, n_

NAME = "backups"
HELP = N_("List the backups in a folder and check each.")


def add_arguments(parser: ArgumentParser) -> None:
    """Which folder."""
    parser.add_argument("folder", nargs="?", metavar="DIR", help=_(
        "the folder; every place chosen in Settings that can be reached"))


def run(args: Namespace) -> int:
    """A line for each, newest first; 1 where one is not whole."""
    database = target(args)
    if not isinstance(database, Path):
        raise Problem(_("This database is on a server, which keeps its own backups."))
    dek = unlock(keys_of(database), args.staff).dek
    if args.folder:
        folders = [Path(args.folder).expanduser().absolute()]
    else:
        folders = [place.folder for place in places_of(database).reached()]
    keys = key_file(database)
    found = [file for folder in folders for file in backups(folder, database.stem, keys)]
    if not found:
        names = ", ".join(folder.name for folder in folders)
        raise NotFound(_("There is no backup of this house in {name}.").format(name=names))
    bad = sum(not _told(file, dek, keys, several=len(folders) > 1) for file in found)
    print(n_("{n} backup checked.", "{n} backups checked.", len(found)).format(n=len(found)))
    return 1 if bad else 0


def _told(file: BackupFile, dek: bytes, keys: Path, *, several: bool) -> bool:
    """Say one line of it; whether it is whole, as far as this key tells."""
    if another_key(keys, key_file(file.path)):
        ok, said = True, _("from before the key was changed: not looked at")
    else:
        result = verify_backup(file.path, dek)
        ok, said = result.ok, _("whole") if result.ok else " ".join(result.faults)
    size = _("{n} MB").format(n=f"{file.path.stat().st_size / 1e6:.1f}")
    name = str(file.path) if several else file.path.name
    print(f"{file.made_at.astimezone():%Y-%m-%d %H:%M}  {size:>9}  {name}  {said}")
    return ok
