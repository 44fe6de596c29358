"""The kiosk's card: one person's own day, after the PIN."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Integer, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import called
from sobrhouse.domain.passes import span_words
from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.requirements import NO_WEEK, Tally
from sobrhouse.domain.sobriety import token_words
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.queries.curfews import Tonight, tonight
from sobrhouse.queries.kiosk_chores import NO_CHORES, MyChores, own_chores
from sobrhouse.queries.kiosk_meetings import own_week
from sobrhouse.queries.kiosk_people import living, names_by_stay, own_row, shown_names
from sobrhouse.queries.kiosk_support import MyTie, own_ties
from sobrhouse.queries.kiosk_votes import VoteRow, votes_for
from sobrhouse.queries.people import Celebration, Sober
from sobrhouse.queries.settings import house_settings
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    House,
    HouseMessage,
    KioskAccess,
    MessageRead,
    Pass,
    Resident,
    SignOut,
    SobrietyPeriod,
    Stay,
)
from sobrhouse.storage.tables.base import UTCDateTime
from sobrhouse.words import _

MOST_MESSAGES = 10
PASS_ORDER = ("out", "approved", "requested", "denied")  # which of several is told
TOLD_FOR = timedelta(days=3)  # so long the card says that a pass was not given
SOON = timedelta(minutes=10)  # a return nearer than this is no time to go out for
_STAY, _WHO = bindparam("stay", type_=Integer), bindparam("who", type_=Integer)
_TODAY = bindparam("today", type_=Date)


@dataclass(frozen=True, slots=True)
class OutRow:
    """The open line of somebody who is out."""

    row_id: int
    out_at: datetime
    destination: str
    with_whom: str
    expected_at: datetime | None


@dataclass(frozen=True, slots=True)
class LastOut:
    """Where somebody went the last time; `back_at` is what "same as last time" means now."""

    destination: str
    with_whom: str
    back_at: datetime


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message from the house to one person or to all."""

    message_id: int
    text: str
    sender: str
    sent_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody whom a person can call; `kind` is that of their sponsorship."""

    name: str
    phone: str
    kind: str


@dataclass(frozen=True, slots=True)
class Card:
    """One person's own card, after the PIN. Its words are in the language spoken when asked.

    `curfew` and `curfew_at` (UTC) are None where no hour is asked. `last_out` is None where there
    is none that fits before tonight's curfew. `days_sober` is None where it is hidden or unknown.
    """

    stay_id: int
    resident_id: int
    first_name: str
    short_name: str
    speaks: str
    out: OutRow | None
    last_out: LastOut | None
    days_sober: int | None
    next_chip: str
    next_chip_on: date | None
    next_chip_days: int | None
    curfew: time | None
    curfew_at: datetime | None
    curfew_words: str
    pass_words: str
    messages: tuple[MessageRow, ...]
    failures_before: int
    supporters: tuple[Supporter, ...]
    votes: tuple[VoteRow, ...] = ()  # secret votes in which one has not voted yet
    meetings: Tally = NO_WEEK  # recovery meetings of this week
    chores: MyChores = NO_CHORES  # of the last and the next days
    buddy: str = ""  # who is there for somebody new


@needs(Permission.KIOSK)
def card(
    session: Session,
    house_id: int,
    stay_id: int,
    now: datetime,
    failures_before: int = 0,
    *,
    actor: Actor,
) -> Card:
    """One's own card; somebody else's is refused. `failures_before` is what `end_try` gave."""
    people = living(session, house_id)
    row = own_row(people, stay_id, actor)
    chosen = house_settings(session, house_id)
    zone = ZoneInfo(
        session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    )
    today = now.astimezone(zone).date()
    own = session.execute(_OWN, {"who": row.resident_id}).one()
    sober = _sober(own, chosen, today)
    names = shown_names(people)
    ties = own_ties(session, row.resident_id, names, today)
    asked = tonight(session, house_id, now, stay_id).get(stay_id) or Tonight(
        stay_id, None, None, ""
    )
    return Card(
        stay_id=stay_id,
        resident_id=row.resident_id,
        first_name=called(row.legal_first, row.preferred_name),
        short_name=names[row.resident_id],
        speaks=row.speaks,
        out=_out(session, stay_id),
        last_out=_last_out(session, stay_id, now, zone, asked.home_by),
        days_sober=sober.days if sober.since else None,
        next_chip=token_words(sober.next.milestone) if sober.next else "",
        next_chip_on=sober.next.on if sober.next else None,
        next_chip_days=(sober.next.on - today).days if sober.next else None,
        curfew=asked.time,
        curfew_at=asked.at,
        curfew_words=_("Curfew is {time}").format(time=nice_time(asked.time))
        if asked.time
        else _("No curfew tonight"),
        pass_words=asked.words if asked.pass_until else _pass_words(session, stay_id, now, zone),
        messages=_messages(session, stay_id, today),
        failures_before=failures_before,
        supporters=_supporters(ties),
        votes=votes_for(session, house_id, stay_id),
        meetings=own_week(session, house_id, stay_id, today),
        chores=own_chores(session, house_id, stay_id, now, zone, names_by_stay(people)),
        buddy=next((tie.name for tie in ties if tie.kind == "house_buddy"), ""),
    )


_OWN = (
    select(Resident.pathway, KioskAccess.hides_days, SobrietyPeriod.start_on)
    .outerjoin(KioskAccess, KioskAccess.resident_id == Resident.id)
    .outerjoin(
        SobrietyPeriod,
        and_(
            SobrietyPeriod.resident_id == Resident.id,
            SobrietyPeriod.voided_at.is_(None),
            SobrietyPeriod.end_on.is_(None),
        ),
    )
    .where(Resident.id == _WHO)
)
_OUT = select(
    SignOut.id, SignOut.out_at, SignOut.destination, SignOut.with_whom, SignOut.expected_return_at
).where(SignOut.stay_id == _STAY, SignOut.in_at.is_(None), SignOut.void_at.is_(None))
_LAST = (
    select(SignOut.destination, SignOut.with_whom, SignOut.out_at, SignOut.expected_return_at)
    .where(
        SignOut.stay_id == _STAY,
        SignOut.in_at.is_not(None),
        SignOut.out_at.is_not(None),
        SignOut.expected_return_at.is_not(None),
        SignOut.void_at.is_(None),
    )
    .order_by(SignOut.at.desc(), SignOut.id.desc())
    .limit(1)
)
_MESSAGES = (
    select(
        HouseMessage.id,
        HouseMessage.text,
        HouseMessage.sender,
        HouseMessage.sent_at,
        MessageRead.id.is_not(None),
    )
    .select_from(HouseMessage)
    .join(Stay, and_(Stay.house_id == HouseMessage.house_id, Stay.id == _STAY))
    .outerjoin(
        MessageRead, and_(MessageRead.message_id == HouseMessage.id, MessageRead.stay_id == _STAY)
    )
    .where(
        or_(HouseMessage.stay_id == _STAY, HouseMessage.stay_id.is_(None)),
        or_(HouseMessage.until_on.is_(None), HouseMessage.until_on >= _TODAY),
        HouseMessage.voided_at.is_(None),
    )
    .order_by(MessageRead.id.is_not(None), HouseMessage.sent_at.desc(), HouseMessage.id.desc())
    .limit(MOST_MESSAGES)
)
_PASSES = select(Pass.status, Pass.depart_at, Pass.return_by, Pass.decision_reason).where(
    Pass.stay_id == _STAY,
    Pass.voided_at.is_(None),
    or_(
        and_(Pass.status.in_(PASS_ORDER[:3]), Pass.return_by > bindparam("now", type_=UTCDateTime)),
        and_(Pass.status == "denied", Pass.decided_at > bindparam("since", type_=UTCDateTime)),
    ),
)


def _sober(own: Any, chosen: HouseSettings, today: date) -> Sober:
    if own.hides_days:
        return Sober()
    return Celebration.by(chosen).sober(own.start_on, own.pathway, today)


def _pass_words(session: Session, stay_id: int, now: datetime, zone: ZoneInfo) -> str:
    """What became of the pass that somebody asked for, in words."""
    since = now - TOLD_FOR
    rows = session.execute(_PASSES, {"stay": stay_id, "now": now, "since": since}).all()
    if not rows:
        return _("No pass tonight.")
    row = min(rows, key=lambda r: (PASS_ORDER.index(r.status), r.depart_at))
    when = span_words(row.depart_at, row.return_by, now.astimezone(zone).date(), zone)
    if row.status == "requested":
        return _("You asked for a pass: {when}").format(when=when)
    if row.status == "denied":
        return _("No pass for {when}. {why}").format(when=when, why=row.decision_reason).strip()
    return _("Your pass: {when}").format(when=when)


def _out(session: Session, stay_id: int) -> OutRow | None:
    row: Any = session.execute(_OUT, {"stay": stay_id}).first()
    return None if row is None else OutRow(*row)


def _last_out(
    session: Session, stay_id: int, now: datetime, zone: ZoneInfo, home_by: datetime | None
) -> LastOut | None:
    """The last place, back at the same hour; or after the same time, where that hour has passed."""
    last = session.execute(_LAST, {"stay": stay_id}).first()
    if last is None or not last.destination:
        return None
    hour = last.expected_return_at.astimezone(zone).time()
    back = datetime.combine(now.astimezone(zone).date(), hour, zone).astimezone(UTC)
    if back < now + SOON:
        back = now + (last.expected_return_at - last.out_at)
    if back < now + SOON or (home_by is not None and back > home_by):
        return None
    return LastOut(last.destination, last.with_whom, back)


def _messages(session: Session, stay_id: int, today: date) -> tuple[MessageRow, ...]:
    rows = session.execute(_MESSAGES, {"stay": stay_id, "today": today})
    return tuple(MessageRow(*row) for row in rows)


def _supporters(ties: Sequence[MyTie]) -> tuple[Supporter, ...]:
    """Whom they can call: who has a name and a phone."""
    return tuple(Supporter(t.name, t.phone, t.kind) for t in ties if t.name and t.phone)
