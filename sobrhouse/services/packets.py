"""Packets: a house's saved choices of sections, and every packet as it was printed or saved."""

from sqlalchemy import select

from sobrhouse.domain.packets import MadePacket, PacketChoice, sections_text, set_name
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.papers import PRINTED, SAVED
from sobrhouse.storage.tables import House, PacketPrint, PacketSet
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def save_set(
    work: Work, house_id: int, name: str, choice: PacketChoice, *, usual: bool = False
) -> int:
    """Save a choice by a name; gives its id. With `usual` it is what Reports opens with.

    Problem where the house has a set of that name, or no section is chosen.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    work.get(House, house_id)
    row = PacketSet(house_id=house_id)
    _write(row, _free_name(work, house_id, name), choice)
    if usual:
        _make_usual(work, house_id)
    row.usual = usual
    work.add(row)
    work.record("packet_set.saved", row)
    return row.id


def change_set(
    work: Work, set_id: int, version: int | None, name: str, choice: PacketChoice, *, usual: bool
) -> None:
    """Another name or choice. Stale where somebody has changed it meanwhile, else as `save_set`."""
    work.require(Permission.RECORD_DAILY)
    row = _live(work, set_id, version)
    _write(row, _free_name(work, row.house_id, name, but=row.id), choice)
    if usual and not row.usual:
        _make_usual(work, row.house_id)
    row.usual = usual
    work.record("packet_set.changed", row)


def remove_set(work: Work, set_id: int) -> None:
    """Take a set away; the packets that were printed with it stay."""
    work.require(Permission.RECORD_DAILY)
    row = _live(work, set_id, None)
    row.voided_at, row.usual = work.now, False
    work.record("packet_set.removed", row)


def bring_back_set(work: Work, set_id: int) -> None:
    """The inverse of `remove_set`, for its undo. Problem where its name was given to another."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(PacketSet, set_id)
    if row.voided_at is None:
        raise Problem(_("That set is there already."))
    _free_name(work, row.house_id, row.name)
    row.voided_at = None
    work.record("packet_set.brought_back", row)


def record_packet(work: Work, house_id: int, made: MadePacket, *, saved: bool = False) -> int:
    """Keep a packet as it is printed or saved, with all that it was drawn from, so that it can be
    printed again to the byte; gives its id.
    """
    work.require(Permission.PRINT_PAPERS, house_id)
    work.get(House, house_id)
    choice = made.choice
    row = PacketPrint(
        house_id=house_id, week_start=made.week_start, title=made.title,
        sections=sections_text(choice.sections), names=choice.names, size=choice.size,
        large=choice.large, language=made.language, inputs=made.inputs, sha256=made.sha256,
        pages=made.pages, drawn_by=made.drawn_by,
    )  # fmt: skip
    work.add(row)
    work.record(
        SAVED if saved else PRINTED, row, hide=("inputs",), title=made.title, pages=made.pages,
        sha256=made.sha256, names=choice.names.value,
    )  # fmt: skip
    return row.id


def record_again(
    work: Work, packet_id: int, sha256: str, pages: int, *, saved: bool = False
) -> None:
    """Record that a kept packet was printed or saved again; `sha256` and `pages` are of the file
    as it came out this time.
    """
    work.require(Permission.PRINT_PAPERS)
    row = work.get(PacketPrint, packet_id)
    work.record(
        SAVED if saved else PRINTED, row, title=row.title, pages=pages, sha256=sha256,
        names=row.names, again=True, same=sha256 == row.sha256,
    )  # fmt: skip


def _write(row: PacketSet, name: str, choice: PacketChoice) -> None:
    row.name, row.sections = name, sections_text(choice.sections)
    row.names, row.size, row.large = choice.names, choice.size, choice.large


def _live(work: Work, set_id: int, version: int | None) -> PacketSet:
    row = work.get(PacketSet, set_id, version)
    if row.voided_at is not None:
        raise NotFound(_("That set is not there any more. Nothing was changed."))
    return row


def _free_name(work: Work, house_id: int, name: str, but: int = 0) -> str:
    """The name as it is kept, where no other set of the house has it."""
    wanted = set_name(name)
    taken = work.session.scalars(
        select(PacketSet.name).where(
            PacketSet.house_id == house_id, PacketSet.voided_at.is_(None), PacketSet.id != but
        )
    )
    if wanted.casefold() in {other.casefold() for other in taken}:
        raise Problem(
            _("There is a set named {name} already. Choose another name.").format(name=wanted),
            field="name",
        )
    return wanted


def _make_usual(work: Work, house_id: int) -> None:
    """No set of the house is the usual one any more, so that another can be."""
    rows = work.session.scalars(
        select(PacketSet).where(
            PacketSet.house_id == house_id, PacketSet.voided_at.is_(None), PacketSet.usual
        ).order_by(PacketSet.id)
    ).all()  # fmt: skip
    for row in rows:
        work.watch(row).usual = False
        work.record("packet_set.changed", row)
