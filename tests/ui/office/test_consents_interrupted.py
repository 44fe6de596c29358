"""Consents in the office of somebody who is interrupted: what is half typed comes back, what was
done is undone, and who is alone on the staff is not stopped.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QShortcut

from sobrhouse.domain.consents import Category, Standing
from sobrhouse.queries.consents import consents_of, disclosures
from sobrhouse.queries.drafts import my_drafts
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from tests import make_papers
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.ui.conftest import PIN, SmallHouse, confirm_by
from ui.desk import Desk
from ui.office.consents import steps as consent_steps
from ui.office.consents.without_consent import WithoutConsent, open_without_consent
from ui.office.consents.wizard import ConsentWizard
from ui.office.half_typed import DraftKeeper, bring_back, typed_in
from ui.office.residents.place import ResidentsPage

Shown = Callable[[Any], Any]


@pytest.fixture
def marcus(small_house: SmallHouse) -> int:
    return small_house.people["Marcus"]


@pytest.fixture
def page(desk: Desk, shown: Shown, marcus: int) -> ResidentsPage:
    page: ResidentsPage = shown(ResidentsPage(desk))
    page.open_record({"resident": marcus, "tab": "consents"})
    return page


def wizard(page: ResidentsPage) -> ConsentWizard:
    (found,) = [d for d in page.window().findChildren(ConsentWizard) if d.isVisible()]
    return found


def half_fill(dialog: ConsentWizard) -> None:
    """Two pages, and a word on the third."""
    dialog.pages[0].fields["recipient"].set_value("Officer Lee")
    dialog.pages[0].fields["recipient_kind"].set_value("probation")
    dialog.next.click()
    dialog.pages[1].fields["categories"].set_value((Category.IDENTITY, Category.MEETINGS))
    dialog.pages[1].fields["covers_from"].set_value(SUNDAY - timedelta(days=30))
    dialog.next.click()
    dialog.pages[2].fields["purpose"].set_text("Progress on")


def is_half_filled(dialog: ConsentWizard) -> None:
    assert dialog.stack.currentIndex() == 2
    assert dialog.pages[2].fields["purpose"].text() == "Progress on"
    assert (dialog.terms.recipient, dialog.terms.recipient_kind) == ("Officer Lee", "probation")
    assert dialog.terms.categories == {Category.IDENTITY, Category.MEETINGS}


def test_a_half_typed_consent_comes_back_after_a_lock_and_becomes_one(
    page: ResidentsPage, desk: Desk, store: Store, marcus: int
) -> None:
    assert typed_in("residents", page) is None
    page.profile.consents.add_button.click()
    assert typed_in("residents", page) is None  # open, and nothing typed
    half_fill(wizard(page))
    half = typed_in("residents", page)
    wizard(page).reject()  # as the lock does
    assert half is not None and half.record == marcus
    keeper = DraftKeeper(desk, "residents", page)
    keeper.keep_this(half)
    assert len(store.read(OWNER, my_drafts)) == 1
    page.back_to_list()
    assert not bring_back(page, half)  # nobody is open yet
    page.open_record(marcus)
    page.profile.tabs.show_tab("timeline")
    assert bring_back(page, half)
    assert page.profile.tabs.key() == "consents"
    dialog = wizard(page)
    is_half_filled(dialog)
    assert typed_in("residents", page) == half
    dialog.next.click()
    dialog.pages[3].fields["expires_event"].set_value("Probation ends")
    dialog.next.click()
    dialog.signing.ways.pick("paper")
    dialog.next.click()
    (row,) = store.read(OWNER, consents_of, marcus, SUNDAY)
    assert row.given.terms.covers_from == SUNDAY - timedelta(days=30)
    assert store.read(OWNER, my_drafts) == ()


def test_esc_keeps_what_is_typed_and_cancel_does_not(page: ResidentsPage) -> None:
    tab, asked = page.profile.consents, list[str]()
    tab.add_button.click()
    half_fill(wizard(page))
    page.desk.wanted.connect(lambda what, _value: asked.append(what))
    (keys,) = wizard(page).findChildren(QShortcut)
    assert keys.key().toString() == "Ctrl+L"
    keys.activated.emit()
    assert asked == ["lock"]
    wizard(page).reject()
    half = typed_in("residents", page)
    assert half is not None and half.record == page.profile.resident_id  # a lock would keep it
    page.back_to_list()
    assert typed_in("residents", page) is None
    page.open_record(half.record)
    tab.add_button.click()
    is_half_filled(wizard(page))
    wizard(page).cancel.click()
    tab.add_button.click()
    assert wizard(page).begun() == {} and wizard(page).stack.currentIndex() == 0
    wizard(page).next.click()
    assert wizard(page).pages[0].fields["recipient_kind"].text() == ""  # not a court by itself
    wizard(page).reject()


def test_what_was_told_without_consent_comes_back_after_a_lock_but_no_pin(
    page: ResidentsPage, desk: Desk, store: Store
) -> None:
    def dialog() -> WithoutConsent:
        (found,) = [d for d in page.window().findChildren(WithoutConsent) if d.isVisible()]
        return found

    store.write(OWNER, set_pin, PIN)
    page.profile.tell_without_consent()
    assert typed_in("residents", page) is None
    dialog().basis.pick("court_order")
    dialog().form["recipient"].set_text("County Court")
    dialog().form["description"].set_text("The sign log of")
    dialog().pin.set_text("730152")
    half = typed_in("residents", page)
    assert half is not None and "730152" not in str(half.texts)
    keeper = DraftKeeper(desk, "residents", page)
    keeper.keep_this(half)
    dialog().reject()  # as the lock does
    assert bring_back(page, half)
    assert dialog().basis.key() == "court_order" and dialog().pin.text() == ""
    assert dialog().form["description"].text() == "The sign log of"
    dialog().form["purpose"].set_value("Order 26-118")
    dialog().form["reason"].set_value("Order of November 3")
    told = dialog()
    told.form.submit()
    confirm_by(told, PIN)
    assert store.read(OWNER, my_drafts) == () and typed_in("residents", page) is None


def test_what_is_missing_is_brought_into_sight_and_how_to_revoke_follows_its_event(
    page: ResidentsPage,
) -> None:
    page.profile.consents.add_button.click()
    dialog = wizard(page)
    dialog.resize(700, 420)
    half_fill(dialog)
    dialog.next.click()
    dialog.pages[3].fields["expires_event"].set_value("Probation ends")
    dialog.next.click()
    dialog.next.click()
    sign = dialog.signing
    assert not sign.trouble.isHidden()
    assert sign.viewport().rect().contains(sign.trouble.geometry().translated(
        sign.trouble.parentWidget().mapTo(sign.viewport(), QPoint())))  # fmt: skip
    last = dialog.pages[3]  # one that lasts until its event does not say "at any time"
    how, firm = last.fields["how_to_revoke"], last.fields["firm"]
    usual = how.text()
    firm.check.click()  # type: ignore[attr-defined]
    assert "Not before its event" in how.text()
    firm.check.click()  # type: ignore[attr-defined]
    assert how.text() == usual
    how.set_value("In writing to the office")
    firm.check.click()  # type: ignore[attr-defined]
    assert how.text() == "In writing to the office"
    dialog.reject()


def test_a_half_typed_correction_comes_back_to_its_consent(
    page: ResidentsPage, store: Store, small_house: SmallHouse, marcus: int
) -> None:
    consent = make_papers.consent(store, small_house.house_id, marcus)
    tab = page.profile.consents
    tab.reload()
    tab.steps.correct(tab.rows[0])
    wizard(page).pages[0].fields["recipient"].set_text("Drug Court")
    half = typed_in("residents", page)
    assert half is not None
    wizard(page).reject()
    tab.rows = ()
    assert not bring_back(page, half)  # what it corrects is not read yet
    tab.reload()
    assert bring_back(page, half)
    dialog = wizard(page)
    assert dialog.was is not None and dialog.was[0] == consent
    assert dialog.pages[0].fields["recipient"].text() == "Drug Court"
    assert dialog.pages[2].fields["purpose"].text() == dialog.was[1].purpose
    dialog.reject()


def test_every_step_of_a_consent_is_undone(
    page: ResidentsPage, desk: Desk, store: Store, small_house: SmallHouse, marcus: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(consent_steps, "ask_text", lambda *_a, **_k: "Typed by mistake")
    make_papers.consent(store, small_house.house_id, marcus)
    tab = page.profile.consents

    def current() -> tuple[str, Standing]:
        tab.reload()
        (row,) = [r for r in tab.rows if r.standing is not Standing.TAKEN_BACK]
        return row.given.terms.recipient, row.standing

    before = current()
    tab.steps.correct(tab.rows[0])
    dialog = wizard(page)
    dialog.pages[0].fields["recipient"].set_value("Drug Court")
    for _page in range(4):
        dialog.next.click()
    dialog.signing.fields["why"].set_value("The sheet says so")
    dialog.next.click()
    assert current() == ("Drug Court", Standing.LIVE)
    desk.undo()
    assert current() == before
    tab.steps.take_back(tab.rows[0])
    desk.undo()
    assert current() == before
    tab.steps.end(tab.rows[0])
    assert page.panel.form is not None
    page.panel.form.submit()
    tab.reload()
    tab.steps.end_back(tab.rows[0])
    assert current() == before
    desk.undo()
    assert current() == (before[0], Standing.ENDED)


def test_who_is_alone_on_the_staff_types_the_own_pin_and_may_undo_it(
    page: ResidentsPage, desk: Desk, store: Store, small_house: SmallHouse
) -> None:
    store.write(OWNER, set_pin, PIN)
    assert page.profile.data is not None
    dialog = open_without_consent(desk, page, page.profile.data, lambda: None)
    assert dialog is not None and dialog.second.isHidden() and dialog.pin.isHidden()
    assert "weekly report" in dialog.line.text()
    dialog.resize(640, 420)
    verb = dialog.form.verb
    assert dialog.rect().contains(verb.geometry().translated(verb.parentWidget().mapTo(
        dialog, QPoint()))) and not verb.visibleRegion().isEmpty()  # fmt: skip
    said = {"recipient": "Paramedics", "purpose": "Care", "reason": "Unconscious"}
    for name, words in (said | {"description": "Penicillin allergy"}).items():
        dialog.form[name].set_value(words)
    dialog.reason.set_text("")
    dialog.form.submit()
    assert dialog.reason.fault_text() == "Say what the emergency is."
    assert not dialog.reason.visibleRegion().isEmpty()  # it stands below the edge
    dialog.reason.set_text("Unconscious")
    dialog.form.submit()
    confirm_by(dialog, PIN)
    (row,) = store.read(OWNER, disclosures, small_house.house_id, SUNDAY, SUNDAY)
    assert (row.basis, row.second, row.reason) == ("emergency", "", "Unconscious")
    desk.undo()
    (row,) = store.read(OWNER, disclosures, small_house.house_id, SUNDAY, SUNDAY)
    assert row.void_why
