"""The sections of papers for outside. Each counts from the rows that are there, and says nothing
where the consent says nothing of it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from sobrhouse.domain.chores import State
from sobrhouse.domain.consents import Category
from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.outside import Kind, Outgoing
from sobrhouse.domain.phrases import nice_date, nice_time, span
from sobrhouse.domain.requirements import VERIFICATION_WORDS, VERIFIED
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.pen import HAIR, PALE
from sobrhouse.reports.sheet import Sheet
from sobrhouse.reports.tables import Column
from sobrhouse.words import _, n_

READ = replace(t.BODY, size=10.4, leading=14.6)
_STRONG = t.set_bold(READ)
_LABEL = replace(t.SOFT, size=10.0, grey=0.0)  # it is faxed: nothing is grey
_ROW, _WIDE = 17.0, 132.0
_C = Category
_SIX = timedelta(days=6)


def address(sheet: Sheet, going: Outgoing) -> None:
    """To whom, where a window of an envelope would show it, and what for."""
    terms = going.consent.terms
    sheet.gap(14)
    place = ", ".join(part for part in (going.house.address, going.house.phone) if part)
    if place:
        t.cell(sheet.pen, sheet.left, sheet.y - 8, place, _LABEL, sheet.width)
        sheet.y -= 20
    sheet.paragraph(terms.recipient, _STRONG)
    if terms.recipient_address:
        sheet.paragraph(terms.recipient_address, READ)
    sheet.gap(10)
    pairs(sheet, [(_("What for"), terms.purpose)])


def pairs(sheet: Sheet, rows: Sequence[tuple[str, str]]) -> None:
    """Labels with what there is to say, a hairline under each."""
    wide = sheet.width - _WIDE
    for label, says in rows:
        lines = t.text(says, READ, wide)
        sheet.need(min(_ROW + READ.step * (len(lines) - 1), sheet.full_page))
        t.cell(sheet.pen, sheet.left, sheet.y - 12, label, _LABEL, _WIDE - 8)
        for at, line in enumerate(lines):
            if at and sheet.need(READ.step):
                sheet.y += 3  # goes on close under the band
            t.write_lines(sheet.pen, sheet.left + _WIDE, sheet.y - 12, [line], READ, wide)
            sheet.y -= READ.step
        sheet.y -= _ROW - READ.step
        sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, HAIR, PALE)


def height(sheet: Sheet, rows: Sequence[tuple[str, str]]) -> float:
    """What these pairs need, in points."""
    wide = sheet.width - _WIDE
    return sum(_ROW + READ.step * (len(t.text(says, READ, wide)) - 1) for _label, says in rows)


def title(sheet: Sheet, words: str, aside: str = "") -> None:
    """A section's heading with room for something under it."""
    sheet.gap(13)
    sheet.need(15 + 2 * _ROW)
    sheet.heading(words, aside)


def name_of(going: Outgoing) -> str:
    """The name that went through; a paper without one is not made."""
    return next((row.says.text for row in going.of(_C.IDENTITY, Kind.NAME)), "")


def person(sheet: Sheet, going: Outgoing) -> None:
    """Whom it is about."""
    sheet.gap(4)
    rows = [(row.says.label, row.says.text) for row in going.of(_C.IDENTITY)]
    home = ", ".join(part for part in (going.house.name, going.house.address) if part)
    pairs(sheet, [*rows, (_("Residence"), home)])


def facts(sheet: Sheet, going: Outgoing, category: Category, heading: str = "") -> None:
    """The plain facts of a category."""
    rows = [(row.says.label, row.says.text) for row in going.of(category, Kind.SAID)]
    if rows:
        if heading:
            title(sheet, heading)
        pairs(sheet, rows)


def house(sheet: Sheet, going: Outgoing) -> None:
    """The phase and the meetings of the house."""
    rows = [(row.says.label, row.says.text) for row in going.of(_C.STANDING, Kind.SAID)]
    marks = Counter(row.says.mark for row in going.of(_C.STANDING, Kind.HOUSE_MEETING))
    if marks:
        there = marks["present"] + marks["late"]
        said = _("{n} of {m} attended").format(n=there, m=marks.total() - marks["excused"])
        more = (
            n_("{n} of them late", "{n} of them late", marks["late"]).format(n=marks["late"])
            if marks["late"] else "",
            n_("{n} excused", "{n} excused", marks["excused"]).format(n=marks["excused"])
            if marks["excused"] else "",
        )  # fmt: skip
        rows.append((_("House meetings"), ", ".join(filter(None, (said, *more)))))
    if rows:
        title(sheet, _("In the house"))
        pairs(sheet, rows)


def weeks(sheet: Sheet, going: Outgoing) -> None:
    """Recovery meetings by week: how many, how many of them verified, and how many were asked."""
    if not going.of(_C.MEETINGS):
        return
    went = going.of(_C.MEETINGS, Kind.MEETING)
    sure = sum(row.says.mark in VERIFIED for row in went)
    asked = {row.on: row.says.mark for row in going.of(_C.MEETINGS, Kind.ASKED) if row.on}
    title(sheet, _("Recovery meetings"), counted(len(went), sure))
    columns = (
        Column(_("Week"), 190), Column(_("Attended"), 80, "right"),
        Column(_("Of these verified"), 100, "right"), Column(_("Asked for"), 80, "right"),
    )  # fmt: skip
    rows = []
    for first, last in _spans(going, asked):
        days = [row for row in went if row.on is not None and first <= row.on <= last]
        rows.append((
            span(first, last), str(len(days)), str(sum(r.says.mark in VERIFIED for r in days)),
            asked.get(first, ""),
        ))  # fmt: skip
    tables.draw(sheet, columns, rows)


def counted(attended: int, verified: int) -> str:
    """ "12 meetings, 9 of them verified"."""
    said = n_("{n} meeting", "{n} meetings", attended).format(n=attended)
    return _("{meetings}, {n} of them verified").format(meetings=said, n=verified)


def _spans(going: Outgoing, asked: dict[date, str]) -> list[tuple[date, date]]:
    """The weeks of these days as the house counts them, the first and the last one cut."""
    found, start = [], going.first
    step = min(asked, default=going.first)
    while step > going.first:
        step -= timedelta(days=7)
    while start <= going.last:
        end = min(step + _SIX, going.last)
        found.append((start, end))
        step += timedelta(days=7)
        start = step
    return found


def meetings(sheet: Sheet, going: Outgoing) -> None:
    """Each meeting, without whoever led it."""
    went = going.of(_C.MEETINGS, Kind.MEETING)
    if not going.of(_C.MEETINGS):
        return
    title(sheet, _("Meeting by meeting"))
    if not went:
        sheet.gap(4)
        sheet.paragraph(_("No meeting is written down for these days."), READ)
        return
    columns = (
        Column(_("Date"), 86), Column(_("Time"), 58), Column(_("Meeting"), 210),
        Column(_("Fellowship"), 70), Column(_("Verified by"), 90),
    )  # fmt: skip
    rows = []
    for row in went:
        started, name, fellowship, _how = row.says.cells
        mark = row.says.mark
        short = fellowship_name(fellowship, short=True)
        rows.append((
            nice_date(row.on) if row.on else "", _clock(started), name or short, short,
            _(VERIFICATION_WORDS[mark]) if mark in VERIFICATION_WORDS else "",
        ))  # fmt: skip
    tables.draw(sheet, columns, rows)
    sheet.gap(6)
    sheet.paragraph(
        _(
            "Meetings with “Own word” are told by the resident and verified by nobody else. AA, NA "
            "and other fellowships are not affiliated with this house or with any court, and they "
            "keep no lists of who comes."
        ),
        t.SMALL,
    )


def _clock(started: str) -> str:
    hour, colon, minute = started.partition(":")
    if not (colon and hour.isdecimal() and minute[:2].isdecimal()):
        return started
    return nice_time(time(int(hour) % 24, int(minute[:2]) % 60))


def daily(sheet: Sheet, going: Outgoing) -> None:
    """Chores, and coming and going."""
    rows = []
    if going.of(_C.CHORES):
        turns = Counter(row.says.mark for row in going.of(_C.CHORES, Kind.CHORE))
        said = _("{n} of {m} passed").format(n=turns[State.PASSED.value], m=turns.total())
        missed = turns[State.MISSED.value] + turns[State.LATE.value]
        more = n_("{n} missed", "{n} missed", missed).format(n=missed) if missed else ""
        none = _("No chore came due in these days")
        rows.append((_("Chores"), ", ".join(filter(None, (said, more))) if turns else none))
    late = going.of(_C.COMINGS, Kind.LATE)
    if going.of(_C.COMINGS) and not late:
        rows.append((_("Coming and going"), _("No late return and no missed curfew in these days")))
    if rows or late:
        title(sheet, _("Day by day"))
        pairs(sheet, rows)
    pairs(sheet, [(nice_date(row.on) if row.on else "", row.says.text) for row in late])


def passes(sheet: Sheet, going: Outgoing) -> None:
    """Passes that were taken."""
    if not going.of(_C.PASSES):
        return
    title(sheet, _("Passes"))
    rows = [(row.says.text, row.says.label) for row in going.of(_C.PASSES, Kind.PASS)]
    pairs(sheet, rows or [(_("Passes"), _("No pass in these days"))])


def recovery(sheet: Sheet, going: Outgoing) -> None:
    """Sobriety and milestones, and whether there is a sponsor."""
    rows = [
        (row.says.label, row.says.text)
        for category in (_C.SOBRIETY, _C.SPONSOR, _C.SPONSOR_NAME)
        for row in going.of(category, Kind.SAID)
    ]
    reached = [
        f"{row.says.label}, {row.says.text}" for row in going.of(_C.SOBRIETY, Kind.MILESTONE)
    ]
    if reached:
        rows.append((_("Milestones reached"), "\n".join(reached)))
    if rows:
        title(sheet, _("Recovery"))
        pairs(sheet, rows)


def count_of_meetings(sheet: Sheet, going: Outgoing) -> None:
    """How many meetings, without which."""
    went = going.of(_C.MEETINGS, Kind.MEETING)
    if going.of(_C.MEETINGS):
        said = n_("{n} meeting", "{n} meetings", len(went)).format(n=len(went))
        days = span(going.first, going.last)
        pairs(sheet, [(_("Recovery meetings"), _("{meetings}, {days}").format(
            meetings=said, days=days))])  # fmt: skip


def remark(sheet: Sheet, going: Outgoing) -> None:
    """What the author wrote for this paper."""
    rows = going.of(_C.NOTES, Kind.REMARK)
    if rows:
        title(sheet, _("In our words"))
        sheet.gap(3)
        for row in rows:
            sheet.paragraph(row.says.text, READ)
