"""Printed forms: their codes are kept before the paper is there, found again, and put in once."""

from datetime import timedelta

import pytest

from sobrhouse.domain.blank_forms import BLANK, FORMS, POWER_CUT, Printed, Screen, printed
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.form_prints import form_by_code, forms_out, free_codes
from sobrhouse.queries.form_values import form_values, power_cut_values
from sobrhouse.services.form_prints import put_in, record_forms, take_back_put_in
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff

CODE, OTHER = "K7M-4RY", "AAC-DEJ"


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


def record(store: Store, house: int, *forms: Printed, codes: tuple[str, ...] = (CODE,)) -> int:
    return store.write(OWNER, record_forms, house, forms, codes, "es")[0]


def found(store: Store, code: str = CODE, who=OWNER):
    return store.read(who, form_by_code, code, actor=who)


def test_a_form_is_found_by_its_code_with_its_days(store: Store, house: int) -> None:
    record(store, house, printed("calls", make.MONDAY))
    form = found(store)
    assert (form.form.key, form.house, form.language) == ("calls", "Maple Street House", "es")
    assert (form.first_day, form.last_day, form.day) == (make.MONDAY, make.SUNDAY, make.MONDAY)
    assert form.printed_by == "Olive Owner"
    assert form.form.screen is Screen.SPONSORS


def test_a_second_copy_of_the_same_paper_is_the_same_row(store: Store, house: int) -> None:
    first = record(store, house, printed("incident"))
    assert record(store, house, printed("incident")) == first
    with pytest.raises(Problem, match="its code was just given to another"):
        record(store, house, printed("drill"))
    assert len(store.read(OWNER, forms_out, house)) == 1


def test_it_is_put_in_once_and_that_can_be_undone(store: Store, house: int) -> None:
    row = record(store, house, printed("sign-in", make.SUNDAY))
    store.write(OWNER, put_in, row)
    form = found(store)
    assert form.put_in_at == store.now()
    assert form.put_in_by == "Olive Owner"
    with pytest.raises(Problem, match="put in already"):
        store.write(OWNER, put_in, row)
    store.write(OWNER, take_back_put_in, row)
    assert found(store).put_in_at is None


def test_another_house_s_paper_is_not_found(store: Store, house: int) -> None:
    record(store, house, printed("incident"))
    stranger = staff(Role.MANAGER, make.house(store, "Oak House"))
    with pytest.raises(NotFound, match="No paper with this code"):
        found(store, who=stranger)
    with pytest.raises(NotFound):
        found(store, OTHER)
    with pytest.raises(NotAllowed):
        store.write(stranger, put_in, found(store).id)


def test_who_only_looks_prints_forms_and_puts_none_in(store: Store, house: int) -> None:
    auditor = staff(Role.AUDITOR, house)
    (row,) = store.write(auditor, record_forms, house, (printed("drill"),), (CODE,), "en")
    with pytest.raises(NotAllowed):
        store.write(auditor, put_in, row)


def test_free_codes_are_new_and_differ(store: Store, house: int) -> None:
    codes = store.read(OWNER, free_codes, house, len(BLANK))
    assert len(set(codes)) == len(BLANK)
    record(store, house, *(printed(form.key) for form in BLANK), codes=codes)
    assert not set(codes) & set(store.read(OWNER, free_codes, house, 30))


def test_forms_with_names_have_the_days_of_the_house(store: Store, house: int) -> None:
    who = make.resident(store, "Marcus", "Tate")
    make.stay(store, who, house, make.MONDAY)
    make.contact(store, who, "Ana Tate", phone="+15550134000")
    values = store.read(OWNER, form_values, house, tuple(FORMS), store.now())
    days = {form.form: (form.first_day, form.last_day) for form in values.forms}
    assert days["sign-in"] == (make.SUNDAY, make.SUNDAY)
    assert days["calls"] == days["chores"] == (make.MONDAY, make.SUNDAY)
    assert days["incident"] == (None, None)
    assert [name.short for name in values.names] == ["Marcus T."]
    kit = store.read(OWNER, power_cut_values, house, POWER_CUT, store.now(), actor=OWNER)
    assert [form.form for form in kit.forms] == list(POWER_CUT)
    assert [person.emergency.name for person in kit.people] == ["Ana Tate"]


def test_a_round_printed_after_midnight_or_for_another_night_has_the_code_of_its_night(
    store: Store, house: int
) -> None:
    late = store.now() + timedelta(hours=6)  # 1:12 AM on Monday
    for day, night in ((None, make.SUNDAY), (make.MONDAY, make.MONDAY)):
        values = store.read(OWNER, form_values, house, ("round", "sign-in"), late, day)
        assert values.round is not None
        assert values.round.night == values.forms[0].first_day == night
