"""The first run, walked with keys on real encrypted files: six steps, skipped or not, and back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sobrhouse.domain.imports import BedPlace, Existing
from sobrhouse.exchange.people import Answers, plan_import
from sobrhouse.queries.beds import census
from sobrhouse.queries.phases import phases_of
from sobrhouse.queries.readiness import get_ready
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.backups.backup import backups
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.words import speak
from tests.ui.conftest import let_go
from tests.ui.naming import nameless
from tests.ui.office.first_runs import PIN, WORDS, Run, first_run
from ui import theme
from ui.office.first_run.backup import Place
from ui.office.first_run.people import COLUMNS, is_spreadsheet, people_of
from ui.office.first_run.view import ORDER, FirstRun


@pytest.fixture
def run(tmp_path: Path, qapp: QApplication) -> Iterator[Run]:
    """A first run that is shown."""
    with first_run(tmp_path) as shown:
        yield shown


def test_six_steps_lead_from_nothing_to_a_house_with_people_rules_and_a_backup(run: Run) -> None:
    run.on()
    run.type("Dana Ruiz", WORDS, WORDS, PIN)
    assert run.page.place == "code"
    run.type(run.page.memory.code[-4:].lower())
    run.step.fields["rooms"].set_text("2 rooms with 2 beds\nAttic: 1 bed, upstairs")
    run.type("Maple Street House", "412 Maple Street")
    assert (run.page.place, run.desk.house_name()) == ("people", "Maple Street House")
    run.lines("Marcus Tate, 1A", "Sam Okafor, room 1 b", "Luis Garcia")
    assert run.page.next.words() == "Add 3 people"
    run.on()
    assert run.page.place == "rules"
    run.step.weekdays.setText("10p")
    run.step.drop_phase(run.step.lines[-1])
    run.on()
    stick = run.folder / "stick"
    run.step.show_places([Place(stick, "usb", "STICK", str(stick), run.folder)])
    run.on()
    assert run.ended == ["done"]
    house = run.desk.house_id
    assert [p.name for p in run.read(phases_of, house)] == ["Phase 1", "Phase 2"]
    known = run.read(house_settings, house)
    assert (known.get("curfew_weekdays"), known.get("curfew_weekend")) == ("22:00", "00:00")
    assert len(backups(stick, "house")) == 1
    lacking = [item.code for item in run.read(get_ready, house) if not item.done]
    assert lacking == ["meetings", "chores", "report"]
    counted = run.read(census, house, run.desk.today())
    assert (counted.beds, counted.filled) == (5, 2)


def test_all_but_the_keys_can_be_skipped_and_the_house_still_works(run: Run) -> None:
    run.on()
    assert run.page.skip.isHidden()
    run.to("code")
    assert run.page.skip.isHidden()
    assert run.page.back.isHidden()
    run.to("backup")
    run.page.skip.click()
    assert run.ended == ["done"]
    assert run.desk.house_name() == "Our house"
    assert run.read(phases_of, run.desk.house_id) == ()


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (("", WORDS, WORDS, PIN), "name"),
        (("Dana", "short", "short", PIN), "passphrase"),
        (("Dana", "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", PIN), "passphrase"),
        (("Dana", WORDS, "lamp river seven boot", PIN), "again"),
        (("Dana", WORDS, WORDS, "4839"), "pin"),
        (("Dana", WORDS, WORDS, "123456"), "pin"),
        (("Dana", WORDS, WORDS, "48a920"), "pin"),
    ],
)
def test_what_cannot_be_a_key_is_said_beside_its_field(
    run: Run, typed: tuple[str, ...], where: str
) -> None:
    run.on()
    run.type(*typed)
    assert run.page.place == "you"
    assert [name for name, one in run.step.fields.items() if one.faulty()] == [where]
    assert not run.database.exists()


def test_the_strength_of_a_passphrase_is_told_in_words(run: Run) -> None:
    run.on()
    said = []
    example, own = "Lamp river seven boots", "sand tulip nine doors"
    for text in ("lamp", "Dana Ruiz Dana", example, "lampriverseven", "lamp river boots", own):
        run.step.name.set_text("Dana Ruiz")
        run.step.passphrase.control.clear()
        QTest.keyClicks(run.step.passphrase.control, text)
        said.append(run.step.passphrase.control.accessibleDescription())
    assert said[0] == "8 more letters"
    assert all(words.startswith("Easy to guess") for words in said[1:3])
    assert [words.split(".")[0] for words in said[3:]] == ["Fair", "Good", "Strong"]


def test_a_mistyped_code_holds_one_up_and_the_last_group_is_covered_meanwhile(run: Run) -> None:
    run.to("code")
    code = run.page.memory.code
    assert not run.step.board.covered
    run.type("ZZZZ" if not code.endswith("ZZZZ") else "0000")
    assert run.page.place == "code"
    assert run.step.last.faulty()
    assert run.step.board.covered
    run.step.print_button.setFocus()
    assert not run.step.board.covered
    run.type(code[-4:])
    assert (run.page.place, run.page.memory.code) == ("house", "")
    assert Keys.open(key_file(run.database)).unlock_with_code(code)


def test_the_code_is_saved_as_a_paper(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run.to("code")
    path = run.folder / "code.pdf"
    monkeypatch.setattr("ui.office.first_run.code.ask_where", lambda *_given: path)
    run.step.save_button.click()
    assert path.read_bytes().startswith(b"%PDF")
    assert run.step.told.text() == "Saved code.pdf"


def test_the_pin_and_the_passphrase_open_the_house_afterwards(run: Run) -> None:
    run.to("house")
    assert run.vault.pins.unlock(run.desk.staff_id, PIN) == run.vault.key_of(WORDS).dek


def test_where_nothing_can_be_made_one_sentence_says_so_and_nothing_is_left(run: Run) -> None:
    run.to("you")
    (run.folder / ".stfolder").mkdir()  # a folder that a service copies is not safe
    run.type("Dana Ruiz", WORDS, WORDS, PIN)
    assert run.page.place == "you"
    assert not run.page.banner.isHidden()
    assert "Choose another folder" in run.page.banner.label.text()
    assert [f.name for f in run.folder.iterdir()] == [".stfolder"]
    assert run.page.next.isEnabled()


def test_whoever_stops_before_the_house_has_a_name_gets_a_new_code_then_the_house(
    run: Run,
) -> None:
    run.to("code")
    first = run.page.memory.code
    again = FirstRun(run.desk, run.page.setup, at="code")
    run.page = again
    run.window.show_content(again)
    assert again.memory.code not in ("", first)
    run.to("people")
    keys = Keys.open(key_file(run.database))
    assert len([slot for slot in keys.slots if slot.kind == "recovery"]) == 1


def test_back_keeps_what_was_typed_and_the_house_is_brought_in_line(run: Run) -> None:
    run.to("house")
    run.step.fields["rooms"].set_text("Room 1: 3 beds")
    run.type("Elm House")
    first = run.desk.house_id
    QTest.keyClick(run.page, Qt.Key.Key_Escape)
    assert (run.page.place, run.step.rooms.text()) == ("house", "Room 1: 3 beds")
    run.step.fields["rooms"].set_text("Room 1: 2 beds")
    run.type("Oak House")
    assert (run.desk.house_id, run.desk.house_name()) == (first, "Oak House")
    assert run.read(census, first, run.desk.today()).beds == 2


def test_lines_that_make_no_sense_are_said_and_nobody_is_added(run: Run) -> None:
    run.to("house")
    run.step.fields["rooms"].set_text("Room 1: 1 bed")
    run.type("Elm House")
    run.lines("Ann Lee, 1A", "Bob Ray, 1A")
    run.on()
    assert run.page.place == "people"
    assert run.step.lines.fault_text().startswith("Line 2")
    assert run.step.memory.people == 0


def test_cells_of_a_spreadsheet_open_the_import(run: Run) -> None:
    run.to("people")
    run.step.lines.box.setPlainText("Name\tPhone\nAnn Lee\t555 010 4471\nBob Ray\t")
    assert run.page.place == "file"
    assert run.step.view.stack.currentIndex() == 1
    run.page.go_back()
    assert run.page.place == "people"


FREE = date(2020, 1, 1)
BEDS = (BedPlace(1, "Room 1", "1A", FREE), BedPlace(2, "Room 1", "1B", FREE),
        BedPlace(3, "Attic", "A", FREE), BedPlace(4, "Basement", "A", FREE))  # fmt: skip


@pytest.mark.parametrize(("typed", "cells"), [
    ("Tate, Marcus", ("Tate, Marcus", "", "")),
    ("Marcus Tate, 1A", ("Marcus Tate", "1A", "")),
    ("Sam Okafor - 1b", ("Sam Okafor", "1b", "")),
    ("Sam Okafor, 1B, Sep 3", ("Sam Okafor", "1B", "2026-09-03")),
    ("Sam Okafor, 9/3/25; 1B", ("Sam Okafor", "1B", "2025-09-03")),
    ("Tate, Marcus, 1A", ("Tate, Marcus", "1A", "")),
    ("Marcus Tate, Dec 1", ("Marcus Tate", "", "2025-12-01")),
    ("Pete Wills, 9Z", ("Pete Wills", "9Z", "")),  # no such bed: said, and never a name
    ("Lee Park, A", ("Lee Park", "A", "")),
    ("Jean-Luc Roy", ("Jean-Luc Roy", "", "")),
    (", 1A", (", 1A", "", "")),
])
def test_a_bed_and_a_day_are_told_from_a_name(typed: str, cells: tuple[str, ...]) -> None:
    (line,) = people_of(f"\n{typed}\n", BEDS, date(2026, 11, 22)).lines
    assert line.cells == cells and line.number == 2


def test_a_bed_that_several_rooms_have_asks_for_the_room() -> None:
    table = people_of("Lee Park, A\nAn Mo, Attic A, Sep 3", BEDS, date(2026, 11, 22))
    plan = plan_import(table, COLUMNS, Answers(), Existing(beds=BEDS), date(2026, 11, 22))
    first, second = plan.rows
    assert first.problems[0].sentence == (
        "Several beds are called A. Say the room, too: Attic A.")
    assert (second.incoming.bed_id, second.incoming.move_in) == (3, date(2026, 9, 3))


def test_a_spreadsheet_is_told_from_names() -> None:
    assert not is_spreadsheet("Tate, Marcus\nSam")
    assert is_spreadsheet("a\tb\nc\td")


def test_a_rule_that_cannot_be_read_is_marked(run: Run) -> None:
    run.to("rules")
    run.step.weekend.setText("late")
    run.on()
    assert run.page.place == "rules"
    assert run.step.weekend.property("fault") == "true"
    assert "Curfew, Friday and Saturday" in run.page.banner.label.text()
    run.step.template.pick("peers")
    run.on()
    assert run.page.place == "backup"


def test_a_place_that_takes_no_backup_is_said_and_can_be_chosen_again(run: Run) -> None:
    run.to("backup")
    blocked = run.folder / "file"
    blocked.write_text("not a folder")
    run.step.show_places([Place(blocked / "in", "usb", "STICK", "")])
    run.on()
    assert run.page.next.isEnabled()
    assert run.ended == []
    assert not run.page.banner.isHidden()
    run.page.skip.click()
    assert run.ended == ["done"]


# Looks


LOOKS = (
    ((1366, 690), 1.0, "es"),
    ((1024, 600), 1.0, "en"),
    ((1024, 600), 1.0, "es"),
    ((1366, 690), 1.5, "en"),
    ((1366, 690), 1.5, "es"),
)


def too_wide(run: Run) -> list[str]:
    """What the step shows wider than it is, and whether the page itself needs more."""
    found = [
        type(child).__name__
        for child in run.step.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        if child.isVisible() and child.minimumSizeHint().width() > run.step.width()
    ]
    needed, there = run.page.minimumSizeHint(), run.window.size()
    if needed.width() > there.width() or needed.height() > there.height():
        found.append(f"needs {needed.toTuple()}")
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_step_fits_every_size_and_everything_in_it_has_a_name(
    run: Run, qapp: QApplication, language: str
) -> None:
    run.to("backup")
    run.page.memory.code = "-".join(["WXYZ"] * 7)
    for size, scale, spoken in LOOKS:
        if spoken != language:
            continue
        speak(spoken)
        let_go()  # what was shown before, or it is dressed anew too
        theme.apply(qapp, "light", scale)
        run.window.resize(*size)
        run.page.build()
        for place in ORDER:
            run.page.open_step(place)
            qapp.processEvents()
            assert run.window.size() == QSize(*size)
            assert too_wide(run) == [], f"{place} at {size}, {scale}"
            assert nameless(run.window) == [], place


def test_the_restore_and_the_import_fit_and_have_names(run: Run, qapp: QApplication) -> None:
    run.window.resize(1024, 600)
    run.step.bring_back.click()
    qapp.processEvents()
    assert (too_wide(run), nameless(run.window)) == ([], [])
    run.page.go_back()
    run.to("people")
    run.step.sheet.click()
    qapp.processEvents()
    assert too_wide(run) == []


def test_a_choice_of_language_shows_at_once(run: Run, qapp: QApplication) -> None:
    run.desk.wanted.connect(lambda what, key: speak(str(key)) if what == "language" else None)
    run.step.speech.pick("es")
    qapp.processEvents()
    assert run.step.speech.key() == "es"
    assert run.page.place == "start"
