"""The waitlist: who waits for a bed, in which order, and what becomes of their wish."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.residents import WAITING
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import applications, bed_keeping
from sobrhouse.services.nights import NightBook
from sobrhouse.services.residents import Added, Person, add_resident
from sobrhouse.storage.tables import Application, BedHold, Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def add_to_waitlist(
    work: Work, house_id: int, person: Person, waiting: applications.Waiting
) -> Added:
    """Somebody new at the end of the list; the inverse is residents.take_back_added."""
    work.require(Permission.MANAGE_PEOPLE, house_id)
    return add_resident(work, house_id, person, waiting=waiting)


def put_on_waitlist(
    work: Work, house_id: int, resident_id: int, waiting: applications.Waiting
) -> int:
    """Somebody on record at the end of the list; the inverse is applications.take_back_application.

    Problem while they live here or wait already.
    """
    work.require(Permission.MANAGE_PEOPLE, house_id)
    person = work.get(Resident, resident_id)
    if person.voided_at is not None:
        raise Problem(_("This person was taken back. Add them anew."))
    return applications.add_application(work, house_id, person.id, waiting)


def change_waiting(
    work: Work, application_id: int, version: int | None = None, **fields: Any
) -> dict[str, Any]:
    """Change when they are ready, what they need or the note; gives what was there before."""
    work.require(Permission.MANAGE_PEOPLE)
    return applications.change_application(work, application_id, version, **fields)


def order_waitlist(work: Work, house_id: int, application_ids: Sequence[int]) -> tuple[int, ...]:
    """Put the list in this order; gives the order before, which puts it back."""
    work.require(Permission.MANAGE_PEOPLE, house_id)
    rows = work.session.scalars(
        select(Application)
        .where(
            Application.house_id == house_id,
            Application.stage.in_(WAITING),
            Application.voided_at.is_(None),
        )
        .order_by(Application.wait_rank, Application.id)
    ).all()
    before = tuple(row.id for row in rows)
    if sorted(before) != sorted(application_ids):
        raise Problem(_("The waitlist has changed meanwhile. Look at it again, then order it."))
    by_id = {row.id: row for row in rows}
    for rank, application_id in enumerate(application_ids, 1):
        row = by_id[application_id]
        if row.wait_rank != rank:
            work.watch(row).wait_rank = rank
            work.record("application.ordered", row)
    return before


def skip(work: Work, application_id: int, reason: str) -> tuple[int, ...]:
    """Pass somebody by: they go behind the next one, and it is kept why; gives the order before."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Application, application_id)
    if not reason.strip():
        raise Problem(_("Say why, in a few words."), field="reason")
    _require_waiting(row)
    order = list(
        work.session.scalars(
            select(Application.id)
            .where(
                Application.house_id == row.house_id,
                Application.stage.in_(WAITING),
                Application.voided_at.is_(None),
            )
            .order_by(Application.wait_rank, Application.id)
        )
    )
    place = order.index(application_id)
    after = [*order[:place], *order[place + 1 : place + 2], application_id, *order[place + 2 :]]
    row.decision_reason = reason.strip()
    work.record("application.skipped", row, reason=reason.strip())
    order_waitlist(work, row.house_id, after)
    return tuple(order)


def offer_bed(
    work: Work, application_id: int, bed_id: int, until: date | None, note: str = ""
) -> int:
    """Offer a bed: it is held for the person until that day (included); gives the hold."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Application, application_id)
    _require_waiting(row)
    return bed_keeping.hold_for(work, application_id, bed_id, until, note)


def leave_waitlist(
    work: Work, application_id: int, reason: str, stage: str = "withdrawn"
) -> tuple[str, str]:
    """They wait no more, `withdrawn` by them or `declined` by the house; what was held is free."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Application, application_id)
    _require_waiting(row)
    if stage not in ("withdrawn", "declined"):
        raise ValueError(f"nobody leaves the waitlist as {stage}")
    book = NightBook(work, row.house_id)
    holds = work.session.scalars(
        select(BedHold).where(
            BedHold.application_id == application_id,
            BedHold.ended_on.is_(None),
            BedHold.voided_at.is_(None),
        )
    )
    for hold in holds.all():
        book.close_hold(work.watch(hold), book.tonight)
    return applications.decide(work, application_id, stage, reason)


def return_to_waitlist(work: Work, application_id: int, before: tuple[str, str]) -> None:
    """Undo leaving the list."""
    work.require(Permission.MANAGE_PEOPLE)
    applications.decide(work, application_id, *before)


def _require_waiting(row: Application) -> None:
    if row.voided_at is not None or row.stage not in WAITING:
        raise Problem(_("This person does not wait any more. Look at the list again."))
