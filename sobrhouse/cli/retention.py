"""The command `retention`: how long records are kept, whose time is over, and destroying them with
a second person there.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.second import add_second, confirm_two
from sobrhouse.cli.which_house import ThisHouse, every_house, find_house
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.purging import title_of
from sobrhouse.domain.retention import DEFAULTS, RecordClass, standing_words
from sobrhouse.problems import Problem
from sobrhouse.queries.purges import must_be_packed, purge_preview
from sobrhouse.queries.retention import kept_records, old_visits, retention_rules
from sobrhouse.services import retention
from sobrhouse.services.pins import Purpose
from sobrhouse.services.purges import Destroyed, destroy_person, destroy_visits
from sobrhouse.storage.backups.places import places_of
from sobrhouse.storage.packing import pack_and_back_up
from sobrhouse.words import N_, _, n_

NAME = "retention"
HELP = N_("How long records are kept, and destroying those whose time is over.")


def add_arguments(parser: ArgumentParser) -> None:
    """What to do; without anything it says what is kept until when."""
    parser.add_argument(
        "what", nargs="?", default="list", choices=list(_DO),
        help=_("list; show or destroy a record by its number; visits; set; certificate; finish"),
    )
    number = _("of the person, as list says it, or of the certificate")
    parser.add_argument("number", nargs="?", type=int, metavar="NUMBER", help=number)
    add_second(parser)
    parser.add_argument("--house", metavar="NAME", help=_("the house, for visits"))
    parser.add_argument("--of", choices=[c.value for c in RecordClass],
                        help=_("for set: which records"))  # fmt: skip
    parser.add_argument("--years", type=int, metavar="N", help=_("for set: how many years"))
    parser.add_argument("--because", metavar="WORDS", help=_("for set: on what ground"))
    parser.add_argument("--to", metavar="DIR", help=_("the folder of backups"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=_("the certificate as a PDF"))


def run(args: Namespace) -> int:
    """Do it as the owner whose passphrase it was; 1 where it is refused."""
    with opened(args) as house:
        where = find_house(house, args.house) if args.house else every_house(house)[0]
        _DO[args.what](house, where, args)
    return 0


def _list(house: Opened, where: ThisHouse, _args: Namespace) -> None:
    for row in house.store.read(house.actor, retention_rules):
        years = n_("{n} year", "{n} years", row.rule.years).format(n=row.rule.years)
        print(f"{_(DEFAULTS[row.rule.record_class].title)}: {years}. {row.rule.basis}")
    for kept in house.store.read(house.actor, kept_records, where.today):
        verdict = kept.verdict
        may = _("May be destroyed since {day}.") if verdict.due else _("Kept until {day}.")
        words = may.format(day=nice_date(verdict.due_on, where.today))
        why = "" if verdict.due else standing_words(verdict.standing)
        print(f"{kept.resident_id:>6}  {kept.name}: {words} {why}".rstrip())
    for visits in house.store.read(house.actor, old_visits, where.today):
        print(n_(
            "{house}: {n} visit is old enough to be destroyed.",
            "{house}: {n} visits are old enough to be destroyed.", visits.visits,
        ).format(house=visits.house, n=visits.visits))  # fmt: skip
    if house.store.read(house.actor, must_be_packed):
        print(_("Something was destroyed, and the file is not written anew yet: run finish."))


def _show(house: Opened, where: ThisHouse, args: Namespace) -> None:
    data = house.store.read(house.actor, purge_preview, _number(args), where.today)
    due = nice_date(data.row.verdict.due_on, where.today)
    print(_("{name}: may be destroyed from {day}.").format(name=data.row.name, day=due))
    if not data.row.verdict.due:
        print(standing_words(data.row.verdict.standing))
    print(_("Would be deleted: {rows}").format(rows=_rows(data.deleted)))
    if data.changed:
        print(_("Stays without the name or the link: {rows}").format(rows=_rows(data.changed)))
    print(n_("In the log {n} entry is emptied.", "In the log {n} entries are emptied.",
             data.log_rows).format(n=data.log_rows))  # fmt: skip


def _destroy(house: Opened, where: ThisHouse, args: Namespace) -> None:
    who = _number(args)
    second = confirm_two(house, args, Purpose.PURGE, who)
    done = house.store.write(house.actor, destroy_person, who, second or 0)
    _after(house, where, args, done)


def _visits(house: Opened, where: ThisHouse, args: Namespace) -> None:
    second = confirm_two(house, args, Purpose.PURGE)
    done = house.store.write(house.actor, destroy_visits, where.house_id, second or 0)
    _after(house, where, args, done)


def _after(house: Opened, where: ThisHouse, args: Namespace, done: Destroyed) -> None:
    rows = n_("{n} row", "{n} rows", done.rows).format(n=done.rows)
    print(_("Destroyed: {rows}. The number of its certificate is {n}.").format(
        rows=rows, n=done.purge_id))  # fmt: skip
    _finish(house, where, args)
    if args.out is not None:
        _paper(house, where, done.purge_id, args.out)


def _finish(house: Opened, _where: ThisHouse, args: Namespace) -> None:
    path = house.store.path
    folder = None if path is None else places_of(path).home
    if args.to:
        folder = Path(args.to).expanduser().absolute()
    made = pack_and_back_up(house.store, house.actor, folder)
    if made is None:
        print(_("The tables on the server are written anew."))
        return
    print(_("The file is written anew, and backed up as {name}.").format(name=made.path.name))


def _set(house: Opened, _where: ThisHouse, args: Namespace) -> None:
    if not args.of or args.years is None:
        raise Problem(_("Say which records and how many years: --of resident --years 7."))
    record_class = RecordClass(args.of)
    house.store.write(
        house.actor, retention.set_rule, record_class, args.years, args.because or ""
    )
    print(_("Changed: {what}.").format(what=_(DEFAULTS[record_class].title)))


def _certificate(house: Opened, where: ThisHouse, args: Namespace) -> None:
    if args.out is None:
        raise Problem(_("Say where the paper goes: --out FILE.pdf"))
    _paper(house, where, _number(args), args.out)


def _paper(house: Opened, where: ThisHouse, purge_id: int, out: Path) -> None:
    from sobrhouse.cli.papers_made import MadePaper, options_for, save_paper
    from sobrhouse.queries.purges import certificate
    from sobrhouse.reports.destruction import destruction

    data = house.store.read(house.actor, certificate, purge_id, where.zone)
    pdf = destruction(data, options_for(house, where))
    save_paper(house, where, MadePaper(_("Certificate of destruction"), pdf), out)
    print(_("The paper is in {file}.").format(file=out.name))


def _number(args: Namespace) -> int:
    if args.number is None:
        raise Problem(_("Say which: the number that the list has before the name."))
    return int(args.number)


def _rows(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{title_of(table)} {n}" for table, n in counts.items())


_DO: Mapping[str, Callable[[Opened, ThisHouse, Namespace], None]] = {
    "list": _list, "show": _show, "destroy": _destroy, "visits": _visits, "set": _set,
    "certificate": _certificate, "finish": _finish,
}  # fmt: skip
