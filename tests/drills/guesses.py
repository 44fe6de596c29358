"""Guessing PINs at the kiosk: through restarts and set clocks, over many people, at two stations at
once, and by the clock alone (T11).
"""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.pins import HOUR, LOCKED_AT, STATION_TRIES, WAITS
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.kiosk import claim_by_number
from sobrhouse.services.kiosk_entry import begin_try, end_try
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import PinThrottle, Stay
from tests.conftest import Clock
from tests.drills.houses import NOW, Drilled, drilled
from tests.drills.kills import Tell, child, heard
from tests.services.test_kiosk_entry import PIN, WRONG, Computer, guess, lives

FREE = min(WAITS)  # tries before the first wait
PEOPLE = 40
TOLD_APART = 0.12  # 5 ms of the 42 that a PIN takes on the computer of safety.md
HOUSE = 1


def pin_guesses(quick: bool) -> dict[str, object]:
    """At most 9 tries an hour and 10 ever of one person, 30 an hour at a station, none gained by
    two stations; right, wrong and unknown take as long. Who forgets at each restart, checks before
    counting, or answers the unknown at once, is found out.
    """
    with drilled() as house:
        patient, patient_hour = _brute(house, 600, "patient")
        ever, hour = _brute(house, 400 if quick else 20_000, "tricks")
        forgetful, _hour = _brute(house, 100, "forgets")
        station = _station(house, 300 if quick else 5_000)
        raced = _raced(house, 20 if quick else 500)
        careless = _careless(house)
        apart, careless_apart = _apart(house, 8 if quick else 200)
    slow = patient == LOCKED_AT and patient_hour < LOCKED_AT
    sly = ever <= LOCKED_AT and hour < LOCKED_AT
    held = slow and sly and station <= STATION_TRIES and raced == FREE
    caught = forgetful > LOCKED_AT and careless > FREE and careless_apart > 0.5
    return {
        "ok": held and caught and (quick or min(apart) <= TOLD_APART),
        "patient_ever": patient, "patient_an_hour": patient_hour,
        "tries_ever": ever, "tries_an_hour": hour, "at_a_station_an_hour": station,
        "free_tries": FREE, "raced_by_two": raced, "told_apart": [round(a, 3) for a in apart],
        "control_forgets": forgetful, "control_checks_first": careless,
        "control_told_apart": round(careless_apart, 2),
    }  # fmt: skip


def _kiosk(house: Drilled, clock: Clock) -> Store:
    return Store.open(house.path, house.dek, clock, narrow=True)


def _brute(house: Drilled, times: int, way: str) -> tuple[int, int]:
    """How many of so many guesses counted, ever and in the worst true hour: of somebody `patient`
    (one every quarter of a minute), and with `tricks` on the clock, the computer and the program.
    A program that `forgets` keeps the tries in memory alone.
    """
    clock = Clock(NOW)
    with house.open() as office:
        stay = lives(office, office, HOUSE, "Marcus", f"Tate {way}")
    store = _kiosk(house, clock)
    computer, counted = Computer(store, clock), []
    for n in range(times):
        if way != "patient":
            _trick(computer, n)
        if n % 50 == 49:
            store.close()
            store = _kiosk(house, clock)
            store.ticks = computer.store.ticks
            computer.store = store
        if way == "forgets" and n % 5 == 4:
            _forget(house)
        if guess(store, HOUSE, stay, station=f"kiosk {n % 2} {way}"):
            counted.append(computer.true)
        computer.runs(15 if way == "patient" else 5)
    store.close()
    hours = (sum(at <= other < at + HOUR for other in counted) for at in counted)
    return len(counted), max(hours, default=0)


def _trick(computer: Computer, n: int) -> None:
    tricks: list[Callable[[], Any]] = [
        lambda: computer.sets_clock(days=365), lambda: computer.sets_clock(days=-730),
        computer.starts_anew, lambda: computer.sets_clock(hours=2), lambda: None,
        lambda: (computer.sets_clock(days=365), computer.starts_anew()),
        lambda: (computer.starts_anew(), computer.sets_clock(hours=-2)),
    ]  # fmt: skip
    tricks[n % len(tricks)]()


def _forget(house: Drilled) -> None:
    with house.open() as office, office._writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM pin_throttle")
        connection.exec_driver_sql("DELETE FROM station_try")


def _station(house: Drilled, times: int) -> int:
    """How many guesses counted at one station in the worst hour, going round forty people."""
    clock = Clock(NOW)
    with house.open() as office:
        stays = [lives(office, office, HOUSE, f"P{n}", "Hill", pin="") for n in range(PEOPLE)]
    store = _kiosk(house, clock)
    computer, counted = Computer(store, clock), []
    for n in range(times):
        if guess(store, HOUSE, stays[n % PEOPLE], station="hall"):
            counted.append(computer.true)
        computer.runs(7)
    store.close()
    return max(sum(at <= other < at + HOUR for other in counted) for at in counted)


def _raced(house: Drilled, times: int) -> int:
    """How many guesses of one person counted at two stations that try at once; no time passes."""
    with house.open() as office:
        stay = lives(office, office, HOUSE, "Ray", "Hunt")

    def at_once(station: str) -> Callable[[Tell], None]:
        def work(tell: Tell) -> None:
            store = _kiosk(house, Clock(NOW))
            store.ticks = lambda: ("boot", 10_000_000)
            tell(str(sum(guess(store, HOUSE, stay, station=station) for _try in range(times))))
            store.close()

        return work

    with child(at_once("hall")) as (_one, hall), child(at_once("stairs")) as (_two, stairs):
        return sum(int(word) for pipe in (hall, stairs) for word in heard(pipe))


@needs(Permission.START)
def _failures(session: Session, stay_id: int) -> int:
    of = select(Stay.resident_id).where(Stay.id == stay_id).scalar_subquery()
    found = select(PinThrottle.failures).where(PinThrottle.resident_id == of)
    return session.execute(found).scalar() or 0


def _careless(house: Drilled) -> int:
    """The control: two stations that look whether one may try, and count afterwards."""
    with house.open() as office:
        stay = lives(office, office, HOUSE, "Sam", "Okafor")
        office.ticks = lambda: ("boot", 10_000_000)
        counted = 0
        for _round in range(10):
            seen = [office.read(SYSTEM, _failures, stay) for _station in ("hall", "stairs")]
            for station, failures in zip(("hall 2", "stairs 2"), seen, strict=True):
                if failures < FREE:
                    counted += 1
                    office.write(SYSTEM, begin_try, HOUSE, stay, station)
    return counted


def _apart(house: Drilled, times: int) -> tuple[list[float], float]:
    """By how much of a try the medians of right, wrong and unknown differ, measured up to three
    times; and how much where the unknown are answered without a hash.
    """
    clock = Clock(NOW)
    with house.open() as office:
        lives(office, office, HOUSE, "Ty", "Cole", number="4711")
    store = Store.open(house.path, house.dek, clock)
    store.ticks = lambda: ("boot", 10_000_000)
    found: list[float] = []
    try:
        while len(found) < 3 and (not found or found[-1] > TOLD_APART):
            found.append(_spread(store, times, hashes=True))
        return found, _spread(store, 5, hashes=False)
    finally:
        store.close()


def _spread(store: Store, times: int, *, hashes: bool) -> float:
    kinds = [("right", "4711", PIN), ("wrong", "4711", WRONG), ("unknown", "9999", WRONG)]
    took: dict[str, list[float]] = {kind: [] for kind, _number, _pin in kinds}
    for n in range(times):
        for kind, number, pin in kinds[n % 3 :] + kinds[: n % 3]:
            begun = time.thread_time()
            claim = store.read(SYSTEM, claim_by_number, HOUSE, number, store.now())
            one = store.write(SYSTEM, begin_try, HOUSE, claim.stay_id, "kiosk", claim.typed)
            right = one.fits(pin) if hashes or claim.stay_id is not None else False
            store.write(SYSTEM, end_try, HOUSE, claim.stay_id, "kiosk", right)
            took[kind].append(time.thread_time() - begun)
            with store._writer.begin() as connection:  # let nobody come to wait
                connection.exec_driver_sql("DELETE FROM station_try")
                connection.exec_driver_sql("UPDATE pin_throttle SET failures = 0")
    middles = [median(values) for values in took.values()]
    return (max(middles) - min(middles)) / median(middles)
