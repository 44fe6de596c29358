"""The directory of recovery meetings by hand: add, change, hide from the board, take off."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.meeting_groups import COLUMNS, GroupFacts, checked_facts
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import MeetingGroup
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def add_group(work: Work, house_id: int, facts: GroupFacts, on_board: bool = True) -> int:
    """Write a meeting down; gives its id. Problem beside the field that does not fit."""
    work.require(Permission.RECORD_DAILY, house_id)
    row = work.add(MeetingGroup(
        house_id=house_id, on_board=on_board, **asdict(checked_facts(facts))))
    work.record("meeting_group.added", row)
    return row.id


def change_group(
    work: Work, group_id: int, version: int | None, facts: GroupFacts
) -> GroupFacts:
    """Change what is known of a meeting; gives what stood before. Stale when somebody else has
    changed it meanwhile. A later import keeps what the house changed.
    """
    work.require(Permission.RECORD_DAILY)
    row = _standing(work, group_id, version)
    before = facts_of(row)
    for column, value in asdict(checked_facts(facts)).items():
        if getattr(row, column) != value:
            setattr(row, column, value)
    work.record("meeting_group.changed", row)
    return before


def put_on_board(work: Work, group_ids: Sequence[int]) -> tuple[int, ...]:
    """Show meetings on the week board and at the kiosk; gives those that were not there before."""
    work.require(Permission.RECORD_DAILY)
    return _set_board(work, group_ids, True, "meeting_group.put_on_board")


def hide_from_board(work: Work, group_ids: Sequence[int]) -> tuple[int, ...]:
    """The inverse: they stay in the directory, and off the week board and the kiosk."""
    work.require(Permission.RECORD_DAILY)
    return _set_board(work, group_ids, False, "meeting_group.hidden")


def _set_board(work: Work, group_ids: Sequence[int], on: bool, action: str) -> tuple[int, ...]:
    changed = []
    for group_id in group_ids:
        row = _standing(work, group_id)
        if row.on_board is not on:
            row.on_board = on
            work.record(action, row)
            changed.append(group_id)
    if not changed:
        raise Problem(
            _("That is on the board already.") if on else _("That is not on the board."))
    return tuple(changed)


def take_off_list(work: Work, group_ids: Sequence[int]) -> None:
    """Take meetings off the list. Who went there before keeps that in their record, and an
    import does not bring them back.
    """
    work.require(Permission.RECORD_DAILY)
    for group_id in group_ids:
        row = _standing(work, group_id)
        row.voided_at = work.now
        work.record("meeting_group.removed", row)


def put_back_on_list(work: Work, group_ids: Sequence[int]) -> None:
    """The inverse of taking them off."""
    work.require(Permission.RECORD_DAILY)
    for group_id in group_ids:
        _put_back(work, group_id)


def _put_back(work: Work, group_id: int) -> None:
    row = work.get(MeetingGroup, group_id)
    if row.voided_at is None:
        raise Problem(_("That meeting is still on the list."))
    twin = select(MeetingGroup.id).where(
        MeetingGroup.house_id == row.house_id, MeetingGroup.source == row.source,
        MeetingGroup.source_key == row.source_key, MeetingGroup.voided_at.is_(None))
    if row.source_key and work.session.scalar(twin) is not None:
        raise Problem(_("That meeting is on the list again already."))
    row.voided_at = None
    work.record("meeting_group.restored", row)


def facts_of(row: MeetingGroup) -> GroupFacts:
    """What the directory knows of one meeting."""
    known: dict[str, Any] = {column: getattr(row, column) for column in COLUMNS}
    return GroupFacts(**known)


def _standing(work: Work, group_id: int, version: int | None = None) -> MeetingGroup:
    row = work.get(MeetingGroup, group_id, version)
    if row.voided_at is not None:
        raise Problem(_("That meeting is not on the list any more. Nothing was changed."))
    return row
