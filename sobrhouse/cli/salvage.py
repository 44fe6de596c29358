"""The command `salvage`: a damaged database is set aside, its newest good backup put in its place,
and what is newer brought over from what can still be read.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import keys_of, target, unlock
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.storage.checks import check
from sobrhouse.storage.restoring import role_in
from sobrhouse.storage.salvaging import Salvaged, newest_good, salvage, what_is_lost
from sobrhouse.storage.work import utc_now
from sobrhouse.words import N_, _, n_

NAME = "salvage"
HELP = N_("Put a backup in the place of a damaged database, with what is newer and can be read.")


def add_arguments(parser: ArgumentParser) -> None:
    """From which backup."""
    parser.add_argument(
        "backup", nargs="?", metavar="FILE|DIR",
        help=_("the backup, or the folder of which the newest good one is taken (beside the "
               "database)"),
    )


def run(args: Namespace) -> int:
    """Check that it is damaged, salvage, say what is lost; 1 where something is."""
    database = target(args)
    if not isinstance(database, Path):
        raise Problem(_("This database is on a server, which restores its own backups."))
    unlocked = unlock(keys_of(database), args.staff)
    if check(database, unlocked.dek).ok:
        print(_("The database is whole. Nothing was changed."))
        return 0
    named = Path(args.backup).expanduser().absolute() if args.backup else None
    backup = named if named is not None and named.is_file() else newest_good(
        named or database.parent / "backups", database.stem, unlocked.dek
    )
    if role_in(backup, unlocked.dek, unlocked.slot_id) is not Role.OWNER:
        raise NotAllowed(_("Only an owner may restore a backup."))
    done = salvage(database, backup, unlocked.dek, utc_now())
    print("\n".join(_told(done)))
    return 0 if done.lossless else 1


def _told(done: Salvaged) -> list[str]:
    lines = [
        _("The backup {name} stands in place of the damaged database.").format(
            name=done.backup.name),
        n_("{n:,} newer entry of the log was brought over.",
           "{n:,} newer entries of the log were brought over.", done.entries).format(
               n=done.entries),
        _("The damaged file is kept, untouched, as {name}.").format(name=done.aside.name),
    ]
    return [*lines, *(what_is_lost(done) or [_("Nothing is lost.")])]
