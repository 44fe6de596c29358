"""Messages from the house: to one or to all, taken off and put back, and who has read them."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.messages import messages_of
from sobrhouse.services import messages, support_calls
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import MessageRead, SupportCall
from tests import make
from tests.conftest import OWNER, staff

TODAY = date(2026, 11, 22)


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def stays(store: Store, house: int) -> tuple[int, int]:
    """Marcus Tate's and Sam Okafor's."""
    people = [make.resident(store, *name) for name in (("Marcus", "Tate"), ("Sam", "Okafor"))]
    marcus, sam = (make.stay(store, who, house) for who in people)
    return marcus, sam


def test_a_message_to_all_waits_for_everybody(
    store: Store, house: int, stays: tuple[int, int]
) -> None:
    (sent,) = store.write(OWNER, messages.send_message, house, "  House meeting\n\n at  7:30. ")
    (row,) = store.read(OWNER, messages_of, house, TODAY)
    assert row.text == "House meeting\n\nat 7:30."
    assert (row.to, row.read, row.unread) == ("", (), ("Sam O.", "Marcus T."))
    at = store.now()
    make.row(store, MessageRead(message_id=sent, stay_id=stays[0], at=at))
    (row,) = store.read(OWNER, messages_of, house, TODAY)
    assert (row.read, row.unread) == ((("Marcus T.", at),), ("Sam O.",))


def test_a_message_to_one_shows_on_that_card_alone(
    store: Store, house: int, stays: tuple[int, int]
) -> None:
    marcus, sam = stays
    store.write(OWNER, messages.send_message, house, "See Dana", (marcus,), TODAY)
    (row,) = store.read(OWNER, messages_of, house, TODAY, marcus)
    assert (row.to, row.unread, row.over) == ("Marcus T.", ("Marcus T.",), False)
    assert store.read(OWNER, messages_of, house, TODAY, sam) == ()
    assert store.read(OWNER, messages_of, house, date(2026, 11, 23))[0].over


def test_taken_off_and_put_back(store: Store, house: int, stays: tuple[int, int]) -> None:
    sent = store.write(OWNER, messages.send_message, house, "See Dana", stays)
    assert len(sent) == 2
    store.write(OWNER, messages.remove_message, sent)
    assert store.read(OWNER, messages_of, house, TODAY) == ()
    with pytest.raises(Problem, match="off the cards already"):
        store.write(OWNER, messages.remove_message, sent)
    store.write(OWNER, messages.put_back_message, sent)
    assert len(store.read(OWNER, messages_of, house, TODAY)) == 2


@pytest.mark.parametrize("text", ["", " \n ", "x" * 501])
def test_a_message_says_something_and_fits_a_card(store: Store, house: int, text: str) -> None:
    with pytest.raises(Problem) as refused:
        store.write(OWNER, messages.send_message, house, text)
    assert refused.value.field == "text"


def test_a_day_that_is_over_is_no_end(store: Store, house: int) -> None:
    with pytest.raises(Problem, match="That day is over"):
        store.write(OWNER, messages.send_message, house, "Late", (), date(2026, 11, 21))


def test_nobody_writes_to_another_house(store: Store, house: int, stays: tuple[int, int]) -> None:
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, house + 1), messages.send_message, house, "Hello")
    elsewhere = make.house(store, "Elm House")
    with pytest.raises(Problem, match="does not live here"):
        store.write(OWNER, messages.send_message, elsewhere, "Hello", stays)


@needs(Permission.OWN_ACCOUNT, house_free=True)
def seen_by(session: Session) -> list[int | None]:
    return list(session.execute(select(SupportCall.seen_by)).scalars())


def test_a_call_waits_until_somebody_came(store: Store, house: int, stays: tuple[int, int]) -> None:
    call = make.row(store, SupportCall(house_id=house, stay_id=stays[1], asked_at=store.now()))
    night = staff(Role.STAFF, house)
    store.write(night, support_calls.mark_seen, call)
    assert store.read(OWNER, seen_by) == [night.id]
    with pytest.raises(Problem, match="been with them"):
        store.write(OWNER, support_calls.mark_seen, call)
    store.write(OWNER, support_calls.mark_not_seen, call)
    assert store.read(OWNER, seen_by) == [None]
    with pytest.raises(Problem, match="still wait"):
        store.write(OWNER, support_calls.mark_not_seen, call)
