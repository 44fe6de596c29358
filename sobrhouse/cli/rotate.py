"""The command `rotate`: another data key for the house, with two people of the staff there."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import keys_of, target
from sobrhouse.cli.second import add_second, people_present
from sobrhouse.problems import Problem
from sobrhouse.storage.backups.places import places_of
from sobrhouse.storage.rotating import rotate
from sobrhouse.storage.work import utc_now
from sobrhouse.words import N_, _

NAME = "rotate"
HELP = N_("Give the house another key, when somebody may have kept the old one.")


def add_arguments(parser: ArgumentParser) -> None:
    """Who is there beside `--staff`, and where the backup before goes."""
    add_second(parser)
    parser.add_argument(
        "--why", metavar="TEXT", default="",
        help=_("why you do it alone, where nobody else is on the staff"),
    )  # fmt: skip
    parser.add_argument("--to", metavar="DIR", help=_("the folder; the one for backups"))


def run(args: Namespace) -> int:
    """Ask both for their passphrases, back up, write the database anew, show the recovery code."""
    database = target(args)
    if not isinstance(database, Path):
        raise Problem(
            _("This database is on a server. Its disks are encrypted there, not by this program.")
        )
    keys = keys_of(database)
    present = people_present(args, keys)
    dek = keys.unlock_with_passphrase(present[0].passphrase, present[0].label).dek
    folder = Path(args.to).expanduser().absolute() if args.to else places_of(database).home
    done = rotate(database, dek, present, folder, utc_now(), reason=args.why)
    print(_("The house has another key. The backup {name} opens with the old one.").format(
        name=done.backup.path.name))
    print(_("New recovery code. Print it or write it down now, it is not shown again:"))
    print(done.recovery_code, flush=True)
    for name in done.without_key:
        print(_("{name} needs a new passphrase: open their account again in Settings.").format(
            name=name))
    return 0
