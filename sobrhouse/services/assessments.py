"""Assessments: a BARC-10 that a resident filled in, at the kiosk or on paper; evidence, so a slip
is put right by a new row. The audit log tells that one was filled in, never an answer.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from sobrhouse.domain.barc10 import ITEMS, checked
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.attendance_rows import there
from sobrhouse.services.corrections import latest, standing, void
from sobrhouse.storage.tables import Assessment, Stay
from sobrhouse.storage.work import HIDDEN, Work
from sobrhouse.words import _

ANSWERS = tuple(f"q{n}" for n in range(1, len(ITEMS) + 1))
LONGEST_WHY = 200


def record_assessment(
    work: Work, resident_id: int, answers: Sequence[int | None], way: str = "paper",
    on: date | None = None,
) -> int:  # fmt: skip
    """Staff type in what a resident filled in on paper (way "paper") or said aloud ("staff"), on a
    day that they lived here (None: today); gives the row. All ten answers or nothing.
    """
    work.require(Permission.RECORD_DAILY)
    if way not in ("paper", "staff"):
        raise ValueError(way)
    stay = _stay_of(work, resident_id, on)
    return put_assessment(work, stay.house_id, stay.id, resident_id, answers, way, on)


def put_assessment(
    work: Work, house_id: int, stay_id: int, resident_id: int, answers: Sequence[int | None],
    way: str, on: date | None = None,
) -> int:  # fmt: skip
    """The same as a part of use cases, which have asked (the kiosk's too, with way "kiosk").

    A Problem where an answer is missing, or where one of that day is kept already.
    """
    given = checked(answers)
    on = on or work.today(house_id)
    if _of_day(work, stay_id, on) is not None:
        raise Problem(
            _("One of this day is kept already. Nothing was changed. Choose another day, or "
              "correct the one that is there."), field="on")  # fmt: skip
    values = _BLANK | {
        "house_id": house_id, "stay_id": stay_id, "on_date": on, "way": way,
        "created_at": work.now, "created_by": work.actor.id if work.actor.role else 0,
    } | dict(zip(ANSWERS, given, strict=True))  # fmt: skip
    key = work.connection.execute(insert(_ROWS), values).inserted_primary_key
    assert key is not None
    about = {"house_id": house_id, "resident_id": resident_id}
    after = {"on_date": on, "way": way, "stay_id": stay_id, "answers": HIDDEN}
    work.record_row("assessment.filled_in", "assessment", int(key[0]), **about, after=after)
    return int(key[0])


def correct_assessment(
    work: Work, assessment_id: int, answers: Sequence[int | None], on: date, why: str
) -> int:
    """A slip when a paper was typed in: the new row stands for the old one, which is kept.
    Gives the new row. What residents filled in themselves nobody but they can change.
    """
    work.require(Permission.RECORD_DAILY)
    row = _of_paper(work, assessment_id)
    said = _reason(why)
    given = checked(answers)
    there(work, row.stay_id, on)
    other = _of_day(work, row.stay_id, on)
    if other is not None and other != row.id:
        raise Problem(_("One of this day is kept already. Nothing was changed."), field="on")
    void(work, row, said)
    return _again(work, row, said, dict(zip(ANSWERS, given, strict=True)) | {"on_date": on})


def take_back_assessment(work: Work, assessment_id: int, why: str = UNDONE) -> int:
    """It was typed in by mistake: it counts no more, and stays to be seen. Gives the row."""
    work.require(Permission.RECORD_DAILY)
    row = _of_paper(work, assessment_id)
    void(work, row, _reason(why))
    work.record("assessment.taken_back", row, hide=ANSWERS)
    return row.id


def put_back_assessment(work: Work, assessment_id: int) -> int:
    """The inverse of taking back and of correcting: what `assessment_id` said counts again, as a
    row of its own; gives that one.
    """
    work.require(Permission.RECORD_DAILY)
    row = work.get(Assessment, assessment_id)
    if row.void_at is None:
        raise Problem(_("It is there already."))
    _check_typed(row)
    last = latest(work, Assessment, row.id)
    if last.void_at is None:
        void(work, last, UNDONE)
    if _of_day(work, row.stay_id, row.on_date) is not None:
        raise Problem(_("One of this day is kept already. Nothing was changed."))
    kept = {name: getattr(row, name) for name in (*ANSWERS, "on_date")}
    return _again(work, last, UNDONE, kept)


def _again(work: Work, old: Assessment, why: str, changed: dict[str, Any]) -> int:
    kept = {name: getattr(old, name) for name in ("house_id", "stay_id", "instrument", "way")}
    made = work.add(Assessment(**kept, **changed, corrects_id=old.id, amend_reason=why))
    work.record("assessment.corrected", made, hide=ANSWERS)
    return made.id


def _stay_of(work: Work, resident_id: int, on: date | None) -> Stay:
    """The stay of that day, of a house that the actor may see; else a Problem in a sentence."""
    query = select(Stay.id).where(Stay.resident_id == resident_id, Stay.voided_at.is_(None))
    if on is not None:
        query = query.where(Stay.move_in_on <= on)
    found = work.session.scalars(query.order_by(Stay.move_in_on.desc(), Stay.id.desc())).first()
    if found is None:
        raise NotFound(_("This person did not live here on that day. Look at the date again."))
    stay = work.get(Stay, found)
    return there(work, stay.id, on or work.today(stay.house_id))


def _of_paper(work: Work, assessment_id: int) -> Assessment:
    row = standing(work, Assessment, assessment_id)
    _check_typed(row)
    return row


def _check_typed(row: Assessment) -> None:
    """What somebody filled in themselves is theirs alone, also what they took back."""
    if row.way == "kiosk":
        raise Problem(
            _("They filled this in themselves, so it stands. Nothing was changed. They can fill "
              "in a new one."))  # fmt: skip


def _of_day(work: Work, stay_id: int, on: date) -> int | None:
    """The one of that day that counts, by a statement that the kiosk may ask."""
    query = select(_ROWS.c.id).where(
        _ROWS.c.stay_id == stay_id, _ROWS.c.on_date == on, _ROWS.c.void_at.is_(None)
    )
    found = work.connection.execute(query).first()
    return None if found is None else int(found[0])


def _reason(why: str) -> str:
    said = " ".join(why.split())[:LONGEST_WHY]
    if not said:
        raise Problem(_("Say why."), field="why")
    return said


_ROWS: Any = Assessment.__table__
_BLANK: dict[str, Any] = {"instrument": "BARC10", "corrects_id": None, "amend_reason": None}
