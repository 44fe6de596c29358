"""The command `report packet`: the week of one house, or of all of them, each as one PDF file."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.papers_made import day_typed, first_day
from sobrhouse.cli.which_house import ThisHouse, every_house, find_house
from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.packets import MadePacket, Names, PacketChoice, Section, Size, in_order
from sobrhouse.exchange.aside import write_after
from sobrhouse.problems import Problem
from sobrhouse.queries.packet_values import PacketValues, packet_values
from sobrhouse.queries.packets import packet_sets
from sobrhouse.queries.papers import paper_facts
from sobrhouse.queries.settings import house_settings
from sobrhouse.services.packets import record_packet
from sobrhouse.words import LANGUAGES, N_, _, n_, speaking

if TYPE_CHECKING:  # what draws is loaded when there is something to draw
    from sobrhouse.reports.options import PaperOptions

HELP = N_("the weekly packet: summary, sign log, chores, meetings, people and milestones")


def add_arguments(parser: ArgumentParser) -> None:
    """Of which houses and week, how it is printed, and into which file or folder."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--house", metavar="NAME", help=_("of which house (the only one)"))
    which.add_argument("--all-houses", action="store_true", help=_(
        "of every house that you work in, a file each"))
    parser.add_argument("--week", type=day_typed, metavar="YYYY-MM-DD", help=_(
        "a day of the week it is about (today)"))
    parser.add_argument("--set", metavar="NAME", help=_(
        "a saved set of sections (the one that Reports opens with)"))
    parser.add_argument("--sections", metavar="A,B", type=_sections, help=_(
        "only these, with commas between them: {sections}").format(sections=", ".join(Section)))
    parser.add_argument("--names", choices=list(Names), help=_(
        "first name and initial, full names, or the bed only (as the set or the house has it, "
        "but full names only where they are asked for here)"))
    parser.add_argument("--paper", choices=list(Size), help=_(
        "the size of the paper (as the set or the house has it)"))
    parser.add_argument("--large", action="store_true", help=_("large print"))
    parser.add_argument("--language", choices=list(LANGUAGES), help=_(
        "the language of the paper (that of this terminal)"))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="FILE", help=_(
        "the file to write, ending in .pdf; an old one is replaced"))
    where.add_argument("--out-dir", type=Path, metavar="DIR", help=_(
        "the folder for a file of each house, named by week and house"))


def _sections(text: str) -> tuple[Section, ...]:
    chosen = in_order(word.strip() for word in text.split(","))
    if len(chosen) != len(text.split(",")):
        raise ArgumentTypeError(_("choose from {sections}").format(sections=", ".join(Section)))
    return chosen


def run(args: Namespace) -> int:
    """A file a house; each is there only whole, and only once it is in the log."""
    if args.all_houses and args.out is not None:
        raise Problem(_("For all houses name a folder with --out-dir: each has a file of its own."))
    if args.out_dir is not None and not args.out_dir.is_dir():
        raise Problem(_("There is no folder {name}. Make it, or choose another.").format(
            name=args.out_dir.name))  # fmt: skip
    from sobrhouse.cli.packets_ahead import drawn_ahead

    with opened(args) as house:
        wanted = every_house(house) if args.all_houses else (find_house(house, args.house),)
        drawn = drawn_ahead(_asked(house, wanted, args), len(wanted), args.language or "")
        with closing(drawn):
            _put_out(house, wanted, args, drawn)
    return 0


def _put_out(
    house: Opened, wanted: tuple[ThisHouse, ...], args: Namespace,
    drawn: Iterator[tuple[bytes, MadePacket]],
) -> None:  # fmt: skip
    for number, (where, (pdf, made)) in enumerate(zip(wanted, drawn, strict=True), 1):
        path = _one(house, where, args, pdf, made)
        said = n_(
            "{house}: {n} page in {file}", "{house}: {n} pages in {file}", made.pages
        ).format(house=where.name, n=made.pages, file=path.name)
        if len(wanted) > 1:
            said = _("{done} of {all}: {what}").format(done=number, all=len(wanted), what=said)
        print(said, flush=True)


def _one(
    house: Opened, where: ThisHouse, args: Namespace, pdf: bytes, made: MadePacket
) -> Path:
    """Written aside, recorded, then given its name: what is stopped leaves no half a file."""
    last = made.week_start + timedelta(days=6)
    what = _("weekly packet")
    path: Path = args.out or args.out_dir / paper_name(last, where.name, what)
    write_after(pdf, path, lambda: house.store.write(
        house.actor, record_packet, where.house_id, made, saved=True))  # fmt: skip
    return path


def _asked(
    house: Opened, wanted: Iterable[ThisHouse], args: Namespace
) -> Iterator[tuple[PacketValues, "PaperOptions"]]:
    """What the packet of each house is drawn from, read when it is its turn."""
    for where in wanted:
        with speaking(args.language or ""):
            asked = _drawn_from(house, where, args)
        yield asked


def _drawn_from(
    house: Opened, where: ThisHouse, args: Namespace
) -> tuple[PacketValues, "PaperOptions"]:
    from sobrhouse.reports.packet import options_of
    from sobrhouse.reports.stamps import Maker, stamp_of

    store, me = house.store, house.actor
    start = first_day(house, where, args.week)
    choice = _choice(house, where, args)
    values = store.read(me, packet_values, where.house_id, start, where.today, store.now())
    facts = store.read(me, paper_facts, where.house_id)
    options = options_of(choice, stamp_of(facts, Maker(me.name, store.now())))
    return values.only(choice.sections), options


def _choice(house: Opened, where: ThisHouse, args: Namespace) -> PacketChoice:
    """What was asked for; what was not is as the set has it, or the house."""
    found = next(_sets(house, where, args.set), None)
    settings = house.store.read(house.actor, house_settings, where.house_id)
    if found is None:
        names = Names(str(settings.get("report_names")))
        usual = PacketChoice(names=names, size=Size(str(settings.get("paper_size"))))
    else:
        usual = found
    if usual.names is Names.FULL and args.names is None:
        usual = PacketChoice(usual.sections, Names.SHORT, usual.size, usual.large)
    return PacketChoice(
        args.sections or usual.sections, Names(args.names or usual.names),
        Size(args.paper or usual.size), args.large or usual.large,
    )  # fmt: skip


def _sets(house: Opened, where: ThisHouse, name: str | None) -> Iterator[PacketChoice]:
    rows = house.store.read(house.actor, packet_sets, where.house_id)
    if name is None:
        yield from (row.choice for row in rows if row.usual)
        return
    wanted = " ".join(name.split()).casefold()
    found = [row.choice for row in rows if row.name.casefold() == wanted]
    if not found:
        raise Problem(
            _("{house} has no set {name}. It has: {names}.").format(
                house=where.name, name=name, names=", ".join(row.name for row in rows) or "–"
            )
        )
    yield from found
