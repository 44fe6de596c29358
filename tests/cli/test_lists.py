"""The commands for lists in and out and the weekly report: their words and exit codes."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

import pypdf
import pytest
from icalendar import Calendar

from sobrhouse.cli import COMMANDS, main
from sobrhouse.domain.meeting_series import Plan
from sobrhouse.services import signins
from sobrhouse.services.meeting_series import add_series
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, PASSPHRASE
from tests.source import ROOT

LIST = "Name,DOB,Phone,Bed\nJay Porter,1985-03-07,555-010-4471,1A\nSam Ortiz,1990-08-04,,1B\n"


@dataclass
class House:
    """A database file with Maple Street House, and what a command said about it."""

    path: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: object) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        code = main(["--db", str(self.path), *map(str, words)])
        told = self.capsys.readouterr()
        return code, told.out.strip(), told.err.strip()

    def file(self, name: str, text: str | bytes = LIST) -> Path:
        """A file beside the database."""
        path = self.path.parent / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


@pytest.fixture
def house(store: Store, capsys: pytest.CaptureFixture[str], monkeypatch) -> House:
    """Two beds, nobody in them; the passphrase is in the environment."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    room = make.room(store, make.house(store))
    make.bed(store, room, "1A")
    make.bed(store, room, "1B")
    assert store.path
    return House(store.path, capsys)


def exported(house: House, name: str = "out.csv") -> list[list[str]]:
    assert house.run("export", "residents", "--out", house.path.parent / name)[0] == 0
    text = (house.path.parent / name).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_a_list_comes_in_and_goes_out_again(house):
    code, out, err = house.run("import", "residents", house.file("people.csv"))
    assert (code, out, err) == (0, "2 residents brought in to Maple Street House.", "")
    rows = exported(house)
    assert [row[:2] for row in rows] == [["Ortiz", "Sam"], ["Porter", "Jay"]]
    assert rows[1][4:8] == ["(555) 010-4471", "", "Room 1", "1A"]


def test_an_export_brought_in_again_has_nothing_new(house):
    house.run("import", "residents", house.file("people.csv"))
    exported(house)
    code, _out, err = house.run("import", "residents", house.path.parent / "out.csv")
    assert (code, err) == (1, "There is nobody new in this file. Nothing was brought in.")


def test_a_dry_run_shows_each_row_and_changes_nothing(house):
    code, out, _err = house.run("import", "residents", house.file("people.csv"), "--dry-run")
    assert code == 0
    assert "Jay Porter · New person · 1A" in out and "Nothing was changed." in out
    assert exported(house) == []


def test_a_problem_in_one_row_is_said_and_nothing_comes_in(house):
    bad = house.file("people.csv", LIST + "Ann Lee,someday,,1A\n")
    code, _out, err = house.run("import", "residents", bad)
    assert (code, err) == (1, "Row 4: This is no date: someday. Nothing was brought in.")
    assert house.run("import", "residents", bad, "--dry-run")[0] == 1
    assert exported(house) == []


def test_dates_that_can_be_read_in_two_ways_are_asked_for(house):
    file = house.file("people.csv", "Name,DOB\nJay Porter,3/7/85\n")
    code, _out, err = house.run("import", "residents", file)
    assert code == 1 and "Say --dates mdy or --dates dmy" in err
    assert house.run("import", "residents", file, "--dates", "dmy")[0] == 0
    assert exported(house)[0][3] == "1985-07-03"


@pytest.mark.parametrize(("words", "said"), [
    (("import", "residents", "nowhere.csv"), "There is no file nowhere.csv."),
    (("import", "residents", "{bad}"), "This file cannot be read as text."),
    (("import", "residents", "{list}", "--house", "Oak"), "There is no house Oak."),
    (("import", "residents", "{list}", "--sheet", "Two"), "The file has no sheet Two."),
    (("export", "residents", "--out", "out.pdf"), "ends in .csv or .xlsx"),
    (("export", "residents", "--out", "/nowhere/out.csv"), "cannot be written"),
    (("report", "weekly", "--out", "/nowhere/out.pdf"), "cannot be saved"),
])
def test_a_problem_is_one_plain_sentence_and_exit_code_1(house, words, said):
    files = {"{bad}": house.file("bad.csv", b"a\0b"), "{list}": house.file("people.csv")}
    code, _out, err = house.run(*(files.get(word, word) for word in words))
    assert code == 1
    assert said in err and "\n" not in err and "Traceback" not in err


@pytest.mark.parametrize("words", [
    (), ("bogus",), ("import",), ("import", "residents"), ("import", "dogs", "x.csv"),
    ("report", "weekly", "--out", "x.pdf", "--week", "soon"), ("export", "residents"),
])
def test_wrong_usage_is_exit_code_2(house, words):
    code, _out, err = house.run(*words)
    assert code == 2 and "usage:" in err


def test_options_may_stand_before_or_behind_the_command(house, capsys):
    file = house.file("people.csv")
    assert main(["import", "residents", str(file), "--db", str(house.path)]) == 0


def test_the_weekly_report_is_a_pdf_file_and_recorded(house):
    house.run("import", "residents", house.file("people.csv"))
    out = house.path.parent / "week.pdf"
    code, said, _err = house.run("report", "weekly", "--week", date(2026, 11, 18), "--out", out)
    assert (code, said) == (0, "The weekly report of Maple Street House is in week.pdf.")
    assert "Maple Street House" in pypdf.PdfReader(out).pages[0].extract_text()
    assert house.run("audit", "verify")[0] == 0


def test_a_wrong_passphrase_is_a_problem(house, monkeypatch):
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", "not the passphrase at all")
    code, _out, err = house.run("export", "residents", "--out", "out.csv")
    assert code == 1 and "\n" not in err


def test_help_names_every_command(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"    {name}" in out for name, _file in COMMANDS)


def test_the_module_runs_as_a_program():
    told = subprocess.run(
        [sys.executable, "-m", "sobrhouse", "--version"], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "LANG": "C"})
    assert (told.returncode, told.stdout.split()[0]) == (0, "sobrhouse")


def test_the_sign_log_is_written_with_its_corrections(house, store, clock):
    stay = make.stay(store, make.resident(store, "Marcus", "=Tate"), 1)
    row = store.write(OWNER, signins.sign_out, stay, "Work", NOW + timedelta(hours=1))
    clock.forward(hours=2)
    store.write(OWNER, signins.sign_in, stay)
    store.write(OWNER, signins.correct, row, why="It was the bank", destination="Bank")
    out = house.path.parent / "log.csv"
    assert house.run("export", "signlog", "--out", out)[:2] == (0, "1 line written to log.csv.")
    (line,) = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))[1:]
    assert line[:11] == ["Marcus =Tate", "Bank", "", "", "2026-11-22", "19:12", "2026-11-22",
                         "20:12", "2026-11-22", "21:12", "60"]
    assert line[11:14] == ["Staff", "Staff", "Olive Owner"]
    assert "Where Bank, was Work" in line[14]
    code, said, _err = house.run("export", "signlog", "--from", "2026-11-23", "--out", out)
    assert (code, said) == (0, "0 lines written to log.csv.")


def test_a_calendar_is_written_and_recorded_and_any_other_name_refused(house, store):
    home = 1
    plan = Plan("House meeting", "FREQ=WEEKLY;BYDAY=SU", date(2026, 11, 1), time(19, 30))
    store.write(OWNER, add_series, home, plan)
    path = house.path.parent / "meetings.ics"
    code, told, _error = house.run("export", "calendar", "--out", path)
    assert (code, told) == (0, "1 meeting written to meetings.ics.")
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=SU"
    code, _told, error = house.run("export", "calendar", "--out", house.path.parent / "m.csv")
    assert (code, error) == (1, "Choose a name that ends in .ics.")


FEED = json.dumps([
    {"slug": "noon", "name": "Noon Group", "day": [0, 3], "time": "12:00", "types": ["O"]},
    {"slug": "odd", "name": "Odd Group", "day": "Someday", "time": "12:00"},
])


def test_a_feed_of_meetings_comes_in_once_and_says_what_stayed_out(house):
    code, out, err = house.run("import", "meetings", house.file("feed.json", FEED), "--dry-run")
    assert (code, err) == (0, "")
    assert "new · noon#6 · Noon Group" in out
    assert "2 new meetings, 0 changed, 0 as before. Nothing was changed." in out
    code, out, _err = house.run("import", "meetings", house.file("feed.json", FEED))
    assert code == 0
    assert "Maple Street House: 2 new meetings, 0 changed, 0 as before." in out
    assert "Not brought in: Entry 2, Odd Group. The day “Someday” is no day of the week." in out
    code, out, _err = house.run("import", "meetings", house.file("feed.json", FEED))
    assert (code, out.splitlines()[-1]) == (
        0, "Everything in this file is in the directory of Maple Street House already."
           " Nothing was changed.")


def test_a_feed_without_a_meeting_says_so_and_takes_it_off_only_when_told(house):
    house.run("import", "meetings", house.file("feed.json", FEED))
    less = house.file("less.json", FEED.replace("[0, 3]", "0"))
    code, out, _err = house.run("import", "meetings", less)
    assert (code, out.splitlines()[-1]) == (
        0, "1 meeting is not in the feed any more. Give --take-off to take them off the list.")
    code, out, _err = house.run("import", "meetings", less, "--take-off")
    assert (code, out.splitlines()[-1]) == (0, "1 meeting was taken off the list.")


def test_a_broken_feed_is_refused_in_one_sentence(house):
    code, out, err = house.run("import", "meetings", house.file("feed.json", FEED[:-5]))
    assert (code, out) == (1, "")
    assert err.startswith("This file is damaged or cut off: line 1 cannot be read.")


def test_the_week_board_is_written_with_what_came_in(house):
    house.run("import", "meetings", house.file("feed.json", FEED))
    file = house.path.parent / "board.pdf"
    code, out, _err = house.run("report", "weekboard", "--out", file)
    assert (code, out) == (0, "The week board of Maple Street House is in board.pdf.")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert text.count("Noon Group") == 2
