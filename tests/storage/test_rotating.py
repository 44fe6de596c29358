"""Another data key for the house: nothing is lost, the old key opens nothing new, and a power cut
leaves the old or the new, both with their keys.
"""

import json
from contextlib import closing
from functools import cache

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.cli import main
from sobrhouse.domain.staff import SYSTEM, Permission, Role
from sobrhouse.domain.stages import Stage
from sobrhouse.problems import Busy, Problem, WrongPassphrase
from sobrhouse.queries.weekly import weekly_report
from sobrhouse.services.staff import add_staff
from sobrhouse.storage.access import needs
from sobrhouse.storage.backups.backup import verify_backup
from sobrhouse.storage.backups.keeping import back_up_everywhere, home_of
from sobrhouse.storage.backups.restore_tests import last_tried, try_if_due, try_restore
from sobrhouse.storage.checks import check
from sobrhouse.storage.keys import slots
from sobrhouse.storage.keys.keys import Keys, Present, key_file
from sobrhouse.storage.keys.places import NEXT
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.rotating import Rotated, note_rotation, rotate
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, Secret
from sobrhouse.storage.work import Work
from tests import make
from tests.conftest import OWNER
from tests.drills.houses import NOW, PASSPHRASE, Drilled, add_note, drilled, texts
from tests.make import MONDAY, SUNDAY
from ui.app.backups_kept import BackupsKept


@pytest.fixture(autouse=True)
def _stretched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same passphrase, salt and costs give the same key, which takes time and 64 MiB."""
    monkeypatch.setattr(slots, "stretch", cache(slots.stretch))


SECOND, THIRD = "second horse battery", "third horse battery"


def _people(house: Drilled) -> list[Present]:
    """A manager who is here and one who left; gives those who are here."""
    keys = Keys.open(key_file(house.path))
    with house.open() as store:
        for name, passphrase in (("Max Manager", SECOND), ("Gone Gary", THIRD)):
            slot = keys.add_slot(house.dek, name, passphrase, FLOOR)
            store.write(SYSTEM, add_staff, name, Role.MANAGER, [1], slot)
    first, second = keys.staff_slots[:2]
    return [Present(first.slot_id, first.label, PASSPHRASE),
            Present(second.slot_id, second.label, SECOND)]


def _rotate(house: Drilled, present: list[Present]) -> Rotated:
    return rotate(house.path, house.dek, present, house.folder / "backups", NOW, FLOOR)


def test_a_new_key_keeps_all_and_shuts_out_who_left() -> None:
    with drilled(notes=4) as house:
        present = _people(house)
        with house.open() as store:
            before, head = store.read(SYSTEM, texts), store.verify_log()
        with pytest.raises(Problem, match="takes two people"):
            _rotate(house, present[:1])
        wrong = [present[0], Present(present[1].slot_id, present[1].label, "not the passphrase")]
        with pytest.raises(WrongPassphrase):
            _rotate(house, wrong)
        old_keys, old_file = key_file(house.path).read_bytes(), house.path.read_bytes()
        done = _rotate(house, present)
        assert done.without_key == ("Gone Gary",)
        _all_is_there(house, done, before, head.rows)
        _power_cuts(house, done, old_keys, old_file)


def _all_is_there(
    house: Drilled, done: Rotated, before: frozenset[str], entries: int
) -> None:
    keys = Keys.open(key_file(house.path))
    for passphrase in (PASSPHRASE, SECOND):
        assert keys.unlock_with_passphrase(passphrase).dek == done.dek
    assert keys.unlock_with_code(done.recovery_code) == done.dek
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(THIRD)
    assert not check(house.path, house.dek).ok  # the old key opens nothing now
    with closing(Store.open(house.path, done.dek)) as store:
        assert store.read(SYSTEM, texts) == before
        verdict = store.verify_log()
        assert verdict.ok and verdict.rows > entries
        gone = next(a for a in store.accounts() if a.name == "Gone Gary")
        assert gone.slot_id is None and not gone.active
    backup = done.backup.path
    old = Keys.open(key_file(backup)).unlock_with_passphrase(THIRD).dek
    assert verify_backup(backup, old).ok


def _power_cuts(house: Drilled, done: Rotated, old_keys: bytes, old_file: bytes) -> None:
    """The two moments between the database's rename and the keys'."""
    path, keys = house.path, key_file(house.path)
    new_keys, new_file = keys.read_bytes(), path.read_bytes()
    waiting = keys.with_name(keys.name + NEXT)
    told = {"database": path.name, "salt": new_file[:16].hex(), "keys": json.loads(new_keys)}
    for file, wanted in ((new_file, done.dek), (old_file, house.dek)):
        path.write_bytes(file)
        keys.write_bytes(old_keys)
        waiting.write_text(json.dumps(told), "ascii")
        assert Keys.open(keys).unlock_with_passphrase(PASSPHRASE).dek == wanted
        assert not waiting.exists()
    path.write_bytes(new_file)


def test_one_is_enough_where_nobody_else_is_on_the_staff_who_then_says_why() -> None:
    with drilled(notes=1) as house:
        (me,) = Keys.open(key_file(house.path)).staff_slots
        present = [Present(me.slot_id, me.label, PASSPHRASE)]
        with pytest.raises(Problem, match="say why you do this alone") as refused:
            _rotate(house, present)
        assert refused.value.field == "reason"
        done = rotate(house.path, house.dek, present, house.folder / "backups", NOW, FLOOR,
                      reason="Stolen laptop")  # fmt: skip
        assert done.without_key == ()
        assert check(house.path, done.dek).ok
        with closing(Store.open(house.path, done.dek)) as rotated:
            assert rotated.read(SYSTEM, told_why) == ["Stolen laptop"]


def test_the_weekly_report_says_that_one_person_changed_the_key_alone(store: Store) -> None:
    house = make.house(store)

    def told() -> list[str]:
        notes = store.read(OWNER, weekly_report, house, MONDAY, SUNDAY).notes
        return [line.text for line in notes]

    store.write(OWNER, another_audit_key)
    store.write(OWNER, note_rotation, ())  # two people did this one
    assert told() == []
    store.write(OWNER, note_rotation, (), "Stolen laptop")
    (line,) = told()
    assert "Olive Owner" in line and line.endswith("has a passphrase: Stolen laptop")


@needs(Permission.START, house_free=True)
def told_why(session: Session) -> list[str]:
    """The reasons of those who changed the key alone."""
    query = select(AuditEntry.payload).where(AuditEntry.action == "keys.rotated")
    return [json.loads(row)["alone_why"] for row in session.execute(query).scalars()]


def another_audit_key(work: Work) -> None:
    """As a rotation leaves one."""
    work.require(Permission.MANAGE_STAFF)
    work.session.add(Secret(name="audit", number=2, wrapped="-"))
    work.record("test.made", None)


def test_what_a_command_writes_meanwhile_is_not_lost() -> None:
    with drilled(notes=1) as house:
        slot = Keys.open(key_file(house.path)).staff_slots[0]
        before = key_file(house.path).read_bytes()

        def come_in(stage: str) -> None:
            if stage == Stage.CHECK:  # the copy is made
                with house.open() as store:
                    store.write(SYSTEM, add_note, "meanwhile")

        with pytest.raises(Busy, match="recorded meanwhile"):
            rotate(
                house.path, house.dek, [Present(slot.slot_id, slot.label, PASSPHRASE)],
                house.folder / "backups", NOW, FLOOR, come_in,
                reason="Stolen laptop",
            )  # fmt: skip
        assert key_file(house.path).read_bytes() == before
        assert not list(house.folder.glob("*.part")) + list(house.folder.glob(f"*{NEXT}"))
        with house.open() as store:
            assert "meanwhile" in store.read(SYSTEM, texts)


def test_backups_with_the_key_before_are_told_so_and_never_called_damaged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with drilled(notes=4) as house:
        with house.open() as store:
            (older,) = back_up_everywhere(store, drives=[]).made
        present = _people(house)
        _rotate(house, present)
        dek = Keys.open(key_file(house.path)).unlock_with_passphrase(PASSPHRASE).dek
        now = Drilled(house.folder, house.path, dek)
        with now.open() as store:
            assert try_if_due(store) is None, "there is none with this key"
            with pytest.raises(Problem, match="Nothing is wrong with it"):
                try_restore(store, older.path, home_of(store))  # type: ignore[arg-type]
            assert store.read(SYSTEM, last_tried) is None
            (newer,) = back_up_everywhere(store, due=False, drives=[]).made
            tried = try_if_due(store)
            assert tried is not None and tried.ok and tried.label.endswith(newer.path.name)
            kept = BackupsKept(store, house.folder).backups()
        told = {seen.path: seen.key_before for seen in kept}
        assert told[newer.path] is False and told[older.path] is True and len(told) == 3
        monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
        assert main(["--db", str(house.path), "backups"]) == 0
        said = capsys.readouterr().out
        assert said.count("from before the key was changed: not looked at") == 2
        assert said.count("whole") == 1
