"""Sign hints: what the sign log and the passes let one guess of who is not marked; never a mark."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.rolls import Whereabouts, guess
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.meeting_rows import Hint
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import House, HouseMeeting, Pass, SignOut, Stay
from sobrhouse.words import _

_LONGEST = timedelta(days=62)  # how long before a meeting an absence of then may have begun


@needs(Permission.SEE_HOUSE)
def sign_hints(session: Session, house_id: int, meeting_id: int, now: datetime) -> dict[int, Hint]:
    """A guess for everybody who lives here now, by stay: where the log has them during the meeting,
    as far as it is known by now.
    """
    meeting = session.execute(
        select(HouseMeeting.planned_at, HouseMeeting.started_at, HouseMeeting.ended_at,
               House.timezone)
        .join(House, House.id == HouseMeeting.house_id)
        .where(HouseMeeting.id == meeting_id, HouseMeeting.house_id == house_id)
    ).one()  # fmt: skip
    zone = ZoneInfo(meeting.timezone)
    begun = meeting.started_at or meeting.planned_at
    until = min(now, meeting.ended_at or now)
    out, back = _absences(session, house_id, begun, until)
    passes = _passes(session, house_id, until)
    stays = session.scalars(
        select(Stay.id).where(
            Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None)
        )
    )
    return {s: _hint(s, out.get(s), back.get(s), s in passes, begun, zone) for s in stays}


def _hint(
    stay_id: int, out: Any, back_at: datetime | None, on_pass: bool, begun: datetime, zone: ZoneInfo
) -> Hint:
    where = Whereabouts(out is not None or on_pass, back_at, on_pass)
    status = guess(where, begun)
    if status == "excused":
        return Hint(stay_id, status, _("On a pass"))
    if status == "absent":
        place = _(out.destination) or _("no place said")
        said = _("Signed out, {place}").format(place=place)
        if out.expected_return_at is not None:
            due = nice_time(out.expected_return_at.astimezone(zone))
            said = _("{place} until {time}").format(place=_(out.destination) or _("Out"), time=due)
        return Hint(stay_id, status, said)
    if status == "late" and back_at is not None:
        return Hint(
            stay_id, status, _("Signed in {time}").format(time=nice_time(back_at.astimezone(zone)))
        )
    return Hint(stay_id, status, _("Signed in"))


def _absences(
    session: Session, house_id: int, begun: datetime, until: datetime
) -> tuple[dict[int, Any], dict[int, datetime]]:
    """Who is out at the end of the time known, by stay; and who came in after the beginning."""
    rows = session.execute(
        select(SignOut.stay_id, SignOut.destination, SignOut.expected_return_at, SignOut.out_at,
               SignOut.in_at)
        .where(SignOut.house_id == house_id, SignOut.void_at.is_(None),
               SignOut.at <= until, SignOut.at > begun - _LONGEST,
               or_(SignOut.in_at.is_(None), SignOut.in_at > begun))
        .order_by(SignOut.at, SignOut.id)
    )  # fmt: skip
    out: dict[int, Any] = {}
    back: dict[int, datetime] = {}
    for row in rows:
        if row.in_at is None or row.in_at > until:
            out[row.stay_id] = row
        elif row.out_at is None or row.out_at < begun:
            back[row.stay_id] = row.in_at
    return out, back


def _passes(session: Session, house_id: int, at: datetime) -> frozenset[int]:
    """Who is away on a pass."""
    return frozenset(
        session.scalars(
            select(Pass.stay_id).where(
                Pass.house_id == house_id, Pass.status == "out", Pass.voided_at.is_(None),
                Pass.depart_at <= at, Pass.return_by > at,
            )
        )
    )  # fmt: skip
