"""The command `report weekly --out FILE`: the weekly house report as a PDF file."""

import hashlib
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.phrases import span, week_of
from sobrhouse.problems import Problem
from sobrhouse.queries.houses import house as house_detail
from sobrhouse.queries.papers import paper_facts
from sobrhouse.queries.weekly import weekly_report as week_of_house
from sobrhouse.services.papers import record_print
from sobrhouse.words import N_, _

NAME = "report"
HELP = N_("Make the weekly house report as a PDF file.")


def add_arguments(parser: ArgumentParser) -> None:
    """Which report, of which house and week, into which file."""
    parser.add_argument("what", choices=["weekly"], help=_("which report"))
    parser.add_argument("--house", metavar="NAME", help=_("of which house (the only one)"))
    parser.add_argument("--week", type=_day, metavar="YYYY-MM-DD", help=_(
        "a day of the week it is about (today)"))
    parser.add_argument("--out", type=Path, metavar="FILE", required=True, help=_(
        "the file to write, ending in .pdf; an old one is replaced"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("type the day as in 2026-11-22")) from None


def run(args: Namespace) -> int:
    """Make the report, record that it was saved, and write it."""
    with opened(args) as house:
        where = find_house(house, args.house)
        detail = house.store.read(house.actor, house_detail, where.house_id)
        start = week_of(args.week or where.today, detail.week_starts_on if detail else 0)
        pdf = _made(house, where, start)
        _write(args.out, pdf)
    print(_("The weekly report of {house} is in {file}.")
          .format(house=where.name, file=args.out.name))
    return 0


def _made(house: Opened, where: ThisHouse, start: date) -> bytes:
    from sobrhouse.reports.options import PaperOptions
    from sobrhouse.reports.stamps import Maker, stamp_of
    from sobrhouse.reports.weekly import weekly_report

    store, me = house.store, house.actor
    data = store.read(me, week_of_house, where.house_id, start, where.today, store.now())
    facts = store.read(me, paper_facts, where.house_id)
    stamp = stamp_of(facts, Maker(me.name, store.now()))
    pdf = weekly_report(data, PaperOptions(stamp))
    title = _("Weekly house report, {week}").format(week=span(data.week_start, data.week_end))
    store.write(me, record_print, where.house_id, title, pdf.count(b"/Type /Page\n"), saved=True,
                sha256=hashlib.sha256(pdf).hexdigest())
    return pdf


def _write(path: Path, pdf: bytes) -> None:
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise Problem(
            _("The file {name} cannot be written. Choose another place.").format(name=path.name),
            details=str(error)) from error
