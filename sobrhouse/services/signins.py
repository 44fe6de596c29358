"""Sign log: staff sign people in and out, type in what stood on paper, correct, take back, and see
who was late.
"""

from datetime import datetime
from typing import Any

from sobrhouse.domain.phones import parse_phone
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import corrections, pass_rows, sign_rows
from sobrhouse.storage.tables import SignOut
from sobrhouse.storage.work import Work
from sobrhouse.words import _

FIELDS = frozenset(
    {"out_at", "in_at", "destination", "with_whom", "contact_phone", "expected_return_at", "note"}
)
_SHORTEST_WHY = 3


def sign_out(
    work: Work,
    stay_id: int,
    destination: str,
    expected_return_at: datetime | None,
    *,
    with_whom: str = "",
    contact_phone: str = "",
    at: datetime | None = None,
    way: str = "staff",
    pass_id: int | None = None,
) -> int:
    """Somebody goes out, now or at an earlier instant; gives the row. Problem for who is out."""
    work.require(Permission.RECORD_DAILY)
    out_at = at or work.now
    stay = sign_rows.living(work, stay_id, out_at)
    if sign_rows.open_row(work, stay_id) is not None:
        raise Problem(
            _("The log already says that they are out. Sign them in first."), field="stay_id"
        )
    sign_rows.check_times(work, out_at, None, expected_return_at)
    if at is not None:
        sign_rows.check_apart(work, stay_id, out_at, None)
    on_pass = pass_id or pass_rows.going(work, stay_id, expected_return_at, out_at)
    row = work.add(
        SignOut(
            house_id=stay.house_id, stay_id=stay_id, at=out_at, out_at=out_at, out_by=way,
            destination=sign_rows.words(destination, "destination", needed=True),
            with_whom=sign_rows.words(with_whom, "with_whom"),
            contact_phone=_phone(contact_phone), expected_return_at=expected_return_at,
            pass_id=on_pass,
        )
    )  # fmt: skip
    work.record("sign.out", row)
    if on_pass is not None:
        pass_rows.went(work, on_pass)
    return row.id


def sign_in(work: Work, stay_id: int, *, at: datetime | None = None, way: str = "staff") -> int:
    """Somebody comes in; gives the row. Who never signed out gets one whose way out is unknown."""
    work.require(Permission.RECORD_DAILY)
    row = sign_rows.open_row(work, stay_id)
    # a clock that was set back keeps nobody out; the line is marked then
    earliest = row.out_at if row is not None and row.out_at is not None else work.now
    in_at = at or max(work.now, earliest)
    stay = sign_rows.living(work, stay_id, in_at)
    if at is not None:
        sign_rows.check_times(work, row.out_at if row else None, in_at, None)
    if row is None:
        if at is not None:
            sign_rows.check_apart(work, stay_id, None, in_at)
        row = work.add(
            SignOut(house_id=stay.house_id, stay_id=stay_id, at=in_at, out_by=way, in_at=in_at,
                    in_by=way)
        )  # fmt: skip
    else:
        work.watch(row)
        row.in_at, row.in_by = in_at, way
    work.record("sign.in", row)
    if row.pass_id is not None:
        pass_rows.came(work, row.pass_id, in_at)
    return row.id


def undo_sign(work: Work, row_id: int) -> int | None:
    """The inverse of signing in or out: who came in is out again, who went out never did."""
    work.require(Permission.RECORD_DAILY)
    return sign_rows.take_back(work, corrections.standing(work, SignOut, row_id))


def correct(work: Work, row_id: int, *, why: str, **fields: Any) -> int:
    """Put right what a line says: a new row that names the old one and why; gives it."""
    work.require(Permission.RECORD_DAILY)
    if unknown := set(fields) - FIELDS:
        raise ValueError(f"a line of the sign log has no {unknown}")
    row = corrections.standing(work, SignOut, row_id)
    changed = {name: value for name, value in fields.items() if value != getattr(row, name)}
    if not changed:
        raise Problem(_("Nothing was changed yet. Change a time or a word first."))
    _set_words(changed)
    times = {n: changed.get(n, getattr(row, n)) for n in ("out_at", "in_at", "expected_return_at")}
    sign_rows.check_times(work, times["out_at"], times["in_at"], times["expected_return_at"])
    sign_rows.living(work, row.stay_id, times["out_at"] or times["in_at"])
    sign_rows.check_apart(work, row.stay_id, times["out_at"], times["in_at"], row.id)
    if "in_at" in changed:
        changed["in_by"] = (row.in_by or "staff") if changed["in_at"] is not None else None
    made = sign_rows.replace(work, row, _why(why), changed)
    work.record("sign.corrected", made)
    pass_rows.follow(work, made.pass_id, made.in_at)
    return made.id


def undo_correct(work: Work, row_id: int) -> int:
    """The inverse of a correction: what stood before stands again, as a row of its own."""
    work.require(Permission.RECORD_DAILY)
    asked, row = work.get(SignOut, row_id), corrections.standing(work, SignOut, row_id)
    if asked.corrects_id is None:
        raise Problem(_("This line was not corrected."))
    before = work.get(SignOut, asked.corrects_id)
    sign_rows.check_apart(work, row.stay_id, before.out_at, before.in_at, row.id)
    values = {name: getattr(before, name) for name in sign_rows.COPIED}
    again = sign_rows.replace(work, row, UNDONE, values)
    work.record("sign.corrected", again)
    return again.id


def strike(work: Work, row_id: int, why: str) -> int:
    """A line that should never have been there counts no more; it stays readable."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.standing(work, SignOut, row_id)
    corrections.void(work, row, _why(why))
    work.record("sign.undone", row)
    if row.pass_id is not None:
        pass_rows.not_gone(work, row.pass_id)
    return row.id


def undo_strike(work: Work, row_id: int) -> int:
    """The inverse: the line stands again, as a row of its own."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(SignOut, row_id)
    if row.void_at is None:
        raise Problem(_("It is there already."))
    sign_rows.check_apart(work, row.stay_id, row.out_at, row.in_at)
    again = sign_rows.replace(work, row, UNDONE, {})
    work.record("sign.corrected", again)
    return again.id


def transcribe(
    work: Work,
    stay_id: int,
    out_at: datetime | None,
    in_at: datetime | None,
    *,
    destination: str = "",
    expected_return_at: datetime | None = None,
    with_whom: str = "",
    contact_phone: str = "",
) -> int:
    """Type in what stood on the paper sheet, marked as that; gives the row."""
    work.require(Permission.RECORD_DAILY)
    sign_rows.check_times(work, out_at, in_at, expected_return_at)
    at = out_at or in_at
    assert at is not None
    stay = sign_rows.living(work, stay_id, at)
    sign_rows.check_apart(work, stay_id, out_at, in_at)
    row = work.add(
        SignOut(
            house_id=stay.house_id, stay_id=stay_id, at=at, out_at=out_at, out_by="paper",
            destination=sign_rows.words(destination, "destination", needed=out_at is not None),
            with_whom=sign_rows.words(with_whom, "with_whom"),
            contact_phone=_phone(contact_phone), expected_return_at=expected_return_at,
            in_at=in_at, in_by="paper" if in_at is not None else None,
        )
    )  # fmt: skip
    work.record("sign.transcribed", row)
    return row.id


def acknowledge(work: Work, row_id: int) -> int:
    """Say that somebody on the staff has seen that this person was late."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.standing(work, SignOut, row_id)
    if row.ack_at is not None:
        raise Problem(_("Somebody has seen this already."))
    row.ack_at, row.ack_by = work.now, corrections.staff_id(work)
    work.record("sign.seen", row)
    return row.id


def undo_acknowledge(work: Work, row_id: int) -> int:
    """The inverse: the line stands as nobody has seen it yet, as a row of its own; gives it."""
    work.require(Permission.RECORD_DAILY)
    row = corrections.standing(work, SignOut, row_id)
    if row.ack_at is None:
        raise Problem(_("Nobody has seen this yet."))
    again = sign_rows.replace(work, row, UNDONE, {})
    work.record("sign.corrected", again)
    return again.id


def _set_words(changed: dict[str, Any]) -> None:
    for name in ("destination", "with_whom", "note"):
        if name in changed:
            changed[name] = sign_rows.words(changed[name], name)
    if "contact_phone" in changed:
        changed["contact_phone"] = _phone(changed["contact_phone"])


def _why(text: str) -> str:
    clean = " ".join(text.split())
    if len(clean) < _SHORTEST_WHY:
        raise Problem(_("Say why in a few words. It stays with the line."), field="why")
    return clean[:300]


def _phone(text: str) -> str:
    return parse_phone(text) if text.strip() else ""
