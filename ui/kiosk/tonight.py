"""Tonight's house meetings in words, for the rest screen and for My day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from textwrap import shorten

from sobrhouse.domain.meeting_series import KIND_WORDS
from sobrhouse.domain.phrases import nice_time
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.words import _

_LINE = 60  # letters
MOST = 2  # that a screen has room for


def still_to_come(meetings: Sequence[MeetingToday], now: datetime) -> tuple[MeetingToday, ...]:
    """The next ones of today that are not over."""
    ahead = (
        m for m in meetings
        if not m.finished and m.at + timedelta(minutes=m.length_minutes) > now
    )  # fmt: skip
    return tuple(ahead)[:MOST]


def meeting_words(meeting: MeetingToday) -> str:
    """ "House meeting 7:30 PM, living room"; a usual name or place in the reader's language."""
    title, place = _(meeting.title or KIND_WORDS[meeting.kind]), meeting.place
    said = _("{meeting} {time}").format(meeting=title, time=nice_time(meeting.at))
    return shorten(f"{said}, {_(place)}" if place else said, _LINE, placeholder="…")
