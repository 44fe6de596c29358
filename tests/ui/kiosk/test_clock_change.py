"""Choosing a time at the kiosk in the two nights in which the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ui.kiosk.going import Going, GoingDeeds, GoingFacts, Moment, Plan, Span, later
from ui.kiosk.screen import Room

CHICAGO = ZoneInfo("America/Chicago")
ROOM = Room(1280, 800, 72)
DAY = timedelta(days=1)
BACK, FORWARD = (11, 1), (3, 8)  # 2026, at 2 AM


def at(day: tuple[int, int], hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(2026, *day, hour, minute, tzinfo=CHICAGO, fold=fold)


def walked(begin: datetime, step: int, times: int) -> list[str]:
    """What stands on the page after each touch of a step; each moves the instant by just that."""
    span = Span(begin, later(begin, -DAY), later(begin, DAY), begin)
    page = Moment(ROOM, "When?", span, lambda _at: None, lambda: None)
    shown = []
    for _touch in range(times):
        before = page.at.astimezone(UTC)
        page.steps[step].click()
        assert page.at.astimezone(UTC) - before == timedelta(minutes=step)
        shown.append(page.time.text())
    page.deleteLater()
    return shown


@pytest.mark.usefixtures("qapp")
def test_both_half_past_ones_can_be_chosen_when_the_clocks_go_back() -> None:
    assert walked(at(BACK, 0, 30), 60, 3) == ["1:30 AM CDT", "1:30 AM CST", "2:30 AM"]
    assert walked(at(BACK, 2, 0), -15, 3) == ["1:45 AM CST", "1:30 AM CST", "1:15 AM CST"]


@pytest.mark.usefixtures("qapp")
def test_no_time_is_offered_that_a_spring_night_leaves_out() -> None:
    assert walked(at(FORWARD, 1, 30), 15, 3) == ["1:45 AM", "3:00 AM", "3:15 AM"]
    assert walked(at(FORWARD, 3, 30), -60, 2) == ["1:30 AM", "12:30 AM"]


@pytest.mark.usefixtures("qapp")
def test_a_day_later_keeps_the_time_on_the_clock() -> None:
    begin = at((10, 31), 17)
    page = Moment(ROOM, "When?", Span(begin, begin, begin + 9 * DAY, begin, days=True),
                  lambda _at: None, lambda: None)  # fmt: skip
    page.steps[1440].click()
    assert (page.at, page.time.text()) == (at(BACK, 17), "5:00 PM")
    page.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_half_an_hour_over_the_change_is_said_with_its_zone_and_held_against_the_curfew() -> None:
    """1:10 AM CST comes after 1:30 AM CDT, though the clock shows less."""
    now, curfew = at(BACK, 1, 40), at(BACK, 1, 50)
    facts = GoingFacts(now, ["Walk"], curfew, None, Plan())
    page = Going(ROOM, facts, GoingDeeds(lambda *_to: None, print, print, print))
    page.choose(where="Walk")
    page.choose(when=30)
    assert page.go.text() == "Sign out. Back by 1:10 AM CST"
    assert not page.notice_box.isHidden(), "later than the curfew"
    page.deleteLater()
