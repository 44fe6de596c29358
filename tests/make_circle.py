"""Makers of the circle around a person: supporters, sponsorships, touches, helping, measures."""

from datetime import date, timedelta
from typing import Any

from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    Assessment,
    HelpingEvent,
    Introduction,
    MentorCheck,
    MilestoneAward,
    NetworkPerson,
    SponsorContact,
    Sponsorship,
    StepProgress,
    SupportChoice,
    Supporter,
)
from tests import make

TODAY = make.SUNDAY


def supporter(store: Store, house_id: int, name: str = "Bill W.", **more: Any) -> int:
    """An outside sponsor, six years sober, with room for two."""
    values = {
        "sort_name": name.casefold(),
        "kinds": "sponsor",
        "fellowships": "AA",
        "sober_on": date(2020, 6, 1),
        "capacity": 2,
    } | more
    return make.row(store, Supporter(house_id=house_id, name=name, **values))


def mentor_check(store: Store, house_id: int, supporter_id: int, **more: Any) -> int:
    """Held against the criteria, and all of them met."""
    values = {"on_date": TODAY, "criteria": "One year sober", **more}
    return make.row(store, MentorCheck(house_id=house_id, supporter_id=supporter_id, **values))


def sponsorship(store: Store, resident_id: int, **more: Any) -> int:
    """A sponsor of one's own, for sixty days."""
    values = {"started_on": TODAY - timedelta(days=60), **more}
    if not values.keys() & {"name", "supporter_id", "peer_resident_id", "share"}:
        values["name"] = "Ron B."
    return make.row(store, Sponsorship(resident_id=resident_id, **values))


def introduction(store: Store, house_id: int, stay_id: int, **more: Any) -> int:
    """Brought together today, to be asked after in seven days."""
    values = {
        "kind": "sponsor",
        "introduced_on": TODAY,
        "check_on": TODAY + timedelta(days=7),
    } | more
    return make.row(store, Introduction(house_id=house_id, stay_id=stay_id, **values))


def touch(store: Store, house_id: int, sponsorship_id: int, **more: Any) -> int:
    """One call today."""
    values = {"kind": "call", "on_date": TODAY, "at": store.now(), **more}
    return make.row(
        store, SponsorContact(house_id=house_id, sponsorship_id=sponsorship_id, **values)
    )


def support_choice(store: Store, resident_id: int, **more: Any) -> int:
    """What a resident chose: nothing yet."""
    return make.row(store, SupportChoice(resident_id=resident_id, **more))


def step(store: Store, resident_id: int, number: int = 1, **more: Any) -> int:
    """One step, done today."""
    values = {"state": "done", "on_date": TODAY, **more}
    return make.row(store, StepProgress(resident_id=resident_id, step=number, **values))


def helping(store: Store, house_id: int, giver_stay_id: int | None, **more: Any) -> int:
    """A ride given today."""
    values = {"kind": "ride", "on_date": TODAY, **more}
    return make.row(store, HelpingEvent(house_id=house_id, giver_stay_id=giver_stay_id, **values))


def network_person(store: Store, resident_id: int, label: str = "My sister", **more: Any) -> int:
    """Somebody who is part of recovery, told to nobody."""
    return make.row(store, NetworkPerson(resident_id=resident_id, label=label, **more))


def assessment(store: Store, house_id: int, stay_id: int, answer: int = 4, **more: Any) -> int:
    """A BARC-10 of today with the same answer ten times."""
    values = {f"q{n}": answer for n in range(1, 11)} | {"on_date": TODAY} | more
    return make.row(store, Assessment(house_id=house_id, stay_id=stay_id, **values))


def award(store: Store, resident_id: int, code: str = "d90", **more: Any) -> int:
    """A milestone that falls today; nobody named to give its chip yet."""
    values = {"due_on": TODAY, **more}
    return make.row(store, MilestoneAward(resident_id=resident_id, milestone_code=code, **values))
