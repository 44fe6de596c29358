"""Drafts: what somebody has typed and not finished, kept until it becomes a record."""

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.tables import Draft
from sobrhouse.storage.work import Work


def keep(work: Work, form: str, subject_id: int, text_json: str) -> None:
    """Keep the text of one form about one record (0: something new); the log says that, not what it
    says.
    """
    work.require(Permission.OWN_ACCOUNT)
    row = _mine(work, form, subject_id)
    if row is None:
        row = Draft(
            staff_id=work.actor.id,
            form=form,
            subject_id=subject_id,
            text_json=text_json,
            updated_at=work.now,
        )
        work.add(row)
    else:
        row.text_json = text_json
        row.updated_at = work.now
    work.record("draft.kept", form=form, subject_id=subject_id)


def forget(work: Work, form: str, subject_id: int) -> bool:
    """Drop the text: it became a record, or was not wanted. False when there was none."""
    work.require(Permission.OWN_ACCOUNT)
    row = _mine(work, form, subject_id)
    if row is None:
        return False
    work.session.delete(row)
    work.record("draft.dropped", form=form, subject_id=subject_id)
    return True


def _mine(work: Work, form: str, subject_id: int) -> Draft | None:
    mine = select(Draft).where(
        Draft.staff_id == work.actor.id, Draft.form == form, Draft.subject_id == subject_id
    )
    return work.session.execute(mine).scalar_one_or_none()
