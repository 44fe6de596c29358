"""Tests of one's chores at the kiosk: done with its steps, taken back, redone, covered, swapped."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.chores import State
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.kiosk import StepRow
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import ChoreMark, ChoreStep, ChoreTrade, Inspection
from tests import make
from tests.make import SUNDAY
from tests.ui.kiosk.house import OTHER_PIN, PIN, Kiosk, KioskHouse
from ui.kiosk.card import CardScreen
from ui.kiosk.chore_page import ChorePage, pages_of
from ui.kiosk.chores import Chores
from ui.kiosk.ends import Done
from ui.kiosk.names import Names
from ui.kiosk.pictures import NOW, SIZES
from ui.kiosk.pictures_chores import one_chore
from ui.kiosk.screen import Room
from ui.kiosk.trade_pages import Against, Answer, AskHow, Whom
from ui.theme import kiosk as look

DAY = timedelta(days=1)
WHOLE = {"period_start": SUNDAY, "period_end": SUNDAY + 6 * DAY}
Deal = Callable[..., int]


class Deeds:
    """Buttons that are only looked at."""

    def __getattr__(self, _name: str) -> object:
        return lambda *_given: None


@pytest.fixture
def deal(store: Store, kiosk_house: KioskHouse) -> Deal:
    """Give somebody a chore of the week that begins on Sunday."""
    rotation = make.rotation(store, kiosk_house.house_id)

    def give(name: str = "Kitchen", who: str = "Marcus", **more: object) -> int:
        chore = make.chore(store, kiosk_house.house_id, rotation, name)
        stay = kiosk_house.stays[who]
        return make.chore_assignment(
            store, kiosk_house.house_id, chore, stay, **(WHOLE | more)
        )  # fmt: skip

    return give


@needs(Permission.START, house_free=True)
def marked(session: Session) -> list[tuple[date, bool]]:
    """What was said to be done, and whether it counts."""
    rows = session.execute(select(ChoreMark.on_date, ChoreMark.void_at).order_by(ChoreMark.id))
    return [(row.on_date, row.void_at is None) for row in rows]


@needs(Permission.START, house_free=True)
def answers(session: Session) -> list[str | None]:
    """What was answered to each request."""
    return list(session.execute(select(ChoreTrade.answer).order_by(ChoreTrade.id)).scalars())


def test_two_touches_from_the_card(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse, deal: Deal
) -> None:
    deal(days="0")
    chore = 1
    make.row(store, ChoreStep(house_id=kiosk_house.house_id, chore_id=chore, position=1,
                              text="Sink clean"))  # fmt: skip
    kiosk.enter()
    assert kiosk.find("Kitchen").face.under == "By 9:00 PM"
    kiosk.tap("Kitchen")
    assert isinstance(kiosk.screen, ChorePage)
    assert "Sink clean" in kiosk.words()
    kiosk.tap("It is done")
    assert isinstance(kiosk.screen, Done)
    assert "Kitchen. Somebody will look at it." in kiosk.words()
    kiosk.tap("Done")
    assert isinstance(kiosk.screen, Names)
    assert "Kitchen" not in kiosk.words()
    assert store.read(SYSTEM, marked) == [(SUNDAY, True)]


def test_who_has_more_to_do_goes_on_without_coming_in_again(
    kiosk: Kiosk, store: Store, deal: Deal
) -> None:
    deal("Kitchen", days="0")
    deal("Hallway", days="0")
    kiosk.enter()
    kiosk.tap("My chores")
    kiosk.tap("Kitchen")
    kiosk.tap("It is done")
    kiosk.tap("My chores")
    assert isinstance(kiosk.screen, Chores)
    kiosk.tap("Hallway")
    kiosk.tap("It is done")
    kiosk.tap("Done")
    assert isinstance(kiosk.screen, Names)
    assert store.read(SYSTEM, marked) == [(SUNDAY, True), (SUNDAY, True)]


def test_that_is_wrong_takes_it_back(kiosk: Kiosk, store: Store, deal: Deal) -> None:
    deal(days="0")
    kiosk.enter()
    kiosk.tap("Kitchen")
    kiosk.tap("It is done")
    kiosk.tap("That is wrong")
    assert isinstance(kiosk.screen, Chores)
    assert store.read(SYSTEM, marked) == [(SUNDAY, False)]
    kiosk.tap("Kitchen")
    kiosk.tap("It is done")
    kiosk.tap("Done")
    kiosk.tap("Marcus T.")
    kiosk.type(PIN)
    assert kiosk.find("Kitchen").face.under == "You said it is done"
    kiosk.tap("Kitchen")
    kiosk.tap("Not done yet")
    assert store.read(SYSTEM, marked) == [(SUNDAY, False), (SUNDAY, False)]


def test_a_redo_is_told_plainly_and_nobody_else_reads_its_note(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse, deal: Deal
) -> None:
    assignment = deal(days="0")
    by = store.now() + timedelta(hours=2)
    make.row(store, Inspection(
        house_id=kiosk_house.house_id, assignment_id=assignment, on_date=SUNDAY, at=store.now(),
        result="redo", note="The stove is greasy.", redo_by=by,
    ))  # fmt: skip
    kiosk.enter()
    assert kiosk.find("Kitchen").face.under == "Do it again by 9:12 PM"
    kiosk.tap("Kitchen")
    assert "The stove is greasy." in kiosk.words()
    assert isinstance(kiosk.screen, ChorePage) and kiosk.screen.hand_over is None
    kiosk.wait(61)
    assert isinstance(kiosk.screen, Names)
    assert "greasy" not in kiosk.words()


def test_a_redo_of_yesterday_says_so_and_is_taken_back_as_well(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse, deal: Deal
) -> None:
    yesterday = SUNDAY - DAY
    span = {"period_start": yesterday, "period_end": yesterday}
    assignment = deal(days="0", **span)
    make.row(store, Inspection(
        house_id=kiosk_house.house_id, assignment_id=assignment, on_date=yesterday, at=store.now(),
        result="redo", redo_by=store.now() + timedelta(hours=2),
    ))  # fmt: skip
    kiosk.enter()
    assert kiosk.find("Kitchen").face.under == "Yesterday. Do it again by 9:12 PM"
    kiosk.tap("Kitchen")
    kiosk.tap("It is done")
    kiosk.tap("Done")
    kiosk.tap("Marcus T.")
    kiosk.type(PIN)
    assert kiosk.find("Kitchen").face.under == "Yesterday. You said it is done"
    kiosk.tap("Kitchen")
    kiosk.tap("Not done yet")
    assert kiosk.find("Kitchen").face.under == "Yesterday. Do it again by 9:12 PM"


def test_what_staff_wrote_for_whoever_does_it_is_read_at_the_kiosk(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    rotation = make.rotation(store, kiosk_house.house_id)
    chore = make.chore(
        store, kiosk_house.house_id, rotation, note="The mop is behind the basement door."
    )
    make.chore_assignment(
        store, kiosk_house.house_id, chore, kiosk_house.stays["Marcus"], **(WHOLE | {"days": "0"})
    )
    kiosk.enter()
    kiosk.tap("Kitchen")
    assert "The mop is behind the basement door." in kiosk.words()


def test_the_list_tells_the_next_days_and_what_is_not_due_yet_cannot_be_done(
    kiosk: Kiosk, deal: Deal
) -> None:
    deal(days="1,2,3,4,5,6")
    kiosk.enter()
    assert kiosk.find("My chores").face.under == "Next: Kitchen, tomorrow"
    kiosk.tap("My chores")
    assert isinstance(kiosk.screen, Chores)
    assert "Nothing to do today." in kiosk.words()
    assert [r.face.under for r in kiosk.screen.rows][:2] == [
        "Tomorrow, by 9:00 PM", "Tue, Nov 24, by 9:00 PM",
    ]  # fmt: skip
    kiosk.tap("More chores")
    assert isinstance(kiosk.screen, Chores) and len(kiosk.screen.rows) == 2
    kiosk.screen.rows[0].click()
    assert isinstance(kiosk.screen, ChorePage)
    assert kiosk.screen.done is None and kiosk.screen.hand_over is not None
    kiosk.tap("Go back")
    kiosk.tap("Go back")
    assert isinstance(kiosk.screen, CardScreen)


def test_a_cover_asked_agreed_and_undone(kiosk: Kiosk, store: Store, deal: Deal) -> None:
    deal(days="0")
    kiosk.enter()
    kiosk.tap("Kitchen")
    kiosk.tap("Ask somebody to take it")
    assert isinstance(kiosk.screen, AskHow) and kiosk.screen.spans == ()
    kiosk.screen.cover.click()
    assert isinstance(kiosk.screen, Whom) and len(kiosk.screen.tiles) == 13
    kiosk.tap("Luis G.")
    assert "Luis G. answers here, on their own card." in kiosk.words()
    kiosk.tap("Done")
    kiosk.tap("Luis G.")
    kiosk.type(OTHER_PIN)
    kiosk.tap("English")
    kiosk.tap("Marcus T. asks you to cover. Kitchen: today")
    assert isinstance(kiosk.screen, Answer)
    kiosk.tap("Agree")
    assert "Yours now: Kitchen: today" in kiosk.words()
    kiosk.tap("That is wrong")
    assert isinstance(kiosk.screen, Chores) and store.read(SYSTEM, answers) == [None]
    kiosk.tap("Marcus T. asks you to cover. Kitchen: today")
    kiosk.tap("Agree")
    assert store.read(SYSTEM, answers) == ["agreed"]


def test_a_swap_of_all_days_and_taking_it_back(kiosk: Kiosk, store: Store, deal: Deal) -> None:
    deal(days="0,1,2")
    deal("Bath", "Sam", days="1,3")
    kiosk.enter()
    kiosk.tap("Kitchen")
    kiosk.tap("Ask somebody to take it")
    kiosk.tap("All 3 days left")
    assert isinstance(kiosk.screen, AskHow)
    kiosk.screen.swap.click()
    kiosk.tap("Sam O.")
    assert isinstance(kiosk.screen, Against)
    assert [t.face.under for t in kiosk.screen.tiles] == ["All 2 days left"]
    kiosk.screen.tiles[0].click()
    kiosk.tap("That is wrong")
    assert isinstance(kiosk.screen, Chores) and store.read(SYSTEM, answers) == ["withdrawn"]


def test_who_is_asked_reads_whether_it_is_a_swap(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse, deal: Deal
) -> None:
    theirs, mine = deal("Bath", "Sam", days="1"), deal(days="0")
    make.row(store, ChoreTrade(
        house_id=kiosk_house.house_id, kind="swap", stay_id=kiosk_house.stays["Sam"],
        assignment_id=theirs, on_date=SUNDAY + DAY, other_stay_id=kiosk_house.stays["Marcus"],
        other_assignment_id=mine, other_on_date=SUNDAY,
    ))  # fmt: skip
    kiosk.enter()
    assert kiosk.find("My chores").face.under == "1 to do today, 1 request"
    kiosk.tap("My chores")
    kiosk.tap("Sam O. asks you to swap. Bath: tomorrow")
    said = kiosk.words()
    assert isinstance(kiosk.screen, Answer)
    assert "Sam O. asks you to swap" in said and "Kitchen: today" in said


def test_another_language_says_the_same_page(kiosk: Kiosk, deal: Deal) -> None:
    deal("Kitchen, clean up", days="0,1")
    kiosk.enter()
    kiosk.tap("Kitchen, clean up")
    for _turn in range(2):
        kiosk.tap("Español" if _turn == 0 else "English")
        assert isinstance(kiosk.screen, ChorePage)
    kiosk.tap("Ask somebody to take it")
    kiosk.tap("Español")
    assert isinstance(kiosk.screen, AskHow)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("letters", [8, 70, 290])
def test_a_page_fits_whatever_is_written(
    qapp: object, size: tuple[int, int], letters: int
) -> None:
    """Names, notes and steps as long as the office takes them."""
    room, text = Room(*size), "Wipe it. " * 40
    (turn,) = one_chore(NOW).turns
    long = replace(turn, name=text[:60], area=text[:60], instead_of="Hector R.",
                   state=State.REDO, note=text[:290], redo_by=NOW + DAY,
                   about=text[:290])  # fmt: skip
    steps = tuple(StepRow(text[:letters], n % 2 == 0) for n in range(20))
    page = QWidget()
    look.dress(page)
    for one in (turn, long, replace(long, state=State.PASSED)):
        shown = ChorePage(room, one, steps, NOW, 0, Deeds())  # type: ignore[arg-type]
        shown.setParent(page)
        shown.resize(room.wide, room.tall - room.head)
        shown.show()
        assert shown.minimumSizeHint().width() <= room.wide
        asked = shown.layout().totalMinimumHeightForWidth(room.wide)
        assert asked <= room.tall - room.head, (one.state, asked)
        shown.setParent(None)
    page.deleteLater()


def test_steps_go_over_columns_and_pages() -> None:
    assert pages_of([40] * 4, 200) == [[[0, 1, 2, 3]]]
    assert pages_of([40] * 7, 200) == [[[0, 1, 2, 3], [4, 5, 6]]]
    assert pages_of([40] * 12, 200) == [[[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]], [[10, 11]]]
    assert pages_of([500, 40], 200) == [[[0], [1]]]
