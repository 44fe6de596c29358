"""Logs for the drill of the log: written by the program itself, a lawful purge in them too."""

import random
from datetime import date

from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind, Permission, Role
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.services.purges import destroy_person
from sobrhouse.services.seconds import confirm_second
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Resident, Staff, Stay
from sobrhouse.storage.work import Work
from tests.drills.houses import add_note, drilled

OWNER = Actor(ActorKind.STAFF, 1, "Olive Owner", Role.OWNER, None)
DANA, PIN = 2, "975310"


def add_dana(work: Work) -> None:
    """The second person."""
    work.require(Permission.START)
    work.record("test.made", work.add(Staff(name="Dana Ruiz", role="auditor")))


def add_gone(work: Work) -> int:
    """Somebody who left long ago."""
    work.require(Permission.START)
    who = work.add(Resident(legal_first="Zeb", legal_last="Quagmire", sort_name="quagmire, zeb",
                            match_name="zeb quagmire"))  # fmt: skip
    work.record("test.made", who)
    stay = work.add(Stay(
        resident_id=who.id, house_id=1, move_in_on=date(2015, 1, 1), discharge_type="voluntary",
        discharged_on=date(2016, 1, 1),
    ))  # fmt: skip
    work.record("test.made", stay)
    return who.id


def act(work: Work, resident_id: int) -> None:
    """Something that they did at the kiosk themselves."""
    work.require(Permission.KIOSK)
    work.record("sign.in", None, resident_id=resident_id, house_id=1)


def begin(store: Store) -> None:
    """The people whom a purge takes."""
    store.write(SYSTEM, add_dana)
    dana = Actor(ActorKind.STAFF, DANA, "Dana Ruiz", Role.AUDITOR, None)
    store.write(dana, set_pin, PIN)


def live_and_purge(store: Store) -> None:
    """Somebody is written down, acts, and is destroyed by two people."""
    who = store.write(SYSTEM, add_gone)
    for _ in range(2):
        store.write(Actor(ActorKind.RESIDENT, who, "Zeb Q."), act, who)
    assert store.write(OWNER, confirm_second, DANA, PIN, Purpose.PURGE, who)
    store.write(OWNER, confirm_by_passphrase, Purpose.PURGE)
    store.write(OWNER, destroy_person, who, DANA)
    for number in range(3):
        store.write(SYSTEM, add_note, f"later {number}")


def honest_runs(rng: random.Random, runs: int) -> int:
    """How often a log that nobody touched is said to be wrong, over so many stretches of work; each
    is checked whole and by its end, against a code printed on the way.
    """
    alarms = 0
    with drilled() as house, house.open() as store:
        begin(store)
        for number in range(runs):
            for _ in range(rng.randrange(1, 4)):
                store.write(SYSTEM, add_note, "x" * rng.randrange(1, 60))
            if number % 40 == 3:
                live_and_purge(store)
            printed = store.verify_log(last=1).anchor
            store.write(SYSTEM, add_note, "after the print")
            verdicts = (
                store.verify_log(anchor=printed),
                store.verify_log(last=rng.choice((1, 5, 50, 1000))),
            )
            alarms += sum(not verdict.ok for verdict in verdicts)
    return alarms
