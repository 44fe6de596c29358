"""The weekly report on paper: one page, the same bytes each time, nobody named in its facts."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pypdf
import pytest

from sobrhouse.domain.weekly import MilestoneLine, WeeklyReport
from sobrhouse.reports.bed_board import bed_board
from sobrhouse.reports.face_sheet import face_sheet
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.people_list import PaperList, people_list
from sobrhouse.reports.recovery_code import RecoverySheet, recovery_code_sheet
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.weekly import SECTIONS, offered, weekly_report
from sobrhouse.words import _, speak
from tests.reports.made import NAMES, OPTIONS, STAMP, SUNDAY, board, name, profile, weekly
from tests.reports.reading import faults, page_count, pages_of, read

CODE = "7K2M-QRTX-9A0B-CDEF-GHJK-MNPQ-RSTV"


def every_paper() -> dict[str, bytes]:
    """One of each."""
    return {
        "weekly": weekly_report(weekly(), OPTIONS),
        "board": bed_board(board(), OPTIONS),
        "list": people_list(PaperList("Residents", "", ("A",), (("x",),)), STAMP),
        "face": face_sheet(profile(), STAMP, SUNDAY),
        "code": recovery_code_sheet(RecoverySheet(CODE, "Maple Street House", "Made today.")),
    }


@pytest.mark.parametrize("size", ["letter", "a4"])
@pytest.mark.parametrize("people", [1, 8, 14, 16])
def test_a_house_of_up_to_16_is_one_page(people: int, size: str) -> None:
    if people < 14:
        data = replace(weekly(), residents=weekly().residents[:people])
    else:
        data = weekly(people)
    assert page_count(weekly_report(data, replace(OPTIONS, size=size))) == 1


def test_sixty_residents_split_with_the_header_on_every_page() -> None:
    pages = pages_of(weekly_report(weekly(60), OPTIONS))
    assert len(pages) == 3
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of 3" in text
        assert ("Days sober" in text) or ("Tue H" in text)  # of the roster, of the meetings
        assert "Confidential resident information" in text
        assert STAMP.anchor in text


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_a_milestone_of_next_week_has_its_date_and_is_whole(size: str) -> None:
    tags = ("30 días, llavero naranja", "Ficha de 18 meses")
    lines = tuple(MilestoneLine(SUNDAY + timedelta(days=n), name(NAMES[n]), tags[n], bool(n))
                  for n in range(2))  # fmt: skip
    only = replace(OPTIONS, size=size, sections=frozenset({"milestones", "arrivals"}))
    speak("es")
    try:
        said = read(weekly_report(replace(weekly(), milestones=lines, birthdays=()), only))
    finally:
        speak("en")
    assert [tag for tag in tags if tag not in said] == []
    assert "lun 23 nov" in said
    assert "…" not in said


def test_the_titles_of_the_roster_are_whole_in_spanish() -> None:
    speak("es")
    try:
        said = read(weekly_report(weekly(), replace(OPTIONS, size="a4")))
    finally:
        speak("en")
    assert "Días de sobriedad" in said
    assert "Padrino o madrina" in said


def test_the_same_values_give_the_same_bytes() -> None:
    assert weekly_report(weekly(), OPTIONS) == weekly_report(weekly(), OPTIONS)
    assert every_paper() == every_paper()


def test_every_paper_is_sound_and_embeds_its_fonts() -> None:
    for what, pdf in every_paper().items():
        assert faults(pdf) == [], what
        fonts = fonts_of(pdf)
        assert fonts, what
        assert all(embedded for _font, embedded in fonts), what
        assert all(re.match(r"[A-Z]{6}\+", font) for font, _e in fonts), f"{what}: whole fonts"


def fonts_of(pdf: bytes) -> set[tuple[str, bool]]:
    """Each font of the file, and whether its shapes are in it."""
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0].get_object()
            embedded = "/FontFile2" in inner["/FontDescriptor"]
            found.add((str(inner["/BaseFont"]).removeprefix("/"), embedded))
    return found


def test_the_file_says_its_title_and_language_but_no_person() -> None:
    reader = pypdf.PdfReader(io.BytesIO(weekly_report(weekly(), OPTIONS)))
    assert reader.metadata == {
        "/Title": "Maple Street House, Weekly house report, Nov 16 to 22, 2026",
        "/Producer": "sobrhouse",
    }
    assert reader.root_object["/Lang"] == "en"
    sheet = pypdf.PdfReader(io.BytesIO(face_sheet(profile(), STAMP, SUNDAY)))
    assert "Tate" not in str(sheet.metadata)


def test_the_paper_speaks_spanish() -> None:
    speak("es")
    reader = pypdf.PdfReader(io.BytesIO(weekly_report(weekly(), OPTIONS)))
    assert reader.root_object["/Lang"] == "es"
    assert "16 al 22 nov 2026" in reader.pages[0].extract_text()


def test_every_resident_stands_on_the_roster_with_days_and_bed() -> None:
    text = read(weekly_report(weekly(), OPTIONS))
    for line in weekly().residents:
        days = "No date" if line.days_sober is None else str(line.days_sober)
        assert f"{line.bed} {line.name.short}" in text
        assert f"{days} {line.phase}" in text
    assert "14 of 16" in text


@pytest.mark.parametrize(
    ("names", "shown", "hidden"),
    [("short", "Marcus T.", "Marcus Tson"), ("full", "Marcus Tson", "Marcus T."),
     ("bed", "4B", "Marcus")],
)  # fmt: skip
def test_names_on_paper_are_as_chosen(names: str, shown: str, hidden: str) -> None:
    data = replace(weekly(), notes=(), todos=())
    text = read(weekly_report(data, replace(OPTIONS, names=names)))
    assert shown in text
    assert hidden not in text
    if names == "bed":
        assert not [name for name in NAMES if name in text]


def test_a_note_too_long_for_the_roster_stands_whole_below() -> None:
    text = read(weekly_report(weekly(), OPTIONS))
    assert "See notes" in text
    assert "call the officer before." in text
    assert "Overnight pass, Sat" in text  # a short one stays in its row


def test_what_a_week_lacks_is_left_out_and_ticks_are_kept() -> None:
    bare = replace(weekly(), notes=(), open_beds=(), wants_birthdays=False)
    text = read(weekly_report(bare, OPTIONS))
    for gone in ("Open beds", "Birthdays"):
        assert gone not in text
    codes = [code for code, _title in offered(bare)]
    assert "birthdays" not in codes
    few = read(weekly_report(weekly(), replace(OPTIONS, sections=frozenset({"todo"}))))
    assert "To do next week" in few
    assert "Residents" not in few
    assert len({section.code for section in SECTIONS}) == len(SECTIONS)


def test_a_week_that_goes_on_says_up_to_which_day() -> None:
    data = replace(weekly(), as_of=SUNDAY.replace(day=18))
    assert "As of Wednesday, the week goes on" in read(weekly_report(data, OPTIONS))


def test_an_empty_house_has_a_paper_too() -> None:
    first = SUNDAY.replace(day=16)
    text = read(weekly_report(WeeklyReport("Maple", first, SUNDAY, SUNDAY), OPTIONS))
    assert "0 of 0" in text
    assert "None this week or next." in text
    assert "Meeting attendance" not in text


def test_a_house_without_backup_or_audit_code_says_what_it_has() -> None:
    stamp = replace(STAMP, anchor="", backup="No verified backup yet.")
    text = read(weekly_report(weekly(), PaperOptions(stamp)))
    assert "No verified backup yet." in text
    assert "Audit code" not in text


def test_the_recovery_sheet_has_the_whole_code_and_one_page() -> None:
    pdf = recovery_code_sheet(RecoverySheet(CODE, "Maple Street House", "Made today."))
    assert CODE.replace("-", "") in read(pdf).replace(" ", "").replace("1234567", "") or all(
        group in read(pdf).replace(" ", "") for group in CODE.split("-")
    )
    assert page_count(pdf) == 1


def test_the_board_counts_and_shows_every_bed() -> None:
    text = read(bed_board(board(), OPTIONS))
    for bed in board().beds:
        assert bed.label in text
    assert "For Gus N." in text
    without = read(bed_board(board(), replace(OPTIONS, names="bed")))
    assert "Gus" not in without
    assert not [name for name in NAMES if name in without]


def test_the_emergency_sheet_says_whom_to_call_and_what_may_be_told() -> None:
    text = read(face_sheet(profile(), STAMP, SUNDAY))
    for said in ("Ida Tate", "(555) 010-1111", "Penicillin", "Asthma", "Lane", "36 years old"):
        assert said in text
    assert "does not permit disclosure" in text


def test_no_list_ends_a_page_with_its_header_alone() -> None:
    for rows in range(40, 56):
        data = PaperList("Residents", "", ("A", "B"), tuple((f"r{i}", "x") for i in range(rows)))
        for page in pages_of(people_list(data, STAMP)):
            found = re.findall(r"\br\d+\b", page)
            assert len(found) >= 2, f"{rows} rows"


def test_a_title_too_long_for_its_line_is_cut_and_not_drawn_over_the_period() -> None:
    sheet = Sheet(Head("Maple " * 60, "Weekly house report", "Nov 16 to 22, 2026"), STAMP)
    text = read(sheet.save())
    assert "…" in text
    assert "Nov 16 to 22, 2026" in text


@pytest.mark.parametrize("size", ["letter", "a4"])
@pytest.mark.parametrize("spoken", ["en", "es"])
def test_both_times_and_a_doubted_clock_stand_whole_among_the_exceptions(
    size: str, spoken: str
) -> None:
    speak(spoken)
    try:
        half = "1:3{n} a. m. E{z}T" if spoken == "es" else "1:3{n} AM E{z}T"
        due, back = half.format(n=0, z="D"), half.format(n=5, z="S")
        what = _("Due {due}, back {back}").format(due=due, back=back)
        what = _("{what} (clock uncertain)").format(what=what)
        data = weekly()
        data = replace(data, signs=(replace(data.signs[0], what=what), *data.signs[1:]))
        pdf = weekly_report(data, replace(OPTIONS, size=size))
    finally:
        speak("en")
    (page,) = pages_of(pdf)
    assert all(part in page.split() for part in what.split()), page
    assert not faults(pdf)
