"""The commands `report letter|attendance|progress|family|certificate`: papers for outside, by a
consent that stands, behind a password, and in the accounting of disclosures before they are a file.
"""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sobrhouse.cli.opening import Opened, opened, secret
from sobrhouse.cli.papers_made import day_typed, options_for
from sobrhouse.cli.report_meetings import resident_named
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.names import plain
from sobrhouse.domain.outside import (
    DAYS,
    LONGEST_DAYS,
    WITH_REMARK,
    WITHOUT_DAYS,
    Outgoing,
    OutsidePaper,
    days_within,
    through_the_gate,
)
from sobrhouse.domain.staff import Permission
from sobrhouse.exchange.outside import hand_out
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.consents import ConsentRow
from sobrhouse.queries.outside import outside_facts, standing_consents
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.words import LANGUAGES, N_, _, n_, speaking

PASSWORD = "SOBRHOUSE_PAPER_PASSWORD"
HELPS: dict[OutsidePaper, str] = {
    OutsidePaper.LETTER: N_("for outside: that somebody lives here, and what you write"),
    OutsidePaper.ATTENDANCE: N_("for outside: recovery meetings, and how each was verified"),
    OutsidePaper.PROGRESS: N_("for probation, parole or a court: all that the consent names"),
    OutsidePaper.FAMILY: N_("for the family: milestones and attendance only"),
    OutsidePaper.CERTIFICATE: N_("for outside: the newest milestone as a certificate"),
}


@dataclass(frozen=True, slots=True)
class OutsideCommand:
    """One of these papers as a command of its own."""

    paper: OutsidePaper

    @property
    def HELP(self) -> str:  # noqa: N802 - what each paper's module calls it
        """What it is, in the words of the catalogue's source."""
        return HELPS[self.paper]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, by which consent, about which days, into which file."""
        parser.add_argument("--house", metavar="NAME", help=_("of which house (the only one)"))
        parser.add_argument("--resident", metavar="NAME", required=True, help=_("about whom"))
        parser.add_argument("--recipient", metavar="NAME", help=_(
            "to whom, as the consent names them (the only consent that stands)"))  # fmt: skip
        if self.paper not in WITHOUT_DAYS:
            parser.add_argument("--from", dest="since", type=day_typed, metavar="YYYY-MM-DD",
                                help=_("its first day (30 days)"))  # fmt: skip
            parser.add_argument("--to", type=day_typed, metavar="YYYY-MM-DD", help=_(
                "its last day (today)"))  # fmt: skip
        if self.paper in WITH_REMARK:
            parser.add_argument("--remark", default="", metavar="TEXT", help=_(
                "what you write, told only where the consent names notes of staff"))  # fmt: skip
        if self.paper is OutsidePaper.FAMILY:
            parser.add_argument("--approved", action="store_true", help=_(
                "the resident has read the letter and wants it sent"))  # fmt: skip
        parser.add_argument("--language", choices=list(LANGUAGES), help=_(
            "the language of the paper (as the program speaks)"))  # fmt: skip
        parser.add_argument("--no-password", action="store_true", help=_(
            "an open file; else the password is asked for, or read from {variable}").format(
            variable=PASSWORD))  # fmt: skip
        parser.add_argument("--paper", choices=["letter", "a4"], help=_(
            "the size of the paper (as the house has it)"))  # fmt: skip
        parser.add_argument("--out", type=Path, metavar="FILE", required=True, help=_(
            "the file to write, ending in .pdf; an old one is replaced"))  # fmt: skip

    def run(self, args: Namespace) -> int:
        """Weigh, draw, record, and only then give the file its name."""
        from sobrhouse.reports.outside import outside_paper

        if self.paper is OutsidePaper.FAMILY and not args.approved:
            raise Problem(_("The resident reads a family letter first. Then add --approved."))
        with opened(args) as house:
            where = find_house(house, args.house)
            if not house.actor.may(Permission.MANAGE_PEOPLE):
                raise NotAllowed(_("Papers for outside are for the manager and the owner."))
            going = self._weighed(house, where, args)
            with speaking(going.language):
                pdf = outside_paper(going, options_for(house, where, args.paper))
            password = "" if args.no_password else secret(PASSWORD, _("Password for the file: "))
            house.store.write(house.actor, confirm_by_passphrase, Purpose.OUTSIDE)
            hand_out(house.store, house.actor, going, pdf, args.out, password)
        said = n_("{file} is written and in the accounting. {n} row stayed in the house.",
                  "{file} is written and in the accounting. {n} rows stayed in the house.",
                  going.left_out)  # fmt: skip
        print(said.format(file=args.out.name, n=going.left_out))
        return 0

    def _weighed(self, house: Opened, where: ThisHouse, args: Namespace) -> Outgoing:
        store, me = house.store, house.actor
        person = resident_named(house, where, args.resident)
        rows = store.read(me, standing_consents, where.house_id, person, where.today)
        consent = _one(rows, args.recipient)
        last = getattr(args, "to", None) or where.today
        back = LONGEST_DAYS if self.paper in WITHOUT_DAYS else DAYS[0] - 1
        first = getattr(args, "since", None) or last - timedelta(days=back)
        first, last = days_within(consent.given, first, last)
        if last < first:
            raise Problem(_("The consent covers none of these days. Choose others."))
        found = store.read(me, outside_facts, where.house_id, person, self.paper, first, last,
                           store.now(), args.language or "")  # fmt: skip
        remark = getattr(args, "remark", "")
        going = through_the_gate(found, consent.given, where.today, me.name, remark=remark)
        return replace(going, language=args.language or "")


def _one(rows: tuple[ConsentRow, ...], recipient: str | None) -> ConsentRow:
    """The consent that is meant; Problem where it is none, or could be several."""
    wanted = plain(recipient or "")
    near = [row for row in rows if wanted in plain(row.given.terms.recipient)]
    if len(near) == 1:
        return near[0]
    if not near:
        raise Problem(_("No consent of theirs stands today for that. Nothing was written."))
    names = ", ".join(row.given.terms.recipient for row in near[:6])
    raise Problem(
        _("Several consents stand: {names}. Choose one with --recipient.").format(names=names)
    )


COMMANDS = {paper.value: OutsideCommand(paper) for paper in OutsidePaper}
