"""Dividing a chore of a period by days, where nobody can have all of them."""

from sobrhouse.domain.chore_dealing import Deal, Slot
from sobrhouse.domain.chore_keeping import Keeping


def cut(keep: Keeping, slot: Slot, days: int) -> Slot | None:
    """Leave only these days in a slot; gives another one with the rest, if there is any."""
    turn = slot.load // slot.days.bit_count()
    rest = slot.days & ~days
    slot.days, slot.load = days, days.bit_count() * turn
    if not rest:
        return None
    more = Slot(slot.chore_id, rest, rest.bit_count() * turn, slot.position)
    more.instead = slot.instead
    keep.slots.append(more)
    return more


def divide(keep: Keeping, deal: Deal, people: list[int]) -> None:
    """Divide by days what nobody could have as a whole, the most days to one person first."""
    line = [slot for slot in keep.slots if slot.stay is None]
    for slot in line:
        best = _widest(keep, deal, people, slot)
        if best is None:
            continue
        stay, days = best
        if (more := cut(keep, slot, days)) is not None:
            line.append(more)
        deal.put(slot, stay)
        join(keep, deal, slot)


def join(keep: Keeping, deal: Deal, slot: Slot) -> None:
    """Who has two parts of one chore in a period has them as one assignment."""
    stay = slot.stay
    if stay is None or slot.instead is not None:
        return
    for other in list(keep.slots):
        if other is slot or (other.chore_id, other.stay) != (slot.chore_id, stay):
            continue
        if other.instead is None and (other.hand is None or keep.loose(other.hand)):
            if other.hand is not None:
                keep.give_up(other.hand)
            deal.take(other)
            deal.take(slot)
            slot.days, slot.load = slot.days | other.days, slot.load + other.load
            deal.put(slot, stay)
            keep.slots.remove(other)


def _widest(keep: Keeping, deal: Deal, people: list[int], slot: Slot) -> tuple[int, int] | None:
    """Who can have the most days of a slot, and which."""
    best: tuple[int, int, int, int] | None = None
    for stay in people:
        days = slot.days & keep.book.able.can(stay, slot.chore_id)
        if days and (days := beside(keep, deal, stay, slot, days)):
            found = (days.bit_count(), deal.need.get(stay, 0), -stay, days)
            best = max(best, found) if best else found
    return None if best is None else (-best[2], best[3])


def beside(keep: Keeping, deal: Deal, stay: int, slot: Slot, days: int) -> int:
    """Of these days those on which somebody can be on a chore beside who is on it already."""
    if slot.instead is None and (stay, slot.chore_id) in deal.taken:
        return 0
    apart = keep.book.able.apart.get(stay, {})
    for other in deal.on.get(slot.chore_id, ()):
        if other.stay == stay:
            days &= ~other.days
        elif other.stay is not None and other.stay in apart:
            days &= ~(other.days & apart[other.stay])
    return days
