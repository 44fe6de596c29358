"""What the people of Maple Street House (practice) add to their weeks in their own words."""

from collections.abc import Mapping
from datetime import date, timedelta

from sobrhouse.exchange.practice_pages import Pages, iso

# weeks before the one of the evening, name, heading, text, how it came in
SAID: tuple[tuple[int, str, str, str, str], ...] = (
    (0, "Jay", "sponsor", "I asked a man after the Tuesday meeting. He said to call him first.",
     "kiosk"),
    (0, "Jay", "participation", "I did not know anybody two weeks ago. Now I cook with Dee.",
     "staff"),
    (0, "Sam", "participation", "Ninety days. My mother is coming tonight. I am proud of that.",
     "kiosk"),
    (0, "Marcus", "work_school", "Two late buses. I will ask for the early shift on Tuesdays.",
     "kiosk"),
    (0, "Omar", "appointments", "Clinic on Tuesday at 10, then the group at New Leaf.", "kiosk"),
    (0, "Hector", "participation", "Carlos me ayuda con el autobús. Ya conozco la ruta.", "kiosk"),
    (0, "Ray", "chores", "The oven took two hours. It shines.", "paper"),
    (0, "Luis", "appointments", "Keys to my apartment on Friday at 9.", "kiosk"),
    (1, "Sam", "sponsor", "We finished the fourth step.", "kiosk"),
    (1, "Marcus", "work_school", "First full week at the shop.", "kiosk"),
    (1, "Will", "work_school", "Passed my first test at the college.", "kiosk"),
    (1, "Jay", "chores", "I had never mopped a hall. Ray showed me.", "staff"),
    (2, "Omar", "participation", "I led the reading on Sunday.", "kiosk"),
    (2, "Nate", "work_school", "The bakery wants me for the holidays too.", "kiosk"),
    (3, "Ty", "appointments", "The doctor changed my inhaler. Better nights now.", "kiosk"),
)


def tell(pages: Pages, today: date, stays: Mapping[str, int]) -> None:
    """Their words of the last weeks; `stays` by first name. Weeks begin on Monday here."""
    monday = today - timedelta(days=today.weekday())
    for weeks, name, heading, text, way in SAID:
        start = monday - timedelta(weeks=weeks)
        day = min(start + timedelta(days=5), today)
        pages.add("own_words", day, stays[name], iso(start), heading, text, way)
