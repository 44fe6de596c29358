"""What each paper of the command line comes as, and the foot that all of them have."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.queries.papers import paper_facts
from sobrhouse.queries.settings import house_settings

if TYPE_CHECKING:
    from sobrhouse.reports.options import PaperOptions


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A finished paper: its title in the log, its bytes, and whose names it shows how."""

    title: str
    pdf: bytes
    names: str = "short"
    resident_id: int | None = None


def options_for(house: Opened, where: ThisHouse) -> "PaperOptions":
    """The foot and size of this house's papers, with short names."""
    from sobrhouse.reports.options import PaperOptions
    from sobrhouse.reports.stamps import Maker, stamp_of

    facts = house.store.read(house.actor, paper_facts, where.house_id)
    maker = Maker(house.actor.name, house.store.now())
    size = str(house.store.read(house.actor, house_settings, where.house_id).get("paper_size"))
    return PaperOptions(stamp_of(facts, maker), size=size)
