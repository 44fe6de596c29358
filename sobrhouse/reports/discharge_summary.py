"""The summary at discharge: how long, how it went, how it ended, what goes along."""

from sobrhouse.domain.care import EMPLOYMENT_WORDS, word
from sobrhouse.domain.phrases import month_day, nice_date, nice_days, span
from sobrhouse.domain.residents import DISCHARGE_WORDS
from sobrhouse.queries.discharge import Discharge, Step
from sobrhouse.reports.entries import Fact, draw_entries, draw_facts, draw_nothing, draw_title
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import Figure, figures, signatures
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _


def discharge_summary(data: Discharge, options: PaperOptions) -> bytes:
    """One stay on paper, with the full name as it must; for the house's file. What leaves the house
    about somebody needs their consent.
    """
    until = data.moved_out
    since = _("Since {day}").format(day=month_day(data.moved_in))
    days = since if until is None else span(data.moved_in, until)
    about = _("The stay goes on") if until is None else _("The whole stay")
    sheet = Sheet(Head(data.name.full, _("Discharge summary"), days, about),
                  options.stamp, options.size)  # fmt: skip
    figures(sheet, _figures(data))
    draw_title(sheet, _("How the stay ended"))
    draw_facts(sheet, _ending(data))
    draw_title(sheet, _("The stay"))
    draw_facts(sheet, _stay(data))
    _draw_steps(sheet, _("Beds"), data.beds)
    _draw_steps(sheet, _("Phases"), data.phases)
    if data.milestones:
        draw_title(sheet, _("Milestones in the house"))
        draw_entries(sheet, [(month_day(on), length) for length, on in data.milestones])
    signatures(sheet, (_("House manager"), _("Resident")))
    return sheet.save()


def _figures(data: Discharge) -> list[Figure]:
    sober = "–" if data.days_sober is None else f"{data.days_sober:,}"
    of = _("of {n}").format(n=data.house_meetings)
    return [
        Figure(f"{data.days:,}", "", _("Days in the house")),
        Figure(sober, "", _("Days sober")),
        Figure(f"{data.meetings:,}", _("{n} verified").format(n=f"{data.verified:,}"),
               _("Recovery meetings")),
        Figure(f"{data.house_meetings_there:,}", of, _("House meetings")),
        Figure(f"{data.chores_passed:,}", _("{n} missed").format(n=data.chores_missed),
               _("Chores passed")),
    ]  # fmt: skip


def _ending(data: Discharge) -> list[Fact]:
    if data.moved_out is None:
        return [(_("Moved out"), _("Not yet: the stay goes on."))]
    nobody = _("Not written down")
    return [
        (_("Moved out"), nice_date(data.moved_out)),
        (_("How the stay ended"), word(DISCHARGE_WORDS, data.kind)),
        (_("Why"), data.reason or nobody),
        (_("Went to"), data.destination or nobody),
        (_("Forwarding address"), data.forwarding or nobody),
        (_("Aftercare and help given"), data.aftercare or nobody),
        (_("Naloxone given"), _said(data.naloxone)),
        (_("May come back"), _said(data.may_return)),
    ]


def _said(answer: bool | None) -> str:
    if answer is None:
        return _("Not written down")
    return _("Yes") if answer else _("No")


def _stay(data: Discharge) -> list[Fact]:
    born = nice_date(data.born) if data.born else ""
    since = ""
    if data.sober_since is not None and data.days_sober is not None:
        since = f"{nice_date(data.sober_since)} ({nice_days(data.days_sober)})"
    facts = [
        (_("House"), data.house),
        (_("Born"), born),
        (_("Came through"), data.referral),
        (_("Moved in"), nice_date(data.moved_in)),
        (_("Sober since"), since or _("Not written down")),
        (_("Sponsor"), _("Yes") if data.has_sponsor else _("No")),
        (_("Work or school"), ", ".join(word(EMPLOYMENT_WORDS, what) for what in data.work)),
    ]
    return [fact for fact in facts if fact[1]]


def _draw_steps(sheet: Sheet, title: str, steps: tuple[Step, ...]) -> None:
    draw_title(sheet, title)
    if not steps:
        draw_nothing(sheet, _("Nothing is written down."))
        return
    draw_entries(sheet, [(month_day(s.start_on), _step(s)) for s in steps])


def _step(step: Step) -> str:
    until = _("until {day}").format(day=nice_date(step.end_on)) if step.end_on else ""
    return "  ·  ".join(part for part in (step.what, until, step.why) if part)
