"""Own words: what a resident adds to their week under a heading, told to staff or written on paper.
What they wrote at the kiosk is theirs: staff change nothing of it, and a manager may take it off.
The audit log tells that words were written, never which.
"""

from datetime import date, timedelta

from sqlalchemy import select

from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.week_people import HEADINGS, LONGEST_OWN
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.access import refused
from sobrhouse.storage.tables import House, OwnWords, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _, n_

_SIX = timedelta(days=6)
_WAYS = ("staff", "paper")


def write_down(
    work: Work, stay_id: int, on: date, heading: str, text: str, way: str = "staff"
) -> int:
    """Staff write down what a resident says of the week that `on` is in, told aloud (way "staff")
    or on paper ("paper"); gives the row. Problem where there are words under that heading already.
    """
    work.require(Permission.RECORD_DAILY)
    if heading not in HEADINGS or way not in _WAYS:
        raise ValueError(heading, way)
    stay = work.get(Stay, stay_id)
    start = _week_of_stay(work, stay, on)
    said = checked(text)
    if _standing_of(work, stay_id, start, heading) is not None:
        raise _taken()
    row = work.add(
        OwnWords(stay_id=stay_id, week_start=start, heading=heading, text=said, way=way)
    )
    work.record("own_words.written", row, hide=("text",))
    return row.id


def change(work: Work, own_words_id: int, version: int | None, text: str) -> str:
    """Put a slip right in what staff wrote down; gives what stood there."""
    work.require(Permission.RECORD_DAILY)
    row = _there(work, own_words_id, version)
    if row.way == "kiosk":
        raise Problem(
            _("They wrote this themselves, so it stands. Nothing was changed. They can change it "
              "at the kiosk."))  # fmt: skip
    was, row.text = row.text, checked(text)
    work.record("own_words.changed", row, hide=("text",))
    return was


def take_back(work: Work, own_words_id: int) -> int:
    """The words stand on no paper any more. What somebody wrote themselves only a manager takes
    off.
    """
    work.require(Permission.RECORD_DAILY)
    row = _there(work, own_words_id)
    if row.way == "kiosk" and not work.actor.may(Permission.MANAGE_PEOPLE):
        raise refused()
    row.voided_at = work.now
    work.record("own_words.taken_back", row)
    return row.id


def put_back(work: Work, own_words_id: int) -> int:
    """The inverse of taking back; Problem where other words stand there by now."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(OwnWords, own_words_id)
    if row.voided_at is None:
        raise Problem(_("It is there already."))
    if row.way == "kiosk" and not work.actor.may(Permission.MANAGE_PEOPLE):
        raise refused()
    if _standing_of(work, row.stay_id, row.week_start, row.heading) is not None:
        raise _taken()
    row.voided_at = None
    work.record("own_words.put_back", row)
    return row.id


def checked(text: str) -> str:
    """The words as they are kept, lines and all; Problem where there are none or too many."""
    plain = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    said = "\n".join(line for line in (" ".join(p.split()) for p in plain.split("\n")) if line)
    if not said:
        raise Problem(_("Write a few words first."), field="text")
    if len(said) > LONGEST_OWN:
        long = n_("That is too long. {n} letter at most.", "That is too long. {n} letters at most.",
                  LONGEST_OWN)  # fmt: skip
        raise Problem(long.format(n=LONGEST_OWN), field="text")
    return said


def _week_of_stay(work: Work, stay: Stay, on: date) -> date:
    """The first day of the week; Problem where they did not live here in it, or it is to come."""
    starts_on = work.session.execute(
        select(House.week_starts_on).where(House.id == stay.house_id)
    ).scalar_one()
    start = week_of(on, starts_on)
    gone = stay.voided_at is not None or (
        stay.discharged_on is not None and stay.discharged_on < start
    )
    if gone or stay.move_in_on > start + _SIX:
        raise Problem(_("They did not live here in that week. Choose another week."), field="on")
    if start > work.today(stay.house_id):
        raise Problem(_("That week has not begun yet."), field="on")
    return start


def _there(work: Work, own_words_id: int, version: int | None = None) -> OwnWords:
    row = work.get(OwnWords, own_words_id, version)
    if row.voided_at is not None:
        raise NotFound(_("These words were taken back meanwhile."))
    return row


def _standing_of(work: Work, stay_id: int, start: date, heading: str) -> int | None:
    query = select(OwnWords.id).where(
        OwnWords.stay_id == stay_id, OwnWords.week_start == start, OwnWords.heading == heading,
        OwnWords.voided_at.is_(None),
    )  # fmt: skip
    return work.session.execute(query).scalar()


def _taken() -> Problem:
    return Problem(
        _("There are words under this heading already. Nothing was changed. Change those instead."),
        field="heading",
    )
