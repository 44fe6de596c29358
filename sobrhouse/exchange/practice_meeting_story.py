"""What is told of the meetings of Maple Street House (practice), in days before its evening: the
recovery meetings of its people, and what its house meetings decided.
"""

# How many recovery meetings they went to in the week of the evening
WEEK = {
    "Andre": 5, "Ben": 3, "Carlos": 4, "Dee": 4, "Hector": 2, "Jay": 7, "Luis": 4, "Marcus": 3,
    "Nate": 4, "Omar": 3, "Ray": 5, "Sam": 6, "Ty": 4, "Will": 5,
}  # fmt: skip
NINETY_IN_NINETY = {"Jay": "90 in 90"}
# name, weekday of the group's evening, in the house instead, role, days ago
SERVICE: tuple[tuple[str, int, str, str, int], ...] = (
    ("Ray", 0, "", "Coffee maker", 140),
    ("Sam", 2, "", "Greeter", 44),
    ("Ben", 4, "", "Sets up the chairs", 61),
    ("Luis", 0, "Home", "Shows newcomers the house", 95),
)
# name, weeks ago, how many fewer (None: the whole week), kind, why
EXCUSED: tuple[tuple[str, int, int | None, str, str], ...] = (
    ("Ben", 0, 1, "pass", "Home for his daughter's birthday"),
    ("Omar", 0, 2, "work", "Night shift five nights this week"),
    ("Will", 2, None, "sick", "Flu, stayed in bed"),
)

# What the house voted on: days before, kind, what, who moved, who seconded, share of whom, secret,
# how many voted no, how many skipped
MOTIONS: tuple[tuple[int, str, str, str, str, int, str, bool, int, int], ...] = (
    (154, "money", "Spend up to $40 on a second coffee maker.", "Luis", "Ray", 50, "cast", False,
     1, 1),
    (77, "rule", "A television in the kitchen.", "Nate", "Ben", 50, "cast", False, 99, 1),
    (35, "admission", "Andre W. moves in next week.", "Ray", "Luis", 80, "present", True, 1, 0),
    (14, "rule", "The laundry room closes at 9 PM on weeknights.", "Dee", "Nate", 50, "cast",
     False, 3, 1),
)  # fmt: skip
# What was decided and is not done: days before, what, whose (nobody: none), due in days
OPEN_ITEMS: tuple[tuple[int, str, str, int], ...] = (
    (12, "Hang the new laundry hours by the machine.", "Dee", -3),
    (5, "Find out what a turkey for sixteen costs.", "", 2),
    (5, "Ask the neighbors about the shared fence.", "", 6),
)
# Promised at the last Sunday meeting for this week
PROMISED: tuple[tuple[str, str], ...] = (
    ("Andre", "Hand in three applications."),
    ("Hector", "Call home twice."),
    ("Jay", "Ask one person at a meeting for his number."),
    ("Marcus", "Talk with the boss about the late shift."),
    ("Sam", "Write a thank-you letter for ninety days."),
    ("Will", "Cook once for the house."),
)
UNFINISHED = 5  # days before: the meeting whose minutes nobody has finished
EMERGENCY = (
    68, "Water in the basement", "A pipe burst at 6 PM. The plumber comes at 8 tomorrow. Until "
    "then nobody uses the downstairs bath. Ray and Nate moved the boxes upstairs."
)  # fmt: skip
CANCELLED = (103, "Half the house is at the county picnic")
MOVED = (187, 1, "Mother's day visits")  # days before, moved by so many days, why

PLACE = "Living room"
SERIES: tuple[tuple[str, str, int, int], ...] = (  # title, rule, weekday, minutes
    ("House meeting", "FREQ=WEEKLY;BYDAY=SU", 6, 60),
    ("House meeting", "FREQ=WEEKLY;BYDAY=TU", 1, 45),
)
READINGS = (
    "A page about beginnings", "The house's own rules", "A page about patience",
    "A letter of somebody who left", "A page about making amends", "A page about service",
)  # fmt: skip
SAID = (
    "Chores: kitchen and yard swapped for the week, both agreed.",
    "Dishes stay in the sink overnight again. Whoever cooks asks one person to wash.",
    "Quiet in the hallway after 10 PM: shoes off on the stairs.",
    "The upstairs bath drains slowly. Somebody looks at it before Thursday.",
    "Rides to the Saturday meeting: two cars, leave at 6:30 PM.",
    "Everybody named one good thing of the week.",
    "A newcomer asked how the sign log works. Two people showed him after the meeting.",
    "Groceries: the list hangs on the fridge, add to it before Friday noon.",
    "The fire drill took two minutes and ten seconds. All were out.",
    "Thanks to everyone who shoveled the walk before work.",
)
DONE_ITEMS = (
    "Fix the loose stair rail.", "Buy light bulbs for the porch.", "Write the ride list.",
    "Return the borrowed ladder.", "Call about the trash pickup.",
    "Label the shelves in the pantry.",
    "Ask for a second key to the shed.", "Print the week's meeting board.",
)  # fmt: skip
PROMISES = (
    "Call my sister.", "Be home before nine on weeknights.", "Go to one new meeting.",
    "Finish the step I am on.", "Cook once for the house.", "Walk every morning.",
    "Hand in two applications.", "Say no once.",
)  # fmt: skip
# why somebody was excused or late who had not signed out
EXCUSES = ("Sick in bed", "Overtime, called ahead", "With his sponsor", "Doctor ran late",
           "Family visit, agreed before")  # fmt: skip
LATE = ("Bus was late", "Fell asleep", "On the phone with his mother", "Helped in the kitchen")
