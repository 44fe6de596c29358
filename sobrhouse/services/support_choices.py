"""Choices about support: what a resident lets staff see, whom they wish for, when they have time,
and for how many newcomers they would be a buddy. Theirs to make; staff write them on their word.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import GENDER_WORDS, HOURS, WISH_WORDS, listed
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import Resident, SupportChoice
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 200
_FIELDS = frozenset({"gender", "wants_gender", "hours", "buddies", "looking", "looking_why",
                     "shares_steps", "shares_answers"})  # fmt: skip
MOST_BUDDIES = 20


def choose(work: Work, resident_id: int, field: str, value: Any) -> Any:
    """Save one choice; gives what was chosen before, for the way back."""
    work.require(Permission.RECORD_DAILY)
    person = work.get(Resident, resident_id)
    return put_choice(work, person.id, field, value)


def choose_back(work: Work, resident_id: int, field: str, was: Any, ours: Any) -> Any:
    """The inverse; refused when it has been chosen anew since, as they may at the kiosk."""
    work.require(Permission.RECORD_DAILY)
    person = work.get(Resident, resident_id)
    row = choice_of(work, person.id)
    if row is None or getattr(row, field) != checked(field, ours):
        raise Problem(_("It has been changed again since."), field=field)
    return put_choice(work, person.id, field, was)


def put_choice(work: Work, resident_id: int, field: str, value: Any) -> Any:
    """The same as a part of use cases, which have asked."""
    value = checked(field, value)
    row = choice_of(work, resident_id)
    if row is None:
        return first_choice(work, resident_id, field, value)
    before = held(field, getattr(row, field))
    setattr(row, field, value)
    work.record("support_choice.chosen", row)
    return before


def first_choice(work: Work, resident_id: int, field: str, value: Any) -> Any:
    """The first choice of somebody, checked already; gives what stands without one. A part of use
    cases.
    """
    row = SupportChoice(resident_id=resident_id, gender="", wants_gender="", hours="",
                        looking=True, shares_steps=False, shares_answers=False)  # fmt: skip
    before = held(field, getattr(row, field))
    setattr(row, field, value)
    work.record("support_choice.chosen", work.add(row))
    return before


def choice_of(work: Work, resident_id: int) -> SupportChoice | None:
    """What a resident chose, if anything."""
    query = select(SupportChoice).where(
        SupportChoice.resident_id == resident_id, SupportChoice.voided_at.is_(None)
    )
    found = work.session.scalars(query).one_or_none()
    return None if found is None else work.watch(found)


def held(field: str, value: Any) -> Any:
    """A choice as those who ask know it: hours as a list; a part of use cases."""
    return value.split(",") if field == "hours" and value else (() if field == "hours" else value)


def checked(field: str, value: Any) -> Any:
    """A choice as it is kept; Problem where it is none; a part of use cases."""
    if field not in _FIELDS:
        raise ValueError(field)
    if field == "hours":
        return _hours(value)
    allowed = {"gender": GENDER_WORDS, "wants_gender": WISH_WORDS}.get(field)
    if allowed is not None and value not in allowed:
        raise Problem(_("Choose one from the list."), field=field)
    if field == "buddies" and value is not None and not 0 <= value <= MOST_BUDDIES:
        raise Problem(_("A number from 0 to {n}.").format(n=MOST_BUDDIES), field=field)
    if field == "looking_why":
        return " ".join((value or "").split())[:LONGEST]
    return value


def _hours(value: Sequence[str]) -> str:
    if not set(value) <= set(HOURS):
        raise Problem(_("Choose one from the list."), field="hours")
    return listed(value, HOURS)
