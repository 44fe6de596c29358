"""Planning an import: whom the list may be about is asked of the records, then all is compared."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from sobrhouse.domain.imports import Existing, KnownPerson
from sobrhouse.exchange.columns import Columns
from sobrhouse.exchange.known_people import Asked
from sobrhouse.exchange.people import Answers, Plan, plan_import, whom_to_ask_about
from sobrhouse.exchange.sheets import Table
from sobrhouse.problems import Problem
from sobrhouse.queries.known_people import names_on_record, people_named
from ui.desk import Desk

Failed = Callable[[Problem], None]


def plan_list(
    desk: Desk,
    owner: QObject,
    table: Table,
    columns: Columns,
    answers: Answers,
    ground: Existing,
    done: Callable[[Plan], None],
    failed: Failed,
) -> None:
    """Plan a list against `ground` and the people it names; reading and comparing run apart."""

    def ask(names: tuple[str, ...]) -> None:
        desk.slow(
            owner, whom_to_ask_about, table, columns, answers, ground, names, desk.today(),
            done=know, failed=failed,
        )  # fmt: skip

    def know(asked: Asked) -> None:
        people_of_names(desk, owner, asked, plan, failed)

    def plan(people: tuple[KnownPerson, ...]) -> None:
        known = replace(ground, people=people)
        desk.slow(
            owner, plan_import, table, columns, answers, known, desk.today(),
            done=done, failed=failed,
        )  # fmt: skip

    desk.ask(owner, names_on_record, done=ask, failed=failed)


def everybody(desk: Desk, owner: QObject, done: Callable[[tuple[KnownPerson, ...]], None]) -> None:
    """All people on record, for a house that is being set up and has few."""

    def know(names: tuple[str, ...]) -> None:
        people_of_names(desk, owner, Asked(names, ()), done, None)

    desk.ask(owner, names_on_record, done=know)


def people_of_names(
    desk: Desk,
    owner: QObject,
    asked: Asked,
    done: Callable[[tuple[KnownPerson, ...]], None],
    failed: Failed | None,
) -> None:
    """The people on record with these names or birth dates."""
    desk.ask(
        owner, people_named, desk.house_id, asked.names, asked.births, done=done, failed=failed
    )
