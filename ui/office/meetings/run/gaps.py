"""Meeting gaps: what is still missing before a house meeting is finished, in words."""

from sobrhouse.queries.meeting_rows import MeetingRun
from sobrhouse.words import _, n_


def gaps_of(run: MeetingRun) -> tuple[str, ...]:
    """ "2 people to mark", "1 action item has no owner"; nothing where all is there."""
    found = [_roll_gap(run)]
    if not run.minutes.strip():
        found.append(_("No minutes were written"))
    if not run.chair_stay_id:
        found.append(_("Nobody is named as leading"))
    ownerless = sum(not a.owner and not a.done and not a.from_earlier for a in run.actions)
    open_votes = sum(m.outcome == "open" for m in run.motions)
    unasked = sum(c.from_earlier and not c.outcome for c in run.commitments)
    left = sum(not a.done for a in run.agenda)
    if open_votes:
        found.append(
            n_("{n} vote is still open. It will be withdrawn.",
               "{n} votes are still open. They will be withdrawn.", open_votes)
            .format(n=open_votes)
        )  # fmt: skip
    if ownerless:
        found.append(
            n_("{n} action item has no owner", "{n} action items have no owner", ownerless)
            .format(n=ownerless)
        )  # fmt: skip
    if unasked:
        found.append(
            n_("{n} commitment was not asked about", "{n} commitments were not asked about",
               unasked).format(n=unasked)
        )  # fmt: skip
    if left:
        found.append(
            n_("{n} line of the agenda is not ticked", "{n} lines of the agenda are not ticked",
               left).format(n=left)
        )  # fmt: skip
    return tuple(gap for gap in found if gap)


def _roll_gap(run: MeetingRun) -> str:
    """Nobody marked is not all absent: it means that no roll was taken."""
    left = len(run.to_mark)
    if run.nobody_marked and run.people:
        return _("Nobody is marked. That does not mean that all were absent.")
    return n_("{n} person to mark", "{n} people to mark", left).format(n=left) if left else ""
