"""What is told of the circle around the people of Maple Street House (practice), in days before its
evening: who supports whom, how they keep in touch, who helps, and how one of them slipped out and
came back.
"""

from dataclasses import dataclass

EVENINGS = "weekday_evening,weekend_morning,weekend_afternoon"
DAYS = "weekday_morning,weekday_afternoon,weekend_afternoon"
WEEKENDS = "weekend_morning,weekend_afternoon,weekend_evening"


@dataclass(frozen=True, slots=True)
class Willing:
    """Somebody on the house's list: sober since so many months, for how many they have room."""

    name: str
    months: int
    kinds: str = "sponsor"
    fellowships: str = "AA"
    pathways: str = ""
    languages: str = "English"
    hours: str = EVENINGS
    capacity: int = 2
    gender: str = "man"
    phone: bool = True
    state: str = "active"
    paused_until: int | None = None  # in days
    note: str = ""


# An empty name stands for somebody who lived in the house and finished.
WILLING: tuple[Willing, ...] = (
    Willing("Walt P.", 134, capacity=3, note="Leads the Tuesday meeting. Home on Sundays."),
    Willing("Ernesto V.", 74, fellowships="NA", languages="Spanish, English"),
    Willing("Ron B.", 51, "sponsor,temporary_sponsor"),
    Willing("Gil S.", 109, "sponsor,temporary_sponsor", hours=DAYS),
    Willing("Hank M.", 38, "sponsor,temporary_sponsor", "NA", capacity=1),
    Willing("Tomás R.", 97, "sponsor,temporary_sponsor", "NA", languages="Spanish", capacity=1),
    Willing("Lou D.", 241, "sponsor,mentor", capacity=2, state="paused", paused_until=10,
            note="Knee surgery. Takes calls from those whom he sponsors."),
    Willing("Marv T.", 29, capacity=1, hours=WEEKENDS, phone=False),
    Willing("Salim A.", 86, "sponsor,mentor", "AA,NA", languages="Arabic, English"),
    Willing("Pete K.", 62, "coach", "", "SMART,other", hours=DAYS, capacity=4),
    Willing("Joan F.", 118, "mentor,coach", "AA", "MAT", gender="woman", hours=DAYS, capacity=4),
    Willing("Dwight C.", 45, state="stopped", note="Moved to another city."),
    Willing("", 0, "alumni_mentor", hours=WEEKENDS),
)  # fmt: skip
ALUMNUS = ""

# who of them was held against the criteria how long ago, and what was not met
CHECKED: tuple[tuple[str, int, str], ...] = (
    ("Lou D.", 210, ""),
    ("Salim A.", 96, ""),
    ("Pete K.", 61, ""),
    ("Joan F.", 25, "Knows when to call staff"),
    (ALUMNUS, 62, ""),
)
CRITERIA = "Has a sponsor\nWorks a program\nKeeps a confidence\nKnows when to call staff"


@dataclass(frozen=True, slots=True)
class Told:
    """One tie of a resident: from a day to a day, how they met, a contact every so many days until
    the last one. `who` is on the list, a housemate's first name for a buddy, or `own`.
    """

    name: str
    kind: str
    since: int
    who: str = ALUMNUS
    own: str = ""
    until: int | None = None
    end: str | None = None
    end_note: str = ""
    met: str = "meeting"
    share: str = "name"
    every: int = 0
    last: int = 0


BUDDY = "house_buddy"
TIES: tuple[Told, ...] = (
    Told("Andre", "temporary_sponsor", 20, "Gil S.", met="introduced", every=2, last=1),
    Told("Andre", BUDDY, 32, "Luis", until=2, end="went_well", met="house", every=3, last=3),
    Told("Ben", "sponsor", 150, own="Earl J.", every=3, last=2),
    Told("Carlos", "temporary_sponsor", 95, "Tomás R.", until=70, end="new_sponsor",
         met="introduced", every=3, last=71),
    Told("Carlos", "sponsor", 70, "Ernesto V.", every=2),
    Told("Dee", "sponsor", 40, own="Sonny L.", met="treatment", every=3, last=1),
    Told("Dee", BUDDY, 53, "Ray", until=23, end="went_well", met="house", every=4, last=25),
    Told("Hector", BUDDY, 19, "Carlos", met="house", every=1),
    Told("Jay", BUDDY, 14, "Luis", until=1, end="other",
         end_note="Luis moves to his own apartment on Friday.", met="house", every=2, last=2),
    Told("Luis", "sponsor", 165, "Walt P.", met="introduced", every=3, last=1),
    Told("Luis", "alumni_mentor", 60, ALUMNUS, met="house", every=6, last=5),
    Told("Marcus", "sponsor", 70, "Ron B.", every=2, last=16),
    Told("Nate", "sponsor", 125, "Marv T.", until=40, end="no_contact", every=2, last=63),
    Told("Nate", "sponsor", 36, "Walt P.", met="introduced", every=1),
    Told("Omar", "sponsor", 45, share="existence", met="", every=4, last=3),
    Told("Ray", "sponsor", 240, "Lou D.", every=4, last=2),
    Told("Sam", "temporary_sponsor", 84, "Hank M.", met="introduced", every=1),
    Told("Ty", "sponsor", 55, "Walt P.", every=3, last=9),
    Told("Will", "coach", 30, "Pete K.", met="introduced", every=6, last=4),
)  # fmt: skip
# Introduced so many days ago, and nobody has asked yet how it went
INTRODUCED: tuple[tuple[str, str, int], ...] = (("Hector", "Tomás R.", 8),)

# Slipping out of the circle and coming back: few meetings in these days, and what was written down
FEWER_MEETINGS = {"Nate": (62, 38)}
NOTES: tuple[tuple[str, int, str], ...] = (
    ("Nate", 57, "Was not at his home group twice. Says he is tired and wants to be left alone."),
    ("Nate", 44, "Talked on the porch. Misses having somebody to call. A quieter room might help."),
    ("Nate", 36, "Met Walt P. after the Tuesday meeting. They talked for an hour."),
    ("Nate", 20, "Calls Walt most days, and is back at his home group. Laughed at dinner."),
)
# giver, receiver ("": not said), kind, days ago
HELPED: tuple[tuple[str, str, str, int], ...] = (
    ("Ray", "Nate", "listening", 50), ("Ray", "Nate", "listening", 44),
    ("Carlos", "Nate", "ride", 41), ("Ray", "Nate", "listening", 37),
    ("Nate", "Hector", "meal", 15), ("Carlos", "Hector", "ride", 17),
    ("Carlos", "Hector", "listening", 12), ("Luis", "Jay", "listening", 13),
    ("Luis", "Jay", "ride", 9), ("Nate", "Jay", "job", 6), ("Ray", "", "meal", 5),
    ("Sam", "Will", "step", 4), ("Ben", "Omar", "ride", 3), ("Carlos", "Hector", "job", 2),
    ("Dee", "Andre", "meal", 2), ("Nate", "Marcus", "listening", 1), ("Ray", "Jay", "ride", 1),
)  # fmt: skip

# hours, for how many they would be a buddy (None: as the house says), shares steps, answers
CHOICES: dict[str, tuple[str, int | None, bool, bool]] = {
    "Andre": (DAYS, None, False, False), "Ben": (EVENINGS, 1, True, True),
    "Carlos": (EVENINGS, 2, True, False), "Dee": (DAYS, 0, False, False),
    "Hector": (DAYS, None, False, False), "Jay": (EVENINGS, None, False, False),
    "Luis": (WEEKENDS, 0, True, True), "Marcus": (EVENINGS, 0, True, False),
    "Nate": (EVENINGS, 1, True, True), "Omar": (WEEKENDS, None, False, False),
    "Ray": (EVENINGS, 2, True, True), "Sam": (EVENINGS, None, True, False),
    "Ty": (DAYS, None, False, False), "Will": (EVENINGS, None, False, True),
}  # fmt: skip
NOT_LOOKING = {"Will": "SMART Recovery works without a sponsor. He has a coach."}
STEPS = {"Andre": 1, "Ben": 5, "Carlos": 4, "Dee": 2, "Luis": 7, "Marcus": 3, "Nate": 4, "Ray": 9,
         "Sam": 3, "Ty": 3}  # fmt: skip
# Totals of BARC-10, month by month, where they tell of the story; others rise by and by
TOTALS = {"Nate": (37, 42, 39, 30, 45), "Sam": (34, 41, 47), "Luis": (35, 39, 43, 46, 49, 52)}

# contacts that are part of recovery; and people in life whom only the resident knows of
PART_OF_RECOVERY = ("Ben", "Carlos", "Luis", "Nate", "Sam")
PRIVATE: tuple[tuple[str, str, str, str], ...] = (
    ("Jay", "My cousin", "family", "avoid"),
    ("Marcus", "The old crew", "friend", "avoid"),
    ("Marcus", "My boss", "work", "unsure"),
    ("Sam", "The choir", "faith", "supports"),
)
# Milestones of these days: name, code, days ago (below 0: to come), who gives the chip: a housemate
# or somebody's safe name, whether it is told aloud
AWARDS: tuple[tuple[str, str, int, str, str, bool], ...] = (
    ("Sam", "d90", 0, "", "Hank M.", True),
    ("Andre", "d30", -1, "Luis", "", True),
)
