"""The record of mentors: which written criteria each was held against, when and by whom
(features.md N7, for NARR Standard 3.G.21.c); with empty boxes where nobody looked yet.
"""

from sobrhouse.domain.match_words import length_words
from sobrhouse.domain.phrases import month_day, nice_date
from sobrhouse.domain.support import KIND_WORDS
from sobrhouse.domain.support_papers import Checked, MentorRecord, Qualified
from sobrhouse.reports import meeting_parts, parts
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_

_READ = meeting_parts.READ
_STRONG = meeting_parts.READ_STRONG
_INDENT, _REMARK = 16.0, 90.0
_TITLE = t.set_bold(t.Style(12.0))


def mentor_record(data: MentorRecord, options: PaperOptions) -> bytes:
    """The record as a PDF file: what the house asks of mentors, then each of them."""
    head = Head(
        options.stamp.house, _("Mentors and what we ask of them"), nice_date(data.on),
        _("NARR Standard 3.G.21.c"),
    )  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(10)
    sheet.heading(_("What we ask"))
    for number, said in enumerate(_asked(data), 1):
        sheet.paragraph(f"{number}.  {said}", _READ)
    sheet.gap(8)
    for person in data.people:
        _person(sheet, person, data, options)
    if not data.people:
        sheet.paragraph(_("Nobody is on the list as a mentor yet."), _STRONG)
    sheet.gap(10)
    parts.signatures(sheet, (_("House manager"), _("Second reader")))
    return sheet.save()


def _asked(data: MentorRecord) -> list[str]:
    if not data.months:
        return list(data.criteria)
    said = n_("Sober for {n} month or longer", "Sober for {n} months or longer", data.months)
    return [said.format(n=data.months), *data.criteria]


def _person(sheet: Sheet, person: Qualified, data: MentorRecord, options: PaperOptions) -> None:
    line = person.line
    shown = person.checks[0].criteria if person.checks else data.criteria
    sheet.need(34 + (len(shown) + 2) * _READ.step)
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)
    name = options.safely_called(line.name, lives_here=line.lives_here)
    wide = t.cell(sheet.pen, sheet.left, sheet.y - 17, name, _TITLE, sheet.width / 2)
    kinds = ", ".join(_(KIND_WORDS[kind]) for kind in line.kinds if kind in KIND_WORDS)
    t.cell(sheet.pen, sheet.left + wide + 10, sheet.y - 17, kinds, t.SOFT,
           sheet.width - wide - 10, "right")  # fmt: skip
    sheet.y -= 24
    _sober(sheet, person, data)
    if person.checks:
        newest, *older = person.checks
        _check(sheet, newest)
        for check in older:
            sheet.paragraph(_before(check), t.SMALL)
    else:
        sheet.paragraph(_("Not looked at yet. To fill in by hand:"), _STRONG)
        for said in data.criteria:
            _box(sheet, said, ticked=False)
        _by_hand(sheet)
    sheet.gap(9)


def _sober(sheet: Sheet, person: Qualified, data: MentorRecord) -> None:
    line = person.line
    if line.sober_on is None or line.days is None:
        sheet.paragraph(_("Since when they are sober is not written down."), _STRONG)
        return
    said = _("Sober since {day} ({length}).").format(
        day=month_day(line.sober_on), length=length_words(line.days))  # fmt: skip
    if person.long_enough is False:
        said += " " + _("Not as long as we ask yet.")
    sheet.paragraph(said, _READ if person.long_enough else _STRONG)


def _check(sheet: Sheet, check: Checked) -> None:
    sheet.paragraph(_by(check), _READ)
    for said in check.criteria:
        _box(sheet, said, ticked=said not in check.unmet, remark=_("Not met"))


def _by(check: Checked) -> str:
    day = month_day(check.on)
    if not check.by:
        return _("Looked at on {day}:").format(day=day)
    return _("Looked at on {day} by {name}:").format(day=day, name=check.by)


def _before(check: Checked) -> str:
    """An earlier check in one line."""
    day = month_day(check.on)
    if not check.unmet:
        return _("Before, on {day}: all of it met.").format(day=day)
    return _("Before, on {day}: not met: {what}.").format(day=day, what=", ".join(check.unmet))


def _box(sheet: Sheet, said: str, *, ticked: bool, remark: str = "") -> None:
    """One criterion beside its box; one that was looked at and not met says so in bold."""
    room = sheet.width - _INDENT - _REMARK
    for number, line in enumerate(t.text(said, _READ, room)):
        sheet.need(_READ.step)
        base = sheet.y - _READ.size
        if not number:
            meeting_parts.box(sheet, sheet.left + 2, base, ticked=ticked, side=7.6)
            if remark and not ticked:
                t.cell(sheet.pen, sheet.right - _REMARK, base, remark, _STRONG, _REMARK, "right")
        t.write_lines(sheet.pen, sheet.left + _INDENT, base, [line], _READ, room)
        sheet.y -= _READ.step


def _by_hand(sheet: Sheet) -> None:
    """A line for who looked, and when."""
    sheet.need(24)
    meeting_parts.blank(sheet, _("Looked at by"), sheet.left, sheet.width * 0.6)
    meeting_parts.blank(sheet, _("Date"), sheet.left + sheet.width * 0.65, sheet.width * 0.35)
    sheet.y -= 20
