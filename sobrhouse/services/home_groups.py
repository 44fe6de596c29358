"""Home groups and service: the group that somebody calls home, and jobs that they do there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.signins import LONGEST
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import HomeGroup, MeetingGroup, Resident, ServiceCommitment
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class HomeChanged:
    """What a change of home group began and ended, for the way back."""

    begun_id: int | None
    ended_id: int | None = None


def set_home_group(
    work: Work, resident_id: int, on: date, *, group_id: int | None = None, group_text: str = ""
) -> HomeChanged:
    """From this day on this is somebody's home group; the one before ends."""
    work.require(Permission.RECORD_DAILY)
    person = work.get(Resident, resident_id)
    name = _named(work, group_id, group_text)
    present = _open(work, resident_id)
    if present is not None:
        if (present.meeting_group_id, present.group_text) == (group_id, name):
            raise Problem(_("This is their home group already."), field="group_text")
        _close(work, present, on)
    row = work.add(
        HomeGroup(
            resident_id=person.id, meeting_group_id=group_id, group_text=name, from_on=on
        )
    )  # fmt: skip
    work.record("home_group.chosen", row)
    return HomeChanged(row.id, present.id if present else None)


def end_home_group(work: Work, resident_id: int, on: date) -> HomeChanged:
    """They have no home group from this day on."""
    work.require(Permission.RECORD_DAILY)
    present = _open(work, work.get(Resident, resident_id).id)
    if present is None:
        raise Problem(_("No home group is written down."))
    _close(work, present, on)
    return HomeChanged(None, present.id)


def undo_home_group(work: Work, done: HomeChanged) -> None:
    """The inverse of both: the new one is taken back, the one before goes on."""
    work.require(Permission.RECORD_DAILY)
    if done.begun_id is not None:
        row = work.get(HomeGroup, done.begun_id)
        if row.voided_at is not None or row.to_on is not None:
            raise Problem(_("It has been changed again since."))
        row.voided_at = work.now
        work.record("home_group.taken_back", row)
    if done.ended_id is not None:
        before = work.get(HomeGroup, done.ended_id)
        if _open(work, before.resident_id) is not None:
            raise Problem(_("It has been changed again since."))
        before.to_on = None
        work.record("home_group.put_back", before)


def add_service(
    work: Work,
    resident_id: int,
    role: str,
    on: date,
    *,
    group_id: int | None = None,
    where_text: str = "",
) -> int:
    """Somebody takes on a job at a group or in the house; gives it."""
    work.require(Permission.RECORD_DAILY)
    person = work.get(Resident, resident_id)
    said = _words(role, "role")
    if not said:
        raise Problem(_("Say what they do: coffee, chairs, greeter …"), field="role")
    where = _named(work, group_id, where_text, needed=False)
    row = work.add(
        ServiceCommitment(
            resident_id=person.id, meeting_group_id=group_id, where_text=where, role=said,
            from_on=on,
        )
    )  # fmt: skip
    work.record("service.added", row)
    return row.id


def end_service(work: Work, service_id: int, on: date) -> int:
    """The job ends with this day; gives it."""
    work.require(Permission.RECORD_DAILY)
    row = _standing(work, service_id)
    if row.to_on is not None:
        raise Problem(_("This has ended already."))
    row.to_on = _not_before(row.from_on, on)
    work.record("service.ended", row)
    return row.id


def resume_service(work: Work, service_id: int) -> int:
    """The inverse of ending: it goes on."""
    work.require(Permission.RECORD_DAILY)
    row = _standing(work, service_id)
    if row.to_on is None:
        raise Problem(_("It is there already."))
    row.to_on = None
    work.record("service.resumed", row)
    return row.id


def take_back_service(work: Work, service_id: int) -> int:
    """It was written down by mistake: it shows no more; its history stays."""
    work.require(Permission.RECORD_DAILY)
    row = _standing(work, service_id)
    row.voided_at = work.now
    work.record("service.removed", row)
    return row.id


def put_back_service(work: Work, service_id: int) -> int:
    """The inverse of taking it back."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(ServiceCommitment, service_id)
    if row.voided_at is None:
        raise Problem(_("It is there already."))
    row.voided_at = None
    work.record("service.put_back", row)
    return row.id


def _standing(work: Work, service_id: int) -> ServiceCommitment:
    row = work.get(ServiceCommitment, service_id)
    if row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    return row


def _named(work: Work, group_id: int | None, text: str, *, needed: bool = True) -> str:
    """What the group is called: the words given, else the directory's name."""
    name = _words(text, "group_text")
    if group_id is not None:
        name = name or work.get(MeetingGroup, group_id).name
    if needed and not name:
        raise Problem(_("Say which group it is."), field="group_text")
    return name


def _open(work: Work, resident_id: int) -> HomeGroup | None:
    found: Any = work.session.scalars(
        select(HomeGroup).where(
            HomeGroup.resident_id == resident_id,
            HomeGroup.to_on.is_(None),
            HomeGroup.voided_at.is_(None),
        )
    ).one_or_none()
    return None if found is None else work.get(HomeGroup, found.id)


def _close(work: Work, row: HomeGroup, on: date) -> None:
    row.to_on = _not_before(row.from_on, on)
    work.record("home_group.ended", row)


def _not_before(first: date, on: date) -> date:
    if on < first:
        raise Problem(_("The end is before the start."), field="on")
    return on


def _words(text: str, field: str) -> str:
    clean = " ".join(text.split())
    if len(clean) > LONGEST:
        raise Problem(_("That is too long. {n} letters at most.").format(n=LONGEST), field=field)
    return clean
