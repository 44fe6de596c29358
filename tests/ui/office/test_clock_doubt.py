"""A clock in doubt: a banner while it lasts, a row in Today that ends it, and marks that stay."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.queries.sign_people import sign_choices
from sobrhouse.queries.signins import log_page
from sobrhouse.services.clock import settle_clock
from sobrhouse.services.signins import sign_in, sign_out
from sobrhouse.storage.store import Store
from tests.conftest import Clock
from tests.storage.test_clock_watch import HOUR, TwoClocks, touch
from tests.ui.conftest import SmallHouse
from ui.app.clock import ClockDoubt
from ui.desk import Desk
from ui.office.signlog.words import by_words, facts, state
from ui.office.today.place import TodayPage
from ui.widgets.cards import PersonRow, ReasonRow
from ui.widgets.chips import Chip


def somebody(store: Store, house: SmallHouse) -> int:
    """The stay of one who lives there."""
    people = store.read(SYSTEM, sign_choices, house.house_id, store.now().date()).people
    return people[0].stay_id


def clock_rows(page: QWidget) -> list[ReasonRow]:
    return [r for r in page.findChildren(ReasonRow) if "clock moved" in r.accessibleName()]


def test_it_is_said_until_somebody_has_looked_at_the_clock(
    desk: Desk, store: Store, clock: Clock, small_house: SmallHouse, qtbot: QtBot
) -> None:
    doubt = ClockDoubt(desk)
    doubt.look()
    assert "clock" not in desk.troubles
    clocks = TwoClocks(clock, store)
    stay = somebody(store, small_house)
    desk.do(desk, sign_out, stay, "Work", desk.now() + HOUR)
    clocks.set_by(-2 * HOUR)
    clocks.pass_by(timedelta(minutes=5))
    desk.do(desk, sign_in, stay)
    trouble = desk.troubles["clock"]
    assert trouble.text.startswith("This computer's clock moved 2 h back. ")
    assert trouble.go == ("today", None)

    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 638)
    page.show()
    [row] = clock_rows(page)
    assert row.button.text() == "Clock is right"
    row.button.click()
    assert "clock" not in desk.troubles
    qtbot.waitUntil(lambda: not clock_rows(page))
    desk.undo()
    assert "clock" in desk.troubles
    qtbot.waitUntil(lambda: len(clock_rows(page)) == 1)


def test_a_line_that_it_told_asks_before_anybody_is_late(
    store: Store, clock: Clock, small_house: SmallHouse
) -> None:
    clocks, stay = TwoClocks(clock, store), somebody(store, small_house)
    store.write(SYSTEM, sign_out, stay, "Work", store.now() + HOUR)
    clocks.set_by(3 * HOUR)
    store.write(SYSTEM, sign_in, stay)
    [row] = store.read(SYSTEM, log_page, small_house.house_id, now=store.now())
    assert state(row) == ("Late? Ask", "warn")
    assert by_words(row).endswith(", unsure")
    today = store.now().date()
    assert dict(facts(row, ZoneInfo("UTC"), today))["Clock"] == (
        "It had moved. These times may be wrong."
    )


def test_out_now_on_today_says_to_ask_while_the_clock_is_in_doubt(
    desk: Desk, store: Store, clock: Clock, small_house: SmallHouse, qtbot: QtBot
) -> None:
    clocks = TwoClocks(clock, store)
    stay = somebody(store, small_house)
    desk.do(desk, sign_out, stay, "Work", desk.now() + HOUR)
    clocks.set_by(2 * HOUR)
    store.write(SYSTEM, touch)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()

    def chips() -> list[str]:
        return [c.text() for r in page.people.findChildren(PersonRow) for c in r.findChildren(Chip)]

    qtbot.waitUntil(lambda: chips() == ["Late? Ask"])
    store.write(SYSTEM, settle_clock)
    page.reload()
    qtbot.waitUntil(lambda: chips() == ["Late 1 h"])
