"""The minutes of one house meeting on paper: who was there, what was said and decided, to sign."""

from collections.abc import Sequence
from datetime import datetime

from sobrhouse.domain.motions import Tally
from sobrhouse.domain.phrases import full_stop, month_day, nice_date
from sobrhouse.domain.rolls import MARKS
from sobrhouse.queries.meeting_papers import MeetingPaper
from sobrhouse.queries.meeting_rows import ActionRow, Attender, CommitmentRow, MotionRow
from sobrhouse.reports import meeting_parts as parts
from sobrhouse.reports.meeting_parts import labelled
from sobrhouse.reports.notes import draw_notes
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import Figure, figures, signatures
from sobrhouse.reports.pen import DryPen, Pen
from sobrhouse.reports.sheet import Sheet, one_pen
from sobrhouse.words import N_, _

_TIGHTER = (0.95, 0.9, 0.86)
_WORTH_A_TRY = 4  # pages; a longer paper is not laid out again to save one
_OUTCOMES = {
    "open": N_("Still open"),
    "passed": N_("Passed"),
    "failed": N_("Did not pass"),
    "withdrawn": N_("Withdrawn"),
}
_KEPT = {"kept": N_("kept"), "partly": N_("partly kept"), "not_yet": N_("not yet")}


def minutes(data: MeetingPaper, options: PaperOptions) -> bytes:
    """The minutes as a PDF file, drawn closer where that saves a page; a draft says so on top."""
    roomy = _laid_out(data, options, 1.0, DryPen()).count
    tights = _TIGHTER if 1 < roomy <= _WORTH_A_TRY else ()
    saves = (x for x in tights if _laid_out(data, options, x, DryPen()).count < roomy)
    return _laid_out(data, options, next(saves, 1.0), one_pen()).save()


def _laid_out(data: MeetingPaper, options: PaperOptions, tight: float, pen: Pen) -> Sheet:
    head = parts.meeting_head(data, options, _("minutes"), how_they_stand(data))
    sheet = Sheet(head, options.stamp, options.size, tight, pen=pen, large=options.large)
    draw_minutes(sheet, data, options)
    signatures(sheet, (_("Led the meeting"), _("House manager")))
    return sheet


def draw_minutes(sheet: Sheet, data: MeetingPaper, options: PaperOptions) -> None:
    """All that the minutes say, from here on down."""
    _figures(sheet, data)
    sheet.gap(10)
    _facts(sheet, data, options)
    _roll(sheet, data, options)
    _agenda(sheet, data)
    _said(sheet, data)
    _votes(sheet, data, options)
    _actions(sheet, data, options)
    _promises(sheet, data, options)
    _amended(sheet, data)


def how_they_stand(data: MeetingPaper) -> str:
    """When the minutes were finished and by whom, or that they are a draft."""
    run = data.run
    if run.finished_at is None:
        return _("Draft: the minutes are not finished")
    when = _moment(run.finished_at, data)
    return _("Finished {when} by {name}").format(when=when, name=run.finished_by or "–")


def _moment(moment: datetime, data: MeetingPaper) -> str:
    local = moment.astimezone(data.zone)
    day = "" if local.date() == data.run.day else f"{month_day(local.date(), data.run.day)}, "
    return f"{day}{parts.clock(moment, data)}"


def _figures(sheet: Sheet, data: MeetingPaper) -> None:
    run = data.run
    people = _("of {n}").format(n=len(run.people))
    known = not run.nobody_marked
    here = Figure(str(run.here) if known else "–", people if known else "", _("Here"))
    counts = [
        Figure(str(run.count(status)) if known else "–", "", _(label))
        for status, label in MARKS
        if status != "present"
    ]
    decided = sum(m.outcome in ("passed", "failed") for m in run.motions)
    mine = [a for a in run.actions if not a.from_earlier]
    figures(sheet, [here, *counts, Figure(str(decided), "", _("Votes")),
                    Figure(str(len(mine)), "", _("Action items"))])  # fmt: skip


def _facts(sheet: Sheet, data: MeetingPaper, options: PaperOptions) -> None:
    run = data.run
    hours = parts.joined((
        _("Began {time}").format(time=parts.clock(run.started_at, data)) if run.started_at else "",
        _("ended {time}").format(time=parts.clock(run.ended_at, data)) if run.ended_at else "",
    ))  # fmt: skip
    facts = (
        (_("Time"), hours or parts.clock(run.planned_at, data)),
        (_("Place"), run.place),
        (_("Led by"), options.called(data.named(run.chair_stay_id, run.chair))),
        (_("Reading"), parts.joined((run.reading, _read_by(data, options)))),
        (_("Next meeting"), parts.next_words(data)),
    )
    for label, says in facts:
        if says:
            labelled(sheet, label, says)


def _read_by(data: MeetingPaper, options: PaperOptions) -> str:
    who = options.called(data.named(data.run.reader_stay_id, data.run.reader))
    return _("read by {name}").format(name=who) if who else ""


def _roll(sheet: Sheet, data: MeetingPaper, options: PaperOptions) -> None:
    run = data.run
    _begin(sheet, _("Roll call"))
    if run.nobody_marked:
        labelled(sheet, "", _("No roll was taken. That does not mean that all were absent."))
        return
    for status, label in (*MARKS, ("", _("Not marked"))):
        people = [p for p in run.people if p.status == status]
        if people:
            names = [_with_reason(p, data, options) for p in people]
            labelled(sheet, f"{_(label)}: {len(people)}", parts.joined(names))


def _with_reason(person: Attender, data: MeetingPaper, options: PaperOptions) -> str:
    name = options.called(data.named(person.stay_id, person.name))
    return f"{name} ({person.reason})" if person.reason else name


def _agenda(sheet: Sheet, data: MeetingPaper) -> None:
    if not data.run.agenda:
        return
    _begin(sheet, _("Agenda"))
    for row in data.run.agenda:
        sheet.need(parts.READ.step)
        base = sheet.y - parts.READ.size
        parts.box(sheet, sheet.left + 3, base, ticked=row.done)
        title = f"{row.position}. {_(row.title)}"
        if not row.done:
            title = _("{line} (not reached)").format(line=title)
        parts.wrapped(sheet, title, sheet.left + 18, sheet.right)


def _said(sheet: Sheet, data: MeetingPaper) -> None:
    _begin(sheet, _("Minutes"))
    said = data.run.minutes.strip() or _("Nothing was written down.")
    parts.wrapped(sheet, said, sheet.left, sheet.right)


def _votes(sheet: Sheet, data: MeetingPaper, options: PaperOptions) -> None:
    if not data.run.motions:
        return
    _begin(sheet, _("Votes"))
    for motion in data.run.motions:
        sheet.need(3 * parts.READ.step)
        result = _(_OUTCOMES[motion.outcome])
        parts.wrapped(sheet, f"{result}: {motion.text}", sheet.left, sheet.right,
                      parts.READ_STRONG)  # fmt: skip
        parts.wrapped(sheet, _vote_words(motion, data, options), sheet.left, sheet.right,
                      parts.READ_SOFT)  # fmt: skip
        sheet.gap(3)


def _vote_words(motion: MotionRow, data: MeetingPaper, options: PaperOptions) -> str:
    mover = options.called(data.named(motion.mover_stay_id, motion.mover))
    second = options.called(data.named(motion.seconder_stay_id, motion.seconder))
    said = [
        _("Moved by {name}.").format(name=mover.rstrip(".")) if mover else "",
        _("Seconded by {name}.").format(name=second.rstrip(".")) if second else "",
        f"{motion.needs}.",
        _counted(motion.tally) if motion.tally is not None else "",
        _("Secret ballot.") if motion.secret else "",
    ]
    return " ".join(part for part in said if part)


def _counted(tally: Tally) -> str:
    return _("Yes {yes}, no {no}, skipped {skip}.").format(
        yes=tally.yes, no=tally.no, skip=tally.abstain
    )


def _actions(sheet: Sheet, data: MeetingPaper, options: PaperOptions) -> None:
    mine = [a for a in data.run.actions if not a.from_earlier]
    if not mine:
        return
    _begin(sheet, _("Action items"))
    for row in mine:
        sheet.need(parts.READ.step)
        parts.box(sheet, sheet.left + 3, sheet.y - parts.READ.size, ticked=row.done)
        parts.wrapped(sheet, _action(row, data, options), sheet.left + 18, sheet.right)


def _action(row: ActionRow, data: MeetingPaper, options: PaperOptions) -> str:
    owner = options.called(data.named(row.owner_stay_id, row.owner)) or _("no owner yet")
    whose = _("Owner: {name}.").format(name=owner.rstrip("."))
    said = f"{full_stop(row.text)} {whose}"
    if row.due_on is None:
        return said
    due = _("Due {day}.").format(day=nice_date(row.due_on, data.run.day))
    return f"{said} {due}"


def _promises(sheet: Sheet, data: MeetingPaper, options: PaperOptions) -> None:
    asked = [c for c in data.run.commitments if c.from_earlier]
    made = [c for c in data.run.commitments if not c.from_earlier]
    for title, rows in ((_("Promised last time"), asked), (_("Promised for next time"), made)):
        if rows:
            _begin(sheet, title)
            _promise_lines(sheet, rows, data, options)


def _promise_lines(
    sheet: Sheet, rows: Sequence[CommitmentRow], data: MeetingPaper, options: PaperOptions
) -> None:
    for row in rows:
        name = options.called(data.named(row.stay_id, row.name))
        how = f" ({_(_KEPT[row.outcome])})" if row.outcome else ""
        parts.wrapped(sheet, f"{name}: {row.text}{how}", sheet.left, sheet.right)


def _amended(sheet: Sheet, data: MeetingPaper) -> None:
    rows = [a for a in data.run.amendments if not a.voided]
    if not rows:
        return
    sheet.gap(10)
    why = _("Why: {reason}")
    draw_notes(sheet, _("Added after the meeting"), [
        (row.by or "–", month_day(row.at.astimezone(data.zone).date(), data.run.day),
         "\n".join((row.text, why.format(reason=row.why))))
        for row in rows
    ])  # fmt: skip


def _begin(sheet: Sheet, title: str) -> None:
    """A heading that never stands alone at the end of a page."""
    sheet.gap(10)
    sheet.need(15 + 2 * parts.READ.step)
    sheet.heading(title)
