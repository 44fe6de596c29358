"""The rows of passes, for the use cases of the office, of the kiosk and of the sign log: each has
asked by then.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select

from sobrhouse.domain.passes import Criterion, nights_of
from sobrhouse.domain.phones import parse_phone
from sobrhouse.problems import Problem
from sobrhouse.services.nights import NightBook
from sobrhouse.storage.tables import BedHold, House, Pass, Stay
from sobrhouse.storage.tables.signins import PASS_KINDS
from sobrhouse.storage.work import Work
from sobrhouse.words import _

EARLY = timedelta(hours=2)  # by which somebody may go before the time on the pass
LIVE = ("requested", "approved", "out")
_GOES = ("approved", "returned")
_LINE, _TEXT = 120, 500
_PHONE = 40
_LONGEST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody asks for; instants aware."""

    depart_at: datetime
    return_by: datetime
    destination: str
    kind: str = "overnight"
    host: str = ""
    host_phone: str = ""
    companion: str = ""
    transport: str = ""
    reason: str = ""


def put(work: Work, stay_id: int, plan: Plan, way: str) -> Pass:
    """Write down that somebody asks for a pass. Problem when it cannot be one."""
    stay = work.get(Stay, stay_id)
    values = checked(work, stay, plan)
    row = work.add(
        Pass(
            house_id=stay.house_id,
            stay_id=stay_id,
            requested_at=work.now,
            requested_by=way,
            **values,
        )
    )
    work.record("pass.asked", row, resident_id=stay.resident_id)
    return row


def checked(work: Work, stay: Stay, plan: Plan, but: int = 0) -> dict[str, object]:
    """The plan as it is kept: it begins before it ends, not in the past, beside no other pass."""
    if stay.voided_at is not None or stay.discharged_on is not None:
        raise Problem(_("They have moved out. A pass is for people who live here."))
    if plan.return_by <= plan.depart_at:
        raise Problem(_("They come back before they leave. Look at the times."), field="return_by")
    if plan.return_by <= work.now:
        raise Problem(_("That time has gone by. Choose a later one."), field="return_by")
    if plan.return_by - plan.depart_at > _LONGEST:
        raise Problem(
            _("A pass is for {n} days at most.").format(n=_LONGEST.days), field="return_by"
        )
    destination = " ".join(plan.destination.split())[:_LINE]
    if not destination:
        raise Problem(_("Say where they go."), field="destination")
    if plan.kind not in PASS_KINDS:
        raise ValueError(plan.kind)
    _beside_none(work, stay.id, plan, but)
    return {
        "kind": plan.kind,
        "depart_at": plan.depart_at,
        "return_by": plan.return_by,
        "destination": destination,
        "host": _line(plan.host),
        "host_phone": _phone(plan.host_phone),
        "companion": _line(plan.companion),
        "transport": _line(plan.transport),
        "reason": plan.reason.strip()[:_TEXT],
    }


def zone_of(work: Work, house_id: int) -> ZoneInfo:
    """The zone in which a house lives."""
    return ZoneInfo(work.session.get_one(House, house_id).timezone)


def kept(criteria: Iterable[Criterion]) -> str:
    """The rules as they stood, to be read later."""
    return json.dumps([asdict(c) for c in criteria], ensure_ascii=False)


def going(work: Work, stay_id: int, expected: datetime | None, at: datetime) -> int | None:
    """The pass on which somebody goes who signs out: given, of now, and meant by the time they
    say. An errand before it is none of it.
    """
    row = work.session.scalars(
        select(Pass)
        .where(
            Pass.stay_id == stay_id,
            Pass.status.in_(_GOES),
            Pass.voided_at.is_(None),
            Pass.depart_at <= at + EARLY,
            Pass.return_by > at,
        )
        .order_by(Pass.depart_at)
    ).first()
    if row is None or (expected is not None and expected <= row.depart_at):
        return None
    return row.id


def went(work: Work, pass_id: int) -> None:
    """Somebody has left on a pass: it is used, and the bed is kept for the nights of it."""
    row = work.get(Pass, pass_id)
    if row.status not in _GOES or row.voided_at is not None:
        raise Problem(_("That pass is not approved, or they have left on it already."))
    row.status, row.returned_at = "out", None
    work.record("pass.left", row)
    _keep_bed(work, row)


def came(work: Work, pass_id: int, at: datetime) -> None:
    """Somebody is back from a pass; the bed is not kept any more, but slept in."""
    row = work.get(Pass, pass_id)
    if row.status != "out":
        return
    row.status, row.returned_at = "returned", at
    work.record("pass.returned", row)
    book = NightBook(work, row.house_id)
    for hold in book.holds_of_stay(row.stay_id):
        if hold.kind == "pass":
            book.close_hold(hold, book.tonight)


def not_gone(work: Work, pass_id: int) -> None:
    """Undo leaving: the pass waits to be used again and the bed was never kept."""
    row = work.get(Pass, pass_id)
    if row.status != "out":
        return
    row.status = "approved"
    work.record("pass.approved", row)
    book = NightBook(work, row.house_id)
    for hold in book.holds_of_stay(row.stay_id):
        if hold.kind == "pass":
            hold.voided_at = work.now
            work.record("bed.hold_cancelled", hold, house_id=row.house_id)


def still_out(work: Work, pass_id: int) -> None:
    """Undo coming back: they are away on the pass as before."""
    row = work.get(Pass, pass_id)
    if row.status != "returned":
        return
    row.status, row.returned_at = "out", None
    work.record("pass.left", row)
    _keep_bed(work, row)


def follow(work: Work, pass_id: int | None, in_at: datetime | None) -> None:
    """Bring a pass in line with its row of the sign log, which was corrected or taken back."""
    if pass_id is None:
        return
    if in_at is None:
        still_out(work, pass_id)
        return
    row = work.get(Pass, pass_id)
    if row.status == "returned" and row.returned_at != in_at:
        row.returned_at = in_at
        work.record("pass.returned", row)
    else:
        came(work, pass_id, in_at)


def _keep_bed(work: Work, row: Pass) -> None:
    """Keep the bed of who is away over night, where nobody else waits for it."""
    zone = zone_of(work, row.house_id)
    book = NightBook(work, row.house_id)
    bed = book.open_row(row.stay_id)
    nights = [n for n in nights_of(work.now, row.return_by, zone) if n >= book.tonight]
    if bed is None or not nights:
        return
    hold = book.open_hold(bed.bed_id)
    if hold is not None:
        if not book.ran_out(hold):
            return
        book.close_hold(hold, book.tonight)
    made = work.add(
        BedHold(
            bed_id=bed.bed_id,
            stay_id=row.stay_id,
            kind="pass",
            from_on=max(book.tonight, bed.start_on),
            until_on=nights[-1],
        )
    )
    work.record("bed.held", made, house_id=row.house_id)


def _beside_none(work: Work, stay_id: int, plan: Plan, but: int) -> None:
    other = select(Pass.id).where(
        Pass.stay_id == stay_id,
        Pass.id != but,
        Pass.voided_at.is_(None),
        Pass.status.in_(LIVE),
        and_(Pass.depart_at < plan.return_by, Pass.return_by > plan.depart_at),
    )
    if work.session.execute(other.limit(1)).first() is not None:
        raise Problem(
            _("There is a pass for that time already. Change or cancel that one."),
            field="depart_at",
        )


def _line(text: str) -> str:
    return " ".join(text.split())[:_LINE]


def _phone(text: str) -> str:
    """A phone as it is kept; words that are no number stay as they were typed."""
    try:
        return parse_phone(text) if text.strip() else ""
    except Problem:
        return " ".join(text.split())[:_PHONE]
