"""What of the sign log a weekly report tells: late returns, who did not sign out, who is not back
yet, who was missing at a round.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.houses import house_day
from sobrhouse.domain.phrases import day_name, nice_time
from sobrhouse.domain.weekly import PaperName, SignLine
from sobrhouse.queries.clock import doubted_lines
from sobrhouse.queries.signins import day_span
from sobrhouse.storage.tables import CurfewCheck, Round, SignOut, Staff, Stay
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class SignWeek:
    """The exceptions of a week, and whether the house kept a log in it at all."""

    kept: bool = False
    lines: tuple[SignLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Days:
    """House days (04:00 to 04:00) from `start` to `end`; who is due after `now` is not late."""

    house_id: int
    start: date
    end: date
    zone: ZoneInfo
    now: datetime

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the first instant of the first to that after the last."""
        return day_span(self.start, self.zone)[0], day_span(self.end, self.zone)[1]


def signs_of(
    session: Session,
    house_id: int,
    days: tuple[date, date],
    zone: ZoneInfo,
    names: Mapping[int, PaperName],
    now: datetime | None = None,
) -> SignWeek:
    """The exceptions of these people on these house days, both included, the first one first."""
    ends = day_span(days[1], zone)[1]
    week = _Days(house_id, *days, zone, ends if now is None else min(now, ends))
    lines = [*_absences(session, week, names), *_missing(session, week, names)]
    return SignWeek(
        bool(lines) or _kept(session, week),
        tuple(line for _at, line in sorted(lines, key=lambda pair: (pair[0], pair[1].what))),
    )


def _kept(session: Session, week: _Days) -> bool:
    begins, ends = week.span
    found = select(SignOut.id).where(
        SignOut.house_id == week.house_id, SignOut.at >= begins, SignOut.at < ends
    )
    return session.execute(found.limit(1)).first() is not None


def _absences(
    session: Session, week: _Days, names: Mapping[int, PaperName]
) -> Iterator[tuple[datetime, SignLine]]:
    begins, ends = week.span
    late = or_(
        SignOut.in_at > SignOut.expected_return_at,
        SignOut.in_at.is_(None) & (SignOut.expected_return_at < week.now),
    )
    rows = session.execute(
        select(
            SignOut.id, SignOut.at, SignOut.out_at, SignOut.expected_return_at.label("due"),
            SignOut.in_at, SignOut.ack_at, Staff.name.label("seen_by"), Stay.resident_id,
        )
        .join(Stay, Stay.id == SignOut.stay_id)
        .outerjoin(Staff, Staff.id == SignOut.ack_by)
        .where(
            SignOut.house_id == week.house_id, SignOut.at >= begins, SignOut.at < ends,
            SignOut.void_at.is_(None), or_(late, SignOut.out_at.is_(None)),
        )
    )  # fmt: skip
    found = [row for row in rows if row.resident_id in names]
    doubted = doubted_lines(session, week.house_id, [row.id for row in found])
    for row in found:
        line = _line(row, names[row.resident_id], week.zone)
        if row.id in doubted:
            line = replace(line, what=_("{what} (clock uncertain)").format(what=line.what))
        yield row.at, replace(line, resident_id=row.resident_id)


def _line(row: Any, name: PaperName, zone: ZoneInfo) -> SignLine:
    day = house_day(row.at, zone)
    if row.out_at is None:
        what = _("Not signed out, in {time}").format(time=_clock(row.in_at, day, zone))
        return SignLine(day, name, what)
    due = _clock(row.due, day, zone)
    if row.in_at is None:
        what = _("Due {due}, not back yet").format(due=due)
    else:
        back = _clock(row.in_at, house_day(row.due, zone), zone)
        what = _("Due {due}, back {time}").format(due=due, time=back)
    if row.ack_at is None:
        return SignLine(day, name, what, open=True)
    seen = _("Seen, {name}").format(name=row.seen_by) if row.seen_by else _("Seen")
    return SignLine(day, name, what, seen)


def _missing(
    session: Session, week: _Days, names: Mapping[int, PaperName]
) -> Iterator[tuple[datetime, SignLine]]:
    rows = session.execute(
        select(CurfewCheck.at, CurfewCheck.note, Round.night, Stay.resident_id)
        .join(Round, Round.id == CurfewCheck.round_id)
        .join(Stay, Stay.id == CurfewCheck.stay_id)
        .where(
            Round.house_id == week.house_id, Round.night >= week.start, Round.night <= week.end,
            Round.voided_at.is_(None), CurfewCheck.status == "missing",
            CurfewCheck.void_at.is_(None),
        )
    )  # fmt: skip
    for row in rows:
        if row.resident_id in names:
            what = _("Missing at the round")  # of one typed in later nobody knows the time
            if house_day(row.at, week.zone) == row.night:
                clock = _clock(row.at, row.night, week.zone)
                what = _("Missing at the round, {time}").format(time=clock)
            who = row.resident_id
            yield row.at, SignLine(row.night, names[who], what, row.note, resident_id=who)


def _clock(moment: datetime, day: date, zone: ZoneInfo) -> str:
    """ "6:30 PM"; with the weekday where it belongs to another house day."""
    local = moment.astimezone(zone)
    clock = nice_time(local)
    return clock if house_day(moment, zone) == day else f"{day_name(local.date())} {clock}"
