"""The command `passphrase`: give yourself another passphrase."""

from argparse import ArgumentParser, Namespace

from sobrhouse.cli.opening import opened, secret_twice
from sobrhouse.services.passphrases import note_passphrase
from sobrhouse.words import N_, _

NAME = "passphrase"
HELP = N_("Change your own passphrase.")
NEW = "SOBRHOUSE_NEW_PASSPHRASE"


def add_arguments(_parser: ArgumentParser) -> None:
    """None: the old passphrase and the new one are asked for, and never stand in a command."""


def run(args: Namespace) -> int:
    """Open with the old passphrase, wrap the key anew, record it."""
    with opened(args) as house:
        new = secret_twice(NEW, _("New passphrase: "))
        house.keys.replace_passphrase(house.unlocked.dek, house.unlocked.slot_id, new)
        house.store.write(house.actor, note_passphrase, house.actor.id)
        print(_("{name} has a new passphrase.").format(name=house.actor.name))
    return 0
