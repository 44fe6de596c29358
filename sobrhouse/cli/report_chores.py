"""The papers of chores for `report`: chart, cards, fairness page and inspection sheet."""

from argparse import Namespace
from collections.abc import Callable
from datetime import timedelta

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.papers_made import MadePaper, first_day, kind_of, options_for
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.domain.phrases import nice_date, span
from sobrhouse.queries.chore_papers import chore_cards, chore_chart, fair_paper, look_round
from sobrhouse.words import _


def chores(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The paper that `--kind` names."""
    return KINDS[kind_of(args, KINDS)](house, where, args)


def _chart(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.chore_chart import chore_chart as draw

    store, start = house.store, first_day(house, where, args.week)
    data = store.read(house.actor, chore_chart, where.house_id, start, store.now())
    title = _("Chores of the week, {week}").format(week=span(data.first, data.last))
    return MadePaper(title, draw(data, options_for(house, where, args.paper)))


def _cards(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.chore_cards import chore_cards as draw

    cards = house.store.read(house.actor, chore_cards, where.house_id, args.week or where.today)
    return MadePaper(_("Chore cards"), draw(cards, options_for(house, where, args.paper)))


def _fairness(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """Up to the end of the week."""
    from sobrhouse.reports.chore_fairness import chore_fairness

    last = first_day(house, where, args.week) + timedelta(days=6)
    data = house.store.read(house.actor, fair_paper, where.house_id, last)
    days = span(data.fair.first_on, data.fair.last_on)
    title = _("Chores: who carried how much, {days}").format(days=days)
    return MadePaper(title, chore_fairness(data, options_for(house, where, args.paper)))


def _inspection(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.inspection_sheet import inspection_sheet

    store, day = house.store, args.on or args.week or where.today
    data = store.read(house.actor, look_round, where.house_id, day, store.now())
    title = _("Chore inspection, {day}").format(day=nice_date(day))
    return MadePaper(title, inspection_sheet(data, options_for(house, where, args.paper)))


KINDS: dict[str, Callable[[Opened, ThisHouse, Namespace], MadePaper]] = {
    "chart": _chart,
    "cards": _cards,
    "fairness": _fairness,
    "inspection": _inspection,
}
