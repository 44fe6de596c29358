"""How recovery meetings are said in the office: marks, chips, times and what is asked."""

from datetime import date, time

from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.requirements import (
    EXCUSE_WORDS,
    VERIFICATION_WORDS,
    WHENCE_WORDS,
    Asked,
    Tally,
    asked_words,
    for_days,
    left_words,
)
from sobrhouse.domain.signins import UNDONE, WAY_WORDS
from sobrhouse.queries.recovery_asked import ExcuseRow
from sobrhouse.queries.recovery_week import PersonWeek, RecoveryWeek, WentRow
from sobrhouse.words import N_, _, n_

# On paper a round is "present" and an empty one "absent": no mark here may say otherwise.
VERIFIED_MARK, WORD_MARK, OTHER_MARK = "✓", "●", "·"
HOUSE_WORDS = {
    "present": N_("Present"),
    "late": N_("Late"),
    "excused": N_("Excused"),
    "absent": N_("Absent"),
}


def clock_words(starts_at: str) -> str:
    """ "7:30 PM" of "19:30"; empty where no time is known."""
    return nice_time(time.fromisoformat(starts_at)) if starts_at else ""


def mark_of(row: WentRow) -> str:
    """A check mark for what is verified, a round for a person's word, a dot for what does not
    count.
    """
    if not row.counts:
        return OTHER_MARK
    return VERIFIED_MARK if row.verified else WORD_MARK


def marks(person: PersonWeek, day: date) -> str:
    """The marks of one day; a dash where they did not live here."""
    if day not in person.lived:
        return "–"
    return " ".join(mark_of(row) for row in person.on(day))


def marks_said(person: PersonWeek, day: date) -> str:
    """The same for a screen reader; empty where nothing stands."""
    return "; ".join(f"{row.name}, {verification(row)[0]}" for row in person.on(day))


def verification(row: WentRow) -> tuple[str, str]:
    """How a meeting is verified, and the kind of its chip."""
    words = _(VERIFICATION_WORDS[row.verification])
    if row.verified:
        return (f"{words}, {row.verified_by}" if row.verified_by else words), "ok"
    return words, "info" if row.verification == "self" else "mute"


def state(tally: Tally, *, over: bool) -> tuple[str, str]:
    """How somebody's week stands, and the kind of its chip."""
    if not tally.asked:
        many = n_("{n} meeting", "{n} meetings", tally.done).format(n=tally.done)
        return (_("Excused") if tally.excused else many), "mute"
    if tally.met:
        return tally.words, "ok"
    return tally.words, "bad" if over else "warn"


def house_marks(person: PersonWeek) -> str:
    """ "Present, Late": the house meetings of the week."""
    return ", ".join(_(HOUSE_WORDS[mark.status]) for mark in person.house_marks)


def asked_line(person: PersonWeek) -> str:
    """ "4 a week, asked of everybody in the house"."""
    return f"{asked_words(person.rule)}, {_(WHENCE_WORDS[person.rule.whence])}"


def week_rule(rule: Asked, days: int) -> str:
    """What a week in which somebody lived here only some days asks for; empty for a whole one."""
    if days >= 7 or not rule.per_week:
        return ""
    asked = for_days(rule.per_week, days)
    return n_(
        "{n} day here in this week, so {m} of {all}.",
        "{n} days here in this week, so {m} of {all}.",
        days,
    ).format(n=days, m=asked, all=rule.per_week)


def excuse_line(excuse: ExcuseRow) -> str:
    """ "The whole week: Sick. Flu"; "2 fewer: Work"."""
    many = _("The whole week")
    if excuse.meetings is not None:
        many = n_("{n} fewer", "{n} fewer", excuse.meetings).format(n=excuse.meetings)
    kind = _(EXCUSE_WORDS[excuse.kind])
    if excuse.kind == "other":
        return f"{many}: {excuse.reason}"
    return f"{many}: {'. '.join(filter(None, (kind, excuse.reason)))}"


def meeting_line(row: WentRow, today: date) -> str:
    """ "Sun, Nov 22, 12:00 PM, AA"."""
    parts = (
        nice_date(row.on, today), clock_words(row.started_at),
        fellowship_name(row.fellowship, short=True), _("online") if row.format == "online" else "",
    )  # fmt: skip
    return ", ".join(filter(None, parts))


def origin(row: WentRow) -> str:
    """Where a line comes from, and why it stands in the place of another."""
    typed_in = _("Transcribed from paper by {name}").format(name=row.by or "–")
    ways = {"kiosk": _("From the kiosk"), "paper": typed_in}
    words = [ways.get(row.way) or _(WAY_WORDS[row.way])]
    if row.corrected and row.corrected != UNDONE:
        words.append(_("changed: {why}").format(why=_(row.corrected)))
    if row.topic:
        words.append(row.topic)
    if not row.counts:
        words.append(_("does not count here"))
    return ", ".join(words)


def context(week: RecoveryWeek) -> str:
    """The header's grey line: how many are under, and how much of the week is left."""
    if not week.people:
        return ""
    under = len(week.under)
    said = _("Everybody has been to as many as are asked")
    if under:
        said = n_(
            "{n} person under the requirement", "{n} people under the requirement", under
        ).format(n=under)
    left = left_words(week.left)
    return f"{said}, {left}" if left and week.left < 7 else said
