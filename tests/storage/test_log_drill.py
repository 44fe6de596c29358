"""The drill of the audit log with small numbers; `python -m tests.drills audit-log` has large
ones.
"""

from tests.drills.audit_log import audit_log


def test_whatever_is_changed_in_the_log_is_noticed_and_nothing_else() -> None:
    told = audit_log(quick=True)
    assert told["ok"], told
    assert told["field_tampers"] == 3 * 20
