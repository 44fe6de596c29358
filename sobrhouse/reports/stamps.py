"""Stamps: the words at the foot of every paper, from facts that a query gives."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.queries.papers import PaperFacts
from sobrhouse.reports.sheet import Stamp
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a paper, and when."""

    name: str
    now: datetime


def stamp_of(facts: PaperFacts, maker: Maker, *, confidential: bool = True) -> Stamp:
    """The foot of a paper that is made now."""
    zone = ZoneInfo(facts.zone)
    made = _("Printed {when} by {name}.").format(when=_moment(maker.now, zone), name=maker.name)
    if facts.backup_at is None:
        backup = _("No verified backup yet.")
    else:
        when = _moment(facts.backup_at, zone)
        backup = _("Last verified backup: {when}.").format(when=when)
    return Stamp(
        house=facts.house,
        address=facts.address,
        made=made,
        anchor=facts.anchor,
        anchor_seq=facts.anchor_seq,
        backup=backup,
        confidential=confidential,
    )


def _moment(instant: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return f"{nice_date(local.date())}, {nice_time(local)}"
