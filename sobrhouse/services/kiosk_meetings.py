"""Recovery meetings at the kiosk: "I went to a meeting", and a moment to take it back."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, fellowship_name
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.attendance_rows import already, begins, begun
from sobrhouse.services.kiosk import AT_ONCE, Me, own, short_text
from sobrhouse.storage.tables import Attendance, MeetingGroup
from sobrhouse.storage.work import Work
from sobrhouse.words import _

DAYS_BACK = timedelta(days=1)  # older ones staff write down


def log_meeting(
    work: Work,
    stay_id: int,
    on: date,
    *,
    group_id: int | None = None,
    group_text: str = "",
    fellowship: str = "OTHER",
) -> int:
    """One's own meeting of today or yesterday: of the house's list, or in words of one's own;
    gives the row. Problem where it is in the log already.
    """
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    today = work.today(me.house_id)
    if not today - DAYS_BACK <= on <= today:
        raise Problem(_("Only today and yesterday. Tell staff about others."))
    found = _of_list(work, me, group_id, on) if group_id else _of_words(group_text, fellowship)
    found |= {"attended_on": on}
    begun(work, me.house_id, on, found["started_at"])
    if already(work, stay_id, found):
        raise Problem(_("This meeting is in your log already. It counts."))
    values = _BLANK | found
    values |= {"house_id": me.house_id, "stay_id": stay_id, "created_at": work.now}
    key = work.connection.execute(insert(_ROWS), values).inserted_primary_key
    assert key is not None
    after = {name: found[name] for name in ("meeting_group_id", "group_text", "attended_on")}
    work.record_row("attendance.logged", "attendance", int(key[0]), **me.about, after=after)
    return int(key[0])


def undo_meeting(work: Work, stay_id: int, row_id: int) -> None:
    """Take back what was just logged."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    made_at = work.connection.execute(
        select(_ROWS.c.created_at).where(
            _ROWS.c.id == row_id,
            _ROWS.c.stay_id == stay_id,
            _ROWS.c.way == "kiosk",
            _ROWS.c.void_at.is_(None),
        )
    ).scalar_one_or_none()
    if made_at is None or not timedelta() <= work.now - made_at <= AT_ONCE:
        raise NotFound(_("It is too late to undo this. Ask staff."))
    void = {"void_at": work.now, "void_by": 0, "void_why": UNDONE}
    work.connection.execute(update(_ROWS).where(_ROWS.c.id == row_id).values(**void))
    work.record_row("attendance.undone", "attendance", row_id, **me.about)


def _of_list(work: Work, me: Me, group_id: int, on: date) -> dict[str, Any]:
    row = work.connection.execute(
        select(
            MeetingGroup.name, MeetingGroup.fellowship, MeetingGroup.weekday,
            MeetingGroup.starts_at, MeetingGroup.timezone, MeetingGroup.format,
        ).where(
            MeetingGroup.id == group_id,
            MeetingGroup.house_id == me.house_id,
            MeetingGroup.voided_at.is_(None),
        )
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(_("That meeting is not in the list any more."))
    return {
        "meeting_group_id": group_id,
        "group_text": row.name,
        "fellowship": row.fellowship,
        "started_at": begins(work.session, me.house_id, row, on),
        "format": "" if row.format == "hybrid" else row.format,
    }


def _of_words(text: str, fellowship: str) -> dict[str, Any]:
    """A meeting in words; who types nothing has said whose meeting it was."""
    if fellowship not in FELLOWSHIP_NAMES:
        raise Problem(_("Choose one from the list."), field="fellowship")
    name = short_text(text, "group_text") or fellowship_name(fellowship, short=True)
    return {
        "meeting_group_id": None, "group_text": name, "fellowship": fellowship, "started_at": "",
        "format": "",
    }  # fmt: skip


_ROWS: Any = Attendance.__table__
_BLANK: dict[str, Any] = {
    "verification": "self", "verified_by_text": "", "topic": "", "paper_code": "", "way": "kiosk",
    "created_by": 0, "corrects_id": None, "amend_reason": None,
}  # fmt: skip
