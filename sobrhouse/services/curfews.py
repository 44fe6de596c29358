"""Curfew rules: those of a phase by weekday, somebody's own, and the days without passes."""

from collections.abc import Mapping
from datetime import date, time

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import Blackout, CurfewRule, Phase, PhaseCurfew, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

_REASON = 200


def set_phase_curfews(
    work: Work, phase_id: int, times: Mapping[int, time | None]
) -> dict[int, time | None]:
    """The curfew of a phase on each weekday (0 Monday … 6 Sunday); None leaves it to the house.

    Gives what stood before on the weekdays given, for the undo.
    """
    work.require(Permission.MANAGE_HOUSE)
    phase = work.get(Phase, phase_id)
    rows = {
        row.weekday: row
        for row in work.session.scalars(
            select(PhaseCurfew).where(
                PhaseCurfew.phase_id == phase_id, PhaseCurfew.voided_at.is_(None)
            )
        )
    }
    before: dict[int, time | None] = {}
    for weekday, wanted in times.items():
        row = rows.get(weekday)
        before[weekday] = time.fromisoformat(row.time) if row else None
        if before[weekday] == wanted:
            continue
        if row is None and wanted is not None:
            row = work.add(
                PhaseCurfew(
                    house_id=phase.house_id, phase_id=phase_id, weekday=weekday, time=_clock(wanted)
                )
            )
        elif row is not None and wanted is not None:
            work.watch(row).time = _clock(wanted)
        elif row is not None:
            work.watch(row).voided_at = work.now
        work.record("curfew.changed", row)
    return before


def set_own(
    work: Work,
    stay_id: int,
    until: time | None,
    reason: str,
    *,
    weekday: int | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> int:
    """Somebody's own curfew, or none at all (None), every night or on one weekday; gives the
    rule.
    """
    work.require(Permission.MANAGE_PEOPLE)
    stay = work.get(Stay, stay_id)
    if stay.voided_at is not None or stay.discharged_on is not None:
        raise Problem(_("They have moved out. A curfew is for people who live here."))
    if not reason.strip():
        raise Problem(_("Say why, in a few words."), field="reason")
    start = from_on or work.house_day(stay.house_id)
    if to_on is not None and to_on < start:
        raise Problem(_("The last night comes before the first."), field="to_on")
    row = work.add(
        CurfewRule(
            stay_id=stay_id, weekday=weekday, time="" if until is None else _clock(until),
            reason=" ".join(reason.split())[:_REASON], from_on=start, to_on=to_on,
        )
    )  # fmt: skip
    work.record("curfew.own_set", row)
    return row.id


def remove_own(work: Work, rule_id: int) -> None:
    """A person's own rule does not count any more, as if it had never been."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(CurfewRule, rule_id)
    row.voided_at = work.now
    work.record("curfew.own_removed", row)


def restore_own(work: Work, rule_id: int) -> None:
    """The inverse: it counts again."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(CurfewRule, rule_id)
    row.voided_at = None
    work.record("curfew.own_restored", row)


def add_blackout(work: Work, house_id: int, from_on: date, to_on: date | None, reason: str) -> int:
    """Days on which nobody gets a pass, both included; gives them."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    end = to_on or from_on
    if end < from_on:
        raise Problem(_("The last day comes before the first."), field="to_on")
    row = work.add(
        Blackout(
            house_id=house_id, from_on=from_on, to_on=end,
            reason=" ".join(reason.split())[:_REASON],
        )
    )  # fmt: skip
    work.record("blackout.added", row)
    return row.id


def remove_blackout(work: Work, blackout_id: int) -> None:
    """Passes can be given on these days again."""
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(Blackout, blackout_id)
    row.voided_at = work.now
    work.record("blackout.removed", row)


def restore_blackout(work: Work, blackout_id: int) -> None:
    """The inverse: no passes on these days after all."""
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(Blackout, blackout_id)
    row.voided_at = None
    work.record("blackout.restored", row)


def _clock(wanted: time) -> str:
    return wanted.strftime("%H:%M")
