"""Supporters: who is willing to be a sponsor, mentor or coach, and for how many; their names are
kept so that nobody can be found by them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.anonymity import safe_name, safe_sort
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES
from sobrhouse.domain.sobriety import PATHWAYS, check_start
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import GENDER_WORDS, HOURS, OUTSIDE_KINDS, STATE_WORDS, listed
from sobrhouse.problems import NotFound, Problem, Stale
from sobrhouse.storage.tables import Introduction, Resident, Sponsorship, Supporter
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST_NAME, LONGEST_NOTE, MOST = 60, 500, 20
_LISTS = {
    "kinds": OUTSIDE_KINDS, "fellowships": tuple(FELLOWSHIP_NAMES), "pathways": PATHWAYS,
    "hours": tuple(HOURS),
}  # fmt: skip
_FIELDS = frozenset({
    "name", "kinds", "fellowships", "pathways", "sober_on", "gender", "languages", "hours",
    "capacity", "phone", "phone_agreed", "note",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """Whether somebody takes new people: active, paused (until a day), or stopped."""

    state: str
    paused_until: date | None = None


def add_supporter(
    work: Work, house_id: int, fields: dict[str, Any], resident_id: int | None = None
) -> int:
    """Somebody new on the house's list; `resident_id` where they live, or lived, in a house of
    ours. Lists of codes are sequences. A Problem beside the field that does not fit.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    row = Supporter(house_id=house_id, resident_id=resident_id, name="", phone_agreed=False)
    if resident_id is not None:
        _check_resident(work, house_id, resident_id)
        fields = {**fields, "name": ""}
    for field in sorted(fields, key=lambda f: f == "phone"):  # that they agreed comes first
        _set(work, row, field, fields[field])
    if resident_id is None and not row.name:
        raise Problem(_("Give a first name and one letter, as in Bill W."), field="name")
    if not row.kinds:
        raise Problem(_("Choose what they are willing to be."), field="kinds")
    work.add(row)
    work.record("supporter.added", row)
    return row.id


def change_supporter(
    work: Work, supporter_id: int, field: str, value: Any, version: int
) -> tuple[int, Any]:
    """Save one field; gives the version that stands now, and what the field held before."""
    work.require(Permission.RECORD_DAILY)
    row = standing_supporter(work, supporter_id)
    if field not in _FIELDS:
        raise ValueError(field)
    was = getattr(row, field)
    stands = row.version
    _set(work, row, field, value)
    if getattr(row, field) == was:
        return row.version, was
    if stands != version:
        raise Stale(_("Someone else has just changed this."), field=field,
                    theirs={field: was, "version": stands})  # fmt: skip
    if field == "kinds" and not row.kinds:
        raise Problem(_("Choose what they are willing to be."), field="kinds")
    work.record("supporter.changed", row)
    return row.version, was


def change_supporter_back(
    work: Work, supporter_id: int, field: str, was: Any, ours: Any
) -> tuple[int, Any]:
    """The inverse of a field's change; refused when it has been changed again since."""
    work.require(Permission.RECORD_DAILY)
    row = standing_supporter(work, supporter_id)
    if getattr(row, field) != ours:
        raise Problem(_("It has been changed again since."), field=field)
    value = was.split(",") if field in _LISTS else was
    return change_supporter(work, supporter_id, field, value, row.version)


def set_state(work: Work, supporter_id: int, to: State) -> State:
    """They take new people again, pause, or stop; whom they support now they keep. Gives what stood
    before, for the undo.
    """
    work.require(Permission.RECORD_DAILY)
    row = standing_supporter(work, supporter_id)
    if to.state not in STATE_WORDS:
        raise ValueError(to.state)
    if to.paused_until is not None and to.paused_until < work.today(row.house_id):
        raise Problem(_("This day has gone by. Choose a later one."), field="paused_until")
    before = State(row.state, row.paused_until)
    row.state = to.state
    row.paused_until = to.paused_until if to.state == "paused" else None
    work.record("supporter.state_set", row)
    return before


def put_state_back(work: Work, supporter_id: int, before: State, ours: State) -> None:
    """The inverse: as it stood; refused when it has been changed again since."""
    work.require(Permission.RECORD_DAILY)
    row = standing_supporter(work, supporter_id)
    until = ours.paused_until if ours.state == "paused" else None
    if (row.state, row.paused_until) != (ours.state, until):
        raise Problem(_("It has been changed again since."))
    row.state, row.paused_until = before.state, before.paused_until
    work.record("supporter.state_put_back", row)


def take_back_supporter(work: Work, supporter_id: int) -> int:
    """They should not be on the list; refused while they support somebody."""
    work.require(Permission.RECORD_DAILY)
    row = standing_supporter(work, supporter_id)
    if load_of(work, row.id):
        raise Problem(
            _("They support somebody now. Nothing was changed. End that first, or choose Stopped.")
        )
    row.voided_at = work.now
    work.record("supporter.taken_back", row)
    return row.id


def put_back_supporter(work: Work, supporter_id: int) -> int:
    """The inverse of taking back."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Supporter, supporter_id)
    if row.voided_at is None:
        raise Problem(_("It is there already."))
    if row.resident_id is not None:
        _check_once(work, row.house_id, row.resident_id)
    row.voided_at = None
    work.record("supporter.put_back", row)
    return row.id


def standing_supporter(work: Work, supporter_id: int) -> Supporter:
    """The supporter, if they are on the list; a part of use cases, which have asked."""
    row = work.get(Supporter, supporter_id)
    if row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    return row


def load_of(work: Work, supporter_id: int) -> int:
    """How many people they support, or were introduced to and are asked after."""
    s, i = Sponsorship, Introduction
    ties = select(s.resident_id).where(
        s.supporter_id == supporter_id, s.ended_on.is_(None), s.voided_at.is_(None)
    )
    asked = select(i.stay_id).where(
        i.supporter_id == supporter_id, i.outcome.is_(None), i.voided_at.is_(None)
    )
    return len(work.session.execute(ties).all()) + len(work.session.execute(asked).all())


def check_room(work: Work, row: Supporter, kind: str, today: date) -> None:
    """Refuse somebody who does not take one more person now, or not as this."""
    paused = row.state == "paused" and (row.paused_until is None or row.paused_until >= today)
    if row.state == "stopped" or paused:
        raise Problem(_("They take nobody new now. Nothing was changed. Choose somebody else."))
    if kind not in row.kinds.split(","):
        raise Problem(_("They are not willing to be that. Choose somebody else."))
    if load_of(work, row.id) >= row.capacity:
        raise Problem(_("They have as many people as they take. Choose somebody else."))


def _set(work: Work, row: Supporter, field: str, value: Any) -> None:
    if field not in _FIELDS:
        raise ValueError(field)
    if field in _LISTS:
        value = _codes(value, field)
    elif isinstance(value, str):
        value = " ".join(value.split()) if field != "note" else value.strip()
    if field == "name":
        _set_name(row, value)
        return
    _check(work, row, field, value)
    setattr(row, field, value)


def _set_name(row: Supporter, value: str) -> None:
    name = safe_name(value)[:LONGEST_NAME] if row.resident_id is None else ""
    if row.resident_id is None and not name:
        raise Problem(_("Give a first name and one letter, as in Bill W."), field="name")
    row.name, row.sort_name = name, safe_sort(name)


def _codes(value: Iterable[str], field: str) -> str:
    known = _LISTS[field]
    wanted = set(value)
    if not wanted <= set(known):
        raise Problem(_("Choose one from the list."), field=field)
    return listed(wanted, known)


def _check(work: Work, row: Supporter, field: str, value: Any) -> None:
    if field == "gender" and value not in GENDER_WORDS:
        raise Problem(_("Choose one from the list."), field=field)
    if field == "capacity" and not (isinstance(value, int) and 0 <= value <= MOST):
        raise Problem(_("A number from 0 to {n}.").format(n=MOST), field=field)
    if field == "sober_on" and value is not None:
        check_start(value, work.today(row.house_id))
    if field == "phone" and value and not row.phone_agreed:
        raise Problem(
            _("Keep a phone number only if they agreed that residents get it. Tick that first."),
            field="phone",
        )
    if field == "phone_agreed" and not value and row.phone:
        raise Problem(
            _("Their phone number is still here. Take it out first; it is kept only if agreed."),
            field=field,
        )
    if isinstance(value, str) and len(value) > LONGEST_NOTE:
        raise Problem(
            _("That is too long. {n} letters at most.").format(n=LONGEST_NOTE), field=field
        )


def _check_resident(work: Work, house_id: int, resident_id: int) -> None:
    work.get(Resident, resident_id)
    if house_id not in work.houses_of_resident(resident_id):
        raise Problem(_("They never lived in this house."), field="resident_id")
    _check_once(work, house_id, resident_id)


def _check_once(work: Work, house_id: int, resident_id: int) -> None:
    query = select(Supporter.id).where(
        Supporter.house_id == house_id,
        Supporter.resident_id == resident_id,
        Supporter.voided_at.is_(None),
    )
    if work.session.execute(query).first():
        raise Problem(_("They are on the list already."), field="resident_id")
