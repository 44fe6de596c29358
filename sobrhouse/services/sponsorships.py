"""Sponsorships: who supports a resident, since when, how they met, how it ended; history stays.

What staff may see is the resident's choice: of a tie whose `share` is "existence" the audit log
tells that there is one, never who.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import END_WORDS, KIND_WORDS, MET_WORDS, SHARE_WORDS, SPONSOR_KINDS
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stale
from sobrhouse.services.supporters import LONGEST_NAME, LONGEST_NOTE, standing_supporter
from sobrhouse.storage.tables import Resident, Sponsorship, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

WHO = frozenset({"name", "phone", "supporter_id", "peer_resident_id", "note"})
_FIELDS = frozenset({"kind", "name", "phone", "fellowship", "share", "how_met", "started_on",
                     "note"})  # fmt: skip
_CHOICES = {"kind": KIND_WORDS, "share": SHARE_WORDS, "how_met": MET_WORDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Who supports somebody: one of the house's list, a housemate, or a name of their own; with
    `share` "existence" nobody need be named.
    """

    kind: str
    started_on: date
    supporter_id: int | None = None
    peer_resident_id: int | None = None
    name: str = ""
    phone: str = ""
    fellowship: str = ""
    share: str = "name"
    how_met: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a tie ended: the day, why (one of END_WORDS), and a word about it."""

    on: date
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """On which day it was said that a tie is so, and by whom on the staff; None where not."""

    on: date | None = None
    staff_id: int | None = None


def add_sponsorship(work: Work, resident_id: int, tie: Tie) -> int:
    """Somebody has a sponsor, mentor or buddy; gives it."""
    work.require(Permission.RECORD_DAILY)
    person = work.get(Resident, resident_id)
    row = begin_tie(work, person.id, tie)
    row.staff_verified_on, row.staff_verified_by = None, None
    record_tie(work, "sponsorship.added", row)
    return row.id


def change_sponsorship(
    work: Work, sponsorship_id: int, field: str, value: Any, version: int
) -> tuple[int, Any]:
    """Save one field; gives the version that stands now, and what the field held before. Who it is
    stays hidden where the resident shares only that there is somebody: staff cannot open it.
    """
    work.require(Permission.RECORD_DAILY)
    row = standing_tie(work, sponsorship_id)
    if row.share == "existence" and field in (*WHO, "share"):
        raise NotAllowed(
            _("They keep the name to themselves. Nothing was changed. They can share it at the "
              "kiosk.")
        )  # fmt: skip
    return _change(work, row, field, value, version)


def _change(
    work: Work, row: Sponsorship, field: str, value: Any, version: int
) -> tuple[int, Any]:
    was, stands, hide = getattr(row, field), row.version, hidden(row)
    if field not in _FIELDS:
        raise ValueError(field)
    value = _clean(field, value)
    if value == was:
        return row.version, was
    if stands != version:
        raise Stale(_("Someone else has just changed this."), field=field,
                    theirs={field: was, "version": stands})  # fmt: skip
    if field == "name" and value and (row.supporter_id or row.peer_resident_id):
        raise Problem(_("We know them by the name that they have with us."), field=field)
    setattr(row, field, value)
    _check(work, row)
    if field in ("kind", "fellowship") and row.ended_on is None:
        _check_once(work, row)
    work.record("sponsorship.changed", row, hide=hide or hidden(row))
    return row.version, was


def change_sponsorship_back(
    work: Work, sponsorship_id: int, field: str, was: Any, ours: Any
) -> tuple[int, Any]:
    """The inverse of a field's change; refused when it has been changed again since."""
    work.require(Permission.RECORD_DAILY)
    row = standing_tie(work, sponsorship_id)
    if getattr(row, field) != ours or (row.share == "existence" and field in WHO):
        raise Problem(_("It has been changed again since."), field=field)
    return _change(work, row, field, was, row.version)


def verify_sponsorship(work: Work, sponsorship_id: int, by: str, on: date | None) -> Verified:
    """The resident, or somebody on the staff, says that it is so (None: not verified any more);
    gives what stood before, for the undo.
    """
    work.require(Permission.RECORD_DAILY)
    row = standing_tie(work, sponsorship_id)
    _check_come(work, row, on, "on")
    staff = work.actor.id if by == "staff" and on and work.actor.role else None
    return _verify(work, row, by, Verified(on, staff))


def put_verification_back(
    work: Work, sponsorship_id: int, by: str, before: Verified, ours: date | None
) -> Verified:
    """The inverse: who had looked at it, and when; refused when it has been changed since."""
    work.require(Permission.RECORD_DAILY)
    row = standing_tie(work, sponsorship_id)
    if (row.staff_verified_on if by == "staff" else row.resident_verified_on) != ours:
        raise Problem(_("It has been changed again since."))
    return _verify(work, row, by, before)


def _verify(work: Work, row: Sponsorship, by: str, to: Verified) -> Verified:
    if by == "staff":
        before = Verified(row.staff_verified_on, row.staff_verified_by)
        row.staff_verified_on, row.staff_verified_by = to.on, to.staff_id
    elif by == "resident":
        before, row.resident_verified_on = Verified(row.resident_verified_on), to.on
    else:
        raise ValueError(by)
    record_tie(work, "sponsorship.verified", row)
    return before


def end_sponsorship(work: Work, sponsorship_id: int, how: Ended) -> int:
    """It has ended; the history stays."""
    work.require(Permission.RECORD_DAILY)
    row = standing_tie(work, sponsorship_id)
    _check_come(work, row, how.on, "on")
    end_tie(work, row, how)
    return row.id


def reopen_sponsorship(work: Work, sponsorship_id: int) -> int:
    """The inverse of ending: it goes on."""
    work.require(Permission.RECORD_DAILY)
    row = standing_tie(work, sponsorship_id)
    if row.ended_on is None:
        raise Problem(_("It is there already."))
    reopen_tie(work, row)
    return row.id


def take_back_sponsorship(work: Work, sponsorship_id: int) -> int:
    """It should never have been written down; its history stays in the log."""
    work.require(Permission.RECORD_DAILY)
    row = standing_tie(work, sponsorship_id)
    row.voided_at = work.now
    record_tie(work, "sponsorship.taken_back", row)
    return row.id


def put_back_sponsorship(work: Work, sponsorship_id: int) -> int:
    """The inverse of taking back."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Sponsorship, sponsorship_id)
    if row.voided_at is None:
        raise Problem(_("It is there already."))
    if row.ended_on is None:
        check_again(work, row)
    row.voided_at = None
    record_tie(work, "sponsorship.put_back", row)
    return row.id


def standing_tie(work: Work, sponsorship_id: int) -> Sponsorship:
    """The tie, if it was not taken back; a part of use cases, which have asked."""
    row = work.get(Sponsorship, sponsorship_id)
    if row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    return row


def begin_tie(work: Work, resident_id: int, tie: Tie) -> Sponsorship:
    """The row of a new tie, checked and put in, not recorded; a part of use cases."""
    row = Sponsorship(
        resident_id=resident_id, supporter_id=tie.supporter_id,
        peer_resident_id=tie.peer_resident_id, started_on=tie.started_on,
        **{f: _clean(f, getattr(tie, f)) for f in
           ("kind", "name", "phone", "fellowship", "share", "how_met", "note")},
    )  # fmt: skip
    if row.supporter_id or row.peer_resident_id:
        row.name = ""  # theirs is known
    _check(work, row)
    _check_once(work, row)
    return work.add(row)


def end_tie(work: Work, row: Sponsorship, how: Ended) -> None:
    """End an open tie; a part of use cases."""
    if row.ended_on is not None:
        raise Problem(_("This has ended already."))
    if how.kind not in END_WORDS:
        raise Problem(_("Choose how it ended."), field="kind")
    if how.on < row.started_on:
        raise Problem(_("The end is before the start."), field="on")
    row.ended_on, row.end_kind = how.on, how.kind
    row.end_note = how.note.strip()[:LONGEST_NOTE]
    record_tie(work, "sponsorship.ended", row)


def reopen_tie(work: Work, row: Sponsorship) -> None:
    """An ended tie goes on as it was; a part of use cases."""
    check_again(work, row)
    row.ended_on, row.end_kind, row.end_note = None, None, ""
    record_tie(work, "sponsorship.reopened", row)


def check_again(work: Work, row: Sponsorship) -> None:
    """Refuse that a tie goes on which something else has taken the place of, or whose other person
    is there no more; a part of use cases.
    """
    _check(work, row)
    _check_once(work, row)


def record_tie(work: Work, action: str, row: Sponsorship) -> None:
    """Record what was done to a tie, and of whom only what staff may see."""
    work.record(action, row, hide=hidden(row))


def hidden(row: Sponsorship) -> Collection[str]:
    """The columns that the audit log does not tell."""
    return (*WHO, "end_note") if row.share == "existence" else ()


def _clean(field: str, value: Any) -> Any:
    if field == "name":
        return safe_name(value)[:LONGEST_NAME]
    if field in ("phone", "note"):
        text = " ".join(value.split()) if field == "phone" else value.strip()
        if len(text) > LONGEST_NOTE:
            raise Problem(
                _("That is too long. {n} letters at most.").format(n=LONGEST_NOTE), field=field
            )
        return text
    if field == "fellowship" and value and value not in FELLOWSHIP_NAMES:
        raise Problem(_("Choose one from the list."), field=field)
    if field in _CHOICES and value not in _CHOICES[field]:
        raise Problem(_("Choose one from the list."), field=field)
    return value


def _check(work: Work, row: Sponsorship) -> None:
    """What holds of every tie: somebody is meant, of the same house, from a day that has come."""
    named = bool(row.name or row.supporter_id or row.peer_resident_id)
    if not named and row.share == "name":
        raise Problem(_("Give a first name and one letter, as in Bill W."), field="name")
    _check_come(work, row, row.started_on, "started_on")
    if row.ended_on is not None and row.ended_on < row.started_on:
        raise Problem(_("The end is before the start."), field="started_on")
    if row.supporter_id is not None:
        listed = standing_supporter(work, row.supporter_id).house_id
        if listed not in work.houses_of_resident(row.resident_id):
            raise NotFound(_("They are not on this house's list."))
    if row.peer_resident_id == row.resident_id:
        raise Problem(_("Choose two people."), field="peer_resident_id")
    if row.peer_resident_id is not None:
        work.get(Resident, row.peer_resident_id)
    if (row.kind == "house_buddy") and not same_house(work, row):
        raise Problem(_("They do not live in the same house."), field="peer_resident_id")


def _check_come(work: Work, row: Sponsorship, on: date | None, field: str) -> None:
    """Refuse a day that has not come where the resident lives."""
    todays = map(work.today, work.houses_of_resident(row.resident_id))
    if on is not None and on > max(todays, default=work.now.date()):
        raise Problem(_("This day has not come yet. Type today or an earlier day."), field=field)


def same_house(work: Work, row: Sponsorship) -> bool:
    """Whether both of a tie live in one house now; a part of use cases."""
    query = select(Stay.house_id, Stay.resident_id).where(
        Stay.resident_id.in_((row.resident_id, row.peer_resident_id)),
        Stay.discharged_on.is_(None),
        Stay.voided_at.is_(None),
    )
    houses = {who: house for house, who in work.session.execute(query)}
    return len(houses) == 2 and len(set(houses.values())) == 1


def _check_once(work: Work, row: Sponsorship) -> None:
    """Refuse a second open tie of the same kind with the same person, and a second sponsor of one
    fellowship.
    """
    query = select(
        Sponsorship.supporter_id, Sponsorship.peer_resident_id, Sponsorship.fellowship
    ).where(
        Sponsorship.resident_id == row.resident_id,
        Sponsorship.kind == row.kind,
        Sponsorship.ended_on.is_(None),
        Sponsorship.voided_at.is_(None),
        Sponsorship.id != (row.id or 0),
    )
    for other in work.session.execute(query.order_by(Sponsorship.id)):
        same = row.supporter_id or row.peer_resident_id
        if same and (other.supporter_id, other.peer_resident_id) == (
            row.supporter_id, row.peer_resident_id,
        ):  # fmt: skip
            raise Problem(_("That is written down already."), field="kind")
        if row.kind in SPONSOR_KINDS and other.fellowship == row.fellowship:
            raise Problem(
                _("They have one already. Nothing was changed. End that one first."), field="kind"
            )
