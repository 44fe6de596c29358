"""The papers of support for `report`: sponsors and buddies, the call sheet, who has room, and what
mentors were checked for.
"""

from argparse import Namespace
from collections.abc import Callable

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.papers_made import MadePaper, first_day, kind_of, options_for
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.domain.phrases import nice_date, span
from sobrhouse.queries import support_papers as papers
from sobrhouse.words import _


def sponsors(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The paper that `--kind` names."""
    return KINDS[kind_of(args, KINDS)](house, where, args)


def _list(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.sponsor_list import sponsor_list

    data = house.store.read(house.actor, papers.sponsor_paper, where.house_id, where.today)
    title = _("Sponsors and buddies, {day}").format(day=nice_date(data.on))
    return MadePaper(title, sponsor_list(data, options_for(house, where, args.paper)))


def _calls(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.call_sheet import call_sheet

    start = first_day(house, where, args.week)
    data = house.store.read(
        house.actor, papers.call_sheet, where.house_id, start, where.today
    )  # fmt: skip
    title = _("Calls to sponsors, {week}").format(week=span(data.first, data.last))
    return MadePaper(title, call_sheet(data, options_for(house, where, args.paper)))


def _mentors(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.mentor_board import mentor_board

    data = house.store.read(house.actor, papers.mentor_board, where.house_id, where.today)
    title = _("People who support, {day}").format(day=nice_date(data.on))
    return MadePaper(title, mentor_board(data, options_for(house, where, args.paper)))


def _checks(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.mentor_record import mentor_record

    data = house.store.read(house.actor, papers.mentor_record, where.house_id, where.today)
    title = _("Mentors and what we ask of them, {day}").format(day=nice_date(data.on))
    return MadePaper(title, mentor_record(data, options_for(house, where, args.paper)))


KINDS: dict[str, Callable[[Opened, ThisHouse, Namespace], MadePaper]] = {
    "list": _list,
    "calls": _calls,
    "mentors": _mentors,
    "checks": _checks,
}
