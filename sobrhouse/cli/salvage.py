"""The command `salvage`: a damaged database is set aside, its newest good backup put in its place,
and what is newer brought over from what can still be read.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import PASSPHRASE, keys_of, secret, target, unlock
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.storage.backups.finding import folders_of
from sobrhouse.storage.backups.restoring import role_in
from sobrhouse.storage.checks import check
from sobrhouse.storage.damage.key_return import key_copies, needs_keys, return_keys
from sobrhouse.storage.damage.left_log import log_is_torn
from sobrhouse.storage.damage.salvaging import Salvaged, newest_good, salvage, what_is_lost
from sobrhouse.storage.keys.keys import Unlocked
from sobrhouse.storage.work import utc_now
from sobrhouse.words import N_, _, n_

NAME = "salvage"
HELP = N_("Put a backup in the place of a damaged database, with what is newer and can be read; "
          "or the keys beside a backup in the place of damaged keys.")


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
    named = Path(args.backup).expanduser().absolute() if args.backup else None
    opened = _keys_first(database, named)
    if opened is None:
        unlocked: Unlocked | None = unlock(keys_of(database), args.staff)
        dek = unlocked.dek if unlocked is not None else b""
    else:
        unlocked, dek = opened
    if not log_is_torn(database) and check(database, dek).ok:
        print(_("The database is whole. Nothing was changed."))
        return 0
    folders = folders_of(database) if named is None else [named]
    backup = named if named is not None and named.is_file() else newest_good(
        folders, database.stem, dek
    )
    if unlocked is not None and role_in(backup, dek, unlocked.slot_id) is not Role.OWNER:
        raise NotAllowed(_("Only an owner may restore a backup."))
    done = salvage(database, backup, dek, utc_now())
    print("\n".join(_told(done)))
    return 0 if done.lossless else 1


def _keys_first(database: Path, named: Path | None) -> tuple[Unlocked | None, bytes] | None:
    """Where the key file is lost or damaged, its copy beside a backup takes its place; None where
    it can be read.
    """
    if needs_keys(database) is None:
        return None
    folders = folders_of(database)
    if named is not None:
        folders = (named if named.is_dir() else named.parent,)
    copies = key_copies(folders, database.stem)
    if not copies:
        raise NotFound(
            _("The key file cannot be read, and no copy of it was found. Nothing was changed. "
              "Name the folder with your backups.")
        )
    typed = secret(PASSPHRASE, _("Passphrase or recovery code: "))
    opened = return_keys(database, copies, typed, utc_now())
    print(_("The key file is back, from beside a backup."))
    return opened


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
