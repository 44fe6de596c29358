"""Residents: rules of stays and phases, what is missing, and who may be the same person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sobrhouse.problems import Problem
from sobrhouse.words import N_, _, n_

DISCHARGE_WORDS = {
    "successful": N_("Completed the stay"),
    "voluntary": N_("Own choice"),
    "administrative": N_("Decision of the house"),
    "transfer": N_("Moved to another program or house"),
    "medical": N_("Medical reasons"),
    "deceased": N_("Died"),
    "absconded": N_("Left without word"),
}
STAGE_WORDS = {
    "inquiry": N_("Asked about a bed"),
    "screening": N_("Screening"),
    "interview": N_("Interview"),
    "vote": N_("House vote"),
    "approved": N_("Approved"),
    "waitlisted": N_("On the waitlist"),
    "declined": N_("Declined"),
    "withdrawn": N_("Withdrawn"),
    "moved_in": N_("Moved in"),
}
WAITING = ("inquiry", "screening", "interview", "vote", "approved", "waitlisted")
OLDEST_YEARS = 120


class Standing(StrEnum):
    """Where somebody stands with the house today, as the status chip says it."""

    HERE = "here"
    NEW = "new"
    AWAY = "away"
    LEAVING = "leaving"
    NO_BED = "no_bed"
    WAITING = "waiting"
    MOVED_OUT = "moved_out"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` up to, not with, `end`; without an end it is going on."""

    start: date
    end: date | None = None

    def meets(self, other: "Span") -> bool:
        """Whether they share a day."""
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end)


NEW_FOR_DAYS = 7


def standing(
    move_in_on: date, today: date, *, has_bed: bool, away: bool, leaving: bool
) -> Standing:
    """What the chip of somebody who lives here says; what needs somebody first comes first."""
    if not has_bed:
        return Standing.NO_BED
    if away:
        return Standing.AWAY
    if leaving:
        return Standing.LEAVING
    return Standing.NEW if (today - move_in_on).days < NEW_FOR_DAYS else Standing.HERE


def check_name(first: str, last: str) -> None:
    """Refuse a person without any name."""
    if not first.strip():
        raise Problem(_("A person needs a first name."), field="legal_first")
    for value, field in ((first, "legal_first"), (last, "legal_last")):
        if len(value) > 10_000:
            raise Problem(_("This name is too long to keep."), field=field)


def check_birth(birth_on: date | None, today: date) -> None:
    """Refuse a birth date to come, or of somebody older than anybody lives."""
    if birth_on is None:
        return
    if birth_on > today:
        raise Problem(_("This birth date has not come yet. Check the year."), field="birth_on")
    if birth_on.year < today.year - OLDEST_YEARS:
        raise Problem(_("This birth date is too long ago. Check the year."), field="birth_on")


def check_move_in(on: date, today: date, stays: Iterable[Span]) -> None:
    """Refuse a move in to come, and one while the person lives, or lived, somewhere here."""
    if on > today:
        raise Problem(
            _("This day has not come yet. Keep a bed for them now, and move them in on the day."),
            field="on")
    for stay in stays:
        if stay.end is None and stay.start <= on:
            raise Problem(_("This person lives here already. Move them out first."), field="on")
        if Span(on).meets(stay):
            raise Problem(
                _("This person has a stay after that day. Choose a day after the last move out."),
                field="on")


def check_move_out(move_in_on: date, on: date, today: date) -> None:
    """Refuse a move out before the move in, or on a day to come."""
    if on < move_in_on:
        raise Problem(_("That is before the day of the move in."), field="on")
    if on > today:
        raise Problem(
            _("This day has not come yet. Plan the move out instead; the bed shows as leaving."),
            field="on")


def check_phase(stay: Span, current_start: date | None, on: date, today: date) -> None:
    """Refuse a phase that begins outside the stay, before the last one, or on a day to come."""
    if on < stay.start:
        raise Problem(_("That is before the day of the move in."), field="on")
    if stay.end is not None and on > stay.end:
        raise Problem(_("That is after the day of the move out."), field="on")
    if on > today:
        raise Problem(_("This day has not come yet. Change the phase on the day."), field="on")
    if current_start is not None and on < current_start:
        raise Problem(_("That is before the day the present phase began."), field="on")


def missing(
    *, birth_on: date | None, sober_since: date | None, phone: str, has_contact: bool
) -> tuple[str, ...]:
    """What should still be asked, in words; few things, so that the chip stays believed."""
    wanted = (
        (birth_on is None, N_("birth date")),
        (sober_since is None, N_("sobriety date")),
        (not phone.strip(), N_("phone")),
        (not has_contact, N_("emergency contact")),
    )
    return tuple(_(word) for lacks, word in wanted if lacks)


def missing_words(things: Sequence[str]) -> str:
    """The chip: "2 things missing", or nothing."""
    if not things:
        return ""
    return n_("{n} thing missing", "{n} things missing", len(things)).format(n=len(things))


class Likeness(StrEnum):
    """How sure we are that somebody typed is somebody known."""

    SAME = "same"          # name and birth date
    NAME = "name"          # the same name, and nothing against it
    SIMILAR = "similar"    # the same birth date and nearly the same name


def likeness(
    name: str, birth_on: date | None, known_name: str, known_birth_on: date | None
) -> Likeness | None:
    """Compare people by folded name (first last) and birth date; None when they are not alike."""
    both_born = birth_on is not None and known_birth_on is not None
    same_birth = both_born and birth_on == known_birth_on
    if name == known_name:
        if same_birth:
            return Likeness.SAME
        return None if both_born else Likeness.NAME
    if same_birth and (_same_words(name, known_name) or _slips(name, known_name) <= 2):
        return Likeness.SIMILAR
    return None


def _slips(name: str, other: str) -> int:
    """How many letters were added, dropped, changed or swapped."""
    from rapidfuzz.distance import OSA  # 48 modules that the start does without

    return int(OSA.distance(name, other))


def _same_words(name: str, other: str) -> bool:
    mine, theirs = set(name.split()), set(other.split())
    return bool(mine) and (mine <= theirs or theirs <= mine)


def age(birth_on: date, today: date) -> int:
    """Whole years; a February 29 is a year older on March 1 of a year without one."""
    return today.year - birth_on.year - ((today.month, today.day) < (birth_on.month, birth_on.day))


def birthday_in(birth_on: date, year: int) -> date:
    """The birthday kept that year; a February 29 is kept on February 28 of a year without one."""
    try:
        return birth_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
