"""The end of every paper for outside: what the consent allows, in plain words, and the notice once
whole, word for word (42 CFR § 2.32(a) and (b)).
"""

from dataclasses import replace

from sobrhouse.domain.consent_words import scope_rows
from sobrhouse.domain.notices import Notice
from sobrhouse.domain.outside import Outgoing
from sobrhouse.reports import text as t
from sobrhouse.reports.outside_parts import READ, height, pairs, title
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _

_NOTICE = replace(READ, size=9.6, leading=13.2)
_HEADINGS = 62.0


def draw_scope(sheet: Sheet, going: Outgoing, notice: Notice) -> None:
    """The scope of the consent, then the notice."""
    rows = scope_rows(going.consent.terms)
    words = len(t.text(notice.full, _NOTICE, sheet.width)) * _NOTICE.step
    sheet.need(min(height(sheet, rows) + words + _HEADINGS, sheet.full_page))
    title(sheet, _("What the resident agreed to"))
    pairs(sheet, rows)
    sheet.gap(13)
    sheet.need(min(words + _HEADINGS / 2, sheet.full_page))
    sheet.heading(_("Notice to whoever receives this"))
    sheet.gap(3)
    sheet.paragraph(notice.full, _NOTICE)
