"""The papers of meetings for `report`: agenda, minutes and roll call of one house meeting, and the
court card of one person.
"""

from argparse import Namespace
from dataclasses import replace
from datetime import date, timedelta

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.papers_made import MadePaper, options_for
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.domain.names import plain
from sobrhouse.domain.phrases import nice_date, span
from sobrhouse.problems import NotFound, Problem
from sobrhouse.queries.finding import people_to_find
from sobrhouse.queries.meeting_papers import (
    MeetingPaper,
    RollPaper,
    court_card,
    empty_roll,
    meeting_beside,
    meeting_paper,
    meetings_of_day,
)
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.services.house_meetings import open_meeting
from sobrhouse.words import _

CARD_DAYS = timedelta(days=29)  # a court card without --from begins so long before its last day


def agenda(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The agenda of the meeting of a day, else of the next one; a planned one is written down."""
    from sobrhouse.reports.agenda_sheet import agenda_sheet

    row = _meeting(house, where, args.on, ahead=True)
    meeting_id = row.meeting_id
    if meeting_id is None:
        assert row.series_id is not None and row.on is not None  # only a series plans
        meeting_id = house.store.write(
            house.actor, open_meeting, where.house_id, row.series_id, row.on
        )
    data = _paper(house, where, meeting_id)
    return MadePaper(_titled(_("Agenda, {day}"), data.run.day),
                     agenda_sheet(data, options_for(house, where, args.paper)))  # fmt: skip


def minutes(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The minutes of the meeting of a day, else of the last one."""
    from sobrhouse.reports.minutes import minutes as draw

    row = _meeting(house, where, args.on, ahead=False)
    if row.meeting_id is None:
        raise NotFound(_("Nothing is written down of the meeting on {day}. Choose another day.")
                       .format(day=nice_date(row.day)))  # fmt: skip
    data = _paper(house, where, row.meeting_id)
    return MadePaper(_titled(_("Minutes, {day}"), data.run.day),
                     draw(data, options_for(house, where, args.paper)))  # fmt: skip


def roll_call(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The roll of the meeting of a day, else of the next one; `--blank` leaves it to be filled."""
    from sobrhouse.reports.roll_call import roll_call as draw
    from sobrhouse.reports.roll_call import roll_of

    row = _meeting(house, where, args.on, ahead=True)
    if row.meeting_id is not None and not args.blank:
        roll = roll_of(_paper(house, where, row.meeting_id))
    else:
        lines = house.store.read(house.actor, empty_roll, where.house_id, row.day)
        roll = RollPaper(row.title, row.kind, row.day, row.at, row.place, lines)
    return MadePaper(_titled(_("Roll call, {day}"), row.day),
                     draw(roll, options_for(house, where, args.paper)))  # fmt: skip


def card(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The court card of a person, or with `--blank` an empty one."""
    from sobrhouse.reports.court_card import court_card as draw

    options = options_for(house, where, args.paper)
    if args.blank:
        return MadePaper(_("Meeting attendance card, empty"), draw(None, options))
    if not args.resident:
        raise Problem(_("Say whose card with --resident NAME, or --blank for an empty one."))
    last = args.to or where.today
    first = args.since or last - CARD_DAYS
    if first > last:
        raise Problem(_("The first day is after the last. Turn --from and --to around."))
    person = resident_named(house, where, args.resident)
    data = house.store.read(house.actor, court_card, where.house_id, person, first, last)
    title = _("Meeting attendance card, {days}").format(days=span(first, last))
    pdf = draw(data, replace(options, names="full"))
    return MadePaper(title, pdf, "full", person)


def _titled(title: str, day: date) -> str:
    return title.format(day=nice_date(day))


def _paper(house: Opened, where: ThisHouse, meeting_id: int) -> MeetingPaper:
    return house.store.read(house.actor, meeting_paper, where.house_id, meeting_id)


def _meeting(house: Opened, where: ThisHouse, on: date | None, *, ahead: bool) -> MeetingRow:
    """The meeting of that day; without a day the next one, or the last that began."""
    store, me = house.store, house.actor
    if on is None:
        row = store.read(me, meeting_beside, where.house_id, store.now(), ahead=ahead)
        if row is None:
            raise NotFound(_("No meeting is near. Say of which day with --on."))
        return row
    rows = store.read(me, meetings_of_day, where.house_id, on)
    if not rows:
        raise NotFound(_("There is no house meeting on {day}.").format(day=nice_date(on)))
    written = [row for row in rows if row.meeting_id is not None]
    return (written or list(rows))[-1]


def resident_named(house: Opened, where: ThisHouse, name: str) -> int:
    """Whom a name on the command line means; a Problem where it is nobody, or several people."""
    people = house.store.read(house.actor, people_to_find, where.house_id)
    wanted = plain(name)
    same = [p for p in people if wanted in (plain(p.name), plain(p.legal_name))]
    near = same or [
        p for p in people if any(plain(n).startswith(wanted) for n in (p.name, p.legal_name))
    ]
    if len(near) == 1:
        return near[0].resident_id
    if near:
        raise Problem(_("Several people fit: {names}. Type more of the name.")
                      .format(names=", ".join(p.name for p in near[:6])))  # fmt: skip
    raise NotFound(_("Nobody of this house is called {name}.").format(name=name))
