"""Keys: every way in opens, every other way is refused, and a change of the file is noticed."""

import json
import random
import stat
import time
from pathlib import Path

import pytest

from sobrhouse.domain import recovery_codes
from sobrhouse.problems import Damaged, NewerFile, NotFound, Problem, WrongPassphrase
from sobrhouse.storage.keys import slots
from sobrhouse.storage.keys.documents import with_slots
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.pin_lock import PinLock
from sobrhouse.storage.keys.sealing import database_key, seal, unseal
from sobrhouse.storage.keys.slots import FLOOR, FULL, Costs, fingerprint

DANA = "correct horse battery"
SAM = "staple under the stairs"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One key file with two staff slots: (text, data key, recovery code, Sam's slot)."""
    path = tmp_path_factory.mktemp("keys") / "house.keys"
    keys, dek, code = Keys.create(path, "Dana R", DANA, costs=FLOOR)
    slot = keys.add_slot(dek, "Sam", SAM, FLOOR)
    return path.read_text(), dek, code, slot


@pytest.fixture
def path(made, tmp_path):
    file = tmp_path / "house.keys"
    file.write_text(made[0])
    return file


def rewritten(path: Path, change) -> None:
    """Change the document and sum it anew, as somebody would who knows the format."""
    document = json.loads(path.read_text())
    change(document)
    document.pop("sum", None)
    path.write_text(json.dumps({**document, "sum": fingerprint(document)}))


def test_each_passphrase_and_the_code_give_the_same_key(made, path):
    _, dek, code, slot = made
    keys = Keys.open(path)
    assert keys.unlock_with_passphrase(DANA, "dana  r").dek == dek
    assert keys.unlock_with_passphrase(SAM).slot_id == slot
    assert keys.unlock_with_code(code) == dek
    assert len(dek) == len(database_key(dek)) == 32 != dek


def test_a_wrong_passphrase_or_the_wrong_persons_is_refused(path):
    keys = Keys.open(path)
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(DANA.upper())
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(SAM, "Dana R")
    with pytest.raises(NotFound, match="Nobody called Kim"):
        keys.unlock_with_passphrase(SAM, "Kim")


def test_the_key_file_is_the_owners_alone_and_stands_beside_the_database(tmp_path):
    database = tmp_path / "house.db"
    Keys.create(key_file(database), "Dana", DANA, practice=True, costs=FLOOR)
    file = tmp_path / "house.keys"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Keys.open(file).practice
    assert [entry.name for entry in tmp_path.iterdir()] == ["house.keys"]
    with pytest.raises(Problem, match="already"):
        Keys.create(file, "Dana", DANA, costs=FLOOR)


def test_neither_passphrase_nor_key_nor_code_stands_in_the_file(made):
    text, dek, code, _ = made
    for secret in (DANA, SAM, dek.hex(), code, code.replace("-", "")):
        assert secret not in text


def test_a_changed_passphrase_opens_and_the_old_one_no_longer(made, path):
    _, dek, code, slot = made
    keys = Keys.open(path)
    keys.change_passphrase(slot, SAM, "a new one for Sam", FLOOR)
    again = Keys.open(path)
    assert again.unlock_with_passphrase("a new one for Sam", "Sam").dek == dek
    assert again.unlock_with_code(code) == dek
    with pytest.raises(WrongPassphrase):
        again.unlock_with_passphrase(SAM, "Sam")
    with pytest.raises(WrongPassphrase):
        again.change_passphrase(slot, SAM, "yet another one", FLOOR)


def test_full_costs_are_taken_where_the_computer_can(made, path, monkeypatch):
    assert Costs(256 * 1024, 3, 4) == FULL
    monkeypatch.setattr(slots, "FULL", FULL)
    keys = Keys.open(path)
    begun = time.perf_counter()
    keys.replace_passphrase(made[1], made[3], "a slower one for Sam")
    passed = time.perf_counter() - begun
    costs = json.loads(path.read_text())["slots"][2]["kdf"]["memory_kib"]
    assert costs == FULL.memory_kib or (costs == FLOOR.memory_kib and passed > 2)


def test_a_new_recovery_code_ends_the_old_one(made, path):
    _, dek, code, _ = made
    keys = Keys.open(path)
    fresh = keys.new_recovery_code(dek)
    assert keys.unlock_with_code(fresh) == dek
    with pytest.raises(WrongPassphrase, match="newer printed page"):
        keys.unlock_with_code(code)


def test_slots_are_renamed_and_removed_but_the_last_one_stays(made, path):
    _, dek, _, slot = made
    keys = Keys.open(path)
    with pytest.raises(Problem, match="already"):
        keys.rename_slot(slot, "DANA R")
    keys.rename_slot(slot, "Samira")
    assert Keys.open(path).unlock_with_passphrase(SAM, "samira").dek == dek
    keys.remove_slot(slot)
    with pytest.raises(NotFound):
        keys.change_passphrase(slot, SAM, "a new one for Sam", FLOOR)
    with pytest.raises(Problem, match="last passphrase"):
        keys.remove_slot(keys.staff_slots[0].slot_id)


def test_two_programs_changing_one_file_lose_nothing(made, path):
    _, dek, _, slot = made
    one, other = Keys.open(path), Keys.open(path)
    one.add_slot(dek, "Kim", "quiet river stones", FLOOR)
    other.rename_slot(slot, "Samira")
    assert [s.label for s in Keys.open(path).staff_slots] == ["Dana R", "Samira", "Kim"]


def test_short_or_monotonous_passphrases_are_refused_in_words(made, path):
    keys = Keys.open(path)
    for passphrase in ("", "eleven char", "aaaaaaaaaaaaaaaa", "abababababab"):
        with pytest.raises(Problem) as refused:
            keys.add_slot(made[1], "Kim", passphrase, FLOOR)
        assert refused.value.field == "passphrase"


def test_costs_under_the_floor_are_never_used(made, path):
    keys = Keys.open(path)
    weak = (Costs(8, 1, 1), Costs(FLOOR.memory_kib - 1, 3, 4), Costs(FLOOR.memory_kib, 2, 4))
    for costs in weak:
        with pytest.raises(ValueError, match="floor"):
            keys.add_slot(made[1], "Kim", SAM, costs)


@pytest.mark.parametrize(("name", "value"), [
    ("memory_kib", FLOOR.memory_kib - 1), ("memory_kib", 2**40), ("passes", 1), ("passes", 10**9),
    ("lanes", 1), ("lanes", 0), ("name", "argon2i"), ("version", 16), ("memory_kib", "much"),
])
def test_a_key_file_with_weaker_or_absurd_costs_is_damaged(path, name, value):
    rewritten(path, lambda document: document["slots"][0]["kdf"].update({name: value}))
    with pytest.raises(Damaged):
        Keys.open(path)


def test_costs_lowered_to_the_floor_by_hand_open_nothing(tmp_path):
    """Somebody who knows the format cannot lower what a guess costs: costs are sealed in."""
    path = tmp_path / "house.keys"
    Keys.create(path, "Dana", DANA, costs=Costs(FLOOR.memory_kib * 2, 3, 4))
    rewritten(path, lambda d: d["slots"][0]["kdf"].update(memory_kib=FLOOR.memory_kib))
    with pytest.raises(WrongPassphrase):
        Keys.open(path).unlock_with_passphrase(DANA)


@pytest.mark.parametrize("change", [
    lambda d: d.update(practice=True),
    lambda d: d.update(file="0" * 16),
    lambda d: d["slots"][0].update(id="0" * 16),
    lambda d: d["slots"][0].update(sealed=d["slots"][2]["sealed"]),
    lambda d: d["slots"][0].update(salt=d["slots"][2]["salt"]),
])
def test_a_tampered_slot_opens_nothing_even_when_summed_anew(path, change):
    rewritten(path, change)
    with pytest.raises(WrongPassphrase):
        Keys.open(path).unlock_with_passphrase(DANA, "Dana R")


def test_a_key_file_of_a_later_version_is_refused_untouched(path):
    rewritten(path, lambda document: document.update(format=2))
    before = path.read_bytes()
    with pytest.raises(NewerFile):
        Keys.open(path)
    assert path.read_bytes() == before


def test_every_flipped_bit_of_the_key_file_is_noticed(path):
    """600 bits all over the file: damaged, and never a wrong passphrase or a wrong key."""
    text = path.read_bytes()
    rng = random.Random(7)
    for _ in range(600):
        place, bit = rng.randrange(len(text)), 1 << rng.randrange(8)
        flipped = bytearray(text)
        flipped[place] ^= bit
        path.write_bytes(flipped)
        try:
            keys = Keys.open(path)
        except (Damaged, NewerFile):
            continue
        # Only a blank between two fields, or the case of a letter in an escape, may say nothing.
        assert json.loads(flipped) == json.loads(text), f"bit {bit} of byte {place}"
        assert len(keys.slots) == 3


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "\x00\x01", "{" * 5000, '{"format":1}'])
def test_what_is_no_key_file_is_damaged(path, text):
    path.write_text(text)
    with pytest.raises(Damaged):
        Keys.open(path)


def test_a_missing_key_file_says_where_a_copy_stands(tmp_path):
    with pytest.raises(NotFound, match=r"house\.keys is missing"):
        Keys.open(tmp_path / "house.keys")


def test_no_slots_or_doubled_slots_are_damaged(path):
    document = json.loads(path.read_text())
    header = {name: document[name] for name in ("format", "file", "practice")}
    path.write_text(json.dumps(with_slots(header, [])))
    with pytest.raises(Damaged):
        Keys.open(path)
    document["slots"].append(document["slots"][0])
    path.write_text(json.dumps(document))
    rewritten(path, lambda _: None)
    with pytest.raises(Damaged):
        Keys.open(path)


def test_a_code_is_read_however_it_is_typed(made, path):
    _, dek, code, _ = made
    keys = Keys.open(path)
    sloppy = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert keys.unlock_with_code(f" {sloppy}\n") == dek
    assert recovery_codes.read_code(code.replace("-", "\u2013")) == code.replace("-", "")


def test_three_thousand_slips_in_a_code_are_all_noticed_before_the_slow_part():
    rng = random.Random(2)
    for _ in range(3_000):
        letters = list(recovery_codes.new_code().replace("-", ""))
        one, two = rng.sample(range(28), 2)
        kind = rng.randrange(5)
        if kind == 0:
            letters[one] = rng.choice(recovery_codes.LETTERS.replace(letters[one], ""))
        elif kind == 1:
            for place in (one, two):
                letters[place] = rng.choice(recovery_codes.LETTERS.replace(letters[place], ""))
        elif kind == 2:
            if letters[one] == letters[two]:
                continue
            letters[one], letters[two] = letters[two], letters[one]
        elif kind == 3:
            del letters[one]
        else:
            letters.insert(one, letters[two])
        with pytest.raises(Problem) as refused:
            recovery_codes.read_code("".join(letters))
        assert refused.value.field == "code"


def test_every_new_code_is_sound_and_none_comes_twice():
    codes = {recovery_codes.new_code() for _ in range(2000)}
    assert len(codes) == 2000
    for code in codes:
        assert recovery_codes.in_groups(recovery_codes.read_code(code)) == code


def test_a_sealed_secret_opens_only_under_its_own_name_and_key(made):
    dek = made[1]
    sealed = seal(dek, "audit key 1", b"secret")
    assert unseal(dek, "audit key 1", sealed) == b"secret"
    for key, name, data in (
        (dek, "audit key 2", sealed), (bytes(32), "audit key 1", sealed),
        (dek, "audit key 1", sealed[:-1]), (dek, "audit key 1", b""),
    ):
        with pytest.raises(Damaged):
            unseal(key, name, data)


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_right_pin_opens_for_twelve_hours():
    clock = Clock()
    lock = PinLock(clock)
    lock.remember(7, "493817", bytes(range(32)), FLOOR)
    clock.now += 12 * 3600 - 1
    assert lock.unlock(7, "493817") == bytes(range(32))
    clock.now += 1
    assert not lock.holds(7)
    with pytest.raises(WrongPassphrase, match="passphrase"):
        lock.unlock(7, "493817")


def test_five_wrong_pins_leave_only_the_passphrase_for_everybody():
    lock = PinLock(Clock())
    lock.remember(7, "493817", bytes(32), FLOOR)
    lock.remember(8, "271828", bytes(32), FLOOR)
    for _ in range(4):
        with pytest.raises(WrongPassphrase, match="did not match"):
            lock.unlock(7, "493818")
    with pytest.raises(WrongPassphrase, match="switched off"):
        lock.unlock(8, "271829")
    assert not lock.holds(7)
    assert not lock.holds(8)


def test_a_right_pin_starts_the_count_anew_and_anothers_pin_does_not_open():
    lock = PinLock(Clock())
    lock.remember(7, "493817", bytes(32), FLOOR)
    lock.remember(8, "271828", bytes(32), FLOOR)
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(WrongPassphrase):
                lock.unlock(7, "271828")
        lock.unlock(7, "493817")


@pytest.mark.parametrize("pin", ["", "12345", "1" * 13, "111111", "123456", "987654", "12a456"])
def test_a_weak_pin_is_refused(pin):
    with pytest.raises(Problem) as refused:
        PinLock(Clock()).remember(7, pin, bytes(32), FLOOR)
    assert refused.value.field == "pin"
