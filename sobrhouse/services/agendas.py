"""Agendas: the lines of one meeting: written from what is open, added, changed, ticked, moved."""

from sqlalchemy import select

from sobrhouse.domain import agendas as rules
from sobrhouse.domain.agendas import KINDS, LONGEST_TITLE, Line, StandingItem
from sobrhouse.domain.rotas import in_turn
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import agenda_matters, meeting_rows
from sobrhouse.storage.tables import AgendaItem, HouseMeeting, MeetingSeries
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def add_item(
    work: Work,
    meeting_id: int,
    title: str,
    *,
    kind: str = "other",
    minutes: int | None = None,
    text: str = "",
    owner_stay_id: int | None = None,
) -> int:
    """One more line at the end of the agenda; gives it."""
    work.require(Permission.RECORD_DAILY)
    meeting = meeting_rows.going(work, meeting_id)
    meeting_rows.check_stay(work, meeting.house_id, owner_stay_id)
    line = Line(kind, _title(title), text.strip(), _minutes(minutes))
    row = _write(work, meeting, line, _last(work, meeting_id) + 1)
    row.owner_stay_id = owner_stay_id
    work.record("agenda.added", row)
    return row.id


def change_item(
    work: Work, item_id: int, title: str, minutes: int | None, text: str
) -> tuple[str, int | None, str]:
    """Other words for a line, or another length; gives what stood before."""
    work.require(Permission.RECORD_DAILY)
    row = _open(work, item_id)
    before = (row.title, row.length_minutes, row.text)
    row.title, row.length_minutes, row.text = _title(title), _minutes(minutes), text.strip()
    work.record("agenda.changed", row)
    return before


def tick_item(work: Work, item_id: int, done: bool) -> bool:
    """The line was dealt with, or was not; gives what it was before."""
    work.require(Permission.RECORD_DAILY)
    row = _open(work, item_id)
    before = row.done_at is not None
    row.done_at = work.now if done else None
    work.record("agenda.done" if done else "agenda.reopened", row)
    return before


def move_item(work: Work, item_id: int, steps: int) -> int:
    """Move a line up (below 0) or down; gives the steps that bring it back."""
    work.require(Permission.RECORD_DAILY)
    row = _open(work, item_id)
    rows = _items(work, row.meeting_id)
    at = next(i for i, r in enumerate(rows) if r.id == row.id)
    to = max(0, min(len(rows) - 1, at + steps))
    rows.insert(to, rows.pop(at))
    for position, one in enumerate(rows, 1):
        work.watch(one)
        if one.position != position:
            one.position = position
            work.record("agenda.moved", one)
    if at == to:
        work.record("agenda.moved", row)
    return at - to


def take_off_item(work: Work, item_id: int) -> None:
    """Take a line off the agenda."""
    work.require(Permission.RECORD_DAILY)
    row = _open(work, item_id)
    row.voided_at = work.now
    work.record("agenda.removed", row)


def put_back_item(work: Work, item_id: int) -> None:
    """The inverse: the line stands again where it stood."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(AgendaItem, item_id)
    meeting_rows.going(work, row.meeting_id)
    row.voided_at = None
    work.record("agenda.restored", row)


def prepare(work: Work, meeting: HouseMeeting, agenda_json: str) -> None:
    """The agenda of a meeting that is being written down, and whose turn it is to lead and read. A
    part of use cases.
    """
    chosen = meeting_rows.chosen(work, meeting.house_id)
    style = chosen.get("meeting_style")
    items = rules.standing(agenda_json, style)
    if meeting.kind == "emergency" and not agenda_json:
        items = ()
    day = meeting_rows.day_of(work, meeting)
    matters = agenda_matters.matters(work, meeting, day)
    for position, line in enumerate(rules.build(items, matters) if items else (), 1):
        _write(work, meeting, line, position)
    leaders = agenda_matters.turns(work, meeting.house_id, day, HouseMeeting.chair_stay_id)
    readers = agenda_matters.turns(work, meeting.house_id, day, HouseMeeting.reader_stay_id)
    first = next(iter(in_turn(leaders)), None)
    meeting.chair_stay_id = first.stay_id if first else None
    second = next(iter(in_turn(readers, but=[meeting.chair_stay_id])), None)
    meeting.reader_stay_id = second.stay_id if second else meeting.chair_stay_id
    readings = meeting_rows.listed(chosen.get("meeting_readings")) or rules.READINGS[style]
    last = agenda_matters.last_reading(work, meeting.house_id)
    meeting.reading = rules.next_reading(readings, last)


def freshen(work: Work, meeting: HouseMeeting) -> None:
    """Lines that nobody touched since they were written say what is open now; a meeting that was
    called without an agenda gets one. A part of use cases.
    """
    if not _items(work, meeting.id) and meeting.chair_stay_id is None:
        prepare(work, meeting, "")
        return
    day = meeting_rows.day_of(work, meeting)
    matters = agenda_matters.matters(work, meeting, day)
    for row in _items(work, meeting.id):
        text, said = matters.text(row.kind, row.title), row.text or row.kind == "report"
        if row.version == 1 and row.carried_from_id is None and row.text != text and said:
            work.watch(row)
            row.text = text
            work.record("agenda.freshened", row)
            row.version = 1  # still untouched


def keep_agenda(work: Work, meeting_id: int) -> str:
    """The meetings of a series begin from now on with the lines of this one, but for those that
    were carried over; gives the standing agenda before, for `set_standing`.
    """
    work.require(Permission.MANAGE_HOUSE)
    meeting = work.get(HouseMeeting, meeting_id)
    if meeting.series_id is None:
        raise Problem(_("This meeting does not come again, so there are no next ones."))
    lines = [r for r in _items(work, meeting_id) if r.carried_from_id is None]
    items = [StandingItem(r.kind, r.title, r.length_minutes) for r in lines]
    return _set_standing(work, meeting.series_id, rules.as_json(items))


def set_standing(work: Work, series_id: int, agenda_json: str) -> str:
    """Give a series this standing agenda ("" the template's again); gives the one before."""
    work.require(Permission.MANAGE_HOUSE)
    return _set_standing(work, series_id, agenda_json)


def _set_standing(work: Work, series_id: int, agenda_json: str) -> str:
    row = work.get(MeetingSeries, series_id)
    before, row.agenda_json = row.agenda_json, agenda_json
    work.record("series.agenda_set", row)
    return before


def _write(work: Work, meeting: HouseMeeting, line: Line, position: int) -> AgendaItem:
    if line.kind not in KINDS:
        raise ValueError(line.kind)
    return work.add(
        AgendaItem(
            house_id=meeting.house_id, meeting_id=meeting.id, position=position, kind=line.kind,
            title=line.title, text=line.text, length_minutes=line.minutes,
            carried_from_id=line.carried_from_id,
        )
    )  # fmt: skip


def _open(work: Work, item_id: int) -> AgendaItem:
    row = work.get(AgendaItem, item_id)
    meeting_rows.going(work, row.meeting_id)
    if row.voided_at is not None:
        raise Problem(_("That line is not on the agenda any more."))
    return row


def _items(work: Work, meeting_id: int) -> list[AgendaItem]:
    return list(
        work.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting_id, AgendaItem.voided_at.is_(None))
            .order_by(AgendaItem.position, AgendaItem.id)
        )
    )


def _last(work: Work, meeting_id: int) -> int:
    return max((row.position for row in _items(work, meeting_id)), default=0)


def _title(text: str) -> str:
    words = meeting_rows.one_line(text, _("Write what it is about."), field="title")
    if len(words) > LONGEST_TITLE:
        said = _("That is too long. {n} letters at most.").format(n=LONGEST_TITLE)
        raise Problem(said, field="title")
    return words


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 0 < minutes <= 1440:
        raise Problem(_("Between 1 and 1440 minutes."), field="minutes")
    return minutes
