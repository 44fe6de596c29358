"""The people pages for `report`: each resident's week under five headings."""

from argparse import Namespace

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.papers_made import MadePaper, first_day, options_for
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.domain.phrases import span
from sobrhouse.queries.week_people import people_week
from sobrhouse.words import _


def people_paper(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The pages of the week that a day is in."""
    from sobrhouse.reports.week_people import people_pages

    store, start = house.store, first_day(house, where, args.week)
    data = store.read(house.actor, people_week, where.house_id, start, where.today, store.now())
    title = _("Each resident's week, {week}").format(week=span(data.week_start, data.week_end))
    return MadePaper(title, people_pages(data, options_for(house, where, args.paper)))
