"""Papers of chores after a photocopier: black and white points, a hundred to the inch."""

import io
from collections.abc import Callable

import pikepdf
import pytest

from sobrhouse.domain.chores import State
from sobrhouse.reports.chore_chart import chore_chart
from sobrhouse.reports.chore_marks import draw_mark
from sobrhouse.reports.pen import Pen
from sobrhouse.reports.sheet import Head, Sheet
from tests.reports.copied import DPI, INK, PAPER, Copy, apart, copied, shapes
from tests.reports.made import OPTIONS, STAMP
from tests.reports.made_chores import chart

LETTER_HIGH = 792
_HEAD, _FOOT = 60, 90  # points of the page above the chart and below it
LIGHTER, DARKER = 112, 150  # a copier that is set lighter or darker
WITHIN = 0.03


def faded(pdf: bytes) -> bytes:
    """The control: the same chart in the thin pale lines and grey letters of a screen."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            drawn = page.Contents.read_bytes()
            drawn = drawn.replace(b"0 G 1.1 w", b"0.769 G 0.3 w").replace(b"BT 0 g", b"BT 0.549 g")
            page.Contents = file.make_stream(drawn)
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def inside(copy: Copy) -> Copy:
    """Without the head and the foot of the page."""
    by = copy.dpi / 72
    return Copy(copy.rows[round(_HEAD * by) : round((LETTER_HIGH - _FOOT) * by)], copy.dpi)


def boxes(copy: Copy) -> int:
    """How many squares are closed on all sides and empty, large enough for initials."""
    least = round(15 * copy.dpi / 72)
    return sum(
        least <= shape.wide < 3 * least and least <= shape.high < 3 * least
        and shape.points > 0.95 * shape.wide * shape.high
        for shape in shapes(copy, PAPER)
    )  # fmt: skip


def letters(copy: Copy) -> int:
    """How many shapes there are of a letter's size: broken and merged letters change it."""
    by = copy.dpi / DPI
    return sum(
        shape.high < 30 * by and shape.wide < 40 * by and shape.points >= 2 * by * by
        for shape in shapes(copy, INK)
    )


@pytest.fixture(scope="module")
def printed() -> bytes:
    """A chart as the printer has it."""
    return chore_chart(chart(8), OPTIONS)


def test_every_box_and_letter_of_a_chart_is_still_there_on_a_copy(printed: bytes) -> None:
    wanted = sum(mark is not None for line in chart(8).lines for mark in line.marks)
    sharp = letters(inside(copied(printed, dpi=3 * DPI)))
    assert sharp > 300
    for light in (LIGHTER, 128, DARKER):
        copy = inside(copied(printed, light=light))
        assert boxes(copy) == wanted
        assert abs(letters(copy) - sharp) <= WITHIN * sharp


def test_the_same_chart_in_pale_ink_is_lost_on_a_copy(printed: bytes) -> None:
    copy = inside(copied(faded(printed)))
    assert boxes(copy) == 0
    assert letters(copy) < 100


Draw = Callable[[Pen, float, float, float, State], None]


def confused(draw: Draw, side: float) -> list[State]:
    """Marks that on a copy look more like another one than like themselves elsewhere."""
    sheet = Sheet(Head("Marks", "of turns"), STAMP)
    at = {
        (state, n): (60 + n * 40 + n * 0.31, 600 - row * 40 - n * 0.23)
        for row, state in enumerate(State)
        for n in range(3)
    }
    for (state, _n), (x, y) in at.items():
        draw(sheet.pen, x, y, side, state)
    copy = copied(sheet.save())
    seen = {key: copy.patch(x - 2, y - 2, side + 4, LETTER_HIGH) for key, (x, y) in at.items()}
    wrong = []
    for key, patch in seen.items():
        if key[1]:
            continue
        near: dict[State, int] = {}
        for other, theirs in seen.items():
            if other != key:
                off = apart(patch, theirs)
                near[other[0]] = min(near.get(other[0], off), off)
        own = near.pop(key[0])
        if own >= min(near.values()):
            wrong.append(key[0])
    return wrong


@pytest.mark.parametrize("side", [7.2, 16.0])
def test_marks_are_told_apart_on_a_copy(side: float) -> None:
    assert confused(draw_mark, side) == []


def test_shades_instead_of_marks_are_not_told_apart() -> None:
    def shade(pen: Pen, x: float, y: float, side: float, state: State) -> None:
        pen.fill(x, y, side, side, 0.95 - 0.1 * list(State).index(state))

    assert len(confused(shade, 8.8)) > len(State) / 2
