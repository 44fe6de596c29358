"""Milestones and help, for the agenda of a house meeting: what is celebrated in the week, who
gives each chip, and how people helped one another; a part of use cases, which have asked.

An agenda hangs on the wall: what somebody wants quiet is not on it, and help is counted, without
names.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, select

from sobrhouse.domain import sobriety
from sobrhouse.domain.help_words import helped_words
from sobrhouse.domain.names import short_name
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.sobriety import LeapDay, Reached, length_words
from sobrhouse.services import meeting_rows
from sobrhouse.storage.tables import (
    HelpingEvent,
    MilestoneAward,
    Resident,
    SobrietyPeriod,
    Stay,
)
from sobrhouse.storage.work import Work
from sobrhouse.words import _

DAYS = timedelta(days=7)  # as far as a week's meeting looks, ahead and back
_DAY = timedelta(days=1)


def milestone_words(work: Work, house_id: int, people: Mapping[int, str], day: date) -> list[str]:
    """What those who live here reach in the week from `day` on, and who gives the chip. `people`:
    short names by stay.
    """
    last = day + DAYS - _DAY
    noted = _noted(work, people, day, last)
    found = []
    for row, reached in _reached(work, house_id, people, day, last):
        note = noted.get((row.resident_id, reached.milestone.code, reached.on))
        if note is None or note.announced:
            said = (
                f"{people[row.id]}: {length_words(reached.milestone)}, {nice_date(reached.on, day)}"
            )
            found.append((reached.on, " ".join(filter(None, (said, _giver(note))))))
    return [said for _on, said in sorted(found)]


def help_words(work: Work, house_id: int, day: date) -> list[str]:
    """How the house helped in the seven days up to `day`, in one line; none where nothing is
    written down.
    """
    h = HelpingEvent
    rows = work.session.execute(
        select(h.kind, func.count().label("times"))
        .where(h.house_id == house_id, h.voided_at.is_(None),
               h.on_date.between(day - DAYS + _DAY, day))
        .group_by(h.kind)
        .order_by(func.count().desc(), h.kind)
    )  # fmt: skip
    counted = helped_words((row.kind, row.times) for row in rows)
    return [_("In the last 7 days: {help}.").format(help=counted)] if counted else []


def _reached(
    work: Work, house_id: int, people: Mapping[int, str], first: date, last: date
) -> list[tuple[Any, Reached]]:
    chosen = meeting_rows.chosen(work, house_id)
    leap_day, preset = LeapDay(chosen.get("leap_day")), chosen.get("milestones")
    rows = work.session.execute(
        select(Stay.id, Stay.resident_id, Resident.pathway, SobrietyPeriod.start_on)
        .join(Resident, Resident.id == Stay.resident_id)
        .join(SobrietyPeriod, and_(SobrietyPeriod.resident_id == Resident.id,
              SobrietyPeriod.voided_at.is_(None), SobrietyPeriod.end_on.is_(None)))
        .where(Stay.id.in_(people))
    )  # fmt: skip
    return [
        (row, reached)
        for row in rows
        for reached in sobriety.milestones_between(
            row.start_on, first, last, sobriety.set_for(row.pathway, preset), leap_day
        )
    ]


def _noted(
    work: Work, people: Mapping[int, str], first: date, last: date
) -> dict[tuple[int, str, date], Any]:
    """What is written down about the chips of these days: resident, code, day."""
    m, stay = MilestoneAward, select(Stay.resident_id).where(Stay.id.in_(people))
    rows = work.session.execute(
        select(m.resident_id, m.milestone_code, m.due_on, m.giver_text, m.announced,
               Resident.legal_first, Resident.legal_last, Resident.preferred_name)
        .outerjoin(Resident, Resident.id == m.giver_resident_id)
        .where(m.resident_id.in_(stay), m.due_on.between(first, last), m.voided_at.is_(None))
    )  # fmt: skip
    return {(r.resident_id, r.milestone_code, r.due_on): r for r in rows}


def _giver(note: Any) -> str:
    if note is None:
        return ""
    name = note.giver_text
    if note.legal_first is not None:
        name = short_name(note.legal_first, note.legal_last, note.preferred_name)
    return _("({name} gives the chip)").format(name=name) if name else ""
