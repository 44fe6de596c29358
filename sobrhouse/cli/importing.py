"""The command `import residents|meetings FILE`: a list into one house, all of it or nothing."""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from sobrhouse.cli.importing_meetings import add_meeting_arguments, bring_in_meetings
from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.imports import DATE_FIELDS, Field
from sobrhouse.exchange.columns import find_table, guess
from sobrhouse.exchange.date_columns import Order
from sobrhouse.exchange.people import (
    Answers,
    Plan,
    PlannedRow,
    plan_import,
    said,
    whom_to_ask_about,
)
from sobrhouse.exchange.sheets import Sheet, Table
from sobrhouse.exchange.spreadsheets import read_file
from sobrhouse.problems import Problem
from sobrhouse.queries.imports import import_ground
from sobrhouse.queries.known_people import names_on_record, people_named
from sobrhouse.services.imports import import_residents
from sobrhouse.words import N_, _, n_

NAME = "import"
HELP = N_("Bring in residents or recovery meetings from a file, all of them or none.")


def add_arguments(parser: ArgumentParser) -> None:
    """What, from which file, into which house."""
    parser.add_argument("what", choices=["residents", "meetings"], help=_(
        "what to bring in"))
    parser.add_argument("file", type=Path, metavar="FILE", help=_(
        "the spreadsheet, or a feed of meetings"))
    parser.add_argument("--house", metavar="NAME", help=_("into which house (the only one)"))
    parser.add_argument("--sheet", metavar="NAME", help=_("which sheet of the file (the first)"))
    parser.add_argument("--dry-run", action="store_true", help=_("show what would be done"))
    parser.add_argument("--dates", choices=["mdy", "dmy"], help=_(
        "whether 3/7/26 is March 7 (mdy) or July 3 (dmy), where the file does not show it"))
    add_meeting_arguments(parser)


def run(args: Namespace) -> int:
    """Plan, and unless it is only a trial, bring in."""
    return bring_in_meetings(args) if args.what == "meetings" else _bring_in_residents(args)


def _bring_in_residents(args: Namespace) -> int:
    table = find_table(_sheet(read_file(args.file), args.sheet))
    with opened(args) as house:
        where = find_house(house, args.house)
        plan = _plan(house, where, table, args.dates)
        if args.dry_run:
            _show(plan)
            return 1 if plan.stopped or plan.questions else 0
        _refuse_unready(plan)
        done = house.store.write(
            house.actor, import_residents, where.house_id, plan.incoming(), args.file.name)
        print(n_("{n} resident brought in to {house}.", "{n} residents brought in to {house}.",
                 done.people).format(n=done.people, house=where.name))
    return 0


def _sheet(sheets: tuple[Sheet, ...], name: str | None) -> Sheet:
    for sheet in sheets:
        if name is None or sheet.name == name:
            return sheet
    raise Problem(
        _("The file has no sheet {name}. It has: {names}.")
        .format(name=name, names=", ".join(sheet.name for sheet in sheets)))


def _plan(house: Opened, where: ThisHouse, table: Table, dates: Order | None) -> Plan:
    columns = guess(table.headers)
    orders = {index: dates for index, what in columns.items() if what in DATE_FIELDS and dates}
    answers = Answers(orders=orders)
    ground = house.store.read(house.actor, import_ground, where.house_id, where.today)
    names = house.store.read(house.actor, names_on_record, actor=house.actor)
    asked = whom_to_ask_about(table, columns, answers, ground, names, where.today)
    people = house.store.read(
        house.actor, people_named, where.house_id, asked.names, asked.births, actor=house.actor)
    return plan_import(table, columns, answers, replace(ground, people=people), where.today)


def _refuse_unready(plan: Plan) -> None:
    """One sentence about the first thing that stands in the way."""
    if plan.questions:
        asked = plan.questions[0]
        raise Problem(
            _("Column {column}: {sample} can be read in two ways. Say --dates mdy or --dates dmy."
              " Nothing was brought in.").format(column=asked.header, sample=asked.sample))
    if stopped := plan.stopped:
        more = len(stopped) - 1
        raise Problem(
            _("Row {n}: {problem} Nothing was brought in.")
            .format(n=stopped[0].line, problem=stopped[0].problems[0].sentence)
            + (" " + n_("{n} more row has a problem.", "{n} more rows have a problem.", more)
               .format(n=more) if more else ""))
    if not plan.ready:
        raise Problem(_("There is nobody new in this file. Nothing was brought in."))


def _show(plan: Plan) -> None:
    for question in plan.questions:
        print(_("Column {column}: {sample} can be read in two ways; give --dates mdy or dmy.")
              .format(column=question.header, sample=question.sample))
    for row in plan.rows:
        print(_line(row))
    ready = len(plan.incoming()) - len(plan.stopped)
    print(n_("{n} row could be brought in.", "{n} rows could be brought in.", ready)
          .format(n=ready), _("Nothing was changed."))
    if plan.stopped:
        print(n_("{n} row has a problem.", "{n} rows have a problem.", len(plan.stopped))
              .format(n=len(plan.stopped)), file=sys.stderr)


def _line(row: PlannedRow) -> str:
    about = [problem.sentence for problem in row.problems if row.stops] or list(row.notices)
    if row.match and not row.match.sure:
        about.append(_("Maybe {name}, who is on record.").format(name=row.match.person.name))
    bed = row.place if Field.BED not in {problem.field for problem in row.problems} else ""
    return " · ".join(
        part for part in (f"{row.line:>4}", row.name, said(row.outcome), bed, " ".join(about))
        if part)
