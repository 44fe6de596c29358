"""The people of Maple Street House (practice) on the evening it was made for, told in days
before that evening.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Neighbor:
    """One resident: bed, names, days since move-in, days sober, phase, and what is written about
    them.
    """

    bed: str
    first: str
    last: str
    moved_in: int
    sober: int
    phase: int
    age: int
    pathway: str = "AA"
    languages: str = "English"
    work: int = 0  # which line of WORK
    relation: str = "sister"
    contact: str = ""
    told: str = "logistics"
    condition: str = ""
    allergy: bool = False
    note: str = ""
    report_note: str = ""
    first_stay: tuple[int, int, str] | None = (
        None  # (days since that move-in, since that discharge, type)
    )
    came_from: str = ""  # the bed before this one, for a transfer `moved_bed` days ago
    moved_bed: int = 0


NEIGHBORS: tuple[Neighbor, ...] = (
    Neighbor(
        "1A",
        "Andre",
        "Wallace",
        32,
        29,
        1,
        34,
        work=6,
        contact="Tina Wallace",
        note="Looking for work. The warehouse on Lake Street is hiring.",
    ),
    Neighbor(
        "1B",
        "Ben",
        "Foster",
        173,
        203,
        3,
        41,
        work=0,
        relation="wife",
        contact="Carol Foster",
        report_note="Overnight pass, Sat",
        note="Visits his daughter this weekend.",
    ),
    Neighbor(
        "2A",
        "Carlos",
        "Mendez",
        100,
        118,
        2,
        29,
        "NA",
        "Spanish, English",
        work=4,
        relation="mother",
        contact="Rosa Mendez",
        note="Teaches two housemates Spanish over breakfast.",
    ),
    Neighbor(
        "2B", "Dee", "Lawson", 53, 64, 2, 38, work=8, relation="brother", contact="Roy Lawson"
    ),
    Neighbor(
        "3A",
        "Hector",
        "Ruiz",
        19,
        21,
        1,
        26,
        "NA",
        "Spanish",
        work=6,
        relation="aunt",
        contact="Lucía Ortiz",
        told="none",
        note="Misses home. Carlos is showing him the bus.",
    ),
    Neighbor(
        "3B",
        "Jay",
        "Porter",
        14,
        16,
        1,
        23,
        work=7,
        relation="father",
        contact="Alan Porter",
        told="none",
        report_note="Needs a sponsor",
        note="New here. Shook hands with everybody at dinner.",
    ),
    Neighbor(
        "4A",
        "Luis",
        "Garcia",
        182,
        182,
        3,
        45,
        languages="Spanish, English",
        work=2,
        relation="daughter",
        contact="Ana Garcia",
        report_note="Own apartment from Friday",
        note="Keys to his own apartment on Friday. Wants to keep coming on Tuesdays.",
    ),
    Neighbor(
        "4B",
        "Marcus",
        "Tate",
        87,
        87,
        2,
        36,
        work=0,
        contact="Lena Tate",
        told="consented",
        condition="Penicillin",
        allergy=True,
        report_note="Late twice",
        note="Talked about Tuesday. Bus was late. Wants a standing pass.",
    ),
    Neighbor(
        "5A",
        "Nate",
        "Brooks",
        136,
        140,
        2,
        31,
        work=1,
        relation="friend",
        contact="Ike Dunn",
        came_from="3B",
        moved_bed=40,
        note="Happy with the quieter room.",
    ),
    Neighbor(
        "5B",
        "Omar",
        "Saleh",
        51,
        55,
        1,
        48,
        languages="Arabic, English",
        work=3,
        relation="brother",
        contact="Karim Saleh",
        condition="Type 2 diabetes",
        first_stay=(330, 205, "voluntary"),
        report_note="Plan: $30 a week",
        note="Glad to be back. Says the first time he left too early.",
    ),
    Neighbor(
        "6A",
        "Ray",
        "Hughes",
        256,
        260,
        3,
        57,
        work=7,
        relation="sister",
        contact="June Hughes",
        report_note="Kitchen lead",
        note="Asked to be a buddy for the next newcomer.",
    ),
    Neighbor(
        "6B",
        "Sam",
        "Okafor",
        90,
        90,
        2,
        33,
        "NA",
        work=5,
        relation="mother",
        contact="Grace Okafor",
        report_note="Mother comes Sunday",
        note="Ninety days. His mother is coming to the meeting.",
    ),
    Neighbor(
        "7A",
        "Ty",
        "Coleman",
        71,
        75,
        2,
        27,
        work=8,
        relation="brother",
        contact="Dre Coleman",
        condition="Asthma",
    ),
    Neighbor(
        "7B",
        "Will",
        "Kim",
        38,
        38,
        1,
        30,
        "SMART",
        "English, Korean",
        work=5,
        relation="friend",
        contact="Jin Park",
        told="none",
    ),
)

# first, last, referrer, days until ready, what the bed must have, note
WAITING = (
    ("Paul", "Ellis", "Harbor Detox", 1, "", "Finishes detox on Monday morning."),
    (
        "Greg",
        "Archer",
        "St. Anne Hospital",
        -3,
        "ground floor",
        "Knee surgery in October, no stairs.",
    ),
    ("Tony", "Serrano", "County Drug Court", 10, "", "Court date first."),
)

# text, owner, due in days
TO_DO = (
    ("Introduce Jay P. to three people who could sponsor him.", "Dana", 3),
    ("Agree on a late pass with Ridge Auto for Marcus T.", "Dana", 1),
    ("Fix the slow drain in the upstairs bath.", "Will K.", 4),
    ("Window in room 8: call the carpenter again.", "Dana", 2),
)

ROOMS = (
    ("Room 1", "ground floor"),
    ("Room 2", "ground floor"),
    ("Room 3", "upstairs"),
    ("Room 4", "upstairs"),
    ("Room 5", "upstairs"),
    ("Room 6", "upstairs"),
    ("Room 7", "upstairs"),
    ("Room 8", "upstairs"),
)
EMPTY_BEDS = ("8A", "8B")
OUT_OF_USE = ("8B", 9, "Fix window first")

# Who went on the day of the evening: name, minute of the day out, due and back (None: still
# out), where, with whom
COMINGS: tuple[tuple[str, int, int, int | None, str, str], ...] = (
    ("Marcus", 505, 1110, None, "Work", ""),
    ("Ray", 560, 705, 698, "Other", ""),
    ("Dee", 610, 720, 712, "Store", ""),
    ("Will", 775, 1050, 1032, "Family", ""),
    ("Carlos", 840, 960, 950, "Walk", "Hector R."),
    ("Hector", 840, 960, 951, "Walk", "Carlos M."),
    ("Jay", 930, 1140, 1126, "Work", ""),
    ("Nate", 965, 1080, 1097, "Store", ""),
    ("Ty", 1050, 1260, None, "Doctor", ""),
    ("Sam", 1117, 1215, None, "Meeting", ""),
    ("Luis", 1121, 1170, None, "Store", ""),
)
LATE = (("Marcus", 5, 35), ("Marcus", 3, 22))  # name, days before, minutes
MESSAGE = "House meeting tonight, 7:30 PM, living room. Bring one good thing of your week."
TO_MARCUS = "Ridge Auto called back about the late pass. Come and see me."
# name, days before, what for, minute of the day asked and seen (None: nobody has come yet)
CALLS: tuple[tuple[str, int, str, int, int | None], ...] = (
    ("Jay", 12, "pin", 1065, 1071),
    ("Hector", 6, "support", 1294, 1299),
    ("Will", 0, "support", 1140, None),
)
