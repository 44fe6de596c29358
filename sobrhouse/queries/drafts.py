"""Drafts: what the person at the screen has left half typed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Draft


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """The text of one form about one record (0: something new), as JSON."""

    form: str
    subject_id: int
    text_json: str


@needs(Permission.OWN_ACCOUNT)
def my_drafts(session: Session, actor: Actor) -> tuple[KeptDraft, ...]:
    """Newest first; only one's own."""
    query = (
        select(Draft.form, Draft.subject_id, Draft.text_json)
        .where(Draft.staff_id == actor.id)
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
    )
    return tuple(KeptDraft(*row) for row in session.execute(query))
