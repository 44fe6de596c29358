"""Papers of meetings from the command line: written, recorded, and refused in one sentence."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sobrhouse.cli import main
from sobrhouse.services import house_meetings as meetings
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Attendance, MeetingSeries
from tests import make
from tests.conftest import OWNER, PASSPHRASE
from tests.reports.reading import read

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def path(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house that meets on Sundays at 8 PM, two people, three attendances of one of them."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    stay = make.stay(store, make.resident(store, "Marcus", "Tate"), house)
    make.stay(store, make.resident(store, "Sam", "Okafor"), house)
    make.row(store, MeetingSeries(
        house_id=house, title="House meeting", rule="FREQ=WEEKLY;BYDAY=SU",
        starts_on=SUNDAY - timedelta(days=70), starts_at="20:00", place="Kitchen"))  # fmt: skip
    for day, how, who in ((1, "signature", "Ana Lopez"), (2, "self", ""), (3, "staff", "")):
        make.row(store, Attendance(
            house_id=house, stay_id=stay, group_text=f"Group {day}", fellowship="AA",
            attended_on=SUNDAY - timedelta(days=day), verification=how,
            verified_by_text=who))  # fmt: skip
    assert store.path
    return store.path


def report(path: Path, *words: str) -> tuple[int, Path]:
    out = path.parent / f"{words[0]}.pdf"
    return main(["--db", str(path), "report", *words, "--out", str(out)]), out


def saved(store: Store) -> str:
    with store._reader.connect() as connection:
        told = connection.exec_driver_sql(
            "SELECT payload FROM audit_entry WHERE action = 'report.saved'"
        ).all()
    return str(told)


def test_the_agenda_of_a_planned_meeting_is_prepared_and_written(
    path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = report(path, "agenda", "--on", "2026-11-22")
    assert code == 0
    assert "The agenda of Maple Street House is in agenda.pdf." in capsys.readouterr().out
    assert "Welcome and reading" in read(out.read_bytes())
    assert "Agenda, Sun, Nov 22" in saved(store)


def test_an_empty_roll_names_everybody_and_writes_no_meeting_down(path: Path, store: Store) -> None:
    code, out = report(path, "rollcall", "--on", "2026-11-29")
    assert code == 0
    text = read(out.read_bytes())
    assert "Marcus T." in text and "Sam O." in text and "Kitchen" in text
    with store._reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM house_meeting").scalar() == 0


def test_minutes_and_a_filled_roll_of_a_day(path: Path, store: Store) -> None:
    meeting = store.write(OWNER, meetings.open_meeting, 1, 1, SUNDAY)
    store.write(OWNER, meetings.begin_meeting, meeting)
    store.write(OWNER, meetings.all_present, meeting)
    code, out = report(path, "minutes", "--on", "2026-11-22")
    assert code == 0
    assert "Draft: the minutes are not finished" in read(out.read_bytes())
    code, out = report(path, "rollcall", "--on", "2026-11-22")
    assert code == 0
    assert "2 of 2 were here." in read(out.read_bytes())


def test_a_court_card_holds_only_what_is_verified_and_is_recorded_with_its_person(
    path: Path, store: Store
) -> None:
    code, out = report(path, "courtcard", "--resident", "marcus", "--to", "2026-11-22")
    assert code == 0
    text = read(out.read_bytes())
    assert "Marcus Tate" in text
    assert "Group 1" in text and "Group 3" in text and "Group 2" not in text
    assert "Ana" in text and "Lopez" not in text
    assert '"names":"full"' in saved(store).replace(" ", "")
    code, out = report(path, "courtcard", "--blank")
    assert code == 0
    assert "Marcus" not in read(out.read_bytes())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("minutes", "--on", "2026-11-29"), "Nothing is written down"),
        (("agenda", "--on", "2026-11-23"), "There is no house meeting on Mon, Nov 23"),
        (("courtcard",), "Say whose card with --resident"),
        (("courtcard", "--resident", "Nobody"), "Nobody of this house is called Nobody."),
        (("courtcard", "--resident", "Sam", "--from", "2026-11-22", "--to", "2026-11-01"),
         "The first day is after the last."),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_said_in_one_sentence(
    path: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = report(path, *words)
    assert code != 0
    assert said in capsys.readouterr().err
    assert not out.exists()
