"""The command `backup`: make a verified backup in every place of the house, or in one folder; or
check those that are there.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.problems import Problem
from sobrhouse.storage.backups.backup import BackupDone, backups, verify_backup
from sobrhouse.storage.backups.keeping import back_up_everywhere, back_up_now
from sobrhouse.storage.backups.places import places_of
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.words import N_, _, n_

NAME = "backup"
HELP = N_("Make a verified backup, or check the backups that there are.")


def add_arguments(parser: ArgumentParser) -> None:
    """Where to, and whether to look at what is there instead."""
    folder = _("the folder; every place chosen in Settings that can be reached")
    parser.add_argument("folder", nargs="?", metavar="DIR", help=folder)
    parser.add_argument("--to", metavar="DIR", help=folder)
    parser.add_argument(
        "--verify", action="store_true", help=_("check every backup in the folder, make none")
    )


def run(args: Namespace) -> int:
    """Make them, or check all; 1 where one that is there is not whole, or could not be made."""
    with opened(args) as house:
        path = house.store.path
        if path is None:
            raise Problem(_("This database is on a server, which keeps its own backups."))
        named = args.folder or args.to
        folder = Path(named).expanduser().absolute() if named else None
        if args.verify:
            return _verify_all(folder, path, house)
        if folder is not None:
            _tell(back_up_now(house.store, folder))
            return 0
        return _everywhere(house, path)


def _everywhere(house: Opened, path: Path) -> int:
    """As the office does by itself; a place that is not plugged in is named."""
    outcome = back_up_everywhere(house.store, due=False)
    for done in outcome.made:
        _tell(done)
    for place, problem in outcome.failed:
        print(_("{name}: {why}").format(name=place.label, why=problem.sentence))
    there = {place.place_id for place in places_of(path).reached()}
    for other in places_of(path).others:
        if other.place_id not in there:
            print(_("{name} is not plugged in.").format(name=other.label))
    return 1 if outcome.failed else 0


def _tell(done: BackupDone | None) -> None:
    if done is not None:
        print(_("Backup made and checked: {path}").format(path=done.path))


def _verify_all(folder: Path | None, path: Path, house: Opened) -> int:
    places = [folder] if folder else [place.folder for place in places_of(path).reached()]
    found = [file for place in places for file in backups(place, path.stem, key_file(path))]
    bad = 0
    for file in found:
        result = verify_backup(file.path, house.unlocked.dek)
        bad += not result.ok
        print(file.path.name, _("whole") if result.ok else " ".join(result.faults))
    print(n_("{n} backup checked.", "{n} backups checked.", len(found)).format(n=len(found)))
    return 1 if bad else 0
