"""Rounds: somebody walks through the house and marks where everybody is."""

from datetime import date

from sqlalchemy import Select, func, select

from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import CurfewCheck, Round, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

STATUSES = ("in", "out_signed", "on_pass", "missing")
_NOTE = 200


def begin(work: Work, house_id: int, kind: str = "curfew", night: date | None = None) -> int:
    """Begin tonight's round, or go on with the one that is not finished; gives it. That of an
    earlier `night` is typed in from paper. Problem for a night that is still to come.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    tonight = work.house_day(house_id)
    night = night or tonight
    if night > tonight:
        raise Problem(_("That night is still to come. Nothing was begun."))
    going = work.session.scalars(
        select(Round.id).where(
            Round.house_id == house_id,
            Round.kind == kind,
            Round.night == night,
            Round.finished_at.is_(None),
            Round.voided_at.is_(None),
        )
    ).first()
    if going is not None:
        return going
    row = work.add(
        Round(
            house_id=house_id, kind=kind, night=night, started_at=work.now, taken_by=work.actor.id
        )
    )
    work.record("round.begun", row)
    return row.id


def take_back(work: Work, round_id: int) -> None:
    """Undo the beginning of a round; refused once somebody is marked in it."""
    work.require(Permission.RECORD_DAILY)
    row = _open(work, round_id)
    if work.session.execute(_marks(round_id)).scalar_one():
        raise Problem(_("Somebody is marked in this round already. Finish it instead."))
    row.voided_at = work.now
    work.record("round.voided", row)


def mark(work: Work, round_id: int, stay_id: int, status: str, note: str = "") -> int:
    """Say where somebody is; a second mark replaces the first, which stays to be read. Gives the
    mark.
    """
    work.require(Permission.RECORD_DAILY)
    row = _open(work, round_id)
    if status not in STATUSES:
        raise ValueError(status)
    stay = work.get(Stay, stay_id)
    if stay.house_id != row.house_id or stay.voided_at is not None:
        raise NotFound(_("They do not live in this house."))
    before = _standing(work, round_id, stay_id)
    made = CurfewCheck(
        house_id=row.house_id, round_id=round_id, stay_id=stay_id, at=work.now, status=status,
        note=" ".join(note.split())[:_NOTE],
    )  # fmt: skip
    if before is not None:
        _void(work, before, "marked again")
        made.corrects_id, made.amend_reason = before.id, "marked again"
    work.add(made)
    work.record("round.marked", made)
    return made.id


def unmark(work: Work, check_id: int) -> int | None:
    """Undo a mark: the one before it stands again, as a row of its own, or none does."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(CurfewCheck, check_id)
    _open(work, row.round_id)
    if row.void_at is not None:
        raise NotFound(_("That mark was changed since. Look at the round again."))
    _void(work, row, UNDONE)
    before = work.get(CurfewCheck, row.corrects_id) if row.corrects_id is not None else None
    if before is None:
        work.record("round.marked", row)
        return None
    again = work.add(
        CurfewCheck(
            house_id=row.house_id, round_id=row.round_id, stay_id=row.stay_id, at=before.at,
            status=before.status, note=before.note, corrects_id=row.id, amend_reason=UNDONE,
        )
    )  # fmt: skip
    work.record("round.marked", again)
    return again.id


def finish(work: Work, round_id: int) -> int:
    """The round is done; gives how many are missing. Those not marked stay not marked."""
    work.require(Permission.RECORD_DAILY)
    row = _open(work, round_id)
    row.finished_at = work.now
    missing = work.session.execute(
        _marks(round_id).where(CurfewCheck.status == "missing")
    ).scalar_one()
    work.record("round.finished", row, missing=missing)
    return missing


def reopen(work: Work, round_id: int) -> None:
    """Undo finishing; refused when another round was begun since."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Round, round_id)
    if row.finished_at is None:
        return
    later = select(Round.id).where(
        Round.house_id == row.house_id, Round.kind == row.kind, Round.night == row.night,
        Round.id > row.id, Round.voided_at.is_(None),
    )  # fmt: skip
    earlier = work.house_day(row.house_id, row.finished_at) != work.house_day(row.house_id)
    if earlier or work.session.execute(later).first() is not None:
        raise Problem(_("That round is over. Begin another one."))
    row.finished_at = None
    work.record("round.reopened", row)


def _open(work: Work, round_id: int) -> Round:
    row = work.get(Round, round_id)
    if row.voided_at is not None or row.finished_at is not None:
        raise Problem(_("That round is finished. Begin another one."))
    return row


def _standing(work: Work, round_id: int, stay_id: int) -> CurfewCheck | None:
    return work.session.scalars(
        select(CurfewCheck).where(
            CurfewCheck.round_id == round_id,
            CurfewCheck.stay_id == stay_id,
            CurfewCheck.void_at.is_(None),
        )
    ).first()


def _void(work: Work, row: CurfewCheck, why: str) -> None:
    work.watch(row)
    row.void_at, row.void_by, row.void_why = work.now, work.actor.id, why
    work.session.flush()


def _marks(round_id: int) -> Select[int]:
    return select(func.count(CurfewCheck.id)).where(
        CurfewCheck.round_id == round_id, CurfewCheck.void_at.is_(None)
    )
