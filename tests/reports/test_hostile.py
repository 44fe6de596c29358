"""Whatever people type prints as text: hostile strings in long lists, and all of them as notes."""

import shutil
import subprocess
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from sobrhouse.domain.weekly import (
    MilestoneLine,
    MoveLine,
    NoteLine,
    OpenBed,
    PaperName,
    ResidentLine,
    TodoLine,
)
from sobrhouse.queries.care import ConditionRow
from sobrhouse.reports.bed_board import bed_board
from sobrhouse.reports.face_sheet import face_sheet
from sobrhouse.reports.faces import face_for
from sobrhouse.reports.people_list import PaperList, people_list
from sobrhouse.reports.shaping import clean, clusters, spell
from sobrhouse.reports.weekly import weekly_report
from tests.reports import (
    hostile_chores,
    hostile_meetings,
    hostile_outside,
    hostile_people,
    hostile_support,
)
from tests.reports.hostile import MARKUP, SYNTAX, batches
from tests.reports.made import OPTIONS, STAMP, SUNDAY, board, profile, weekly
from tests.reports.reading import looked_at, read

Make = Callable[[list[str]], bytes]
SECONDS_A_PAGE = 1.0
IN_THE_RUN = 6  # times as long may a page take beside other work; the drill holds the second


def resident_of(n: int, said: str, name: PaperName) -> ResidentLine:
    """A line of the roster with the string as the name and in one more cell, each in its turn."""
    cells = ["x"] * 6
    cells[n % 6] = said
    bed, *rest = cells
    return ResidentLine(n, bed, name, SUNDAY, n, *rest)


def week_of(said: list[str]) -> bytes:
    """The weekly report with the strings in every place where people write: each in the roster,
    and in one of the other sections.
    """
    data = weekly()
    name = [PaperName(s, s, s) for s in said]
    return weekly_report(
        replace(
            data,
            house=said[0],
            residents=tuple(resident_of(i, s, name[i]) for i, s in enumerate(said)),
            moves=tuple(MoveLine(SUNDAY, n, False, n.short, n.full) for n in name[::4]),
            milestones=tuple(MilestoneLine(SUNDAY, n, n.short) for n in name[1::4]),
            notes=tuple(NoteLine(SUNDAY, s, None) for s in said[2::4]),
            todos=tuple(
                TodoLine(s, s[:50], None, n) for n, s in zip(name[:10], said, strict=False)
            ),
            open_beds=tuple(OpenBed(s, s, s, s) for s in said[3::4]),
        ),
        replace(OPTIONS, stamp=replace(STAMP, house=said[0], address=said[-1], made=said[1])),
    )


def list_of(said: list[str]) -> bytes:
    """A list with the strings in its cells."""
    rows = tuple((s, s, s) for s in said)
    return people_list(PaperList(said[0], said[1], ("A", said[2], "C"), rows), STAMP)


def board_of(said: list[str]) -> bytes:
    """The bed board with the strings as rooms and names."""
    data = board(3)
    rooms = tuple(
        replace(room, name=said[i % len(said)], floor=said[(i + 1) % len(said)])
        for i, room in enumerate(data.rooms * (len(said) // 3 + 1))
    )
    return bed_board(replace(data, rooms=rooms), OPTIONS)


def sheet_of(said: list[str]) -> bytes:
    """The emergency sheet with the strings as conditions, contacts and the name."""
    data = profile()
    contacts = tuple(
        replace(data.contacts[i % 3], name=s, note=s, phone=s, relationship=s)
        for i, s in enumerate(said)
    )
    conditions = tuple(ConditionRow(i, s, i % 2 == 0, s, 1) for i, s in enumerate(said))
    whole = replace(data, name=said[0], contacts=contacts, conditions=conditions)
    return face_sheet(whole, STAMP, SUNDAY)


SMALL_PAPERS = (*hostile_meetings.SMALL_PAPERS, *hostile_chores.SMALL_PAPERS,
                *hostile_support.SMALL_PAPERS, *hostile_people.SMALL_PAPERS,
                *hostile_outside.SMALL_PAPERS)  # fmt: skip
# The whole thousand on each of these is the drill of papers (tests/drills/papers.py).
PAPERS: tuple[Make, ...] = (week_of, list_of, board_of, sheet_of, hostile_meetings.minutes_of,
                            *SMALL_PAPERS)  # fmt: skip
# In the run they share those of each kind by itself and some mixtures; tests/reports/
# test_every_paper.py has all the mixtures, in every place of every paper.
SHARED = 400
EVEN = tuple(SHARED * n // len(PAPERS) for n in range(1, len(PAPERS) + 1))


def _second_here() -> float:
    """How long a second is on this computer now, by what a quiet one counts in 0.4 s."""
    began = time.process_time()
    for _ in range(10_000_000):
        pass
    return max(1.0, (time.process_time() - began) / 0.4)


@pytest.mark.slow
def test_hostile_strings_in_long_lists_print_soundly_and_fast() -> None:
    """A portion on each paper, in every place of it where people write."""
    printed, second = 0, _second_here()
    for make, portion in zip(PAPERS, batches(EVEN), strict=True):
        make(["first"] * 3)  # fonts are opened once in a process
        began = time.process_time()
        pdf = make(portion)
        took = time.process_time() - began
        told, pages = looked_at(pdf)
        assert told == [], make
        most = IN_THE_RUN * SECONDS_A_PAGE * second * pages
        assert took <= most, f"{make}: {took:.1f} s for {pages} pages"
        printed += len(portion)
    assert printed == SHARED


def meant(string: str) -> str:
    """The letters that a paper shows for a string: missing ones spelled by their numbers."""
    shown = []
    for cluster in clusters(clean(string)):
        found = cluster.isspace() or face_for(cluster, "Regular")
        shown.append(cluster if found else spell(cluster))
    return squeezed("".join(shown))


def squeezed(text: str) -> str:
    """Only what can be seen: no white space, no joiners, one spelling."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        c for c in plain if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"}
        and not 0xFE00 <= ord(c) <= 0xFE0F
    )  # fmt: skip


def lost(strings: Iterable[str], read: str) -> list[str]:
    """Strings of which a reader finds fewer letters than were meant."""
    found = Counter(squeezed(read))
    wanted: Counter[str] = Counter()
    for string in strings:
        wanted += Counter(meant(string))
    return sorted(letter for letter, n in wanted.items() if found[letter] < n)


def poppler(pdf: bytes) -> str:
    """The text as pdftotext reads it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    asked = [program, "-raw", "-", "-"]  # else a hyphen at the end of a line is read as a break
    done = subprocess.run(asked, input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "surrogatepass")


def notes_of(said: list[str]) -> bytes:
    """The weekly report with the strings as notes, where every letter of them is printed."""
    notes = tuple(NoteLine(SUNDAY, s) for s in said)
    return weekly_report(replace(weekly(), notes=notes), OPTIONS)


def test_every_letter_of_a_hostile_note_can_be_read_back() -> None:
    for batch in batches():
        assert lost(batch, poppler(notes_of(batch))) == []


def test_markup_is_printed_letter_for_letter_in_its_order() -> None:
    shown = squeezed(read(notes_of([*MARKUP, *SYNTAX])))
    assert [s for s in (*MARKUP, *SYNTAX) if squeezed(s) not in shown] == []
