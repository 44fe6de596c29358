"""Consents and disclosures as they are written: whole or not at all, ended, accounted for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sobrhouse.domain.consents import Category, Standing, Terms
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.consents import (
    consents_of,
    consents_over,
    disclosures,
    house_consents,
)
from sobrhouse.queries.weekly import weekly_report
from sobrhouse.services import consents as writes
from sobrhouse.services import disclosures as out
from sobrhouse.services.disclosures import Asker, HandOut
from sobrhouse.services.pins import Purpose
from sobrhouse.services.seconds import confirm_second
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.outside.pictures import SafePicture
from tests import make, make_papers
from tests.conftest import NOW, OWNER, staff

TODAY = make.SUNDAY
TOLD = frozenset({Category.IDENTITY, Category.MEETINGS})
TERMS = Terms(
    discloser="Maple Street", recipient="County Probation", recipient_kind="probation",
    recipient_address="1 Court Square", categories=TOLD, purpose="Progress on probation",
    how_to_revoke="In writing, at any time", expires_on=TODAY + timedelta(days=60),
    signed_on=TODAY, signer_name="Marcus Reed",
)  # fmt: skip


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def marcus(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    return person


def give(store, house, marcus, terms=TERMS, **more):
    return store.write(OWNER, lambda work: writes.give_consent(work, house, marcus, terms, **more))


def letter(marcus, **more):
    values = {
        "resident_id": marcus, "description": "Progress letter", "method": "file",
        "paper": "progress", "categories": TOLD, "pages": 2, "sha256": "ab" * 32,
    } | more  # fmt: skip
    return HandOut(**values)


def one(store, marcus):
    (row,) = store.read(OWNER, consents_of, marcus, TODAY)
    return row


def test_a_whole_consent_is_kept_and_reads_as_it_was_signed(store, house, marcus):
    picture = SafePicture(b"\xff\xd8 a signature", 300, 80)
    consent = give(store, house, marcus, signature=picture, way="screen", kept_at="binder 2")
    row = one(store, marcus)
    assert row.given.terms == TERMS
    assert (row.given.id, row.standing, row.days_left, row.ends_soon) == (
        consent, Standing.LIVE, 60, False,
    )  # fmt: skip
    assert row.signature_blob_id and row.signed_way == "screen" and row.kept_at == "binder 2"
    assert store.read(OWNER, consents_of, marcus, TODAY + timedelta(days=45))[0].ends_soon


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("discloser", " ", "discloser"), ("recipient", "", "recipient"),
        ("categories", frozenset(), "categories"), ("purpose", "", "purpose"),
        ("categories", frozenset({Category.MEETINGS}), "categories"),
        ("how_to_revoke", "", "how_to_revoke"), ("expires_on", None, "expires"),
        ("signer_name", "", "signer_name"), ("signed_on", None, "signed_on"),
        ("signed_on", TODAY + timedelta(days=1), "signed_on"),
        ("expires_on", TODAY - timedelta(days=1), "expires"),
        ("may_revoke", False, "may_revoke"), ("recipient_kind", "aunt", "recipient_kind"),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_not_kept(store, house, marcus, field, value, named):
    with pytest.raises(Problem) as refused:
        give(store, house, marcus, replace(TERMS, **{field: value}))
    assert refused.value.field == named
    assert store.read(OWNER, consents_of, marcus, TODAY) == ()


def test_a_signature_is_there_or_on_paper_and_a_contact_is_ones_own(store, house, marcus):
    with pytest.raises(Problem, match="signature"):
        give(store, house, marcus, way="scan")
    other = make.resident(store, first="Dev", last="Patel")
    contact = make.contact(store, other)
    with pytest.raises(Problem, match="somebody else"):
        give(store, house, marcus, replace(TERMS, contact_id=contact))


def test_a_revoked_consent_lets_nothing_through_and_its_end_can_be_taken_back(
    store, house, marcus
):
    consent = give(store, house, marcus)
    end = store.write(OWNER, writes.end_consent, consent, NOW, "spoken", "at the desk")
    assert one(store, marcus).standing is Standing.ENDED
    assert (one(store, marcus).ended_how, one(store, marcus).end_note) == ("spoken", "at the desk")
    with pytest.raises(Problem, match="does not stand"):
        store.write(OWNER, out.disclose, consent, letter(marcus))
    with pytest.raises(Problem, match="already"):
        store.write(OWNER, writes.end_consent, consent, NOW, "written")
    with pytest.raises(Problem, match="already"):
        store.write(OWNER, writes.correct_consent, consent, TERMS, "a typo")
    with pytest.raises(Problem, match="why"):
        store.write(OWNER, writes.take_back_end, end, " ")
    store.write(OWNER, writes.take_back_end, end, "the wrong person")
    assert one(store, marcus).standing is Standing.LIVE
    with pytest.raises(NotFound):
        store.write(OWNER, writes.take_back_end, end, "again")


def test_what_is_for_the_court_may_say_that_it_lasts_until_its_event(store, house, marcus):
    bound = replace(
        TERMS, criminal_justice=True, may_revoke=False, expires_on=None,
        expires_event="the end of probation",
    )  # fmt: skip
    consent = give(store, house, marcus, bound)
    with pytest.raises(Problem, match=r"2\.35"):
        store.write(OWNER, writes.end_consent, consent, NOW, "written")
    store.write(OWNER, writes.end_consent, consent, NOW, "event")
    assert one(store, marcus).ended_how == "event"
    plain = give(store, house, marcus)
    for when, how, said in (
        (NOW, "event", "no event"), (NOW + timedelta(days=1), "written", "not come"),
        (NOW, "letter", "list"),
    ):  # fmt: skip
        with pytest.raises(Problem, match=said):
            store.write(OWNER, writes.end_consent, plain, when, how)


def test_a_house_reads_no_more_of_its_consents_than_it_shows(store, house, marcus):
    live = give(store, house, marcus, replace(TERMS, signed_on=TODAY))
    later = give(store, house, marcus, replace(TERMS, expires_on=None, expires_event="he leaves"))
    old = [
        make_papers.consent(store, house, marcus, signed_on=TODAY - timedelta(days=n + 40),
                            expires_on=TODAY - timedelta(days=n + 1))
        for n in range(4)
    ]  # fmt: skip
    ended = give(store, house, marcus)
    store.write(OWNER, writes.end_consent, ended, NOW, "spoken")
    stand = [row.given.id for row in store.read(OWNER, house_consents, house, TODAY)]
    assert sorted(stand) == sorted([live, later])
    over = [row.given.id for row in store.read(OWNER, consents_over, house, TODAY)]
    assert over == [ended, *old]
    few = store.read(OWNER, consents_over, house, TODAY, 2)
    assert [row.given.id for row in few] == [ended, *old[:2]]
    store.write(OWNER, writes.take_back_consent, live, "not signed at all")
    assert [r.given.id for r in store.read(OWNER, house_consents, house, TODAY)] == [later]


def test_a_correction_stands_in_the_place_of_the_old_one_which_says_why(store, house, marcus):
    consent = give(store, house, marcus)
    right = replace(TERMS, recipient="State Probation")
    made = store.write(OWNER, writes.correct_consent, consent, right, "the sheet says State")
    new, old = store.read(OWNER, consents_of, marcus, TODAY)
    assert (new.given.id, new.corrects_id, new.standing) == (made, consent, Standing.LIVE)
    assert (old.standing, old.void_why) == (Standing.TAKEN_BACK, "the sheet says State")
    assert [row.given.id for row in store.read(OWNER, house_consents, house, TODAY)] == [made]
    store.write(OWNER, writes.take_back_consent, made, "not signed at all")
    assert store.read(OWNER, house_consents, house, TODAY) == ()
    with pytest.raises(NotFound):
        store.write(OWNER, writes.take_back_consent, made, "twice")


def test_a_disclosure_says_all_that_an_accounting_asks(store, house, marcus):
    consent = give(store, house, marcus)
    store.write(OWNER, out.disclose, consent, letter(marcus, left_out=3))
    (row,) = store.read(OWNER, disclosures, house, TODAY, TODAY)
    assert (row.recipient, row.recipient_address, row.purpose, row.description) == (
        "County Probation", "1 Court Square", "Progress on probation", "Progress letter",
    )  # fmt: skip
    assert (row.basis, row.method, row.pages, row.left_out) == ("consent", "file", 2, 3)
    assert row.by and row.name and row.sha256 == "ab" * 32
    assert store.read(OWNER, disclosures, house, TODAY, TODAY, marcus) == (row,)
    assert store.read(OWNER, disclosures, house, TODAY, TODAY, marcus + 99) == ()
    store.write(OWNER, out.take_back_disclosure, row.id, "the file could not be written")
    assert store.read(OWNER, disclosures, house, TODAY, TODAY)[0].void_why
    with pytest.raises(NotFound):
        store.write(OWNER, out.take_back_disclosure, row.id, "again")


@pytest.mark.parametrize(
    "more",
    [
        {"categories": TOLD | {Category.WORK}}, {"categories": frozenset({Category.MEETINGS})},
        {"description": " "}, {"method": "e-mail"}, {"resident_id": "other"},
    ],
)  # fmt: skip
def test_what_a_consent_does_not_name_leaves_no_row_and_no_paper(store, house, marcus, more):
    consent = give(store, house, marcus)
    if "resident_id" in more:
        more = {"resident_id": make.resident(store, first="Dev", last="Patel")}
    with pytest.raises(Problem):
        store.write(OWNER, out.disclose, consent, letter(marcus, **more))
    assert store.read(OWNER, disclosures, house, TODAY, TODAY) == ()


def test_an_emergency_takes_a_reason_and_a_second_person(store, house, marcus, clock):
    dana = make.staff(store, "Dana Ruiz", "staff", (house,))
    store.write(staff(Role.STAFF, house, staff_id=dana), set_pin, "975310")
    asker = Asker(recipient="Mercy Hospital", purpose="Emergency care", reason="Not breathing")
    told = letter(marcus, method="spoken", sha256="", categories=frozenset(Category))

    def disclose(asked=asker, second=dana):
        return store.write(
            OWNER, lambda work: out.disclose_in_emergency(work, house, told, asked, second)
        )

    with pytest.raises(NotAllowed, match="second person"):
        disclose()
    assert not store.write(OWNER, confirm_second, dana, "000000", Purpose.EMERGENCY, marcus)
    with pytest.raises(NotAllowed):
        disclose()
    with pytest.raises(Problem, match="second person"):
        store.write(OWNER, confirm_second, OWNER.id, "975310", Purpose.EMERGENCY, marcus)
    assert store.write(OWNER, confirm_second, dana, "975310", Purpose.EMERGENCY, marcus)
    with pytest.raises(Problem, match="what the emergency is"):
        disclose(replace(asker, reason=" "))
    disclose()
    (row,) = store.read(OWNER, disclosures, house, TODAY, TODAY)
    assert (row.basis, row.second, row.recipient) == ("emergency", "Dana Ruiz", "Mercy Hospital")
    clock.forward(minutes=3)
    with pytest.raises(NotAllowed):
        disclose()
    clock.forward(days=-1)  # a clock set back makes no confirmation young again
    with pytest.raises(NotAllowed):
        disclose()


def test_without_consent_it_takes_an_order_or_the_resident(store, house, marcus):
    def told(basis, reason=""):
        asker = Asker(recipient="The court", purpose="Order of November 3", reason=reason)
        return store.write(
            OWNER, lambda work: out.disclose_without_consent(work, house, letter(marcus), asker,
                                                             basis)
        )  # fmt: skip

    with pytest.raises(Problem, match="which order"):
        told("court_order")
    with pytest.raises(Problem, match="list"):
        told("curiosity", "none")
    told("court_order", "Order 12-334")
    told("resident_copy")
    found = store.read(OWNER, disclosures, house, TODAY, TODAY)
    assert [row.basis for row in found] == ["resident_copy", "court_order"]


def test_who_does_not_manage_people_gives_and_tells_nothing(store, house, marcus):
    consent = give(store, house, marcus)
    dana = staff(Role.STAFF, house)
    with pytest.raises(NotAllowed):
        store.write(dana, writes.end_consent, consent, NOW, "written")
    with pytest.raises(NotAllowed):
        store.write(dana, out.disclose, consent, letter(marcus))


def test_who_is_alone_on_the_staff_needs_a_reason_and_the_weekly_report_says_so(
    store, house, marcus
):
    asker = Asker(recipient="Paramedics", purpose="Emergency care", reason="Not breathing")
    told = letter(marcus, method="spoken", sha256="", categories=frozenset(Category))

    def disclose(asked=asker):
        return store.write(
            OWNER, lambda work: out.disclose_in_emergency(work, house, told, asked, None)
        )

    def lines():
        return store.read(OWNER, weekly_report, house, TODAY, TODAY).notes

    dana = make.staff(store, "Dana Ruiz", "staff", (house,))  # without a PIN, so no second person
    with pytest.raises(Problem, match="what the emergency is"):
        disclose(replace(asker, reason=" "))
    assert lines() == ()
    row = disclose()
    (line,) = lines()
    assert line.on == TODAY and line.name is None and "without a second person" in line.text
    assert "Olive Owner" in line.text and "Marcus" not in line.text
    store.write(OWNER, out.take_back_disclosure, row, "a wrong name")
    assert lines() == ()
    store.write(staff(Role.STAFF, house, staff_id=dana), set_pin, "975310")
    with pytest.raises(NotAllowed, match="second person"):
        disclose()


def test_what_is_done_to_a_consent_has_its_way_back_and_forth(store, house, marcus):
    picture = SafePicture(b"\xff\xd8 a signature", 300, 80)
    first = give(store, house, marcus, signature=picture, way="screen", kept_at="binder 2")

    def standing():
        rows = store.read(OWNER, consents_of, marcus, TODAY)
        return [r for r in rows if r.standing is not Standing.TAKEN_BACK]

    (before,) = standing()

    def is_as_before():
        (row,) = standing()
        same = {"given": replace(row.given, id=first), "corrects_id": None}
        assert replace(row, **same) == before

    for _time in range(2):  # done, undone, done again, undone
        made = store.write(
            OWNER, writes.correct_consent, first, replace(TERMS, purpose="Court"), "a typo"
        )
        assert [r.given.terms.purpose for r in standing()] == ["Court"]
        store.write(OWNER, writes.undo_correct_consent, made)
        is_as_before()
    for _time in range(2):
        store.write(OWNER, writes.take_back_consent, first, "the wrong person")
        assert standing() == []
        store.write(OWNER, writes.put_back_consent, first)
        is_as_before()
    with pytest.raises(NotFound):
        store.write(OWNER, writes.put_back_consent, first)
    end = store.write(OWNER, writes.end_consent, first, NOW, "spoken", "at the desk")
    for _time in range(2):
        store.write(OWNER, writes.take_back_end, end, "the wrong person")
        is_as_before()
        store.write(OWNER, writes.end_again, end)
        (row,) = standing()
        assert (row.standing, row.end_note) == (Standing.ENDED, "at the desk")


def test_nothing_that_is_undone_lets_a_revoked_consent_live(store, house, marcus):
    first = give(store, house, marcus)
    made = store.write(OWNER, writes.correct_consent, first, TERMS, "a typo")
    store.write(OWNER, writes.end_consent, made, NOW, "written")
    with pytest.raises(Problem, match="ended already"):
        store.write(OWNER, writes.undo_correct_consent, made)
    store.write(OWNER, writes.take_back_consent, made, "the wrong person")
    with pytest.raises(Problem, match="ended already"):
        store.write(OWNER, writes.put_back_consent, made)
