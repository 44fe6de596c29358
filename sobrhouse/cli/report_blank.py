"""The command `report blank FORM …`: forms to fill in by hand, one, several or all of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.papers_made import MadePaper, day_typed, options_for, save_paper
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.blank_forms import BLANK, FORMS
from sobrhouse.problems import Problem
from sobrhouse.queries.form_prints import free_codes
from sobrhouse.queries.form_values import form_values
from sobrhouse.services.form_prints import record_forms
from sobrhouse.words import LANGUAGES, N_, _, language, speaking

HELP = N_("forms to fill in by hand, each with a code by which it is found again")
ALL = "all"


def add_arguments(parser: ArgumentParser) -> None:
    """Which forms, of which house, in which language."""
    names = ", ".join(FORMS)
    parser.add_argument("forms", nargs="+", metavar=_("FORM"), help=_(
        "all, or any of these: {names}").format(names=names))  # fmt: skip
    parser.add_argument("--on", type=day_typed, metavar="YYYY-MM-DD", help=_(
        "of which day or week forms with names are (today)"))  # fmt: skip
    add_usual(parser)


def named() -> Iterator[tuple[str, str]]:
    """Each form by its name, with its title."""
    return ((form.key, _(form.title)) for form in FORMS.values())


def add_usual(parser: ArgumentParser) -> None:
    """What every paper that is filled in by hand can be asked for."""
    parser.add_argument("--house", metavar="NAME", help=_("of which house (the only one)"))
    parser.add_argument("--language", choices=list(LANGUAGES), help=_(
        "the language of the paper (as the program speaks)"))  # fmt: skip
    parser.add_argument("--paper", choices=["letter", "a4"], help=_(
        "the size of the paper (as the house has it)"))  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FILE", required=True, help=_(
        "the file to write, ending in .pdf; an old one is replaced"))  # fmt: skip


def run(args: Namespace) -> int:
    """Make the forms, keep their codes, and write the file."""
    with opened(args) as house:
        where = find_house(house, args.house)
        save_paper(house, where, blank(house, where, args), args.out)
    said = _("The forms of {house} are in {file}.")
    print(said.format(house=where.name, file=args.out.name))
    return 0


def blank(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The forms as one file; their codes are kept before there is one."""
    from sobrhouse.reports.blank import blank_pdf

    keys, store, me = _keys(args.forms), house.store, house.actor
    codes = store.read(me, free_codes, where.house_id, len(keys))
    values = store.read(me, form_values, where.house_id, keys, store.now(), args.on,
                        args.language or "")  # fmt: skip
    with speaking(args.language or ""):
        options = replace(options_for(house, where, args.paper), codes=codes)
        pdf = blank_pdf(keys, options, values=values)
        spoken = language()
    store.write(me, record_forms, where.house_id, values.forms, codes, spoken)
    title = _(FORMS[keys[0]].title) if len(keys) == 1 else _("Blank forms")
    return MadePaper(title, pdf)


def _keys(asked: list[str]) -> tuple[str, ...]:
    if ALL in asked:
        return tuple(form.key for form in BLANK)
    unknown = next((key for key in asked if key not in FORMS), None)
    if unknown is not None:
        raise Problem(_("There is no form {name}. Choose of these, or all: {names}.").format(
            name=unknown, names=", ".join(FORMS)))  # fmt: skip
    return tuple(dict.fromkeys(asked))
