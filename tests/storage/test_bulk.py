"""Many rows at once: numbered by who makes them, and those who come later get numbers of their own;
rows whose keys are words have none.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.services.batches import put_batch
from sobrhouse.storage.bulk import Rows, completed
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Ballot, Motion, ReferralSource
from tests import make


def test_who_comes_after_a_batch_gets_a_number_of_its_own(store: Store) -> None:
    given = ("id", "created_at", "created_by", "name", "kind")
    head, tail = completed("referral_source", given)
    rows = [(n, "2026-11-22 17:00:00.000000", 0, f"Place {n}", "court", *tail) for n in (4, 7)]
    assert store.write(SYSTEM, put_batch, "practice.made", [Rows("referral_source", head, rows)])
    assert make.row(store, ReferralSource(name="Another", kind="court")) == 8


def test_rows_whose_keys_are_words_go_in_too(store: Store) -> None:
    house = make.house(store)
    meeting = make.house_meeting(store, house)
    motion = make.row(store, Motion(house_id=house, meeting_id=meeting, text="Paint the porch"))
    rows = [("ab" * 16, motion, "yes"), ("cd" * 16, motion, "no")]
    batch = Rows("ballot", ("id", "motion_id", "choice"), rows)
    assert store.write(SYSTEM, put_batch, "practice.made", [batch]) == 2
    with Session(store._reader) as session:
        assert set(session.scalars(select(Ballot.choice))) == {"yes", "no"}
