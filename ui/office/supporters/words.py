"""How a supporter is said in the list and beside it: fellowship, how many, contact, state."""

from collections.abc import Callable
from datetime import date

from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.sobriety import PATHWAY_WORDS, elapsed_words
from sobrhouse.domain.support import GENDER_WORDS, HOURS, KIND_WORDS
from sobrhouse.queries.supporters import CheckRow, SupportedRow, SupporterRow
from sobrhouse.words import _, n_, p_
from ui.widgets.rows import Column

STATES = {  # kind and icon of the chip
    "active": ("ok", "circle-check"),
    "full": ("info", "users"),
    "paused": ("warn", "hourglass"),
    "stopped": ("mute", "ban"),
}


def word_of(state: str) -> str:
    """The word of a state."""
    return {
        "active": p_("a supporter", "Active"),
        "full": p_("a supporter", "Full"),
        "paused": p_("a supporter", "Paused"),
        "stopped": p_("a supporter", "Stopped"),
    }[state]


def fellowships(row: SupporterRow) -> str:
    """ "AA, NA"."""
    return ", ".join(fellowship_name(code, short=True) for code in row.fellowships)


def kinds(row: SupporterRow) -> str:
    """ "Sponsor, Mentor"."""
    return ", ".join(_(KIND_WORDS[code]) for code in row.kinds)


def how_many(row: SupporterRow) -> str:
    """ "2 of 3": whom they support, and were introduced to, of how many they take."""
    return _("{n} of {total}").format(n=row.load + row.asked, total=row.capacity)


def room_words(row: SupporterRow) -> str:
    """ "Supports 2, takes 3 at most."; those who are still asked after are counted apart."""
    said = [
        _("Supports {n}, takes {most} at most.").format(n=row.load, most=row.capacity),
        n_("{n} introduction to ask after.", "{n} introductions to ask after.", row.asked).format(
            n=row.asked) if row.asked else "",
    ]  # fmt: skip
    return " ".join(part for part in said if part)


def facts(row: SupporterRow, today: date) -> list[tuple[str, str]]:
    """What is known of somebody, label and words; empty words are left out."""
    sober = "" if row.sober_on is None else _("{length}, since {day}").format(
        length=elapsed_words(row.sober_on, today), day=month_day(row.sober_on, today)
    )
    pairs = (
        (_("Willing to be"), kinds(row)),
        (_("Fellowship"), fellowships(row)),
        (_("Pathway"), ", ".join(_(PATHWAY_WORDS[code]) for code in row.pathways)),
        (_("Sober for"), sober),
        (_("Languages"), row.languages),
        (_("Gender"), _(GENDER_WORDS[row.gender]) if row.gender else ""),
        (_("Has time"), ", ".join(_(HOURS[code]) for code in row.hours)),
        (_("Home"), _home(row)),
        (_("Note"), row.note),
    )
    return [pair for pair in pairs if pair[1]]


def _home(row: SupporterRow) -> str:
    if row.resident_id is None:
        return ""
    return _("Lives in the house") if row.lives_here else _("Lived in the house")


def state_line(row: SupporterRow, today: date) -> str:
    """What the chip leaves open: until when somebody pauses, or what full means."""
    if row.state == "paused":
        if row.paused_until is None:
            return _("They take nobody new for now.")
        return _("They take nobody new until {day}.").format(
            day=month_day(row.paused_until, today))  # fmt: skip
    return {
        "full": _("They have as many people as they take."),
        "stopped": _("They take nobody new any more."),
        "active": n_("Room for {n} more.", "Room for {n} more.", row.room).format(n=row.room),
    }[row.state]


def supported_line(row: SupportedRow, today: date) -> str:
    """ "Sponsor since Jun 1. Last contact Nov 20."."""
    kind, start = _(KIND_WORDS[row.kind]), month_day(row.started_on, today)
    if row.ended_on is not None:
        return _("{kind}, {start} to {end}").format(
            kind=kind, start=start, end=month_day(row.ended_on, today))  # fmt: skip
    last = _("no contact written down yet") if row.last_contact_on is None else _(
        "last contact {day}").format(day=month_day(row.last_contact_on, today))  # fmt: skip
    return _("{kind} since {start}, {last}").format(kind=kind, start=start, last=last)


def check_lines(row: CheckRow, today: date) -> tuple[str, str]:
    """What one check found, and who checked when."""
    found = _("All met") if not row.unmet else _("Not met: {what}").format(
        what=", ".join(row.unmet))  # fmt: skip
    day = month_day(row.on, today)
    by = _("{name}, {day}").format(name=row.by, day=day) if row.by else day
    return found, _("{who}: {note}").format(who=by, note=row.note) if row.note else by


def columns(today: Callable[[], date]) -> tuple[Column[SupporterRow], ...]:
    """What the table shows; the phone is the third, `PHONE`."""
    return (
        Column(_("Name"), lambda r: r.name, kind="strong", second=kinds, stretch=True, width=124),
        Column(_("Fellowship"), fellowships, width=104),
        Column(_("Phone"), lambda r: nice_phone(r.phone), width=148,
               icon=lambda r: "copy" if r.phone else ""),
        Column(_("Languages"), lambda r: r.languages, kind="muted", width=124),
        Column(_("Supports"), how_many, sort=lambda r: (r.load + r.asked, r.capacity), width=80),
        Column(_("Last contact"), lambda r: "" if r.last_contact_on is None else month_day(
            r.last_contact_on, today()), sort=lambda r: r.last_contact_on, width=112),
        Column(_("State"), lambda r: word_of(r.state), kind="chip",
               chip=lambda r: STATES[r.state][0], icon=lambda r: STATES[r.state][1],
               sort=lambda r: list(STATES).index(r.state), width=124),
    )  # fmt: skip


PHONE = 2
DROPPED = ((3, 5), (1,))  # columns that go first when there is little room
