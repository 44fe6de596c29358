"""Tonight's house meetings in words, for the rest screen and for My day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from textwrap import shorten

from sobrhouse.domain.meeting_series import KIND_WORDS
from sobrhouse.domain.phrases import nice_duration, nice_time
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.words import _

_LINE = 60  # letters
MOST = 2  # that a screen has room for
NEAR = timedelta(minutes=60)  # so long before a meeting, who goes out is told of it


def still_to_come(meetings: Sequence[MeetingToday], now: datetime) -> tuple[MeetingToday, ...]:
    """The next ones of today that are not over."""
    ahead = (
        m for m in meetings
        if not m.finished and m.at + timedelta(minutes=m.length_minutes) > now
    )  # fmt: skip
    return tuple(ahead)[:MOST]


def near(meetings: Sequence[MeetingToday], now: datetime) -> MeetingToday | None:
    """The house meeting that has begun or begins within the hour."""
    return next((m for m in still_to_come(meetings, now) if m.at - now <= NEAR), None)


def how_soon(meeting: MeetingToday, now: datetime) -> str:
    """ "In 13 min", in minutes as the clock shows them."""
    if meeting.at <= now:
        return _("It has begun.")
    seconds = int((meeting.at - now).total_seconds())
    return _("In {span}").format(span=nice_duration(-(-seconds // 60)))


def meeting_words(meeting: MeetingToday) -> str:
    """ "House meeting 7:30 PM, living room"; a usual name or place in the reader's language."""
    title, place = _(meeting.title or KIND_WORDS[meeting.kind]), meeting.place
    said = _("{meeting} {time}").format(meeting=title, time=nice_time(meeting.at))
    return shorten(f"{said}, {_(place)}" if place else said, _LINE, placeholder="…")
