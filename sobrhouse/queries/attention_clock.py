"""Why the computer's clock needs somebody: it moved, and nobody has said that it is right."""

from collections.abc import Iterator
from datetime import datetime

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.domain.clocks import jump_words
from sobrhouse.domain.phrases import near_date, nice_time
from sobrhouse.queries.evening import Evening
from sobrhouse.words import _


def clock_jumped(seen: Evening) -> Iterator[Reason]:
    """From then on nobody's time is sure, and no lateness either."""
    if seen.clock is None:
        return
    yield Reason(
        "clock.jumped", Urgency.NOW, "clock",
        _("The clock moved {jump}").format(jump=jump_words(seen.clock.by)),
        _("It went from {was} to {now}. Put it right, then say so here.").format(
            was=_moment(seen, seen.clock.was_at), now=_moment(seen, seen.clock.at)
        ),
        _("Clock is right"), "clock", seen.clock.seq, seen.today,
    )  # fmt: skip


def unsure(seen: Evening, row_id: int, why: str) -> str:
    """What is said of somebody's lateness, with a warning where a clock in doubt told it."""
    if seen.clock is None and row_id not in seen.doubted:
        return why
    return _("The clock is uncertain: ask first. {why}").format(why=why)


def _moment(seen: Evening, moment: datetime) -> str:
    local = moment.astimezone(seen.zone)
    if local.date() == seen.today:
        return nice_time(local)
    return f"{near_date(local.date(), seen.today)}, {nice_time(local)}"
