"""Pictures: every screen of the kiosk as a PNG, drawn without a display from a made-up house."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from sobrhouse import words
from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.requirements import Tally
from sobrhouse.problems import Problem
from sobrhouse.queries.kiosk import (
    Card,
    Claim,
    HouseFacts,
    LastOut,
    MeetingTile,
    MessageRow,
    NameTile,
    OutRow,
    Supporter,
    ToLog,
    VoteRow,
)
from sobrhouse.queries.kiosk_chores import NO_CHORES
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.settings import DESTINATIONS, HouseSettings
from sobrhouse.words import _
from ui.jobs import InlineJobs
from ui.kiosk.ballot import BallotAsked
from ui.kiosk.door import Checked, Door
from ui.kiosk.pictures_chores import DrawnChores, chores, many_chores, one_chore
from ui.kiosk.pictures_support import DrawnSupport, people
from ui.kiosk.visit import Visit
from ui.kiosk.went import Went
from ui.kiosk.window import KioskWindow

SIZES = ((1280, 800), (1024, 768), (1366, 768))
ZONE = "America/New_York"
NOW = datetime(2026, 11, 22, 19, 12, tzinfo=ZoneInfo(ZONE))
_NAMES = (
    "Andre W.", "Ben F.", "Carlos M.", "Dee L.", "Hector R.", "Jay P.", "Luis G.", "Marcus T.",
    "Nate B.", "Omar S.", "Ray H.", "Sam O.", "Ty C.", "Will K.",
)  # fmt: skip


class NoStore:
    """Records that only have a clock: the pictures are drawn from what stands here."""

    def now(self) -> datetime:
        return NOW.astimezone(UTC)

    def read(self, *_args: Any, **_kw: Any) -> Any:
        raise Problem("")

    def write(self, *_args: Any, **_kw: Any) -> Any:
        raise Problem("")


class DrawnDoor(Door):
    """A door that tells of a made-up house, so that nobody's name comes into a picture."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.chores = DrawnChores(NOW, _NAMES)
        self.support = DrawnSupport(NOW)

    def facts(self, owner: QObject, done: Callable[[HouseFacts], None]) -> None:
        done(_facts())

    def names(self, owner: QObject, done: Callable[[Any], None]) -> None:
        done(tuple(NameTile(n, n, shown) for n, shown in enumerate(_NAMES, 1)))

    def claim_name(self, owner: QObject, stay_id: int, done: Callable[[Claim], None]) -> None:
        done(Claim(stay_id, _NAMES[stay_id - 1], words.language(), stay_id))

    def claim_number(self, owner: QObject, text: str, done: Callable[[Claim], None]) -> None:
        done(Claim(None, "", words.language()))

    def check(
        self, owner: QObject, claim: Claim, pin: str, done: Callable[[Checked], None]
    ) -> None:
        done(Checked(True))

    def card(
        self, owner: QObject, claim: Claim, failures_before: int, done: Callable[[Card], None]
    ) -> None:
        done(_full_card() if claim.stay_id == 9 else _card(out=claim.stay_id == 8))

    def meetings(self, owner: QObject, claim: Claim, done: Callable[[ToLog], None]) -> None:
        done(_to_log())

    def went(
        self, owner: QObject, claim: Claim, said: dict[str, Any], done: Any, refused: Any
    ) -> None:
        done(1)

    def cast_ballot(
        self, owner: QObject, claim: Claim, motion_id: int, choice: str, done: Any, refused: Any
    ) -> None:
        done(None)


_VOTE = VoteRow(1, "Alicia N. may move in on December 1")


def _facts() -> HouseFacts:
    return HouseFacts(
        1, "Maple Street House", "+15550104471", words.language(), 6, (6,), True, False,
        DESTINATIONS, "Dana", time(22, 30), NOW.replace(hour=22, minute=30),
        str(HouseSettings().get("visitor_rules")), ZONE,
        (MeetingToday(None, 1, NOW.date(), _("House meeting"), "regular",
                      NOW.replace(hour=19, minute=30), _("Living room"), 60),),
    )  # fmt: skip


def _card(*, out: bool) -> Card:
    at = NOW.replace(hour=8, minute=5).astimezone(UTC)
    due = NOW.replace(hour=18, minute=30).astimezone(UTC)
    return Card(
        stay_id=8 if out else 7, resident_id=8 if out else 7,
        first_name="Marcus" if out else "Luis", short_name="Marcus T." if out else "Luis G.",
        speaks=words.language(),
        out=OutRow(1, at, "Work", "Ridge Auto", due) if out else None,
        last_out=LastOut("Work", "", NOW.replace(hour=21, minute=30).astimezone(UTC)),
        days_sober=87, next_chip=_("{n}-day chip").format(n=90), next_chip_on=date(2026, 11, 25),
        next_chip_days=3, curfew=time(22, 30), curfew_at=NOW.replace(hour=22, minute=30),
        curfew_words=_("Curfew is {time}").format(time=nice_time(time(22, 30))),
        pass_words=_("No pass tonight."),
        messages=(MessageRow(1, _("Please see me about your late pass."), "Dana", at, False),),
        failures_before=0, supporters=(Supporter("Ron B.", "+15550104000", "sponsor"),),
        meetings=Tally(4, 4, own_word=3), votes=() if out else (_VOTE,),
        chores=one_chore(NOW) if out else NO_CHORES, buddy="" if out else "Sam O.",
    )  # fmt: skip


def _full_card() -> Card:
    """Out since yesterday, due tomorrow, and all that a card may hold at once."""
    card, at = _card(out=True), NOW.astimezone(UTC)
    away = OutRow(1, at - timedelta(days=1), "Family", "Rosa", at + timedelta(days=1))
    longer = VoteRow(2, "The kitchen closes at eleven on all days of the week")
    return replace(
        card, stay_id=9, resident_id=9, first_name="Nate", short_name="Nate B.", out=away,
        messages=card.messages * 4, failures_before=3, votes=(_VOTE, longer),
        meetings=Tally(4, 4, verified=6), days_sober=11_203, chores=many_chores(NOW),
    )  # fmt: skip


def _to_log() -> ToLog:
    """Two days of a full list."""
    named = (
        ("Noon Group", "AA", "12:00"), ("Just for Today", "NA", "17:30"),
        ("Women of Courage", "AA", "18:00"), ("Recovery on Main", "SMART", "09:30"),
        ("Sunrise Step Study at St. Mark's Church", "AA", "06:30"),
    )  # fmt: skip
    tiles = tuple(
        MeetingTile(n, name, fellowship, NOW.date() - timedelta(days=day), at, "St. Mark", n == 4,
                    n == 2 and not day, 0)
        for day in (0, 1) for n, (name, fellowship, at) in enumerate(named * 3, 1)
    )  # fmt: skip
    return ToLog(NOW.date(), tiles, Tally(4, 4, own_word=4))


def draw(folder: Path) -> int:
    """Draw every screen in both languages and all sizes; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = 0
    spoken = words.language()
    for language in words.LANGUAGES:
        for wide, tall in SIZES:
            words.speak(language)
            window = KioskWindow(DrawnDoor(InlineJobs(), NoStore(), 1, "pictures"), lambda: 0.0)
            window.resize(wide, tall)
            window.show()
            for name in screens(window):
                settle()
                path = folder / f"kiosk-{name}-{language}-{wide}x{tall}.png"
                if not window.grab().save(str(path)):
                    said = _("The picture {name} could not be written.")
                    raise Problem(said.format(name=path.name))
                drawn += 1
            window.let_go()
            window.deleteLater()
            settle()
    words.speak(spoken)
    return drawn


def settle() -> None:
    """Let everything that is waiting be laid out, drawn and deleted."""
    for _turn in range(2):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def screens(window: KioskWindow) -> Iterator[str]:
    """Walk through all screens; gives each one's name while it is shown."""
    flow = window.flow
    yield "rest"
    flow.begin()
    yield "names"
    flow.show_number()
    yield "number"
    flow.show_support()
    yield "support"
    flow.staff()
    yield "staff"
    yield from _guest(window)
    yield from _visit(window, Claim(8, "Marcus T.", words.language(), 8), "back")
    yield from _visit(window, Claim(7, "Luis G.", words.language(), 7), "out")
    full = Visit(flow, _facts(), Claim(9, _NAMES[8], words.language(), 9), _NAMES[8], None)
    flow.leave_for(full)
    full.enter()
    yield "card_full"
    yield from chores(full)
    yield from people(full)
    chooser = Claim(3, "Carlos M.", words.language(), 3, chooses=True)
    flow.begin()
    flow.leave_for(Visit(flow, _facts(), chooser, chooser.name, None))
    yield "choose_pin"
    flow.begin()
    flow.on_trouble(True)
    yield "trouble"


def _guest(window: KioskWindow) -> Iterator[str]:
    flow = window.flow
    guest = flow.show_guest()
    yield "visitor"
    guest.ask_name()
    yield "visitor_name"
    guest.ask_agreed()
    yield "visitor_rules"


def _visit(window: KioskWindow, claim: Claim, kind: str) -> Iterator[str]:
    flow = window.flow
    flow.begin()
    visit = Visit(flow, _facts(), claim, claim.name, None)
    flow.leave_for(visit)
    window.screen_now.typed("2")  # type: ignore[union-attr]
    window.screen_now.typed("7")  # type: ignore[union-attr]
    yield f"pin_{kind}"
    visit.enter()
    yield f"card_{kind}"
    if kind == "out":
        visit.go_out()
        yield "sign_out"
        screen: Any = window.screen_now
        screen.choose(where="Meeting")
        screen.choose(when=180)
        screen.plan.when, screen.plan.at = "other", NOW + timedelta(hours=5, minutes=3)
        visit.go_out()
        yield "sign_out_late"
        visit.other_time()
        yield "other_time"
        visit.ask_pass()
        yield "pass"
        line = _("Back by {time}.").format(time=nice_time(time(21, 15)))
        visit.show_done(lambda: (_("You are signed out"), line), 1)
        yield "done_out"
        return
    yield from _beside(visit)


def _beside(visit: Visit) -> Iterator[str]:
    visit.read(_card(out=True).messages[0])
    yield "message"
    visit.show_support()
    yield "support_own"
    late = _("{time}, {n} minutes after your time. Please talk with {name} tonight.")
    line = late.format(time=nice_time(NOW), n=42, name="Dana")
    visit.show_done(lambda: (_("You are signed in"), line), 1)
    yield "done_in"
    asked = BallotAsked(visit, _VOTE)
    asked.begin()
    yield "ballot"
    page: Any = visit.flow.window.screen_now
    page.choices["yes"].click()
    yield "ballot_sure"
    page = visit.flow.window.screen_now
    page.cast.click()
    yield "ballot_done"
    visit.went()
    yield "meetings"
    screen: Any = visit.flow.window.screen_now
    screen.tiles[0].click()
    yield "done_meeting"
    went = Went(visit)
    went.begin()
    went.ask_name()
    yield "meeting_name"
    went.ask_whose()
    yield "meeting_whose"
