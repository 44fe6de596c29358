"""The command `backups`: what backups lie in a folder, when they were made, and whether each is
whole.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import keys_of, target, unlock
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.backup import backups, verify_backup
from sobrhouse.words import N_, _, n_

NAME = "backups"
HELP = N_("List the backups in a folder and check each.")


def add_arguments(parser: ArgumentParser) -> None:
    """Which folder."""
    parser.add_argument("folder", nargs="?", metavar="DIR",
                        help=_("the folder; backups beside the database"))


def run(args: Namespace) -> int:
    """A line for each, newest first; 1 where one is not whole."""
    database = target(args)
    if not isinstance(database, Path):
        raise Problem(_("This database is on a server, which keeps its own backups."))
    dek = unlock(keys_of(database), args.staff).dek
    folder = Path(args.folder).expanduser().absolute() if args.folder else (
        database.parent / "backups")
    found = backups(folder, database.stem)
    if not found:
        raise NotFound(_("There is no backup of this house in {name}.").format(name=folder.name))
    bad = 0
    for file in found:
        result = verify_backup(file.path, dek)
        bad += not result.ok
        said = _("whole") if result.ok else " ".join(result.faults)
        print(f"{file.made_at.astimezone():%Y-%m-%d %H:%M}  {file.path.name}  {said}")
    print(n_("{n} backup checked.", "{n} backups checked.", len(found)).format(n=len(found)))
    return 1 if bad else 0
