"""Applications: who would like to live in a house, and how their wish goes on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from sobrhouse.domain.residents import WAITING
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import Application, ReferralSource, Stay
from sobrhouse.storage.tables.stays import STAGES
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is known of somebody who waits for a bed; `needs` are words parted by commas."""

    received_on: date | None = None
    ready_on: date | None = None
    needs: str = ""
    referral: str = ""
    note: str = ""
    stage: str = "waitlisted"


def add_application(work: Work, house_id: int, resident_id: int, waiting: Waiting) -> int:
    """Put a person on the list of a house, at its end."""
    work.require(Permission.MANAGE_PEOPLE, house_id)
    if waiting_for(work, house_id, resident_id) is not None:
        raise Problem(_("This person is on the waitlist already."))
    lives_here = work.session.scalars(select(Stay.id).where(
        Stay.resident_id == resident_id, Stay.discharged_on.is_(None),
        Stay.voided_at.is_(None), Stay.house_id == house_id)).first()
    if lives_here is not None:
        raise Problem(_("This person lives here already."))
    last = work.session.scalar(
        select(func.max(Application.wait_rank)).where(Application.house_id == house_id))
    row = work.add(Application(
        resident_id=resident_id, house_id=house_id,
        received_on=waiting.received_on or work.today(house_id), stage=waiting.stage,
        referral_source_id=referral_source(work, waiting.referral), ready_on=waiting.ready_on,
        needs=waiting.needs.strip(), wait_rank=(last or 0) + 1, note=waiting.note.strip()))
    work.record("application.added", row)
    return row.id


def take_back_application(work: Work, application_id: int) -> None:
    """The inverse of adding one."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Application, application_id)
    if row.voided_at is not None:
        raise NotFound(_("This was taken back before."))
    row.voided_at = work.now
    work.record("application.taken_back", row)


def change_application(work: Work, application_id: int, version: int | None = None,
                       **fields: Any) -> dict[str, Any]:
    """Change what is known of a waiting person; gives what the fields held before."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Application, application_id, version)
    unknown = set(fields) - {"ready_on", "needs", "note", "received_on"}
    if unknown:
        raise ValueError(f"an application has no field {unknown}")
    was = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    work.record("application.changed", row)
    return was


def decide(work: Work, application_id: int, stage: str, reason: str = "") -> tuple[str, str]:
    """Take an application to another stage; gives the stage and reason before, for the way back."""
    work.require(Permission.MANAGE_PEOPLE)
    if stage not in STAGES or stage == "moved_in":
        raise Problem(_("Choose a stage from the list."), field="stage")
    row = work.get(Application, application_id)
    was = (row.stage, row.decision_reason)
    if row.voided_at is not None or row.stage == "moved_in":
        raise Problem(_("This person has moved in already."))
    row.stage, row.decision_reason = stage, reason.strip()
    work.record("application.decided", row)
    return was


def waiting_for(work: Work, house_id: int, resident_id: int) -> Application | None:
    """The application of a person to a house that is still open."""
    work.require(Permission.MANAGE_PEOPLE, house_id)
    row = work.session.scalars(
        select(Application).where(
            Application.resident_id == resident_id, Application.house_id == house_id,
            Application.stage.in_(WAITING), Application.voided_at.is_(None))
        .order_by(Application.id.desc())).first()
    return None if row is None else work.watch(row)


def referral_source(work: Work, name: str) -> int | None:
    """The id of who sends people to us, by name; a new name is added."""
    work.require(Permission.MANAGE_PEOPLE)
    name = " ".join(name.split())
    if not name:
        return None
    found = work.session.scalars(select(ReferralSource).where(
        func.lower(ReferralSource.name) == name.lower(),
        ReferralSource.voided_at.is_(None))).first()
    if found is None:
        found = work.add(ReferralSource(name=name))
        work.record("referral_source.added", found)
    return found.id
