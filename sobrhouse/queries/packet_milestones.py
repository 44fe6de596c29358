"""The milestones of the packet: who reached one in a week or will in the next, true to that week,
and who gave the chip. What somebody keeps quiet is not among them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from sobrhouse.domain.packet_pages import MilestoneGiven
from sobrhouse.domain.sobriety import Reached, days_sober
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.awards import giver_of, noted_of
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.weekly_people import lives, people_of
from sobrhouse.storage.access import needs

_WEEK = timedelta(days=7)


@needs(Permission.PRINT_PAPERS)
def milestones_of(
    session: Session, house_id: int, days: tuple[date, date], names: Mapping[int, PaperName]
) -> tuple[MilestoneGiven, ...]:
    """What those who lived here on the last of the `days` reach from the first of them until the
    end of the next week; by day, then by name.
    """
    first, as_of = days
    end = first + timedelta(days=6)
    last = end + _WEEK
    living = [r for r in session.execute(people_of(house_id, first, as_of)) if lives(r, as_of)]
    counted = Celebration.of(session, house_id)
    noted = noted_of(session, (r.resident_id for r in living), first, last)
    found = [
        (person, reached, noted.get((person.resident_id, reached.milestone.code, reached.on)))
        for person in living
        if person.sober_since is not None
        for reached in counted.between(person.sober_since, person.pathway, first, last)
    ]
    lines = [
        _line(person, reached, note, names, end)
        for person, reached, note in found
        if note is None or note.announced
    ]
    return tuple(sorted(lines, key=lambda m: (m.on, m.name.short.casefold(), m.name.full)))


def _line(
    person: Any, reached: Reached, note: Any, names: Mapping[int, PaperName], end: date
) -> MilestoneGiven:
    giver, text = None, ""
    if note is not None:
        said = giver_of(note)
        if note.giver_resident_id is None:
            text = said
        elif said:
            giver = names.get(note.giver_resident_id, PaperName(said, said))
    return MilestoneGiven(
        reached.on, names[person.resident_id], reached.milestone,
        days_sober(person.sober_since, reached.on), reached.on > end, giver, text,
        note.awarded_on if note is not None else None,
    )  # fmt: skip
