"""Exclusions: what somebody is not asked to do for a time, and who is not put on one chore
together.
"""

from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.chore_plans import follow
from sobrhouse.storage.tables import Chore, ChoreApart, ChoreExclusion, Stay
from sobrhouse.storage.tables.chores import EXCLUSION_KINDS
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST_REASON = 300


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


@dataclass(frozen=True, slots=True)
class Apart:
    """Two people who are not put on one chore together, from a day on, and why."""

    stay_id: int
    other_stay_id: int
    from_on: date
    to_on: date | None = None
    reason: str = ""


def exclude(work: Work, stay_id: int, what: Exclusion) -> int:
    """Leave somebody out, and deal their turns of that time to others; gives the exclusion."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = _stay(work, stay_id)
    row = ChoreExclusion(house_id=stay.house_id, stay_id=stay_id)
    _write(work, row, what)
    work.add(row)
    work.record("chore_exclusion.added", row)
    follow(work, stay.house_id, f"chore_exclusion.added:{row.id}")
    return row.id


def change_exclusion(
    work: Work, exclusion_id: int, version: int | None, what: Exclusion
) -> Exclusion:
    """Another time, reason or chore; gives what stood before, for the undo."""
    work.require(Permission.MANAGE_PEOPLE)
    row = _live(work, exclusion_id, version)
    days = tuple(int(day) for day in row.weekdays.split(",") if day)
    before = Exclusion(row.kind, row.from_on, row.to_on, row.chore_id, days, row.reason)
    _write(work, row, what)
    work.record("chore_exclusion.changed", row)
    follow(work, row.house_id, f"chore_exclusion.changed:{row.id}", (row.stay_id,))
    return before


def take_back_exclusion(work: Work, exclusion_id: int) -> None:
    """It should never have been; they are asked again, from the next period on."""
    work.require(Permission.MANAGE_PEOPLE)
    row = _live(work, exclusion_id)
    row.voided_at = work.now
    work.record("chore_exclusion.taken_back", row)
    undoes = f"chore_exclusion.added:{row.id}"
    follow(work, row.house_id, f"chore_exclusion.taken_back:{row.id}", (row.stay_id,), undoes)


def put_back_exclusion(work: Work, exclusion_id: int) -> None:
    """The inverse: it stands again."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(ChoreExclusion, exclusion_id)
    row.voided_at = None
    work.record("chore_exclusion.put_back", row)
    follow(work, row.house_id, f"chore_exclusion.added:{row.id}")


def keep_apart(work: Work, pair: Apart) -> int:
    """Two people are dealt no chore together from now on; what was dealt before stays. Gives the
    pair.
    """
    work.require(Permission.MANAGE_PEOPLE)
    one, other = sorted((pair.stay_id, pair.other_stay_id))
    if one == other:
        raise Problem(_("Choose two people."), field="other_stay_id")
    house_id = _stay(work, one).house_id
    if _stay(work, other).house_id != house_id:
        raise Problem(_("They do not live in the same house."), field="other_stay_id")
    if pair.to_on is not None and pair.to_on < pair.from_on:
        raise _ends_first()
    row = work.add(
        ChoreApart(
            house_id=house_id, stay_id=one, other_stay_id=other, from_on=pair.from_on,
            to_on=pair.to_on, reason=_reason(pair.reason),
        )
    )  # fmt: skip
    work.record("chore_apart.added", row)
    follow(work, house_id, f"chore_apart.added:{row.id}")
    return row.id


def end_apart(work: Work, apart_id: int, to_on: date | None) -> date | None:
    """Its last day, or None: no end; gives the last day before, for the undo."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(ChoreApart, apart_id)
    if to_on is not None and to_on < row.from_on:
        raise _ends_first()
    before, row.to_on = row.to_on, to_on
    work.record("chore_apart.ended", row)
    follow(work, row.house_id, f"chore_apart.ended:{row.id}")
    return before


def take_back_apart(work: Work, apart_id: int) -> None:
    """It should never have been."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(ChoreApart, apart_id)
    row.voided_at = work.now
    work.record("chore_apart.taken_back", row)
    undoes = f"chore_apart.added:{row.id}"
    follow(work, row.house_id, f"chore_apart.taken_back:{row.id}", undoes=undoes)


def put_back_apart(work: Work, apart_id: int) -> None:
    """The inverse: it stands again."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(ChoreApart, apart_id)
    row.voided_at = None
    work.record("chore_apart.put_back", row)
    follow(work, row.house_id, f"chore_apart.added:{row.id}")


def _write(work: Work, row: ChoreExclusion, what: Exclusion) -> None:
    if what.kind not in EXCLUSION_KINDS:
        raise ValueError(what.kind)
    if what.to_on is not None and what.to_on < what.from_on:
        raise _ends_first()
    if what.chore_id is not None and work.get(Chore, what.chore_id).house_id != row.house_id:
        raise NotFound(_("That chore is not one of this house."))
    if any(day not in range(7) for day in what.weekdays):
        raise ValueError(what.weekdays)
    row.kind, row.from_on, row.to_on = what.kind, what.from_on, what.to_on
    row.chore_id, row.reason = what.chore_id, _reason(what.reason)
    days = sorted(set(what.weekdays))
    row.weekdays = "" if len(days) == 7 else ",".join(map(str, days))


def _reason(text: str) -> str:
    return " ".join(text.split())[:LONGEST_REASON]


def _stay(work: Work, stay_id: int) -> Stay:
    row = work.get(Stay, stay_id)
    if row.voided_at is not None:
        raise NotFound(_("This stay was taken back. Nothing was changed."))
    return row


def _live(work: Work, exclusion_id: int, version: int | None = None) -> ChoreExclusion:
    row = work.get(ChoreExclusion, exclusion_id, version)
    if row.voided_at is not None:
        raise NotFound(_("This was taken back before. Nothing was changed."))
    return row


def _ends_first() -> Problem:
    return Problem(_("It would end before it begins. Look at the days."), field="to_on")
