"""Blank forms: one file for one form or for many, in the language that is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sobrhouse.domain.blank_forms import BLANK, FORMS
from sobrhouse.queries.form_values import FormValues
from sobrhouse.reports.barc_form import barc_form
from sobrhouse.reports.blank import (
    care,
    chores,
    consent,
    days,
    events,
    houses,
    intake,
    meetings,
)
from sobrhouse.reports.blank.named import draw_named
from sobrhouse.reports.court_card import court_card
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pass_form import blank_pass
from sobrhouse.reports.sheet import Head, Sheet, one_file
from sobrhouse.reports.sign_sheets import sign_out_sheet
from sobrhouse.words import _, speaking

# How each form is drawn below its head.
_DRAWN: dict[str, Callable[[Sheet], None]] = {
    "meeting-sheet": meetings.meeting_sheet,
    "chore-chart": chores.chore_chart,
    "room-inspection": chores.room_inspection,
    "test-log": care.test_log_sheet,
    "medication-count": care.medication_count,
    "incident": events.incident,
    "grievance": events.grievance,
    "safety-check": houses.safety_check,
    "drill": houses.drill,
    "application": intake.application,
    "admission": intake.admission,
    "agreement": intake.agreement,
    "consent": consent.consent,
    "my-calls": days.my_calls,
    "service-log": days.service_log,
}
# Those that are papers of the house also when they are not blank.
_PAPERS: dict[str, Callable[[PaperOptions], bytes]] = {
    "sign-out": sign_out_sheet,
    "pass": blank_pass,
    "court-card": lambda options: court_card(None, options),
    "barc-10": barc_form,
}


def blank_pdf(
    keys: Sequence[str],
    options: PaperOptions,
    language: str = "",
    values: FormValues | None = None,
) -> bytes:
    """These forms in one file, each with its own page numbers and, of `options.codes` in the same
    order, its own code; in `language` ("en", "es"), or without one as it is spoken now. Those with
    names on them are drawn from `values`.
    """
    with speaking(language), one_file() as bound:
        for number, key in enumerate(keys):
            if values is not None and FORMS[key].named:
                draw_named(key, values, options.coded(number))
            else:
                _draw_blank(key, options.coded(number))
        return bound.save(blank_title(keys, options))


def blank_title(keys: Sequence[str], options: PaperOptions) -> str:
    """What the file calls itself: house, and the form or that they are several."""
    what = _(FORMS[keys[0]].title) if len(keys) == 1 else _("Blank forms")
    return f"{options.stamp.house}, {what}"


def _draw_blank(key: str, options: PaperOptions) -> bytes:
    """One form alone, with the code of the foot as it stands; KeyError for one with names on it."""
    if key in _PAPERS:
        return _PAPERS[key](options)
    # The address stands at the head too: whoever gets the form sees whose it is.
    head = Head(options.stamp.house, _(FORMS[key].title), "", options.stamp.address, black=True)
    sheet = Sheet(head, replace(options.stamp, anchor=""), options.size)
    sheet.gap(10)
    _DRAWN[key](sheet)
    return sheet.save()


KEYS = tuple(form.key for form in BLANK)

__all__ = ["KEYS", "blank_pdf", "blank_title"]
