"""Exclusions: what somebody is not asked to do for a time, and who is not put on one chore
together.
"""

from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.work import Work


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What somebody is not asked to do: one chore or (None) all, on some weekdays or (empty) all,
    from a day to a last day or (None) until it is ended. `kind` is one of EXCLUSION_KINDS.
    """

    kind: str
    from_on: date
    to_on: date | None = None
    chore_id: int | None = None
    weekdays: tuple[int, ...] = ()  # 0 Monday
    reason: str = ""


def exclude(work: Work, stay_id: int, what: Exclusion) -> int:
    """Leave somebody out, and deal their turns of that time to others; gives the exclusion."""
    work.require(Permission.MANAGE_PEOPLE)
    raise NotImplementedError


def change_exclusion(
    work: Work, exclusion_id: int, version: int | None, what: Exclusion
) -> Exclusion:
    """Another time, reason or chore; gives what stood before, for the undo."""
    work.require(Permission.MANAGE_PEOPLE)
    raise NotImplementedError


def take_back_exclusion(work: Work, exclusion_id: int) -> None:
    """It should never have been; they are asked again, from the next period on."""
    work.require(Permission.MANAGE_PEOPLE)
    raise NotImplementedError


def put_back_exclusion(work: Work, exclusion_id: int) -> None:
    """The inverse: it stands again."""
    work.require(Permission.MANAGE_PEOPLE)
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Apart:
    """Two people who are not put on one chore together, from a day on, and why."""

    stay_id: int
    other_stay_id: int
    from_on: date
    to_on: date | None = None
    reason: str = ""


def keep_apart(work: Work, pair: Apart) -> int:
    """Two people are on no chore together from now on; gives the pair."""
    work.require(Permission.MANAGE_PEOPLE)
    raise NotImplementedError


def end_apart(work: Work, apart_id: int, to_on: date | None) -> date | None:
    """Its last day, or None: no end; gives the last day before, for the undo."""
    work.require(Permission.MANAGE_PEOPLE)
    raise NotImplementedError


def take_back_apart(work: Work, apart_id: int) -> None:
    """It should never have been."""
    work.require(Permission.MANAGE_PEOPLE)
    raise NotImplementedError


def put_back_apart(work: Work, apart_id: int) -> None:
    """The inverse: it stands again."""
    work.require(Permission.MANAGE_PEOPLE)
    raise NotImplementedError
