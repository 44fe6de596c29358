"""The program is what tests/access/README.md says of it: who may do what, in whose house."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sobrhouse.domain.staff import ALLOWED as MAY
from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import Problem
from sobrhouse.storage.work import Work
from tests.access.matrix import ALL, HOUSE, OWN, SELF, WHO, Rule, asked_for, may, rules
from tests.access.trials import (
    PIN,
    REFUSED,
    SECOND,
    Trial,
    as_written,
    call_of,
    purposes,
    strongest_within,
)
from tests.conftest import Clock, Template
from tests.source import sources
from tests.test_access import asks, public


@pytest.fixture(scope="module")
def trial(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """Two full houses; no trial leaves anything behind."""
    store = template.copied(tmp_path_factory.mktemp("matrix"), Clock())
    yield Trial(store)
    store.close()


def test_the_page_gives_each_role_what_the_program_gives_it() -> None:
    written = {
        Permission(name): {who for who in WHO if who in whom} for name, whom in may().items()
    }
    assert written == {
        permission: {role.value for role in Role if permission in MAY[role]}
        | ({"resident"} if permission is Permission.KIOSK else set())
        | {"program"}
        for permission in Permission
    }


def test_the_page_names_every_use_case_and_query_once() -> None:
    written = Counter((rule.kind, rule.module, rule.name) for rule in rules())
    missing = asked_for() - set(written)
    assert not missing, f"not in tests/access/README.md: {sorted(missing)}"
    gone = set(written) - asked_for()
    assert not gone, f"in tests/access/README.md, but not in the program: {sorted(gone)}"
    assert not [line for line, times in written.items() if times > 1]
    assert {rule.whose for rule in rules()} == {HOUSE, SELF, OWN, ALL}


def first_permission() -> dict[tuple[str, str], str]:
    """What each use case asks for first, where that is one permission by its name."""
    found = {}
    for source in sources("sobrhouse/services"):
        for node in filter(asks, public(source)):
            step = node.body[1] if ast.get_docstring(node) is not None else node.body[0]
            assert isinstance(step, ast.Expr) and isinstance(step.value, ast.Call)
            match step.value.args[0]:
                case ast.Attribute(value=ast.Name(id="Permission"), attr=name):
                    found[Path(source.name).stem, node.name] = Permission[name].value
    return found


def test_each_asks_for_the_permission_that_the_page_says() -> None:
    asked = first_permission()
    assert len(asked) > 400
    for rule in rules():
        needs = (
            call_of(rule).needs.value  # type: ignore[attr-defined]
            if rule.kind == "queries"
            else asked.get((rule.module, rule.name), rule.needs)
        )
        assert needs == rule.needs, rule.place


def test_both_houses_have_a_row_of_every_table(trial: Trial) -> None:
    assert trial.missing == {}


@pytest.mark.parametrize("kind", ["services", "queries"])
def test_a_record_of_another_house_is_refused_to_who_has_the_permission(
    trial: Trial, kind: str
) -> None:
    tried, wrong = 0, []
    for rule in rules():
        who = strongest_within(rule)
        if rule.kind == kind and who is not None and rule.whose in (HOUSE, SELF):
            outcome = trial.outcome(rule, who, "other")
            tried += 1
            if not as_written(rule, who, "other", outcome):
                wrong.append((rule.place, who, outcome))
    assert not wrong
    assert tried > 150


def told(trial: Trial, rule: Rule, who: str) -> str:
    """All that a query says of the other house to somebody who does not work there."""
    try:
        return repr(trial.answer(rule, who, "other"))
    except Problem as problem:
        return problem.sentence


def test_what_has_no_house_in_its_name_answers_nothing_of_another(trial: Trial) -> None:
    lists = [r for r in rules() if r.kind == "queries" and r.whose in (ALL, OWN)]
    asked = [(r, w) for r in lists for w in ("manager", "staff") if w in may()[r.needs]]
    assert len(asked) > 10
    for rule, who in asked:
        assert "far " not in told(trial, rule, who), rule.place
    (people,) = (rule for rule in lists if rule.name == "names_on_record")
    assert "far resident" in told(trial, people, "owner")  # which the look would find


def test_what_needs_a_pin_or_a_second_person_is_refused_without(trial: Trial) -> None:
    asking = [rule for rule in rules() if purposes(rule)]
    assert {p.value for rule in asking for p in purposes(rule)} >= {
        "access", "export", "outside", "purge", "restore",
    }  # fmt: skip
    for rule in asking:
        assert trial.outcome(rule, "owner", "own") == PIN, rule.place
        if "two" in rule.also:
            (purpose,) = purposes(rule)
            assert trial.outcome(rule, "owner", "own", purpose) == SECOND, rule.place


def leaky(work: Work, stay_id: int) -> None:
    """A use case that forgets whose house it is."""
    work.require(Permission.MANAGE_PEOPLE)
    work.record("stay.changed", None, stay=stay_id)


def test_a_use_case_that_forgets_the_house_is_found(trial: Trial) -> None:
    rule = Rule("services", "stays", "leaky", "manage_people", HOUSE)
    outcome = trial.outcome_of(leaky, rule, "manager", "other")
    assert not as_written(rule, "manager", "other", outcome)
    assert trial.outcome_of(leaky, rule, "staff", "own") == REFUSED
