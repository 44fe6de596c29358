"""Rolls: the four marks of a house meeting, and what the sign log lets one guess."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sobrhouse.words import N_

MARKS: tuple[tuple[str, str], ...] = (
    ("present", N_("Present")),
    ("late", N_("Late")),
    ("excused", N_("Excused")),
    ("absent", N_("Absent")),
)
HERE = ("present", "late")
GRACE = timedelta(minutes=5)  # who comes in so soon after the beginning is not late


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody is to be marked as; `status` None takes the mark away."""

    stay_id: int
    status: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the sign log and the passes know of one person at the time of a meeting."""

    out: bool = False
    back_at: datetime | None = None  # when they last came in
    on_pass: bool = False


def guess(where: Whereabouts, begun_at: datetime) -> str:
    """A mark to suggest, never to set: on a pass excused, out absent, in since late enough late."""
    if where.on_pass and where.out:
        return "excused"
    if where.out:
        return "absent"
    if where.back_at is not None and where.back_at > begun_at + GRACE:
        return "late"
    return "present"


def may_vote(basis: str, marks: Iterable[Any], stay_id: int) -> bool:
    """Whether somebody who lives in the house may vote, by whom the share is taken of and the marks
    that stand (`stay_id`, `status`): everybody where it is of all, or while nobody is marked; else
    who is at the meeting.
    """
    standing = list(marks)
    if basis == "members" or not standing:
        return True
    return any(m.stay_id == stay_id and m.status in HERE for m in standing)
