"""Papers that stay in the house, for `report`: who lives here and in what bed, one person's file,
their own copy, how a stay ended, what left the house, and the check of the audit log.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.papers_made import MadePaper, day_typed, options_for, save_paper
from sobrhouse.cli.report_meetings import resident_named
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.phrases import nice_date, span
from sobrhouse.problems import Problem
from sobrhouse.services.own_copies import CONFIRMED_BY
from sobrhouse.services.pins import confirm_by_passphrase
from sobrhouse.words import LANGUAGES, N_, _, speaking

if TYPE_CHECKING:
    from sobrhouse.exchange.own_copy import Copy

ACCOUNT_DAYS = timedelta(days=3 * 365)  # of which a resident may ask for the accounting (§ 2.25)
T = TypeVar("T")
Make = Callable[[Opened, ThisHouse, Namespace], MadePaper]


@dataclass(frozen=True, slots=True)
class InsidePaper:
    """One paper of the command line: what it is, what can be asked, and how it is made.

    The names in capitals and the two functions are those of a module of `report`.
    """

    HELP: str
    make: Make
    asks: Sequence[str] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What this paper can be asked for."""
        for ask in self.asks:
            _ASKS[ask](parser)
        _usual(parser)

    def run(self, args: Namespace) -> int:
        """Make it, record it, write it."""
        with opened(args) as house:
            where = find_house(house, args.house)
            save_paper(house, where, self.make(house, where, args), args.out)
        print(_("The paper is in {file}.").format(file=args.out.name))
        return 0


@dataclass(frozen=True, slots=True)
class OwnCopyPaper:
    """The resident's own copy, as PDF or JSON by the file's name."""

    HELP: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, in which language, and where to."""
        _ask_resident(parser)
        parser.add_argument("--language", choices=list(LANGUAGES), help=_(
            "the language of the paper (as the program speaks to them)"))  # fmt: skip
        _usual(parser)

    def run(self, args: Namespace) -> int:
        """Write it aside, record that it is handed out, then give it its name."""
        from sobrhouse.exchange.own_copy import save_copy

        with opened(args) as house:
            where = find_house(house, args.house)
            copy = own_copy_file(house, where, args)
            house.store.write(house.actor, confirm_by_passphrase, CONFIRMED_BY)
            save_copy(house.store, house.actor, where.house_id, copy, args.out)
        print(_("The paper is in {file}.").format(file=args.out.name))
        return 0


def own_copy_file(house: Opened, where: ThisHouse, args: Namespace) -> "Copy":
    """Everything held about one person, still in memory."""
    from sobrhouse.exchange.own_copy import Copy, own_copy_json
    from sobrhouse.queries.held import own_copy as read
    from sobrhouse.reports.held_paper import own_copy as draw

    kind = args.out.suffix.casefold()
    if kind not in (".pdf", ".json"):
        raise Problem(_("Give the file a name that ends in .pdf or .json."))
    person = resident_named(house, where, args.resident)
    data = house.store.read(house.actor, read, where.house_id, person, where.today,
                            actor=house.actor, language=args.language or "")  # fmt: skip
    if kind == ".json":
        return Copy(data, own_copy_json(data, where.name), "JSON")
    with speaking(data.language):
        pdf = draw(data, options_for(house, where, args.paper))
    return Copy(data, pdf, "PDF", pdf.count(b"/Type /Page\n"))


def _of_one(house: Opened, where: ThisHouse, query: Callable[..., T], person: int) -> T:
    me = house.actor
    return house.store.read(me, query, where.house_id, person, where.today, actor=me)


def _usual(parser: ArgumentParser) -> None:
    parser.add_argument("--house", metavar="NAME", help=_("of which house (the only one)"))
    parser.add_argument("--paper", choices=["letter", "a4"], help=_(
        "the size of the paper (as the house has it)"))  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FILE", required=True, help=_(
        "the file to write; an old one is replaced"))  # fmt: skip


def _ask_day(parser: ArgumentParser) -> None:
    parser.add_argument("--on", type=day_typed, metavar="YYYY-MM-DD", help=_(
        "of which day, also long ago (today)"))  # fmt: skip


def _ask_resident(parser: ArgumentParser) -> None:
    parser.add_argument("--resident", metavar="NAME", required=True, help=_("whose"))


def _ask_period(parser: ArgumentParser) -> None:
    parser.add_argument("--resident", metavar="NAME", help=_("about whom (everybody)"))
    parser.add_argument("--from", dest="since", type=day_typed, metavar="YYYY-MM-DD", help=_(
        "the first day (three years back)"))  # fmt: skip
    parser.add_argument("--to", type=day_typed, metavar="YYYY-MM-DD", help=_(
        "the last day (today)"))  # fmt: skip


def _ask_anchor(parser: ArgumentParser) -> None:
    parser.add_argument("--anchor", metavar="CODE", help=_(
        "the 12 characters from the foot of a printed report"))  # fmt: skip


_ASKS: dict[str, Callable[[ArgumentParser], None]] = {
    "day": _ask_day, "resident": _ask_resident, "period": _ask_period, "anchor": _ask_anchor,
}  # fmt: skip


def _roster(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.residents import residents_here
    from sobrhouse.reports.residents_list import residents_list

    rows = house.store.read(house.actor, residents_here, where.house_id, where.today)
    pdf = residents_list(rows, where.today, options_for(house, where, args.paper))
    return MadePaper(_("Residents, {day}").format(day=nice_date(where.today)), pdf)


def _phones(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.phone_list import phone_list as read
    from sobrhouse.reports.phone_list import phone_list as draw

    data = house.store.read(house.actor, read, where.house_id, where.today)
    title = _("Phone list, {day}").format(day=nice_date(where.today))
    return MadePaper(title, draw(data, options_for(house, where, args.paper)))


def _beds(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.beds import board
    from sobrhouse.reports.bed_board import bed_board

    day = args.on or where.today
    data = house.store.read(house.actor, board, where.house_id, day)
    title = _("Bed board, {day}").format(day=nice_date(day))
    return MadePaper(title, bed_board(data, options_for(house, where, args.paper)))


def _census(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.census import census_day
    from sobrhouse.reports.census import census_sheet

    day = args.on or where.today
    if day > where.today:
        raise Problem(_("This day has not come yet."))
    data = house.store.read(house.actor, census_day, where.house_id, day)
    title = _("Census, {day}").format(day=nice_date(day))
    return MadePaper(title, census_sheet(data, options_for(house, where, args.paper)))


def _face_sheet(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.profile import profile
    from sobrhouse.reports.face_sheet import face_sheet

    person = resident_named(house, where, args.resident)
    data = house.store.read(
        house.actor, profile, person, where.house_id, where.today, actor=house.actor
    )
    options = options_for(house, where, args.paper)
    pdf = face_sheet(data, options.stamp, where.today, options.size)
    return MadePaper(_("Emergency sheet"), pdf, "full", person)


def _resident_file(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.held import resident_file as read
    from sobrhouse.reports.held_paper import resident_file as draw

    person = resident_named(house, where, args.resident)
    data = _of_one(house, where, read, person)
    options = replace(options_for(house, where, args.paper), names="full")
    return MadePaper(_("Resident file"), draw(data, options), "full", person)


def _discharge(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.discharge import discharge
    from sobrhouse.reports.discharge_summary import discharge_summary

    person = resident_named(house, where, args.resident)
    data = _of_one(house, where, discharge, person)
    options = replace(options_for(house, where, args.paper), names="full")
    return MadePaper(_("Discharge summary"), discharge_summary(data, options), "full", person)


def _disclosures(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.disclosure_account import disclosure_account as read
    from sobrhouse.reports.disclosure_account import disclosure_account as draw

    last = args.to or where.today
    first = args.since or last - ACCOUNT_DAYS
    if first > last:
        raise Problem(_("The first day is after the last. Turn --from and --to around."))
    person = resident_named(house, where, args.resident) if args.resident else None
    data = house.store.read(house.actor, read, where.house_id, first, last, person)
    title = _("Accounting of disclosures, {days}").format(days=span(first, last))
    names = "short" if person is None else "full"
    pdf = draw(data, options_for(house, where, args.paper))
    return MadePaper(title, pdf, names, person)


def _audit(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    from sobrhouse.queries.audit_check import log_reach
    from sobrhouse.reports.audit_check import AuditCheck, audit_check

    reach = house.store.read(house.actor, log_reach, where.house_id)
    found = house.store.verify_log(anchor=args.anchor)
    data = AuditCheck(
        found.rows, found.head_seq, found.anchor, found.faults, house.store.now(),
        house.actor.name, reach, args.anchor or "", found.code_missing,
    )  # fmt: skip
    title = _("Check of the audit log")
    return MadePaper(title, audit_check(data, options_for(house, where, args.paper)))


PAPERS = {
    "roster": InsidePaper(N_("who lives here, with bed, phase, days sober and phone"), _roster),
    "phones": InsidePaper(N_("the phone list, with whom to call first"), _phones),
    "beds": InsidePaper(N_("the bed board of any night"), _beds, ("day",)),
    "census": InsidePaper(N_("who was in what bed on any day, and who came or left"), _census,
                          ("day",)),
    "face-sheet": InsidePaper(N_("a person's emergency sheet"), _face_sheet, ("resident",)),
    "resident-file": InsidePaper(N_("the house's file of one person"), _resident_file,
                                 ("resident",)),
    "own-copy": OwnCopyPaper(N_("everything held about a person, for themselves; PDF or JSON")),
    "discharge": InsidePaper(N_("how a person's stay went and ended"), _discharge, ("resident",)),
    "disclosures": InsidePaper(N_("what left the house, about a person or everybody"),
                               _disclosures, ("period",)),
    "audit": InsidePaper(N_("a printed check of the audit log"), _audit, ("anchor",)),
}  # fmt: skip
