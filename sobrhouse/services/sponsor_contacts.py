"""Contact with a sponsor: that somebody called, met or wrote, and never what was said."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import TOUCH_WORDS
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.sponsorships import standing_tie
from sobrhouse.storage.tables import SponsorContact, Sponsorship, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

MINUTES_IN_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class Touch:
    """How they were in touch (one of TOUCH_WORDS), on which day (None: today), for how many minutes
    where that is known.
    """

    kind: str
    on: date | None = None
    minutes: int | None = None
    way: str = "staff"


def log_contact(work: Work, sponsorship_id: int, touch: Touch) -> int:
    """Write one contact down, in the house where they live now; gives it."""
    work.require(Permission.RECORD_DAILY)
    row = touch_row(work, standing_tie(work, sponsorship_id), touch)
    work.require(Permission.RECORD_DAILY, row.house_id)
    work.record("sponsor_contact.logged", row)
    return row.id


def take_back_contact(work: Work, contact_id: int) -> int:
    """It was not so: it counts no more."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(SponsorContact, contact_id)
    if row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    row.voided_at = work.now
    work.record("sponsor_contact.taken_back", row)
    return row.id


def put_back_contact(work: Work, contact_id: int) -> int:
    """The inverse of taking back."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(SponsorContact, contact_id)
    if row.voided_at is None:
        raise Problem(_("It is there already."))
    row.voided_at = None
    work.record("sponsor_contact.put_back", row)
    return row.id


def touch_row(work: Work, tie: Sponsorship, touch: Touch) -> SponsorContact:
    """The row of one contact, checked and put in, not recorded; a part of use cases."""
    if touch.kind not in TOUCH_WORDS:
        raise Problem(_("Choose one from the list."), field="kind")
    house_id = _house(work, tie.resident_id)
    today = work.today(house_id)
    on = touch.on or today
    if on > today:
        raise Problem(_("This day has not come yet. Type today or an earlier day."), field="on")
    if on < tie.started_on or (tie.ended_on is not None and on > tie.ended_on):
        raise Problem(_("They were not together on that day. Choose another day."), field="on")
    if touch.minutes is not None and not 1 <= touch.minutes <= MINUTES_IN_A_DAY:
        raise Problem(
            _("A number from 1 to {n}.").format(n=MINUTES_IN_A_DAY), field="minutes"
        )
    return work.add(
        SponsorContact(
            house_id=house_id, sponsorship_id=tie.id, kind=touch.kind, on_date=on, at=work.now,
            minutes=touch.minutes, way=touch.way,
        )
    )  # fmt: skip


def _house(work: Work, resident_id: int) -> int:
    """The house of somebody's newest stay."""
    query = select(Stay.house_id).where(
        Stay.resident_id == resident_id, Stay.voided_at.is_(None)
    )
    found = work.session.scalars(query.order_by(Stay.move_in_on.desc(), Stay.id.desc())).first()
    if found is None:
        raise NotFound(_("They do not live here any more. Nothing was changed."))
    return found
