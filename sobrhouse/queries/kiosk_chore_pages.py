"""What the kiosk's pages of chores show, after the PIN: one's own chores, the steps of one, and who
may be asked to take it over.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.chores import State
from sobrhouse.domain.names import plain
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.problems import NotFound
from sobrhouse.queries import kiosk_chore_rows as rows
from sobrhouse.queries.kiosk_chores import ChoreTurn, MyChores, own_chores
from sobrhouse.queries.kiosk_people import living, names_by_stay, own_row, shown_names
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import House, KioskAccess
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step to done; `done` is how it was found at the last inspection, None where it was
    not looked at.
    """

    text: str
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody who may be asked."""

    stay_id: int
    resident_id: int
    shown: str


@dataclass(frozen=True, slots=True)
class TheirTurn:
    """A turn that somebody else has: what and when, and never how it stands. `left` counts the
    days of it that are still to come, from this one on.
    """

    assignment_id: int
    name: str
    on: date
    due: datetime
    left: int


@needs(Permission.KIOSK)
def chores_of_mine(
    session: Session, house_id: int, stay_id: int, now: datetime, *, actor: Actor
) -> MyChores:
    """One's own chores; somebody else's are refused."""
    names = names_by_stay(_people(session, house_id, stay_id, actor))
    return own_chores(session, house_id, stay_id, now, _zone(session, house_id), names)


@needs(Permission.KIOSK)
def steps_to_done(
    session: Session, house_id: int, stay_id: int, turn: ChoreTurn, *, actor: Actor
) -> tuple[StepRow, ...]:
    """The steps of one's own turn, and how each was found."""
    _people(session, house_id, stay_id, actor)
    found = session.execute(
        rows.FOUND, {"assignment": turn.assignment_id, "stay": stay_id, "on": turn.on}
    ).all()
    newest = {row.inspection_id for row in found[-1:]}
    of_last = {row.item: row.done for row in found if row.inspection_id in newest}
    steps = session.execute(rows.STEPS, {"chore": turn.chore_id, "house": house_id}).scalars()
    return tuple(StepRow(shown(text), of_last.get(text)) for text in steps)


@needs(Permission.KIOSK)
def housemates(
    session: Session, house_id: int, stay_id: int, *, actor: Actor
) -> tuple[Housemate, ...]:
    """Who may be asked, A to Z: everybody else who lives here, but those whom the list of names
    hides.
    """
    people = _people(session, house_id, stay_id, actor)
    rows_hidden = select(KioskAccess.resident_id).where(KioskAccess.hidden.is_(True))
    hidden = set(session.execute(rows_hidden).scalars())
    called = shown_names(people)
    found = (
        Housemate(r.stay_id, r.resident_id, called[r.resident_id])
        for r in people
        if r.stay_id != stay_id and r.resident_id not in hidden
    )
    return tuple(sorted(found, key=lambda h: (plain(h.shown), h.stay_id)))


@needs(Permission.KIOSK)
def turns_of_housemate(
    session: Session, house_id: int, stay_id: int, other_stay_id: int, now: datetime, *,
    actor: Actor,
) -> tuple[TheirTurn, ...]:  # fmt: skip
    """What a housemate could give back in a swap: their turns from today on that nobody has done
    yet. The chart on the wall tells no less.
    """
    people = _people(session, house_id, stay_id, actor)
    if not any(row.stay_id == other_stay_id for row in people):
        raise NotFound(_("They do not live here any more."))
    zone = _zone(session, house_id)
    found = own_chores(session, house_id, other_stay_id, now, zone, {})
    return tuple(
        TheirTurn(t.assignment_id, t.name, t.on, t.due, t.left)
        for t in found.turns
        if t.state is State.DUE and t.on >= found.today
    )


def _people(session: Session, house_id: int, stay_id: int, actor: Actor) -> Any:
    """Everybody who lives here, asked by one of them for themselves."""
    people = living(session, house_id)
    own_row(people, stay_id, actor)
    return people


def _zone(session: Session, house_id: int) -> ZoneInfo:
    return ZoneInfo(
        session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    )
