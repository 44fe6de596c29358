"""Papers of chores: chart, cards, fairness page, inspection sheet and the week's section, read
back.
"""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from sobrhouse.domain.chore_fairness import Fairness, load_minutes
from sobrhouse.domain.chore_papers import ChoreChart, FairPaper, LookRound
from sobrhouse.domain.chores import State
from sobrhouse.reports.chore_cards import chore_cards
from sobrhouse.reports.chore_chart import chore_chart
from sobrhouse.reports.chore_fairness import chore_fairness, signed
from sobrhouse.reports.chore_marks import letter_of
from sobrhouse.reports.inspection_sheet import inspection_sheet
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.weekly import weekly_report
from sobrhouse.words import speak
from tests.reports.made import NAMES, OPTIONS, STAMP, SUNDAY, name, weekly
from tests.reports.made_chores import CHORES, MONDAY, STEPS, card, chart, fair, look
from tests.reports.reading import faults, page_count, pages_of, read

SIZES = {"letter": (612, 792), "a4": (595, 842), "a3": (842, 1191)}
ONE_METER = 2.9 / 25.4 * 72  # points of a capital that an eye of 20/40 reads at one meter
CAPITAL = 0.66  # of the size, in the letters we print with
EVERY: dict[str, Callable[[PaperOptions], bytes]] = {
    "chart": lambda o: chore_chart(chart(8), o),
    "past chart": lambda o: chore_chart(chart(8, past=True), o),
    "cards": lambda o: chore_cards([card(0), card(1)], o),
    "inspection": lambda o: inspection_sheet(look(5), o),
    "fairness": lambda o: chore_fairness(fair(6), o),
}


def letter_sizes(pdf: bytes, page: int = 0) -> dict[str, float]:
    """How large each piece of text is on the paper, in points."""
    found: dict[str, float] = {}

    def visit(text: str, cm: list[float], place: list[float], _font: object, size: float) -> None:
        if text.strip():
            found[text.strip()] = size * abs(place[3] or 1) * abs(cm[3] or 1)

    pypdf.PdfReader(io.BytesIO(pdf)).pages[page].extract_text(visitor_text=visit)
    return found


def every_place(pdf: bytes, page: int) -> dict[str, tuple[float, float]]:
    """Where each piece of text begins, in points from the lower left corner."""
    found: dict[str, tuple[float, float]] = {}

    def visit(text: str, _cm: object, place: list[float], _font: object, _size: object) -> None:
        if text.strip():
            found[text.strip()] = place[4], place[5]

    pypdf.PdfReader(io.BytesIO(pdf)).pages[page].extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("paper", EVERY)
def test_each_paper_is_the_same_each_time(paper: str) -> None:
    assert EVERY[paper](OPTIONS) == EVERY[paper](OPTIONS)


@pytest.mark.parametrize("paper", EVERY)
@pytest.mark.parametrize("size", SIZES)
def test_each_paper_is_sound_in_every_size(paper: str, size: str) -> None:
    pdf = EVERY[paper](replace(OPTIONS, size=size))
    assert faults(pdf) == []
    box = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == SIZES[size]


@pytest.mark.parametrize(("size", "chores", "pages"), [
    ("letter", 8, 1), ("letter", 16, 1), ("letter", 30, 2), ("a4", 30, 2), ("a3", 30, 1),
])  # fmt: skip
def test_a_chart_has_every_chore_once_and_few_pages(size: str, chores: int, pages: int) -> None:
    data = chart(chores)
    pdf = chore_chart(data, replace(OPTIONS, size=size))
    assert page_count(pdf) == pages
    text = read(pdf)
    for line in data.lines:
        assert line.chore in text and line.when in text
        assert line.name is not None and line.name.short in text
    for page in pages_of(pdf):
        assert "Mon" in page and "Who" in page


@pytest.mark.parametrize(("size", "chores"), [("letter", 8), ("letter", 30), ("a3", 30)])
def test_chores_and_names_of_a_chart_are_read_from_one_meter(size: str, chores: int) -> None:
    sizes = letter_sizes(chore_chart(chart(chores), replace(OPTIONS, size=size)))
    for words in ("Living room", "Andre W."):
        assert sizes[words] * CAPITAL >= ONE_METER, sizes


def test_few_chores_have_larger_letters_than_many() -> None:
    few = letter_sizes(chore_chart(chart(5), OPTIONS))["Living room"]
    many = letter_sizes(chore_chart(chart(19), OPTIONS))["Living room"]
    assert few > many + 3


def test_a_box_stands_on_each_day_of_a_turn_and_on_no_other() -> None:
    data = chart(8)
    pdf = chore_chart(data, OPTIONS)
    drawn = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert drawn is not None
    frames = re.findall(r"re S", drawn.get_data().decode("latin-1"))
    assert len(frames) == sum(mark is not None for line in data.lines for mark in line.marks)


def test_people_who_share_a_chore_have_a_line_each_and_nobody_a_line_to_write_on() -> None:
    one = chart(1).lines[0]
    data = ChoreChart(MONDAY, SUNDAY, (
        one, replace(one, name=replace(one.name, short="Sam O.")), replace(one, name=None),
    ))  # fmt: skip
    text = read(chore_chart(data, OPTIONS))
    assert text.count("Kitchen, clean up") == 1
    assert "Andre W." in text and "Sam O." in text


def test_a_chore_of_more_people_than_a_page_holds_goes_on_under_its_name() -> None:
    one = chart(1).lines[0]
    people = tuple(replace(one, name=name(f"Person {n}")) for n in range(45))
    pdf = chore_chart(ChoreChart(MONDAY, SUNDAY, people), OPTIONS)
    pages = pages_of(pdf)
    assert len(pages) == 3
    assert all("Kitchen, clean up" in page for page in pages)
    assert all(f"Person {n}" in " ".join(pages) for n in range(45))
    for page in range(3):
        low = [y for words, (_x, y) in every_place(pdf, page).items() if "Person" in words]
        assert min(low) > 85  # above the foot


def test_names_too_long_for_one_line_stand_in_two_and_are_not_lost() -> None:
    one = chart(1).lines[0]
    assert one.name is not None
    long = replace(one, chore="Smoke alarms and fire extinguishers of both floors",
                   name=replace(one.name, short="María de los Ángeles Q."))  # fmt: skip
    text = read(chore_chart(ChoreChart(MONDAY, SUNDAY, (long,)), OPTIONS))
    assert "Smoke alarms and fire extinguishers of both floors" in text
    assert "María de los Ángeles Q." in text


def test_a_chart_of_a_past_week_shows_how_each_turn_stands_with_a_legend() -> None:
    text = read(chore_chart(chart(8, past=True), OPTIONS))
    for said in ("✓ passed", "R redo", "M missed", "E excused", "D done, not inspected"):
        assert said in text, said
    assert "passed" not in read(chore_chart(chart(8), OPTIONS))


def test_names_on_a_chart_are_as_chosen_and_never_only_in_its_title() -> None:
    beds = read(chore_chart(chart(8), replace(OPTIONS, names="bed")))
    assert "Bed 1A" in beds
    assert not [name for name in NAMES if name in beds]
    info = pypdf.PdfReader(io.BytesIO(chore_chart(chart(8), OPTIONS))).metadata
    assert info is not None
    assert info.title == "Maple Street House, Chores of the week, Nov 23 to 29, 2026"


def test_cards_name_nobody_and_are_not_confidential() -> None:
    pdf = chore_cards([card(0), card(1), card(2, 14), card(3, 60), card(4, 0)], OPTIONS)
    text = read(pdf)
    assert page_count(pdf) == 6
    assert all(step in text for step in STEPS)
    assert "The mop is in the hall closet." in text
    assert "2 people, about 25 min" in text
    assert "Confidential" not in text
    assert not [name for name in NAMES if name in text]


def test_a_long_card_goes_on_under_its_name_with_every_step() -> None:
    steps = tuple(f"Step number {n} of many" for n in range(50))
    pdf = chore_cards([replace(card(0), steps=steps)], OPTIONS)
    pages = pages_of(pdf)
    assert len(pages) == 3
    assert all(CHORES[0] in page for page in pages)
    assert all(step in " ".join(pages) for step in steps)


def test_no_page_of_the_inspection_sheet_has_signatures_alone() -> None:
    for n in range(4, 14):
        last = pages_of(inspection_sheet(look(n), OPTIONS))[-1]
        assert "Passed" in last and "Inspected by" in last, n


def test_the_inspection_sheet_asks_for_a_result_of_each_turn() -> None:
    text = read(inspection_sheet(look(5), OPTIONS))
    for said in ("Sunday, November 22, 2026", "Nobody inspects their own chore.", "Andre W.",
                 "by 9 PM", "To do again: The stove is still greasy.", *STEPS):  # fmt: skip
        assert said in text, said
    assert text.count("Redo ") >= 5
    assert "Nobody has it" in read(inspection_sheet(look(8), OPTIONS))


def test_a_turn_of_another_day_says_which() -> None:
    data = look(1)
    late = replace(data.lines[0], due=data.lines[0].due.replace(day=20))
    text = read(inspection_sheet(LookRound(SUNDAY, (late,)), OPTIONS))
    assert "Fri, Nov 20, by 9 PM" in text


def test_the_fairness_page_answers_first_and_shows_how_to_check_it() -> None:
    data = fair(14)
    text = read(chore_fairness(data, OPTIONS))
    for said in ("Of the 12 people who shared in every chore", "40 weighted minutes apart: 3.2%.",
                 "How it is counted", "Week by week", "What one turn counts",
                 "Turns that nobody had: 15 weighted minutes.", "Sep 28 to Nov 22, 2026",
                 "Carlos M. not asked for Yard and porch (12 days)",
                 "Dee L. not here yet (30 days), not asked (3 days)", "That is as even as",
                 "further than 40 weighted minutes from their share; the heaviest chore of one "
                 "time counts 45"):  # fmt: skip
        assert said in text, said
    for person in data.fair.people:
        assert f"{load_minutes(person.load):,}" in text


def test_the_fairness_page_never_says_why_somebody_is_asked_for_less() -> None:
    text = read(chore_fairness(fair(14), OPTIONS)).casefold()
    assert "wrist" not in text
    assert "injury" not in text


def test_uneven_chores_are_said_to_be_uneven_and_one_turn_is_not_divided() -> None:
    data = fair(6, apart=400)
    assert "That is not even." in read(chore_fairness(data, OPTIONS))
    begun = tuple(replace(p, weeks=p.weeks[-2:]) for p in data.fair.people)
    begun = FairPaper(replace(data.fair, people=begun), data.names)
    assert "The chores began not long ago." in read(chore_fairness(begun, OPTIONS))
    whole = FairPaper(replace(data.fair, largest=data.fair.biggest), data.names)
    assert "as even as whole chores allow" in read(chore_fairness(whole, OPTIONS))


def test_without_people_or_chores_each_paper_says_so() -> None:
    nobody = FairPaper(Fairness(MONDAY, SUNDAY, ()), {})
    assert "Nobody had a chore in these weeks." in read(chore_fairness(nobody, OPTIONS))
    assert "shared in every chore on every day" not in read(chore_fairness(fair(1), OPTIONS))
    empty = ChoreChart(MONDAY, SUNDAY)
    assert "No chore is planned for this week." in read(chore_chart(empty, OPTIONS))
    assert "There are no chores yet." in read(chore_cards([], OPTIONS))
    assert "No chore is due on this day." in read(inspection_sheet(LookRound(SUNDAY), OPTIONS))


def test_sixty_people_stand_on_the_fairness_page_with_headings_on_each_page() -> None:
    pdf = chore_fairness(fair(60), OPTIONS)
    pages = pages_of(pdf)
    assert len(pages) < 7
    assert all(
        "Carried" in page or "Week of" in page or "What one turn counts" in page for page in pages
    )


@pytest.mark.parametrize(("number", "said"), [(12, "+12"), (0, "0"), (-5, "−5")])
def test_a_difference_has_its_sign(number: int, said: str) -> None:
    assert signed(number) == said


def test_the_weekly_report_has_the_chores_with_marks_and_legend() -> None:
    data = replace(weekly(14), chores=chart(8, past=True).lines)
    text = read(weekly_report(data, OPTIONS))
    passed, asked = data.passed
    assert f"{passed} of {asked}" in text
    for said in ("Chores passed", "This week", "✓ passed", "R redo", "M missed", "E excused",
                 "D done, not inspected", "not marked", "still due"):  # fmt: skip
        assert said in text, said
    assert all(line.chore in text for line in data.chores)
    assert "This week" not in read(weekly_report(weekly(14), OPTIONS))


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_a_usual_week_with_chores_is_still_one_page(size: str) -> None:
    data = replace(weekly(16), chores=chart(8, past=True).lines, open_beds=(), notes=())
    assert page_count(weekly_report(data, replace(OPTIONS, size=size))) == 1


def test_many_chores_take_the_whole_width_and_go_on_with_their_header() -> None:
    data = replace(weekly(14), chores=chart(90, past=True).lines)
    pdf = weekly_report(data, OPTIONS)
    assert faults(pdf) == []
    pages = pages_of(pdf)
    assert sum("This week" in page for page in pages) >= 2
    assert all(line.chore in " ".join(pages) for line in data.chores)


def test_excused_and_due_turns_do_not_count_against_anybody() -> None:
    line = chart(1, past=True).lines[0]
    marks = (State.PASSED, State.EXCUSED, State.SKIPPED, State.MISSED, State.DUE, State.LATE, None)
    assert replace(weekly(), chores=(replace(line, marks=marks),)).passed == (1, 3)


def test_the_letters_of_the_marks_differ_in_each_language() -> None:
    for tongue in ("en", "es"):
        speak(tongue)
        said = [letter_of(state) for state in State]
        known = [letter for letter in said if letter]
        assert len(set(known)) == len(known) == 6


@pytest.mark.parametrize("paper", EVERY)
def test_each_paper_is_sound_in_spanish(paper: str) -> None:
    speak("es")
    pdf = EVERY[paper](replace(OPTIONS, size="a4"))
    assert faults(pdf) == []
    assert "2026" in read(pdf)


def test_a_house_without_audit_code_has_its_papers_too() -> None:
    bare = PaperOptions(replace(STAMP, anchor="", backup=""))
    assert all(page_count(make(bare)) >= 1 for make in EVERY.values())
