"""Words about who supports whom, for the profile and the Sponsors place."""

from collections.abc import Iterable, Mapping
from datetime import date

from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.phrases import full_stop, month_day, near_date, nice_days
from sobrhouse.domain.support import (
    END_WORDS,
    HELP_WORDS,
    HOURS,
    KIND_WORDS,
    MET_WORDS,
    TOUCH_WORDS,
    WISH_WORDS,
)
from sobrhouse.queries.sponsorships import Choices, ResidentSupport, TieRow
from sobrhouse.words import _, n_

TOUCH_ICONS = {
    "call": "phone", "meet": "handshake", "text": "message-circle", "no_answer": "clock",
    "meeting_together": "users", "step_work": "book-open",
}  # fmt: skip


def options(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """A table of codes as choices of a field."""
    return [(code, _(word)) for code, word in words.items()]


def tie_name(tie: TieRow) -> str:
    """Who it is, or that staff do not know."""
    if tie.shared:
        return tie.name
    return _("They keep the name to themselves")


def tie_title(tie: TieRow) -> str:
    """ "Bill W., sponsor", or "Sponsor. They keep the name to themselves"."""
    kind = kinds(tie.kind)
    if tie.shared:
        return f"{tie.name}, {kind.lower()}"
    return f"{full_stop(kind)} {tie_name(tie)}"


def tie_line(tie: TieRow, today: date) -> str:
    """ "Since Sep 20, AA, at a meeting", or from when to when and how it ended."""
    if tie.ended_on is None:
        when = _("Since {day}").format(day=month_day(tie.started_on, today))
    else:
        when = _("{first} to {last}").format(
            first=month_day(tie.started_on, today), last=month_day(tie.ended_on, today)
        )
    parts = [when]
    if tie.fellowship:
        parts.append(fellowship_name(tie.fellowship, short=True))
    if tie.how_met:
        parts.append(_(MET_WORDS[tie.how_met]).lower())
    if tie.end_kind:
        parts.append(_(END_WORDS[tie.end_kind]).lower())
    return ", ".join(parts)


def verified_line(tie: TieRow, today: date) -> str:
    """Who said that it is so: the resident, staff, both, or nobody yet."""
    said = []
    if tie.resident_verified_on is not None:
        said.append(
            _("The resident said so on {day}").format(
                day=month_day(tie.resident_verified_on, today)
            )
        )
    if tie.staff_verified_on is not None:
        day = month_day(tie.staff_verified_on, today)
        who = tie.staff_verified_by or _("Staff")
        said.append(_("{name} checked it on {day}").format(name=who, day=day))
    return ". ".join(said) or _("Nobody has checked it yet")


def contact_words(tie: TieRow, today: date) -> str:
    """ "3 times in touch this week, the last today"; or for how long there was none."""
    last = tie.last_contact_on
    if last is None:
        return _("No contact written down yet")
    if tie.week:
        times = n_("{n} time in touch in 7 days", "{n} times in touch in 7 days", tie.week)
        return _("{times}, last {day}").format(
            times=times.format(n=tie.week), day=day_in_line(last, today)
        )
    return _("Last in touch {ago} ago").format(ago=nice_days((today - last).days))


def contact_chip(tie: TieRow, today: date) -> tuple[str, str]:
    """The chip beside a sponsor: in touch this week, or how long it was not."""
    last = tie.last_contact_on
    if last is None:
        return _("No contact yet"), "warn"
    if tie.week:
        return _("In touch this week"), "ok"
    return _("In touch {ago} ago").format(ago=nice_days((today - last).days)), "warn"


def kinds(code: str) -> str:
    """ "Sponsor" of "sponsor"."""
    return _(KIND_WORDS[code])


def touch_said(kind: str, name: str) -> str:
    """What a toast says of a contact that was logged."""
    what = _(TOUCH_WORDS[kind])
    return _("Contact of {name}: {what}").format(name=name, what=what.lower())


def day_in_line(day: date, today: date) -> str:
    """ "today", "tomorrow" or "Sun, Nov 29", within a sentence."""
    text = near_date(day, today)
    return text.lower() if abs((day - today).days) <= 1 else text


def asked_line(introduced_on: date, check_on: date, today: date) -> str:
    """ "Introduced Nov 22. Ask Sun, Nov 29", or that the day has come."""
    met = full_stop(_("Introduced {day}").format(day=month_day(introduced_on, today)))
    return f"{met} {_ask_words(check_on, today)}"


def asked_words(found: ResidentSupport, today: date) -> str:
    """ "Introduced to Bill W. Ask Sun, Nov 29"."""
    row = found.asked[0]
    met = full_stop(_("Introduced to {name}").format(name=row.name))
    return f"{met} {_ask_words(row.check_on, today)}"


def _ask_words(check_on: date, today: date) -> str:
    if check_on <= today:
        return _("Ask now how it went")
    return _("Ask {day}").format(day=day_in_line(check_on, today))


def without_words(days: int) -> str:
    """How long somebody lives here without one."""
    if not days:
        return _("Moved in today")
    return n_("{n} day here", "{n} days here", days).format(n=days)


def help_words(counted: Iterable[tuple[str, int]]) -> str:
    """ "A ride 3, listening 1"."""
    said = ", ".join(
        _("{what} {n}").format(what=_(HELP_WORDS[kind]).lower(), n=times) for kind, times in counted
    )
    return said[:1].upper() + said[1:]


def hours_words(codes: Iterable[str]) -> str:
    """When somebody has time, in words."""
    said = " · ".join(_(HOURS[code]).lower() for code in codes if code in HOURS)
    return said[:1].upper() + said[1:]


def choice_lines(choices: Choices) -> list[tuple[str, str]]:
    """What a resident chose, as pairs of what and how; only what says something."""
    buddies = choices.buddies
    room = _("As the house says") if buddies is None else (
        n_("{n} newcomer", "{n} newcomers", buddies).format(n=buddies) if buddies else _("Not now")
    )  # fmt: skip
    looks = _("Yes") if choices.looking else ", ".join(
        part for part in (_("No"), choices.looking_why) if part
    )  # fmt: skip
    return [
        (_("Looks for a sponsor"), looks),
        (_("Wishes"), _(WISH_WORDS[choices.wants_gender])),
        (_("Has time"), hours_words(choices.hours) or _("Not said")),
        (_("Buddy for"), room),
        (_("Shares steps with staff"), _("Yes") if choices.shares_steps else _("No")),
        (_("Shares BARC-10 answers"), _("Yes") if choices.shares_answers else _("No")),
    ]
