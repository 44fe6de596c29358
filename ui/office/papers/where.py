"""Where a form is typed in: the screen for each, opened with the day of the paper."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from sobrhouse.domain.blank_forms import Screen
from sobrhouse.queries.form_prints import FormFound
from sobrhouse.queries.meeting_papers import meetings_of_day
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.words import N_, _
from ui.desk import Desk

Go = Callable[[str, object], None]

_HOW = {
    Screen.SIGN_LOG: N_("Type it in under Sign log: one line of the paper after the other."),
    Screen.HOUSE_MEETING: N_("Type it in under Meetings: open the meeting and take the roll."),
    Screen.RECOVERY_MEETINGS: N_("Type it in under Meetings, Recovery meetings."),
    Screen.PASSES: N_("Type it in under Sign log, Passes."),
    Screen.CHORES: N_("Type it in under Chores, in the week of the paper."),
    Screen.SPONSORS: N_("Type it in under Residents: open each person and log the contact."),
    Screen.CAPITAL: N_("Type it in under Sponsors, Recovery capital: choose the person."),
    Screen.ROUND: N_("Type it in under Sign log, Evening round."),
    Screen.CONSENTS: N_("Open the profile of the person, Consents, and type it in there."),
    Screen.NONE: N_("No screen takes this form yet. File the paper in the binder, and press the "
                    "button, so that it is known who filed it and when."),
}  # fmt: skip


def how_words(found: FormFound, *, here: bool) -> str:
    """What is to be done with this paper."""
    if not here:
        return _("This paper is from {house}. Choose that house at the top first.").format(
            house=found.house)  # fmt: skip
    if found.form.theirs:
        return _("This sheet is the resident's own. Give it back to them. Nothing is typed in.")
    return _(_HOW[found.form.screen])


def typed_in_at(desk: Desk, owner: QObject, found: FormFound, go: Go) -> None:
    """Go to the screen on which it is typed in, with its day; of a house meeting to the very one
    where it is written down already.
    """
    if found.form.screen is Screen.HOUSE_MEETING:

        def with_meetings(rows: tuple[MeetingRow, ...]) -> None:
            written = [row.meeting_id for row in rows if row.meeting_id is not None]
            go("meetings", written[-1] if written else {"tab": "house", "day": found.day})

        desk.ask(owner, meetings_of_day, desk.house_id, found.day, done=with_meetings)
        return
    go(*_targets(found)[found.form.screen])


def _targets(found: FormFound) -> dict[Screen, tuple[str, object]]:
    day = found.day
    return {
        Screen.SIGN_LOG: ("signlog", {"paper": day}),
        Screen.PASSES: ("signlog", {"pass": "paper"}),
        Screen.ROUND: ("signlog", {"round": day}),
        Screen.RECOVERY_MEETINGS: (
            "meetings", {"tab": "recovery", "day": day, "paper": found.code},
        ),
        Screen.CHORES: ("chores", {"day": day, "paper": True}),
        Screen.SPONSORS: ("residents", {"calls": day}),
        Screen.CAPITAL: ("sponsors", "capital"),
        Screen.CONSENTS: ("residents", None),
    }  # fmt: skip
