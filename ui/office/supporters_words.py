"""How a supporter is said in the list and beside it: fellowship, how many, contact, state."""

from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import month_day
from sobrhouse.queries.supporters import SupporterRow
from sobrhouse.words import _, p_
from ui.widgets.rows import Column


def fellowships(row: SupporterRow) -> str:
    """ "AA, NA"."""
    return ", ".join(fellowship_name(code, short=True) for code in row.fellowships)


def state_words(row: SupporterRow) -> tuple[str, str, str]:
    """Word, kind and icon of the chip."""
    return {
        "active": (p_("a supporter", "Active"), "ok", "circle-check"),
        "full": (p_("a supporter", "Full"), "info", "users"),
        "paused": (p_("a supporter", "Paused"), "warn", "hourglass"),
        "stopped": (p_("a supporter", "Stopped"), "mute", "ban"),
    }[row.state]


def how_many(row: SupporterRow) -> str:
    """ "2 of 3"."""
    return _("{n} of {total}").format(n=row.load + row.asked, total=row.capacity)


def columns() -> tuple[Column[SupporterRow], ...]:
    """What the table shows."""
    return (
        Column(_("Name"), lambda r: r.name, kind="strong", stretch=True, width=170),
        Column(_("Fellowship"), fellowships, width=120),
        Column(_("Phone"), lambda r: nice_phone(r.phone), width=130),
        Column(_("Languages"), lambda r: r.languages, kind="muted", width=140),
        Column(_("Supports"), how_many, sort=lambda r: r.load + r.asked, width=90),
        Column(_("Last contact"), lambda r: month_day(r.last_contact_on) if r.last_contact_on
               else "", sort=lambda r: r.last_contact_on, width=110),
        Column(_("State"), lambda r: state_words(r)[0], kind="chip",
               chip=lambda r: state_words(r)[1], width=100),
    )  # fmt: skip
