"""Meeting rows: finding and checking what belongs to one house meeting; a part of use cases, which
have asked.
"""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from sobrhouse import settings
from sobrhouse.domain.rolls import HERE
from sobrhouse.problems import NotFound, Problem
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.guards import FINISHED
from sobrhouse.storage.tables import House, HouseMeeting, HouseMeetingMark, HouseSetting, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 500


def going(work: Work, meeting_id: int) -> HouseMeeting:
    """The meeting, while it can still be written in. Problem once it is finished or taken back."""
    row = work.get(HouseMeeting, meeting_id)
    if row.finished_at is not None:
        raise Problem(_(FINISHED))
    if row.voided_at is not None:
        raise NotFound(_("That meeting was taken back. Open it again from the list of meetings."))
    return row


def day_of(work: Work, meeting: HouseMeeting) -> date:
    """The civil day of a meeting in the house's zone."""
    return meeting.planned_at.astimezone(zone_of(work, meeting.house_id)).date()


def zone_of(work: Work, house_id: int) -> ZoneInfo:
    """The house's zone."""
    name = work.session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    return ZoneInfo(name)


def living(work: Work, house_id: int, on: date) -> list[int]:
    """The stays that go on in a house on a day."""
    return list(
        work.session.scalars(
            select(Stay.id)
            .where(
                Stay.house_id == house_id, Stay.voided_at.is_(None), Stay.move_in_on <= on,
                or_(Stay.discharged_on.is_(None), Stay.discharged_on > on),
            )
            .order_by(Stay.id)
        )
    )  # fmt: skip


def at_meeting(work: Work, meeting_id: int) -> list[int]:
    """The stays that are marked present or late."""
    return list(
        work.session.scalars(
            select(HouseMeetingMark.stay_id).where(
                HouseMeetingMark.meeting_id == meeting_id,
                HouseMeetingMark.status.in_(HERE),
                HouseMeetingMark.void_at.is_(None),
            )
        )
    )


def check_stay(work: Work, house_id: int, stay_id: int | None) -> None:
    """NotFound where somebody has no stay in this house."""
    if stay_id is None:
        return
    stay = work.get(Stay, stay_id)
    if stay.house_id != house_id or stay.voided_at is not None:
        raise NotFound(_("They do not live in this house."))


def chosen(work: Work, house_id: int) -> HouseSettings:
    """The house's settings."""
    rows = work.session.execute(
        select(HouseSetting.key, HouseSetting.value_json).where(HouseSetting.house_id == house_id)
    )
    return settings.read({r.key: r.value_json for r in rows})


def listed(text: str) -> Sequence[str]:
    """What stands in a setting with commas between."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def one_line(text: str, missing: str = "", *, field: str = "text") -> str:
    """Words in one line; `missing` is what to say where there are none."""
    words = " ".join(text.split())
    if missing and not words:
        raise Problem(missing, field=field)
    if len(words) > LONGEST:
        raise Problem(_("That is too long. {n} letters at most.").format(n=LONGEST), field=field)
    return words
