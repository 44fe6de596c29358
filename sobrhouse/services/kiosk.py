"""The kiosk: in, out, support, messages, passes and visitors, each about oneself alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, and_, bindparam, insert, literal_column, or_, select, update

from sobrhouse.domain.signins import LONGEST, UNDONE, minutes_late
from sobrhouse.domain.staff import Actor, ActorKind, Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import pass_rows
from sobrhouse.services.clock import doubts_now
from sobrhouse.storage.access import check_houses, refused
from sobrhouse.storage.prepared import Prepared
from sobrhouse.storage.tables import Base
from sobrhouse.storage.tables.base import UTCDateTime
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST_AWAY = timedelta(days=31)
AT_ONCE = timedelta(seconds=30)  # the screen offers to undo for four seconds


@dataclass(frozen=True, slots=True)
class Signed:
    """A line of the sign log that is on disk; `late_minutes` None for who is in time. It is not
    `sure` where the clock that tells so is in doubt.
    """

    row_id: int
    late_minutes: int | None = None
    sure: bool = True


def sign_in(work: Work, stay_id: int) -> Signed:
    """Come in: the open line is closed; without one the log says that going out is unknown."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = me.out
    if row is None:
        return _came_in(work, me)
    at = max(work.now, row.out_at)  # a clock that was set back keeps nobody out
    _CLOSE.run(work.transaction, {"row": row.id, "in_at": at, "in_by": "kiosk"})
    late = minutes_late(row.expected_return_at, at, at)
    work.record_row("sign.in", "sign_out", row.id, **me.about, after={"in_at": at, "late": late})
    if row.pass_id is not None:
        pass_rows.came(work, row.pass_id, at)
    return Signed(row.id, late, sure=late is None or not doubts_now(work))


def forgot_to_sign_out(work: Work, stay_id: int) -> Signed:
    """Come in without having signed out, where the log says *in*."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if me.out is not None:
        raise Problem(_("You are signed out. Tap Sign in."))
    return _came_in(work, me)


def sign_out(
    work: Work,
    stay_id: int,
    destination: str,
    expected_return_at: datetime,
    with_whom: str = "",
) -> Signed:
    """Go out: where, and when back."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if not work.now < expected_return_at <= work.now + LONGEST_AWAY:
        raise Problem(_("Choose another time."), field="expected_return_at")
    if me.out is not None:
        raise Problem(_("You are signed out already."))
    said = {
        "destination": short_text(destination, "destination", _("Say where you are going.")),
        "with_whom": short_text(with_whom, "with_whom"),
        "expected_return_at": expected_return_at,
    }
    on_pass = None
    if _GIVEN.first(work.transaction, {"stay": stay_id, "now": work.now}) is not None:
        on_pass = pass_rows.going(work, stay_id, expected_return_at, work.now)
    row_id = _add(work, me, out_at=work.now, out_by="kiosk", pass_id=on_pass, **said)
    work.record_row("sign.out", "sign_out", row_id, **me.about, after=said)
    if on_pass is not None:
        pass_rows.went(work, on_pass)
    return Signed(row_id)


def undo_sign(work: Work, stay_id: int, row_id: int) -> None:
    """Take back what was just signed: who came in is out again, who went out never did."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = _ROW.first(work.transaction, {"row": row_id, "stay": stay_id})
    gone_again = row is not None and row.in_at is not None and me.out is not None
    if (
        row is None
        or gone_again
        or not timedelta() <= work.now - (row.in_at or row.out_at) <= AT_ONCE
    ):
        raise NotFound(_("It is too late to undo this. Ask staff."))
    _VOID.run(work.transaction, {"row": row_id, "void_at": work.now, "void_why": UNDONE})
    again = None
    if row.in_at is not None and row.out_at is not None:
        kept = {name: getattr(row, name) for name in _KEPT}
        again = _add(work, me, **kept, corrects_id=row_id, amend_reason=UNDONE)
    work.record_row("sign.undone", "sign_out", again or row_id, **me.about, voids=row_id)
    if row.pass_id is not None:
        (pass_rows.still_out if again else pass_rows.not_gone)(work, row.pass_id)


@dataclass(frozen=True, slots=True)
class Me:
    """Who acts, where they live."""

    stay_id: int
    house_id: int
    resident_id: int
    out: Any = None  # the open line of the sign log

    @property
    def about(self) -> dict[str, int]:
        """What the audit log says of whom it is about."""
        return {"house_id": self.house_id, "resident_id": self.resident_id}


def own(work: Work, stay_id: int) -> Me:
    """The stay, if it goes on and is the actor's own; a part of use cases, which have asked."""
    row = _STAY.first(work.transaction, {"stay": stay_id})
    if row is None:
        raise NotFound(_("This stay has ended. Ask the house manager."))
    if not _is(work.actor, row.resident_id):
        raise refused()
    check_houses(work.actor, {row.house_id})
    return Me(stay_id, row.house_id, row.resident_id, row if row.id is not None else None)


def short_text(text: str, field: str, missing: str = "") -> str:
    """Words as they are kept, in one line; `missing` is what to say where there are none. A part
    of use cases.
    """
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if missing and not clean:
        raise Problem(missing, field=field)
    if len(clean) > LONGEST:
        raise Problem(_("That is too long."), field=field)
    return clean


def _is(actor: Actor, resident_id: int) -> bool:
    """Whether this is the person themselves; the program may act for whoever it knows."""
    if actor.kind is ActorKind.RESIDENT:
        return actor.id == resident_id
    return actor.kind is ActorKind.SYSTEM


def _came_in(work: Work, me: Me) -> Signed:
    """A line of which only the end is known."""
    row_id = _add(work, me, out_at=None, in_at=work.now, in_by="kiosk")
    work.record_row("sign.in", "sign_out", row_id, **me.about, after={"in_at": work.now})
    return Signed(row_id)


def _add(work: Work, me: Me, **said: Any) -> int:
    values = _BLANK | said
    values |= {"house_id": me.house_id, "stay_id": me.stay_id, "created_at": work.now}
    values["at"] = values["out_at"] or values["in_at"]
    return _INSERT.add(work.transaction, values)


_TABLES = Base.metadata.tables
_ROWS, _STAYS, _PASSES = _TABLES["sign_out"], _TABLES["stay"], _TABLES["pass"]
_KEPT = (
    "out_at", "out_by", "destination", "with_whom", "contact_phone", "expected_return_at",
    "pass_id", "note",
)  # fmt: skip
_BLANK: dict[str, Any] = {
    "out_by": "kiosk", "destination": "", "with_whom": "", "contact_phone": "", "note": "",
    "expected_return_at": None, "pass_id": None, "in_at": None, "in_by": None, "created_by": 0,
    "corrects_id": None, "amend_reason": None,
}  # fmt: skip
_WHO, _ID = bindparam("stay", type_=Integer), bindparam("row", type_=Integer)
_STAY = Prepared(  # whose stay it is, and the open line where there is one: both in one statement
    select(
        _STAYS.c.house_id,
        _STAYS.c.resident_id,
        _ROWS.c.id,
        _ROWS.c.out_at,
        _ROWS.c.expected_return_at,
        _ROWS.c.pass_id,
    )
    .select_from(
        _STAYS.outerjoin(
            _ROWS,
            and_(
                _ROWS.c.stay_id == _STAYS.c.id, _ROWS.c.in_at.is_(None), _ROWS.c.void_at.is_(None)
            ),
        )
    )
    .where(_STAYS.c.id == _WHO, _STAYS.c.discharged_on.is_(None), _STAYS.c.voided_at.is_(None))
)
_ROW = Prepared(
    select(_ROWS.c.in_at, *(_ROWS.c[name] for name in _KEPT)).where(
        _ROWS.c.id == _ID, _ROWS.c.stay_id == _WHO, _ROWS.c.void_at.is_(None)
    )
)
_GIVEN = Prepared(
    select(_PASSES.c.id)
    .where(
        _PASSES.c.stay_id == _WHO,
        or_(_PASSES.c.status == "approved", _PASSES.c.status == "returned"),
        _PASSES.c.return_by > bindparam("now", type_=UTCDateTime),
    )
    .limit(literal_column("1"))
)
_CLOSE = Prepared(
    update(_ROWS)
    .where(_ROWS.c.id == _ID)
    .values(in_at=bindparam("in_at"), in_by=bindparam("in_by"))
)
_VOID = Prepared(
    update(_ROWS)
    .where(_ROWS.c.id == _ID)
    .values(void_at=bindparam("void_at"), void_by=0, void_why=bindparam("void_why"))
)
_INSERT = Prepared(insert(_ROWS), ("house_id", "stay_id", "at", "out_at", "created_at", *_BLANK))
