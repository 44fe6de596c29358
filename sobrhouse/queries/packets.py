"""A house's saved choices of packets, and the packets as they were printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.packets import MadePacket, Names, PacketChoice, Size, sections_in
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import PacketPrint, PacketSet, Staff
from sobrhouse.words import _

MOST = 20  # of the packets that were printed, the newest


@dataclass(frozen=True, slots=True)
class SetRow:
    """One saved choice; `usual` is what Reports opens with."""

    set_id: int
    version: int
    name: str
    choice: PacketChoice
    usual: bool


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One packet as it was printed or saved: of which week, when, and by whom."""

    packet_id: int
    week_start: date
    title: str
    choice: PacketChoice
    language: str
    pages: int
    sha256: str
    at: datetime
    by: str


@needs(Permission.PRINT_PAPERS)
def packet_sets(session: Session, house_id: int) -> tuple[SetRow, ...]:
    """The sets of a house: the usual one first, then by name."""
    rows = session.scalars(
        select(PacketSet)
        .where(PacketSet.house_id == house_id, PacketSet.voided_at.is_(None))
        .order_by(PacketSet.usual.desc(), PacketSet.name, PacketSet.id)
    )
    return tuple(SetRow(r.id, r.version, r.name, _choice(r), r.usual) for r in rows)


@needs(Permission.PRINT_PAPERS)
def printed_packets(
    session: Session, house_id: int, week_start: date | None = None, most: int = MOST
) -> tuple[PrintRow, ...]:
    """The packets that were printed or saved, the newest first; of one week, or of all."""
    found = (
        select(
            PacketPrint.id, PacketPrint.week_start, PacketPrint.title, PacketPrint.sections,
            PacketPrint.names, PacketPrint.size, PacketPrint.large, PacketPrint.language,
            PacketPrint.pages, PacketPrint.sha256, PacketPrint.created_at,
            Staff.name.label("by"),
        )
        .outerjoin(Staff, Staff.id == PacketPrint.created_by)
        .where(PacketPrint.house_id == house_id, PacketPrint.void_at.is_(None))
        .order_by(PacketPrint.created_at.desc(), PacketPrint.id.desc())
        .limit(most)
    )  # fmt: skip
    if week_start is not None:
        found = found.where(PacketPrint.week_start == week_start)
    return tuple(
        PrintRow(
            r.id, r.week_start, r.title, _choice(r), r.language, r.pages, r.sha256, r.created_at,
            r.by or "",
        )
        for r in session.execute(found)
    )  # fmt: skip


@needs(Permission.PRINT_PAPERS)
def kept_packet(session: Session, house_id: int, packet_id: int) -> MadePacket:
    """One packet with all that it was drawn from; NotFound where it is not there."""
    row = session.get(PacketPrint, packet_id)
    if row is None or row.house_id != house_id:
        raise NotFound(_("That packet is not there any more."))
    return MadePacket(
        row.week_start, row.title, _choice(row), row.language, row.inputs, row.sha256, row.pages,
        row.drawn_by,
    )  # fmt: skip


def _choice(row: Any) -> PacketChoice:
    return PacketChoice(sections_in(row.sections), Names(row.names), Size(row.size), row.large)
