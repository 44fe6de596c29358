"""Places: where one can go in the office, in the order and with the digit they always have."""

from dataclasses import dataclass

from sobrhouse.domain.staff import Permission
from sobrhouse.words import N_


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the rail; `key` is its digit with Ctrl, `tabs` what the palette finds in it."""

    id: str
    label: str
    icon: str
    key: str
    footer: bool = False
    needs: Permission | None = None
    tabs: tuple[tuple[str, str], ...] = ()  # code, words


PLACES: tuple[Place, ...] = (
    Place("today", N_("Today"), "sun", "1"),
    Place("residents", N_("Residents"), "users", "2"),
    Place("beds", N_("Beds"), "bed", "3"),
    Place(
        "meetings", N_("Meetings"), "calendar-days", "4",
        tabs=(("house", N_("House meetings")), ("recovery", N_("Recovery meetings")),
              ("directory", N_("Directory"))),
    ),
    Place(
        "chores", N_("Chores"), "clipboard-check", "5",
        tabs=(("fairness", N_("Who carried how much")), ("rotations", N_("How chores go round")),
              ("exclusions", N_("Who is not asked")), ("missed", N_("Missed chores"))),
    ),
    Place(
        "sponsors", N_("Sponsors"), "heart-handshake", "6",
        tabs=(
            ("people", N_("People who support")), ("needs", N_("Needs a match")),
            ("buddies", N_("Buddies")), ("milestones", N_("Milestones")),
            ("circle", N_("The circle")), ("capital", N_("Recovery capital")),
        ),
    ),
    Place("signlog", N_("Sign log"), "footprints", "7"),
    Place("reports", N_("Reports"), "printer", "9", needs=Permission.PRINT_PAPERS),
    Place("settings", N_("Settings"), "settings", "0", footer=True),
)  # fmt: skip
