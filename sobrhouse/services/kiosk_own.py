"""One's own things at the kiosk: steps, BARC-10, what staff may see of both, help given and
received, and the people in one's life. Whose they are writes them; the audit log tells nothing of
what is private.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import HELP_WORDS
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.assessments import put_assessment
from sobrhouse.services.kiosk import AT_ONCE, Me, own
from sobrhouse.services.network_people import Known, put_person, record_person
from sobrhouse.services.network_people import own as own_person
from sobrhouse.services.steps import put_step
from sobrhouse.services.support_choices import checked, first_choice, held
from sobrhouse.storage.access import refused
from sobrhouse.storage.tables import Assessment, HelpingEvent, NetworkPerson, Stay, SupportChoice
from sobrhouse.storage.work import Work
from sobrhouse.words import _

MOST_PEOPLE = 60  # in one's own list
WISHES = ("looking", "gender", "wants_gender", "hours", "buddies")
WHILE_READ = timedelta(minutes=3)  # so long the page with the total may stand


def set_step(work: Work, stay_id: int, step: int, state: str | None) -> str | None:
    """Where one is with a step (None: not begun); gives what it was, so that the same call is the
    way back.
    """
    work.require(Permission.KIOSK)
    return put_step(work, own(work, stay_id).resident_id, step, state)


def choose_wish(work: Work, stay_id: int, field: str, value: Any) -> Any:
    """Whom one wishes for, when one has time, and for how many one would be a buddy; gives what it
    was, so that the same call is the way back.
    """
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if field not in WISHES:
        raise ValueError(field)
    return _choose(work, me, field, value)


def share_steps(work: Work, stay_id: int, shared: bool) -> bool:
    """Whether staff may see one's steps; gives what it was."""
    work.require(Permission.KIOSK)
    return bool(_choose(work, own(work, stay_id), "shares_steps", shared))


def share_answers(work: Work, stay_id: int, shared: bool) -> bool:
    """Whether staff may see one's answers to BARC-10; gives what it was."""
    work.require(Permission.KIOSK)
    return bool(_choose(work, own(work, stay_id), "shares_answers", shared))


def fill_in(work: Work, stay_id: int, answers: Sequence[int | None]) -> int:
    """A BARC-10 of today, all ten answers or nothing; gives the row. Problem for a second one of
    the day.
    """
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    try:
        return put_assessment(work, me.house_id, stay_id, me.resident_id, answers, "kiosk")
    except Problem as problem:
        if problem.field != "on":
            raise
        raise Problem(
            _("You filled one in today. It is kept. The next one can be tomorrow.")
        ) from None


def undo_fill_in(work: Work, stay_id: int, assessment_id: int) -> None:
    """Take back what was just filled in: it counts no more."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = work.connection.execute(
        select(_FILLED.c.created_at, _FILLED.c.stay_id).where(
            _FILLED.c.id == assessment_id, _FILLED.c.way == "kiosk", _FILLED.c.void_at.is_(None)
        )
    ).first()
    if row is not None and row.stay_id != stay_id:
        raise refused()
    if row is None or not timedelta() <= work.now - row.created_at <= WHILE_READ:
        raise NotFound(_("It is too late to undo this. Ask staff."))
    void = {"void_at": work.now, "void_by": 0, "void_why": UNDONE}
    work.connection.execute(update(_FILLED).where(_FILLED.c.id == assessment_id).values(**void))
    work.record_row("assessment.taken_back", "assessment", assessment_id, **me.about)


def say_help(
    work: Work, stay_id: int, kind: str, given: bool, other_stay_id: int | None = None
) -> int:
    """ "I helped", or "somebody helped me", today; who the other is need not be said. Gives the
    row.
    """
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if kind not in HELP_WORDS:
        raise Problem(_("Choose one from the list."), field="kind")
    if other_stay_id is not None:
        _check_housemate(work, me, other_stay_id)
    giver, receiver = (stay_id, other_stay_id) if given else (other_stay_id, stay_id)
    row = work.add(
        HelpingEvent(
            house_id=me.house_id, giver_stay_id=giver, receiver_stay_id=receiver, kind=kind,
            on_date=work.today(me.house_id), way="kiosk",
        )
    )  # fmt: skip
    work.record("help.logged", row, resident_id=me.resident_id)
    return row.id


def undo_help(work: Work, stay_id: int, help_id: int) -> None:
    """Take back the help that was written down a moment ago."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = work.get(HelpingEvent, help_id)
    if stay_id not in (row.giver_stay_id, row.receiver_stay_id):
        raise refused()
    fresh = timedelta() <= work.now - row.created_at <= AT_ONCE
    if row.voided_at is not None or row.way != "kiosk" or not fresh:
        raise NotFound(_("It is too late to undo this. Ask staff."))
    row.voided_at = work.now
    work.record("help.taken_back", row, resident_id=me.resident_id)


def write_person(work: Work, stay_id: int, known: Known, person_id: int | None = None) -> int:
    """Write somebody in one's life down, or change what stands of them; gives the row."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if person_id is None and len(_people(work, me)) >= MOST_PEOPLE:
        raise Problem(_("Your list is full. Take somebody off it first."), field="label")
    return put_person(work, me.resident_id, known, person_id)


def take_off(work: Work, stay_id: int, person_id: int) -> None:
    """Somebody is not in one's list any more."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = own_person(work, me.resident_id, person_id)
    row.voided_at = work.now
    record_person(work, "network_person.taken_back", row)


def put_on_again(work: Work, stay_id: int, person_id: int) -> None:
    """The inverse of taking off, for a moment."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = work.get(NetworkPerson, person_id)
    if row.resident_id != me.resident_id:
        raise refused()
    fresh = row.voided_at is not None and timedelta() <= work.now - row.voided_at <= AT_ONCE
    if not fresh:
        raise NotFound(_("It is too late to undo this. Write them down again."))
    row.voided_at = None
    record_person(work, "network_person.put_back", row)


def _choose(work: Work, me: Me, field: str, value: Any) -> Any:
    """One choice, by statements that do not read why somebody goes without a sponsor: staff wrote
    it, and the kiosk may not know it.
    """
    value = checked(field, value)
    row = work.connection.execute(
        select(_CHOSEN.c.id, _CHOSEN.c.version, _CHOSEN.c[field].label("was")).where(
            _CHOSEN.c.resident_id == me.resident_id, _CHOSEN.c.voided_at.is_(None)
        )
    ).first()
    if row is None:
        return first_choice(work, me.resident_id, field, value)
    kept = {"updated_at": work.now, "version": row.version + 1, field: value}
    work.connection.execute(update(_CHOSEN).where(_CHOSEN.c.id == row.id).values(**kept))
    work.record_row("support_choice.chosen", "support_choice", row.id, **me.about,
                    before={field: row.was}, after={field: value})  # fmt: skip
    return held(field, row.was)


def _check_housemate(work: Work, me: Me, other_stay_id: int) -> None:
    query = select(Stay.house_id).where(
        Stay.id == other_stay_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None)
    )
    if work.connection.execute(query).scalar() != me.house_id:
        raise NotFound(_("They do not live here any more."))
    if other_stay_id == me.stay_id:
        raise Problem(_("Choose two people."))


def _people(work: Work, me: Me) -> Sequence[Any]:
    return work.connection.execute(
        select(NetworkPerson.id).where(
            NetworkPerson.resident_id == me.resident_id, NetworkPerson.voided_at.is_(None)
        )
    ).all()


_FILLED: Any = Assessment.__table__
_CHOSEN: Any = SupportChoice.__table__
