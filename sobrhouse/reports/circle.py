"""The circle on paper: the ties of a house, or of one resident, as a picture and in words; black on
white alone, so that any printer can print it. For staff.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sobrhouse.domain.circle import (
    TIE_WORDS,
    Circle,
    Member,
    around,
    drawn,
    facts,
    renamed,
    ties_in_words,
)
from sobrhouse.domain.phrases import long_date, nice_days
from sobrhouse.domain.weekly import PaperName
from sobrhouse.reports import text as t
from sobrhouse.reports.circle_picture import SAMPLES, draw_picture, draw_private, draw_sample
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_

_SAYS = replace(t.BODY, size=9.8, leading=13.0)
_NAME = 112.0
_LEGEND_ROW = 14.0


@dataclass(frozen=True, slots=True)
class CirclePaper:
    """The circle that is printed; with `resident_id` that of one person."""

    circle: Circle
    resident_id: int | None = None


def circle_page(data: CirclePaper, options: PaperOptions) -> bytes:
    """The page as a PDF file. Somebody who does not live in the house has an empty one."""
    whole = named_as(data.circle, options)
    me = whole.resident(data.resident_id) if data.resident_id is not None else None
    count = len(whole.residents)
    about = n_("{n} resident", "{n} residents", count).format(n=count)
    if data.resident_id is not None:
        about = me.name if me is not None else ""
    head = Head(options.stamp.house, _("The circle"), long_date(whole.on), about, black=True)
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(8)
    if data.resident_id is not None:
        _draw_one(sheet, whole, me)
    elif not whole.residents:
        sheet.paragraph(_("Nobody lives here yet."), _SAYS)
    else:
        draw_circle(sheet, whole)
    return sheet.save()


def named_as(circle: Circle, options: PaperOptions) -> Circle:
    """The circle with its residents named as this paper names people."""
    return renamed(circle, lambda m: _called(m, options))


def _called(member: Member, options: PaperOptions) -> str:
    return options.called(PaperName(member.name, member.full_name, member.bed))


def draw_circle(sheet: Sheet, circle: Circle) -> None:
    """The picture of a house with its legend, and who may need a connection, from here on down."""
    ties = drawn(circle)
    draw_picture(sheet, circle, ties)
    private = any(m.private for m in circle.residents)
    _draw_legend(sheet, circle, private=private, thinned=len(ties) < len(circle.ties))
    _draw_people(
        sheet, _("May need a connection"), _("No tie to somebody further along"),
        [(m.name, facts(circle, m)) for m in circle.without],
        _("Everybody has a tie to somebody further along."),
    )  # fmt: skip
    if circle.by_house:
        _draw_people(
            sheet, _("Only a room or chores in common"), _("With somebody further along"),
            [(m.name, facts(circle, m)) for m in circle.by_house], "",
        )  # fmt: skip


def _draw_one(sheet: Sheet, whole: Circle, me: Member | None) -> None:
    if me is None:
        sheet.paragraph(_("This person does not live here."), _SAYS)
        return
    mine = around(whole, me.key)
    draw_picture(sheet, mine, mine.ties, me.key)
    _draw_legend(sheet, mine, private=bool(me.private))
    if me in whole.without or me in whole.by_house:
        _draw_people(sheet, _("May need a connection"), "", [(me.name, facts(whole, me))], "")
    said = [("", words) for words in ties_in_words(whole, me)]
    _draw_people(sheet, _("Ties"), "", said, _("No tie"))


def _draw_legend(sheet: Sheet, circle: Circle, *, private: bool, thinned: bool = False) -> None:
    """Each line and mark that is in the picture, with its words; as many beside each other as are
    read whole.
    """
    kinds = [kind for kind in TIE_WORDS if any(t.kind == kind for t in circle.ties)]
    marks: list[tuple[str, str]] = [(kind, _(TIE_WORDS[kind])) for kind in kinds]
    if circle.outside:
        marks.append(("outside", _("Does not live here")))
    if private:
        marks.append(("private", _("A sponsor or mentor, not named")))
    most = max((t.measure(words, t.BODY) for _kind, words in marks), default=0.0)
    sheet.need(_LEGEND_ROW * 4 + 10)
    beside = 3 if most <= sheet.width / 3 - 44 else 2
    wide = sheet.width / beside
    for number, (kind, words) in enumerate(marks):
        row, column = divmod(number, beside)
        x, y = sheet.left + column * wide, sheet.y - 10 - row * _LEGEND_ROW
        if kind in SAMPLES:
            draw_sample(sheet.pen, kind, x, y + 3, 34)
        elif kind == "outside":
            sheet.pen.frame(x + 12, y - 1, 8, 8, 1.2)
        else:
            draw_private(sheet.pen, (x + 6, y + 3), (x + 26, y + 3))
        t.cell(sheet.pen, x + 40, y, words, t.BODY, wide - 44)
    sheet.y -= _LEGEND_ROW * -(-len(marks) // beside)
    sheet.gap(6)
    said = _("Meetings, chores and help of the last {days}.").format(days=nice_days(circle.days))
    if thinned:
        said += " " + _("Where these are many, only each person's most frequent ones are drawn.")
    sheet.paragraph(said, t.BODY)


def _draw_people(
    sheet: Sheet, title: str, aside: str, people: Sequence[tuple[str, str]], nothing: str
) -> None:
    """A name beside what there is to say; without names the words alone."""
    sheet.gap(10)
    sheet.need(15 + 2 * _SAYS.step)
    sheet.heading(title, aside)
    if not people:
        sheet.paragraph(nothing, _SAYS)
    for name, said in people:
        indent = _NAME if name else 0.0
        for number, line in enumerate(t.text(said, _SAYS, sheet.width - indent)):
            sheet.need(_SAYS.step)
            base = sheet.y - _SAYS.size
            if name and not number:
                t.cell(sheet.pen, sheet.left, base, name, t.set_bold(_SAYS), _NAME - 6)
            t.write_lines(sheet.pen, sheet.left + indent, base, [line], _SAYS,
                          sheet.width - indent)  # fmt: skip
            sheet.y -= _SAYS.step
        sheet.gap(2)
