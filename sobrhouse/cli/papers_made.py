"""What each paper of the command line comes as, the week it is about, and the foot of all."""

import hashlib
from argparse import ArgumentTypeError, Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.domain.phrases import week_of
from sobrhouse.exchange.aside import write_after
from sobrhouse.queries.houses import house as house_detail
from sobrhouse.queries.papers import paper_facts
from sobrhouse.queries.settings import house_settings
from sobrhouse.services.papers import record_print
from sobrhouse.words import _

if TYPE_CHECKING:
    from sobrhouse.reports.options import PaperOptions


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A finished paper: its title in the log, its bytes, and whose names it shows how."""

    title: str
    pdf: bytes
    names: str = "short"
    resident_id: int | None = None


def day_typed(text: str) -> date:
    """A day as it is typed behind an option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("type the day as in 2026-11-22")) from None


def first_day(house: Opened, where: ThisHouse, day: date | None) -> date:
    """The first day of the week that a day is in, today's without one."""
    detail = house.store.read(house.actor, house_detail, where.house_id)
    return week_of(day or where.today, detail.week_starts_on if detail else 0)


def kind_of(args: Namespace, kinds: Mapping[str, object]) -> str:
    """Which of these papers `--kind` names; the first of them where it was not given."""
    return next(iter(kinds)) if args.kind is None else str(args.kind)


def options_for(house: Opened, where: ThisHouse, paper: str | None = None) -> "PaperOptions":
    """The foot of this house's papers, with short names, on `paper` or as the house has it."""
    from sobrhouse.reports.options import PaperOptions
    from sobrhouse.reports.stamps import Maker, stamp_of

    facts = house.store.read(house.actor, paper_facts, where.house_id)
    maker = Maker(house.actor.name, house.store.now())
    size = house.store.read(house.actor, house_settings, where.house_id).get("paper_size")
    return PaperOptions(stamp_of(facts, maker), size=paper or str(size))


def save_paper(house: Opened, where: ThisHouse, paper: MadePaper, path: Path) -> None:
    """Write the paper whole, recorded before it has its name; Problem, and no record, where the
    place takes no file.
    """
    write_after(paper.pdf, path, lambda: house.store.write(
        house.actor, record_print, where.house_id, paper.title,
        paper.pdf.count(b"/Type /Page\n"), saved=True,
        sha256=hashlib.sha256(paper.pdf).hexdigest(), names=paper.names,
        resident_id=paper.resident_id))  # fmt: skip
