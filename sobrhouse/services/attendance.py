"""Recovery meetings gone to: staff log them, for one or for several, verify, correct and strike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sobrhouse.domain.requirements import VERIFICATION_WORDS
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import attendance_rows as rows
from sobrhouse.services import corrections
from sobrhouse.services.attendance_rows import Went
from sobrhouse.storage.tables import Attendance
from sobrhouse.storage.work import Work
from sobrhouse.words import N_, _

__all__ = [
    "FIELDS", "VERIFIED_LATER", "Logged", "Went", "correct", "log_for", "log_meeting", "strike",
    "undo_correct", "undo_log", "undo_strike", "verify",
]  # fmt: skip

FIELDS = frozenset(
    {
        "attended_on", "meeting_group_id", "group_text", "fellowship", "started_at", "format",
        "verification", "verified_by_text", "topic", "paper_code",
    }
)  # fmt: skip
VERIFIED_LATER = N_("verified")  # why a row stands in the place of one that nobody had verified
_SHORTEST_WHY = 3


@dataclass(frozen=True, slots=True)
class Logged:
    """What was logged for several people at once: the new rows, and whose line was there
    already.
    """

    row_ids: tuple[int, ...]
    already: tuple[int, ...] = ()  # stays


def log_meeting(work: Work, stay_id: int, went: Went, *, way: str = "staff") -> int:
    """Somebody went to a meeting; gives the row. Problem where the log has it already."""
    work.require(Permission.RECORD_DAILY)
    done = _log(work, (stay_id,), went, way)
    if done.already:
        raise rows.refuse_twice()
    return done.row_ids[0]


def log_for(work: Work, stay_ids: Sequence[int], went: Went, *, way: str = "staff") -> Logged:
    """Several people went to one meeting; whose line is there already keeps it. Problem where
    nobody is named or all have it.
    """
    work.require(Permission.RECORD_DAILY)
    if not stay_ids:
        raise Problem(_("Choose who went."), field="stay_ids")
    done = _log(work, tuple(dict.fromkeys(stay_ids)), went, way)
    if not done.row_ids:
        raise rows.refuse_twice()
    return done


def _log(work: Work, stay_ids: tuple[int, ...], went: Went, way: str) -> Logged:
    made, already = [], []
    for stay_id in stay_ids:
        stay = rows.there(work, stay_id, went.on)
        found = rows.values(work, stay.house_id, went)
        rows.begun(work, stay.house_id, went.on, found["started_at"])
        if rows.already(work, stay_id, found):
            already.append(stay_id)
            continue
        row = work.add(Attendance(house_id=stay.house_id, stay_id=stay_id, way=way, **found))
        work.record("attendance.logged", row)
        made.append(row.id)
    return Logged(tuple(made), tuple(already))


def undo_log(work: Work, row_ids: Sequence[int]) -> None:
    """The inverse of logging: these lines count no more, with the reason *undone at once*."""
    work.require(Permission.RECORD_DAILY)
    for row_id in row_ids:
        row = corrections.standing(work, Attendance, row_id)
        corrections.void(work, row, UNDONE)
        work.record("attendance.undone", row)


def verify(work: Work, row_id: int, verification: str, verified_by_text: str = "") -> int:
    """Say how a meeting was verified, or that it was not: a correction, as the line is evidence;
    gives the new row.
    """
    work.require(Permission.RECORD_DAILY)
    if verification not in VERIFICATION_WORDS:
        raise Problem(_("Choose one from the list."), field="verification")
    row = corrections.standing(work, Attendance, row_id)
    by = rows.words(verified_by_text, "verified_by_text")
    if (row.verification, row.verified_by_text) == (verification, by):
        raise Problem(_("The line says that already."), field="verification")
    changed = {"verification": verification, "verified_by_text": by}
    made = rows.replace(work, row, VERIFIED_LATER, changed)
    work.record("attendance.verified", made)
    return made.id


def correct(work: Work, row_id: int, *, why: str, **fields: Any) -> int:
    """Put right what a line says: a new row that names the old one and why; gives it."""
    work.require(Permission.RECORD_DAILY)
    if unknown := set(fields) - FIELDS:
        raise ValueError(f"a meeting gone to has no {unknown}")
    row = corrections.standing(work, Attendance, row_id)
    changed = {name: value for name, value in fields.items() if value != getattr(row, name)}
    if not changed:
        raise Problem(_("Nothing was changed yet. Change a day or a word first."))
    found = {name: getattr(row, name) for name in rows.COPIED} | changed
    went = {n: found[n] for n in FIELDS - {"attended_on", "meeting_group_id"}}
    if "attended_on" in changed:
        rows.there(work, row.stay_id, found["attended_on"])
    said = Went(found["attended_on"], found["meeting_group_id"], **went)
    changed = rows.values(work, row.house_id, said)
    if {"attended_on", "started_at"} & {n for n in changed if changed[n] != getattr(row, n)}:
        rows.begun(work, row.house_id, said.on, changed["started_at"])
    if rows.already(work, row.stay_id, changed, row.id):
        raise rows.refuse_twice()
    made = rows.replace(work, row, _why(why), changed)
    work.record("attendance.corrected", made)
    return made.id


def undo_correct(work: Work, row_id: int) -> int:
    """The inverse of a correction or of verifying: what stood before stands again, as a row of its
    own.
    """
    work.require(Permission.RECORD_DAILY)
    asked, row = work.get(Attendance, row_id), corrections.standing(work, Attendance, row_id)
    if asked.corrects_id is None:
        raise Problem(_("This line was not corrected."))
    before = work.get(Attendance, asked.corrects_id)
    found = {name: getattr(before, name) for name in rows.COPIED}
    if rows.already(work, row.stay_id, found, row.id):
        raise rows.refuse_twice()
    again = rows.replace(work, row, UNDONE, found)
    work.record("attendance.corrected", again)
    return again.id


def strike(work: Work, row_id: int, why: str) -> int:
    """A line that should never have been there counts no more; it stays readable."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.standing(work, Attendance, row_id)
    corrections.void(work, row, _why(why))
    work.record("attendance.struck", row)
    return row.id


def undo_strike(work: Work, row_id: int) -> int:
    """The inverse: the line counts again, as a row of its own."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.latest(work, Attendance, row_id)
    if row.void_at is None:
        raise Problem(_("It is there already."))
    found = {name: getattr(row, name) for name in rows.COPIED}
    if rows.already(work, row.stay_id, found):
        raise rows.refuse_twice()
    again = rows.replace(work, row, UNDONE, {})
    work.record("attendance.corrected", again)
    return again.id


def _why(text: str) -> str:
    clean = " ".join(text.split())
    if len(clean) < _SHORTEST_WHY:
        raise Problem(_("Say why in a few words. It stays with the line."), field="why")
    return clean[:300]
