"""Bed places: which bed of the house a list means by "2A", "Room 2, bed A" or "cuarto 2 cama A"."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sobrhouse.domain.imports import BedPlace
from sobrhouse.exchange.columns import bare

_WORDS = frozenset({
    "bed", "room", "rm", "bedroom", "no", "number", "cama", "cuarto", "habitacion", "num", "the",
})


@dataclass(frozen=True, slots=True)
class Beds:
    """The beds of a house by every way of writing them that means only one."""

    by_key: dict[str, BedPlace]
    by_room: dict[str, list[BedPlace]]
    by_label: dict[str, list[BedPlace]]

    def called(self, bed: str) -> tuple[BedPlace, ...]:
        """All beds of that label, whatever their rooms."""
        return tuple(self.by_label.get(key(bed), ()))

    def find(self, room: str, bed: str) -> BedPlace | None:
        """The one bed meant, None if none or several could be."""
        room_key, bed_key = key(room), key(bed)
        return self.by_key.get(room_key + bed_key) or self.by_key.get(bed_key)

    def only_bed_of(self, room: str) -> BedPlace | None:
        """The bed of a room for one; None where the room has several, unless it names the bed."""
        beds = self.by_room.get(key(room), ())
        return beds[0] if len(beds) == 1 else self.by_key.get(key(room))


def known_beds(beds: Sequence[BedPlace]) -> Beds:
    """Index the beds; a label that two rooms have counts only together with its room."""
    found: dict[str, list[BedPlace]] = {}
    for bed in beds:
        room, label = key(bed.room), key(bed.label)
        for way in {room + label, label}:
            found.setdefault(way, []).append(bed)
    by_key = {way: those[0] for way, those in found.items() if way and len(those) == 1}
    # "Room 1, bed 12" and "room 11, bed 2" read alike; the pair of room and label comes first.
    pairs = [key(bed.room) + key(bed.label) for bed in beds]
    times = Counter(pairs)
    by_key |= {pair: bed for pair, bed in zip(pairs, beds, strict=True) if times[pair] == 1}
    by_room: dict[str, list[BedPlace]] = {}
    by_label: dict[str, list[BedPlace]] = {}
    for bed in beds:
        by_room.setdefault(key(bed.room), []).append(bed)
        by_label.setdefault(key(bed.label), []).append(bed)
    return Beds(by_key, by_room, by_label)


def key(words: str) -> str:
    """Letters and numbers alone, without the words room and bed, to compare places by."""
    parts = bare(words).split()
    kept = [part for part in parts if part not in _WORDS]
    return "".join(kept or parts)
