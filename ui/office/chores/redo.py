"""By when a chore is to be done again: a few times to choose from."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sobrhouse.domain.chore_words import short_clock
from sobrhouse.domain.phrases import near_date
from sobrhouse.domain.recurrence import instant
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.words import _

SOON, MORNING = timedelta(hours=1), time(9)
DAY = timedelta(days=1)


def redo_times(turn: Turn, now: datetime, zone: ZoneInfo) -> list[tuple[datetime | None, str]]:
    """The next times at which it would be due: its own hour today where that is an hour ahead, else
    tomorrow; before that tomorrow morning; or no time at all.
    """
    here = now.astimezone(zone)
    hour = turn.due.astimezone(zone).time()
    found = [instant(here.date() + DAY * n, hour, zone) for n in (0, 1)]
    found.append(instant(here.date() + DAY, MORNING, zone))
    ahead = sorted({at for at in found if at >= now + SOON})
    own = next((at for at in ahead if at.astimezone(zone).time() == hour), None)
    order = [at for at in (own, *ahead) if at is not None]
    times: list[tuple[datetime | None, str]] = []
    for at in dict.fromkeys(order):
        local = at.astimezone(zone)
        shown = near_date(local.date(), here.date())
        said = _("{day}, {time}").format(day=shown, time=short_clock(local.time()))
        times.append((at, said))
    return [*times, (None, _("No time set"))]
