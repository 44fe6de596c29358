"""Trials: every use case and query called by everybody, on a record of their house, of another and
of a housemate's, each in a transaction that is taken back.
"""

import importlib
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind, Role
from sobrhouse.problems import NotAllowed
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.access import refused
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import Work
from tests import make
from tests.access.calls import arguments
from tests.access.matrix import HOUSE, OWN, SELF, WHO, Rule, may
from tests.access.own_arguments import own_arguments
from tests.access.world import Place, two_houses

REFUSED, ALLOWED, PIN, SECOND = "refused", "allowed", "pin", "second"
_WITHIN = ("manager", "staff", "resident")  # who sees some houses only


class _TakenError(Exception):
    """Takes the trial's transaction back, with what came of it."""

    def __init__(self, came_of_it: Exception | None) -> None:
        self.came_of_it = came_of_it


class Trial:
    """A store with two houses, and everybody who may knock; the owner and the staff have a PIN."""

    def __init__(self, store: Store) -> None:
        world = two_houses(store)
        self.store, self.here, self.far = store, world.here, world.far
        self.missing = world.missing
        mine = (self.here.house_id,)
        self.who = {"owner": store.actor(staff_id=1), "program": SYSTEM}
        for role in (Role.MANAGER, Role.STAFF, Role.AUDITOR):
            houses = () if role is Role.AUDITOR else mine
            made = make.staff(store, f"The {role.value}", role.value, houses)
            self.who[role.value] = store.actor(staff_id=made)
        self.who["resident"] = Actor(
            ActorKind.RESIDENT, self.here.ids["resident"], "Here", houses=frozenset(mine)
        )
        for who in ("owner", "staff"):
            store.write(self.who[who], set_pin, "246813")
        for place in (self.here, self.far):
            place.ids["staff"] = self.who["staff"].id

    @cached_property
    def places(self) -> dict[str, Place]:
        """One's own house, another, and somebody else of one's own."""
        others = {name: self.here.ids[f"second {name}"] for name in ("stay", "resident")}
        neighbour = replace(self.here, ids=self.here.ids | others)
        return {"own": self.here, "other": self.far, "neighbour": neighbour}

    def outcome(self, rule: Rule, who: str, where: str, first: Purpose | None = None) -> str:
        """What comes of it: refused, allowed, or a PIN or a second person is asked for. With
        `first`, that much was confirmed right before.
        """
        return self.outcome_of(call_of(rule), rule, who, where, first)

    def outcome_of(
        self,
        call: Callable[..., Any],
        rule: Rule,
        who: str,
        where: str,
        first: Purpose | None = None,
    ) -> str:
        """The same for another function in its place."""
        try:
            given = self._given(call, rule, who, where)
            if rule.kind == "queries":
                self.store.read(self.who[who], call, **given)
            else:
                self.store.write(self.who[who], _tried, call, given, first)
        except _TakenError as taken:
            return _named(taken.came_of_it)
        except Exception as error:  # made-up rows: what comes after the door is not the trial's
            return _named(error)
        return ALLOWED

    def answer(self, rule: Rule, who: str, where: str) -> Any:
        """What a query answers."""
        call = call_of(rule)
        return self.store.read(self.who[who], call, **self._given(call, rule, who, where))

    def _given(self, call: Callable[..., Any], rule: Rule, who: str, where: str) -> dict[str, Any]:
        given = arguments(call, self.places[where], own_arguments(rule.module, rule.name))
        if rule.whose == OWN and "staff_id" in given:
            given["staff_id"] = self.who[who].id
        return given


def call_of(rule: Rule) -> Callable[..., Any]:
    """The function itself."""
    module = importlib.import_module(f"sobrhouse.{rule.kind}.{rule.module}")
    found: Callable[..., Any] = getattr(module, rule.name)
    return found


def expected(rule: Rule, who: str, where: str) -> str:
    """What the page says of this use case or query, of them, there."""
    if who not in may()[rule.needs]:
        return REFUSED
    if where == "other" and who in _WITHIN and rule.whose in (HOUSE, SELF):
        return REFUSED
    if where == "neighbour" and who == "resident" and rule.whose == SELF:
        return REFUSED
    return ALLOWED


def as_written(rule: Rule, who: str, where: str, outcome: str) -> bool:
    """Whether that is what the page says. A rule of the house that says no in its own words comes
    after the door: it is no answer to who may.
    """
    if expected(rule, who, where) == ALLOWED:
        return outcome != REFUSED
    return outcome == REFUSED


def purposes(rule: Rule) -> set[Purpose]:
    """What has to be confirmed by one's own PIN."""
    return {Purpose(word.partition(":")[2]) for word in rule.also if word.startswith("PIN:")}


def strongest_within(rule: Rule) -> str | None:
    """Who has the permission and sees some houses only; None where nobody is."""
    return next((who for who in _WITHIN if who in may()[rule.needs]), None)


def everybody_everywhere() -> list[tuple[str, str]]:
    """Each who with each place."""
    return [(who, where) for who in WHO for where in ("own", "other", "neighbour")]


def _tried(
    work: Work, call: Callable[..., Any], given: dict[str, Any], first: Purpose | None
) -> None:
    try:
        if first is not None:
            confirm_by_passphrase(work, first)
        call(work, **given)
    except Exception as error:
        raise _TakenError(error) from error
    raise _TakenError(None)


def _named(error: Exception | None) -> str:
    if not isinstance(error, NotAllowed):
        return ALLOWED
    if error.sentence.startswith("Type your PIN"):
        return PIN
    if error.sentence.startswith("A second person"):
        return SECOND
    return REFUSED if error.sentence == refused().sentence else error.sentence
