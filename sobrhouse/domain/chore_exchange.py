"""Exchanging chores within one period: after they were dealt they change hands as long as that
brings two people closer to their shares, and then to chores that they did not have lately.
"""

from sobrhouse.domain.chore_dealing import Deal, Slot
from sobrhouse.domain.chore_house import WINDOW_WEEKS


def exchange(deal: Deal) -> None:
    """Let slots change hands between those furthest above and below, while that evens them."""
    people = list(deal.rank)
    for _round in range(2 * len(people) + 8):
        order = sorted(people, key=lambda s: (deal.need[s], deal.rank[s]))
        if not _best_exchange(deal, order[:_REACH], order[: -_REACH - 1 : -1]):
            return


_NEAR = 5  # a chore that somebody had just now may go for one that weighs a fifth more or less
_REACH = 6  # people at each end who are looked at in one step


def _best_exchange(deal: Deal, over: list[int], under: list[int]) -> bool:
    """Do the exchange that evens two people most; whether there was one."""
    best: tuple[int, Slot, Slot | None, int] | None = None
    for giver in over:
        for taker in under:
            gap = deal.need[taker] - deal.need[giver]
            if giver == taker or gap <= 0:
                continue
            mine = [s for s in deal.has[giver] if not s.kept]
            backs: list[Slot | None] = [s for s in deal.has[taker] if not s.kept]
            if len(deal.has[giver]) > 1 or not deal.has[taker]:
                backs.append(None)
            for slot in mine:
                for back in backs:
                    moved = slot.load - (back.load if back else 0)
                    gain = moved * (gap - moved)
                    if (
                        moved > 0 and gain > 0 and (best is None or gain > best[0])
                        and deal.bears(taker, moved) and _may_exchange(deal, slot, back, taker)
                    ):  # fmt: skip
                        best = (gain, slot, back, taker)
    if best is None:
        return False
    _gain, slot, back, taker = best
    _swap(deal, slot, back, taker)
    return True


def _may_exchange(deal: Deal, slot: Slot, back: Slot | None, taker: int) -> bool:
    giver = slot.stay
    if giver is None or (back is not None and back.chore_id == slot.chore_id):
        return False
    if not deal.can(taker, slot, but=slot):
        return False
    return back is None or deal.can(giver, back, but=back)


def _swap(deal: Deal, slot: Slot, back: Slot | None, taker: int) -> None:
    giver = slot.stay
    deal.take(slot)
    deal.put(slot, taker)
    if back is not None and giver is not None:
        deal.take(back)
        deal.put(back, giver)


def vary(deal: Deal) -> None:
    """Where two slots weigh the same, or nearly, let them change hands if both people then have
    something that they did not have for longer. What is not even by that is evened next time.
    """
    slots = [slot for slot in deal.slots if slot.stay is not None and not slot.kept]
    for slot in sorted(slots, key=lambda s: (-_old(deal, s, s), s.position, s.chore_id)):
        was = _old(deal, slot, slot)
        if not was:
            return
        near = slot.load // _NEAR if was == WINDOW_WEEKS else 0
        _vary_one(deal, slot, was, [s for s in slots if abs(s.load - slot.load) <= near])


def _vary_one(deal: Deal, slot: Slot, was: int, slots: list[Slot]) -> None:
    best, gain = None, (0, 0)
    for other in slots:
        if other.stay in (None, slot.stay) or other.chore_id == slot.chore_id:
            continue
        less = was + _old(deal, other, other) - _old(deal, slot, other) - _old(deal, other, slot)
        found = (less, -abs(other.load - slot.load))
        if less > 0 and found > gain and _may_exchange(deal, slot, other, other.stay or 0):
            best, gain = other, found
    if best is not None and best.stay is not None:
        _swap(deal, slot, best, best.stay)


def _old(deal: Deal, slot: Slot, owner: Slot) -> int:
    """How much it tells against the owner of one slot to have the chore of another."""
    return deal.lately.get((owner.stay or 0, slot.chore_id), 0)
