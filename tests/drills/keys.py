"""The drill of keys (T14): what protects the data key holds against whoever has the file: the cost
of a guess, tampered slots, passphrases and codes that are not right any more, and typing slips.
"""

import copy
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sobrhouse.domain.recovery_codes import LETTERS, new_code, read_code
from sobrhouse.problems import Problem
from sobrhouse.storage.keys.documents import Document, with_slots
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import KEY_BYTES, NONCE_BYTES
from sobrhouse.storage.keys.slots import FLOOR, SALT_BYTES, Costs, Slot, fingerprint, make_slot
from tests.drills.houses import PASSPHRASE, Drilled, drilled

OTHER = "staple under the stairs"
SAME = 2.0  # times as long beside a file fifty times as large: the same, but for noise
MOST_SECONDS = 2.0  # for a new passphrase at the costs that the program chooses, on a calm computer


def keys(quick: bool) -> dict[str, object]:
    """Nothing but the right passphrase and the right code opens. Controls: a cheap slot opens where
    nobody looks at its costs, and a rewritten database does change with its passphrase.
    """
    rng = random.Random(23)
    with drilled() as house:
        cheap = _cheap_slots(house, quick)
        tampered = _tampered(house, rng, 2 if quick else 200)
        wrong = _wrong_words(house, 1 if quick else 40)
        slips, let_in = _slips(house, rng, 300 if quick else 10_000)
        ratio, rewritten, control = _change(house, 0 if quick else 5)
        seconds = 0.0 if quick else _timed(house, 3, None)
    quickly = quick or (ratio <= SAME and seconds <= MOST_SECONDS)
    accepted = tampered + wrong + let_in + cheap["accepted"]
    return {
        "ok": bool(not accepted and not rewritten and cheap["floor"] and cheap["control"]
                   and control and quickly),
        "accepted": accepted, "floor_mib": FLOOR.memory_kib // 1024,
        "made_mib": cheap["made_mib"], "tampered": tampered, "wrong": wrong, "slips": slips,
        "change_time_ratio": ratio, "change_seconds": round(seconds, 2),
        "control_cheap_opens": cheap["control"], "control_rewritten": control,
    }  # fmt: skip


def _document(house: Drilled) -> Document:
    document: Document = json.loads(key_file(house.path).read_text("utf-8"))
    return document


def _signed(document: Document) -> Document:
    """With a right sum again: whoever tampers knows how it is made."""
    rest = {name: value for name, value in document.items() if name != "sum"}
    return {**rest, "sum": fingerprint(rest)}


def _opens(house: Drilled, document: Document, secret: str = PASSPHRASE) -> bool:
    """Whether the data key comes out of this document."""
    path = house.folder / "tampered.keys"
    path.write_text(json.dumps(document), "utf-8")
    try:
        return Keys.open(path).unlock_with_passphrase(secret).dek == house.dek
    except Problem:
        return False


def _cheap_slots(house: Drilled, quick: bool) -> dict[str, Any]:
    """Slots whose guess would cost less than the floor are refused before any guess; and what the
    program makes by itself never does.
    """
    document = _document(house)
    header = {name: value for name, value in document.items() if name not in ("slots", "sum")}
    accepted = 0
    under = ((8, 1, 1), (1024, 30, 4), (64 * 1024 - 1, 3, 4), (64 * 1024, 2, 4), (64 * 1024, 3, 3))
    for memory, passes, lanes in under[: 2 if quick else None]:
        weak = _slot(header, Costs(memory, passes, lanes), house.dek)
        accepted += _opens(house, with_slots(header, [weak]))
    strong = with_slots(header, [_slot(header, FLOOR, house.dek)])
    costs = FLOOR if quick else None  # None: as the program chooses by itself
    usual = make_slot(header, "staff", "Olive", PASSPHRASE.encode(), house.dek, costs)
    return {
        "accepted": accepted, "floor": usual.costs.bearable(), "control": _opens(house, strong),
        "made_mib": usual.costs.memory_kib // 1024,
    }  # fmt: skip


def _slot(header: Document, costs: Costs, dek: bytes) -> Slot:
    """A slot as somebody would make it who does not ask what a guess costs."""
    import os
    from dataclasses import replace

    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key = hash_secret_raw(
        PASSPHRASE.encode(), salt, time_cost=costs.passes, memory_cost=costs.memory_kib,
        parallelism=costs.lanes, hash_len=KEY_BYTES, type=Type.ID,
    )  # fmt: skip
    slot = Slot("cheap", "staff", "Olive Owner", costs, salt, nonce, b"")
    return replace(slot, sealed=AESGCM(key).encrypt(nonce, dek, slot.bound_to(header)))


def _tampered(house: Drilled, rng: random.Random, times: int) -> int:
    """One part of a slot or the header changed, the sum made right again: none opens."""
    return sum(
        _opens(house, _signed(changed)) for changed in _changes(_document(house), rng, times)
    )


def _changes(document: Document, rng: random.Random, times: int) -> Iterator[Document]:
    parts: tuple[Callable[[Document], None], ...] = (
        lambda d: _bend(d["slots"][0], "salt", rng),
        lambda d: _bend(d["slots"][0], "nonce", rng),
        lambda d: _bend(d["slots"][0], "sealed", rng),
        lambda d: d["slots"][0].update(id="0123456789abcdef"),
        lambda d: d["slots"][0]["kdf"].update(lanes=5),
        lambda d: d["slots"][0]["kdf"].update(passes=4),
        lambda d: d.update(file="0123456789abcdef"),
        lambda d: d.update(practice=True),
        lambda d: d["slots"][0].update(sealed=d["slots"][1]["sealed"]),
        lambda d: d["slots"][0].update(kind="recovery"),
    )
    for number in range(times):
        changed = copy.deepcopy(document)
        parts[number % len(parts)](changed)
        yield changed


def _bend(slot: dict[str, Any], name: str, rng: random.Random) -> None:
    text = slot[name]
    at = rng.randrange(len(text) - 4)
    other = "A" if text[at] != "A" else "B"
    slot[name] = text[:at] + other + text[at + 1 :]


def _wrong_words(house: Drilled, times: int) -> int:
    """Passphrases that are nearly right, the old one, and the old code: none opens."""
    near = (
        PASSPHRASE.upper(), PASSPHRASE[:-1], PASSPHRASE + "s", PASSPHRASE.replace("e", "a"),
        OTHER, PASSPHRASE[::-1], PASSPHRASE.replace(" ", ""), "correct horse batter y",
    )  # fmt: skip
    accepted = sum(
        _opens(house, _document(house), near[number % len(near)] + "!" * (number // len(near)))
        for number in range(times)
    )
    opened = Keys.open(key_file(house.path))
    first = opened.new_recovery_code(house.dek)
    second = opened.new_recovery_code(house.dek)
    opened.change_passphrase(opened.staff_slots[0].slot_id, PASSPHRASE, OTHER, FLOOR)
    accepted += _opens(house, _document(house), PASSPHRASE)
    accepted += _by_code(house, first)
    if _by_code(house, second) is not True or not _opens(house, _document(house), OTHER):
        accepted += 1  # the right ones must open, or the drill is blind
    opened.change_passphrase(opened.staff_slots[0].slot_id, OTHER, PASSPHRASE, FLOOR)
    return accepted


def _by_code(house: Drilled, code: str) -> bool:
    try:
        return Keys.open(key_file(house.path)).unlock_with_code(code) == house.dek
    except Problem:
        return False


def _slips(house: Drilled, rng: random.Random, times: int) -> tuple[int, int]:
    """Three to six letters of the right code are wrong: few pass the check letters, none opens."""
    opened = Keys.open(key_file(house.path))
    right = opened.new_recovery_code(house.dek).replace("-", "")
    accepted, tries = 0, 0
    for _ in range(times):
        letters = list(right if rng.random() < 0.9 else new_code().replace("-", ""))
        for at in rng.sample(range(len(letters)), rng.randint(3, 6)):
            letters[at] = rng.choice(LETTERS.replace(letters[at], ""))
        try:
            read_code("".join(letters))
        except Problem:
            continue
        tries += 1
        accepted += _by_code(house, "".join(letters))
    return times, accepted


def _change(house: Drilled, times: int) -> tuple[float, bool, bool]:
    """How much longer a passphrase takes to change beside a file fifty times as large, and whether
    a byte of the file changed. The control: a file that is written anew does change.
    """
    small = _timed(house, times) if times else 0.0
    big = house.path.with_name("big.db")
    with house.path.open("rb") as file:
        data = file.read()
    big.write_bytes(data * 50)
    before = big.read_bytes()
    key_file(big).write_bytes(key_file(house.path).read_bytes())
    large = _timed(Drilled(house.folder, big, house.dek), max(times, 1))
    rewritten = big.read_bytes() != before
    _rewrite(big)
    return round(large / small, 2) if small else 0.0, rewritten, big.read_bytes() != before


def _rewrite(path: Path) -> None:
    """What a program does that encrypts the records with the passphrase itself."""
    path.write_bytes(bytes(byte ^ 1 for byte in path.read_bytes()[:4096]))


def _timed(house: Drilled, times: int, costs: Costs | None = FLOOR) -> float:
    """Seconds that a new passphrase takes, the middle of so many; None: as the program chooses."""
    spans = []
    for _ in range(times):
        opened = Keys.open(key_file(house.path))
        slot = opened.staff_slots[0].slot_id
        begun = time.perf_counter()
        opened.change_passphrase(slot, PASSPHRASE, OTHER, costs)
        spans.append(time.perf_counter() - begun)
        opened.change_passphrase(slot, OTHER, PASSPHRASE, costs)
    return statistics.median(spans)
