"""Every use case about support with arguments that fit, to be done by whoever may or may not."""

import inspect
from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any

from sobrhouse.services import (
    helping,
    introductions,
    mentor_checks,
    network_people,
    sponsor_contacts,
    sponsorships,
    steps,
    support_choices,
    supporters,
)
from sobrhouse.storage.tables import (
    HelpingEvent,
    Introduction,
    MentorCheck,
    NetworkPerson,
    SponsorContact,
    Sponsorship,
    StepProgress,
    SupportChoice,
    Supporter,
)
from tests import make, make_circle
from tests.services.circle import TODAY, Circle

Ids = dict[str, Any]
LATER = TODAY + timedelta(days=8)


def prepared(circle: Circle) -> Ids:
    """One record of each kind that the use cases are about."""
    store, house, marcus = circle.store, circle.house, circle.people["Marcus"]
    tie = make_circle.sponsorship(store, marcus)
    make_circle.support_choice(store, marcus, shares_steps=True)
    asked = make_circle.introduction(store, house, circle.stays["Jay"], supporter_id=circle.bill)
    return {
        "house": house, "who": marcus, "stay": circle.stays["Ana"], "tie": tie, "asked": asked,
        "bill": circle.bill, "settled": introductions.Settled(asked),
        "pair": introductions.Pair(circle.stays["Ana"], "sponsor", circle.cora),
        "touch": make_circle.touch(store, house, tie),
        "check": make_circle.mentor_check(store, house, circle.bill),
        "help": make_circle.helping(store, house, circle.stays["Marcus"]),
        "contact": make.contact(store, marcus),
    }  # fmt: skip


CALLS: dict[Callable[..., Any], tuple[type[Any], Callable[[Ids], tuple[Any, ...]]]] = {
    supporters.add_supporter: (
        Supporter, lambda i: (i["house"], {"name": "B", "kinds": ["coach"]}),
    ),
    supporters.change_supporter: (Supporter, lambda i: (i["bill"], "note", "x", 1)),
    supporters.change_supporter_back: (Supporter, lambda i: (i["bill"], "note", "", "x")),
    supporters.set_state: (Supporter, lambda i: (i["bill"], supporters.State("stopped"))),
    supporters.put_state_back: (
        Supporter, lambda i: (i["bill"], supporters.State("stopped"), supporters.State("active")),
    ),
    supporters.take_back_supporter: (Supporter, lambda i: (i["bill"],)),
    supporters.put_back_supporter: (Supporter, lambda i: (i["bill"],)),
    sponsorships.add_sponsorship: (
        Sponsorship, lambda i: (i["who"], sponsorships.Tie(
            kind="coach", started_on=TODAY, name="C")),
    ),
    sponsorships.change_sponsorship: (Sponsorship, lambda i: (i["tie"], "note", "x", 1)),
    sponsorships.change_sponsorship_back: (Sponsorship, lambda i: (i["tie"], "note", "", "x")),
    sponsorships.verify_sponsorship: (Sponsorship, lambda i: (i["tie"], "staff", TODAY)),
    sponsorships.put_verification_back: (
        Sponsorship, lambda i: (i["tie"], "staff", sponsorships.Verified(TODAY), None),
    ),
    sponsorships.end_sponsorship: (
        Sponsorship, lambda i: (i["tie"], sponsorships.Ended(TODAY, "other")),
    ),
    sponsorships.reopen_sponsorship: (Sponsorship, lambda i: (i["tie"],)),
    sponsorships.take_back_sponsorship: (Sponsorship, lambda i: (i["tie"],)),
    sponsorships.put_back_sponsorship: (Sponsorship, lambda i: (i["tie"],)),
    introductions.introduce: (Introduction, lambda i: (i["pair"],)),
    introductions.introduce_all: (Introduction, lambda i: (i["house"], [i["pair"]])),
    introductions.take_back_introductions: (Introduction, lambda i: ([i["asked"]],)),
    introductions.put_back_introductions: (Introduction, lambda i: ([i["asked"]],)),
    introductions.ask_later: (Introduction, lambda i: (i["asked"], LATER)),
    introductions.ask_as_before: (
        Introduction, lambda i: (i["asked"], LATER, TODAY + timedelta(days=7)),
    ),
    introductions.settle_introduction: (Introduction, lambda i: (i["asked"], "together", TODAY)),
    introductions.reopen_introduction: (Introduction, lambda i: (i["settled"],)),
    sponsor_contacts.log_contact: (
        SponsorContact, lambda i: (i["tie"], sponsor_contacts.Touch("call")),
    ),
    sponsor_contacts.take_back_contact: (SponsorContact, lambda i: (i["touch"],)),
    sponsor_contacts.put_back_contact: (SponsorContact, lambda i: (i["touch"],)),
    mentor_checks.record_check: (MentorCheck, lambda i: (i["bill"], TODAY)),
    mentor_checks.take_back_check: (MentorCheck, lambda i: (i["check"], "wrong")),
    support_choices.choose: (SupportChoice, lambda i: (i["who"], "gender", "man")),
    steps.set_step: (StepProgress, lambda i: (i["who"], 1, "done")),
    steps.set_step_back: (StepProgress, lambda i: (i["who"], 1, None, "done")),
    support_choices.choose_back: (
        SupportChoice, lambda i: (i["who"], "shares_steps", False, True),
    ),
    helping.log_help: (HelpingEvent, lambda i: (i["house"], helping.Help("meal", i["stay"]))),
    helping.take_back_help: (HelpingEvent, lambda i: (i["help"],)),
    helping.put_back_help: (HelpingEvent, lambda i: (i["help"],)),
    network_people.set_part_of_recovery: (NetworkPerson, lambda i: (i["contact"], True)),
}  # fmt: skip
MODULES = (helping, introductions, mentor_checks, network_people, sponsor_contacts, sponsorships,
           steps, support_choices, supporters)  # fmt: skip


def asking(module: ModuleType) -> set[str]:
    """The use cases of a module: what asks for a permission."""
    own = [f for _name, f in inspect.getmembers(module, inspect.isfunction)]
    return {
        f.__name__ for f in own
        if f.__module__ == module.__name__ and "work.require(" in inspect.getsource(f)
    }  # fmt: skip
