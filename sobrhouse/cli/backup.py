"""The command `backup`: make a verified backup, or check those that are there."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.problems import Problem
from sobrhouse.storage.backup import backups, verify_backup
from sobrhouse.storage.backup_keeping import back_up_now
from sobrhouse.words import N_, _, n_

NAME = "backup"
HELP = N_("Make a verified backup, or check the backups that there are.")


def add_arguments(parser: ArgumentParser) -> None:
    """Where to, and whether to look at what is there instead."""
    folder = _("the folder; backups beside the database")
    parser.add_argument("folder", nargs="?", metavar="DIR", help=folder)
    parser.add_argument("--to", metavar="DIR", help=folder)
    parser.add_argument(
        "--verify", action="store_true", help=_("check every backup in the folder, make none")
    )


def run(args: Namespace) -> int:
    """Make one, or check all; 1 where one that is there is not whole."""
    with opened(args) as house:
        path = house.store.path
        if path is None:
            raise Problem(_("This database is on a server, which keeps its own backups."))
        named = args.folder or args.to
        folder = Path(named).expanduser().absolute() if named else path.parent / "backups"
        if args.verify:
            return _verify_all(folder, path.stem, house)
        done = back_up_now(house.store, folder)
    if done is not None:
        print(_("Backup made and checked: {path}").format(path=done.path))
    return 0


def _verify_all(folder: Path, stem: str, house: Opened) -> int:
    found = backups(folder, stem)
    bad = 0
    for file in found:
        result = verify_backup(file.path, house.unlocked.dek)
        bad += not result.ok
        print(file.path.name, _("whole") if result.ok else " ".join(result.faults))
    print(n_("{n} backup checked.", "{n} backups checked.", len(found)).format(n=len(found)))
    return 1 if bad else 0
