"""The papers of milestones and of BARC-10 for `report`: programme, certificates, trend, form."""

from argparse import Namespace
from collections.abc import Callable
from datetime import timedelta

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.papers_made import MadePaper, kind_of, options_for
from sobrhouse.cli.report_meetings import resident_named
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.domain.phrases import nice_date, span
from sobrhouse.problems import Problem
from sobrhouse.queries import assessments, milestones
from sobrhouse.words import _

LAST_DAYS = timedelta(days=14)  # certificates of these days and of as many to come


def milestone_papers(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The paper that `--kind` names."""
    return KINDS[kind_of(args, KINDS)](house, where, args)


def _programme(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.milestone_sheet import milestone_sheet

    day = args.on or where.today
    data = house.store.read(house.actor, milestones.milestone_programme, where.house_id, day)
    title = _("Milestones to celebrate, {days}").format(days=span(data.first, data.last))
    return MadePaper(title, milestone_sheet(data, options_for(house, where, args.paper)))


def _certificates(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.reports.certificate import certificates

    first = args.since or where.today - LAST_DAYS
    last = args.to or where.today + LAST_DAYS
    if first > last:
        raise Problem(_("The first day is after the last. Turn --from and --to around."))
    rows = house.store.read(house.actor, milestones.certificates_of, where.house_id, first, last)
    person = None
    if args.resident:
        person = resident_named(house, where, args.resident)
        rows = tuple(row for row in rows if row.resident_id == person)
    title = _("Certificates, {days}").format(days=span(first, last))
    pdf = certificates(rows, options_for(house, where, args.paper))
    return MadePaper(title, pdf, resident_id=person)


def recovery_capital(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The house's means, with `--resident` a person's trend, with `--blank` an empty form."""
    from sobrhouse.reports.barc_form import barc_form
    from sobrhouse.reports.recovery_capital import house_capital, person_capital

    options, store, me = options_for(house, where, args.paper), house.store, house.actor
    if args.blank:
        return MadePaper(_("BARC-10, empty"), barc_form(options))
    if args.resident:
        person = resident_named(house, where, args.resident)
        asked = (where.house_id, person, where.today)
        data = store.read(me, assessments.capital_paper, *asked, actor=me)
        title = _("Recovery capital of one person, {day}").format(day=nice_date(where.today))
        return MadePaper(title, person_capital(data, options), resident_id=person)
    months = store.read(me, assessments.house_capital, where.house_id, where.today)
    title = _("Recovery capital of the house, {day}").format(day=nice_date(where.today))
    return MadePaper(title, house_capital(months, options))


KINDS: dict[str, Callable[[Opened, ThisHouse, Namespace], MadePaper]] = {
    "programme": _programme,
    "certificates": _certificates,
}
