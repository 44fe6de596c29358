"""The second person of a command that takes two: named by `--second`, there by their passphrase."""

from argparse import ArgumentParser, Namespace

from sobrhouse.cli.opening import PASSPHRASE, Opened, secret
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.services.seconds import confirm_second_by_key
from sobrhouse.storage.keys.keys import Keys, Present
from sobrhouse.words import _

SECOND = "SOBRHOUSE_SECOND_PASSPHRASE"


def add_second(parser: ArgumentParser) -> None:
    """Who is there beside `--staff`."""
    parser.add_argument("--second", metavar="NAME", help=_("the second person of the staff"))


def people_present(args: Namespace, keys: Keys) -> list[Present]:
    """Who runs the command, and who is named by `--second`, each by their own passphrase."""
    first = _present(keys, args.staff, PASSPHRASE, _("Passphrase: "))
    return [first, _second(args, keys)] if args.second else [first]


def confirm_two(
    house: Opened, args: Namespace, purpose: Purpose, resident_id: int | None = None
) -> int | None:
    """Write down that who runs the command gave their passphrase, and so did the second person,
    whose id it gives; None where none is named, which only the service may let pass.
    """
    second = None
    if args.second:
        asked = _("Passphrase of {name}: ").format(name=args.second)
        unlocked = house.keys.unlock_with_passphrase(secret(SECOND, asked), args.second)
        second = house.store.write(
            house.actor, confirm_second_by_key, unlocked, purpose, resident_id
        )
    house.store.write(house.actor, confirm_by_passphrase, purpose)
    return second


def _second(args: Namespace, keys: Keys) -> Present:
    asked = _("Passphrase of {name}: ").format(name=args.second)
    return _present(keys, args.second, SECOND, asked)


def _present(keys: Keys, name: str | None, variable: str, prompt: str) -> Present:
    passphrase = secret(variable, prompt)
    unlocked = keys.unlock_with_passphrase(passphrase, name)
    return Present(unlocked.slot_id, unlocked.label, passphrase)
