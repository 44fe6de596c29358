"""Places of backups: a stick is known by its mark, wherever it turns up, and never guessed."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import DiskFull, NotFound, Problem, Stopped
from sobrhouse.queries.backups import backup_safety
from sobrhouse.storage.backups import places
from sobrhouse.storage.backups.backup import backups, verify_backup
from sobrhouse.storage.backups.keeping import back_up_everywhere, newest_in
from sobrhouse.storage.backups.places import add_place, forget_place, places_of
from sobrhouse.storage.keys.keys import key_file
from tests import make
from tests.conftest import NOW

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The top of a drive that is plugged in."""
    top = tmp_path / "media" / "KINGSTON"
    top.mkdir(parents=True)
    return top


def pulled_out(stick: Path, to: Path) -> None:
    """Its files are elsewhere, and an empty folder is left where it was."""
    shutil.move(stick, to)
    stick.mkdir()


def made_in(store, drives) -> list[str]:
    outcome = back_up_everywhere(store, drives=drives)
    assert not outcome.failed
    return sorted(str(done.path.parent.name) for done in outcome.made)


def test_without_a_choice_backups_lie_beside_the_database(store):
    known = places_of(store.path)
    assert known.home == store.path.parent / "backups" and known.others == ()
    assert [r.label for r in known.reached([])] == ["backups"]


def test_both_places_get_a_whole_backup_and_the_log_tells_which_left_the_computer(store, stick):
    make.house(store)
    place = add_place(store.path, stick / "sobrhouse backups", "KINGSTON", stick)
    assert place.away and place.inside == "sobrhouse backups"
    assert made_in(store, [stick]) == ["backups", "sobrhouse backups"]
    (found,) = backups(stick / "sobrhouse backups", "house")
    assert verify_backup(found.path, store.dek).ok and key_file(found.path).exists()
    assert store.read(SYSTEM, newest_in, "KINGSTON").at == NOW
    assert store.read(SYSTEM, newest_in, "KING") is None, "a name is not taken for a longer one"
    assert made_in(store, [stick]) == [], "nothing changed but the log of backups"


def test_a_stick_is_found_under_another_letter_and_its_empty_folder_is_not_written_to(
    store, stick, tmp_path, clock
):
    make.house(store)
    add_place(store.path, stick / "sobrhouse backups", "KINGSTON", stick)
    assert len(made_in(store, [])) == 2
    elsewhere = tmp_path / "media" / "KINGSTON1"
    pulled_out(stick, elsewhere)
    (stick / "sobrhouse backups").mkdir()  # as another program may leave it
    make.house(store, name="Another")
    clock.forward(hours=2)
    assert made_in(store, [stick]) == ["backups"], "it is away: only this computer's folder"
    assert list((stick / "sobrhouse backups").iterdir()) == []
    make.house(store, name="A third")
    clock.forward(hours=2)
    assert len(made_in(store, [stick, elsewhere])) == 2
    assert len(backups(elsewhere / "sobrhouse backups", "house")) == 2
    assert Path(places_of(store.path).others[0].folder) == elsewhere / "sobrhouse backups"


def test_a_stick_that_comes_back_gets_what_it_missed_at_once(store, stick, tmp_path, clock):
    house = make.house(store)
    add_place(store.path, stick / "b", "KINGSTON", stick)
    made_in(store, [stick])
    elsewhere = tmp_path / "drawer"
    pulled_out(stick, elsewhere)
    make.resident(store)
    clock.forward(hours=2)
    assert made_in(store, [stick]) == ["backups"]
    shutil.rmtree(stick)
    shutil.move(elsewhere, stick)
    assert made_in(store, [stick]) == ["b"], "this computer's is young, the stick's is old"
    assert house and made_in(store, [stick]) == []


def test_a_place_from_which_the_backups_were_taken_gets_a_new_one(store):
    make.house(store)
    assert made_in(store, []) == ["backups"]
    shutil.rmtree(store.path.parent / "backups")
    assert made_in(store, []) == ["backups"]


def test_a_clock_that_was_ahead_holds_up_no_backup(store, clock):
    make.house(store)
    clock.forward(days=400)
    made_in(store, [])
    clock.forward(days=-400)
    make.house(store, name="Another")
    assert made_in(store, []) == ["backups"]
    assert store.read(SYSTEM, backup_safety).last == NOW
    make.house(store, name="A third")
    assert made_in(store, []) == [], "an hour has not passed"


def test_one_place_that_fails_keeps_no_other_from_its_backup(store, stick, monkeypatch):
    make.house(store)
    place = add_place(store.path, stick / "b", "KINGSTON", stick)

    def pull(what, _n, _of):
        if what == "copying" and (stick / "b").is_dir() and list((stick / "b").glob("*.part")):
            shutil.rmtree(stick)

    outcome = back_up_everywhere(store, drives=[stick], going=pull)
    assert [done.path.parent.name for done in outcome.made] == ["backups"]
    ((failed, problem),) = outcome.failed
    assert failed.place_id == place.place_id and isinstance(problem, NotFound)
    assert problem.sentence.startswith("KINGSTON was taken out before its backup was done.")
    assert store.read(SYSTEM, newest_in, "KINGSTON") is None


def test_a_full_stick_is_said_as_such_and_the_records_as_safe(store, stick, monkeypatch):
    make.house(store)
    add_place(store.path, stick / "b", "KINGSTON", stick)

    def full(_source, folder):
        raise DiskFull(f"The disk under {folder.name} is full.")

    monkeypatch.setattr("sobrhouse.storage.copies.room_for", full)
    outcome = back_up_everywhere(store, drives=[stick])
    here, there = (problem.sentence for _place, problem in outcome.failed)
    assert here.startswith("The folder for backups is full, so no backup was made there.")
    assert there.startswith("KINGSTON is full, so no backup was made there. The records are safe.")


def test_a_backup_that_is_stopped_leaves_nothing(store):
    make.house(store)
    seen = []

    def stop(what, n, of):
        seen.append((what, n, of))
        if what == "checking":
            raise Stopped("Stopped.")

    with pytest.raises(Stopped):
        back_up_everywhere(store, going=stop, drives=[])
    assert list((store.path.parent / "backups").iterdir()) == []
    assert store.read(SYSTEM, backup_safety).last is None
    assert [what for what, _n, _of in seen if what == "copying"], "how far it is was told"
    assert all(n <= of for what, n, of in seen if what == "copying")


def test_names_of_places_are_told_apart_and_a_mark_serves_another_house(store, stick, tmp_path):
    first = add_place(store.path, stick / "b", "STICK", stick)
    second = add_place(store.path, tmp_path / "other", "stick")
    assert (first.label, second.label) == ("STICK", "stick (2)")
    assert not second.away, "a folder on this computer leaves with it"
    assert add_place(tmp_path / "another.db", stick / "b", "S", stick).place_id == first.place_id
    again = add_place(store.path, stick / "b", "backups", stick)
    assert again.place_id == first.place_id and again.label == "backups (2)"
    assert len(places_of(store.path).others) == 2
    forget_place(store.path, first.place_id)
    assert [p.label for p in places_of(store.path).others] == ["stick (2)"]
    assert (stick / "b" / places.MARK).exists()


def test_a_folder_that_a_service_copies_away_counts_as_away(store, tmp_path):
    assert add_place(store.path, tmp_path / "Dropbox" / "b", "Cloud").away


def test_another_folder_on_this_computer_is_used_while_it_is_there(store, tmp_path):
    places.move_home(store.path, tmp_path / "second disk")
    assert places_of(store.path).home == store.path.parent / "backups"
    (tmp_path / "second disk").mkdir()
    assert places_of(store.path).home == tmp_path / "second disk"
    make.house(store)
    assert made_in(store, []) == ["second disk"]
    places.move_home(store.path, None)
    assert places_of(store.path).home == store.path.parent / "backups"


@pytest.mark.parametrize("said", ["", "{", "[]", "null", '{"others": 3}', '{"others": [{"x": 1}]}'])
def test_a_list_that_cannot_be_read_stops_no_backup(store, said):
    places.file_of(store.path).write_text(said)
    assert places_of(store.path).home == store.path.parent / "backups"


class PulledOut(type(Path())):  # type: ignore[misc]
    """A folder that went between the look for it and the look into it."""

    def is_dir(self, **_how: bool) -> bool:
        """It was there a moment ago."""
        return True


def test_a_drive_that_is_pulled_out_while_it_is_looked_at_has_no_backups(tmp_path):
    assert backups(PulledOut(tmp_path / "gone"), "house") == ()


def test_there_is_an_end_to_places(store, tmp_path):
    for number in range(places.MOST):
        add_place(store.path, tmp_path / str(number), f"place {number}")
    with pytest.raises(Problem, match="as many places"):
        add_place(store.path, tmp_path / "more", "more")
    told = json.loads(places.file_of(store.path).read_text())
    assert len(told["others"]) == places.MOST


def test_hourly_and_leaving_are_kept_for_each_place_apart(store, stick, clock):
    make.house(store)
    made_in(store, [])
    clock.forward(minutes=30)
    add_place(store.path, stick / "b", "KINGSTON", stick)
    assert made_in(store, [stick]) == ["b"]
    make.house(store, name="Another")
    clock.forward(minutes=31)
    assert made_in(store, [stick]) == ["backups"]
    leaving = back_up_everywhere(store, leaving=True, drives=[stick])
    assert [done.path.parent.name for done in leaving.made] == ["b"]
    assert store.read(SYSTEM, backup_safety).last == NOW + timedelta(minutes=61)
