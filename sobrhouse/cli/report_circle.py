"""The circle for `report`: a page for the house, with `--resident` one for a person."""

from argparse import Namespace

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.papers_made import MadePaper, options_for
from sobrhouse.cli.report_meetings import resident_named
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.circle import circle
from sobrhouse.words import _


def circle_paper(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The ties of today; the title says nobody's name, for it goes into the log."""
    from sobrhouse.reports.circle import CirclePaper, circle_page

    person = resident_named(house, where, args.resident) if args.resident else None
    data = house.store.read(house.actor, circle, where.house_id, house.store.now())
    title = _("The circle, {day}")
    if person is not None:
        title = _("The circle of one person, {day}")
    pdf = circle_page(CirclePaper(data, person), options_for(house, where, args.paper))
    return MadePaper(title.format(day=nice_date(data.on)), pdf, resident_id=person)
