"""My day: however much there is, it fits beside the big button, and nothing that matters drops."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from sobrhouse.queries.kiosk import Card, VoteRow
from sobrhouse.queries.kiosk_chores import NO_CHORES
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.words import _, speak
from ui.kiosk.card import CardScreen
from ui.kiosk.pictures import NOW, SIZES, _card, _facts, _full_card
from ui.kiosk.pictures_chores import many_chores, one_chore
from ui.kiosk.screen import Room
from ui.kiosk.touch import Touch
from ui.theme import kiosk as look


class Deeds:
    """Buttons that are only looked at."""

    def __getattr__(self, _name: str) -> object:
        return lambda *_given: None


@pytest.fixture
def page(qapp: object) -> Iterator[QWidget]:
    page = QWidget()
    look.dress(page)
    yield page
    page.deleteLater()


def shown(page: QWidget, size: tuple[int, int], card: Card, meetings: list[MeetingToday]) -> str:
    """All words of My day on a screen of this size, which it must fit."""
    room = Room(*size)
    free = room.tall - room.head
    screen = CardScreen(room, card, NOW, Deeds(), meetings)  # type: ignore[arg-type]
    screen.setParent(page)
    screen.resize(room.wide, free)
    screen.show()
    asked = screen.layout().totalMinimumHeightForWidth(room.wide)
    assert asked <= free, (size, asked, free)
    found = [t.text() for t in screen.day.findChildren(Touch)]
    found += [t.text() for t in screen.day.findChildren(QLabel)]
    screen.setParent(None)
    return " | ".join(found)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", SIZES)
def test_it_fits_whatever_there_is(page: QWidget, language: str, size: tuple[int, int]) -> None:
    speak(language)
    page.resize(*size)
    (meeting,) = _facts().meetings
    full = _full_card()
    mine = _("My chores")
    begun = replace(meeting, at=NOW - timedelta(minutes=3), place="Back yard, by the grill")
    one = one_chore(NOW)
    chores = ((many_chores(NOW), mine), (one, one.turns[0].name), (NO_CHORES, ""))
    most = (2, 4, 3, [begun, meeting])
    combined = product((0, 1, 2), (0, 1, 4), (0, 3), ([], [begun], [begun, meeting]))
    for number, (votes, messages, failures, meetings) in enumerate((most, *combined)):
        there, name = chores[(number + number // 3) % 3]
        card = replace(full, votes=full.votes[:votes], messages=full.messages[:messages],
                       failures_before=failures, chores=there)  # fmt: skip
        said = shown(page, size, card, meetings)
        assert card.curfew_words in said and name in said


def test_what_does_not_fit_comes_after_what_does(page: QWidget) -> None:
    said = shown(page, (1280, 800), _full_card(), list(_facts().meetings))
    assert said.count("Vote now") == said.count("Message from the house") == 1
    assert "Due back 7:12 PM, Mon, Nov 23" in said
    assert "3 wrong tries before this" in said and "My chores" in said
    calm = replace(_full_card(), failures_before=0)
    said = shown(page, (1280, 800), calm, list(_facts().meetings))
    assert "House meeting 7:30 PM, Living room" in said and "My chores" in said
    little = shown(page, (1280, 800), _card(out=False), list(_facts().meetings))
    assert "In 18 min" in little


def test_two_votes_show_where_there_is_room(page: QWidget) -> None:
    card = replace(_card(out=False), votes=(VoteRow(1, "One"), VoteRow(2, "Two")), messages=())
    assert shown(page, (1280, 800), card, []).count("Vote now") == 2


def test_minutes_are_those_between_two_looks_at_the_clock(page: QWidget) -> None:
    (meeting,) = _facts().meetings
    half = replace(meeting, at=NOW + timedelta(minutes=17, seconds=20))
    assert "In 18 min" in shown(page, (1280, 800), _card(out=False), [half])
