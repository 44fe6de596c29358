"""Messages from the house: written in the office, read on the card at the kiosk."""

from collections.abc import Sequence
from datetime import date

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import HouseMessage, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 500


def send_message(
    work: Work, house_id: int, text: str, stays: Sequence[int] = (), until_on: date | None = None
) -> tuple[int, ...]:
    """Put a message on everybody's card, or on those of some stays; gives the ids.

    It shows until it was read, or through `until_on`. Problem about `text`, `until_on` or who.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    text = _checked(text)
    if until_on is not None and until_on < work.today(house_id):
        raise Problem(_("That day is over. Choose today or a later one."), field="until_on")
    ids = []
    for stay_id in stays or (None,):
        if stay_id is not None:
            _living(work, house_id, stay_id)
        row = work.add(
            HouseMessage(
                house_id=house_id,
                stay_id=stay_id,
                text=text,
                sender=work.actor.name,
                sent_at=work.now,
                until_on=until_on,
            )
        )
        work.record("message.sent", row)
        ids.append(row.id)
    return tuple(ids)


def remove_message(work: Work, messages: Sequence[int]) -> None:
    """Take messages off the cards; who read them stays known."""
    work.require(Permission.RECORD_DAILY)
    for message_id in messages:
        row = work.get(HouseMessage, message_id)
        if row.voided_at is not None:
            raise Problem(_("That message is off the cards already."))
        row.voided_at = work.now
        work.record("message.removed", row)


def put_back_message(work: Work, messages: Sequence[int]) -> None:
    """The inverse of taking them off."""
    work.require(Permission.RECORD_DAILY)
    for message_id in messages:
        row = work.get(HouseMessage, message_id)
        if row.voided_at is None:
            raise Problem(_("That message is on the cards already."))
        row.voided_at = None
        work.record("message.put_back", row)


def _checked(text: str) -> str:
    text = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not text:
        raise Problem(_("Write what the message says."), field="text")
    if len(text) > LONGEST:
        raise Problem(_("That is too long for a card: 500 letters at most."), field="text")
    return text


def _living(work: Work, house_id: int, stay_id: int) -> None:
    stay = work.get(Stay, stay_id)
    if stay.house_id != house_id or stay.discharged_on is not None or stay.voided_at is not None:
        raise Problem(_("One of them does not live here any more."), field="to")
