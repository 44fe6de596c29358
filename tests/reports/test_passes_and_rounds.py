"""Pass form and round sheet on paper: sound files, whole names only when asked, any length."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.chores import State
from sobrhouse.domain.passes import Criterion
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.curfews import Tonight
from sobrhouse.queries.passes import PassRow
from sobrhouse.queries.rounds import RoundLine, RoundSheet
from sobrhouse.reports.pass_form import PassPaper, pass_form
from sobrhouse.reports.round_sheet import round_sheet
from sobrhouse.words import speak
from tests.reports.hostile import strings
from tests.reports.made import OPTIONS, STAMP
from tests.reports.reading import faults, page_count, read

ZONE = ZoneInfo("America/New_York")
SUNDAY = date(2026, 11, 22)
LEAVE = datetime(2026, 11, 27, 23, tzinfo=UTC)  # Friday, 6 PM

ROW = PassRow(
    pass_id=1, house_id=1, stay_id=1, resident_id=1, name="Marcus T.", full_name="Marcus Tate",
    kind="weekend", status="requested", depart_at=LEAVE, return_by=LEAVE + timedelta(days=2),
    destination="Newark", host="Lena Tate", host_phone="+15550104471", companion="",
    transport="Bus", reason="Birthday", requested_at=LEAVE - timedelta(days=5),
    requested_by="kiosk", decided_at=None, decided_by="", decision_reason="", returned_at=None,
    version=1,
    criteria=(Criterion(ok=True, words="asked 96 hours ahead, the house asks for 72"),
              Criterion(ok=False, words="no passes on Thu, Nov 26")),
)  # fmt: skip


def paper(row: PassRow | None = ROW, **options: str) -> bytes:
    data = PassPaper(row, ZONE, SUNDAY, "+15550107788")
    return pass_form(data, replace(OPTIONS, **options))


def sheet(
    people: int, name: str = "Person", why: str = "Signed in", status: str = ""
) -> RoundSheet:
    curfew = Tonight(1, time(22, 30), LEAVE, "house")
    lines = tuple(
        RoundLine(n, n, f"{name} {n}.", f"{name} Lastname {n}", "Room 1", f"{n}A", "in", why,
                  curfew, status=status)
        for n in range(1, people + 1)
    )  # fmt: skip
    return RoundSheet(1, SUNDAY, None, "curfew", None, None, "", lines)


def test_a_request_prints_what_was_asked_and_room_to_decide():
    text = read(paper())
    for words in (
        "Marcus T.", "Fri, Nov 27, 6:00 PM", "Sun, Nov 29, 6:00 PM", "Weekend, 2 nights",
        "Newark", "Lena Tate", "(555) 010-4471", "no passes on Thu, Nov 26", "Approved", "Denied",
        "House phone: (555) 010-7788", "Came back (day and time)", STAMP.anchor,
    ):  # fmt: skip
        assert words in text
    assert "Marcus Tate" not in text


def turn(days: int, chore: str, name: str = "Marcus T.", original: str = "", stay: int = 1) -> Turn:
    due = LEAVE + timedelta(days=days)
    return Turn(1, 1, 1, chore, stay, stay, name, due.date(), due, State.DUE, original=original)


def test_chores_of_these_days_stand_with_who_does_them():
    turns = (
        turn(-1, "Before"), turn(0, "Kitchen"), turn(1, "Yard", "Will K.", "Marcus T.", 2),
        turn(1, "Bath", "Sam O.", stay=3), turn(2, "After"),
    )  # fmt: skip
    text = read(pass_form(PassPaper(ROW, ZONE, SUNDAY, "", turns), OPTIONS))
    assert "Chores while away, and who does them" in text
    assert "Fri, Nov 27: Kitchen" in text
    assert "Yard" in text and "Will K." in text
    assert not {"Before", "After", "Bath"} & set(text.replace(":", " ").split())
    assert "Chores while away" not in read(paper())
    assert "Chores while away" in read(paper(None))
    many = pass_form(PassPaper(ROW, ZONE, SUNDAY, "", [turn(0, f"Chore {n}") for n in range(40)]),
                     OPTIONS)  # fmt: skip
    assert "and 30 more" in read(many)
    assert not faults(many)


def test_full_names_only_when_asked():
    assert "Marcus Tate" in read(paper(names="full"))


def test_a_decision_prints_who_and_why():
    row = replace(
        ROW, status="denied", decided_at=LEAVE - timedelta(days=4), decided_by="Dana Ruiz",
        decision_reason="House meeting on Sunday",
    )  # fmt: skip
    text = read(paper(row))
    assert "Denied by Dana Ruiz, Nov 23. House meeting on Sunday" in text


def test_a_blank_form_names_nobody():
    text = read(paper(None))
    assert "Where they stand, filled in by staff" in text
    assert "Marcus" not in text


@pytest.mark.parametrize("size", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_form_is_one_page(size, language):
    speak(language)
    for row in (ROW, None, replace(ROW, status="out", criteria=())):
        assert page_count(paper(row, size=size)) == 1


def test_a_round_of_16_is_one_page_and_of_60_repeats_its_titles():
    assert page_count(round_sheet(sheet(16), OPTIONS)) == 1
    long = round_sheet(sheet(60), OPTIONS)
    assert page_count(long) == 3
    assert read(long).count("The log says") == 3
    assert "Person 60." in read(long)


def test_an_empty_house_prints_a_round_too():
    assert "Nobody lives here yet." in read(round_sheet(sheet(0), OPTIONS))


def test_names_on_the_round_sheet_follow_the_wish():
    assert "Person Lastname 1" in read(round_sheet(sheet(1), replace(OPTIONS, names="full")))
    assert "Bed 1A" in read(round_sheet(sheet(1), replace(OPTIONS, names="bed")))


def test_the_same_values_give_the_same_bytes():
    assert paper() == paper()
    assert round_sheet(sheet(3), OPTIONS) == round_sheet(sheet(3), OPTIONS)


def test_whatever_people_type_prints_soundly():
    for text in list(strings())[::40]:
        short = text[:200]
        row = replace(ROW, destination=short, host=short, reason=text, name=short)
        assert not faults(paper(row))
        assert not faults(round_sheet(sheet(2, name=short, why=short), OPTIONS))
