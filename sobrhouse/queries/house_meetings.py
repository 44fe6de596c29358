"""One house meeting as it stands: roll, agenda, votes, action items, promises, amendments."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import full_name
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries.meeting_rows import (
    ActionRow,
    AgendaRow,
    AmendmentRow,
    Attender,
    CommitmentRow,
    MeetingRun,
)
from sobrhouse.queries.meeting_votes import votes_of
from sobrhouse.queries.people import People
from sobrhouse.queries.waitlist import waiting_names
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    AgendaItem,
    Commitment,
    FormPrint,
    House,
    HouseMeeting,
    HouseMeetingMark,
    MinutesAmendment,
    Resident,
    Staff,
    Stay,
    Todo,
)
from sobrhouse.words import _

Names = Mapping[int, tuple[int, str]]  # stay: resident, short name


@needs(Permission.SEE_HOUSE)
def meeting_run(session: Session, house_id: int, meeting_id: int) -> MeetingRun:
    """Everything of one meeting: at most eleven statements, however many people."""
    found = session.execute(
        select(HouseMeeting, House.timezone, Staff.name.label("by"))
        .join(House, House.id == HouseMeeting.house_id)
        .outerjoin(Staff, Staff.id == HouseMeeting.finished_by)
        .where(HouseMeeting.id == meeting_id, HouseMeeting.house_id == house_id,
               HouseMeeting.voided_at.is_(None))
    ).first()  # fmt: skip
    if found is None:
        raise NotFound(_("That meeting is not there any more. Look at the list of meetings."))
    row: HouseMeeting = found[0]
    day = row.planned_at.astimezone(ZoneInfo(found.timezone)).date()
    people = _roll(session, row, day)
    names = _names(session, row, people)
    return MeetingRun(
        row.id, row.house_id, row.series_id, row.kind, row.title, day, row.planned_at,
        row.length_minutes, row.place, row.chair_stay_id, _name(names, row.chair_stay_id),
        row.reader_stay_id, _name(names, row.reader_stay_id), row.reading, row.minutes,
        row.updated_at, row.started_at, row.ended_at, row.roll_taken_at, row.finished_at,
        found.by or "", people, _agenda(session, row.id), votes_of(session, row, people, names),
        _actions(session, row, names), _commitments(session, row, names),
        _amendments(session, row.id), waiting_names(session, row.house_id),
        _typed_by(session, row.house_id, day) if row.roll_taken_at is not None else "",
    )  # fmt: skip


def _typed_by(session: Session, house_id: int, day: date) -> str:
    """Who typed in the printed roll of this day; empty where none came back."""
    return session.scalars(
        select(Staff.name)
        .join(FormPrint, FormPrint.transcribed_by == Staff.id)
        .where(FormPrint.house_id == house_id, FormPrint.form == "roll-call",
               FormPrint.first_day == day, FormPrint.voided_at.is_(None))
        .order_by(FormPrint.transcribed_at.desc(), FormPrint.id.desc())
        .limit(1)
    ).first() or ""  # fmt: skip


def _roll(session: Session, meeting: HouseMeeting, day: date) -> tuple[Attender, ...]:
    """Who lived here on the day, and whoever is marked; by name."""
    lives = and_(
        Stay.house_id == meeting.house_id, Stay.voided_at.is_(None), Stay.move_in_on <= day,
        or_(Stay.discharged_on.is_(None), Stay.discharged_on > day),
    )  # fmt: skip
    rows = session.execute(
        select(Stay.id.label("stay_id"), Resident.id.label("resident_id"), *People.names(),
               HouseMeetingMark.status, HouseMeetingMark.reason)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(HouseMeetingMark, and_(HouseMeetingMark.stay_id == Stay.id,
                   HouseMeetingMark.meeting_id == meeting.id, HouseMeetingMark.void_at.is_(None)))
        .where(Stay.house_id == meeting.house_id,
               or_(lives, HouseMeetingMark.id.is_not(None)))
        .order_by(Resident.legal_first, Resident.sort_name, Stay.id)
    ).all()  # fmt: skip
    names = People.short(rows)
    made = [
        Attender(r.stay_id, r.resident_id, names[r.resident_id],
                 full_name(r.legal_first, r.legal_last, r.preferred_name), r.status or "",
                 r.reason or "")
        for r in rows
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda p: (p.name.casefold(), p.stay_id)))


def _names(session: Session, meeting: HouseMeeting, people: tuple[Attender, ...]) -> Names:
    """The names of the roll, and of others whom the meeting names: people who moved out since."""
    names = {p.stay_id: (p.resident_id, p.name) for p in people}
    promised = select(Commitment.stay_id).where(
        Commitment.house_id == meeting.house_id,
        or_(Commitment.set_meeting_id == meeting.id, Commitment.asked_meeting_id == meeting.id,
            Commitment.outcome.is_(None)))  # fmt: skip
    owners = select(Todo.owner_stay_id).where(
        Todo.house_id == meeting.house_id, Todo.meeting_id.is_not(None))  # fmt: skip
    rows = session.execute(
        select(Stay.id.label("stay_id"), Resident.id.label("resident_id"), *People.names())
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.house_id == meeting.house_id, or_(
            Stay.id.in_(promised), Stay.id.in_(owners),
            Stay.id.in_([meeting.chair_stay_id, meeting.reader_stay_id])))
        .order_by(Stay.id)
    ).all()  # fmt: skip
    short = People.short(rows)
    return {r.stay_id: (r.resident_id, short[r.resident_id]) for r in rows} | names


def _name(names: Names, stay_id: int | None) -> str:
    return names.get(stay_id or 0, (0, ""))[1]


def _agenda(session: Session, meeting_id: int) -> tuple[AgendaRow, ...]:
    rows = session.execute(
        select(AgendaItem.id, AgendaItem.kind, AgendaItem.title, AgendaItem.text,
               AgendaItem.length_minutes, AgendaItem.done_at, AgendaItem.carried_from_id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.voided_at.is_(None))
        .order_by(AgendaItem.position, AgendaItem.id)
    )  # fmt: skip
    return tuple(
        AgendaRow(r.id, at, r.kind, r.title, r.text, r.length_minutes, r.done_at is not None,
                  r.carried_from_id is not None)
        for at, r in enumerate(rows, 1)
    )  # fmt: skip


def _actions(session: Session, meeting: HouseMeeting, names: Names) -> tuple[ActionRow, ...]:
    """What this meeting decided; while it goes on, also what is open from earlier ones, and what of
    that was done since it began.
    """
    earlier = aliased(HouseMeeting)
    mine = Todo.meeting_id == meeting.id
    if meeting.finished_at is None:
        since = meeting.started_at or meeting.planned_at
        before = and_(earlier.planned_at < meeting.planned_at,
                      or_(Todo.done_at.is_(None), Todo.done_at >= since))  # fmt: skip
        mine = or_(mine, before)
    rows = session.execute(
        select(Todo.id, Todo.text, Todo.owner_stay_id, Todo.owner, Todo.due_on, Todo.done_at,
               Todo.meeting_id)
        .join(earlier, earlier.id == Todo.meeting_id)
        .where(Todo.house_id == meeting.house_id, Todo.voided_at.is_(None), mine)
        .order_by(earlier.planned_at, Todo.id)
    ).all()  # fmt: skip
    return tuple(
        ActionRow(r.id, r.text, r.owner_stay_id, names.get(r.owner_stay_id, (None, ""))[0],
                  _name(names, r.owner_stay_id) or r.owner, r.due_on, r.done_at is not None,
                  r.meeting_id != meeting.id)
        for r in rows
    )  # fmt: skip


def _commitments(
    session: Session, meeting: HouseMeeting, names: Names
) -> tuple[CommitmentRow, ...]:
    """What was asked about here, or (while the meeting goes on) is still to be asked about; then
    what is promised here.
    """
    here = or_(Commitment.set_meeting_id == meeting.id, Commitment.asked_meeting_id == meeting.id)
    if meeting.finished_at is None:
        here = or_(here, and_(Commitment.outcome.is_(None),
                              Commitment.created_at < meeting.planned_at))  # fmt: skip
    rows: list[Any] = list(
        session.execute(
            select(Commitment.id, Commitment.stay_id, Commitment.text, Commitment.due_on,
                   Commitment.outcome, Commitment.set_meeting_id, Commitment.asked_meeting_id)
            .where(Commitment.house_id == meeting.house_id, Commitment.voided_at.is_(None), here)
            .order_by(Commitment.id)
        )
    )  # fmt: skip
    made = [
        CommitmentRow(
            r.id, r.stay_id, names[r.stay_id][0], names[r.stay_id][1], r.text, r.due_on,
            (r.outcome or "") if r.asked_meeting_id in (None, meeting.id) else "",
            r.set_meeting_id != meeting.id,
        )
        for r in rows
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda c: (not c.from_earlier, c.commitment_id)))


def _amendments(session: Session, meeting_id: int) -> tuple[AmendmentRow, ...]:
    rows = session.execute(
        select(MinutesAmendment, Staff.name)
        .outerjoin(Staff, Staff.id == MinutesAmendment.created_by)
        .where(MinutesAmendment.meeting_id == meeting_id)
        .order_by(MinutesAmendment.id)
    )
    return tuple(
        AmendmentRow(a.id, a.at, by or "", a.text, a.why, a.void_at is not None, a.void_why or "")
        for a, by in rows
    )
