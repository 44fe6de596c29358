"""Photos: a person's picture, made safe before it is kept, inside the encrypted database."""

import json

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.outside.pictures import SafePicture, make_safe, make_safe_file
from sobrhouse.storage.tables import AuditEntry, Blob, Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import _

__all__ = [
    "SafePicture", "keep_picture", "make_safe", "make_safe_file", "put_back_photo",
    "remove_photo", "set_photo",
]  # fmt: skip

MIME = "image/jpeg"


def set_photo(work: Work, resident_id: int, picture: SafePicture) -> int | None:
    """Keep a picture that was made safe; gives the id of the one before, for the way back."""
    work.require(Permission.MANAGE_PEOPLE)
    person = work.get(Resident, resident_id)
    was = person.photo_blob_id
    person.photo_blob_id = keep_picture(work, picture.jpeg)
    work.record("resident.photo_set", person)
    return was


def remove_photo(work: Work, resident_id: int) -> int | None:
    """Show initials again; gives the id of the picture, for the way back."""
    work.require(Permission.MANAGE_PEOPLE)
    return put_back_photo(work, resident_id, None)


def put_back_photo(work: Work, resident_id: int, blob_id: int | None) -> int | None:
    """The inverse of both: show the picture that was shown before. Problem for one that never was
    this person's.
    """
    work.require(Permission.MANAGE_PEOPLE)
    person = work.get(Resident, resident_id)
    if blob_id is not None and blob_id not in _theirs(work, person):
        raise Problem(_("That picture never was theirs. Nothing was changed."))
    was, person.photo_blob_id = person.photo_blob_id, blob_id
    work.record("resident.photo_set" if blob_id else "resident.photo_removed", person)
    return was


def _theirs(work: Work, person: Resident) -> set[int]:
    """The pictures that the record says were once this person's, and the one that is shown."""
    told = work.session.scalars(
        select(AuditEntry.payload).where(
            AuditEntry.table_name == "resident",
            AuditEntry.row_id == person.id,
            AuditEntry.action.in_(("resident.photo_set", "resident.photo_removed")),
        )
    )
    sides = [side for text in told for side in (json.loads(text) or {}).values()]
    found = {side.get("photo_blob_id") for side in sides if isinstance(side, dict)}
    return {i for i in (*found, person.photo_blob_id) if i is not None}


def keep_picture(work: Work, content: bytes) -> int:
    """The id of these bytes of a JPEG that this program made; the same picture is kept once. A part
    of use cases, which have asked.
    """
    digest = work.keyed_hash(content)
    known = work.session.scalars(select(Blob.id).where(Blob.keyed_hash == digest)).first()
    if known is not None:
        return known
    row = work.add(Blob(keyed_hash=digest, mime=MIME, size=len(content), bytes=content))
    return row.id
