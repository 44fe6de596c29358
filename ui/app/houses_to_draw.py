"""Houses to draw: the practice house as it stands, an empty one, and this week's report."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sobrhouse.domain.file_names import paper_name
from sobrhouse.problems import Problem
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.queries.weekly import weekly_report as week_of
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.reports.weekly import weekly_report as weekly_paper
from sobrhouse.services.houses import make_house
from sobrhouse.storage.founding import Founder, found
from sobrhouse.words import _
from ui.app.arguments import Arguments
from ui.app.vault import Vault
from ui.desk import Desk, Opened

EMPTY_PASSPHRASE = "an empty house"


def practice_house(arguments: Arguments, folder: Path) -> Opened:
    """The house of the command line where there is one, else a new practice house in `folder`."""
    vault = Vault(arguments.target, arguments.folders.data)
    if arguments.self_test or not vault.look().exists:
        vault = Vault(folder / "practice.db", folder)
        vault.make_practice(_say_nothing)
    return vault.open(vault.practice_key()).opened


def empty_house(folder: Path) -> Opened:
    """A house on its first day: nobody lives there."""
    path = folder / "empty.db"
    made = found(path, Founder("Dana Ruiz", EMPTY_PASSPHRASE))
    me = made.store.actor(staff_id=made.staff_id)
    write: Any = made.store.write
    write(me, make_house, "Maple Street House")
    made.store.close()
    vault = Vault(path, folder)
    return vault.open(vault.key_of(EMPTY_PASSPHRASE)).opened


def report(desk: Desk, out: Path) -> Path:
    """This week's report as PDF, named as the screen names it."""
    found: list[Path] = []
    monday = desk.today() - timedelta(days=desk.today().weekday())

    def with_facts(facts: PaperFacts) -> None:
        options = PaperOptions(stamp_of(facts, Maker(desk.me.name, desk.now())))
        name = paper_name(desk.today(), facts.house, "weekly")

        def write(data: object) -> None:
            path = out / name
            path.write_bytes(weekly_paper(data, options))  # type: ignore[arg-type]
            found.append(path)

        days = (monday, desk.today(), desk.now())
        desk.ask(desk, week_of, desk.house_id, *days, done=write, failed=_stop)

    desk.ask(desk, paper_facts, desk.house_id, done=with_facts, failed=_stop)
    if not found:
        raise Problem(_("The report could not be made."))
    return found[0]


def _stop(problem: Problem) -> None:
    raise problem


def _say_nothing(_done: int, _of: int) -> None:
    """It takes a second."""
