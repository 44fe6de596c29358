"""A house of fourteen with a kiosk, and the hands of a person at its window."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QWidget

from sobrhouse.storage.keys.pin_hashes import kiosk_key
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    ChoreStep,
    ChoreTrade,
    HouseMessage,
    HouseSetting,
    Inspection,
    KioskAccess,
    SignOut,
)
from tests import make, make_circle, make_papers
from tests.conftest import Clock
from ui.kiosk.keyboard import Line
from ui.kiosk.touch import Touch
from ui.kiosk.window import KioskWindow

PIN, OTHER_PIN, STAFF_PIN = "274951", "806342", "975310"
PEOPLE = (
    ("Andre", "West"), ("Ben", "Fox"), ("Carlos", "Mora"), ("Dee", "Lane"), ("Hector", "Ruiz"),
    ("Jay", "Porter"), ("Luis", "Gomez"), ("Marcus", "Tate"), ("Nate", "Bell"),
    ("Omar", "Said"), ("Ray", "Hunt"), ("Sam", "Okafor"), ("Ty", "Cole"), ("Will", "Kerr"),
)  # fmt: skip


@dataclass
class KioskHouse:
    """Whom the house knows: stays and residents by first name."""

    house_id: int
    stays: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)


@dataclass
class Seconds:
    """The kiosk's own clock, in seconds; it stands still until it is moved."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at

    def forward(self, seconds: float) -> None:
        """Move on."""
        self.at += seconds


@dataclass
class Told:
    """What became of a staff PIN."""

    right: bool
    wait_seconds: int = 0


class Leaving:
    """One staff PIN, checked at once: the part that the program plays for the window."""

    def check(self, _owner: object, pin: str, done: Callable[[Told], None]) -> None:
        done(Told(pin == STAFF_PIN))


def quick_hash(key: bytes, pin: str) -> str:
    """The hash of a PIN at next to no cost, which it says itself: the program checks each at the
    cost that is kept with it, and makes its own at the full one (tests/storage/test_pin_hashes.py).
    """
    secret = hmac.new(key, pin.encode(), hashlib.sha256).hexdigest()
    return _QUICK.hash(secret)


_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def access(store: Store, resident_id: int, pin: str | None, **more: object) -> int:
    """How somebody uses the kiosk, with their PIN."""
    hashed = quick_hash(kiosk_key(store.secret("pepper"), resident_id), pin) if pin else None
    return make.row(store, KioskAccess(resident_id=resident_id, pin_hash=hashed, **more))


def setting(store: Store, house_id: int, key: str, value_json: str) -> None:
    """One setting of the house."""
    make.row(store, HouseSetting(house_id=house_id, key=key, value_json=value_json))


def left_at(store: Store, house: KioskHouse, name: str, at: datetime, **more: object) -> int:
    """Somebody has signed out."""
    said = {"destination": "Work", "expected_return_at": at + timedelta(hours=10), **more}
    return make.row(
        store,
        SignOut(house_id=house.house_id, stay_id=house.stays[name], at=at, out_at=at, **said),
    )


def fourteen(store: Store) -> KioskHouse:
    """Fourteen people; Marcus (out) and Luis (in, speaks Spanish) have PINs."""
    house = KioskHouse(make.house(store, phone="+15550104471"))
    for first, last in PEOPLE:
        speaks = "es" if first == "Luis" else "en"
        house.people[first] = make.resident(store, first, last, speaks=speaks)
        house.stays[first] = make.stay(store, house.people[first], house.house_id)
    setting(store, house.house_id, "kiosk_in_charge", '"Dana"')
    access(store, house.people["Marcus"], PIN, number="4471")
    access(store, house.people["Luis"], OTHER_PIN)
    make.sobriety(store, house.people["Marcus"])
    now = store.now()
    left_at(store, house, "Marcus", now - timedelta(hours=11, minutes=7), with_whom="Ridge Auto",
            expected_return_at=now - timedelta(minutes=42))  # fmt: skip
    left_at(store, house, "Luis", now - timedelta(days=1, hours=6), in_at=now - timedelta(days=1),
            in_by="kiosk", expected_return_at=now - timedelta(days=1, hours=-2))  # fmt: skip
    make.row(store, HouseMessage(house_id=house.house_id, stay_id=house.stays["Marcus"],
             text="Please see me about your late pass.", sender="Dana", sent_at=now))  # fmt: skip
    make.row(store, HouseMessage(house_id=house.house_id, stay_id=house.stays["Luis"],
             text="Bring the blue form.", sender="Dana", sent_at=now))  # fmt: skip
    make_circle.sponsorship(store, house.people["Marcus"], name="Ron B.", phone="+15550104000")
    make_papers.own_words(store, house.stays["Marcus"], "Two buses broke down.", heading="chores")
    return house


def with_chores(store: Store, house: KioskHouse) -> None:
    """Chores of the week for Marcus, Luis and Sam; Marcus has one to do again, and its note is his
    alone. Sam asks Luis to cover.
    """
    rotation, of = make.rotation(store, house.house_id), {}
    dealt = {"Marcus": "Kitchen", "Luis": "Bath", "Sam": "Hall"}
    for number, (who, name) in enumerate(dealt.items()):
        chore = make.chore(store, house.house_id, rotation, name, position=number)
        of[who] = make.chore_assignment(
            store, house.house_id, chore, house.stays[who],
            period_start=make.SUNDAY, period_end=make.SUNDAY + timedelta(days=6),
        )  # fmt: skip
        for text in ("Floor swept", "Sink clean"):
            make.row(store, ChoreStep(house_id=house.house_id, chore_id=chore, position=1,
                                      text=text))  # fmt: skip
    make.row(store, Inspection(
        house_id=house.house_id, assignment_id=of["Marcus"], on_date=make.SUNDAY, at=store.now(),
        result="redo", note="A greasy stove.",
    ))  # fmt: skip
    make.row(store, ChoreTrade(house_id=house.house_id, kind="cover", assignment_id=of["Sam"],
             stay_id=house.stays["Sam"], other_stay_id=house.stays["Luis"]))  # fmt: skip


def with_support(store: Store, house: KioskHouse) -> None:
    """Both have a sponsor, steps, somebody whom they stay away from and a BARC-10, each their
    own.
    """
    for who, sponsor, avoided, step, answer in (
        ("Marcus", "", "Old Tony from work", 4, 3), ("Luis", "Walter Q.", "Reina next door", 7, 5),
    ):  # fmt: skip
        person = house.people[who]
        if sponsor:
            make_circle.sponsorship(store, person, name=sponsor, share="existence")
        make_circle.network_person(store, person, avoided, stance="avoid")
        make_circle.step(store, person, step)
        make_circle.assessment(store, house.house_id, house.stays[who], answer,
                               on_date=make.SUNDAY - timedelta(days=30))  # fmt: skip
    make_circle.sponsorship(store, house.people["Luis"], kind="house_buddy",
                            peer_resident_id=house.people["Ray"])  # fmt: skip


class Kiosk:
    """The window and the hands of a person."""

    def __init__(self, window: KioskWindow, seconds: Seconds, clock: Clock) -> None:
        self.window, self.seconds, self.clock = window, seconds, clock

    @property
    def screen(self) -> QWidget:
        """The screen there is."""
        assert self.window.screen_now is not None
        return self.window.screen_now

    def tap(self, text: str) -> None:
        """Touch what says this, half a second after the last touch."""
        self.wait(0.5)
        self.find(text).click()
        settle()

    def find(self, text: str) -> Touch:
        """The one thing to touch that says this, or is named so."""
        found = [t for t in self.window.findChildren(Touch) if said(t, text) and t.isVisible()]
        assert len(found) == 1, (text, [t.text() for t in self.window.findChildren(Touch)])
        return found[0]

    def type(self, digits: str) -> None:
        """Type on the keypad."""
        for digit in digits:
            self.wait(0.3)
            self.screen.pad.keys[digit].click()
        settle()

    def wait(self, seconds: float) -> None:
        """Time passes; the window looks at it four times a second."""
        self.seconds.forward(seconds)
        self.clock.forward(seconds=seconds)
        self.window.tick()
        settle()

    def enter(self, name: str = "Marcus T.", pin: str = PIN) -> None:
        """From rest to one's card."""
        self.tap("Touch to start")
        self.tap(name)
        self.type(pin)

    def words(self) -> str:
        """All that stands on the window."""
        return " | ".join(words_on(self.window))


def said(touch: Touch, text: str) -> bool:
    """Whether this is what it says."""
    return text in (touch.text(), touch.accessibleName())


def words_on(window: QWidget) -> list[str]:
    """All words of a window, hidden ones and names for screen readers too."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        found.append(widget.accessibleName())
        if isinstance(widget, QLabel):
            found.append(widget.text())
        elif isinstance(widget, Touch):
            found += [widget.text(), widget.face.under]
        elif isinstance(widget, Line):
            found.append(widget._text)
    return [text for text in found if text]


def settle() -> None:
    """Let Qt draw, answer and delete."""
    for _turn in range(2):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
