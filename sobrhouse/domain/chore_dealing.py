"""Dealing the chores of one period: to whom each goes, so that everybody comes closest to their
share.

The heaviest chore goes to whoever is furthest below their share, and so on down; while there
are no more chores left than people without one, only these are asked. People alike in everything go
by a number drawn from the rotation's seed: the same house gives the same plan.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from sobrhouse.domain.chore_house import Able, Hand

_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_ALL = (1 << 64) - 1


@dataclass(slots=True, eq=False)
class Slot:
    """One person's part in a chore of a period: its days, its load over them times SCALE. `stay` is
    who has it; one that is `kept` does not change hands. `hand` is the assignment that it stands
    for; with `instead` the one in whose place it is dealt.
    """

    chore_id: int
    days: int
    load: int
    position: int = 0
    stay: int | None = None
    kept: bool = False
    hand: Hand | None = None
    instead: Hand | None = None


@dataclass(slots=True)
class Deal:
    """One period as it is dealt: slots that people have and slots to be given.

    `need` is how far each person is below their share, in loads times SCALE, before the slots here;
    `rank` decides between people alike; `lately` says, by stay and chore, how much it tells against
    somebody that they had a chore not long ago; `most` is the load that each is asked for at most;
    `taken` are stays and chores of which they have an assignment that stays, whatever is left of it
    for them: beside it there is no second one.
    """

    able: Able
    need: dict[int, int]
    rank: Mapping[int, int]
    slots: list[Slot]
    lately: Mapping[tuple[int, int], int] = field(default_factory=dict)
    most: Mapping[int, int] = field(default_factory=dict)
    taken: Collection[tuple[int, int]] = frozenset()
    has: dict[int, list[Slot]] = field(default_factory=dict)
    on: dict[int, list[Slot]] = field(default_factory=dict)
    _days: dict[tuple[int, int], int] = field(default_factory=dict)
    _begun: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.has = {stay: [] for stay in self.need}
        self._begun = dict(self.need)
        for slot in self.slots:
            if slot.stay is not None:
                self.put(slot, slot.stay)

    def put(self, slot: Slot, stay: int) -> None:
        """Give a slot to somebody."""
        slot.stay = stay
        self.has.setdefault(stay, []).append(slot)
        self.on.setdefault(slot.chore_id, []).append(slot)
        self.need[stay] = self.need.get(stay, 0) - slot.load

    def take(self, slot: Slot) -> None:
        """Take a slot from who has it."""
        stay = slot.stay
        if stay is None:
            return
        self.has[stay].remove(slot)
        self.on[slot.chore_id].remove(slot)
        self.need[stay] += slot.load
        slot.stay = None

    def can(self, stay: int, slot: Slot, *, but: Slot | None = None) -> bool:
        """Whether somebody may have a slot: there and asked on all of its days, not on the chore
        already, and with nobody from whom they are kept apart. `but` is a slot that is given away.
        """
        key = (stay, slot.chore_id)
        if slot.instead is None and key in self.taken:
            return False
        days = self._days.get(key)
        if days is None:
            days = self._days[key] = self.able.can(*key)
        if slot.days & ~days:
            return False
        others = self.on.get(slot.chore_id)
        if not others:
            return True
        apart = self.able.apart.get(stay, {})
        for other in others:
            if other is slot or other is but or other.stay is None:
                continue
            if other.stay == stay or apart.get(other.stay, 0) & other.days & slot.days:
                return False
        return True

    def bears(self, stay: int, more: int) -> bool:
        """Whether somebody can be asked for so much more."""
        most = self.most.get(stay)
        return most is None or self._begun.get(stay, 0) - self.need[stay] + more <= most

    def open(self) -> list[Slot]:
        """The slots that nobody has, the heaviest first."""
        free = [slot for slot in self.slots if slot.stay is None]
        return sorted(free, key=lambda s: (-s.load, s.position, s.chore_id))


def deal_evenly(deal: Deal) -> None:
    """Give every open slot to whoever it suits best."""
    _greedy(deal)
    _serve_everybody(deal)


def deal_round(deal: Deal, ring: Iterable[int]) -> None:
    """Give the open slots in the house's order to the people in theirs; who cannot have one is
    asked first for the next.
    """
    line = list(ring)
    free = [slot for slot in deal.slots if slot.stay is None]
    for slot in sorted(free, key=lambda s: (s.position, s.chore_id)):
        stay = next((s for s in line if deal.can(s, slot)), None)
        if stay is not None:
            deal.put(slot, stay)
            line.remove(stay)
            line.append(stay)
    _serve_everybody(deal)


def mixed(*said: int) -> int:
    """A number that looks drawn, the same for the same numbers on every computer."""
    state = 0
    for number in said:
        state = (state ^ (number & _ALL)) + _MIX[0] & _ALL
        state = (state ^ state >> 30) * _MIX[1] & _ALL
        state = (state ^ state >> 27) * _MIX[2] & _ALL
        state ^= state >> 31
    return state


def _greedy(deal: Deal) -> None:
    """The heaviest slot to the greatest need; nobody two while there is not more than one left for
    each person without any.
    """
    free = deal.open()
    fresh = [(-deal.need[s], deal.rank[s], s) for s in deal.rank if not deal.has[s]]
    more = [(-deal.need[s], deal.rank[s], s) for s in deal.rank if deal.has[s]]
    heapify(fresh)
    heapify(more)
    for left, slot in zip(range(len(free), 0, -1), free, strict=True):
        found = _first(deal, fresh, slot)
        if found is None or left > len(fresh) + 1:
            second = _first(deal, more, slot)
            if found is None or (second is not None and second < found):
                found, second = second, found
            if second is not None:
                heappush(more if deal.has[second[2]] else fresh, second)
        if found is not None:
            deal.put(slot, found[2])
            heappush(more, (-deal.need[found[2]], found[1], found[2]))


def _first(deal: Deal, line: list[tuple[int, int, int]], slot: Slot) -> tuple[int, int, int] | None:
    """Take the first out of a heap who can have the slot."""
    passed = []
    found = None
    while line:
        one = heappop(line)
        if deal.bears(one[2], slot.load) and deal.can(one[2], slot):
            found = one
            break
        passed.append(one)
    for one in passed:
        heappush(line, one)
    return found


def _serve_everybody(deal: Deal) -> None:
    """Let who has nothing have a slot of somebody with two, through others where it must be."""
    for stay in sorted(deal.rank, key=lambda s: (-deal.need[s], deal.rank[s])):
        if not deal.has[stay]:
            _serve(deal, stay)


def _serve(deal: Deal, stay: int) -> None:
    """Find the shortest chain: this one takes a slot of another, who takes one of a third, … up to
    somebody with two.
    """
    came: dict[int, tuple[int, Slot]] = {}
    seen, line = {stay}, [stay]
    slots = sorted(
        (s for s in deal.slots if s.stay is not None and not s.kept),
        key=lambda s: (deal.need[s.stay or 0], s.load, s.position, s.chore_id),
    )
    for taker in line:
        for slot in slots:
            owner = slot.stay
            if owner is None or owner in seen or not deal.can(taker, slot, but=slot):
                continue
            seen.add(owner)
            came[owner] = (taker, slot)
            if len(deal.has[owner]) > 1:
                _hand_on(deal, came, owner, stay)
                return
            line.append(owner)


def _hand_on(deal: Deal, came: dict[int, tuple[int, Slot]], owner: int, to: int) -> None:
    """Hand the slots of a chain on, unless one cannot be had any more by then: then none."""
    done: list[tuple[Slot, int]] = []
    while owner != to:
        taker, slot = came[owner]
        deal.take(slot)
        if not deal.can(taker, slot):
            deal.put(slot, owner)
            for other, before in reversed(done):
                deal.take(other)
                deal.put(other, before)
            return
        deal.put(slot, taker)
        done.append((slot, owner))
        owner = taker
