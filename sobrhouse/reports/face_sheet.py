"""The emergency sheet of one resident: whom to call, what a paramedic must know."""

from dataclasses import replace
from datetime import date

from sobrhouse.domain.care import CONTACT_WORDS, LEGAL_WORDS, MAY_BE_TOLD_WORDS, word
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import long_date, month_day
from sobrhouse.domain.residents import age
from sobrhouse.queries.care import ContactRow
from sobrhouse.queries.profile import Profile
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Head, Sheet, Stamp
from sobrhouse.reports.tables import Column, Row
from sobrhouse.words import _, p_

_LARGE = replace(t.BODY, size=11.0, leading=15.0)
_LARGE_BOLD = t.set_bold(_LARGE)
_LABEL = 118.0
_HELPERS = ("clinician", "case_manager", "probation", "attorney", "payer")


def face_sheet(data: Profile, stamp: Stamp, today: date, size: str = "letter") -> bytes:
    """One page, in large letters, about one person; full names, so keep it locked away."""
    stay = data.stay
    bed = _("bed {bed}").format(bed=stay.bed) if stay and stay.bed else ""
    place = ", ".join(part for part in (stay.room if stay else "", bed) if part)
    sheet = Sheet(Head(data.name, _("Emergency sheet"), place, long_date(today)), stamp, size)
    sheet.gap(12)
    for label, says in _facts(data, today):
        _draw_fact(sheet, label, says)
    sheet.gap(6)
    _draw_must_know(sheet, data)
    emergency = [c for c in data.contacts if c.is_emergency]
    _draw_contacts(sheet, _("Call first"), emergency, _("No emergency contact is written down."))
    helpers = [c for c in data.contacts if not c.is_emergency and c.kind in _HELPERS]
    if helpers:
        _draw_contacts(sheet, _("Doctor, officer, attorney, payer"), helpers, "")
    _draw_supervision(sheet, data)
    sheet.gap(12)
    sheet.paragraph(
        _(
            "Being listed here does not permit disclosure. In a medical emergency tell medical "
            "staff what they need, then write down what was told, to whom and when."
        ),
        replace(t.SOFT, leading=12.0),
    )
    return sheet.save()


def _facts(data: Profile, today: date) -> list[tuple[str, str]]:
    person, stay = data.person, data.stay
    legal = f"{person.legal_first} {person.legal_last}".strip()
    born = ""
    if person.birth_on is not None:
        years = _("{n} years old").format(n=age(person.birth_on, today))
        born = f"{month_day(person.birth_on)}, {years}"
    called = person.preferred_name
    facts = [
        (_("Legal name"), legal),
        (p_("name", "Called"), called if called != person.legal_first else ""),
        (_("Pronouns"), person.pronouns),
        (_("Born"), born or _("Not written down")),
        (_("Phone"), nice_phone(person.phone)),
        (_("Languages"), person.languages),
        (_("Lives here since"), month_day(stay.move_in_on, today) if stay else ""),
        (_("Sober since"), month_day(data.sober.since, today) if data.sober.since else ""),
    ]
    return [fact for fact in facts if fact[1]]


def _draw_fact(sheet: Sheet, label: str, says: str) -> None:
    lines = t.text(says, _LARGE_BOLD, sheet.width - _LABEL)[:4]
    sheet.need(len(lines) * _LARGE.step)
    t.cell(
        sheet.pen, sheet.left, sheet.y - 11, label, replace(_LARGE, grey=t.SOFT.grey), _LABEL - 6
    )
    at = sheet.left + _LABEL
    t.write_lines(sheet.pen, at, sheet.y - 11, lines, _LARGE_BOLD, sheet.width - _LABEL)
    sheet.y -= len(lines) * _LARGE.step


def _draw_must_know(sheet: Sheet, data: Profile) -> None:
    """Allergies and conditions in a frame: the first thing that somebody in a hurry looks for."""
    allergies = [_noted(c.text, c.note) for c in data.conditions if c.allergy]
    others = [_noted(c.text, c.note) for c in data.conditions if not c.allergy]
    inner = sheet.width - 24
    none = _("None written down.")
    blocks = [
        (_("Allergies"), t.text("\n".join(allergies) or none, _LARGE_BOLD, inner)),
        (_("Health conditions"), t.text("\n".join(others) or none, _LARGE, inner)),
    ]
    high = sum(20 + len(lines) * _LARGE.step for _title, lines in blocks) + 8
    if high > sheet.full_page:
        for title, lines in blocks:
            sheet.heading(title)
            _draw_long(sheet, lines)
        return
    sheet.need(high)
    sheet.pen.frame(sheet.left, sheet.y - high, sheet.width, high, 1.4)
    y = sheet.y - 16
    for number, (title, lines) in enumerate(blocks):
        t.cell(sheet.pen, sheet.left + 12, y, title, t.HEADING, inner)
        style = _LARGE if number else _LARGE_BOLD
        y = t.write_lines(sheet.pen, sheet.left + 12, y - 15, lines, style, inner) - 5
    sheet.y -= high


def _draw_long(sheet: Sheet, lines: list[Line]) -> None:
    for line in lines:
        sheet.need(_LARGE.step)
        t.write_lines(sheet.pen, sheet.left, sheet.y - 11, [line], _LARGE, sheet.width)
        sheet.y -= _LARGE.step


def _noted(text: str, note: str) -> str:
    return f"{text}. {note}" if note else text


def _draw_contacts(sheet: Sheet, title: str, contacts: list[ContactRow], nothing: str) -> None:
    sheet.gap(14)
    sheet.need(15 + tables.height(max(1, min(3, len(contacts)))))
    sheet.heading(title)
    if not contacts:
        t.cell(sheet.pen, sheet.left, sheet.y - 12, nothing, _LARGE_BOLD, sheet.width)
        sheet.y -= 16
        return
    columns = (
        Column(_("Name"), 120, bold=True),
        Column(_("Who"), 96),
        Column(_("Phone"), 92, bold=True),
        Column(_("May be told"), 128),
        Column(_("Note"), 120),
    )
    tables.draw(sheet, columns, [_contact(c) for c in contacts])


def _contact(row: ContactRow) -> Row:
    who = row.relationship or word(CONTACT_WORDS, row.kind)
    told = word(MAY_BE_TOLD_WORDS, row.may_be_told)
    return (row.name, who, nice_phone(row.phone), told, row.note)


def _draw_supervision(sheet: Sheet, data: Profile) -> None:
    legal = [row for row in data.legal if row.end_on is None]
    if not legal:
        return
    sheet.gap(14)
    sheet.need(15 + tables.height(min(3, len(legal))))
    sheet.heading(_("Legal supervision"))
    columns = (
        Column(_("Kind"), 110, bold=True),
        Column(_("Officer"), 120),
        Column(_("Phone"), 100, bold=True),
        Column(p_("supervision", "Reports"), 100),
        Column(_("Case"), 110),
    )
    rows = [
        (word(LEGAL_WORDS, r.kind), r.officer, nice_phone(r.officer_phone), r.report_every,
         r.case_no)
        for r in legal
    ]  # fmt: skip
    tables.draw(sheet, columns, rows)
