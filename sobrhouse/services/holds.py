"""Legal holds: somebody's records may not be destroyed while a court, a lawyer or a claim may ask
for them (42 CFR 2.64; safety.md 2).
"""

from datetime import date

from sobrhouse.domain.holds import HoldKind
from sobrhouse.domain.retention import LONGEST
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import Hold, Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import _

UNDONE = "undone at once"


def put_on(
    work: Work, resident_id: int, kind: HoldKind, asked_by: str, reason: str, since_on: date
) -> int:
    """Keep everything about a person until the hold is lifted; gives the hold. Problem without
    who asked and why, or from a day that has not come.
    """
    work.require(Permission.MANAGE_PEOPLE)
    resident = work.get(Resident, resident_id)
    said = _said(asked_by, "asked_by", _("Say who asked: the court, the lawyer, the office."))
    why = _said(reason, "reason", _("Say why, with the number of the case if there is one."))
    if since_on > work.now.date():
        raise Problem(_("That day has not come yet. Type the day of the letter."), field="since_on")
    row = work.add(Hold(
        resident_id=resident.id, kind=kind.value, asked_by=said, reason=why, since_on=since_on,
    ))  # fmt: skip
    work.record("hold.put_on", row)
    return row.id


def lift(work: Work, hold_id: int, why: str) -> None:
    """The records may follow the retention rule again. An owner's to do; Problem without why."""
    work.require(Permission.MANAGE_STAFF)
    row = _standing(work, hold_id)
    row.ended_why = _said(why, "why", _("Say why it is lifted, and who said so."))
    row.ended_at, row.ended_by = work.now, work.actor.id
    work.record("hold.lifted", row)


def take_back(work: Work, hold_id: int) -> None:
    """The inverse of `put_on`, for its undo: the row stays, and says that it never held."""
    work.require(Permission.MANAGE_PEOPLE)
    row = _standing(work, hold_id)
    row.void_at, row.void_by, row.void_why = work.now, work.actor.id, UNDONE
    work.record("hold.taken_back", row)


def _standing(work: Work, hold_id: int) -> Hold:
    row = work.get(Hold, hold_id)
    if row.void_at is not None or row.ended_at is not None:
        raise NotFound(_("That hold was lifted meanwhile."))
    return row


def _said(text: str, field: str, sentence: str) -> str:
    said = " ".join(text.split())[:LONGEST]
    if not said:
        raise Problem(sentence, field=field)
    return said
