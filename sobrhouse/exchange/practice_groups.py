"""The small directory of recovery meetings around a practice house; no group and no place in it
is real.
"""

from dataclasses import dataclass
from datetime import date

from sobrhouse.exchange.practice_pages import Pages

_DAILY = (0, 1, 2, 3, 4, 5, 6)
_NOONS = (0, 1, 2, 3, 4, 5)
SPANISH = "es"  # the pathway of who goes where Spanish is spoken
MORNING, NOON, EVENING = "07:00", "12:00", "19:00"


@dataclass(frozen=True, slots=True)
class Group:
    """One group that meets on some weekdays (0 is Monday), always at the same time and place."""

    name: str
    fellowship: str
    weekdays: tuple[int, ...]
    starts_at: str
    place: str = ""
    address: str = ""
    format: str = "in_person"
    closed: bool = False
    accessible: bool = True
    language: str = "en"
    topic: str = ""
    link: str = ""


_HALL = ("Lakeside Community Hall", "12 Mill Street")
_LOFT = ("The Blue Porch", "48 Harbor Street")
_CHAPEL = ("Old Mill Chapel, side door", "7 Orchard Street")
_LIBRARY = ("Branch library, room 2", "230 Prospect Street")
GROUPS: tuple[Group, ...] = (
    Group("First Kettle Online", "AA", _DAILY, MORNING, format="online",
          topic="Morning readings", link="https://meeting.example/first-kettle"),
    Group("Lantern Noon Group", "AA", _NOONS, NOON, *_HALL, topic="Open discussion"),
    Group("Second Kettle Group", "AA", (0, 3), EVENING, *_HALL, topic="Step study"),
    Group("Blue Porch Beginners", "AA", (1, 4), EVENING, *_LOFT, topic="Beginners"),
    Group("Paper Boat Group", "AA", (2, 5), EVENING, *_CHAPEL, closed=True, accessible=False,
          topic="Big Book"),
    Group("Grupo Puente Azul", "AA", (0, 4), EVENING, *_LOFT, language="es", topic="Discusión"),
    Group("Quiet Anchor", "NA", (0, 2, 4), EVENING, *_CHAPEL, topic="Basic Text"),
    Group("Saturday Gravel Road", "NA", (3, 5), EVENING, *_HALL, topic="Speaker"),
    Group("Workshop at the Library", "SMART", (2, 5), EVENING, *_LIBRARY, topic="Urges"),
    Group("Late Kettle", "AA", (6, 1), "21:00", *_LOFT, topic="Step study"),
    Group("Kitchen Table Families", "AL-ANON", (6,), "16:00", *_LOFT, topic="Families"),
)  # fmt: skip

# What an attendance says of the meeting: group id, name, fellowship, start, format.
Kept = tuple[int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Directory:
    """The meetings of one house's directory by weekday and start."""

    by_slot: dict[tuple[int, str], tuple[tuple[str, Kept], ...]]

    def at(self, weekday: int, starts_at: str, pathway: str, who: int) -> Kept:
        """Where somebody of this pathway goes at that time, week after week the same way."""
        open_then = self.by_slot.get((weekday, starts_at)) or self.by_slot[weekday, MORNING]
        theirs = [kept for whose, kept in open_then if whose == pathway]
        theirs = theirs or [kept for whose, kept in open_then if whose != SPANISH]
        return theirs[who % len(theirs)]


def add_directory(pages: Pages, house: int, since: date) -> Directory:
    """Put the groups into a house's directory, one row a weekday."""
    slots: dict[tuple[int, str], list[tuple[str, Kept]]] = {}
    for group in GROUPS:
        for weekday in group.weekdays:
            number = pages.add(
                "meeting_group", since, house, group.fellowship, group.name, weekday,
                group.starts_at, 60, group.place, group.address, group.format, group.closed,
                group.accessible, group.language, group.topic, group.link,
            )  # fmt: skip
            kept = (number, group.name, group.fellowship, group.starts_at, group.format)
            whose = SPANISH if group.language == "es" else group.fellowship
            slots.setdefault((weekday, group.starts_at), []).append((whose, kept))
    return Directory({slot: tuple(kept) for slot, kept in slots.items()})
