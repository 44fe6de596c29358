"""The weekly report's values, true to its week: who lived where then, not who does now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.houses import BedState
from sobrhouse.domain.phrases import day_name, month_day
from sobrhouse.domain.residents import DISCHARGE_WORDS, birthday_in
from sobrhouse.domain.sobriety import (
    Milestone,
    Reached,
    Token,
    days_sober,
    length_words,
    token_words,
)
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.weekly import (
    BirthdayLine,
    MilestoneLine,
    MoveLine,
    NoteLine,
    OpenBed,
    PaperName,
    ResidentLine,
    TodoLine,
    WeeklyReport,
)
from sobrhouse.problems import NotFound
from sobrhouse.queries.awards import noted_of
from sobrhouse.queries.beds import BedCard, Board, board
from sobrhouse.queries.chore_papers import week_lines
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.weekly_alone import told_alone
from sobrhouse.queries.weekly_meetings import attendance_of
from sobrhouse.queries.weekly_people import AT_WORK, lives, names_of, people_of, working_on
from sobrhouse.queries.weekly_signs import signs_of
from sobrhouse.queries.weekly_support import helped_of, with_sponsors
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    House,
    Note,
    Todo,
)
from sobrhouse.words import _

_OFF_PAPER = "medical"  # no diagnosis and no medication on house papers (ux.md 13)


@dataclass(frozen=True, slots=True)
class _Week:
    """The days that one report is about, and the ends of them as instants."""

    house_id: int
    start: date
    end: date
    as_of: date
    zone: ZoneInfo

    def begins(self, day: date) -> datetime:
        """The first instant of a day in the house's zone."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    @property
    def closes(self) -> datetime:
        """The first instant after the report's last day."""
        return self.begins(self.as_of + timedelta(days=1))


@needs(Permission.PRINT_PAPERS)
def weekly_report(
    session: Session, house_id: int, week_start: date, today: date, now: datetime | None = None
) -> WeeklyReport:
    """The week of seven days from `week_start`; while it goes on, as of `today`, and `now` for who
    is late.
    """
    house = session.execute(select(House.name, House.timezone).where(House.id == house_id)).first()
    if house is None:
        raise NotFound(_("That house is not there any more."))
    end = week_start + timedelta(days=6)
    as_of = max(week_start, min(end, today))
    week = _Week(house_id, week_start, end, as_of, ZoneInfo(house.timezone))
    beds = board(session, house_id, as_of)
    people = session.execute(people_of(house_id, week_start, as_of)).all()
    names = names_of(people)
    living = [r for r in people if lives(r, as_of)]
    celebrated = _celebrated(session, week, living)
    notes = _notes(session, week, names)
    working = working_on(session, {r.resident_id for r in living}, as_of)
    signs = signs_of(session, house_id, (week_start, as_of), week.zone, names, now)
    roster = _residents(week, beds, living, names, celebrated, notes, working)
    roster = with_sponsors(session, house_id, (week_start, as_of), roster)
    order = {line.resident_id: place for place, line in enumerate(roster)}
    birthdays = bool(house_settings(session, house_id).get("report_birthdays"))
    return WeeklyReport(
        house=house.name,
        week_start=week_start,
        week_end=end,
        as_of=as_of,
        beds=beds.census.beds,
        filled=beds.census.filled,
        residents=roster,
        moves=_moves(week, people, names),
        milestones=_milestones(week, living, names, celebrated),
        birthdays=_birthdays(week, living, names) if birthdays else (),
        notes=notes,
        todos=_todos(session, week, people, names),
        open_beds=tuple(_open_bed(card, as_of) for card in beds.beds if not card.state.taken),
        working=sum(kind in AT_WORK for kind, _place in working.values()),
        wants_birthdays=birthdays,
        signs=signs.lines,
        signs_kept=signs.kept,
        attendance=attendance_of(session, house_id, week_start, as_of, names, order),
        chores=week_lines(session, house_id, week_start, now or week.closes, names),
        helped=helped_of(session, house_id, week_start, as_of),
    )


def _celebrated(
    session: Session, week: _Week, living: Iterable[Any]
) -> dict[int, tuple[Reached, ...]]:
    """The milestones of this week and the next, by resident, without those they want quiet."""
    count = Celebration.of(session, week.house_id)
    last = week.end + timedelta(days=7)
    people = list(living)
    noted = noted_of(session, (r.resident_id for r in people), week.start, last)
    quiet = {key for key, note in noted.items() if not note.announced}
    return {
        r.resident_id: tuple(
            reached
            for reached in count.between(r.sober_since, r.pathway, week.start, last)
            if (r.resident_id, reached.milestone.code, reached.on) not in quiet
        )
        for r in people
        if r.sober_since is not None
    }


def _residents(
    week: _Week,
    beds: Board,
    living: Iterable[Any],
    names: Mapping[int, PaperName],
    celebrated: Mapping[int, tuple[Reached, ...]],
    notes: Iterable[NoteLine],
    working: Mapping[int, tuple[str, str]],
) -> tuple[ResidentLine, ...]:
    place = {
        card.sleeper.resident_id: (i, card) for i, card in enumerate(beds.beds) if card.sleeper
    }
    said: dict[int, list[str]] = defaultdict(list)
    for note in notes:
        if note.resident_id is not None:
            said[note.resident_id].append(note.text)
    lines = []
    for row in living:
        key = row.resident_id
        number, card = place.get(key, (len(place) + len(beds.beds), None))
        lines.append(
            (
                number,
                ResidentLine(
                    key,
                    card.label if card else "",
                    names[key],
                    row.move_in_on,
                    None if row.sober_since is None else days_sober(row.sober_since, week.as_of),
                    row.phase or "",
                    working.get(key, ("", ""))[1],
                    _away(card, week.as_of),
                    _this_week(celebrated.get(key, ()), week),
                    " ".join(said[key]),
                ),
            )
        )
    return tuple(line for _number, line in sorted(lines, key=lambda pair: pair[0]))


def _token(milestone: Milestone) -> str:
    """What is given, and for how long where its own words do not say so."""
    words = token_words(milestone)
    if milestone.token is not Token.KEY_TAG:
        return words
    return _("{length}, {token}").format(length=length_words(milestone), token=words)


def _this_week(reached: Iterable[Reached], week: _Week) -> str:
    return ", ".join(
        _("{chip} {day}").format(chip=_token(r.milestone), day=day_name(r.on))
        for r in reached
        if r.on <= week.end
    )


def _away(card: BedCard | None, on: date) -> str:
    if card is None or card.state is not BedState.AWAY or card.hold is None:
        return ""
    words = {"hospital": _("In hospital"), "pass": _("On a pass")}.get(card.hold.kind, _("Away"))
    if card.hold.until is None:
        return words
    return _("{away} until {day}").format(away=words, day=month_day(card.hold.until, on))


def _moves(
    week: _Week, people: Iterable[Any], names: Mapping[int, PaperName]
) -> tuple[MoveLine, ...]:
    lines = []
    for row in people:
        name = names[row.resident_id]
        if week.start <= row.move_in_on <= week.as_of:
            how = _("Came back") if row.before else _("New")
            place = _("From {place}").format(place=row.referred_by) if row.referred_by else ""
            lines.append(MoveLine(row.move_in_on, name, False, how, place))
        if row.discharged_on is not None and week.start <= row.discharged_on <= week.as_of:
            how = _(DISCHARGE_WORDS[row.discharge_type])
            lines.append(MoveLine(row.discharged_on, name, True, how, row.destination))
    return tuple(sorted(lines, key=lambda line: (line.on, line.out)))


def _milestones(
    week: _Week,
    living: Iterable[Any],
    names: Mapping[int, PaperName],
    celebrated: Mapping[int, tuple[Reached, ...]],
) -> tuple[MilestoneLine, ...]:
    lines = [
        MilestoneLine(r.on, names[row.resident_id], _token(r.milestone), r.on > week.end)
        for row in living
        for r in celebrated.get(row.resident_id, ())
    ]
    return tuple(sorted(lines, key=lambda line: line.on))


def _birthdays(
    week: _Week, living: Iterable[Any], names: Mapping[int, PaperName]
) -> tuple[BirthdayLine, ...]:
    last = week.end + timedelta(days=7)
    lines = []
    for row in living:
        if row.birth_on is not None:
            days = {birthday_in(row.birth_on, year) for year in (week.start.year, last.year)}
            lines += [
                BirthdayLine(day, names[row.resident_id])
                for day in days
                if week.start <= day <= last
            ]
    return tuple(sorted(lines, key=lambda line: (line.on, line.name.short)))


def _notes(session: Session, week: _Week, names: Mapping[int, PaperName]) -> tuple[NoteLine, ...]:
    rows = session.execute(
        select(Note.at, Note.text, Note.resident_id)
        .where(
            Note.house_id == week.house_id,
            Note.in_weekly_report.is_(True),
            Note.voided_at.is_(None),
            Note.category != _OFF_PAPER,
            Note.at >= week.begins(week.start),
            Note.at < week.closes,
        )
        .order_by(Note.at, Note.id)
    )
    lines = [
        NoteLine(r.at.astimezone(week.zone).date(), r.text, r.resident_id, names.get(r.resident_id))
        for r in rows
        if r.resident_id is None or r.resident_id in names
    ]
    lines += told_alone(session, week.house_id, week.begins(week.start), week.closes, week.zone)
    return tuple(sorted(lines, key=lambda line: line.on))


def _todos(
    session: Session, week: _Week, people: Iterable[Any], names: Mapping[int, PaperName]
) -> tuple[TodoLine, ...]:
    whose = {row.stay_id: names[row.resident_id] for row in people}
    rows = session.execute(
        select(Todo.text, Todo.owner, Todo.due_on, Todo.resident_id, Todo.owner_stay_id)
        .where(
            Todo.house_id == week.house_id,
            Todo.voided_at.is_(None),
            Todo.created_at < week.closes,
            or_(Todo.done_at.is_(None), Todo.done_at >= week.closes),
        )
        .order_by(func.coalesce(Todo.due_on, date.max), Todo.id)
    )
    return tuple(
        TodoLine(r.text, r.owner, r.due_on, names.get(r.resident_id), whose.get(r.owner_stay_id))
        for r in rows
    )


def _open_bed(card: BedCard, on: date) -> OpenBed:
    if card.state is BedState.OUT:
        since = month_day(card.outage.since, on) if card.outage else ""
        why = card.outage.note if card.outage else ""
        return OpenBed(
            card.label, card.room, _("Out of use"), why or _("since {day}").format(day=since)
        )
    if card.state is BedState.HELD and card.hold is not None:
        until = card.hold.until
        why = _("until {day}").format(day=month_day(until, on)) if until else ""
        return OpenBed(card.label, card.room, _("Held"), why)
    return OpenBed(card.label, card.room, _("Free"), card.features)
