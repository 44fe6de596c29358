"""The practice house: a believable year of Maple Street, or a large operator, the same for one
seed and date.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.exchange import practice_own_words
from sobrhouse.exchange import practice_story as story
from sobrhouse.exchange import practice_words as words
from sobrhouse.exchange.practice_chore_year import ChoreYear
from sobrhouse.exchange.practice_chores import Chores
from sobrhouse.exchange.practice_circle import Circle
from sobrhouse.exchange.practice_comings import ROUNDS_KEPT, Comings
from sobrhouse.exchange.practice_consent_story import SECOND
from sobrhouse.exchange.practice_consents import Consents
from sobrhouse.exchange.practice_decided import Decided
from sobrhouse.exchange.practice_evening import Evening
from sobrhouse.exchange.practice_house_meetings import HouseMeetings
from sobrhouse.exchange.practice_life import Life
from sobrhouse.exchange.practice_now import Tonight
from sobrhouse.exchange.practice_pages import COLUMNS, ZONE, Pages, iso
from sobrhouse.exchange.practice_prints import Prints
from sobrhouse.exchange.practice_recovery import Recovery
from sobrhouse.services.batches import give_kiosk_pins, give_staff_pin, highest_ids, put_batch
from sobrhouse.storage.bulk import Rows
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.slots import Costs
from sobrhouse.storage.store import Store

HOUSE = "Maple Street House (practice)"
STAFF = "Dana Ruiz"
PUBLIC_PASSPHRASE = "practice house"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice database, open: its recovery code, how many rows it got, the evening it was made
    for, who began it, and its first house, which has the story.
    """

    store: Store
    recovery_code: str
    rows: int
    evening: datetime
    staff_id: int
    house_id: int


def evening_of(on: date) -> datetime:
    """7:12 PM on the Sunday of that date's week, in the practice house's zone."""
    return datetime.combine(on + timedelta(days=6 - on.weekday()), time(19, 12), ZONE)


def make_practice_house(
    target: Path | str,
    passphrase: str,
    on: date,
    *,
    seed: int = 1,
    houses: int = 1,
    years: int = 1,
    progress: Progress | None = None,
    costs: Costs | None = None,
) -> Practice:
    """Make the practice database: the first house is Maple Street with its story, the others are
    made up.

    `progress` is told (houses done, houses in all). The same seed and date give the same rows.
    """
    evening = evening_of(on)
    made = found(
        target, Founder(STAFF, passphrase), clock=lambda: evening, practice=True, costs=costs
    )
    store, tables = made.store, tuple(COLUMNS)
    pages = Pages(dict(store.write(SYSTEM, highest_ids, tables)), by=made.staff_id)
    rows = first = 0
    try:
        # the next house is made up while the database, which lets other threads run, takes this one
        with ThreadPoolExecutor(1) as maker:
            told = maker.submit(_told, pages, seed, 0, evening.date(), years)
            for number in range(houses):
                house_id, batches = told.result()
                if number + 1 < houses:
                    told = maker.submit(_told, pages, seed, number + 1, evening.date(), years)
                rows += store.write(SYSTEM, put_batch, "practice.made", batches, house_id)
                if number == 0:
                    first = house_id
                    store.write(SYSTEM, give_kiosk_pins, house_id, words.KIOSK_PIN)
                    store.write(SYSTEM, give_staff_pin, SECOND, words.KIOSK_PIN)
                if progress is not None:
                    progress(number + 1, houses)
    except BaseException:
        store.close()
        raise
    return Practice(store, made.recovery_code, rows, evening, made.staff_id, first)


def _told(
    pages: Pages, seed: int, number: int, today: date, years: int
) -> tuple[int, tuple[Rows, ...]]:
    """One house with all its rows; with the first come the referrers that every house knows."""
    if number == 0:
        _referrers(pages, today - timedelta(days=365 * years))
    referrers = tuple(range(1, len(words.REFERRERS) + 1))
    house_id = _house(pages, Random(f"{seed}|{today}|{number}"), number, today, years, referrers)
    return house_id, pages.take()


def _referrers(pages: Pages, on: date) -> None:
    for name, kind in words.REFERRERS:
        pages.add("referral_source", on, name, kind)


def _house(
    pages: Pages, chance: Random, number: int, today: date, years: int, referrers: tuple[int, ...]
) -> int:
    since = today - timedelta(days=365 * years)
    name = HOUSE if number == 0 else _name(number)
    street = name.removesuffix(" House (practice)").removesuffix(" House")
    house = pages.add(
        "house", since, name, f"{chance.randrange(100, 900)} {street}", "+12125550100"
    )
    phases = {
        n: pages.add("phase", since, house, n, title, days, note)
        for n, title, days, note in words.PHASES
    }
    beds = _beds(pages, house, since)
    for phase, weekday, clock in words.CURFEWS:
        pages.add("phase_curfew", since, house, phases[phase], weekday, clock)
    life = Life(pages, chance, house, phases, referrers)
    # chance of its own: what is told of people's lives does not hang on where they went
    comings = Comings(pages, Random(f"{chance.random()}"), house, today, since)
    told: dict[str, int] = {}
    if number == 0:
        tonight = Tonight(life, today, beds)
        told = tonight.stays
        tonight.tell(since)
        evening = Evening(pages, house, today, tonight.stays)
        comings.late, comings.gone = evening.late(), evening.gone()
        pages.apart += [comings.tell(life.lived), evening.tell()]
    else:
        _busy_house(life, beds, since, today)
        comings.rounds_since = today - ROUNDS_KEPT
        pages.apart.append(comings.tell(life.lived))
    _meetings(life, comings, told, phases)
    dice = Random(f"{life.chance.random()}")
    Consents(pages, dice, house, name, today, told).tell(life.lived)
    if told:
        practice_own_words.tell(pages, today, told)
        people = {name: next(o.person for o in life.lived if o.stay == stay)
                  for name, stay in told.items()}  # fmt: skip
        Prints(pages, Random(f"{dice.random()}"), house, today, people).tell()
    for i, one in enumerate((o for o in life.lived if o.left is None), 1):
        pages.add("kiosk_access", one.came, one.person, str((number + 1) * 100 + i))
    return house


def _meetings(life: Life, comings: Comings, told: dict[str, int], phases: dict[int, int]) -> None:
    """What the house met about, and the recovery meetings of its people; `told`: the story's."""
    pages, house, days = life.pages, life.house_id, (comings.today, comings.since)
    chance = Random(f"{life.chance.random()}")
    meetings = HouseMeetings(pages, chance, house, *days, in_full=bool(told))
    marks = meetings.tell(life.lived, comings.over_meeting)
    if told:
        decided = Decided(pages, chance, house, comings.today, meetings, told)
        pages.apart += decided.tell(life.lived)
    recovery = Recovery(pages, chance, house, *days, told)
    pages.apart += [marks, recovery.tell(life.lived, comings.trips, phases)]
    dice = Random(f"{chance.random()}")
    year = max(days[1], days[0] - timedelta(days=365))
    chores = ChoreYear(pages, dice, house, days[0], year, stays=told) if told else None
    pages.apart += (chores or Chores(pages, dice, house, *days)).tell(life.lived)
    dice = Random(f"{chance.random()}")
    pages.apart += Circle(pages, dice, house, *days, told).tell(life.lived)


def _name(number: int) -> str:
    street = words.STREETS[(number - 1) % len(words.STREETS)]
    again = (number - 1) // len(words.STREETS)
    return f"{street} Street House" if not again else f"{street} Street House {again + 1}"


def _beds(pages: Pages, house: int, since: date) -> dict[str, int]:
    beds: dict[str, int] = {}
    for i, (room_name, floor) in enumerate(story.ROOMS):
        room = pages.add("room", since, house, room_name, floor, i)
        for j, letter in enumerate("AB"):
            beds[f"{i + 1}{letter}"] = pages.add(
                "bed", since, room, f"{i + 1}{letter}", j, iso(since)
            )
    return beds


def _busy_house(life: Life, beds: dict[str, int], since: date, today: date) -> None:
    """Every bed lived in for years; all but one or two have somebody tonight."""
    empty = set(life.chance.sample(sorted(beds), life.chance.randrange(0, 3)))
    for label, bed in beds.items():
        came = today - timedelta(days=life.chance.randrange(3, 300))
        came = max(came, since)
        life.past(bed, since, came if label not in empty else today)
        if label not in empty:
            life.present(life.comer(came), bed, came, today)
