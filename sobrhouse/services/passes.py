"""Passes: asked for in the office, decided with a reason, taken and returned from."""

from datetime import datetime

from sobrhouse.domain.passes import Criterion
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import chore_plans, pass_rows, signins
from sobrhouse.services.pass_rows import Plan
from sobrhouse.storage.tables import Pass, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

_REASON = 300


def ask(work: Work, stay_id: int, plan: Plan, way: str = "staff") -> int:
    """Write a request down for somebody; gives the pass."""
    work.require(Permission.RECORD_DAILY)
    return pass_rows.put(work, stay_id, plan, way).id


def change(work: Work, pass_id: int, version: int | None, plan: Plan) -> Plan:
    """Other times or places of a pass that waits or was approved; gives the plan before."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Pass, pass_id, version)
    if row.status not in ("requested", "approved"):
        raise _over()
    before = plan_of(row)
    for name, value in pass_rows.checked(work, work.get(Stay, row.stay_id), plan, row.id).items():
        setattr(row, name, value)
    work.record("pass.changed", row)
    _deal_chores(work, row, "changed")
    return before


def take_back(work: Work, pass_id: int) -> None:
    """Undo a request as if it had never been."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Pass, pass_id)
    if row.status != "requested" or row.voided_at is not None:
        raise _over()
    row.voided_at = work.now
    work.record("pass.voided", row)


def approve(
    work: Work,
    pass_id: int,
    criteria: tuple[Criterion, ...] = (),
    reason: str = "",
    version: int | None = None,
) -> None:
    """Let somebody go; `criteria` are the rules as they were read, kept with the decision."""
    work.require(Permission.MANAGE_PEOPLE)
    _decide(work, pass_id, "approved", criteria, reason, version)


def deny(
    work: Work,
    pass_id: int,
    reason: str,
    criteria: tuple[Criterion, ...] = (),
    version: int | None = None,
) -> None:
    """Say no, and why: the resident reads the reason."""
    work.require(Permission.MANAGE_PEOPLE)
    if not reason.strip():
        raise Problem(_("Say why, in a few words. The resident reads it."), field="reason")
    _decide(work, pass_id, "denied", criteria, reason, version)


def undecide(work: Work, pass_id: int) -> None:
    """Undo a decision: the request waits again. Problem once somebody has left on it."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Pass, pass_id)
    if row.status not in ("approved", "denied"):
        raise _over()
    row.status, row.decided_by, row.decided_at = "requested", None, None
    row.decision_reason = row.eligibility_json = ""
    work.record("pass.undecided", row)
    _deal_chores(work, row, "undecided")


def cancel(work: Work, pass_id: int, reason: str = "") -> tuple[str, str]:
    """It is not needed, or not given, any more; gives status and reason before, for the undo."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Pass, pass_id)
    if row.status not in ("requested", "approved"):
        raise _over()
    before = (row.status, row.decision_reason)
    row.status = "cancelled"
    row.decision_reason = reason.strip()[:_REASON] or row.decision_reason
    work.record("pass.cancelled", row)
    _deal_chores(work, row, "cancelled")
    return before


def restore(work: Work, pass_id: int, before: tuple[str, str]) -> None:
    """Undo a cancelling."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Pass, pass_id)
    if row.status != "cancelled":
        raise _over()
    pass_rows.checked(work, work.get(Stay, row.stay_id), plan_of(row), row.id)
    row.status, row.decision_reason = before
    work.record("pass.asked" if row.status == "requested" else "pass.approved", row)
    _deal_chores(work, row, row.status)


def leave(work: Work, pass_id: int, at: datetime | None = None) -> int:
    """Somebody leaves on the pass: they are signed out until it ends; gives the sign log's row."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Pass, pass_id)
    if row.status not in ("approved", "returned"):
        raise Problem(_("That pass is not approved, or they have left on it already."))
    return signins.sign_out(
        work, row.stay_id, row.destination, row.return_by, with_whom=row.companion,
        contact_phone=row.host_phone, at=at, pass_id=pass_id,
    )  # fmt: skip


def come_back(work: Work, pass_id: int, at: datetime | None = None) -> int:
    """Somebody is back from the pass: they are signed in; gives the sign log's row."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Pass, pass_id)
    if row.status != "out":
        raise Problem(_("They are not away on this pass."))
    return signins.sign_in(work, row.stay_id, at=at)


def plan_of(row: Pass) -> Plan:
    """What a pass says."""
    return Plan(
        row.depart_at, row.return_by, row.destination, row.kind, row.host, row.host_phone,
        row.companion, row.transport, row.reason,
    )  # fmt: skip


def _decide(
    work: Work,
    pass_id: int,
    status: str,
    criteria: tuple[Criterion, ...],
    reason: str,
    version: int | None,
) -> None:
    row = work.get(Pass, pass_id, version)
    if row.status != "requested" or row.voided_at is not None:
        raise Problem(_("Somebody has decided this already. Look again."))
    row.status = status
    row.decided_by, row.decided_at = work.actor.id, work.now
    row.decision_reason = reason.strip()[:_REASON]
    row.eligibility_json = pass_rows.kept(criteria)
    work.record(f"pass.{status}", row)
    _deal_chores(work, row, status)


def _deal_chores(work: Work, row: Pass, what: str) -> None:
    """Their turns go to others while they are away; they take some over again if they are not."""
    given = f"pass.approved:{row.id}"
    if what == "approved":
        chore_plans.follow(work, row.house_id, given)
    elif what in ("changed", "undecided", "cancelled"):
        cause = f"pass.{what}:{row.id}"
        chore_plans.follow(work, row.house_id, cause, (row.stay_id,), undoes=given)


def _over() -> Problem:
    return Problem(_("That pass has moved on since. Look at the list again."))
