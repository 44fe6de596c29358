"""Why somebody who is out, or was, or asked at the kiosk, needs somebody of the staff."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.domain.phrases import near_date, nice_duration, nice_time
from sobrhouse.queries.attention_clock import unsure
from sobrhouse.queries.evening import Evening
from sobrhouse.queries.presence import Absence
from sobrhouse.settings import DESTINATIONS
from sobrhouse.words import _

AFTER_CURFEW = timedelta(minutes=10)
ANSWER_WITHIN = timedelta(hours=72)  # before a pass begins, its answer is for today
ROUND_ENDS = timedelta(hours=3)  # after curfew nobody walks through the house any more


def calls(seen: Evening) -> Iterator[Reason]:
    """Somebody asked at the kiosk to be seen, or forgot their PIN."""
    for call in seen.presence.calls:
        name = call.name or _("Somebody")
        ago = int((seen.now - call.asked_at).total_seconds() // 60)
        when = _("Asked {clock}, {time} ago.").format(
            clock=_day_clock(seen, call.asked_at), time=nice_duration(max(ago, 0))
        )
        if call.kind == "pin":
            what = _("{name} forgot the PIN").format(name=name)
            why = _("{when} Let them choose a new one.").format(when=when)
        else:
            what = _("{name} asks you to come").format(name=name)
            why = _("{when} Nobody has answered yet.").format(when=when)
        yield Reason(
            "call.asked", Urgency.NOW, "life-buoy" if call.kind == "support" else "key-round",
            what, why, _("I was there"), "call", call.call_id, _day(seen, call.asked_at),
            resident_id=call.resident_id,
        )  # fmt: skip


def pins_locked(seen: Evening) -> Iterator[Reason]:
    """Ten wrong PINs: the kiosk lets nobody in by that name."""
    for lock in seen.presence.locks:
        yield Reason(
            "kiosk.locked", Urgency.NOW, "lock",
            _("The PIN of {name} is locked").format(name=lock.name),
            _("Ten wrong tries, the last {when}. Sign them in by hand until then.").format(
                when=_day_clock(seen, lock.locked_at)
            ),
            _("Clear lock"), "lock", lock.resident_id, _day(seen, lock.locked_at),
            resident_id=lock.resident_id,
        )  # fmt: skip


def not_home(seen: Evening) -> Iterator[Reason]:
    """Out ten minutes after their own curfew, without a pass for the night."""
    for line in seen.presence.out:
        if _missed_curfew(seen, line):
            tonight = seen.curfews[line.stay_id]
            assert tonight.time is not None
            why = _("Curfew was {time}. {since}").format(
                time=nice_time(tonight.time), since=_since(seen, line)
            )
            yield _about_out(
                seen, "out.curfew", line, _("{name} is not home").format(name=line.name),
                unsure(seen, line.row_id, why),
            )  # fmt: skip


def late_back(seen: Evening) -> Iterator[Reason]:
    """Out after the time agreed on; a missed curfew says it already."""
    for line in seen.presence.out:
        if line.late is None or _missed_curfew(seen, line):
            continue
        assert line.expected_at is not None
        if line.pass_id is not None:
            what = _("{name} is not back from the pass").format(name=line.name)
        else:
            what = _("{name} is {time} late back").format(
                name=line.name, time=nice_duration(line.late)
            )
        why = unsure(seen, line.row_id, _due(seen, line))
        yield _about_out(seen, "out.late", line, what, why)


def passes_over(seen: Evening) -> Iterator[Reason]:
    """A pass has ended, its person is not in the log and was not written down as back."""
    out = {line.resident_id for line in seen.presence.out}
    for row in seen.presence.passes:
        if row.status == "out" and row.return_by < seen.now and row.resident_id not in out:
            yield Reason(
                "pass.over", Urgency.NOW, "calendar-clock",
                _("The pass of {name} is over").format(name=row.name),
                _("Due {when}. Nothing says that they are back.").format(
                    when=_day_clock(seen, row.return_by)
                ),
                _("Open pass"), "signlog", "passes", _day(seen, row.return_by), row.pass_id,
                row.resident_id,
            )  # fmt: skip


def came_late(seen: Evening) -> Iterator[Reason]:
    """Back too late, and nobody of the staff has said that they saw it."""
    for line in seen.presence.back:
        if line.late is None or line.acked or line.in_at is None or line.expected_at is None:
            continue
        yield Reason(
            "back.late", Urgency.TODAY, "log-in",
            _("{name} came back {time} late").format(
                name=line.name, time=nice_duration(line.late)
            ),
            unsure(seen, line.row_id, _("In {time}. {due}").format(
                time=_day_clock(seen, line.in_at), due=_due(seen, line, past=True)
            )),
            _("Seen"), "ack", line.row_id, _day(seen, line.in_at), resident_id=line.resident_id,
        )  # fmt: skip


def passes_asked(seen: Evening) -> Iterator[Reason]:
    """Somebody waits to hear whether they may go."""
    for row in seen.presence.passes:
        if row.status != "requested":
            continue
        soon = row.depart_at - seen.now <= ANSWER_WITHIN
        yield Reason(
            "pass.asked", Urgency.TODAY if soon else Urgency.WEEK, "calendar-check",
            _("{name} asks for a pass").format(name=row.name),
            _("{from_} to {until}. {place}").format(
                from_=_day_clock(seen, row.depart_at), until=_day_clock(seen, row.return_by),
                place=", ".join(p for p in (_(row.destination), row.host) if p),
            ).rstrip(". ") + ".",
            _("Decide"), "signlog", "passes", _day(seen, row.requested_at), row.pass_id,
            row.resident_id,
        )  # fmt: skip


def round_due(seen: Evening) -> Iterator[Reason]:
    """The evening round of a house that makes one, once curfew has passed."""
    last = seen.presence.last_round
    begun = seen.curfew_at + AFTER_CURFEW
    if last is None or last >= seen.night or last < seen.night - timedelta(days=14):
        return
    if begun <= seen.now <= seen.curfew_at + ROUND_ENDS:
        yield Reason(
            "round.due", Urgency.NOW, "moon", _("The evening round is not done yet"),
            _("Curfew was {time}. One key for each bed.").format(
                time=nice_time(seen.curfew_at.astimezone(seen.zone))
            ),
            _("Start round"), "signlog", "round", seen.night,
        )  # fmt: skip


def _missed_curfew(seen: Evening, line: Absence) -> bool:
    tonight = seen.curfews.get(line.stay_id)
    if tonight is None or tonight.at is None or tonight.pass_id is not None:
        return False
    return line.pass_id is None and seen.now >= tonight.at + AFTER_CURFEW


def _about_out(seen: Evening, code: str, line: Absence, what: str, why: str) -> Reason:
    day = line.expected_at or line.out_at or line.in_at
    assert day is not None
    return Reason(
        code, Urgency.NOW, "log-out", what, why, _("Call or note"), "residents", line.resident_id,
        _day(seen, day), line.row_id, line.resident_id,
    )  # fmt: skip


def _due(seen: Evening, line: Absence, *, past: bool = False) -> str:
    """ "Due 6:30 PM from work. No late pass. Phone on file." """
    assert line.expected_at is not None
    when, place = _day_clock(seen, line.expected_at), place_words(line.destination)
    said = (
        _("Due {time} from {place}.").format(time=when, place=place)
        if place
        else _("Due {time}.").format(time=when)
    )
    if past:
        return said
    if line.pass_id is None:
        said += " " + _("No late pass.")
    return " ".join((said, _("Phone on file."))) if line.phone else said


def _since(seen: Evening, line: Absence) -> str:
    if line.out_at is None:
        return _due(seen, line)
    when, place = _day_clock(seen, line.out_at), place_words(line.destination)
    if not place:
        return _("Out since {time}.").format(time=when)
    return _("Out since {time}: {place}.").format(time=when, place=place)


def place_words(destination: str) -> str:
    """Where somebody went, as it stands inside a sentence; nothing where it says nothing."""
    if destination in DESTINATIONS:
        return "" if destination == "Other" else _(destination).lower()
    return destination.strip()


def _day(seen: Evening, moment: datetime) -> date:
    return moment.astimezone(seen.zone).date()


def _day_clock(seen: Evening, moment: datetime) -> str:
    """ "6:30 PM", with the day where it is not today's."""
    local = moment.astimezone(seen.zone)
    if local.date() == seen.today:
        return nice_time(local)
    return f"{near_date(local.date(), seen.today)}, {nice_time(local)}"
