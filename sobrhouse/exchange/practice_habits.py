"""What people of a practice house do in a week: work, meetings, errands, family."""

from random import Random

from sobrhouse.exchange import practice_words as words

# how likely, from and until which minute of the day, to where
Slot = tuple[float, int, int, str]
Week = tuple[tuple[Slot, ...], ...]  # by weekday, 0 is Monday

_APART = 52  # minutes between two ways, so that who is late still comes in before they go again
_EVENINGS = ((18 * 60 + 35, 20 * 60 + 15), (18 * 60 + 50, 20 * 60 + 30), (19 * 60, 20 * 60 + 45))
_MEETING_DAYS = (0, 2, 3, 4, 5)  # on the others the house meets
_NOON = (11 * 60 + 35, 13 * 60)
_ERRANDS: tuple[tuple[int, Slot], ...] = (
    (5, (0.45, 10 * 60, 12 * 60 + 45, "Store")),
    (5, (0.35, 14 * 60 + 30, 17 * 60 + 30, "Family")),
    (6, (0.25, 9 * 60 + 15, 11 * 60 + 45, "Other")),
    (6, (0.4, 13 * 60, 17 * 60 + 30, "Family")),
    (1, (0.2, 17 * 60, 17 * 60 + 55, "Walk")),
    (3, (0.15, 16 * 60 + 50, 17 * 60 + 55, "Store")),
    (2, (0.06, 13 * 60 + 30, 15 * 60 + 30, "Doctor")),
)


def week_of_habits(chance: Random, work: str) -> Week:
    """One person's usual week around their work, which is a key of SHIFTS or nothing."""
    days: list[list[Slot]] = [[] for _day in range(7)]
    if work in words.SHIFTS:
        on, begins, ends, place, likely = words.SHIFTS[work]
        for day in on:
            days[day].append((likely, begins, ends, place))
    for day in chance.sample(_MEETING_DAYS, 3):
        begins, ends = chance.choice(_EVENINGS)
        if not _fits(days[day], begins, ends):
            begins, ends = _NOON
        _put(days[day], (0.85, begins, ends, "Meeting"))
    for day, slot in _ERRANDS:
        if chance.random() < 0.7:
            _put(days[day], slot)
    return tuple(tuple(sorted(slots, key=lambda slot: slot[1])) for slots in days)


def _put(slots: list[Slot], slot: Slot) -> None:
    if _fits(slots, slot[1], slot[2]):
        slots.append(slot)


def _fits(slots: list[Slot], begins: int, ends: int) -> bool:
    return all(ends + _APART <= b or e + _APART <= begins for _likely, b, e, _place in slots)
