"""Snoozes: a row of Today that may wait, or that is no problem, and its inverse."""

from datetime import datetime, timedelta

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services.notes import add_note, take_back_note
from sobrhouse.storage.tables import Snooze
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST_KEY = 200
FOR_GOOD = timedelta(days=36525)
_SHORTEST_WHY = 3


def snooze(work: Work, house_id: int, key: str, until_at: datetime) -> int:
    """Show a row of Today again only from then on; gives the snooze."""
    work.require(Permission.RECORD_DAILY, house_id)
    if not key or len(key) > LONGEST_KEY:
        raise ValueError("a row of Today has a short key")
    if until_at <= work.now:
        raise Problem(_("That time has passed. Choose a later one."))
    standing = work.session.execute(
        select(Snooze).where(
            Snooze.house_id == house_id, Snooze.key == key, Snooze.voided_at.is_(None)
        )
    ).scalar()
    if standing is not None:
        standing.voided_at = work.now
        work.record("snooze.ended", standing)
    row = work.add(Snooze(house_id=house_id, key=key, until_at=until_at))
    work.record("snooze.set", row)
    return row.id


def end_snooze(work: Work, snooze_id: int) -> None:
    """The inverse: the row stands in Today again."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Snooze, snooze_id)
    if row.voided_at is not None:
        raise Problem(_("It stands in Today again already."))
    row.voided_at = work.now
    work.record("snooze.ended", row)


def no_problem(
    work: Work, house_id: int, key: str, what: str, why: str, resident_id: int | None = None
) -> tuple[int, int]:
    """Say why a row of Today is no problem: it does not come back, and the reason goes into the
    timeline. Gives the snooze and the note.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    why = " ".join(why.split())
    if len(why) < _SHORTEST_WHY:
        raise Problem(_("Say why in a few words. It goes into the timeline."), field="why")
    text = _("{what}. Not a problem: {why}").format(what=what.rstrip("."), why=why)
    note_id = add_note(work, house_id, resident_id, text)
    return snooze(work, house_id, key, work.now + FOR_GOOD), note_id


def undo_no_problem(work: Work, snooze_id: int, note_id: int) -> None:
    """The inverse: the row comes back, and the note is taken back."""
    work.require(Permission.RECORD_DAILY)
    end_snooze(work, snooze_id)
    take_back_note(work, note_id)
