"""Chore rows: finding and checking the turn that somebody writes about; a part of use cases of the
office and of the kiosk, which have asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from sobrhouse.domain.chore_hands import LONGEST_PERIOD, Hands, hands, opens_on
from sobrhouse.domain.chores import SETTLED, Seen, State, days_in, state_of
from sobrhouse.domain.phrases import nice_date
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.corrections import void
from sobrhouse.storage.access import check_houses
from sobrhouse.storage.tables import ChoreAssignment, ChoreMark, Inspection, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Standing:
    """One turn as it stands: the assignment in force, its due day, and what counts of what was
    said and seen of it last.
    """

    held: ChoreAssignment
    root: ChoreAssignment
    on: date
    mark: ChoreMark | None
    seen: Inspection | None

    @property
    def said(self) -> bool:
        """Whether it is said to be done, after the last look at it."""
        return self.mark is not None and (self.seen is None or self.mark.at > self.seen.at)

    @property
    def untouched(self) -> bool:
        """Whether nobody has said or seen anything of it."""
        return self.mark is None and self.seen is None

    def state(self, work: Work) -> State:
        """How it stands, where nothing was said or seen as due."""
        seen = None if self.seen is None else Seen(self.seen.result, self.seen.at)
        return state_of(work.now, work.now, self.mark.at if self.mark else None, seen)


def turn(work: Work, assignment_id: int, on: date) -> Standing:
    """The turn of an assignment on a day. Problem where it is not due that day, or somebody else
    has it by now.
    """
    held = work.get(ChoreAssignment, assignment_id)
    if held.voided_at is not None or on not in days_in(held.days, held.period_start):
        raise NotFound(_("That chore is not planned so any more. Nothing was changed. Look again."))
    known = family(work, held)
    if known.holder(held, on).id != held.id:
        raise Problem(_("Somebody else has this chore on that day now. Nothing was changed."))
    return standing(work, held, root_of(known, held), on)


def standing(work: Work, held: ChoreAssignment, root: ChoreAssignment, on: date) -> Standing:
    """What counts of what was said and seen of a turn last."""
    return Standing(held, root, on, _last_mark(work, held.id, on), last_look(work, held.id, on))


def _last_mark(work: Work, assignment_id: int, on: date) -> ChoreMark | None:
    query = select(ChoreMark).where(
        ChoreMark.assignment_id == assignment_id, ChoreMark.on_date == on,
        ChoreMark.void_at.is_(None),
    ).order_by(ChoreMark.at.desc(), ChoreMark.id.desc())  # fmt: skip
    row = work.session.scalars(query.limit(1)).first()
    return None if row is None else work.watch(row)


def last_look(work: Work, assignment_id: int, on: date) -> Inspection | None:
    """The newest inspection of a turn that counts."""
    query = select(Inspection).where(
        Inspection.assignment_id == assignment_id, Inspection.on_date == on,
        Inspection.void_at.is_(None),
    ).order_by(Inspection.at.desc(), Inspection.id.desc())  # fmt: skip
    row = work.session.scalars(query.limit(1)).first()
    return None if row is None else work.watch(row)


def family(work: Work, held: ChoreAssignment) -> Hands[ChoreAssignment]:
    """The assignments of a chore that stand in the days of this one."""
    rows = assignments(work, held.house_id, held.chore_id, held.period_start, held.period_end)
    return hands(rows)


def assignments(
    work: Work, house_id: int, chore_id: int, first: date, last: date
) -> list[ChoreAssignment]:
    """The assignments of a chore that stand and reach into these days."""
    a = ChoreAssignment
    query = select(a).where(
        a.house_id == house_id, a.period_start.between(first - LONGEST_PERIOD, last),
        a.chore_id == chore_id, a.period_end >= first, a.voided_at.is_(None),
    )  # fmt: skip
    return [work.watch(row) for row in work.session.scalars(query)]


def root_of(known: Hands[ChoreAssignment], held: ChoreAssignment) -> ChoreAssignment:
    """The first of the chain that an assignment is in."""
    before = {row.id: parent for parent, rows in known.places.items() for row, _days in rows}
    roots = {row.id: row for row in known.roots}
    row_id = held.id
    while row_id in before:
        row_id = before[row_id]
    return roots.get(row_id, held)


def doer(work: Work, held: ChoreAssignment, on: date) -> Any:
    """Whose turn it is. Problem where they have moved out by that day."""
    stay = _stay(work, held.stay_id)
    gone = stay.discharged_on is not None and stay.discharged_on <= on
    if stay.voided_at is not None or gone:
        raise Problem(
            _("Who had this chore has moved out. Give it to somebody, or mark it not needed.")
        )
    return stay


def check_open(work: Work, found: Standing) -> None:
    """Problem where a turn's time has not come: tomorrow's kitchen is not done today."""
    held, today = found.held, work.today(found.held.house_id)
    opens = opens_on(days_in(found.root.days, found.root.period_start), found.on, held.period_start)
    if today < min(opens, found.on):
        raise Problem(
            _("This chore is for {day}. It can be marked from {first} on.").format(
                day=nice_date(found.on, today), first=nice_date(opens, today)
            )
        )


def put_mark(work: Work, found: Standing, way: str, note: str = "") -> ChoreMark:
    """Write down that a turn is done. Problem where it is said already, or looked at, or ahead."""
    doer(work, found.held, found.on)
    check_open(work, found)
    if found.state(work) in SETTLED:
        raise Problem(_("Somebody has looked at this chore already. Nothing was changed."))
    if found.said:
        raise Problem(_("This chore is marked as done already."))
    row = work.add(
        ChoreMark(
            house_id=found.held.house_id, assignment_id=found.held.id, on_date=found.on,
            at=work.now, way=way, note=one_line(note, "note"),
        )
    )  # fmt: skip
    work.record("chore.done", row)
    return row


def take_mark(work: Work, row: ChoreMark, why: str) -> None:
    """That it is done counts no more. Problem once somebody has looked at it since."""
    seen = last_look(work, row.assignment_id, row.on_date)
    if seen is not None and seen.at >= row.at:
        raise Problem(_("Somebody has looked at this chore since. Nothing was changed."))
    void(work, row, why)
    work.record("chore.not_done", row)


def one_line(text: str, field: str = "note") -> str:
    """Words in one line; Problem where they are too long."""
    clean = " ".join(text.split())
    if len(clean) > LONGEST:
        raise Problem(_("That is too long. {n} letters at most.").format(n=LONGEST), field=field)
    return clean


def touched_days(work: Work, assignment_id: int, days: Sequence[date]) -> set[date]:
    """Those of these days of which something was said or seen that counts."""
    found: set[date] = set()
    for table in (ChoreMark, Inspection):
        rows = work.session.scalars(
            select(table.on_date).where(
                table.assignment_id == assignment_id, table.void_at.is_(None)
            )
        )
        found |= set(rows) & set(days)
    return found


def replaced(work: Work, assignment_id: int) -> bool:
    """Whether some of its days were given on."""
    query = select(func.count()).where(
        ChoreAssignment.replaces_id == assignment_id, ChoreAssignment.voided_at.is_(None)
    )
    return bool(work.session.execute(query).scalar_one())


def lives_here(work: Work, house_id: int, stay_id: int, days: Sequence[date]) -> Any:
    """Somebody's stay. Problem where they do not live in this house on all of these days."""
    stay = _stay(work, stay_id)
    left = stay.discharged_on is not None and stay.discharged_on <= max(days)
    if stay.house_id != house_id or stay.voided_at is not None or left:
        raise Problem(
            _("They do not live in this house on that day. Choose somebody else."), field="stay_id"
        )
    if stay.move_in_on > min(days):
        raise Problem(
            _("They have not moved in yet on that day. Choose somebody else."), field="stay_id"
        )
    return stay


def _stay(work: Work, stay_id: int) -> Any:
    """Somebody's stay, as much of it as the kiosk may read too."""
    query = select(Stay.id, Stay.house_id, Stay.move_in_on, Stay.discharged_on, Stay.voided_at)
    stay = work.session.execute(query.where(Stay.id == stay_id)).one_or_none()
    if stay is None:
        raise NotFound(
            _("That record is not there any more. Nothing was changed. Look again in a moment.")
        )
    check_houses(work.actor, {stay.house_id})
    return stay


__all__ = [
    "LONGEST", "Standing", "check_open", "doer", "family", "last_look", "lives_here", "one_line",
    "put_mark", "replaced", "root_of", "standing", "take_mark", "touched_days", "turn",
]  # fmt: skip
