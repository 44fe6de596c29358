"""The pass on paper: what was asked for and decided, to be signed and taken along."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sobrhouse.domain.passes import KIND_WORDS, STATUS_WORDS, Criterion, nights_of, nights_words
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import long_date, month_day, nice_date, nice_time
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.passes import PassRow
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import signatures
from sobrhouse.reports.pen import RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_

_LARGE = replace(t.BODY, size=10.6, leading=15.0)
_LARGE_BOLD = t.set_bold(_LARGE)
_LABEL = 118.0
_LINE = 24.0
_BLANK_CHORES, _MOST_CHORES = 2, 10


@dataclass(frozen=True, slots=True)
class PassPaper:
    """One pass, or none for a blank form; the house's phone, zone and today. `turns` are the
    house's chores of these days.
    """

    row: PassRow | None
    zone: ZoneInfo
    today: date
    phone: str = ""
    turns: Sequence[Turn] = ()

    @property
    def chores(self) -> tuple[Turn, ...]:
        """The turns that fall due while the person is away, theirs or taken over from them."""
        row = self.row
        return tuple(
            turn for turn in self.turns
            if row is not None and row.depart_at <= turn.due < row.return_by
            and (turn.stay_id == row.stay_id or turn.original == row.name)
        )  # fmt: skip


def pass_form(data: PassPaper, options: PaperOptions) -> bytes:
    """The form of one pass, or a blank one to fill in by hand."""
    row = data.row
    about = options.stamp.address if row is None else _(STATUS_WORDS[row.status])
    head = Head(options.stamp.house, _("Pass"), long_date(data.today) if row else "", about,
                black=row is None)  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(14)
    for label, says in _facts(data, options):
        _fact(sheet, label, says, blank=row is None)
    if row is None:
        _standing(sheet)
    elif row.criteria:
        _rules(sheet, row.criteria)
    _chores(sheet, data)
    if row is None or row.status == "requested":
        _decide(sheet)
    elif row.decided_at is not None:
        _decided(sheet, row, data)
    _promise(sheet, data)
    signatures(sheet, [_("Resident"), _("House manager")])
    _returned(sheet, data)
    return sheet.save()


def blank_pass(options: PaperOptions) -> bytes:
    """The form without a pass: to ask for one by hand."""
    return pass_form(PassPaper(None, ZoneInfo("UTC"), date.min), options)


def _facts(data: PassPaper, options: PaperOptions) -> Sequence[tuple[str, str]]:
    row = data.row
    if row is None:
        labels = (
            _("Name"), _("Bed and phase"), _("Leaves (day and time)"), _("Back by (day and time)"),
            _("Goes to"), _("Stays with"), _("Phone there"), _("Travels with"), _("How"), _("Why"),
        )  # fmt: skip
        return [(label, "") for label in labels]
    nights = nights_words(len(nights_of(row.depart_at, row.return_by, data.zone)))
    name = row.full_name if options.names == "full" else row.name
    known = (
        (_("Name"), name),
        (_("Kind of pass"), f"{_(KIND_WORDS[row.kind])}, {nights}"),
        (_("Leaves"), _moment(row.depart_at, data)),
        (_("Back by"), _moment(row.return_by, data)),
        (_("Goes to"), row.destination),
        (_("Stays with"), row.host),
        (_("Phone there"), nice_phone(row.host_phone)),
        (_("Travels with"), row.companion),
        (_("How"), row.transport),
        (_("Why"), row.reason),
    )
    return [fact for fact in known if fact[1]]


def _moment(moment: datetime, data: PassPaper) -> str:
    local = moment.astimezone(data.zone)
    return f"{nice_date(local.date(), data.today)}, {nice_time(local)}"


def _fact(sheet: Sheet, label: str, says: str, *, blank: bool) -> None:
    grey = _LARGE if blank else replace(_LARGE, grey=t.SOFT.grey)
    at = sheet.left + _LABEL
    if blank:
        sheet.need(_LINE)
        t.cell(sheet.pen, sheet.left, sheet.y - 14, label, grey, _LABEL - 6)
        sheet.y -= _LINE - 6
        sheet.pen.rule(at, sheet.y, sheet.right, sheet.y, RULE)
        sheet.y -= 6
        return
    lines = t.text(says, _LARGE_BOLD, sheet.width - _LABEL)[:4]
    sheet.need(len(lines) * _LARGE.step)
    t.cell(sheet.pen, sheet.left, sheet.y - 11, label, grey, _LABEL - 6)
    t.write_lines(sheet.pen, at, sheet.y - 11, lines, _LARGE_BOLD, sheet.width - _LABEL)
    sheet.y -= len(lines) * _LARGE.step + 2


def _rules(sheet: Sheet, criteria: Sequence[Criterion]) -> None:
    sheet.need(20 + 14 * len(criteria))
    sheet.gap(8)
    sheet.heading(_("Rules of the house"))
    for criterion in criteria:
        base = sheet.y - 10
        _tick(sheet, base, ticked=criterion.ok)
        style = t.BODY if criterion.ok else t.STRONG
        t.cell(sheet.pen, sheet.left + 20, base, criterion.words, style, sheet.width - 20)
        sheet.y -= 14


def _standing(sheet: Sheet) -> None:
    """Where somebody stands, for who decides by hand: the check of forms.md."""
    sheet.need(52)
    sheet.gap(8)
    sheet.heading(_("Where they stand, filled in by staff"))
    words = (_("Days in the house"), _("Rent is paid"), _("Chores are done"), _("Meetings"))
    wide = sheet.width / len(words)
    for at, said in enumerate(words):
        x, base = sheet.left + at * wide, sheet.y - 16
        if at:
            sheet.pen.frame(x, base - 2.5, 11, 11)
            x += 17
        done = t.cell(sheet.pen, x, base, said, t.BODY, wide - 20)
        if not at:
            sheet.pen.rule(x + done + 4, base - 3, x + wide - 14, base - 3, RULE)
    sheet.y -= 24


def _tick(sheet: Sheet, base: float, *, ticked: bool) -> None:
    """A check mark where a rule is met, a cross where it is not."""
    pen, x = sheet.pen, sheet.left + 3
    if ticked:
        pen.rule(x, base + 3, x + 3, base, 1.2)
        pen.rule(x + 3, base, x + 9, base + 7, 1.2)
    else:
        pen.rule(x + 1, base, x + 8, base + 7, 1.2)
        pen.rule(x + 1, base + 7, x + 8, base, 1.2)


def _chores(sheet: Sheet, data: PassPaper) -> None:
    """Each chore of these days with who does it instead, or a line to write it on."""
    turns, row = data.chores, data.row
    if row is not None and not turns:
        return
    sheet.need(_LINE * 2)
    sheet.gap(8)
    sheet.heading(_("Chores while away, and who does them"))
    if row is None:
        for _blank in range(_BLANK_CHORES):
            _covered(sheet, "", "")
        return
    for turn in turns[:_MOST_CHORES]:
        covered = turn.name if turn.stay_id != row.stay_id else ""
        _covered(sheet, f"{nice_date(turn.on, data.today)}: {turn.chore}", covered)
    if (more := len(turns) - _MOST_CHORES) > 0:
        sheet.paragraph(n_("and {n} more", "and {n} more", more).format(n=more), t.BODY)


def _covered(sheet: Sheet, chore: str, by: str) -> None:
    sheet.need(_LINE)
    base, half = sheet.y - 14, sheet.width * 0.55
    right = sheet.left + half + 14
    if chore:
        t.cell(sheet.pen, sheet.left, base, chore, t.BODY, half)
    else:
        sheet.pen.rule(sheet.left, base - 3, sheet.left + half, base - 3, RULE)
    if by:
        t.cell(sheet.pen, right, base, by, t.STRONG, sheet.right - right)
    else:
        sheet.pen.rule(right, base - 3, sheet.right, base - 3, RULE)
    sheet.y -= 22


def _decide(sheet: Sheet) -> None:
    """Boxes for who decides by hand."""
    sheet.need(64)
    sheet.gap(12)
    sheet.heading(_("Decision"))
    base = sheet.y - 14
    for at, words in enumerate((_("Approved"), _("Denied"))):
        x = sheet.left + at * 82
        sheet.pen.frame(x, base - 2.5, 11, 11)
        t.cell(sheet.pen, x + 17, base, words, _LARGE, 64)
    x = sheet.left + 172
    for words, end in ((_("By"), x + 150), (_("Reason"), sheet.right)):
        wide = t.cell(sheet.pen, x, base, words, _LARGE, 70)
        sheet.pen.rule(x + wide + 6, base - 3, end, base - 3, RULE)
        x = end + 12
    sheet.y -= 24
    base = sheet.y - 14
    sheet.pen.frame(sheet.left, base - 2.5, 11, 11)
    t.cell(sheet.pen, sheet.left + 17, base, _("Test on return"), _LARGE, sheet.width - 17)
    sheet.y -= 22


def _decided(sheet: Sheet, row: PassRow, data: PassPaper) -> None:
    assert row.decided_at is not None
    day = month_day(row.decided_at.astimezone(data.zone).date(), data.today)
    sheet.need(40)
    sheet.gap(10)
    sheet.heading(_("Decision"))
    word = _("Denied") if row.status == "denied" else _("Approved")
    said = _("{decision} by {name}, {day}").format(decision=word, name=row.decided_by, day=day)
    sheet.paragraph(f"{said}. {row.decision_reason}".strip(), _LARGE)


def _promise(sheet: Sheet, data: PassPaper) -> None:
    sheet.gap(12)
    words = _(
        "I know when I have to be back. If I will be late or plans change, I call the house first. "
        "I sign out when I leave and sign in when I come back."
    )
    sheet.paragraph(words, replace(t.SOFT, leading=12.4, grey=0.0))
    if data.phone:
        call = _("House phone: {phone}").format(phone=nice_phone(data.phone))
        sheet.paragraph(call, replace(t.STRONG, leading=12.4))


def _returned(sheet: Sheet, data: PassPaper) -> None:
    row = data.row
    sheet.need(40)
    sheet.gap(16)
    if row is not None and row.returned_at is not None:
        said = _("Came back {when}").format(when=_moment(row.returned_at, data))
        sheet.paragraph(said, _LARGE)
        return
    half = sheet.width / 2
    for at, label in enumerate((_("Came back (day and time)"), _("Seen by"))):
        x = sheet.left + at * half
        t.cell(sheet.pen, x, sheet.y - 24, label, replace(t.SMALL, grey=0.0), 130)
        sheet.pen.rule(x + 120, sheet.y - 26, x + half - 14, sheet.y - 26, RULE)
    sheet.y -= 30
