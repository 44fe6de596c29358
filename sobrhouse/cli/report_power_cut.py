"""The command `report power-cut`: what a house needs on paper when nothing can be looked up."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.papers_made import MadePaper, options_for, save_paper
from sobrhouse.cli.report_blank import add_usual
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.blank_forms import POWER_CUT
from sobrhouse.queries.form_prints import free_codes
from sobrhouse.queries.form_values import power_cut_values
from sobrhouse.services.form_prints import record_forms
from sobrhouse.words import N_, _, language, speaking

HELP = N_("for a power cut: roll, sign sheet, round, phone list, everybody's emergency sheet")


def add_arguments(parser: ArgumentParser) -> None:
    """Of which house, in which language."""
    add_usual(parser)


def run(args: Namespace) -> int:
    """Make the kit, keep its codes, and write the file."""
    with opened(args) as house:
        where = find_house(house, args.house)
        save_paper(house, where, power_cut(house, where, args), args.out)
    said = _("The power-cut kit of {house} is in {file}. It has full names: lock it away.")
    print(said.format(house=where.name, file=args.out.name))
    return 0


def power_cut(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The kit as one file; the codes of its forms are kept before there is one."""
    from sobrhouse.reports.blank.kit import power_cut_kit

    store, me = house.store, house.actor
    codes = store.read(me, free_codes, where.house_id, len(POWER_CUT))
    values = store.read(me, power_cut_values, where.house_id, POWER_CUT, store.now(),
                        args.language or "", actor=me)  # fmt: skip
    with speaking(args.language or ""):
        options = replace(options_for(house, where, args.paper), codes=codes)
        pdf = power_cut_kit(values, options)
        spoken = language()
    store.write(me, record_forms, where.house_id, values.forms, codes, spoken)
    return MadePaper(_("Power-cut kit"), pdf, "full")
