"""Rows of recovery meetings gone to, for the use cases of the office and of the kiosk: each has
asked by then.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.dates import parse_time
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, FORMAT_NAMES, house_clock
from sobrhouse.domain.names import plain
from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.requirements import VERIFICATION_WORDS
from sobrhouse.domain.signins import LONGEST
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.corrections import void
from sobrhouse.storage.tables import Attendance, House, MeetingGroup, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

COPIED = (
    "house_id", "stay_id", "meeting_group_id", "group_text", "fellowship", "attended_on",
    "started_at", "format", "verification", "verified_by_text", "topic", "paper_code", "way",
)  # fmt: skip
LONGEST_NAME = 160  # as long as the directory keeps one
FAR_BACK = timedelta(days=400)  # older ones are a slip of the year


@dataclass(frozen=True, slots=True)
class Went:
    """A meeting that somebody went to: one of the directory, or its name in words.

    What is left empty is taken from the directory. `started_at` is "19:30", or as people type it.
    """

    on: date
    group_id: int | None = None
    group_text: str = ""
    fellowship: str = ""
    started_at: str = ""
    format: str = ""
    verification: str = "self"
    verified_by_text: str = ""
    topic: str = ""
    paper_code: str = ""


def values(work: Work, house_id: int, went: Went) -> dict[str, Any]:
    """What a row keeps of this meeting; Problem where something does not fit."""
    found = asdict(went)
    group_id = found.pop("group_id")
    found["attended_on"] = found.pop("on")
    for name in ("group_text", "verified_by_text", "topic", "paper_code"):
        found[name] = words(found[name], name)
    found["started_at"] = clock(found["started_at"])
    found["meeting_group_id"] = group_id
    if group_id is not None:
        group = work.get(MeetingGroup, group_id)
        if group.house_id != house_id:
            raise NotFound(_("That meeting is not in this house's list."))
        starts_at = begins(work.session, house_id, group, went.on)
        for mine, theirs in (
            ("group_text", group.name), ("fellowship", group.fellowship),
            ("started_at", starts_at), ("format", _way_of(group.format)),
        ):  # fmt: skip
            found[mine] = found[mine] or theirs
    if not found["group_text"]:
        raise Problem(_("Say which meeting it was."), field="group_text")
    found["fellowship"] = found["fellowship"] or "OTHER"
    check_choices(found)
    return found


def check_choices(found: Mapping[str, Any]) -> None:
    """Refuse words that are not of our lists."""
    for name, known in (
        ("fellowship", FELLOWSHIP_NAMES),
        ("format", FORMAT_NAMES),
        ("verification", VERIFICATION_WORDS),
    ):
        if name in found and found[name] not in known:
            raise Problem(_("Choose one from the list."), field=name)


def begins(session: Session, house_id: int, group: Any, on: date) -> str:
    """When a meeting of the directory begins, by the house's clock; empty by appointment."""
    if group.weekday is None or not group.starts_at:
        return ""
    zone = zone_of(session, house_id)
    return house_clock(group.weekday, group.starts_at, group.timezone, zone, on)[1]


def zone_of(session: Session, house_id: int) -> ZoneInfo:
    """The house's zone."""
    name = session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    return ZoneInfo(name)


def _way_of(group_format: str) -> str:
    """A group that meets both ways does not say how somebody was there."""
    return "" if group_format == "hybrid" else group_format


def there(work: Work, stay_id: int, on: date) -> Stay:
    """The stay, if the person lived here that day and the day has come."""
    stay = work.get(Stay, stay_id)
    today = work.today(stay.house_id)
    if on > today:
        raise Problem(_("That day has not come yet."), field="on")
    if on < today - FAR_BACK:
        raise Problem(_("That is more than a year ago. Look at the year."), field="on")
    if stay.voided_at is not None or on < stay.move_in_on:
        raise Problem(
            _("This person did not live here on that day. Look at the date again."), field="on"
        )
    if stay.discharged_on is not None and on > stay.discharged_on:
        raise Problem(
            _("This person moved out before that day. Look at the date again."), field="on"
        )
    return stay


def begun(work: Work, house_id: int, on: date, starts_at: str) -> None:
    """Problem where a meeting of that day begins only later; one without an hour may be over."""
    if not starts_at:
        return
    now = work.now.astimezone(zone_of(work.session, house_id))
    if on == now.date() and f"{now:%H:%M}" < starts_at:
        said = _("This meeting begins at {time}. Log it once it has begun.")
        at = nice_time(time.fromisoformat(starts_at))
        raise Problem(said.format(time=at), field="started_at")


def already(
    work: Work, stay_id: int, found: Mapping[str, Any], except_id: int | None = None
) -> bool:
    """Whether the log has this meeting for this person: the same group that day, or the same name
    at the same time or at one that nobody wrote down.
    """
    rows = work.session.execute(
        select(
            Attendance.id, Attendance.meeting_group_id, Attendance.group_text,
            Attendance.started_at,
        ).where(
            Attendance.stay_id == stay_id,
            Attendance.attended_on == found["attended_on"],
            Attendance.void_at.is_(None),
        )
    )  # fmt: skip
    return any(row.id != except_id and same_meeting(row, found) for row in rows)


def same_meeting(row: Any, found: Mapping[str, Any]) -> bool:
    """Whether two lines of one person's day are the same meeting."""
    mine, theirs = found["meeting_group_id"], row.meeting_group_id
    if mine is not None and theirs is not None:
        return bool(mine == theirs)
    at = {found["started_at"], row.started_at} - {""}
    return plain(row.group_text) == plain(found["group_text"]) and len(at) < 2


def refuse_twice() -> Problem:
    """The kind refusal of a meeting that is there already."""
    return Problem(
        _("This meeting is in the log for that day already, so it counts. Nothing was changed."),
        field="group_text",
    )


def replace(work: Work, row: Attendance, why: str, changed: Mapping[str, Any]) -> Attendance:
    """A new row in place of the old one, which is void from now on."""
    kept = {name: getattr(row, name) for name in COPIED} | dict(changed)
    if row.void_at is None:
        void(work, row, why)
    return work.add(Attendance(**kept, corrects_id=row.id, amend_reason=why))


def words(text: str, field: str) -> str:
    """Text as it is kept, in one line; Problem where it is too long."""
    clean = " ".join(text.split())
    most = LONGEST_NAME if field == "group_text" else LONGEST
    if len(clean) > most:
        raise Problem(_("That is too long. {n} letters at most.").format(n=most), field=field)
    return clean


def clock(text: str) -> str:
    """ "19:30" of a time as people type it; empty stays empty."""
    if not text.strip():
        return ""
    try:
        return parse_time(text).strftime("%H:%M")
    except Problem as problem:
        raise Problem(problem.sentence, field="started_at") from None
