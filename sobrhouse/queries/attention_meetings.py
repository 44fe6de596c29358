"""Why a house meeting needs somebody of the staff: nobody has finished its minutes."""

from collections.abc import Iterator

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.domain.meeting_series import KIND_WORDS
from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.evening import Evening
from sobrhouse.words import _, n_

FRESH_DAYS = 7  # the next meeting goes back to the minutes of the last


def unfinished_minutes(seen: Evening) -> Iterator[Reason]:
    """A meeting of an earlier day whose minutes nobody has finished."""
    for row in seen.meetings.unfinished:
        if row.day >= seen.today:
            continue
        old = (seen.today - row.day).days > FRESH_DAYS
        yield Reason(
            "meeting.unfinished",
            Urgency.TODAY if old else Urgency.WEEK,
            "file-text",
            _("Minutes not finished: {meeting}, {day}").format(
                meeting=row.title or _(KIND_WORDS[row.kind]), day=nice_date(row.day, seen.today)
            ),
            n_(
                "{n} action item has no owner.", "{n} action items have no owner.", row.ownerless
            ).format(n=row.ownerless)
            if row.ownerless
            else _("Until then they may still change."),
            _("Finish"),
            "meetings",
            row.meeting_id,
            row.day,
        )
