"""Helping: that one helped another, and with what; counted, never ranked."""

from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import HELP_WORDS
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import HelpingEvent, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Help:
    """One kind of help on a day (None: today); either of the two may stay unnamed."""

    kind: str
    giver_stay_id: int | None = None
    receiver_stay_id: int | None = None
    on: date | None = None
    way: str = "staff"


def log_help(work: Work, house_id: int, help_: Help) -> int:
    """Write one help down; gives it."""
    work.require(Permission.RECORD_DAILY, house_id)
    row = help_row(work, house_id, help_)
    work.record("help.logged", row)
    return row.id


def take_back_help(work: Work, help_id: int) -> int:
    """It was written down by mistake: it counts no more."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(HelpingEvent, help_id)
    if row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    row.voided_at = work.now
    work.record("help.taken_back", row)
    return row.id


def put_back_help(work: Work, help_id: int) -> int:
    """The inverse of taking back."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(HelpingEvent, help_id)
    if row.voided_at is None:
        raise Problem(_("It is there already."))
    row.voided_at = None
    work.record("help.put_back", row)
    return row.id


def help_row(work: Work, house_id: int, help_: Help) -> HelpingEvent:
    """The row of one help, checked and put in, not recorded; a part of use cases."""
    if help_.kind not in HELP_WORDS:
        raise Problem(_("Choose one from the list."), field="kind")
    giver, receiver = help_.giver_stay_id, help_.receiver_stay_id
    if giver is None and receiver is None:
        raise Problem(_("Say who helped, or who was helped."), field="giver_stay_id")
    if giver == receiver:
        raise Problem(_("Choose two people."), field="receiver_stay_id")
    today = work.today(house_id)
    on = help_.on or today
    if on > today:
        raise Problem(_("This day has not come yet. Type today or an earlier day."), field="on")
    for stay_id in filter(None, (giver, receiver)):
        stay = work.get(Stay, stay_id)
        if stay.house_id != house_id or stay.voided_at is not None:
            raise NotFound(_("They do not live in this house."))
        if on < stay.move_in_on or (stay.discharged_on or on) < on:
            raise Problem(_("They did not live here on that day."), field="on")
    return work.add(
        HelpingEvent(
            house_id=house_id, giver_stay_id=giver, receiver_stay_id=receiver, kind=help_.kind,
            on_date=on, way=help_.way,
        )
    )  # fmt: skip
