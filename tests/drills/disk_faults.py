"""Drill of a disk that fails: full, or with a fault, at every single call that is made to it."""

import errno
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.calls import Call, calls_seen, why_not
from tests.drills.houses import Drilled, copied, drilled
from tests.drills.power import MEMORY
from tests.drills.scenes import CARELESS, SCENES, Scene, Tries, old_house, whole_after

# The disk is full from there on; one call fails; every call fails from there on.
WAYS = ("full", "once", "dying")
_GROWS = frozenset({"write", "pwrite64", "open64", "mkdir"})
ALIKE = 10  # of an upgrade's many calls of one kind in a row, one in so many; else every one


@dataclass(slots=True)
class Fault:
    """Says at which call the disk fails, and how, once it is armed and until it is lifted."""

    at: int
    way: str
    armed: bool = False
    count: int = 0
    failed: int = 0
    seen: list[Call] = field(default_factory=list)

    def arm(self) -> None:
        """From now on calls count."""
        self.armed = True

    def lift(self) -> None:
        """The disk is well again."""
        self.armed = False

    def decide(self, call: Call) -> int:
        """The errno that this call gets, or 0."""
        if not self.armed:
            return 0
        self.count += 1
        if not self.at:
            self.seen.append(Call(call.name, call.path))
            return 0
        due = self.count == self.at if self.way == "once" else self.count >= self.at
        if not due or (self.way == "full" and call.name not in _GROWS):
            return 0
        self.failed += 1
        return errno.ENOSPC if self.way == "full" else errno.EIO


def _tried(scene: Scene, template: Drilled, fault: Fault) -> Tries:
    """One scene with one fault, on a copy of its own."""
    with tempfile.TemporaryDirectory(prefix="sobrhouse-fault-", dir=MEMORY) as name:
        house = copied(template, Path(name))
        tries = Tries(fault.arm, fault.lift)
        with calls_seen(house.folder, fault.decide):
            try:
                scene.act(house, tries)
            except Exception as error:
                tries.wrong.append(f"after: {type(error).__name__}: {error}"[:160])
        whole_after(house, tries)
    for sentence in tries.sentences:
        tries.hold("disk" in sentence.casefold(), f"names no disk: {sentence}")
    return tries


def _moments(seen: list[Call], every: int) -> list[int]:
    """Each call that is of another kind than the one before it, and of those in a row some."""
    found, row = [], 0
    for number, call in enumerate(seen, start=1):
        before = seen[number - 2] if number > 1 else None
        alike = before is not None and (before.name, before.path) == (call.name, call.path)
        row = row + 1 if alike else 0
        if row % every == 0:
            found.append(number)
    return found


def _scene(scene: Scene, template: Drilled, quick: bool) -> tuple[int, int, Counter[str]]:
    """How many calls it makes, how many faults were tried, and what went wrong."""
    dry = Fault(0, "none")
    wrong = Counter(_tried(scene, template, dry).wrong)
    moments = _moments(dry.seen, ALIKE if scene.old else 1)
    tried = 0
    for number, way in enumerate(WAYS, start=1):
        middle = moments[len(moments) * number // (len(WAYS) + 1)]
        for at in [middle] if quick else moments:
            tried += 1
            wrong.update(
                f"{scene.name} {way}: {w}" for w in _tried(scene, template, Fault(at, way)).wrong
            )
    return dry.count, tried, wrong


def disk_faults(quick: bool) -> dict[str, object]:
    """The disk is full or fails at each call of an evening: nothing lost, nothing half, a sentence
    that names the disk, and on it goes once the disk is well.
    """
    if reason := why_not():
        return {"ok": True, "left_out": reason}
    calls, tried = {}, {}
    wrong: Counter[str] = Counter()
    with drilled(notes=3) as house, tempfile.TemporaryDirectory() as old:
        for scene in SCENES:
            if quick and scene.old:
                continue  # an upgrade takes too long for the test run
            template = old_house(Path(old)) if scene.old else house
            calls[scene.name], tried[scene.name], found = _scene(scene, template, quick)
            wrong += found
        careless = _scene(CARELESS, house, quick)[2]
    expected = {"lost"} if quick else {"lost", "half"}
    kinds = {words.split(": ")[1] for words in careless}
    return {
        "ok": not wrong and kinds >= expected, "calls": calls, "tried": tried,
        "wrong": wrong.total(), "said": [f"{n}x {words}" for words, n in wrong.most_common(8)],
        "control_wrong": careless.total(),
    }  # fmt: skip
