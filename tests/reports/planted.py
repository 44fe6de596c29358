"""A house with secrets: full names as people type them, notes, what residents keep to themselves.

Everything is written by the use cases that people reach, never around them. No word of `SECRETS`
may stand on any paper.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sobrhouse.domain.staff import Actor, ActorKind
from sobrhouse.services import kiosk_own, kiosk_support
from sobrhouse.services.introductions import Pair, introduce, settle_introduction
from sobrhouse.services.kiosk_words import say_own_words
from sobrhouse.services.mentor_checks import record_check
from sobrhouse.services.milestones import Giver, Reaching, announce, name_giver
from sobrhouse.services.network_people import Known
from sobrhouse.services.sponsor_contacts import Touch, log_contact, take_back_contact
from sobrhouse.services.sponsorships import Ended, Tie, add_sponsorship, end_sponsorship
from sobrhouse.services.support_choices import choose
from sobrhouse.services.supporters import add_supporter
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER

SUNDAY, DAY = make.SUNDAY, timedelta(days=1)
FULL_NAMES = (
    "Quackenbush", "Bramblethorpe", "Vandersprocket", "Fizzwick", "Snodgrass", "Wigglesby",
    "Thistledown",
)  # fmt: skip
KEPT = ("Zenobia", "Yarrowby", "Ottoline", "Grizelda", "Mortimer", "5550198811", "5550192233")
NOTES = ("quibblesnark", "flummoxwort", "snickersnee", "brouhahaful", "wobblegate", "lollygagwell",
         "codswallopy")  # fmt: skip
QUIET = ("3-year medallion", "3 years")  # Quinn's milestone, which Quinn wants quiet
OWN = "I rang the bell at noon."  # Uri's own words, which the week's papers print
SECRETS = (*FULL_NAMES, *KEPT, *NOTES, *QUIET)


@dataclass
class Planted:
    """The house and who lives in it, by first name."""

    store: Store
    house: int
    people: dict[str, int]
    stays: dict[str, int]
    sponsor: int = 0  # Marcus's, of the list
    touch: int = 0  # that they called one another today
    barc: int = 0  # Uri's, from the kiosk

    def do(self, use_case: Any, *args: Any) -> Any:
        """As the owner does it."""
        return self.store.write(OWNER, use_case, *args)

    def own(self, name: str, use_case: Any, *args: Any) -> Any:
        """As a resident does it at the kiosk."""
        me = Actor(ActorKind.RESIDENT, self.people[name], name, houses=frozenset({self.house}))
        return self.store.write(me, use_case, self.stays[name], *args)


def plant(store: Store) -> Planted:
    """The house with everything in it."""
    house = make.house(store)
    there = Planted(store, house, {}, {})
    room = make.room(store, house)
    for number, (first, last, days) in enumerate((
        ("Marcus", "Tate", 90), ("Sam", "Ortiz", 200), ("Ty", "Cole", 40), ("Uri", "Bell", 400),
        ("Nat", "Frey", 5), ("Quinn", "Hale", 500),
    )):  # fmt: skip
        who = there.people[first] = make.resident(store, first, last)
        stay = there.stays[first] = make.stay(store, who, house, SUNDAY - min(days, 300) * DAY)
        make.assignment(store, stay, make.bed(store, room, f"1{'ABCDEF'[number]}"))
        make.sobriety(store, who, SUNDAY - days * DAY if first != "Quinn"
                      else SUNDAY.replace(year=2023))  # fmt: skip
    _life(there)
    _supporters(there)
    _ties(there)
    _milestones(there)
    _fill_in(there)
    return there


def _life(there: Planted) -> None:
    """What the papers that have nothing to do with support need to be more than a head."""
    store, house, marcus = there.store, there.house, there.stays["Marcus"]
    rotation = make.rotation(store, house)
    chore = make.chore(store, house, rotation)
    make.chore_assignment(store, house, chore, marcus)
    make.meeting_series(store, house)
    make.attendance(store, house, marcus, verification="signature")
    make.contact(store, there.people["Marcus"])


def _supporters(there: Planted) -> None:
    """Full names are typed; notes and checks are for staff alone."""
    kinds = {"kinds": ("sponsor", "mentor"), "capacity": 3, "sober_on": SUNDAY - 3000 * DAY}
    bill = there.do(
        add_supporter,
        there.house,
        {"name": "Wilhelmina Quackenbush", "note": "quibblesnark", **kinds},
    )
    alma = make.resident(there.store, "Alma", "Vandersprocket")
    make.stay(there.store, alma, there.house, SUNDAY - 900 * DAY, discharged_on=SUNDAY - 500 * DAY,
              discharge_type="successful")  # fmt: skip
    make.sobriety(there.store, alma, SUNDAY - 1000 * DAY)
    mentor = there.do(
        add_supporter,
        there.house,
        {"kinds": ("alumni_mentor",), "note": "flummoxwort", "capacity": 2},
        alma,
    )
    for supporter in (bill, mentor):
        there.do(record_check, supporter, SUNDAY - DAY, ("Has a sponsor",), "snickersnee")
    there.sponsor = there.do(
        add_sponsorship,
        there.people["Marcus"],
        Tie(kind="sponsor", started_on=SUNDAY - 30 * DAY, supporter_id=bill, note="brouhahaful"),
    )
    there.touch = there.do(log_contact, there.sponsor, Touch("call", SUNDAY, 25))
    asked = there.do(introduce, Pair(there.stays["Nat"], "sponsor", bill))
    there.do(settle_introduction, asked, "no_fit", SUNDAY, "wobblegate")
    there.do(introduce, Pair(there.stays["Nat"], "alumni_mentor", mentor))
    there.do(introduce, Pair(there.stays["Nat"], "house_buddy",
                             peer_stay_id=there.stays["Marcus"]))  # fmt: skip


def _ties(there: Planted) -> None:
    """Ties of their own: some by a full name, some of which staff know only that they are there."""
    people = there.people
    old = there.do(
        add_sponsorship,
        people["Sam"],
        Tie(kind="sponsor", started_on=SUNDAY - 90 * DAY, name="Ephraim Thistledown"),
    )
    there.do(end_sponsorship, old, Ended(SUNDAY - 40 * DAY, "no_fit", "lollygagwell"))
    there.do(
        add_sponsorship,
        people["Sam"],
        Tie(
            kind="sponsor",
            started_on=SUNDAY - 30 * DAY,
            name="Bramblethorpe, Ron",
            phone="(555) 019-2233",
            fellowship="NA",
        ),
    )
    there.do(
        add_sponsorship,
        people["Ty"],
        Tie(
            kind="sponsor",
            started_on=SUNDAY - 9 * DAY,
            name="Zenobia Yarrowby",
            phone="555-019-8811",
            share="existence",
        ),
    )
    there.own("Uri", kiosk_support.say_supported, "sponsor", "Ottoline Fizzwick", "existence")
    there.own("Quinn", kiosk_support.say_supported, "sponsor", "Barnaby Wigglesby", "name")
    there.do(choose, people["Nat"], "looking", False)
    there.do(choose, people["Nat"], "looking_why", "codswallopy")
    there.own("Uri", kiosk_own.write_person, Known("Grizelda", "family", "avoid"))
    there.own("Uri", kiosk_own.write_person, Known("Mortimer", "friend", "supports"))
    there.own("Uri", kiosk_own.say_help, "ride", True)


def _milestones(there: Planted) -> None:
    reaching = Reaching(there.house, there.people["Marcus"], "d90", SUNDAY)
    there.do(name_giver, reaching, Giver(text="Hubert Snodgrass"))
    there.do(announce, Reaching(there.house, there.people["Quinn"], "y3", SUNDAY), False)


def _fill_in(there: Planted) -> None:
    """What residents fill in about themselves at the kiosk, and share with nobody."""
    there.own("Uri", kiosk_own.set_step, 4, "working")
    there.own("Uri", say_own_words, "sponsor", OWN)
    there.barc = there.own("Uri", kiosk_own.fill_in, (6,) * 10)


def answer_otherwise(there: Planted) -> None:
    """The same people answer otherwise, are at other steps, and met where they had called."""
    there.own("Uri", kiosk_own.undo_fill_in, there.barc)
    there.own("Uri", kiosk_own.fill_in, (1, 2, 3, 4, 5, 6, 1, 2, 3, 4))
    there.own("Uri", kiosk_own.set_step, 4, None)
    there.own("Uri", kiosk_own.set_step, 9, "done")
    there.do(take_back_contact, there.touch)
    there.do(log_contact, there.sponsor, Touch("step_work", SUNDAY, 137))
