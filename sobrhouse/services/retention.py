"""Retention rules: how long the house keeps each class of records, changed and brought back."""

from sqlalchemy import select

from sobrhouse.domain.retention import RecordClass, check_rule
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Stale
from sobrhouse.storage.tables import RetentionRule
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def set_rule(work: Work, record_class: RecordClass, years: int, basis: str) -> tuple[int, str]:
    """How many years this class is kept, and on what ground; gives what held before, its years 0
    where it was the default. Problem where the years are fewer than the law that the default names.
    """
    work.require(Permission.MANAGE_STAFF)
    rule = check_rule(record_class, years, basis)
    row = _row(work, record_class)
    before = (row.years, row.basis) if row is not None else (0, "")
    if row is None:
        row = work.add(
            RetentionRule(record_class=record_class.value, years=rule.years, basis=rule.basis)
        )
    else:
        row.years, row.basis = rule.years, rule.basis
    work.record("retention.rule_set", row)
    return before


def use_default(work: Work, record_class: RecordClass) -> tuple[int, str]:
    """Keep this class as the program proposes; gives what the house had set. Stale where it is so
    already.
    """
    work.require(Permission.MANAGE_STAFF)
    row = _row(work, record_class)
    if row is None:
        raise Stale(_("Someone else has just changed this."))
    before = (row.years, row.basis)
    row.voided_at = work.now
    work.record("retention.rule_unset", row)
    return before


def _row(work: Work, record_class: RecordClass) -> RetentionRule | None:
    row = work.session.scalars(
        select(RetentionRule).where(
            RetentionRule.record_class == record_class.value, RetentionRule.voided_at.is_(None)
        )
    ).first()
    return None if row is None else work.watch(row)
