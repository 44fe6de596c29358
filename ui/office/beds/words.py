"""What the bed board and the waitlist say about a bed or a person; the widgets only draw it."""

from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.houses import BedState, Census, Fit
from sobrhouse.domain.phrases import day_name, month_day, nice_date, nice_days
from sobrhouse.queries.beds import BedCard, Sleeper
from sobrhouse.queries.waitlist import WaitRow
from sobrhouse.words import _, n_

SOON = 7  # days within which a weekday alone says which day is meant


@dataclass(frozen=True, slots=True)
class Said:
    """A chip's words and its kind."""

    text: str
    kind: str


def near(day: date, on: date) -> str:
    """ "today", "Fri" within a week ahead, else "Nov 30"."""
    away = (day - on).days
    if away == 0:
        return _("today")
    return day_name(day) if 0 < away < SOON else month_day(day, on)


def chip_of(card: BedCard, on: date) -> Said | None:
    """The one thing that is special about a bed; what changes tonight's count comes first."""
    if card.sleeper is not None:
        return _chip_of_sleeper(card, card.sleeper, on)
    if card.state is BedState.OUT:
        return Said(_("Out of use"), "mute")
    if card.state is BedState.HELD:
        return Said(_("Held"), "info")
    return Said(_("Free"), "ok")


def _chip_of_sleeper(card: BedCard, who: Sleeper, on: date) -> Said | None:
    if card.state is BedState.AWAY and card.hold is not None:
        words = {"pass": _("On pass"), "hospital": _("In hospital")}
        return Said(words.get(card.hold.kind, _("Away")), "info")
    if who.milestone:
        return Said(_("{length} today").format(length=who.milestone), "brand")
    if who.leaving and who.leaves_on is not None:
        if who.leaves_on < on:
            return Said(_("Was to leave {day}").format(day=month_day(who.leaves_on, on)), "bad")
        return Said(_("Leaving {day}").format(day=near(who.leaves_on, on)), "warn")
    if who.moved_in_on == on:
        return Said(_("New today"), "brand")
    return None


def about(who: Sleeper, on: date) -> str:
    """ "Phase 2, 87 days"; what is not known is left out."""
    parts = [who.phase] if who.phase else []
    if who.days is not None:
        parts.append(nice_days(who.days))
    return ", ".join(parts) or moved_in(who, on)


def moved_in(who: Sleeper, on: date) -> str:
    """ "Moved in Aug 27"."""
    return _("Moved in {date}").format(date=month_day(who.moved_in_on, on))


def until(card: BedCard, on: date) -> str:
    """How long a bed is kept."""
    if card.hold is None:
        return ""
    if card.hold.until is None:
        return _("until further notice")
    return _("until {date}").format(date=nice_date(card.hold.until, on))


def asides(card: BedCard, on: date) -> list[str]:
    """All that does not fit on a card: for its tooltip and its spoken name."""
    said = [w.strip() for w in card.features.split(",") if w.strip()]
    if card.sleeper is not None:
        said.append(moved_in(card.sleeper, on))
        if card.sleeper.since != card.sleeper.moved_in_on:
            since = month_day(card.sleeper.since, on)
            said.append(_("In this bed since {date}").format(date=since))
        if card.sleeper.leaves_on is not None:
            said.append(_("Leaves {date}").format(date=nice_date(card.sleeper.leaves_on, on)))
    if card.hold is not None:
        said.append(_said_of_hold(card, on))
    return said


def _said_of_hold(card: BedCard, on: date) -> str:
    hold = card.hold
    assert hold is not None
    if hold.ran_out:
        words = _("The hold for {name} ran out on {date}")
        return words.format(name=hold.name, date=nice_date(hold.until or on, on))
    if hold.stay_id is not None:
        words = _("Away {until}").format(until=until(card, on))
        return f"{words}: {hold.reason}" if hold.reason else words
    words = _("Kept for {name} {until}") if card.sleeper is None else _("Then {name}")
    return words.format(name=hold.name, until=until(card, on))


def spoken(card: BedCard, on: date) -> str:
    """A bed in one line, for a screen reader: bed, room, who, state."""
    parts = [_("Bed {bed}").format(bed=card.label), card.room]
    if card.sleeper is not None:
        parts += [card.sleeper.name, about(card.sleeper, on)]
    if (chip := chip_of(card, on)) is not None:
        parts.append(chip.text)
    if card.outage is not None:
        parts.append(card.outage.note)
    return ", ".join([*parts, *asides(card, on)])


def counts(census: Census) -> list[Said]:
    """The chips of the top strip; what there is none of is left out, but for free beds."""
    free = n_("{n} free", "{n} free", census.free)
    said = [Said(free.format(n=census.free), "ok" if census.free else "mute")]
    for n, words, kind in (
        (census.held, n_("{n} held", "{n} held", census.held), "info"),
        (census.leaving, n_("{n} leaving", "{n} leaving", census.leaving), "warn"),
        (census.away, n_("{n} away", "{n} away", census.away), "info"),
        (census.out, n_("{n} out of use", "{n} out of use", census.out), "mute"),
    ):
        if n:
            said.append(Said(words.format(n=n), kind))
    return said


def wait_line(row: WaitRow, on: date) -> str:
    """What matters most about somebody who waits."""
    if voted := vote_words(row, on):
        return voted
    if row.needs:
        return _("Needs {needs}").format(needs=row.needs)
    if row.note:
        return " ".join(row.note.split())
    if row.referral:
        return _("Referred by {source}").format(source=row.referral)
    return _("Waiting since {date}").format(date=month_day(row.received_on, on))


def vote_words(row: WaitRow, on: date) -> str:
    """How the house voted on somebody who waits, once it has."""
    words = {
        "passed": _("The house voted yes on {date}"),
        "failed": _("The house voted no on {date}"),
    }
    if row.voted_on is None or row.voted not in words:
        return ""
    return words[row.voted].format(date=month_day(row.voted_on, on))


def fit_chip(row: WaitRow, on: date) -> Said:
    """Whether a bed fits, or what somebody waits for."""
    verdict = row.fitting
    if verdict.fit is Fit.HELD:
        return Said(_("Bed {bed} held").format(bed=row.held_bed), "info")
    if verdict.fit is Fit.FITS:
        return Said(_("Bed {bed} fits").format(bed=verdict.beds[0].label), "ok")
    if verdict.fit is Fit.WAITS:
        return Said(_("Waits for {rooms}").format(rooms=_either(verdict.rooms)), "warn")
    if verdict.fit is Fit.NEVER:
        return Said(_("No bed has this"), "bad")
    if row.ready_on is not None and row.ready_on > on:
        soon = (row.ready_on - on).days <= SOON and verdict.fit is Fit.LATER
        ready = _("Ready {date}").format(date=month_day(row.ready_on, on))
        return Said(ready, "brand" if soon else "mute")
    return Said(_("Waits for a bed"), "mute")


def _either(rooms: tuple[str, ...]) -> str:
    """ "Room 1", "Room 1 or 2", "Garden room or Room 3", "Room 1 or 3 more"."""
    if len(rooms) == 1:
        return rooms[0]
    if len(rooms) == 2:
        first, other = rooms[0].rsplit(maxsplit=1), rooms[1].rsplit(maxsplit=1)
        alike = len(first) == len(other) == 2 and first[0] == other[0]
        return _("{one} or {other}").format(one=rooms[0], other=other[1] if alike else rooms[1])
    more = len(rooms) - 1
    return n_("{room} or {n} more", "{room} or {n} more", more).format(room=rooms[0], n=more)


def wait_facts(row: WaitRow, on: date) -> list[str]:
    """All that is known of somebody who waits, for the tooltip."""
    facts = [_("Waiting since {date}").format(date=nice_date(row.received_on, on))]
    if row.ready_on is not None:
        facts.append(_("Ready {date}").format(date=nice_date(row.ready_on, on)))
    if voted := vote_words(row, on):
        facts.append(voted)
    if row.needs:
        facts.append(_("Needs {needs}").format(needs=row.needs))
    if row.referral:
        facts.append(_("Referred by {source}").format(source=row.referral))
    if row.note:
        facts.append(row.note)
    if row.skipped_why:
        facts.append(_("Passed by: {why}").format(why=row.skipped_why))
    return facts


def corrected_words(by: str, why: str, was_on: date | None, on: date) -> str:
    """Who put nights right, why, and which first night stood there before."""
    words = _("Corrected by {name}: {why}") if by else _("Corrected: {why}")
    said = [words.format(name=by, why=why)]
    if was_on is not None:
        said.append(_("First night before: {date}").format(date=month_day(was_on, on)))
    return ". ".join(said)
