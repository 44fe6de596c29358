"""A week of the sign log on paper."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.queries.signins import SignRow
from sobrhouse.reports.sign_log import SignWeekPaper, sign_log
from sobrhouse.words import _, language, speak
from tests.make import MONDAY, SUNDAY
from tests.reports.hostile import batches
from tests.reports.made import OPTIONS
from tests.reports.reading import faults, pages_of

NINE = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)  # Monday, 9 AM in New York
EIGHT_HOURS = timedelta(hours=8)


def line(number: int = 1, **more: object) -> SignRow:
    """Out on Monday at 9 AM, due and back at 5 PM."""
    plain: dict[str, object] = {
        "id": number, "house_id": 1, "stay_id": number, "resident_id": number,
        "name": "Marcus T.", "destination": "Work", "with_whom": "", "contact_phone": "",
        "out_at": NINE, "expected_at": NINE + EIGHT_HOURS, "in_at": NINE + EIGHT_HOURS,
        "late_minutes": None, "minutes_off": 0, "out_by": "kiosk", "in_by": "kiosk", "by": "",
        "transcribed": False, "history": (), "acked": False, "pass_id": None,
    }  # fmt: skip
    return SignRow(**{**plain, **more})  # type: ignore[arg-type]


def paper(*rows: SignRow) -> bytes:
    return sign_log(SignWeekPaper(MONDAY, SUNDAY, rows, ZoneInfo("America/New_York")), OPTIONS)


def text_of(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def test_each_day_has_its_lines_and_corrections_stand_below() -> None:
    said = text_of(
        paper(
            line(),
            line(2, name="Sam O.", in_at=NINE + timedelta(hours=9), late_minutes=60,
                 minutes_off=60, history=("In 6 PM, was 5 PM. Changed by Dana",)),
            line(3, name="Ray H.", out_at=NINE + timedelta(hours=17), in_at=None, in_by=None,
                 expected_at=NINE + timedelta(hours=30), out_by="staff", minutes_off=None),
            line(4, name="Ty C.", out_at=None, expected_at=None, destination="",
                 in_at=NINE + timedelta(days=1), minutes_off=None, out_by="paper", in_by="paper"),
        )
    )  # fmt: skip
    for words in (
        "Nov 16 to 22, 2026", "Monday, November 16, 2026", "Tuesday, November 17, 2026",
        "1 h late", "Kiosk, corrected", "In 6 PM, was 5 PM. Changed by Dana", "not signed",
        "Still out", "Paper", "2:00 AM", "Tue 3:00 PM",
    ):  # fmt: skip
        assert words in said


def test_a_week_without_a_line_says_so() -> None:
    assert "Nobody signed in or out" in text_of(paper())


def test_the_same_rows_give_the_same_bytes_and_many_go_on_over_pages() -> None:
    rows = [line(i, out_at=NINE + timedelta(hours=i // 3), expected_at=None) for i in range(1, 400)]
    pdf = paper(*rows)
    assert pdf == paper(*rows)
    pages = pages_of(pdf)
    assert len(pages) > 6
    assert all("Resident" in page for page in pages[:-1])


def test_whatever_people_type_prints() -> None:
    for said in list(batches())[:2]:  # long ones are among them
        rows = [
            line(i, name=s, destination=s, with_whom=s, history=(s,)) for i, s in enumerate(said, 1)
        ]
        assert not faults(paper(*rows))


def test_what_a_clock_in_doubt_told_is_marked_and_explained() -> None:
    late = {"late_minutes": 45, "minutes_off": 45}
    said = text_of(paper(line(), line(2, name="Sam O.", clock_doubted=True, **late)))
    assert said.count("unsure: Kiosk") == 1
    assert "The clock of the computer had moved. These times may be wrong." in said
    assert "Clock in doubt" not in text_of(paper(line()))


@pytest.mark.parametrize("size", ["letter", "a4"])
@pytest.mark.parametrize("spoken", ["en", "es"])
def test_no_time_and_no_doubt_is_cut_off(size: str, spoken: str) -> None:
    first = datetime(2026, 11, 1, 5, 35, tzinfo=UTC)  # 1:35 AM EDT
    row = line(out_at=first, expected_at=first + timedelta(hours=1), out_by="kiosk", in_by="staff",
               in_at=first + timedelta(hours=23), clock_doubted=True, history=("In 1 AM",),
               late_minutes=65, minutes_off=65)  # fmt: skip
    before = language()
    speak(spoken)
    try:
        week = SignWeekPaper(date(2026, 10, 26), SUNDAY, (row,), ZoneInfo("America/New_York"))
        said = text_of(sign_log(week, replace(OPTIONS, size=size)))
        unsure = _("unsure: {ways}").format(ways="")
    finally:
        speak(before)
    times = ("1:35 AM EDT", "1:35 AM EST", "Sun 11:35 PM", "1 h 5 min late")
    if spoken == "es":
        times = ("1:35 a. m. EDT", "1:35 a. m. EST", "dom 11:35 p. m.", "1 h 5 min tarde")
    assert all(time in said for time in (*times, unsure)), said


def test_an_hour_that_comes_twice_has_its_zone_on_paper() -> None:
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 1:30 AM EDT; an hour later it is again
    rows = [line(n, out_at=first + timedelta(hours=n), in_at=first + timedelta(hours=n, minutes=5),
                 expected_at=None, minutes_off=None) for n in (0, 1, 2)]  # fmt: skip
    week = SignWeekPaper(
        date(2026, 10, 26), date(2026, 11, 1), tuple(rows), ZoneInfo("America/New_York")
    )
    said = text_of(sign_log(week, OPTIONS))
    for words in ("1:30 AM EDT", "1:35 AM EDT", "1:30 AM EST", "1:35 AM EST", "2:30 AM"):
        assert words in said
    assert "2:30 AM E" not in said
