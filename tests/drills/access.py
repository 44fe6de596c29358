"""The written matrix, held against every use case and query: everybody, everywhere (T6)."""

from sobrhouse.domain.staff import Permission
from sobrhouse.services.pins import Purpose
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import Work
from tests.access.matrix import HOUSE, SELF, Rule, asked_for, rules
from tests.access.trials import (
    ALLOWED,
    PIN,
    SECOND,
    Trial,
    as_written,
    everybody_everywhere,
    purposes,
    strongest_within,
)
from tests.drills.houses import NOW, drilled

LEAKY = Rule("services", "stays", "leaky", "manage_people", HOUSE)
UNASKED = Rule("services", "stays", "unasked", "manage_staff", HOUSE, frozenset({"PIN:restore"}))


def access(quick: bool) -> dict[str, object]:
    """Every line of tests/access/README.md x role x own house, another, a housemate's; and what is
    behind a PIN with the wrong thing confirmed and with the right one.
    """
    unwritten = asked_for() ^ {(r.kind, r.module, r.name) for r in rules()}
    with drilled() as house:
        store = Store.open(house.path, house.dek, lambda: NOW)
        try:
            trial = Trial(store)
            calls, wrong, through = _everybody(trial, quick)
            pins, unpinned = _pins(trial)
            control = _leaks(trial)
        finally:
            store.close()
    return {
        "ok": not (unwritten or wrong or unpinned) and control == 2 and through > 0,
        "use_cases": sum(rule.kind == "services" for rule in rules()),
        "queries": sum(rule.kind == "queries" for rule in rules()),
        "calls": calls, "went_through": through, "not_as_written": len(wrong),
        "first": [*wrong, *unpinned][:5],
        "without_a_rule": len(unwritten), "behind_a_pin": pins, "passed_without": len(unpinned),
        "control_leaks_found": control,
    }  # fmt: skip


def _everybody(trial: Trial, quick: bool) -> tuple[int, list[str], int]:
    """How many calls, which were answered otherwise than is written, and how many did the whole of
    what was asked: other allowed ones came past the door, where a rule of the house said no to
    made-up rows.
    """
    calls, through, wrong = 0, 0, []
    for rule in rules():
        for who, where in everybody_everywhere():
            if quick and (where == "own" or who != strongest_within(rule)):
                continue
            if rule.whose == SELF and who == "program":
                continue  # it acts in nobody's place; nothing is promised of it
            calls += 1
            outcome = trial.outcome(rule, who, where)
            through += outcome == ALLOWED
            if not as_written(rule, who, where, outcome):
                wrong.append(f"{rule.place}, {who}, {where}: {outcome}")
    return calls, wrong, through


def _pins(trial: Trial) -> tuple[int, list[str]]:
    """How many ask for a PIN, and which do so wrongly: none asked, another's thing taken, or the
    right one not.
    """
    asked, wrong = 0, []
    for rule in rules():
        wanted = purposes(rule)
        if rule.kind == "services":
            unasked = trial.outcome(rule, "owner", "own")
            asked += unasked == PIN
            if (unasked == PIN) != bool(wanted):
                wrong.append(rule.place)
        for purpose in Purpose if wanted else ():
            passed = trial.outcome(rule, "owner", "own", purpose) != PIN
            if passed != (purpose in wanted):
                wrong.append(f"{rule.place}, {purpose}")
        if "two" in rule.also:
            (purpose,) = wanted
            if trial.outcome(rule, "owner", "own", purpose) != SECOND:
                wrong.append(f"{rule.place}, alone")
    return asked, wrong


def _leaks(trial: Trial) -> int:
    """How many of the two made to leak are found out: one forgets the house, one the PIN."""
    other = trial.outcome_of(_leaky, LEAKY, "manager", "other")
    pin = trial.outcome_of(_unasked, UNASKED, "owner", "own")
    return (not as_written(LEAKY, "manager", "other", other)) + (pin != PIN)


def _leaky(work: Work, stay_id: int) -> None:
    work.require(Permission.MANAGE_PEOPLE)
    work.record("stay.changed", None, stay=stay_id)


def _unasked(work: Work) -> None:
    work.require(Permission.MANAGE_STAFF)
    work.record("database.restore_confirmed", None)
