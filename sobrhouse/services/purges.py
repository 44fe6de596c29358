"""Purges: records are destroyed by the retention rule, by an owner and a second person, and what
was destroyed is written down without a name (safety.md 4.2, 4.5).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date

from sqlalchemy import func, select

from sobrhouse.domain.retention import (
    RecordClass,
    Rule,
    Standing,
    Verdict,
    due_on,
    judge,
    standing_words,
)
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.services.pins import Purpose, require_confirmed
from sobrhouse.services.seconds import require_second
from sobrhouse.storage.purging.finding import Found
from sobrhouse.storage.purging.kept_until import kept_of, rules_in_force, visits_due
from sobrhouse.storage.purging.out import carry_out, everything_of, visits
from sobrhouse.storage.tables import ClockJump, Purge, Visitor
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What a purge destroyed: its number, and how many rows and log entries."""

    purge_id: int
    rows: int
    log_rows: int


def destroy_person(work: Work, resident_id: int, second_staff_id: int) -> Destroyed:
    """Destroy all that is known of a person whose time is over; nobody can bring it back.

    Takes one's own PIN and a second person's within two minutes. Problem, and nothing is changed,
    where the years are not over, a legal hold stands, or the person is still in use by the house.
    """
    work.require(Permission.MANAGE_STAFF)
    require_confirmed(work, Purpose.PURGE)
    _require_sure_clock(work)
    second = _second(work, second_staff_id, resident_id)
    kept = kept_of(work.session, resident_id)
    if kept is None:
        raise NotFound(_("This person is not on record any more."))
    rule = rules_in_force(work.session)[kept.record_class]
    verdict = judge(kept, rule, work.now.date())  # the database's own day, whoever asks
    refuse_unless_due(verdict)
    found = everything_of(work.connection, resident_id, work.now)
    row = _row(rule, resident_id, kept.last_on, verdict, second)
    return _carried_out(work, row, found, "resident.purged")


def destroy_visits(work: Work, house_id: int, second_staff_id: int) -> Destroyed:
    """Destroy the rows of a house's visitor log whose years are over, but for visits to somebody
    on whom a legal hold stands. Takes two people, as `destroy_person`; Problem where none is due.
    """
    work.require(Permission.MANAGE_STAFF, house_id)
    require_confirmed(work, Purpose.PURGE)
    _require_sure_clock(work)
    second = _second(work, second_staff_id, None)
    rule = rules_in_force(work.session)[RecordClass.VISITOR]
    due = visits_due(work.session, house_id, rule.years, work.today(house_id))
    if not due:
        raise Problem(_("No visit is old enough to be destroyed. Nothing was changed."))
    last = work.session.scalar(select(func.max(Visitor.in_at)).where(Visitor.id.in_(due)))
    assert last is not None
    last_on = last.astimezone(UTC).date()
    verdict = Verdict(Standing.DUE, due_on(last_on, rule.years))
    row = _row(rule, house_id, last_on, verdict, second)
    found = visits(work.connection, due)
    return _carried_out(work, row, found, "visitor.purged", house_id)


def refuse_unless_due(verdict: Verdict) -> None:
    """NotAllowed, with what stands in the way, unless the time is over."""
    if not verdict.due:
        said = _("Nothing was destroyed. {why}")
        raise NotAllowed(said.format(why=standing_words(verdict.standing)))


def _require_sure_clock(work: Work) -> None:
    """Refuse while nobody has said that the clock is right: set forward, it ends every rule."""
    if work.session.execute(select(ClockJump.id).where(ClockJump.settled_seq.is_(None))).first():
        raise NotAllowed(
            _("The clock of this computer moved, and nobody has said that it is right. Nothing was "
              "destroyed. Put it right, say so on Today, then try again.")
        )


def _second(work: Work, staff_id: int, resident_id: int | None) -> int:
    """Who the second person was. What cannot be undone is never one person's to do."""
    found = require_second(
        work, Purpose.PURGE, resident_id, second=staff_id, reason=_("Nobody else is there.")
    )
    if found is None:
        raise NotAllowed(
            _("It takes two people of the staff to destroy records. Nothing was destroyed. Make "
              "an account for a second person first.")
        )
    return found


def _row(rule: Rule, subject_id: int, last_on: date, verdict: Verdict, second: int) -> Purge:
    return Purge(
        record_class=rule.record_class.value, subject_id=subject_id, last_on=last_on,
        due_on=verdict.due_on, years=rule.years, basis=rule.basis, second_staff_id=second,
    )  # fmt: skip


def _carried_out(
    work: Work, row: Purge, found: Found, action: str, house_id: int | None = None
) -> Destroyed:
    work.flush()
    work.session.expunge_all()
    told = carry_out(work.connection, found, action)
    row.at, row.log_rows = work.now, len(found.log)
    row.counts = json.dumps(_counts(found), sort_keys=True)
    work.add(row)
    work.record(
        action, row, house_id=house_id, emptied=told.emptied, nameless=told.nameless,
        nameless_sum=told.nameless_sum,
    )  # fmt: skip
    return Destroyed(row.id, sum(found.deleted().values()), len(found.log))


def _counts(found: Found) -> Mapping[str, Mapping[str, int]]:
    return {"deleted": found.deleted(), "changed": found.changed()}
