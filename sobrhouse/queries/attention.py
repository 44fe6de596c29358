"""Why something needs somebody: each rule reads what is already loaded and gives reason rows.

A new feature adds its own function to ATTENTION.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from sobrhouse.domain.attention import Reason, Urgency, urgency_of
from sobrhouse.domain.houses import Fit
from sobrhouse.domain.phrases import near_date, nice_days
from sobrhouse.queries import attention_chores as chores
from sobrhouse.queries import attention_out as out
from sobrhouse.queries.attention_circle import circle
from sobrhouse.queries.attention_clock import clock_jumped
from sobrhouse.queries.attention_meetings import unfinished_minutes
from sobrhouse.queries.attention_papers import consents_end, packet_missing
from sobrhouse.queries.attention_recovery import under_requirement
from sobrhouse.queries.beds import BedCard, Board
from sobrhouse.queries.evening import Evening
from sobrhouse.words import _, n_

AWAY_DAYS = 7  # safety.md 4.7: a row when no backup has left this computer for a week
READY_AHEAD = timedelta(days=3)


def beds_to_offer(seen: Evening) -> Iterator[Reason]:
    """Somebody waits and is ready, and a bed that fits is free."""
    for row in seen.waiting:
        ready = row.ready_on or seen.today
        fits = row.fitting.fit in (Fit.FITS, Fit.LATER)
        if row.held is None and fits and ready <= seen.today + READY_AHEAD:
            beds = row.fitting.beds
            yield Reason(
                "bed.offer",
                urgency_of(max(ready, seen.today), seen.today),
                "bed",
                _("{name} waits for a bed").format(name=row.name),
                n_(
                    "Ready: {when}. Bed {beds} fits.", "Ready: {when}. Beds {beds} fit.", len(beds)
                ).format(
                    when=near_date(max(ready, seen.today), seen.today),
                    beds=", ".join(b.label for b in beds[:4]),
                ),
                _("Offer bed"),
                "beds",
                beds[0].bed_id,
                row.received_on,
                f"application {row.application_id}",
                row.resident_id,
            )


def holds_run_out(seen: Evening) -> Iterator[Reason]:
    """A bed was kept until a day that has passed; who is out on a pass has a row of their own."""
    on_pass = {line.stay_id for line in seen.presence.out if line.pass_id is not None}
    for bed in seen.board.beds:
        hold = bed.hold
        if hold is not None and hold.stay_id in on_pass:
            continue
        if hold is not None and hold.until is not None and hold.until <= seen.today:
            yield Reason(
                "hold.over",
                urgency_of(hold.until, seen.today),
                "calendar",
                _("Bed {bed} is kept for {name}").format(bed=bed.label, name=hold.name),
                _("Until {when}. {why}")
                .format(when=near_date(hold.until, seen.today), why=hold.reason)
                .strip(),
                _("Open bed"),
                "beds",
                bed.bed_id,
                hold.until,
            )


def leaving(seen: Evening) -> Iterator[Reason]:
    """A planned move-out is near, or passed without being written down."""
    for row in seen.residents:
        if row.leaves_on is None or row.leaves_on > seen.today + timedelta(days=6):
            continue
        passed = row.leaves_on < seen.today
        yield Reason(
            "stay.leaving",
            urgency_of(row.leaves_on, seen.today),
            "log-out",
            (_("{name} was to leave {when}") if passed else _("{name} leaves {when}")).format(
                name=row.name, when=near_date(row.leaves_on, seen.today)
            ),
            _("Bed {bed} becomes free. Nothing is written down yet.").format(bed=row.bed)
            if row.bed
            else _("Nothing is written down yet."),
            _("Move out"),
            "residents",
            row.resident_id,
            row.leaves_on,
            resident_id=row.resident_id,
        )


def without_bed(seen: Evening) -> Iterator[Reason]:
    """Somebody lives here and has no bed on the board."""
    for row in seen.residents:
        if not row.bed:
            yield Reason(
                "bed.none",
                Urgency.TODAY,
                "bed",
                _("{name} has no bed").format(name=row.name),
                _("Moved in {when}. The census counts only people in beds.").format(
                    when=near_date(row.moved_in, seen.today)
                ),
                _("Choose bed"),
                "residents",
                row.resident_id,
                row.moved_in,
                resident_id=row.resident_id,
            )


def things_missing(seen: Evening) -> Iterator[Reason]:
    """What should still be asked of somebody who lives here."""
    for row in seen.residents:
        if row.missing:
            yield Reason(
                "resident.missing",
                Urgency.WEEK,
                "user",
                n_(
                    "{name}: {n} thing missing", "{name}: {n} things missing", len(row.missing)
                ).format(n=len(row.missing), name=row.name),
                _("Ask for: {things}.").format(things=", ".join(row.missing)),
                _("Fill in"),
                "residents",
                {"resident": row.resident_id, "tab": "details"},
                row.moved_in,
                about=row.resident_id,
                resident_id=row.resident_id,
            )


def todos_due(seen: Evening) -> Iterator[Reason]:
    """Something on the to-do list is due or late."""
    for row in seen.todos:
        if row.due_on is not None and row.due_on <= seen.today:
            late = (seen.today - row.due_on).days
            why = _("Due today.") if not late else _("Late by {days}.").format(days=nice_days(late))
            owner = _("No owner yet.")
            if row.owner:
                owner = _("Owner: {name}.").format(name=row.owner.rstrip("."))
            if row.meeting_id is not None:
                owner = " ".join((owner, _("The house decided it at a meeting.")))
            yield Reason(
                "todo.due",
                # what a meeting decided is for today, not before people who wait
                urgency_of(row.due_on, seen.today) if row.meeting_id is None else Urgency.TODAY,
                "list-checks",
                row.text,
                f"{why} {owner}",
                _("Done"),
                "todo",
                row.todo_id,
                row.due_on,
                resident_id=row.resident_id,
            )


def backup_away(seen: Evening) -> Iterator[Reason]:
    """No backup that was opened and checked has left this computer for a week."""
    if seen.away_since is None:
        return
    days = (seen.today - seen.away_since).days
    if days >= AWAY_DAYS:
        yield Reason(
            "backup.away",
            Urgency.TODAY,
            "usb",
            _("No backup has left this computer for {days}").format(days=nice_days(days)),
            _("Plug in the backup USB. If this computer is lost, only that brings all back."),
            _("See backups"),
            "settings",
            "backup",
            seen.away_since,
        )


def no_rooms(seen: Evening) -> Iterator[Reason]:
    """A house without beds cannot take anybody in."""
    if not seen.board.beds:
        yield Reason(
            "house.rooms",
            Urgency.NOW,
            "bed",
            _("This house has no beds yet"),
            _("Add rooms and beds once. Then people can move in."),
            _("Set up rooms"),
            "settings",
            "rooms",
            seen.today,
        )


ATTENTION: tuple[Callable[[Evening], Iterator[Reason]], ...] = (
    clock_jumped,
    out.calls,
    out.pins_locked,
    out.not_home,
    out.late_back,
    out.passes_over,
    out.came_late,
    out.passes_asked,
    out.round_due,
    beds_to_offer,
    holds_run_out,
    leaving,
    without_bed,
    chores.nobody_has,
    chores.late,
    chores.to_inspect,
    chores.unanswered,
    chores.next_steps,
    under_requirement,
    circle,
    things_missing,
    todos_due,
    unfinished_minutes,
    packet_missing,
    consents_end,
    backup_away,
    no_rooms,
)


def away(board: Board) -> tuple[BedCard, ...]:
    """Beds whose resident is away for now."""
    return tuple(b for b in board.beds if b.sleeper and b.hold and b.hold.stay_id is not None)
