"""Papers for outside: letter, attendance, progress, family letter, certificate; drawn from what the
gate let through and from nothing else, with the notice on each page, once whole, and the scope.
"""

from collections.abc import Callable
from dataclasses import replace

from sobrhouse.domain.consents import Category
from sobrhouse.domain.notices import notice_for
from sobrhouse.domain.outside import TITLES, WITHOUT_DAYS, Outgoing, OutsidePaper
from sobrhouse.domain.phrases import civil_date, span
from sobrhouse.reports import outside_parts as parts
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.outside_certificate import draw_certificate
from sobrhouse.reports.outside_scope import draw_scope
from sobrhouse.reports.parts import signatures
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, speaking

_C = Category


def outside_paper(going: Outgoing, options: PaperOptions) -> bytes:
    """One of them as a file. Its facts name the house, the paper and the days, never the person."""
    with speaking(going.language):
        return _drawn(going, options)


def _drawn(going: Outgoing, options: PaperOptions) -> bytes:
    notice = notice_for(going.house.part2, going.on)
    options = replace(options, stamp=replace(options.stamp, notice=notice.short, backup=""))
    if going.paper is OutsidePaper.CERTIFICATE:
        sheet = draw_certificate(going, options)
        sheet.turn()
    else:
        sheet = Sheet(_head(going), options.stamp, options.size)
        _DRAWN[going.paper](sheet, going)
    draw_scope(sheet, going, notice)
    return sheet.save()


def _head(going: Outgoing) -> Head:
    dated = going.paper not in WITHOUT_DAYS
    days = span(going.first, going.last) if dated else civil_date(going.on)
    about = civil_date(going.on) if dated else ""
    return Head(going.house.name, _(TITLES[going.paper]), days, about, black=True)


def _letter(sheet: Sheet, going: Outgoing) -> None:
    parts.address(sheet, going)
    parts.person(sheet, going)
    parts.facts(sheet, going, _C.STANDING)
    parts.remark(sheet, going)
    _sign(sheet, going)


def _attendance(sheet: Sheet, going: Outgoing) -> None:
    parts.address(sheet, going)
    parts.person(sheet, going)
    parts.weeks(sheet, going)
    parts.meetings(sheet, going)
    _sign(sheet, going)


def _progress(sheet: Sheet, going: Outgoing) -> None:
    parts.address(sheet, going)
    parts.person(sheet, going)
    parts.facts(sheet, going, _C.LEGAL, _("Supervision"))
    parts.house(sheet, going)
    parts.weeks(sheet, going)
    parts.daily(sheet, going)
    parts.passes(sheet, going)
    parts.recovery(sheet, going)
    parts.facts(sheet, going, _C.WORK, _("Work and school"))
    parts.remark(sheet, going)
    _sign(sheet, going)


def _family(sheet: Sheet, going: Outgoing) -> None:
    parts.address(sheet, going)
    sheet.gap(8)
    name = parts.name_of(going)
    sheet.paragraph(_("Dear {name},").format(name=going.consent.terms.recipient), parts.READ)
    sheet.gap(6)
    said = _(
        "{name} asked us to send you this letter. It tells what {name} wants you to know, and "
        "nothing more. {name} has read it before it was sent."
    ).format(name=name)
    sheet.paragraph(said, parts.READ)
    parts.recovery(sheet, going)
    parts.count_of_meetings(sheet, going)
    sheet.gap(8)
    sheet.paragraph(_("Thank you for standing by. A letter back is always welcome."), parts.READ)
    sheet.gap(16)
    signatures(sheet, (_("{name}, who wants it sent").format(name=name), _writer(going)))


def _sign(sheet: Sheet, going: Outgoing) -> None:
    sheet.gap(16)
    signatures(sheet, (_writer(going),))


def _writer(going: Outgoing) -> str:
    return ", ".join(part for part in (going.author, going.author_title) if part)


_DRAWN: dict[OutsidePaper, Callable[[Sheet, Outgoing], None]] = {
    OutsidePaper.LETTER: _letter, OutsidePaper.ATTENDANCE: _attendance,
    OutsidePaper.PROGRESS: _progress, OutsidePaper.FAMILY: _family,
}  # fmt: skip
