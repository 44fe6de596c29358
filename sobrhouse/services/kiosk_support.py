"""Who supports somebody, at the kiosk: "I have a sponsor", "it ended", what staff may see of it,
and one touch for a contact; each about one's own, and never what was said.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import END_WORDS, OWN_KINDS, SHARE_WORDS, SPONSOR_KINDS
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.kiosk import AT_ONCE, Me, own
from sobrhouse.services.sponsor_contacts import Touch, touch_row
from sobrhouse.services.sponsorships import Tie, begin_tie, record_tie
from sobrhouse.storage.access import refused
from sobrhouse.storage.tables import SponsorContact, Sponsorship
from sobrhouse.storage.work import Work
from sobrhouse.words import _

MOST_OPEN = 8  # people who support somebody at a time, as far as they say so here


def say_supported(work: Work, stay_id: int, kind: str, name: str = "", share: str = "name") -> int:
    """ "I have a sponsor", from today on; gives the tie. Without a name staff see only that there
    is one. Problem where there is one of that kind already.
    """
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if kind not in OWN_KINDS or share not in SHARE_WORDS:
        raise Problem(_("Choose one from the list."), field="kind")
    _check_more(work, me, kind)
    today = work.today(me.house_id)
    share = share if name.strip() else "existence"
    row = begin_tie(work, me.resident_id, Tie(kind=kind, started_on=today, name=name, share=share))
    row.resident_verified_on = today
    record_tie(work, "sponsorship.added", row)
    return row.id


def undo_supported(work: Work, stay_id: int, sponsorship_id: int) -> None:
    """It was not so: what was just said is taken back."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = _mine(work, me, sponsorship_id)
    if row.created_by != 0 or not _fresh(work, row.created_at):
        raise NotFound(_("It is too late to undo this. Ask staff."))
    _set(work, me, row, "sponsorship.taken_back", voided_at=work.now)


def say_ended(work: Work, stay_id: int, sponsorship_id: int, kind: str) -> None:
    """ "It ended", today, and how; the history stays. A buddy's time the house ends."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = _mine(work, me, sponsorship_id)
    if row.ended_on is not None:
        raise Problem(_("This has ended already."))
    if kind not in END_WORDS:
        raise Problem(_("Choose how it ended."), field="kind")
    _check_own(row)
    today = max(work.today(me.house_id), row.started_on)
    _set(work, me, row, "sponsorship.ended", ended_on=today, end_kind=kind)


def undo_ended(work: Work, stay_id: int, sponsorship_id: int) -> None:
    """It goes on: the inverse of what was said a moment ago."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = _mine(work, me, sponsorship_id)
    if row.ended_on is None or not _fresh(work, row.updated_at):
        raise NotFound(_("It is too late to undo this. Ask staff."))
    _set(work, me, row, "sponsorship.reopened", ended_on=None, end_kind=None)


def choose_share(work: Work, stay_id: int, sponsorship_id: int, share: str) -> str:
    """Whether staff may see who it is; gives what it was, so that the same call is the way back."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = _mine(work, me, sponsorship_id)
    if share not in SHARE_WORDS:
        raise Problem(_("Choose one from the list."), field="share")
    _check_own(row)
    if share == "name" and not (row.name or row.supporter_id or row.peer_resident_id):
        raise Problem(_("You did not say who it is. Nothing was changed."), field="share")
    if share != row.share:
        _set(work, me, row, "sponsorship.changed", share=share)
    return str(row.share)


def log_touch(work: Work, stay_id: int, sponsorship_id: int, kind: str) -> int:
    """One contact of today, with somebody who supports oneself; gives the row."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    tie = _mine(work, me, sponsorship_id)
    if tie.ended_on is not None:
        raise Problem(_("This has ended already."))
    row = touch_row(work, tie, Touch(kind, way="kiosk"))
    work.record("sponsor_contact.logged", row, resident_id=me.resident_id)
    return row.id


def undo_touch(work: Work, stay_id: int, contact_id: int) -> None:
    """Take back the contact of a moment ago."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    row = work.get(SponsorContact, contact_id)
    _mine(work, me, row.sponsorship_id)
    if row.voided_at is not None or row.way != "kiosk" or not _fresh(work, row.created_at):
        raise NotFound(_("It is too late to undo this. Ask staff."))
    row.voided_at = work.now
    work.record("sponsor_contact.taken_back", row, resident_id=me.resident_id)


# What the kiosk may know of a tie: not what staff wrote about it.
_ROWS: Any = Sponsorship.__table__
_COLUMNS = (
    "id", "resident_id", "kind", "supporter_id", "peer_resident_id", "name", "share", "started_on",
    "ended_on", "end_kind", "created_at", "created_by", "updated_at", "version", "voided_at",
)  # fmt: skip


def _mine(work: Work, me: Me, sponsorship_id: int) -> Any:
    """One's own tie; somebody else's is refused."""
    wanted = select(*(_ROWS.c[name] for name in _COLUMNS)).where(_ROWS.c.id == sponsorship_id)
    row = work.connection.execute(wanted).first()
    if row is None or row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    if row.resident_id != me.resident_id:
        raise refused()
    return row


def _check_own(row: Any) -> None:
    if row.kind == "house_buddy":
        raise Problem(_("The house gave you this buddy. Talk with staff about it."))


def _check_more(work: Work, me: Me, kind: str) -> None:
    """Refuse a second sponsor of whose fellowship nothing is known, in the person's own words."""
    kinds = _open_kinds(work, me)
    if kind in SPONSOR_KINDS and kind in kinds:
        raise Problem(_("You have one already. Say first that it ended."), field="kind")
    if len(kinds) >= MOST_OPEN:
        raise Problem(_("These are many already. Ask staff to add more."), field="kind")


def _open_kinds(work: Work, me: Me) -> Sequence[str]:
    query = select(_ROWS.c.kind).where(
        _ROWS.c.resident_id == me.resident_id,
        _ROWS.c.ended_on.is_(None),
        _ROWS.c.voided_at.is_(None),
    )
    return list(work.connection.execute(query).scalars())


def _fresh(work: Work, at: Any) -> bool:
    return at is not None and timedelta() <= work.now - at <= AT_ONCE


def _set(work: Work, me: Me, row: Any, action: str, **values: Any) -> None:
    """Change a tie, and record what changed; of whom it is nothing is said."""
    kept = {"updated_at": work.now, "version": row.version + 1, **values}
    work.connection.execute(update(_ROWS).where(_ROWS.c.id == row.id).values(**kept))
    before = {name: getattr(row, name) for name in values}
    work.record_row(action, "sponsorship", row.id, **me.about, before=before, after=values)
