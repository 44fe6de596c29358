"""The command `export residents|sponsors|signlog|chores|calendar --out FILE`: who lives in a house,
who supports them, its sign log or its chores as CSV or XLSX, its meetings as a calendar.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.exchange.calendars import check_calendar_name, write_calendar
from sobrhouse.exchange.lists_out import write_list, writer_for
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_export import chore_turns_list
from sobrhouse.queries.exports import ListOut, residents_list
from sobrhouse.queries.meeting_calendar import meeting_calendar
from sobrhouse.queries.sign_export import sign_list
from sobrhouse.queries.sponsor_export import sponsors_list
from sobrhouse.services.exports import record_export
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.words import N_, _, n_

NAME = "export"
HELP = N_(
    "Write who lives in a house, who supports them, its sign log or its chores to a CSV or XLSX "
    "file, its meetings to a calendar (.ics).")
SHEET_ROWS = 1_048_575  # below the headings, in an Excel file


def add_arguments(parser: ArgumentParser) -> None:
    """What, of which house and which days, into which file."""
    parser.add_argument(
        "what", choices=["residents", "sponsors", "signlog", "chores", "calendar"],
        help=_("what to write"))
    parser.add_argument("--house", metavar="NAME", help=_("of which house (the only one)"))
    parser.add_argument("--from", dest="first", type=_day, metavar="YYYY-MM-DD", help=_(
        "signlog, chores: the first day (that of its first line)"))
    parser.add_argument("--to", dest="last", type=_day, metavar="YYYY-MM-DD", help=_(
        "signlog, chores: the last day (that of its newest line)"))
    parser.add_argument("--out", type=Path, metavar="FILE", required=True, help=_(
        "the file to write, ending in .csv or .xlsx (calendar: .ics); an old one is replaced"))


def run(args: Namespace) -> int:
    """Record, then write: nothing leaves the program unrecorded."""
    if args.what == "calendar":
        return _calendar(args)
    writer_for(args.out)
    with opened(args) as house:
        where = find_house(house, args.house)
        made = _read(house, where, args)
        kind = args.out.suffix.lower()[1:]
        if kind == "xlsx" and len(made.rows) > SHEET_ROWS:
            raise Problem(
                _("That is more than an Excel file holds. Choose a name that ends in .csv."))
        house.store.write(house.actor, confirm_by_passphrase, Purpose.EXPORT)
        house.store.write(house.actor, record_export, where.house_id, args.what, len(made.rows),
                          kind)
        write_list(args.out, made.headers, made.rows)
    print(_told(args.what, len(made.rows)).format(n=f"{len(made.rows):,}", file=args.out.name))
    return 0


def _calendar(args: Namespace) -> int:
    """The house's meetings, each series being one entry that comes again by itself."""
    check_calendar_name(args.out)
    with opened(args) as house:
        where = find_house(house, args.house)
        out = house.store.read(house.actor, meeting_calendar, where.house_id, where.today)
        house.store.write(house.actor, confirm_by_passphrase, Purpose.EXPORT)
        house.store.write(house.actor, record_export, where.house_id, args.what, len(out), "ics")
        write_calendar(args.out, out, house.store.now())
    words = n_("{n} meeting written to {file}.", "{n} meetings written to {file}.", len(out))
    print(words.format(n=f"{len(out):,}", file=args.out.name))
    return 0


def _read(house: Opened, where: ThisHouse, args: Namespace) -> ListOut:
    read = house.store.read
    if args.what == "signlog":
        return read(house.actor, sign_list, where.house_id, args.first, args.last)
    if args.what == "chores":
        now = house.store.now()
        return read(house.actor, chore_turns_list, where.house_id, now, args.first, args.last)
    made = sponsors_list if args.what == "sponsors" else residents_list
    return read(house.actor, made, where.house_id, where.today)


def _told(what: str, count: int) -> str:
    if what in ("signlog", "chores"):
        return n_("{n} line written to {file}.", "{n} lines written to {file}.", count)
    if what == "sponsors":
        return n_("{n} person who supports written to {file}.",
                  "{n} people who support written to {file}.", count)
    return n_("{n} resident written to {file}.", "{n} residents written to {file}.", count)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("type the day as in 2026-11-22")) from None
