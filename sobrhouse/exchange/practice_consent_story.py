"""What is told of consents in Maple Street House (practice) and of what left it, in days before its
evening; and what the made-up houses choose from.
"""

from dataclasses import dataclass

SECOND = "Joyce Bell"  # the second person of the staff, who confirms an emergency
HOW_TO_REVOKE = "Tell the house in writing or by word of mouth, on any day"
KEPT_AT = "Folder of consents, office"
CUSTODY = "identity,standing,meetings,chores,comings"
PROGRESS = "identity,standing,meetings,sobriety"
FAMILY = "identity,meetings,sobriety"


@dataclass(frozen=True, slots=True)
class Signed:
    """One consent: whose, to whom and what for, signed and ending so many days ago (below 0: still
    to come); `event` instead of a last day.
    """

    name: str
    recipient: str
    kind: str
    categories: str
    purpose: str
    signed: int
    ends: int | None = None
    event: str = ""
    address: str = ""
    care: bool = False
    revoked: tuple[int, str, str] | None = None  # days ago, how, what was said
    void: str = ""  # it was written down by mistake
    right: str = ""  # how the purpose reads after it was put right, and `void` says why


# the key names a consent for what left by it
SIGNED: dict[str, Signed] = {
    "probation": Signed(
        "Marcus", "County Probation", "probation", CUSTODY, "Progress on probation", 80, -122,
        address="200 Court Street",
    ),
    "court": Signed(
        "Jay", "County Drug Court", "court", PROGRESS, "Condition of the drug court program", 13,
        event="The drug court closes his case", address="1 Justice Plaza",
    ),
    "treatment": Signed(
        "Omar", "New Leaf Treatment Center", "treatment", f"{PROGRESS},health,capital",
        "One plan of care with the outpatient group", 48, -220, care=True,
    ),
    "mother": Signed(
        "Sam", "Grace Okafor", "family", FAMILY, "News for his mother", 80, -12,
    ),
    "landlord": Signed(
        "Luis", "Lakeview Apartments", "housing", "identity,standing", "A reference for his lease",
        26, -4,
    ),
    "clinic": Signed(
        "Ty", "Metro Clinic", "health", "identity,health", "Care for his asthma", 60, -120,
    ),
    "wife": Signed("Ben", "Carol Foster", "family", FAMILY, "News for his wife", 99, 9),
    "sister": Signed(
        "Ray", "June Hughes", "family", FAMILY, "News for his sister", 120, -60,
        revoked=(20, "spoken", "Tells her himself on Sundays"),
    ),
    "employer": Signed(
        "Nate", "Corner Bakery", "employer", "identity,standing", "Early shifts", 35, -55,
        void="The signed sheet gives another purpose", right="To arrange early shifts",
    ),
    "school": Signed(
        "Will", "Community college", "other", "identity,standing", "Proof of address", 20, -10,
        void="It was signed by somebody else of that name",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """One paper that left by a consent, so many days ago at a minute of the day."""

    by: str
    days: int
    minute: int
    paper: str
    description: str
    categories: str
    method: str = "print"
    pages: int = 1
    left_out: int = 0
    void: str = ""


LEFT: tuple[Left, ...] = (
    Left("probation", 48, 605, "progress", "Progress letter", CUSTODY, "mail", 2, 3),
    Left("probation", 20, 611, "progress", "Progress letter", CUSTODY, "mail", 2, 4),
    Left("probation", 6, 598, "attendance", "Attendance of recovery meetings",
         "identity,meetings", pages=1, left_out=2),
    Left("probation", 6, 590, "attendance", "Attendance of recovery meetings",
         "identity,meetings", "file", 1, 2, void="The file could not be written"),
    Left("court", 8, 842, "progress", "Progress letter", PROGRESS, "file", 2, 1),
    Left("treatment", 18, 655, "progress", "Progress letter", f"{PROGRESS},health", "fax", 2, 6),
    Left("mother", 5, 1010, "family", "Letter for the family", FAMILY, "mail"),
    Left("wife", 31, 990, "family", "Letter for the family", FAMILY, "mail"),
    Left("sister", 41, 1003, "family", "Letter for the family", FAMILY, "mail"),
    Left("landlord", 11, 700, "letter", "Letter of residence", "identity,standing", "file"),
)  # fmt: skip

# name, days ago, minute, recipient, what for, what, why it could not wait
EMERGENCY = (
    "Ty", 26, 1336, "St. Anne Hospital, emergency room", "Emergency care", "Emergency face sheet",
    "A bad asthma attack, he could not speak",
)  # fmt: skip
# name, days ago, minute, pages
OWN_COPY = ("Luis", 3, 905, 14)

# recipient, its kind, categories, purpose: of the made-up houses
USUAL: tuple[tuple[str, str, str, str], ...] = (
    ("County Probation", "probation", CUSTODY, "Progress on probation"),
    ("County Drug Court", "court", PROGRESS, "Condition of the drug court program"),
    ("New Leaf Treatment Center", "treatment", PROGRESS, "One plan of care"),
    ("St. Anne Hospital", "health", "identity,health", "Follow-up care"),
)
