"""Joining a plan: who comes new takes turns over from those who are furthest above their share."""

from collections.abc import Collection

from sobrhouse.domain.chore_dealing import Deal, Slot


def take_over(deal: Deal, joining: Collection[int], loose: Collection[Slot]) -> list[Slot]:
    """Let each of those joining who has nothing in this period take over what brings them closer
    to their share: at least one where there is one for everybody; gives the slots. Nobody is left
    without any for it, unless there are fewer than people.
    """
    taken: list[Slot] = []
    scarce = sum(1 for slot in deal.slots if slot.stay is not None) < len(deal.rank)
    free = [slot for slot in loose if slot.stay is not None]
    comers = [stay for stay in deal.rank if stay in joining and not deal.has[stay]]
    for stay in sorted(comers, key=lambda s: (-deal.need[s], deal.rank[s])):
        while (slot := _best(deal, stay, free, scarce)) is not None:
            deal.take(slot)
            deal.put(slot, stay)
            free.remove(slot)
            taken.append(slot)
    return taken


def _best(deal: Deal, stay: int, free: list[Slot], scarce: bool) -> Slot | None:
    """The slot whose change of hands evens most; None where none does and they have one."""
    must = not scarce and not deal.has[stay]
    best: tuple[int, int, int, Slot] | None = None
    for slot in free:
        owner = slot.stay
        if owner is None or owner == stay or (not scarce and len(deal.has[owner]) < 2):
            continue
        if scarce and deal.has[stay]:
            continue
        gain = slot.load * (deal.need[stay] - deal.need[owner] - slot.load)
        if (gain > 0 or must) and deal.can(stay, slot, but=slot):
            found = (gain, -slot.position, -slot.chore_id, slot)
            if best is None or found[:3] > best[:3]:
                best = found
    return None if best is None else best[3]
