"""Calls for support: somebody asked at the kiosk to be seen, and staff have been with them."""

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import SupportCall
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def mark_seen(work: Work, call_id: int) -> None:
    """A staff member went to see them."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(SupportCall, call_id)
    if row.seen_at is not None or row.voided_at is not None:
        raise Problem(_("Someone has been with them already."))
    row.seen_at, row.seen_by = work.now, work.actor.id
    work.record("support.seen", row)


def mark_not_seen(work: Work, call_id: int) -> None:
    """The inverse: they still wait."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(SupportCall, call_id)
    if row.seen_at is None:
        raise Problem(_("They still wait."))
    row.seen_at = row.seen_by = None
    work.record("support.not_seen", row)
