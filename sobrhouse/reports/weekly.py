"""The weekly house report: the packet's first page, drawn from one week's values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sobrhouse.domain.phrases import day_name, span
from sobrhouse.domain.weekly import WeeklyReport
from sobrhouse.reports import weekly_drawings as drawings
from sobrhouse.reports import weekly_roster as roster
from sobrhouse.reports.flow import Half, draw_halves
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import DryPen, Pen
from sobrhouse.reports.sheet import Head, Sheet, one_pen
from sobrhouse.reports.weekly_page import Page
from sobrhouse.words import N_, _

_TIGHTER = (0.95, 0.9, 0.86, 0.82)  # as far as rows still read well
# then what is to be done stands beside the lists, and rows draw as close as small letters allow
_TIGHTEST = (0.86, 0.82, 0.78, 0.74, 0.72)
_WORTH_A_TRY = 6  # pages; a longer paper is not laid out again to save one


class Week(Protocol):
    """What is about one week, as of its last day or of a day within it."""

    @property
    def week_start(self) -> date: ...
    @property
    def week_end(self) -> date: ...
    @property
    def as_of(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: `values` are what it shows, without any it is left out. It has a
    `drawing` over the whole width, or a `listing` for half of it, or both to choose from.
    """

    code: str
    title: str
    values: Callable[[WeeklyReport], Sequence[object]]
    drawing: Callable[[Page, str], None] | None = None
    listing: Callable[[Page], Half] | None = None


def weekly_report(data: WeeklyReport, options: PaperOptions) -> bytes:
    """The report as a PDF file, its rows drawn closer where that saves a page."""
    return weekly_sheet(data, options).save()


def weekly_sheet(data: WeeklyReport, options: PaperOptions) -> Sheet:
    """The same on its pages, on which more may follow."""
    tight, beside = _fit(data, options)
    return _laid_out(data, options, tight, beside=beside)


def _fit(data: WeeklyReport, options: PaperOptions) -> tuple[float, bool]:
    """How close its rows stand, and whether lists stand beside: as the fewest pages ask."""
    roomy = _laid_out(data, options, 1.0, pen=DryPen()).count
    if 1 < roomy <= _WORTH_A_TRY and not options.large:
        for beside, tights in ((False, _TIGHTER), (True, _TIGHTEST)):
            for tight in tights:
                if _laid_out(data, options, tight, beside=beside, pen=DryPen()).count < roomy:
                    return tight, beside
    return 1.0, False


def offered(data: WeeklyReport) -> tuple[tuple[str, str], ...]:
    """The sections that this week has something for: code and title."""
    return tuple((s.code, _(s.title)) for s in SECTIONS if s.values(data))


def _laid_out(
    data: WeeklyReport,
    options: PaperOptions,
    tight: float,
    *,
    beside: bool = False,
    pen: Pen | None = None,
) -> Sheet:
    """The report on its pages; `beside`: what can stand on half the width does, birthdays among the
    milestones, and how the house helped in a line under the roster.
    """
    head = Head(
        data.house, _("Weekly house report"), span(data.week_start, data.week_end), week_words(data)
    )
    sheet = Sheet(
        head, options.stamp, options.size, tight, pen=pen or one_pen(), large=options.large
    )
    sections = [s for s in SECTIONS if _ticked(s, options) and s.values(data)]
    codes = {s.code for s in sections}
    join = beside and {"milestones", "birthdays"} <= codes
    under = beside and {"residents", "helped"} <= codes
    if beside:
        elsewhere = ({"birthdays"} if join else set()) | ({"helped"} if under else set())
        sections = [s for s in sorted(sections, key=_notes_last) if s.code not in elsewhere]
    page = Page(sheet, data, options, join, under)
    halves: list[tuple[str, Half]] = []
    for section in sections:
        if section.listing is not None and (section.drawing is None or beside):
            title = _("Milestones and birthdays") if join and section.code == "milestones" else _(
                section.title)  # fmt: skip
            halves.append((title, section.listing(page)))
            continue
        draw_halves(sheet, halves)
        halves = []
        assert section.drawing is not None  # a section has one or the other
        section.drawing(page, _(section.title))
    draw_halves(sheet, halves)
    return sheet


def _ticked(section: Section, options: PaperOptions) -> bool:
    return options.sections is None or section.code in options.sections


def _notes_last(section: Section) -> bool:
    """The order in which the last halves stand together: notes, then lines to sign, below them."""
    return section.code in ("notes", "signatures")


def week_words(data: Week) -> str:
    """ "Monday to Sunday, week 47", or up to which day while the week goes on."""
    week = _("week {n}").format(n=data.week_end.isocalendar().week)
    if data.as_of < data.week_end:
        return _("As of {day}, the week goes on").format(day=day_name(data.as_of, long=True))
    first, last = day_name(data.week_start, long=True), day_name(data.week_end, long=True)
    return _("{first} to {last}, {week}").format(first=first, last=last, week=week)


def _always(_data: WeeklyReport) -> Sequence[object]:
    return (True,)


SECTIONS: tuple[Section, ...] = (
    Section("figures", N_("Key figures"), _always, drawings.draw_figures),
    Section("residents", N_("Residents"), lambda d: d.residents, roster.draw_residents),
    Section(
        "attendance",
        N_("Meeting attendance"),
        lambda d: d.attendance.lines,
        listing=drawings.attendance,
    ),
    Section("chores", N_("Chores"), lambda d: d.chores, listing=drawings.chores),
    Section("milestones", N_("Milestones"), _always, listing=drawings.milestones),
    Section("helped", N_("How we helped"), lambda d: d.helped, listing=drawings.helped),
    Section("moves", N_("Moved in and out"), lambda d: d.moves, listing=drawings.moves),
    Section(
        "signlog",
        N_("Sign-log exceptions"),
        lambda d: (True,) if d.signs_kept else (),
        listing=drawings.signs,
    ),
    Section("beds", N_("Open beds"), lambda d: d.open_beds, listing=drawings.open_beds),
    Section(
        "birthdays",
        N_("Birthdays"),
        lambda d: (True,) if d.wants_birthdays else (),
        listing=drawings.birthdays,
    ),
    Section("notes", N_("Notes"), roster.long_notes, drawings.draw_notes),
    Section("todo", N_("To do next week"), _always, drawings.draw_todos, drawings.todos),
    Section("signatures", N_("Signatures"), _always, drawings.draw_signatures),
)
