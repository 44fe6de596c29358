"""Settings of a house are declared once, checked, kept and audited."""

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.settings import house_settings
from sobrhouse.services.settings import change_setting
from sobrhouse.settings import DECLARED, Kind, checked
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff


def test_a_setting_has_its_default_until_it_is_changed(store: Store) -> None:
    house = make.house(store)
    assert store.read(OWNER, house_settings, house).get("idle_minutes") == 5
    before = store.write(OWNER, change_setting, house, "idle_minutes", 10)
    assert before == 5
    assert store.read(OWNER, house_settings, house).get("idle_minutes") == 10
    assert store.write(OWNER, change_setting, house, "idle_minutes", before) == 10


def test_one_house_does_not_change_another(store: Store) -> None:
    one, other = make.house(store), make.house(store, "Oak Street House")
    store.write(OWNER, change_setting, one, "milestones", "na")
    assert store.read(OWNER, house_settings, other).get("milestones") == "aa"


def test_a_value_out_of_bounds_is_refused_in_words(store: Store) -> None:
    house = make.house(store)
    with pytest.raises(Problem, match="1 to 30"):
        store.write(OWNER, change_setting, house, "idle_minutes", 0)


def test_a_manager_changes_only_own_houses_and_staff_none(store: Store) -> None:
    own, other = make.house(store), make.house(store, "Oak Street House")
    store.write(staff(Role.MANAGER, own), change_setting, own, "paper_size", "a4")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, own), change_setting, other, "paper_size", "a4")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, own), change_setting, own, "paper_size", "a4")


def test_every_default_fits_its_own_declaration() -> None:
    for setting in DECLARED:
        assert checked(setting, setting.default) == setting.default
        if setting.kind is Kind.CHOICE:
            assert len(setting.choices) > 1
