"""The waitlist of a house, with why somebody can have a bed now or what they wait for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse.domain.houses import BedOffer, BedState, Fit, Fitting, fitting
from sobrhouse.domain.names import full_name, short_names
from sobrhouse.domain.residents import WAITING
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.beds import Board, Hold, board
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Application, House, Motion, ReferralSource, Resident


@dataclass(frozen=True, slots=True)
class WaitRow:
    """Somebody who waits: what they need, whether a bed fits, and the bed kept for them."""

    application_id: int
    resident_id: int
    name: str
    full_name: str
    stage: str
    received_on: date
    ready_on: date | None
    needs: str
    referral: str
    note: str
    skipped_why: str
    fitting: Fitting
    held: Hold | None
    held_bed: str
    held_bed_id: int | None
    version: int
    voted: str = ""  # how the house's newest vote on them ended: passed, failed, withdrawn, open
    voted_on: date | None = None


@needs(Permission.SEE_HOUSE)
def waitlist(session: Session, house_id: int, on: date) -> tuple[WaitRow, ...]:
    """Who waits for a bed of the house, in the order of the list; seven statements."""
    rows = _waiting(session, house_id)
    if not rows:
        return ()
    votes = _votes(session, [row.id for row, _person, _source in rows])
    return tuple(
        replace(row, voted=votes.get(row.application_id, ("", None))[0],
                voted_on=votes.get(row.application_id, ("", None))[1])
        for row in _listed(rows, board(session, house_id, on))
    )  # fmt: skip


def waiting_names(session: Session, house_id: int) -> tuple[tuple[int, str], ...]:
    """Who waits, to choose from: application and short name, in the order of the list; for queries
    that have asked for leave already.
    """
    rows = _waiting(session, house_id)
    names = short_names(
        (p.id, p.legal_first, p.legal_last, p.preferred_name) for _row, p, _source in rows
    )
    return tuple((row.id, names[person.id]) for row, person, _source in rows)


def waitlist_beside(session: Session, tonight: Board) -> tuple[WaitRow, ...]:
    """The waitlist, where the board of the night has been read already."""
    return _listed(_waiting(session, tonight.house_id), tonight)


def _votes(session: Session, applications: Sequence[int]) -> dict[int, tuple[str, date | None]]:
    """How the newest vote on each application stands, and on which day of the house it ended."""
    found = session.execute(
        select(Motion.application_id, Motion.outcome, Motion.closed_at, House.timezone)
        .join(House, House.id == Motion.house_id)
        .where(Motion.application_id.in_(applications), Motion.voided_at.is_(None))
        .order_by(Motion.id)
    )
    return {
        r.application_id: (
            r.outcome,
            r.closed_at.astimezone(ZoneInfo(r.timezone)).date() if r.closed_at else None,
        )
        for r in found
    }


def _waiting(session: Session, house_id: int) -> Sequence[Any]:
    return session.execute(_waiting_statement(), {"house": house_id}).all()


@cache
def _waiting_statement() -> Any:
    return (
        select(Application, Resident, ReferralSource.name)
        .join(Resident, Resident.id == Application.resident_id)
        .outerjoin(ReferralSource, ReferralSource.id == Application.referral_source_id)
        .where(
            Application.house_id == bindparam("house", type_=Integer),
            Application.stage.in_(WAITING),
            Application.voided_at.is_(None),
            Resident.voided_at.is_(None),
        )
        .order_by(Application.wait_rank, Application.id)
    )


def _listed(rows: Sequence[Any], tonight: Board) -> tuple[WaitRow, ...]:
    offers = _offers(tonight)
    kept = _kept(tonight)
    names = short_names(
        (p.id, p.legal_first, p.legal_last, p.preferred_name) for _row, p, _source in rows
    )
    return tuple(
        _wait_row(row, person, source or "", names[person.id], tonight.on, offers, kept)
        for row, person, source in rows
    )


def _offers(tonight: Board) -> list[BedOffer]:
    return [
        BedOffer(
            bed.bed_id,
            bed.label,
            bed.room,
            bed.floor,
            bed.features,
            free=bed.state is BedState.FREE,
        )
        for bed in tonight.beds
        if bed.state is not BedState.OUT
    ]


def _kept(tonight: Board) -> dict[int, tuple[Hold, str, int]]:
    """The bed that is kept for an application; of one that ran out nothing is kept."""
    return {
        bed.hold.application_id: (bed.hold, bed.label, bed.bed_id)
        for bed in tonight.beds
        if bed.hold is not None and bed.hold.application_id is not None and not bed.hold.ran_out
    }


def _wait_row(
    row: Application,
    person: Resident,
    source: str,
    name: str,
    on: date,
    offers: list[BedOffer],
    kept: dict[int, tuple[Hold, str, int]],
) -> WaitRow:
    held, label, bed_id = kept.get(row.id, (None, "", None))
    verdict = Fitting(Fit.HELD) if held else fitting(row.needs, row.ready_on, on, offers)
    return WaitRow(
        application_id=row.id,
        resident_id=person.id,
        name=name,
        full_name=full_name(person.legal_first, person.legal_last, person.preferred_name),
        stage=row.stage,
        received_on=row.received_on,
        ready_on=row.ready_on,
        needs=row.needs,
        referral=source,
        note=row.note,
        skipped_why=row.decision_reason,
        fitting=verdict,
        held=held,
        held_bed=label,
        held_bed_id=bed_id,
        version=row.version,
    )
