"""Introductions: two people are brought together, asked after some days later, and go on together
or not. A person always decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import KIND_WORDS, OUTCOME_WORDS
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.meeting_rows import chosen as house_settings
from sobrhouse.services.sponsorships import (
    Ended,
    Tie,
    begin_tie,
    check_again,
    end_tie,
    record_tie,
    reopen_tie,
    same_house,
)
from sobrhouse.services.supporters import LONGEST_NOTE, check_room, standing_supporter
from sobrhouse.storage.tables import Introduction, Sponsorship, Stay, SupportChoice
from sobrhouse.storage.work import Work
from sobrhouse.words import _

BUDDY = "house_buddy"


@dataclass(frozen=True, slots=True)
class Pair:
    """Who is introduced to whom: a supporter of the list, or for a buddy a housemate's stay;
    `reasons` are the codes of why they fit.
    """

    stay_id: int
    kind: str
    supporter_id: int | None = None
    peer_stay_id: int | None = None
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What asking after an introduction changed, for the way back."""

    introduction_id: int
    begun_id: int | None = None  # a sponsorship that it began
    ended_id: int | None = None  # one that it ended


def introduce(work: Work, pair: Pair) -> int:
    """Bring two people together today; a buddy begins at once. Gives the introduction."""
    work.require(Permission.RECORD_DAILY)
    return _introduce(work, pair)


def introduce_all(work: Work, house_id: int, pairs: Sequence[Pair]) -> tuple[int, ...]:
    """Several at once, all or none; gives the introductions in their order."""
    work.require(Permission.RECORD_DAILY, house_id)
    return tuple(_introduce(work, pair, house_id) for pair in pairs)


def take_back_introductions(work: Work, introduction_ids: Sequence[int]) -> None:
    """The inverse of introducing: as if it had not been; refused once one was settled."""
    work.require(Permission.RECORD_DAILY)
    for key in introduction_ids:
        row = _open(work, key)
        row.voided_at = work.now
        work.record("introduction.taken_back", row)
        _void_buddy(work, row)


def put_back_introductions(work: Work, introduction_ids: Sequence[int]) -> None:
    """The inverse of taking back."""
    work.require(Permission.RECORD_DAILY)
    for key in introduction_ids:
        row = work.get(Introduction, key)
        if row.voided_at is None:
            raise Problem(_("It is there already."))
        _check_once(work, row)
        gone, row.voided_at = row.voided_at, None
        work.record("introduction.put_back", row)
        if row.sponsorship_id is not None:
            _put_back_buddy(work, work.get(Sponsorship, row.sponsorship_id), gone)


def settle_introduction(
    work: Work, introduction_id: int, outcome: str, on: date, note: str = ""
) -> Settled:
    """What came of it: they go on together (a sponsorship begins on the day they met), or not (a
    buddy's ends).
    """
    work.require(Permission.RECORD_DAILY)
    row = _open(work, introduction_id)
    if outcome not in OUTCOME_WORDS:
        raise Problem(_("Choose how it went."), field="outcome")
    if on < row.introduced_on:
        raise Problem(_("The end is before the start."), field="on")
    if on > work.today(row.house_id):
        raise Problem(_("This day has not come yet. Type today or an earlier day."), field="on")
    row.outcome, row.outcome_on, row.note = outcome, on, note.strip()[:LONGEST_NOTE]
    begun, ended = None, None
    if outcome == "together" and row.sponsorship_id is None:
        begun = _begin(work, row)
        row.sponsorship_id = begun
    elif outcome != "together" and row.sponsorship_id is not None:
        tie = work.get(Sponsorship, row.sponsorship_id)
        if tie.ended_on is None and tie.voided_at is None:
            why = "moved_away" if outcome == "withdrawn" else "no_fit"
            end_tie(work, tie, Ended(max(on, tie.started_on), why))
            ended = tie.id
    work.record("introduction.settled", row)
    return Settled(row.id, begun, ended)


def reopen_introduction(work: Work, done: Settled) -> None:
    """The inverse of settling: it is asked after again."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Introduction, done.introduction_id)
    if row.outcome is None or row.voided_at is not None:
        raise Problem(_("It is there already."))
    _check_once(work, row)
    if done.begun_id is not None:
        tie = work.get(Sponsorship, done.begun_id)
        if tie.ended_on is not None or tie.voided_at is not None:
            raise Problem(_("It has been changed again since."))
        row.sponsorship_id, tie.voided_at = None, work.now
        record_tie(work, "sponsorship.taken_back", tie)
    if done.ended_id is not None:
        tie = work.get(Sponsorship, done.ended_id)
        if not _stands_ended(tie):
            raise Problem(_("It has been changed again since."))
        reopen_tie(work, tie)
    row.outcome, row.outcome_on, row.note = None, None, ""
    work.record("introduction.reopened", row)


def ask_later(work: Work, introduction_id: int, check_on: date) -> date:
    """More time: it is asked after on that day; gives the day before, for the undo."""
    work.require(Permission.RECORD_DAILY)
    row = _open(work, introduction_id)
    if check_on < row.introduced_on:
        raise Problem(_("Choose a later day."), field="check_on")
    before, row.check_on = row.check_on, check_on
    work.record("introduction.check_moved", row)
    return before


def ask_as_before(work: Work, introduction_id: int, before: date, ours: date) -> None:
    """The inverse: it is asked after on the day before; refused when it was moved again since."""
    work.require(Permission.RECORD_DAILY)
    row = _open(work, introduction_id)
    if row.check_on != ours:
        raise Problem(_("It has been changed again since."))
    row.check_on = before
    work.record("introduction.check_moved", row)


def end_with_stay(work: Work, stay: Stay, on: date) -> tuple[Settled, ...]:
    """Somebody moves out: what they were asked after is taken off the list, and buddies end; a part
    of use cases.
    """
    found = [
        settle_introduction(
            work, key, "withdrawn", max(on, work.get(Introduction, key).introduced_on)
        )
        for key in _asked_after(work, stay)
    ]
    for tie in _buddies(work, stay):
        end_tie(work, tie, Ended(max(on, tie.started_on), "moved_away"))
        found.append(Settled(0, ended_id=tie.id))
    return tuple(found)


def take_back_with_stay(work: Work, stay: Stay) -> None:
    """A stay should never have been: nor its introductions and buddies; a part of use cases."""
    take_back_introductions(work, _asked_after(work, stay))
    for tie in _buddies(work, stay):
        tie.voided_at = work.now
        record_tie(work, "sponsorship.taken_back", tie)


def go_on_with_stay(work: Work, done: Sequence[Settled]) -> None:
    """The inverse: what ended with the stay goes on, but with whom has moved out meanwhile, and
    what was changed since; a part of use cases.
    """
    for one in reversed(done):
        tie = None if one.ended_id is None else work.get(Sponsorship, one.ended_id)
        if tie is not None and not (_stands_ended(tie) and same_house(work, tie)):
            continue
        if one.introduction_id:
            reopen_introduction(work, one)
        elif tie is not None:
            reopen_tie(work, tie)


def _stands_ended(tie: Sponsorship) -> bool:
    return tie.ended_on is not None and tie.voided_at is None


def _asked_after(work: Work, stay: Stay) -> Sequence[int]:
    i = Introduction
    query = select(i.id).where(
        or_(i.stay_id == stay.id, i.peer_stay_id == stay.id),
        i.outcome.is_(None),
        i.voided_at.is_(None),
    )
    return work.session.scalars(query.order_by(i.id)).all()


def _buddies(work: Work, stay: Stay) -> list[Sponsorship]:
    s = Sponsorship
    query = select(s.id).where(
        or_(s.resident_id == stay.resident_id, s.peer_resident_id == stay.resident_id),
        s.kind == BUDDY,
        s.ended_on.is_(None),
        s.voided_at.is_(None),
    )
    return [work.get(s, key) for key in work.session.scalars(query.order_by(s.id)).all()]


def _introduce(work: Work, pair: Pair, house_id: int | None = None) -> int:
    stay = _living(work, pair.stay_id)
    if house_id is not None and stay.house_id != house_id:
        raise NotFound(_("They do not live in this house."))
    if pair.kind not in KIND_WORDS:
        raise ValueError(pair.kind)
    today = work.today(stay.house_id)
    chosen = house_settings(work, stay.house_id)
    if pair.kind == BUDDY:
        _check_buddy(work, stay, pair.peer_stay_id, chosen.get("buddy_most"))
    else:
        supporter = standing_supporter(work, pair.supporter_id or 0)
        if supporter.house_id != stay.house_id or supporter.resident_id == stay.resident_id:
            raise NotFound(_("They are not on this house's list."))
        check_room(work, supporter, pair.kind, today)
    row = Introduction(
        house_id=stay.house_id, stay_id=stay.id, kind=pair.kind, supporter_id=pair.supporter_id,
        peer_stay_id=pair.peer_stay_id, introduced_on=today, reasons=pair.reasons,
        check_on=today + timedelta(days=chosen.get("introduction_days")),
    )  # fmt: skip
    _check_once(work, row)
    work.add(row)
    if pair.kind == BUDDY:
        row.sponsorship_id = _begin(work, row)
    work.record("introduction.made", row)
    return row.id


def _begin(work: Work, row: Introduction) -> int:
    """The sponsorship of an introduction, from the day they were introduced."""
    peer = work.get(Stay, row.peer_stay_id).resident_id if row.peer_stay_id else None
    tie = begin_tie(
        work,
        work.get(Stay, row.stay_id).resident_id,
        Tie(
            kind=row.kind, started_on=row.introduced_on, supporter_id=row.supporter_id,
            peer_resident_id=peer, how_met="introduced",
        ),
    )  # fmt: skip
    record_tie(work, "sponsorship.added", tie)
    return tie.id


def _check_buddy(work: Work, stay: Stay, peer_stay_id: int | None, most: int) -> None:
    peer = _living(work, peer_stay_id or 0)
    if peer.house_id != stay.house_id or peer.id == stay.id:
        raise NotFound(_("They do not live in the same house."))
    choice = work.session.execute(
        select(SupportChoice.buddies).where(
            SupportChoice.resident_id == peer.resident_id, SupportChoice.voided_at.is_(None)
        )
    ).scalar()
    room = most if choice is None else choice
    now = select(Sponsorship.id).where(
        Sponsorship.peer_resident_id == peer.resident_id,
        Sponsorship.kind == BUDDY,
        Sponsorship.ended_on.is_(None),
        Sponsorship.voided_at.is_(None),
    )
    if len(work.session.execute(now).all()) >= room:
        raise Problem(_("They have as many people as they take. Choose somebody else."))


def _check_once(work: Work, row: Introduction) -> None:
    i = Introduction
    query = select(i.id).where(
        i.stay_id == row.stay_id,
        i.kind == row.kind,
        i.supporter_id == row.supporter_id if row.supporter_id else i.supporter_id.is_(None),
        i.peer_stay_id == row.peer_stay_id if row.peer_stay_id else i.peer_stay_id.is_(None),
        i.outcome.is_(None),
        i.voided_at.is_(None),
    )
    if work.session.execute(query).first():
        raise Problem(_("They were introduced already. Ask how it went first."))


def _void_buddy(work: Work, row: Introduction) -> None:
    if row.sponsorship_id is None:
        return
    tie = work.get(Sponsorship, row.sponsorship_id)
    if tie.voided_at is None:
        tie.voided_at = work.now
        record_tie(work, "sponsorship.taken_back", tie)


def _put_back_buddy(work: Work, tie: Sponsorship, gone: datetime | None) -> None:
    """What was taken back together with its introduction; one taken back before stays so."""
    if tie.voided_at != gone:
        return
    if tie.ended_on is None:
        check_again(work, tie)
    tie.voided_at = None
    record_tie(work, "sponsorship.put_back", tie)


def _open(work: Work, introduction_id: int) -> Introduction:
    row = work.get(Introduction, introduction_id)
    if row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    if row.outcome is not None:
        raise Problem(_("It has been answered already. Nothing was changed."))
    return row


def _living(work: Work, stay_id: int) -> Stay:
    stay = work.get(Stay, stay_id)
    if stay.voided_at is not None or stay.discharged_on is not None:
        raise NotFound(_("They do not live here any more. Nothing was changed."))
    return stay
