"""The fairness page: what each person carried beside their share, in words and numbers that anybody
can check (features.md N12).
"""

from collections.abc import Sequence
from dataclasses import replace

from sobrhouse.domain.chore_fairness import Fairness, FairPerson, Less, load_minutes
from sobrhouse.domain.chore_papers import FairPaper
from sobrhouse.domain.chores import turn_load
from sobrhouse.domain.phrases import month_day, nice_days, span
from sobrhouse.reports import parts, tables
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.tables import Column, Row, Strong
from sobrhouse.words import _, n_, p_

_SAYS = replace(t.BODY, size=10.4, leading=14.2)
_SAYS_BOLD = t.set_bold(replace(_SAYS, size=12.4, leading=16.4))
_SMALLER = replace(t.BODY, size=9.4, leading=12.2)
_BAR_ROW = 17.0
_NAME, _NUMBER = 104.0, 46.0
_BAR_LEFT = _NAME + 5 * _NUMBER + 14
_MOST_WEEKS = 12  # columns of the table by weeks


def chore_fairness(data: FairPaper, options: PaperOptions) -> bytes:
    """The page as a PDF file. It gives no reasons why somebody was asked for less: they are nobody
    else's business.
    """
    fair = data.fair
    weeks = max((len(person.weeks) for person in fair.people), default=0)
    head = Head(
        options.stamp.house, _("Chores: who carried how much"), span(fair.first_on, fair.last_on),
        n_("{n} week", "{n} weeks", weeks).format(n=weeks) if weeks else "", black=True,
    )  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(10)
    if not fair.people:
        sheet.paragraph(_("Nobody had a chore in these weeks."), _SAYS_BOLD)
        return sheet.save()
    sheet.paragraph(_verdict(data), _SAYS_BOLD)
    sheet.gap(4)
    _draw_figures(sheet, data)
    _draw_people(sheet, data, options)
    _draw_counting(sheet, data)
    _draw_less(sheet, data, options)
    _draw_weeks(sheet, data, options)
    _draw_chores(sheet, data)
    return sheet.save()


def _called(data: FairPaper, person: FairPerson, options: PaperOptions) -> str:
    name = data.names.get(person.stay_id)
    return options.called(name) if name is not None else person.name


def _verdict(data: FairPaper) -> str:
    """The answer in two or three sentences: everybody beside their share, then those who can be
    compared one with another.
    """
    fair = data.fair
    said = [
        _("Nobody is further than {n} weighted minutes from their share; the heaviest chore of one "
          "time counts {most}.").format(
            n=f"{load_minutes(fair.furthest):,}", most=f"{load_minutes(fair.largest):,}")
    ]  # fmt: skip
    if fair.compared > 1:
        said.append(_compared(fair))
    if fair.even:
        said.append(_("That is as even as whole chores allow."))
    elif fair.early:
        said.append(_("The chores began not long ago. They even out from week to week."))
    else:
        said.append(_("That is not even. The next weeks are dealt so that it evens out."))
    return " ".join(said)


def _compared(fair: Fairness) -> str:
    return n_(
        "Of the {people} person who shared in every chore on every day, the most and the least "
        "loaded are {n} weighted minutes apart: {percent}%.",
        "Of the {people} people who shared in every chore on every day, the most and the least "
        "loaded are {n} weighted minutes apart: {percent}%.",
        fair.compared,
    ).format(
        people=fair.compared, n=f"{load_minutes(fair.biggest):,}", percent=_number(fair.percent)
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _draw_figures(sheet: Sheet, data: FairPaper) -> None:
    people = data.fair.people
    parts.figures(
        sheet,
        [
            parts.Figure(
                f"{load_minutes(data.fair.furthest):,}",
                _("of {n}").format(n=f"{load_minutes(data.fair.largest):,}"),
                _("Furthest from a share"),
            ),
            parts.Figure(str(len(people)), "", _("People")),
            parts.Figure(f"{sum(p.turns for p in people):,}", "", _("Turns")),
            parts.Figure(f"{sum(p.minutes for p in people):,}", "", p_("of time", "Minutes")),
            parts.Figure(
                f"{load_minutes(sum(p.load for p in people)):,}", "", _("Weighted minutes")
            ),
        ],
    )


def _draw_people(sheet: Sheet, data: FairPaper, options: PaperOptions) -> None:
    """A row a person: the numbers, and a bar that is black as far as they carried, with a mark
    where their share ends.
    """
    sheet.gap(10)
    _people_titles(sheet)
    most = max((max(p.load, p.owed) for p in data.fair.people), default=0) or 1
    for person in data.fair.people:
        if sheet.need(_BAR_ROW):
            _people_titles(sheet)
        _draw_person(sheet, person, _called(data, person, options), most)
    sheet.need(14)
    legend = _("Black bar: what they carried. Upright line: their share. Both in weighted minutes.")
    t.cell(sheet.pen, sheet.left, sheet.y - 10, legend, t.BODY, sheet.width)
    sheet.y -= 14


def _people_titles(sheet: Sheet) -> None:
    base = sheet.y - 10
    t.cell(sheet.pen, sheet.left + 3, base, _("Resident"), t.HEAD, _NAME)
    titles = (_("Days"), _("Turns"), _("Carried"), _("Share"), _("Difference"))
    for number, title in enumerate(titles):
        x = sheet.left + _NAME + number * _NUMBER
        t.cell(sheet.pen, x, base, title, t.HEAD, _NUMBER, "right")
    sheet.y -= 14
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _draw_person(sheet: Sheet, person: FairPerson, name: str, most: int) -> None:
    base = sheet.y - _BAR_ROW / 2 - 3
    t.cell(sheet.pen, sheet.left + 3, base, name, t.STRONG, _NAME - 6)
    apart = load_minutes(person.load) - load_minutes(person.owed)
    numbers = (
        f"{person.days}", f"{person.turns}", f"{load_minutes(person.load):,}",
        f"{load_minutes(person.owed):,}", signed(apart),
    )  # fmt: skip
    for number, said in enumerate(numbers):
        x = sheet.left + _NAME + number * _NUMBER
        t.cell(sheet.pen, x, base, said, t.BODY, _NUMBER, "right")
    x, room = sheet.left + _BAR_LEFT, sheet.width - _BAR_LEFT - 2
    sheet.pen.fill(x, base - 0.6, room * person.load / most, 7.0, 0.0)
    at = x + room * person.owed / most
    sheet.pen.rule(at, base - 3.2, at, base + 9.0, 1.3, 1.0 if person.owed < person.load else 0.0)
    for end in (base - 3.6, base + 6.8):
        sheet.pen.rule(at, end, at, end + 2.6, 1.3)
    sheet.y -= _BAR_ROW
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, HAIR)


def signed(number: int) -> str:
    """ "+12", "−5", "0"."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def _draw_counting(sheet: Sheet, data: FairPaper) -> None:
    sheet.gap(10)
    sheet.need(15 + 3 * _SAYS.step)
    sheet.heading(_("How it is counted"))
    sheet.paragraph(
        _(
            "A turn counts its minutes, and more the less pleasant it is: a light one once, the "
            "worst one twice. All that a house had to do is shared out equally by days among those "
            "who lived here and could do it. Whoever did a turn for somebody else carries it. "
            "Excused turns count for nobody."
        ),
        _SAYS,
    )
    if data.fair.nobody:
        said = _("Turns that nobody had: {n} weighted minutes. They are in nobody's share.")
        sheet.paragraph(said.format(n=f"{load_minutes(data.fair.nobody):,}"), _SAYS)


def _draw_less(sheet: Sheet, data: FairPaper, options: PaperOptions) -> None:
    """Whose share is smaller, and by how many days; never why (safety.md)."""
    told = [
        (_called(data, person, options), _less_words(person.less))
        for person in data.fair.people
        if person.less
    ]
    if not told:
        return
    sheet.gap(10)
    sheet.need(15 + 2 * _SAYS.step)
    sheet.heading(_("Whose share is smaller"))
    for name, words in told:
        for number, line in enumerate(t.text(words, _SMALLER, sheet.width - _NAME)):
            sheet.need(_SMALLER.step)
            base = sheet.y - _SMALLER.size
            if not number:
                t.cell(sheet.pen, sheet.left, base, name, t.set_bold(_SMALLER), _NAME - 6)
            t.write_lines(sheet.pen, sheet.left + _NAME, base, [line], _SMALLER,
                          sheet.width - _NAME)  # fmt: skip
            sheet.y -= _SMALLER.step


def _less_words(less: Sequence[Less]) -> str:
    """Each thing once, with its days summed."""
    days: dict[str, int] = {}
    for one in less:
        said = {"came": _("not here yet"), "left": _("not here any more")}.get(one.kind, "")
        said = said or (
            _("not asked for {chore}").format(chore=one.chore) if one.chore else _("not asked")
        )
        days[said] = days.get(said, 0) + one.days
    return ", ".join(
        _("{what} ({days})").format(what=said, days=nice_days(n)) for said, n in days.items()
    )


def _draw_weeks(sheet: Sheet, data: FairPaper, options: PaperOptions) -> None:
    """What each carried week by week, for who wants to check."""
    starts = sorted({week.start for person in data.fair.people for week in person.weeks})
    starts = starts[-_MOST_WEEKS:]
    if not starts:
        return
    sheet.gap(12)
    whole = 15 + tables.height(len(data.fair.people))
    sheet.need(whole if whole <= sheet.full_page else 15 + tables.height(3))
    sheet.heading(_("Week by week"), _("Weighted minutes; – where they were not here or not asked"))
    columns = [Column(_("Week of"), 90, bold=True)]
    columns += [Column(month_day(start, data.fair.last_on), 44, "right") for start in starts]
    rows: list[Row] = []
    for person in data.fair.people:
        by_start = {week.start: week for week in person.weeks}
        cells = [by_start.get(start) for start in starts]
        rows.append(
            (
                _called(data, person, options),
                *(
                    f"{load_minutes(week.load):,}" if week and (week.days or week.load) else "–"
                    for week in cells
                ),
            )
        )
    tables.draw(sheet, columns, rows)


def _draw_chores(sheet: Sheet, data: FairPaper) -> None:
    """What one turn of each chore counts."""
    if not data.chores:
        return
    sheet.gap(12)
    sheet.need(15 + tables.height(3))
    sheet.heading(_("What one turn counts"), _("As the chores are today"))
    columns = (
        Column(_("Chore"), 200, bold=True), Column(p_("of time", "Minutes"), 60, "right"),
        Column(_("Weight, 1 to 5"), 90, "right"), Column(_("Weighted minutes"), 100, "right"),
    )  # fmt: skip
    rows: list[Row] = [
        (
            card.name, f"{card.minutes}", f"{card.weight}",
            Strong(f"{turn_load(card.minutes, card.weight) / 4:,.2f}".rstrip("0").rstrip(".")),
        )
        for card in data.chores
    ]  # fmt: skip
    tables.draw(sheet, columns, rows)
