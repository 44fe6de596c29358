"""The command `report weekly|signlog|weekboard --out FILE`: a paper about one week as a PDF."""

import hashlib
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.phrases import span, week_of
from sobrhouse.problems import Problem
from sobrhouse.queries.houses import house as house_detail
from sobrhouse.queries.papers import paper_facts
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.signins import week_of as week_of_log
from sobrhouse.queries.week_board import week_board as week_of_meetings
from sobrhouse.queries.weekly import weekly_report as week_of_house
from sobrhouse.services.papers import record_print
from sobrhouse.words import N_, _

if TYPE_CHECKING:
    from sobrhouse.reports.options import PaperOptions

NAME = "report"
HELP = N_("Make the weekly house report, a week's sign log or its week board as a PDF file.")


def add_arguments(parser: ArgumentParser) -> None:
    """Which report, of which house and week, into which file."""
    parser.add_argument("what", choices=["weekly", "signlog", "weekboard"], help=_("which report"))
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
    """Make the paper, record that it was saved, and write it."""
    make, said = {
        "weekly": (_weekly, _("The weekly report of {house} is in {file}.")),
        "signlog": (_sign_log, _("The sign log of {house} is in {file}.")),
        "weekboard": (_week_board, _("The week board of {house} is in {file}.")),
    }[args.what]
    with opened(args) as house:
        where = find_house(house, args.house)
        detail = house.store.read(house.actor, house_detail, where.house_id)
        start = week_of(args.week or where.today, detail.week_starts_on if detail else 0)
        title, pdf = make(house, where, start)
        house.store.write(
            house.actor, record_print, where.house_id, title, pdf.count(b"/Type /Page\n"),
            saved=True, sha256=hashlib.sha256(pdf).hexdigest())
        _write(args.out, pdf)
    print(said.format(house=where.name, file=args.out.name))
    return 0


def _options(house: Opened, where: ThisHouse) -> "PaperOptions":
    from sobrhouse.reports.options import PaperOptions
    from sobrhouse.reports.stamps import Maker, stamp_of

    facts = house.store.read(house.actor, paper_facts, where.house_id)
    maker = Maker(house.actor.name, house.store.now())
    size = str(house.store.read(house.actor, house_settings, where.house_id).get("paper_size"))
    return PaperOptions(stamp_of(facts, maker), size=size)


def _weekly(house: Opened, where: ThisHouse, start: date) -> tuple[str, bytes]:
    from sobrhouse.reports.weekly import weekly_report

    store, me = house.store, house.actor
    data = store.read(me, week_of_house, where.house_id, start, where.today, store.now())
    title = _("Weekly house report, {week}").format(week=span(data.week_start, data.week_end))
    return title, weekly_report(data, _options(house, where))


def _sign_log(house: Opened, where: ThisHouse, start: date) -> tuple[str, bytes]:
    from sobrhouse.reports.sign_log import SignWeekPaper, sign_log

    store, end = house.store, start + timedelta(days=6)
    rows = store.read(house.actor, week_of_log, where.house_id, start, end, store.now())
    title = _("Sign log, {week}").format(week=span(start, end))
    data = SignWeekPaper(start, end, rows, where.zone)
    return title, sign_log(data, _options(house, where))


def _week_board(house: Opened, where: ThisHouse, start: date) -> tuple[str, bytes]:
    from sobrhouse.reports.week_board import week_board

    data = house.store.read(house.actor, week_of_meetings, where.house_id, start)
    title = _("Week board, {week}").format(week=span(data.first, data.last))
    return title, week_board(data, _options(house, where))


def _write(path: Path, pdf: bytes) -> None:
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise Problem(
            _("The file {name} cannot be written. Choose another place.").format(name=path.name),
            details=str(error)) from error
