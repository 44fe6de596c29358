"""Made circles: values that the tests of paper and of the picture draw, without any database."""

import random
from dataclasses import replace
from itertools import combinations

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.circle import Circle, Member, Tie
from tests.make import SUNDAY

FIRST = (
    "Andre", "Ben", "Carlos", "Dee", "Ed", "Frank", "Gus", "Hector", "Ian", "Jay", "Kim", "Luis",
    "Marcus", "Nate", "Oscar", "Paul", "Quinn", "Ray", "Sam", "Tom", "Uri", "Vic", "Wes", "Xavier",
)  # fmt: skip
LAST = ("Tate", "Abel", "Reed", "Diaz", "Wong", "Okafor", "Lane", "Moss", "Bell")
OUTSIDE = ("Bill W.", "Ron B.", "Maria K.", "Christopher L.", "Pat Z.")
LOST = 3  # the number of a resident without any tie


def circle(residents: int, outside: int, seed: int = 4) -> Circle:
    """A house with ties of every kind, drawn by lot; the resident `LOST` has none but a room."""
    chance = random.Random(seed)
    people = [_person(n, chance) for n in range(residents)]
    beyond = [
        Member(f"s{n}", OUTSIDE[n % len(OUTSIDE)], outside=True, supporter_id=n)
        for n in range(outside)
    ]
    ties = [
        Tie(ties_of.SPONSORSHIP, one.key, other.key, word="sponsor")
        for one in beyond
        for other in chance.sample(people, chance.choice((1, 1, 2)))
    ]
    share = {ties_of.MEETINGS: 3.0, ties_of.CHORES: 1.2, ties_of.HELPING: 0.6, ties_of.BUDDY: 0.5}
    for one, other in combinations(people, 2):
        if one.room_id == other.room_id:
            ties.append(Tie(ties_of.ROOM, one.key, other.key))
        for kind, often in share.items():
            if chance.random() < often / residents:
                ties.append(Tie(kind, one.key, other.key, chance.randint(2, 9)))
    lost = people[LOST].key
    people[LOST] = replace(people[LOST], private=0)
    kept = [t for t in ties if lost not in (t.one, t.other)]
    return Circle(SUNDAY, 28, (*people, *beyond), tuple(kept))


def _person(number: int, chance: random.Random) -> Member:
    first, last = FIRST[number % len(FIRST)], LAST[number * 5 % len(LAST)]
    return Member(
        f"r{number}", f"{first} {last[0]}.", resident_id=number,
        days=chance.choice([None, *range(3, 900, 20)]), days_here=chance.randint(1, 300),
        room=f"Room {number // 4 + 1}", room_id=number // 4 + 1,
        private=int(chance.random() < 0.12), full_name=f"{first} {last}",
        bed=f"{number // 4 + 1}{'ABCD'[number % 4]}",
    )  # fmt: skip
