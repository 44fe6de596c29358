"""What is said and seen of a chore: marked as done, inspected by somebody else, taken back.

Both are evidence: what was wrong counts no more, with the reason, and another line stands for it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from sobrhouse.domain.chores import SETTLED, State
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import kept
from sobrhouse.problems import Problem, Stale
from sobrhouse.services import chore_rows, corrections
from sobrhouse.services.chore_rows import Standing
from sobrhouse.storage.guards import OWN_CHORE
from sobrhouse.storage.tables import ChoreMark, Inspection, InspectionLine
from sobrhouse.storage.tables.chores import RESULTS
from sobrhouse.storage.work import Work
from sobrhouse.words import N_, _

LOOKED_AGAIN = N_("looked at again")  # why an inspection stands in the place of another
_AHEAD = ("excused", "skipped")  # what may be said of a day that has not come
_SHORTEST_WHY = 3
_COPIED = (
    "house_id", "assignment_id", "on_date", "at", "inspector_stay_id", "result", "score", "note",
    "redo_by", "way",
)  # fmt: skip

Found = tuple[str, bool]  # a step, and whether it was done


def mark_done(work: Work, assignment_id: int, on: date, way: str = "staff", note: str = "") -> int:
    """A turn is said to be done; gives the mark. `way` is kiosk, staff or paper. Problem where it
    is marked or looked at already, or its time has not come.
    """
    work.require(Permission.RECORD_DAILY)
    return chore_rows.put_mark(work, chore_rows.turn(work, assignment_id, on), way, note).id


def take_back_done(work: Work, mark_id: int, why: str = UNDONE) -> None:
    """The inverse: it is not done. Problem once somebody has looked at it."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.standing(work, ChoreMark, mark_id)
    chore_rows.take_mark(work, row, why if why == UNDONE else _why(why))


def put_back_done(work: Work, mark_id: int) -> int:
    """The inverse of taking back: the mark counts again, as a line of its own; gives it."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.latest(work, ChoreMark, mark_id)
    found = chore_rows.turn(work, row.assignment_id, row.on_date)
    if row.void_at is None or found.said or found.state(work) in SETTLED:
        raise Problem(_("It is there already, or somebody has looked since."))
    again = work.add(
        ChoreMark(
            house_id=row.house_id, assignment_id=row.assignment_id, on_date=row.on_date, at=row.at,
            way=row.way, note=row.note, corrects_id=row.id, amend_reason=UNDONE,
        )
    )  # fmt: skip
    work.record("chore.done", again)
    return again.id


def inspect(
    work: Work,
    assignment_id: int,
    on: date,
    result: str,
    note: str = "",
    found: Sequence[Found] = (),
    *,
    score: int | None = None,
    redo_by: datetime | None = None,
    inspector_stay_id: int | None = None,
    way: str = "staff",
    why: str = "",
    knew: int | None = None,
) -> int:
    """Somebody who did not do it has looked at a turn; gives the inspection.

    `result` is pass, redo, missed, excused or skipped; the resident sees `note`; `found` are the
    steps as they were found. A turn that was settled before is corrected: the old line counts no
    more, `why` says the reason. Problem where the doer would inspect, or the day has not come.
    `knew` is the inspection that the screen showed as the last (0: none): Stale where another
    has come since.
    """
    work.require(Permission.RECORD_DAILY)
    turn = chore_rows.turn(work, assignment_id, on)
    _refuse_stale(turn, knew)
    values = _checked(work, turn, result, note, score, redo_by)
    _check_inspector(work, turn, inspector_stay_id)
    before = turn.seen if _corrects(turn, result) else None
    if before is not None:
        _refuse_same(work, before, values, found)
        corrections.void(work, before, _why(why) if why else LOOKED_AGAIN)
        values |= {"corrects_id": before.id, "amend_reason": before.void_why}
    row = work.add(
        Inspection(
            house_id=turn.held.house_id, assignment_id=assignment_id, on_date=on, at=work.now,
            inspector_stay_id=inspector_stay_id, way=way, **values,
        )
    )  # fmt: skip
    _put_lines(work, row, found)
    work.record("inspection.corrected" if before else "inspection.made", row)
    return row.id


def undo_inspection(work: Work, inspection_id: int) -> int | None:
    """The inverse of inspecting: it counts no more, and what it corrected stands again, as a line
    of its own; gives that line.
    """
    work.require(Permission.RECORD_DAILY)
    asked = work.get(Inspection, inspection_id)
    row = corrections.standing(work, Inspection, inspection_id)
    corrections.void(work, row, UNDONE)
    work.record("inspection.undone", row)
    if asked.corrects_id is None:
        return None
    return _again(work, work.get(Inspection, asked.corrects_id), row)


def take_back_inspection(work: Work, inspection_id: int, why: str) -> None:
    """It should never have been: it counts no more, and nothing stands in its place."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.standing(work, Inspection, inspection_id)
    corrections.void(work, row, _why(why))
    work.record("inspection.taken_back", row)


def put_back_inspection(work: Work, inspection_id: int) -> int:
    """The inverse of taking back: it counts again, as a line of its own; gives it."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.latest(work, Inspection, inspection_id)
    seen = chore_rows.last_look(work, row.assignment_id, row.on_date)
    if row.void_at is None or (seen is not None and seen.at >= row.at):
        raise Problem(_("It is there already, or somebody has looked since."))
    return _again(work, row, row)


def _checked(
    work: Work, turn: Standing, result: str, note: str, score: int | None, redo_by: datetime | None
) -> dict[str, object]:
    if result not in RESULTS:
        raise ValueError(f"no inspection ends in {result}")
    if result not in _AHEAD:
        chore_rows.check_open(work, turn)
    if result in ("redo", "missed"):
        chore_rows.doer(work, turn.held, turn.on)
    if score is not None and not 0 <= score <= 5:
        raise Problem(_("A number from 0 to 5."), field="score")
    if redo_by is not None and result != "redo":
        redo_by = None
    if redo_by is not None and redo_by <= work.now:
        raise Problem(_("That time has passed. Choose a later one."), field="redo_by")
    words = chore_rows.one_line(note, "note")
    return {"result": result, "score": score, "note": words, "redo_by": redo_by}


def _refuse_stale(turn: Standing, knew: int | None) -> None:
    """Two people do not inspect over one another without seeing it."""
    there = turn.seen.id if turn.seen is not None else 0
    if knew is not None and knew != there:
        raise Stale(_("Somebody else has just looked at this chore. Look at what they found."))


def _check_inspector(work: Work, turn: Standing, inspector_stay_id: int | None) -> None:
    """Nobody inspects a chore that they do that day, alone or with others, nor in a house where
    they do not live.
    """
    if inspector_stay_id is None:
        return
    held = turn.held
    chore_rows.lives_here(work, held.house_id, inspector_stay_id, (work.today(held.house_id),))
    known = chore_rows.family(work, held)
    doers = {known.holder(root, turn.on).stay_id for root in known.roots
             if turn.on in known.days(root)}  # fmt: skip
    if inspector_stay_id in doers:
        raise Problem(_(OWN_CHORE))


def _corrects(turn: Standing, result: str) -> bool:
    """Whether a new look stands in the place of the last: where that settled it, or asked for the
    same without anything done since.
    """
    if turn.seen is None or turn.said:
        return False
    return turn.seen.result != State.REDO.value or result == State.REDO.value


def _refuse_same(
    work: Work, before: Inspection, values: dict[str, object], found: Sequence[Found]
) -> None:
    same = all(getattr(before, name) == value for name, value in values.items())
    if same and (not found or list(found) == _lines(work, before.id)):
        raise Problem(_("It is marked so already. Nothing was changed."))


def _put_lines(work: Work, row: Inspection, found: Sequence[Found]) -> None:
    for position, (item, done) in enumerate(found, 1):
        work.add(
            InspectionLine(
                house_id=row.house_id, inspection_id=row.id, position=position,
                item=kept(chore_rows.one_line(item, "found")), done=done,
            )
        )  # fmt: skip


def _lines(work: Work, inspection_id: int) -> list[Found]:
    rows = work.session.execute(
        select(InspectionLine.item, InspectionLine.done)
        .where(InspectionLine.inspection_id == inspection_id)
        .order_by(InspectionLine.position)
    )
    return [(item, done) for item, done in rows]


def _again(work: Work, row: Inspection, after: Inspection) -> int:
    """The same inspection once more, as the line that follows on `after`."""
    values = {name: getattr(row, name) for name in _COPIED}
    made = work.add(Inspection(**values, corrects_id=after.id, amend_reason=UNDONE))
    _put_lines(work, made, _lines(work, row.id))
    work.record("inspection.put_back", made)
    return made.id


def _why(text: str) -> str:
    clean = chore_rows.one_line(text, "why")
    if len(clean) < _SHORTEST_WHY:
        raise Problem(_("Say why in a few words. It stays with the line."), field="why")
    return clean
