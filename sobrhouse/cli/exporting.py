"""The command `export residents --out FILE`: who lives in a house, as CSV or XLSX."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import opened
from sobrhouse.cli.which_house import find_house
from sobrhouse.exchange.lists_out import write_list, writer_for
from sobrhouse.queries.exports import residents_list
from sobrhouse.services.exports import record_export
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.words import N_, _, n_

NAME = "export"
HELP = N_("Write who lives in a house to a CSV or XLSX file.")


def add_arguments(parser: ArgumentParser) -> None:
    """What, of which house, into which file."""
    parser.add_argument("what", choices=["residents"], help=_("what to write"))
    parser.add_argument("--house", metavar="NAME", help=_("of which house (the only one)"))
    parser.add_argument("--out", type=Path, metavar="FILE", required=True, help=_(
        "the file to write, ending in .csv or .xlsx; an old one is replaced"))


def run(args: Namespace) -> int:
    """Record, then write: nothing leaves the program unrecorded."""
    writer_for(args.out)
    with opened(args) as house:
        where = find_house(house, args.house)
        made = house.store.read(house.actor, residents_list, where.house_id, where.today)
        house.store.write(house.actor, confirm_by_passphrase, Purpose.EXPORT)
        house.store.write(house.actor, record_export, where.house_id, "residents",
                          len(made.rows), args.out.suffix.lower()[1:])
        write_list(args.out, made.headers, made.rows)
    print(n_("{n} resident written to {file}.", "{n} residents written to {file}.",
             len(made.rows)).format(n=len(made.rows), file=args.out.name))
    return 0
