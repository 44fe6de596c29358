"""The evening round: everybody bed by bed, what the logs suggest, and what was marked."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.houses import BedState, house_day
from sobrhouse.domain.passes import clock_on
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.beds import BedCard, board_of
from sobrhouse.queries.curfews import Tonight, tonight
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import CurfewCheck, House, Resident, Round, SignOut, Staff, Stay
from sobrhouse.words import _

COUNT = ("in", "out_signed", "on_pass", "missing")


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One person of the round: `suggested` is what the logs say and `why` in words; `status` is
    what somebody marked, if they did.
    """

    stay_id: int
    resident_id: int
    name: str
    full_name: str
    room: str
    bed: str
    suggested: str
    why: str
    curfew: Tonight | None
    check_id: int | None = None
    status: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """One round as it stands; `round_id` None where none was begun tonight."""

    house_id: int
    night: date
    round_id: int | None
    kind: str
    started_at: datetime | None
    finished_at: datetime | None
    taken_by: str
    lines: tuple[RoundLine, ...]
    typed_in: bool = False  # from paper, on another day than that of the round

    @property
    def marked(self) -> int:
        """How many are marked."""
        return sum(bool(line.status) for line in self.lines)

    @property
    def missing(self) -> tuple[RoundLine, ...]:
        """Who was looked for and not found."""
        return tuple(line for line in self.lines if line.status == "missing")

    @property
    def open(self) -> bool:
        """Whether it can be marked."""
        return self.round_id is not None and self.finished_at is None


@dataclass(frozen=True, slots=True)
class PastRound:
    """A round that was finished, counted."""

    round_id: int
    kind: str
    night: date
    started_at: datetime
    finished_at: datetime
    taken_by: str
    counts: tuple[int, int, int, int]  # in, out, on pass, missing
    missing: tuple[str, ...]
    typed_in: bool = False


@needs(Permission.SEE_HOUSE)
def round_now(session: Session, house_id: int, now: datetime, kind: str = "curfew") -> RoundSheet:
    """Tonight's round: the one being taken, else the last one of the night, else what one would
    find.
    """
    zone = _zone(session, house_id)
    night = house_day(now, zone)
    return _sheet(session, house_id, night, kind, _lines(session, house_id, night, now, zone))


@needs(Permission.SEE_HOUSE)
def round_of(
    session: Session, house_id: int, night: date, now: datetime, kind: str = "curfew"
) -> RoundSheet:
    """The round of another night, as it is printed ahead or typed in from paper: everybody who
    lived here then. What the logs say now is no hint of that night, so none is given.
    """
    zone = _zone(session, house_id)
    if night == house_day(now, zone):
        return round_now(session, house_id, now, kind)
    sheet = _sheet(session, house_id, night, kind, _lines_of(session, house_id, night))
    return replace(sheet, typed_in=night < house_day(now, zone))


def _sheet(
    session: Session, house_id: int, night: date, kind: str, lines: tuple[RoundLine, ...]
) -> RoundSheet:
    row = session.execute(
        select(Round, Staff.name)
        .outerjoin(Staff, Staff.id == Round.taken_by)
        .where(
            Round.house_id == house_id,
            Round.night == night,
            Round.kind == kind,
            Round.voided_at.is_(None),
        )
        .order_by(Round.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return RoundSheet(house_id, night, None, kind, None, None, "", lines)
    taken: Round = row[0]
    return RoundSheet(
        house_id,
        night,
        taken.id,
        taken.kind,
        taken.started_at,
        taken.finished_at,
        row[1] or "",
        _with_marks(session, taken.id, lines),
    )


def _zone(session: Session, house_id: int) -> ZoneInfo:
    return ZoneInfo(
        session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    )


def _lines_of(session: Session, house_id: int, night: date) -> tuple[RoundLine, ...]:
    """Everybody who lived here in a night, in the order of a walk through the house."""
    slept = [c for c in board_of(session, house_id, night).beds if c.sleeper is not None]
    lines = {c.sleeper.stay_id: RoundLine(
        c.sleeper.stay_id, c.sleeper.resident_id, c.sleeper.name, c.sleeper.full_name, c.room,
        c.label, "in", "", None,
    ) for c in slept if c.sleeper is not None}  # fmt: skip
    stays = session.scalars(
        select(Stay.id).where(
            Stay.house_id == house_id, Stay.voided_at.is_(None), Stay.move_in_on <= night,
            or_(Stay.discharged_on.is_(None), Stay.discharged_on > night),
        )
    )  # fmt: skip
    for row, name in _people(session, [stay for stay in stays if stay not in lines]):
        full = f"{row.preferred_name or row.legal_first} {row.legal_last}".strip()
        lines[row.stay_id] = RoundLine(
            row.stay_id, row.resident_id, name, full, "", "", "in", "", None
        )
    return tuple(lines.values())


@needs(Permission.SEE_HOUSE)
def past_rounds(
    session: Session, house_id: int, limit: int = 60, since: date | None = None
) -> tuple[PastRound, ...]:
    """Rounds that were finished, the newest first."""
    query = (
        select(Round, Staff.name)
        .outerjoin(Staff, Staff.id == Round.taken_by)
        .where(
            Round.house_id == house_id, Round.finished_at.is_not(None), Round.voided_at.is_(None)
        )
    )
    if since is not None:
        query = query.where(Round.night >= since)
    rounds = session.execute(query.order_by(Round.night.desc(), Round.id.desc()).limit(limit)).all()
    ids = [r.Round.id for r in rounds]
    zone = _zone(session, house_id)
    counts = _counts(session, ids)
    missing = _missing(session, ids)
    return tuple(
        PastRound(
            r.Round.id,
            r.Round.kind,
            r.Round.night,
            r.Round.started_at,
            r.Round.finished_at,
            r.name or "",
            tuple(counts.get((r.Round.id, status), 0) for status in COUNT),  # type: ignore[arg-type]
            missing.get(r.Round.id, ()),
            house_day(r.Round.started_at, zone) > r.Round.night,
        )
        for r in rounds
    )


def _lines(
    session: Session, house_id: int, night: date, now: datetime, zone: ZoneInfo
) -> tuple[RoundLine, ...]:
    """Everybody who lives here, in the order of a walk through the house."""
    board = board_of(session, house_id, night)
    curfews = tonight(session, house_id, now)
    out = _out(session, house_id)
    lines: dict[int, RoundLine] = {}
    for card in board.beds:
        if card.sleeper is None or card.sleeper.stay_id not in curfews:
            continue
        stay_id = card.sleeper.stay_id
        status, why = _suggested(curfews[stay_id], out.get(stay_id), card, night, zone)
        lines[stay_id] = RoundLine(
            stay_id, card.sleeper.resident_id, card.sleeper.name, card.sleeper.full_name,
            card.room, card.label, status, why, curfews[stay_id],
        )  # fmt: skip
    bedless = [stay_id for stay_id in curfews if stay_id not in lines]
    for row, name in _people(session, bedless):
        status, why = _suggested(curfews[row.stay_id], out.get(row.stay_id), None, night, zone)
        full = f"{row.preferred_name or row.legal_first} {row.legal_last}".strip()
        lines[row.stay_id] = RoundLine(
            row.stay_id, row.resident_id, name, full, "", "", status, why, curfews[row.stay_id]
        )
    return tuple(lines.values())


def _suggested(
    curfew: Tonight, out: Any, card: BedCard | None, night: date, zone: ZoneInfo
) -> tuple[str, str]:
    """What the logs say of somebody; a person has to look and mark it."""
    if curfew.pass_id is not None and (out is not None or curfew.pass_until is None):
        return "on_pass", curfew.words
    if out is not None:
        where = _(out.destination) or _("Out")
        if out.expected_return_at is None:
            return "out_signed", where
        due = clock_on(out.expected_return_at, night, zone)
        return "out_signed", _("{place}, back {time}").format(place=where, time=due)
    if curfew.pass_id is not None:
        return "in", _("Signed in. {pass_words}").format(pass_words=curfew.words)
    if card is not None and card.state is BedState.AWAY:
        return "on_pass", _("Away, the bed is kept")
    return "in", _("Signed in")


def _out(session: Session, house_id: int) -> dict[int, Any]:
    rows = session.execute(
        select(SignOut.stay_id, SignOut.destination, SignOut.expected_return_at).where(
            SignOut.house_id == house_id, SignOut.in_at.is_(None), SignOut.void_at.is_(None)
        )
    )
    return {r.stay_id: r for r in rows}


def _people(session: Session, stays: list[int]) -> list[tuple[Any, str]]:
    if not stays:
        return []
    rows = session.execute(
        select(Stay.id.label("stay_id"), Resident.id.label("resident_id"), *People.names())
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.id.in_(stays))
        .order_by(Resident.sort_name)
    ).all()
    names = People.short(rows)
    return [(row, names[row.resident_id]) for row in rows]


def _with_marks(
    session: Session, round_id: int, lines: tuple[RoundLine, ...]
) -> tuple[RoundLine, ...]:
    rows = session.execute(
        select(
            CurfewCheck.stay_id, CurfewCheck.id, CurfewCheck.status, CurfewCheck.note,
        ).where(CurfewCheck.round_id == round_id, CurfewCheck.void_at.is_(None))
    )  # fmt: skip
    marks = {r.stay_id: r for r in rows}
    return tuple(
        replace(line, check_id=m.id, status=m.status, note=m.note)
        if (m := marks.get(line.stay_id)) is not None
        else line
        for line in lines
    )


def _counts(session: Session, rounds: list[int]) -> dict[tuple[int, str], int]:
    rows = session.execute(
        select(CurfewCheck.round_id, CurfewCheck.status, func.count(CurfewCheck.id))
        .where(CurfewCheck.round_id.in_(rounds), CurfewCheck.void_at.is_(None))
        .group_by(CurfewCheck.round_id, CurfewCheck.status)
    )
    return {(round_id, status): count for round_id, status, count in rows}


def _missing(session: Session, rounds: list[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(CurfewCheck.round_id, Resident.id.label("resident_id"), *People.names())
        .join(Stay, Stay.id == CurfewCheck.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(
            CurfewCheck.round_id.in_(rounds),
            CurfewCheck.void_at.is_(None),
            CurfewCheck.status == "missing",
        )
        .order_by(Resident.sort_name)
    ).all()
    names = People.short(rows)
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        found[row.round_id] = (*found.get(row.round_id, ()), names[row.resident_id])
    return found
