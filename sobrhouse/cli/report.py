"""The command `report PAPER`: a paper as a PDF file, each with the options that it needs."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from sobrhouse.cli import (
    report_blank,
    report_chores,
    report_circle,
    report_inside,
    report_list,
    report_measures,
    report_meetings,
    report_outside,
    report_packet,
    report_people,
    report_power_cut,
    report_support,
)
from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.papers_made import MadePaper, first_day, options_for, save_paper
from sobrhouse.cli.places import add_places
from sobrhouse.cli.report_options import add_options
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.phrases import span
from sobrhouse.queries.signins import week_of as week_of_log
from sobrhouse.queries.week_board import week_board as week_of_meetings
from sobrhouse.queries.weekly import weekly_report as week_of_house
from sobrhouse.words import N_, _

NAME = "report"
HELP = N_("Make a paper as a PDF file; `report list` names them all.")


def add_arguments(parser: ArgumentParser) -> None:
    """A command of its own for each paper, with the options that it reads."""
    papers = parser.add_subparsers(
        title=_("papers"), metavar=_("PAPER"), dest="what", required=True)
    for code in _PAPERS:
        about = _(ABOUT[code])
        paper = papers.add_parser(code, help=about, description=about, allow_abbrev=False)
        add_places(paper)
        add_options(paper, code)
        paper.set_defaults(make=_save_one)
    for code, module in _OWN.items():
        about = _(module.HELP)
        paper = papers.add_parser(code, help=about, description=about, allow_abbrev=False)
        add_places(paper)
        module.add_arguments(paper)
        paper.set_defaults(make=module.run)


def run(args: Namespace) -> int:
    """Make what was asked for."""
    code: int = args.make(args)
    return code


def listed() -> Iterator[tuple[str, str]]:
    """Every paper there is, with what it is: what `report list` names."""
    yield from ((code, _(ABOUT[code])) for code in _PAPERS)
    for code, module in _OWN.items():
        yield code, _(module.HELP)
        if hasattr(module, "named"):  # it makes one of several
            yield from ((f"{code} {name}", title) for name, title in module.named())


def _save_one(args: Namespace) -> int:
    """Make the paper, record that it was saved, and write it."""
    make, said = _PAPERS[args.what]
    with opened(args) as house:
        where = find_house(house, args.house)
        paper = make(house, where, args)
        save_paper(house, where, paper, args.out)
    print(_(said).format(house=where.name, file=args.out.name))
    return 0


def _weekly(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.weekly import weekly_report

    store, me, start = house.store, house.actor, first_day(house, where, args.week)
    data = store.read(me, week_of_house, where.house_id, start, where.today, store.now())
    title = _("Weekly house report, {week}").format(week=span(data.week_start, data.week_end))
    return MadePaper(title, weekly_report(data, options_for(house, where, args.paper)))


def _sign_log(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.sign_log import SignWeekPaper, sign_log

    store, start = house.store, first_day(house, where, args.week)
    end = start + timedelta(days=6)
    rows = store.read(house.actor, week_of_log, where.house_id, start, end, store.now())
    title = _("Sign log, {week}").format(week=span(start, end))
    data = SignWeekPaper(start, end, rows, where.zone)
    return MadePaper(title, sign_log(data, options_for(house, where, args.paper)))


def _week_board(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.week_board import week_board

    start = first_day(house, where, args.week)
    data = house.store.read(house.actor, week_of_meetings, where.house_id, start)
    title = _("Week board, {week}").format(week=span(data.first, data.last))
    return MadePaper(title, week_board(data, options_for(house, where, args.paper)))


_PAPERS: dict[str, tuple[Callable[[Opened, ThisHouse, Namespace], MadePaper], str]] = {
    "weekly": (_weekly, N_("The weekly report of {house} is in {file}.")),
    "people": (report_people.people_paper, N_("The people pages of {house} are in {file}.")),
    "signlog": (_sign_log, N_("The sign log of {house} is in {file}.")),
    "weekboard": (_week_board, N_("The week board of {house} is in {file}.")),
    "chores": (report_chores.chores, N_("The chores of {house} are in {file}.")),
    "sponsors": (report_support.sponsors, N_("The sponsors of {house} are in {file}.")),
    "milestones": (report_measures.milestone_papers,
                   N_("The milestones of {house} are in {file}.")),
    "recovery-capital": (report_measures.recovery_capital,
                         N_("The recovery capital of {house} is in {file}.")),
    "circle": (report_circle.circle_paper, N_("The circle of {house} is in {file}.")),
    "agenda": (report_meetings.agenda, N_("The agenda of {house} is in {file}.")),
    "minutes": (report_meetings.minutes, N_("The minutes of {house} are in {file}.")),
    "rollcall": (report_meetings.roll_call, N_("The roll call of {house} is in {file}.")),
    "courtcard": (report_meetings.card, N_("The attendance card of {house} is in {file}.")),
}


ABOUT = {
    "weekly": N_("the weekly house report"),
    "people": N_("each resident's week under five headings"),
    "signlog": N_("the sign log of a week"),
    "weekboard": N_("the meetings of a week for the wall"),
    "chores": N_("chores: the week's chart, cards, who carried how much, an inspection sheet"),
    "sponsors": N_("sponsors: the list, a call sheet, who has room, checks of mentors"),
    "milestones": N_("milestones: what to celebrate, or certificates"),
    "recovery-capital": N_("BARC-10: a person's trend, the house's means, or the empty form"),
    "circle": N_("the circle of the house or of one person"),
    "agenda": N_("the agenda of a house meeting"),
    "minutes": N_("the minutes of a house meeting"),
    "rollcall": N_("the roll call of a house meeting, also empty"),
    "courtcard": N_("a person's verified recovery meetings, or the empty card"),
}
_OWN: dict[str, Any] = {  # papers with options of their own: HELP, add_arguments() and run()
    "blank": report_blank,
    "power-cut": report_power_cut,
    "packet": report_packet,
    **report_inside.PAPERS,
    **report_outside.COMMANDS,
    "list": report_list,
}
