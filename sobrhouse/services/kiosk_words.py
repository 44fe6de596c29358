"""My week at the kiosk: what one adds to this week in one's own words, under each heading. The
audit log tells that somebody wrote, never what.
"""

from typing import Any

from sqlalchemy import insert, select, update

from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.week_people import HEADINGS
from sobrhouse.problems import Problem
from sobrhouse.services.kiosk import own
from sobrhouse.services.own_words import checked
from sobrhouse.storage.tables import House, OwnWords
from sobrhouse.storage.work import HIDDEN, Work
from sobrhouse.words import _


def say_own_words(work: Work, stay_id: int, heading: str, text: str) -> str:
    """What one says of this week under a heading; "" takes it back. Gives what stood there, so that
    the same call is the way back. What stood there is kept as taken back, never written over.
    """
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if heading not in HEADINGS:
        raise Problem(_("Choose one from the list."), field="heading")
    said = checked(text) if text.strip() else ""
    starts_on = work.connection.execute(
        select(_HOUSES.c.week_starts_on).where(_HOUSES.c.id == me.house_id)
    ).scalar_one()
    start = week_of(work.today(me.house_id), starts_on)
    there = work.connection.execute(
        select(_ROWS.c.id, _ROWS.c.text, _ROWS.c.version).where(
            _ROWS.c.stay_id == stay_id, _ROWS.c.week_start == start, _ROWS.c.heading == heading,
            _ROWS.c.voided_at.is_(None),
        )
    ).first()  # fmt: skip
    was = there.text if there is not None else ""
    if said == was:
        return was
    if there is not None:
        gone = {"voided_at": work.now, "updated_at": work.now, "version": there.version + 1}
        work.connection.execute(update(_ROWS).where(_ROWS.c.id == there.id).values(**gone))
        work.record_row("own_words.taken_back", "own_words", there.id, **me.about)
    if said:
        values = {
            "stay_id": stay_id, "week_start": start, "heading": heading, "text": said,
            "way": "kiosk", "version": 1, "created_at": work.now, "created_by": 0,
        }  # fmt: skip
        key = work.connection.execute(insert(_ROWS), values).inserted_primary_key
        assert key is not None
        after = {"heading": heading, "week_start": start, "text": HIDDEN}
        work.record_row("own_words.written", "own_words", int(key[0]), **me.about, after=after)
    return was


_ROWS: Any = OwnWords.__table__
_HOUSES: Any = House.__table__
