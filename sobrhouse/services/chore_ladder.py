"""What a person decides after missed chores, and the appeal against it."""

from datetime import datetime

from sqlalchemy import func, select

from sobrhouse.domain.chore_ladder import (
    APPEAL_WORDS,
    DECISION_WORDS,
    Missed,
    Step,
    ladder_steps,
    proposed,
    window,
)
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.chore_rows import one_line
from sobrhouse.services.meeting_rows import chosen
from sobrhouse.storage.tables import ChoreAssignment, ChoreConsequence, Inspection, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def decide_consequence(
    work: Work, stay_id: int, decision: str, decided: str = "", note: str = ""
) -> int:
    """What follows from somebody's missed chores: taken (as proposed), other (say what), or
    let_go; gives the row. Problem where nothing is proposed: somebody decided already, or no chore
    is missed any more.
    """
    work.require(Permission.MANAGE_PEOPLE)
    stay = work.get(Stay, stay_id)
    step = _proposed(work, stay)
    if step is None:
        raise Problem(_("Nothing is proposed for them any more. Look again."))
    words = _words(decision, decided, step.words)
    row = work.add(
        ChoreConsequence(
            house_id=stay.house_id, stay_id=stay_id, on_date=work.today(stay.house_id),
            missed=step.missed, step=step.number, proposed=step.words, decision=decision,
            decided=words, note=one_line(note),
        )
    )  # fmt: skip
    work.record("consequence.decided", row)
    return row.id


def take_back_consequence(work: Work, consequence_id: int) -> None:
    """The inverse: nothing was decided, and the ladder proposes again."""
    work.require(Permission.MANAGE_PEOPLE)
    row = _live(work, consequence_id)
    row.voided_at = work.now
    work.record("consequence.taken_back", row)


def record_appeal(work: Work, consequence_id: int, words: str) -> str:
    """What somebody says against a decision, in their words; gives the words before, with which
    (also empty) it is its own inverse. Problem once the appeal was answered.
    """
    work.require(Permission.RECORD_DAILY)
    row = _live(work, consequence_id)
    if row.appeal_outcome is not None:
        raise Problem(_("The appeal was answered already. Nothing was changed."))
    said = one_line(words, "appeal")
    if not said and not row.appeal:
        raise Problem(_("Write down what they say."), field="appeal")
    before, row.appeal = row.appeal, said
    work.record("appeal.recorded" if said else "appeal.taken_back", row)
    return before


def settle_appeal(work: Work, consequence_id: int, outcome: str, decided: str = "") -> str:
    """How an appeal ends: upheld, changed (say to what) or dropped; gives what was decided before,
    for `reopen_appeal`. Problem without an open appeal.
    """
    work.require(Permission.MANAGE_PEOPLE)
    if outcome not in APPEAL_WORDS:
        raise ValueError(f"no appeal ends in {outcome}")
    row = _live(work, consequence_id)
    if not row.appeal or row.appeal_outcome is not None:
        raise Problem(_("There is no open appeal. Nothing was changed."))
    words, before = one_line(decided, "decided"), row.decided
    if outcome == "changed":
        if not words:
            raise Problem(_("Say what follows instead."), field="decided")
        row.decided = words
    row.appeal_outcome, row.appeal_decided_on = outcome, work.today(row.house_id)
    work.record("appeal.settled", row)
    return before


def reopen_appeal(work: Work, consequence_id: int, decided: str) -> None:
    """The inverse of settling: the appeal waits again, and `decided` stands as before."""
    work.require(Permission.MANAGE_PEOPLE)
    row = _live(work, consequence_id)
    if row.appeal_outcome is None:
        raise Problem(_("The appeal is open already."))
    row.appeal_outcome, row.appeal_decided_on, row.decided = None, None, decided
    work.record("appeal.reopened", row)


def _proposed(work: Work, stay: Stay) -> Step | None:
    """What the ladder says for somebody now."""
    house = chosen(work, stay.house_id)
    today = work.today(stay.house_id)
    first = window(house.get("chore_ladder_days"), today)
    i, a = Inspection, ChoreAssignment
    rows = work.session.execute(
        select(i.on_date, i.at)
        .join(a, a.id == i.assignment_id)
        .where(
            i.house_id == stay.house_id, i.on_date.between(first, today), i.result == "missed",
            i.void_at.is_(None), a.stay_id == stay.id,
        )
    )  # fmt: skip
    missed = [Missed(on, at) for on, at in rows]
    return proposed(ladder_steps(house.get("chore_ladder")), missed, _last_decided(work, stay.id))


def _last_decided(work: Work, stay_id: int) -> datetime | None:
    query = select(func.max(ChoreConsequence.created_at)).where(
        ChoreConsequence.stay_id == stay_id, ChoreConsequence.voided_at.is_(None)
    )
    return work.session.execute(query).scalar()


def _words(decision: str, decided: str, step: str) -> str:
    """What a decision is, in words."""
    if decision not in DECISION_WORDS:
        raise ValueError(f"no decision is {decision}")
    words = one_line(decided, "decided")
    if decision == "taken":
        return step
    if decision == "other" and not words:
        raise Problem(_("Say what follows."), field="decided")
    return words if decision == "other" else ""


def _live(work: Work, consequence_id: int) -> ChoreConsequence:
    row = work.get(ChoreConsequence, consequence_id)
    if row.voided_at is not None:
        raise NotFound(_("That decision was taken back. Nothing was changed."))
    return row
