"""The sign log's rows, for the use cases of the office and of the kiosk: each has asked by then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from sobrhouse.domain.signins import LONGEST, SLACK, UNDONE, meet
from sobrhouse.problems import Problem
from sobrhouse.services import pass_rows
from sobrhouse.services.corrections import void
from sobrhouse.storage.tables import House, SignOut, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

COPIED = (
    "house_id", "stay_id", "out_at", "out_by", "destination", "with_whom", "contact_phone",
    "expected_return_at", "pass_id", "note", "in_at", "in_by",
)  # fmt: skip


def living(work: Work, stay_id: int, at: datetime) -> Stay:
    """The stay, if the person lived here at that instant."""
    stay = work.get(Stay, stay_id)
    house = work.session.get_one(House, stay.house_id)
    day = at.astimezone(ZoneInfo(house.timezone)).date()
    if stay.voided_at is not None or stay.move_in_on > day:
        raise Problem(_("This person did not live here then. Look at the date again."), field="at")
    if stay.discharged_on is not None and stay.discharged_on < day:
        raise Problem(
            _("This person moved out before that day. Look at the date again."), field="at"
        )
    return stay


def open_row(work: Work, stay_id: int) -> SignOut | None:
    """The row of somebody who is out."""
    return work.session.execute(
        select(SignOut).where(
            SignOut.stay_id == stay_id, SignOut.in_at.is_(None), SignOut.void_at.is_(None)
        )
    ).scalar_one_or_none()


def replace(work: Work, row: SignOut, why: str, changed: Mapping[str, Any]) -> SignOut:
    """A new row in place of the old one, which is void from now on."""
    values = {name: getattr(row, name) for name in COPIED} | dict(changed)
    if row.void_at is None:
        void(work, row, why)
    made = SignOut(**values, corrects_id=row.id, amend_reason=why, at=_place(values))
    return work.add(made)


def take_back(work: Work, row: SignOut) -> int | None:
    """Undo the last step of a row: who came in is out again, who went out never did. Gives the row
    that stands now, if any.
    """
    if row.in_at is None or row.out_at is None:
        void(work, row, UNDONE)
        work.record("sign.undone", row)
        if row.pass_id is not None:
            pass_rows.not_gone(work, row.pass_id)
        return None
    check_apart(work, row.stay_id, row.out_at, None, row.id)
    again = replace(work, row, UNDONE, {"in_at": None, "in_by": None})
    work.record("sign.undone", again)
    if again.pass_id is not None:
        pass_rows.still_out(work, again.pass_id)
    return again.id


def check_times(
    work: Work, out_at: datetime | None, in_at: datetime | None, expected: datetime | None
) -> None:
    """Nothing in the future, nobody in before out, nobody due before they went."""
    latest = work.now + SLACK
    for field, moment in (("out_at", out_at), ("in_at", in_at)):
        if moment is not None and moment > latest:
            raise Problem(_("That time has not come yet."), field=field)
    if out_at is None and in_at is None:
        raise Problem(_("Say when they went out or came in."), field="out_at")
    if out_at is not None and in_at is not None and in_at < out_at:
        raise Problem(
            _("They came in before they went out. Look at the times again."), field="in_at"
        )
    if out_at is not None and expected is not None and expected <= out_at:
        raise Problem(
            _("They are due before they go out. Look at the times again."),
            field="expected_return_at",
        )


def check_apart(
    work: Work,
    stay_id: int,
    out_at: datetime | None,
    in_at: datetime | None,
    except_id: int | None = None,
) -> None:
    """Nobody is out twice at once."""
    begins = out_at or in_at
    query = select(SignOut.id, SignOut.out_at, SignOut.in_at).where(
        SignOut.stay_id == stay_id,
        SignOut.void_at.is_(None),
        or_(SignOut.in_at.is_(None), SignOut.in_at >= begins),
    )
    if in_at is not None:
        query = query.where(SignOut.at <= in_at)
    for row in work.session.execute(query):
        if row.id != except_id and meet(out_at, in_at, row.out_at, row.in_at):
            raise Problem(
                _("The log already says that this person was out then. Correct that line instead."),
                field="out_at",
            )


def words(text: str, field: str, *, needed: bool = False) -> str:
    """Text as it is kept; Problem when it is too long or missing."""
    clean = " ".join(text.split())
    if needed and not clean:
        raise Problem(_("Write where they are going."), field=field)
    if len(clean) > LONGEST:
        raise Problem(_("That is too long. {n} letters at most.").format(n=LONGEST), field=field)
    return clean


def _place(values: Mapping[str, Any]) -> datetime:
    at = values["out_at"] or values["in_at"]
    assert isinstance(at, datetime)
    return at
