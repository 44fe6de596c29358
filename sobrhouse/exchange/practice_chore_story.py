"""What is told of the chores of Maple Street House (practice), in days before its evening: who was
not asked for what, whom two lists keep apart, what went wrong, and how today stands.
"""

CHORES = (
    "kitchen", "dinner", "bath_up", "bath_down", "living_room", "laundry", "trash", "yard",
    "fridge", "halls", "meeting_room", "deep_kitchen",
)  # fmt: skip
IN_OTHER_HOUSES = (
    "kitchen", "bath_up", "bath_down", "living_room", "laundry", "trash", "yard", "halls",
)  # fmt: skip

# name, chore (None: all), kind, why, on which weekdays, from so many days before the evening to so
# many (below 0: after it; None: no end)
NOT_ASKED: tuple[tuple[str, str | None, str, str, str, int, int | None], ...] = (
    ("Dee", None, "injury", "Sprained wrist, doctor's note", "", 6, -8),
    ("Omar", "kitchen", "shift", "Night shift, leaves at 9 PM", "0,1,2,3,6", 51, None),
    ("Omar", "living_room", "shift", "Night shift, leaves at 9 PM", "0,1,2,3,6", 51, None),
    ("Ray", None, "injury", "Back strain", "", 150, 137),
    ("Sam", "yard", "other", "Hay fever until the first frost", "", 88, 30),
)
APART = (("Marcus", "Nate", "They argue about the dishes. Better on different chores.", 30),)
TRUSTED, TRUSTED_SINCE = "Ray", 60  # inspects the kitchen, as a resident may whom the house trusts

# How some turns of the week went, by chore and days before the evening; the rest passed
WEEK: dict[tuple[str, int], str] = {
    ("bath_down", 5): "missed",
    ("bath_up", 4): "redone",
    ("kitchen", 3): "redone",
    ("halls", 3): "late",
    ("yard", 1): "skipped",
    ("living_room", 1): "redo",
}
# How today stands: the minute at which it was said to be done (None: not yet), whether it passed
TODAY: dict[str, tuple[int | None, bool]] = {
    "kitchen": (845, False),
    "bath_up": (700, False),
    "bath_down": (690, True),
    "trash": (495, False),
    "dinner": (1070, False),
    "living_room": (None, False),
    "laundry": (None, False),
    "meeting_room": (None, False),
}
COVERED = ("laundry", 2)  # somebody did this one for another
RAINED = "It rained all day. Nobody had to."
STILL_CLEAN = "Not needed this time. Nobody had to."
TOMORROW = ("trash", "living_room", "kitchen")  # of the first, one day is asked to be covered
ASKED_WHY, ASKED_TO = "Late shift at work", ("Will", "Andre", "Nate")

# Who missed turns: each is the first that they had so many days before the evening or later
MISSED: dict[str, tuple[int, ...]] = {"Luis": (131, 122), "Ty": (26, 18, 10)}
# What a person decided once so many were missed: name, missed, decision, what it is, note; and what
# came of an appeal: the words, the outcome, days later
DECIDED: tuple[tuple[str, int, str, str, str, tuple[str, str, int] | None], ...] = (
    ("Luis", 2, "other", "One extra trash night", "",
     ("Was at the hospital with his daughter that evening.", "changed", 4)),
    ("Ty", 2, "taken", "A talk", "Talked on the porch. He sets an alarm now.", None),
)  # fmt: skip
PROPOSED = "A talk"

REDO = {
    "kitchen": ("The stove is still greasy. Please wipe it again.", "Pots are still in the sink."),
    "dinner": ("Leftovers stood open. Cover them and put the date on.",),
    "bath_up": ("Hair in the shower drain.", "The floor behind the door was left out."),
    "bath_down": ("The mirror has spots.", "No paper left. Please fill up."),
    "living_room": ("Please vacuum under the couch too.", "Cups on the window sill."),
    "laundry": ("The lint trap of the second machine is full.",),
    "trash": ("Upstairs cans were not emptied.", "The bins are not at the curb yet."),
    "yard": ("Leaves by the back steps.",),
    "fridge": ("The lowest shelf is sticky.",),
    "halls": ("The stairs need the vacuum, not the broom.",),
    "meeting_room": ("Chairs were not put back.",),
    "deep_kitchen": ("The hood is still greasy.",),
}
MISSED_NOTES = ("Not done. Nobody said why.", "Forgotten. He says he mixed up the days.", "")
EXCUSED = "Home on a pass, nobody could cover."
AWAY_WHY = ("Home on a pass", "Pass over the weekend", "")
COVER_WHY = "Overtime until eight"
SWAP_WHY = ("Early shift that day", "Doctor in the morning", "Meeting across town", "")
