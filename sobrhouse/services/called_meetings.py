"""House meetings that belong to no series, such as an emergency meeting: called and called off."""

from sobrhouse.domain.meeting_series import KIND_WORDS, LONGEST_PLACE, LONGEST_TITLE
from sobrhouse.domain.recurrence import instant
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services.meeting_days import Spot
from sobrhouse.services.meeting_rows import zone_of
from sobrhouse.storage.tables import HouseMeeting
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def call_meeting(
    work: Work,
    house_id: int,
    spot: Spot,
    *,
    kind: str = "emergency",
    title: str = "",
    length_minutes: int = 60,
) -> int:
    """A meeting that belongs to no series, such as an emergency meeting; gives it."""
    work.require(Permission.RECORD_DAILY, house_id)
    if not 1 <= length_minutes <= 24 * 60:
        raise Problem(_("A meeting takes 1 to {n} minutes.").format(n=24 * 60), field="length")
    at = instant(spot.on, spot.at, zone_of(work, house_id))
    row = work.add(
        HouseMeeting(
            house_id=house_id, kind=kind, planned_at=at, length_minutes=length_minutes,
            title=" ".join((title or _(KIND_WORDS[kind])).split())[:LONGEST_TITLE],
            place=" ".join(spot.place.split())[:LONGEST_PLACE],
        )
    )  # fmt: skip
    work.record("meeting.called", row)
    return row.id


def move_called(work: Work, meeting_id: int, spot: Spot) -> Spot:
    """A meeting without a series at another time or place; gives where it stood."""
    work.require(Permission.RECORD_DAILY)
    row = _called(work, meeting_id)
    zone = zone_of(work, row.house_id)
    local = row.planned_at.astimezone(zone)
    before = Spot(local.date(), local.time(), row.place)
    row.planned_at = instant(spot.on, spot.at, zone)
    row.place = " ".join(spot.place.split())[:LONGEST_PLACE]
    work.record("meeting.moved", row)
    return before


def call_off(work: Work, meeting_id: int) -> None:
    """A meeting without a series will not be. Problem where it has begun."""
    work.require(Permission.RECORD_DAILY)
    row = _called(work, meeting_id)
    row.voided_at = work.now
    work.record("meeting.called_off", row)


def call_again(work: Work, meeting_id: int) -> None:
    """The inverse: it will be after all."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(HouseMeeting, meeting_id)
    row.voided_at = None
    work.record("meeting.restored", row)


def _called(work: Work, meeting_id: int) -> HouseMeeting:
    row = work.get(HouseMeeting, meeting_id)
    if row.series_id is not None:
        raise Problem(_("This meeting belongs to a series. Change its day there."))
    if row.started_at is not None or row.finished_at is not None:
        raise Problem(_("This meeting has begun, so its day stands. Nothing was changed."))
    if row.voided_at is not None:
        raise Problem(_("This meeting was called off already. Nothing was changed."))
    return row
