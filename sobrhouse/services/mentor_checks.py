"""Checks of mentors: who held a supporter against the house's written criteria, and when (NARR
Standard 3.G.21.c). Checks are evidence: a later one stands beside the earlier.
"""

from collections.abc import Sequence
from datetime import date

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.meeting_rows import chosen, listed
from sobrhouse.services.supporters import LONGEST_NOTE, standing_supporter
from sobrhouse.storage.tables import MentorCheck
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def record_check(
    work: Work, supporter_id: int, on: date, unmet: Sequence[str] = (), note: str = ""
) -> int:
    """Somebody on the staff looked at each of the house's criteria; `unmet` are those that were not
    met, in their own words. Gives the check.
    """
    work.require(Permission.MANAGE_PEOPLE)
    supporter = standing_supporter(work, supporter_id)
    asked = chosen(work, supporter.house_id).get("mentor_criteria")
    criteria = listed(_(asked))
    if not criteria:
        raise Problem(_("The house asks for nothing of mentors yet. Write it in Settings first."))
    if on > work.today(supporter.house_id):
        raise Problem(_("This day has not come yet. Type today or an earlier day."), field="on")
    if not set(unmet) <= set(criteria):
        raise Problem(_("What the house asks of mentors has changed. Look again."), field="unmet")
    row = work.add(
        MentorCheck(
            house_id=supporter.house_id, supporter_id=supporter.id, on_date=on,
            criteria="\n".join(criteria), unmet="\n".join(c for c in criteria if c in set(unmet)),
            note=note.strip()[:LONGEST_NOTE],
        )
    )  # fmt: skip
    work.record("mentor_check.recorded", row)
    return row.id


def take_back_check(work: Work, check_id: int, why: str) -> None:
    """It was written down by mistake: it counts no more, and stays to be seen."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(MentorCheck, check_id)
    if row.void_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    if not why.strip():
        raise Problem(_("Say why."), field="why")
    row.void_at, row.void_by, row.void_why = work.now, work.actor.id, why.strip()
    work.record("mentor_check.taken_back", row)
