"""Bringing a feed of recovery meetings in, all or nothing, and taking it back as a whole."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from sobrhouse.domain.meeting_feeds import (
    Change,
    Feed,
    FeedMeeting,
    FeedPlan,
    KnownGroup,
    plan_feed,
    read_said,
    said_again,
    said_json,
    said_no_more,
)
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services.meeting_groups import facts_of
from sobrhouse.storage.lookups.known_groups import known_groups
from sobrhouse.storage.tables import (
    Attendance,
    HomeGroup,
    ImportBatch,
    MeetingGroup,
    ServiceCommitment,
)
from sobrhouse.storage.work import Work, batch_digest
from sobrhouse.words import _

KIND = "meetings"
_AT_ONCE = 400  # rows that one statement asks for


@dataclass(frozen=True, slots=True)
class MeetingsImported:
    """What bringing a feed in did; `batch_id` None where everything was known already."""

    batch_id: int | None
    new: int
    changed: int
    same: int
    kept: int  # meetings in which words of the house's own stayed
    off: int  # meetings that the house took off the list before: they stay off
    taken_off: int


def import_meetings(
    work: Work, house_id: int, feed: Feed, file_name: str = "", *,
    hidden: Collection[str] = (), take_off: Collection[int] = (),
) -> MeetingsImported:
    """Bring in every meeting of a feed or none. `hidden` are the keys of new ones that stay off
    the week board, `take_off` the ids of meetings that the feed names no more and that go.

    Problem when one of those is named still.
    """
    work.require(Permission.IMPORT, house_id)
    plan = plan_feed(feed, known_groups(work.session, house_id, feed.source))
    vanished = {group.group_id: group for group in plan.vanished}
    if not set(take_off) <= vanished.keys():
        raise Problem(_("The feed names a meeting that was to be taken off. Nothing was changed."
                        " Look at the file again."))
    going = [vanished[group_id] for group_id in sorted(set(take_off))]
    again = [change for change in (*plan.changed, *plan.same) if _says_more(change)]
    batch_id = _write(work, house_id, plan, again, going, file_name, hidden)
    return MeetingsImported(
        batch_id, len(plan.new), len(plan.changed), len(plan.same), plan.kept, len(plan.off),
        len(going))


def _write(
    work: Work, house_id: int, plan: FeedPlan, again: Sequence[Change],
    going: Sequence[KnownGroup], file_name: str, hidden: Collection[str],
) -> int | None:
    if not (plan.new or again or going):
        return None
    lines = [
        *([meeting.key, asdict(meeting.facts)] for meeting in plan.new),
        *([change.meeting.key, dict(change.values)] for change in again),
        *([group.key, None] for group in going)]
    batch = work.add(ImportBatch(
        house_id=house_id, kind=KIND, file_name=file_name, rows=len(lines),
        sha256=batch_digest(lines)))
    steps = [_say_again(plan.feed.source, change) for change in again]
    steps += [_take_off(work, group) for group in going]
    _update(work, steps)
    _add(work, house_id, batch, plan.feed.source, plan.new, hidden)
    batch.before_json = json.dumps(steps, ensure_ascii=False)
    work.record_batch(
        "meeting_group.imported", "meeting_group", lines, house_id=house_id, batch_id=batch.id,
        file=file_name, source=plan.feed.source, new=len(plan.new), changed=len(plan.changed),
        taken_off=len(going))
    work.session.expire_all()
    return batch.id


def _says_more(change: Change) -> bool:
    """Whether anything is to be written: values, or only what the feed says now."""
    moved = change.known.key != change.meeting.key
    return change.needed or moved or change.known.said != asdict(change.meeting.facts)


def _add(
    work: Work, house_id: int, batch: ImportBatch, source: str, new: Sequence[FeedMeeting],
    hidden: Collection[str],
) -> None:
    if not new:
        return
    by = work.actor.id if work.actor.role else 0
    work.session.execute(insert(MeetingGroup), [
        asdict(meeting.facts) | {
            "house_id": house_id, "source": source, "source_key": meeting.key,
            "source_json": said_json(meeting.facts), "import_batch_id": batch.id,
            "on_board": meeting.key not in hidden, "created_at": work.now, "created_by": by}
        for meeting in new])


def _say_again(source: str, change: Change) -> dict[str, Any]:
    """What is written of a known meeting, and what stood before, by column."""
    known = change.known
    before: dict[str, Any] = {column: getattr(known.facts, column) for column in change.values} | {
        "source": known.source, "source_key": known.key, "source_json": said_again(known.said)}
    after = dict(change.values) | {
        "source": source, "source_key": change.meeting.key,
        "source_json": said_json(change.meeting.facts)}
    if change.back:
        before["voided_at"], after["voided_at"] = known.off_at, None
    return {"id": known.group_id, "before": before, "after": after}


def _take_off(work: Work, group: KnownGroup) -> dict[str, Any]:
    said = said_again(group.said)
    return {
        "id": group.group_id, "before": {"voided_at": None, "source_json": said},
        "after": {"voided_at": work.now.isoformat(), "source_json": said_no_more(said)}}


def _update(work: Work, steps: Sequence[Mapping[str, Any]]) -> None:
    """Write the steps, those of the same columns in one go."""
    table: Any = MeetingGroup.__table__
    together: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for step in steps:
        values = {f"new_{name}": _live(name, value) for name, value in step["after"].items()}
        together.setdefault(tuple(step["after"]), []).append(values | {"row": step["id"]})
    for names, rows in together.items():
        work.session.execute(
            update(table).where(table.c.id == bindparam("row")).values(
                version=table.c.version + 1, updated_at=work.now,
                **{name: bindparam(f"new_{name}") for name in names}), rows)


def _live(name: str, value: Any) -> Any:
    """A value as the table takes it: an instant is kept as text."""
    return datetime.fromisoformat(value) if name == "voided_at" and value else value


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


# --- taking it back ---------------------------------------------------------------------------


def undo_meetings(work: Work, batch_id: int) -> int:
    """Take a feed back: what it brought is off the list, what it changed is as before, and what
    the house changed meanwhile stays. Gives how many meetings.

    Problem when a later feed stands on it, or when somebody uses a meeting that it brought.
    """
    work.require(Permission.IMPORT)
    batch = work.get(ImportBatch, batch_id)
    if batch.kind != KIND:
        raise Problem(_("Only a list that was brought in can be taken back."))
    if batch.undone_at is not None:
        raise Problem(_("This import was taken back before."))
    _refuse_if_later(work, batch)
    new = list(work.session.scalars(
        select(MeetingGroup).where(MeetingGroup.import_batch_id == batch.id)))
    _refuse_if_changed(new)
    _refuse_if_used(work, new)
    for row in new:
        row.voided_at, row.updated_at = row.voided_at or work.now, work.now
        row.version += 1
    before = json.loads(batch.before_json)
    for at in range(0, len(before), _AT_ONCE):
        _put_back(work, before[at:at + _AT_ONCE])
    batch.undone_at = work.now
    work.record("meeting_group.import_undone", batch, house_id=batch.house_id, count=batch.rows)
    return len(new) + len(before)


def _refuse_if_later(work: Work, batch: ImportBatch) -> None:
    later = work.session.scalars(
        select(ImportBatch.file_name).where(
            ImportBatch.house_id == batch.house_id, ImportBatch.kind == KIND,
            ImportBatch.id > batch.id, ImportBatch.undone_at.is_(None))
        .order_by(ImportBatch.id.desc())).first()
    if later is not None:
        raise Problem(_("Take back the later import first: {file}.").format(file=later or "…"))


def _refuse_if_changed(new: Sequence[MeetingGroup]) -> None:
    changed = [row for row in new
               if row.voided_at is None and asdict(facts_of(row)) != read_said(row.source_json)]
    if changed:
        raise Problem(
            _("This import cannot be taken back: {names} was changed by hand since. Take single"
              " meetings off the list instead.").format(names=_names(changed)))


def _refuse_if_used(work: Work, new: Sequence[MeetingGroup]) -> None:
    """Where somebody was there, or calls it home, the meeting must not go unseen."""
    ids = [row.id for row in new]
    asked: tuple[tuple[Any, Any], ...] = (
        (Attendance, Attendance.void_at.is_(None)), (HomeGroup, HomeGroup.voided_at.is_(None)),
        (ServiceCommitment, ServiceCommitment.voided_at.is_(None)))
    used: set[int] = set()
    for table, stands in asked:
        used |= set(work.session.scalars(
            select(table.meeting_group_id).where(stands, table.meeting_group_id.is_not(None))))
    named = [row for row in new if row.id in used.intersection(ids)]
    if named:
        raise Problem(
            _("This import cannot be taken back: people go to {names}. Take single meetings off"
              " the list instead.").format(names=_names(named)))


def _names(rows: Sequence[MeetingGroup]) -> str:
    more = "" if len(rows) <= 3 else ", …"
    return ", ".join(row.name for row in rows[:3]) + more


def _put_back(work: Work, steps: Sequence[Mapping[str, Any]]) -> None:
    """Give meetings what they had, where they still have what the import gave them."""
    rows = {row.id: row for row in work.session.scalars(
        select(MeetingGroup).where(MeetingGroup.id.in_([step["id"] for step in steps])))}
    for step in steps:
        row = rows[step["id"]]
        for column, value in step["before"].items():
            if _kept(getattr(row, column)) == step["after"][column]:
                setattr(row, column, _live(column, value))
        row.version += 1
        row.updated_at = work.now
