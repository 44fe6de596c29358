"""Minutes: what was said, kept while it is typed; after the end only an amendment adds to it."""

from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem, Stale
from sobrhouse.services import meeting_rows
from sobrhouse.storage.tables import HouseMeeting, MinutesAmendment
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST_MINUTES = 50_000
_SHORTEST_WHY = 3


def save_minutes(work: Work, meeting_id: int, text: str, before: str) -> str:
    """Keep the minutes as they stand on the screen, which showed `before` when typing began. Gives
    `before`.

    Stale where somebody else wrote in them meanwhile: `theirs` holds their "minutes". The audit
    log gets the difference only: minutes are saved every few seconds.
    """
    work.require(Permission.RECORD_DAILY)
    row = meeting_rows.going(work, meeting_id)
    if row.minutes not in (before, text):
        raise Stale(
            _("Somebody else has written in these minutes. Nothing of yours is lost."),
            theirs={"minutes": row.minutes},
        )
    if len(text) > LONGEST_MINUTES:
        said = _("The minutes are too long. {n} letters at most.").format(n=LONGEST_MINUTES)
        raise Problem(said, field="minutes")
    if row.minutes == text:
        return before
    at, taken_out, put_in = _difference(row.minutes, text)
    row.minutes, row.updated_at, row.version = text, work.now, row.version + 1
    work.flush()
    work.record_row(
        "meeting.minutes_saved", "house_meeting", row.id, house_id=row.house_id,
        at=at, taken_out=taken_out, put_in=put_in,
    )  # fmt: skip
    return before


def amend(work: Work, meeting_id: int, text: str, why: str) -> int:
    """Add to the minutes of a finished meeting, and say why; gives the amendment."""
    work.require(Permission.RECORD_DAILY)
    meeting = work.get(HouseMeeting, meeting_id)
    if meeting.finished_at is None:
        raise Problem(_("This meeting is not finished. Write it in the minutes."))
    added = text.strip()
    if not added:
        raise Problem(_("Write what is to be added."), field="text")
    if len(added) > LONGEST_MINUTES:
        said = _("That is too long. {n} letters at most.").format(n=LONGEST_MINUTES)
        raise Problem(said, field="text")
    reason = meeting_rows.one_line(why, field="why")
    if len(reason) < _SHORTEST_WHY:
        raise Problem(_("Say why in a few words. It stays with the minutes."), field="why")
    row = work.add(
        MinutesAmendment(
            house_id=meeting.house_id, meeting_id=meeting_id, at=work.now, text=added, why=reason
        )
    )
    work.record("amendment.added", row)
    return row.id


def void_amendment(work: Work, amendment_id: int, why: str = UNDONE) -> None:
    """An amendment counts no more; it stays readable, with who said so and why."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(MinutesAmendment, amendment_id)
    if row.void_at is not None:
        raise Problem(_("That amendment does not count any more already."))
    row.void_at, row.void_by, row.void_why = work.now, work.actor.id, why
    work.record("amendment.voided", row)


def _difference(old: str, new: str) -> tuple[int, str, str]:
    """Where two texts part, what was taken out there and what was put in."""
    start = _alike(old, new)
    tail = _alike(old[start:][::-1], new[start:][::-1])
    return start, old[start : len(old) - tail], new[start : len(new) - tail]


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
