"""Meeting requirements: how many a week are asked of the house, a phase or a person, and excuses.

A requirement begins with a week and ends with one, so that no week is asked two ways.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.fellowships import join
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.requirements import EXCUSE_WORDS, MOST_PER_WEEK, days_lived
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import House, MeetingRequirement, Phase, RequirementExcuse, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

_REASON = 200
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Of:
    """Of whom so many are asked: of one stay, of a phase, or (neither) of the whole house."""

    house_id: int
    phase_id: int | None = None
    stay_id: int | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of a requirement began, ended and took back, for the way back."""

    begun_id: int | None
    ended: tuple[tuple[int, date | None], ...] = ()  # the row, and its last day before
    taken_back: tuple[int, ...] = ()


def set_requirement(
    work: Work,
    of: Of,
    per_week: int,
    from_on: date,
    *,
    fellowships: Sequence[str] = (),
    reason: str = "",
) -> Changed:
    """Ask for so many a week from the week of `from_on` on; what was asked before ends with the
    week before. The house's and a phase's are for who may change the house.
    """
    work.require(Permission.MANAGE_PEOPLE)
    start = _begin(work, of, from_on)
    if not 0 <= per_week <= MOST_PER_WEEK:
        raise Problem(
            _("A number from 0 to {n}. The old one stands.").format(n=MOST_PER_WEEK),
            field="per_week",
        )
    done = _end_before(work, of, start)
    row = work.add(
        MeetingRequirement(
            house_id=of.house_id, phase_id=of.phase_id, stay_id=of.stay_id, per_week=per_week,
            fellowships=join(fellowships), reason=_words(reason), from_on=start,
        )
    )  # fmt: skip
    work.record("requirement.changed", row)
    return Changed(row.id, done.ended, done.taken_back)


def end_requirement(work: Work, of: Of, from_on: date) -> Changed:
    """From this week on what is asked of the phase, or of the house, holds again."""
    work.require(Permission.MANAGE_PEOPLE)
    done = _end_before(work, of, _begin(work, of, from_on))
    if not done.ended and not done.taken_back:
        raise Problem(_("Nothing of their own is asked in that week."))
    return done


def undo_requirement(work: Work, done: Changed) -> None:
    """The inverse of both: what was begun is taken back, what was ended or taken back stands."""
    work.require(Permission.MANAGE_PEOPLE)
    _refuse_if_asked_since(work, done)
    if done.begun_id is not None:
        row = work.get(MeetingRequirement, done.begun_id)
        _may(work, row)
        if row.voided_at is not None or row.to_on is not None:
            raise Problem(_("It has been changed again since."))
        row.voided_at = work.now
        work.record("requirement.taken_back", row)
    for row_id in done.taken_back:
        row = work.get(MeetingRequirement, row_id)
        _may(work, row)
        row.voided_at = None
        work.record("requirement.put_back", row)
    for row_id, before in done.ended:
        row = work.get(MeetingRequirement, row_id)
        _may(work, row)
        row.to_on = before
        work.record("requirement.put_back", row)


def excuse(
    work: Work,
    stay_id: int,
    week: date,
    *,
    meetings: int | None = None,
    kind: str = "other",
    reason: str = "",
) -> int:
    """Ask for so many fewer in one week, or (None) for none; gives the excuse. Problem where the
    week has one, or the person did not live here.
    """
    work.require(Permission.RECORD_DAILY)
    stay = work.get(Stay, stay_id)
    start = week_of(week, _first_weekday(work, stay.house_id))
    if stay.voided_at is not None or not days_lived(start, stay.move_in_on, stay.discharged_on):
        raise Problem(_("This person did not live here in that week."), field="week")
    if kind not in EXCUSE_WORDS:
        raise Problem(_("Choose one from the list."), field="kind")
    if kind == "other" and not reason.strip():
        raise Problem(_("Say why, in a few words."), field="reason")
    if meetings is not None and not 1 <= meetings <= MOST_PER_WEEK:
        raise Problem(_("Say how many fewer, at least one."), field="meetings")
    if _excuse_of(work, stay_id, start) is not None:
        raise Problem(_("This week is excused already. Take that excuse back first."))
    row = work.add(
        RequirementExcuse(
            house_id=stay.house_id, stay_id=stay_id, week_start=start, meetings=meetings,
            kind=kind, reason=_words(reason),
        )
    )  # fmt: skip
    work.record("requirement.excused", row)
    return row.id


def take_back_excuse(work: Work, excuse_id: int) -> int:
    """The week asks for all again; the excuse stays in the history. Gives it."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(RequirementExcuse, excuse_id)
    if row.voided_at is not None:
        raise NotFound(_("This excuse was taken back meanwhile."))
    row.voided_at = work.now
    work.record("requirement.excuse_removed", row)
    return row.id


def put_back_excuse(work: Work, excuse_id: int) -> int:
    """The inverse of taking it back."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(RequirementExcuse, excuse_id)
    if row.voided_at is None or _excuse_of(work, row.stay_id, row.week_start) is not None:
        raise Problem(_("This week is excused already. Take that excuse back first."))
    row.voided_at = None
    work.record("requirement.excuse_put_back", row)
    return row.id


def _begin(work: Work, of: Of, from_on: date) -> date:
    """The first day of that week, where the actor may change this requirement and it can begin."""
    if of.stay_id is not None:
        stay = work.get(Stay, of.stay_id)
        if stay.house_id != of.house_id:
            raise NotFound(_("This person does not live in this house."))
        if stay.voided_at is not None or stay.discharged_on is not None:
            raise Problem(_("They have moved out. This is for people who live here."))
    else:
        work.require(Permission.MANAGE_HOUSE, of.house_id)
        if of.phase_id is not None and work.get(Phase, of.phase_id).house_id != of.house_id:
            raise NotFound(_("That phase is not one of this house."))
    return week_of(from_on, _first_weekday(work, of.house_id))


def _may(work: Work, row: MeetingRequirement) -> None:
    if row.stay_id is None:
        work.require(Permission.MANAGE_HOUSE, row.house_id)


def _end_before(work: Work, of: Of, start: date) -> Changed:
    """End what is asked of the same with the week before; what began later is taken back."""
    ended: list[tuple[int, date | None]] = []
    taken_back = []
    for row in work.session.scalars(_live(of)).all():
        work.watch(row)
        if row.from_on >= start:
            row.voided_at = work.now
            taken_back.append(row.id)
            work.record("requirement.taken_back", row)
        elif row.to_on is None or row.to_on >= start:
            ended.append((row.id, row.to_on))
            row.to_on = start - _DAY
            work.record("requirement.ended", row)
    return Changed(None, tuple(ended), tuple(taken_back))


def _refuse_if_asked_since(work: Work, done: Changed) -> None:
    """No week may be asked two ways: a change is not undone under a later one of the same."""
    ids = [row_id for row_id in (done.begun_id, *done.taken_back) if row_id is not None]
    ids += [row_id for row_id, _before in done.ended]
    row = work.get(MeetingRequirement, ids[0])
    same = _live(Of(row.house_id, row.phase_id, row.stay_id))
    if any(one.id > max(ids) for one in work.session.scalars(same)):
        raise Problem(_("It has been changed again since."))


def _live(of: Of) -> Any:
    def same(column: Any, value: int | None) -> Any:
        return column.is_(None) if value is None else column == value

    return select(MeetingRequirement).where(
        MeetingRequirement.house_id == of.house_id,
        same(MeetingRequirement.phase_id, of.phase_id),
        same(MeetingRequirement.stay_id, of.stay_id),
        MeetingRequirement.voided_at.is_(None),
    )


def _excuse_of(work: Work, stay_id: int, start: date) -> int | None:
    return work.session.execute(
        select(RequirementExcuse.id).where(
            RequirementExcuse.stay_id == stay_id,
            RequirementExcuse.week_start == start,
            RequirementExcuse.voided_at.is_(None),
        )
    ).scalar_one_or_none()


def _first_weekday(work: Work, house_id: int) -> int:
    return work.session.execute(
        select(House.week_starts_on).where(House.id == house_id)
    ).scalar_one()


def _words(text: str) -> str:
    return " ".join(text.split())[:_REASON]
