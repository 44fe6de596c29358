"""Names, places and sentences of the practice house. None of them is anybody real."""

# ruff: noqa: SIM905 - hundreds of names, one a line, would bury the rest of this page

FIRST_NAMES = tuple(
    """
    Aaron Abel Adam Alan Albert Alex Allen Amir Angel Anton Arturo Barry Bernard Blake Bobby
    Brian Bruce Caleb Calvin Cesar Chad Chris Clark Cody Craig Curtis Daniel Darius David Dennis
    Derek Devin Diego Dominic Donald Duane Earl Eddie Edgar Eli Elliot Emilio Eric Ernesto Evan
    Felix Frank Gabriel Gary George Gerald Glen Gordon Grant Gus Harold Harry Henry Hugo Ian
    Isaac Ivan Jack Jamal James Jared Jason Jeremy Jerome Jesse Joaquín Joel John José Josh Juan
    Julio Keith Kenny Kevin Kurt Kyle Lamar Lance Larry Leon Lewis Lloyd Lorenzo Lucas Malik
    Manuel Marco Mario Mark Martin Mateo Matt Max Miguel Mike Mitch Nelson Nick Noah Oliver
    Oscar Owen Pablo Pat Paul Pedro Perry Peter Phil Quinn Rafael Ralph Raúl Reggie Rene Rick
    Rob Roger Ron Ruben Russell Salvador Scott Sean Seth Shawn Sergio Simon Stan Steve Terry
    Theo Todd Tom Tony Travis Troy Tyrone Victor Vince Wade Walter Warren Wayne Wesley Willie
    Xavier Zach
    """.split()
)
LAST_NAMES = tuple(
    """
    Abbott Acosta Adams Aguilar Allen Alvarez Anderson Archer Bailey Baker Barnes Becker Bell
    Bennett Bishop Boyd Brady Briggs Bryant Burke Butler Byrne Cabrera Campbell Carter Castillo
    Chavez Clayton Collins Cooper Cortez Cruz Dalton Daniels Davis Delgado Diaz Dixon Douglas
    Duran Ellis Espinoza Evans Farrell Fields Fischer Fleming Flores Franklin Fuentes Gibson
    Gómez Graham Grant Griffin Guzmán Hall Hanson Harper Hayes Henderson Hernandez Hicks Hill
    Holland Howard Hughes Ingram Jackson Jenkins Jimenez Johnson Jordan Keller Kelly Kennedy
    Knight Lambert Lawson Lee Leonard Lewis Lopez Lynch Maldonado Marshall Mason Matthews Medina
    Mendoza Meyer Mitchell Molina Montoya Morgan Morris Murphy Nash Newman Norris Nuñez Ochoa
    Oliver Ortega Owens Pacheco Palmer Parker Perez Perry Peters Phillips Pierce Ramos Reed
    Reyes Rhodes Rivera Robbins Rojas Ross Ruiz Salazar Sanders Santiago Schmidt Serrano Shaw
    Silva Simmons Snyder Soto Spencer Stevens Stone Sullivan Swanson Torres Turner Underwood
    Vargas Vega Wagner Wallace Walsh Warren Watts Weaver West Wheeler Wood Young Zamora
    """.split()
)
STREETS = tuple(
    """
    Oak Elm Cedar Pine Birch Walnut Chestnut Spruce Willow Juniper Harbor Mill Church Union
    Franklin Lincoln Jackson Highland Prospect Ridge Lake River Spring Summer Orchard Garden
    Meadow Valley Hill Bridge Station Market Grove Park Sycamore Magnolia Laurel Hickory Poplar
    Linden Hawthorn Cherry Dogwood Aspen Beech Alder Hazel Olive Fern
    """.split()
)
REFERRERS = (
    ("Harbor Detox", "detox"),
    ("County Drug Court", "court"),
    ("St. Anne Hospital", "hospital"),
    ("New Leaf Treatment Center", "treatment"),
    ("A former resident", "alumni"),
    ("Family", "family"),
)
WORK = (
    ("job", "Ridge Auto", "Mon to Fri, 9 to 6"),
    ("job", "Corner Bakery", "Tue to Sat, 4 to noon"),
    ("job", "City Parks", "Mon to Fri, 7 to 3:30"),
    ("job", "Lakeside Warehouse", "nights, Sun to Thu"),
    ("job", "Delgado Roofing", "Mon to Fri, 7 to 4"),
    ("school", "Community college", "Mon, Wed, evenings"),
    ("searching", "", ""),
    ("volunteer", "Food pantry", "Sat mornings"),
    ("job", "Main Street Diner", "evenings"),
)
# When the people of WORK are away, by its place or kind: on which weekdays, from and until which
# minute of the day, the word for it at the kiosk, and how likely on such a day.
_WEEKDAYS = (0, 1, 2, 3, 4)
SHIFTS: dict[str, tuple[tuple[int, ...], int, int, str, float]] = {
    "Ridge Auto": (_WEEKDAYS, 495, 1110, "Work", 0.95),
    "Corner Bakery": ((1, 2, 3, 4, 5), 200, 750, "Work", 0.95),
    "City Parks": (_WEEKDAYS, 380, 960, "Work", 0.94),
    "Lakeside Warehouse": ((6, 0, 1, 2, 3), 1275, 1860, "Work", 0.93),
    "Delgado Roofing": (_WEEKDAYS, 375, 990, "Work", 0.9),
    "Community college": ((0, 2), 1005, 1290, "School", 0.95),
    "searching": (_WEEKDAYS, 555, 750, "Other", 0.55),
    "Food pantry": ((5,), 495, 750, "Other", 0.9),
    "Main Street Diner": ((1, 2, 3, 4, 5), 915, 1325, "Work", 0.93),
}
DENIALS = (
    "Notice was too short. Ask again by Wednesday for the weekend after.",
    "The house stays home that weekend: deep cleaning and the fire drill.",
    "Two meetings short this month. Let us look at it together.",
)
KIOSK_PIN = "417390"  # of everybody in the first practice house; nothing there is real
RELATIONS = ("sister", "brother", "mother", "father", "wife", "aunt", "friend", "daughter")
CONDITIONS = (
    ("Penicillin", True),
    ("Bee stings, carries an EpiPen", True),
    ("Peanuts", True),
    ("Asthma", False),
    ("Type 2 diabetes", False),
    ("High blood pressure", False),
    ("Seizures in the past", False),
)
LEAVING = (
    ("successful", "Finished the program", "own apartment", 45),
    ("successful", "Moved on to Level I", "peer-run house", 10),
    ("voluntary", "Chose to move closer to family", "family", 15),
    ("transfer", "Closer to work", "another house", 8),
    ("administrative", "Did not keep the house rules", "unknown", 10),
    ("absconded", "Left without word", "unknown", 7),
    ("medical", "Needs more care", "hospital", 5),
)
NOTES = (
    ("general", "Settling in well. Helped set the table without being asked."),
    ("general", "Quiet today. Said he slept badly, would like to talk tomorrow."),
    ("general", "Talked about the week ahead. Wants to call his family on Sunday."),
    ("general", "Brought a newcomer along to the evening meeting."),
    ("sponsor", "Met his sponsor for coffee after the noon meeting."),
    ("sponsor", "Asked two people for their numbers at the step study."),
    ("work_school", "Shift moved to evenings next week. Will need a later curfew talk."),
    ("work_school", "Second interview on Thursday. Practiced answers with the house manager."),
    ("work_school", "Paycheck came, set up a savings plan."),
    ("chores", "Took over the kitchen for a sick housemate."),
    ("chores", "Asked to swap the upstairs bath for the yard, both agreed."),
    ("demeanor", "Good humor at the house meeting, led the reading."),
    ("demeanor", "Argument about the TV, both talked it out before bed."),
    ("medical", "Dentist on Monday at 10."),
    ("medical", "Back from the clinic, follow-up in two weeks."),
    ("general", "Celebrated with cake. The whole house came to the table."),
)
PHASES = (
    (1, "Phase 1", None, "Getting started: 4 meetings a week, curfew 10 PM."),
    (2, "Phase 2", 30, "Finding a rhythm: work or school, a sponsor, overnight passes."),
    (3, "Phase 3", 120, "Giving back: leads meetings, buddy to a newcomer."),
)
# phase, weekday (0 is Monday), curfew: earlier than the house's
CURFEWS = tuple((1, day, "23:00" if day in (4, 5) else "22:00") for day in range(7))
