"""Consents in the office: written down element by element, ended, and papers that leave by them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.domain.consents import Category, Standing
from sobrhouse.domain.outside import OutsidePaper
from sobrhouse.queries.consents import (
    ConsentRow,
    DisclosureRow,
    consents_of,
    disclosures,
    signature_of,
)
from sobrhouse.services.residents import change_field
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from tests import make, make_papers
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.reports.reading import read
from tests.ui.conftest import PIN, SmallHouse, confirm_by
from ui.desk import Desk
from ui.office.consents import outside_dialog
from ui.office.consents import steps as consent_steps
from ui.office.consents.list import open_consents
from ui.office.consents.outside_dialog import OutsideDialog, open_outside
from ui.office.consents.without_consent import WithoutConsent, open_without_consent
from ui.office.consents.wizard import ConsentWizard
from ui.office.papers.dialog import PaperDialog
from ui.office.profile.consents import ProfileConsents
from ui.office.residents.place import ResidentsPage
from ui.widgets.ask import Ask
from ui.widgets.signature import SignaturePad


@pytest.fixture
def marcus(small_house: SmallHouse) -> int:
    return small_house.people["Marcus"]


@pytest.fixture
def page(desk: Desk, shown: Callable[[Any], Any], marcus: int) -> ResidentsPage:
    page: ResidentsPage = shown(ResidentsPage(desk))
    page.open_record({"resident": marcus, "tab": "consents"})
    return page


@pytest.fixture
def tab(page: ResidentsPage) -> ProfileConsents:
    assert page.profile.tabs.key() == "consents"
    return page.profile.consents


def kept(store: Store, marcus: int) -> tuple[ConsentRow, ...]:
    return store.read(OWNER, consents_of, marcus, SUNDAY)


def left(store: Store, house: SmallHouse) -> tuple[DisclosureRow, ...]:
    return store.read(OWNER, disclosures, house.house_id, SUNDAY, SUNDAY)


def wizard(page: ResidentsPage) -> ConsentWizard:
    (found,) = [d for d in page.window().findChildren(ConsentWizard) if d.isVisible()]
    return found


def fill(dialog: ConsentWizard, *, last: bool = True) -> None:
    """Every page but the signature, as somebody fills it in."""
    dialog.pages[0].fields["recipient"].set_value("Officer Lee")
    dialog.pages[0].fields["recipient_kind"].set_value("probation")
    dialog.next.click()
    dialog.pages[1].fields["categories"].set_value((Category.IDENTITY, Category.MEETINGS))
    dialog.next.click()
    dialog.pages[2].fields["purpose"].set_value("Progress on probation")
    dialog.next.click()
    if last:
        dialog.pages[3].fields["expires_on"].set_value(SUNDAY + timedelta(days=60))
        dialog.next.click()


def sign(pad: SignaturePad) -> None:
    """A stroke of the mouse."""
    none, button = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    steps = [(QEvent.Type.MouseButtonPress, button)]
    steps += [(QEvent.Type.MouseMove, none)] * 8 + [(QEvent.Type.MouseButtonRelease, button)]
    for n, (kind, which) in enumerate(steps):
        at = QPointF(20 + 12 * n, 30 + (n % 3) * 9)
        held = none if kind is QEvent.Type.MouseButtonRelease else button
        QApplication.sendEvent(
            pad, QMouseEvent(kind, at, at, which, held, Qt.KeyboardModifier.NoModifier)
        )


def test_a_consent_is_written_down_element_by_element_and_undone(
    page: ResidentsPage, tab: ProfileConsents, desk: Desk, store: Store, marcus: int
) -> None:
    assert not tab.paper.isEnabled() and "No consent stands" in tab.paper.toolTip()
    tab.add_button.click()
    dialog = wizard(page)
    dialog.next.click()  # no name yet
    assert dialog.stack.currentIndex() == 0 and dialog.pages[0].fields["recipient"].faulty()
    fill(dialog, last=False)
    dialog.next.click()  # it would never end
    assert dialog.stack.currentIndex() == 3 and dialog.pages[3].fields["expires_on"].faulty()
    dialog.pages[3].fields["expires_event"].set_value("Probation ends")
    dialog.next.click()
    dialog.next.click()  # nobody has signed
    assert not dialog.signing.trouble.isHidden() and kept(store, marcus) == ()
    dialog.signing.ways.pick("paper")
    dialog.signing.fields["kept_at"].set_value("Binder 2")
    dialog.next.click()
    (row,) = kept(store, marcus)
    assert row.given.terms.categories == {Category.IDENTITY, Category.MEETINGS}
    assert (row.given.terms.recipient, row.signed_way, row.kept_at) == (
        "Officer Lee", "paper", "Binder 2",
    )  # fmt: skip
    assert tab.paper.isEnabled()
    desk.undo()
    assert kept(store, marcus)[0].standing is Standing.TAKEN_BACK


def test_it_is_signed_by_the_legal_name_and_what_is_missing_is_in_sight(
    page: ResidentsPage, tab: ProfileConsents, store: Store, marcus: int
) -> None:
    version = page.profile.data.person.version  # type: ignore[union-attr]
    store.write(OWNER, change_field, marcus, "preferred_name", "Mark", version)
    tab.reload()
    page.profile.reload()
    tab.add_button.click()
    dialog = wizard(page)
    fill(dialog)
    dialog.resize(dialog.width(), dialog.minimumSizeHint().height())
    QApplication.processEvents()
    signing = dialog.signing
    assert signing.fields["signer_name"].value() == "Marcus Tate"
    signing.verticalScrollBar().setValue(0)
    dialog.next.click()
    said, seen = signing.trouble, signing.viewport()
    assert "Nobody has signed yet" in said.text()
    top = said.mapTo(seen, said.rect().topLeft()).y()
    assert top >= 0 and top + said.height() <= seen.height() + 1
    dialog.given_up = True
    dialog.reject()


def test_a_drawn_signature_is_kept_as_a_picture_once_the_rules_refuse_nothing(
    page: ResidentsPage, tab: ProfileConsents, store: Store, marcus: int
) -> None:
    tab.add_button.click()
    dialog = wizard(page)
    fill(dialog)
    dialog.signing.ways.pick("paper")
    dialog.show_page(3)
    dialog.pages[3].fields["firm"].set_value(True)  # and no event: said where it was typed
    dialog.next.click()
    dialog.next.click()
    assert dialog.stack.currentIndex() == 3 and dialog.pages[3].fields["firm"].faulty()
    assert kept(store, marcus) == ()
    dialog.pages[3].fields["firm"].set_value(False)
    dialog.next.click()
    dialog.signing.ways.pick("screen")
    assert dialog.signing.pad.png() == b""
    sign(dialog.signing.pad)
    assert dialog.signing.pad.png().startswith(b"\x89PNG")
    dialog.next.click()
    (row,) = kept(store, marcus)
    assert row.signed_way == "screen"
    picture = store.read(OWNER, signature_of, row.given.id)
    assert picture is not None and picture.startswith(b"\xff\xd8")
    tab.steps.open(row)
    from ui.office.consents.view import ConsentView

    (view,) = page.findChildren(ConsentView)
    assert not view.picture.isHidden()


def test_a_consent_is_ended_stands_again_is_put_right_and_taken_back(
    page: ResidentsPage, tab: ProfileConsents, desk: Desk, store: Store, small_house: SmallHouse,
    marcus: int, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    make_papers.consent(store, small_house.house_id, marcus)
    monkeypatch.setattr(consent_steps, "ask_text", lambda *_a, **_k: "Typed by mistake")
    tab.reload()
    tab.steps.end(tab.rows[0])
    assert page.panel.form is not None
    page.panel.form.submit()
    assert kept(store, marcus)[0].standing is Standing.ENDED
    desk.undo()
    assert kept(store, marcus)[0].standing is Standing.LIVE
    tab.reload()
    tab.steps.correct(tab.rows[0])
    dialog = wizard(page)
    assert dialog.pages[0].fields["recipient"].text() == "County Probation"
    dialog.pages[0].fields["recipient"].set_value("Drug Court")
    for _page in range(4):
        dialog.next.click()
    dialog.next.click()  # why is asked for
    assert dialog.signing.fields["why"].faulty()
    dialog.signing.fields["why"].set_value("The sheet says so")
    dialog.next.click()
    new, old = kept(store, marcus)
    assert (new.given.terms.recipient, old.standing) == ("Drug Court", Standing.TAKEN_BACK)
    tab.steps.take_back(new)
    assert not any(row.is_live for row in kept(store, marcus))


# --- papers for outside -------------------------------------------------------------------------


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """A page to open dialogs over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1170, 638)
    widget.show()
    return widget


@pytest.fixture
def agreed(store: Store, small_house: SmallHouse, marcus: int) -> int:
    """His meetings for probation; and the owner has a PIN."""
    store.write(OWNER, set_pin, PIN)
    return make_papers.consent(store, small_house.house_id, marcus)


def test_a_paper_is_saved_behind_a_password_after_the_pin(
    desk: Desk, over: QWidget, store: Store, small_house: SmallHouse, marcus: int, agreed: int,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    place = tmp_path / "letter.pdf"
    names: list[str] = []
    monkeypatch.setattr(outside_dialog, "ask_where", lambda _o, name: names.append(name) or place)
    dialog = open_outside(desk, over, marcus, paper=OutsidePaper.PROGRESS)
    assert "Marcus Tate" in read(dialog.pdf) and "County Probation" in read(dialog.pdf)
    assert "in the house" in dialog.choices.stays.text()  # what the consent does not name
    assert "stay in the house" in dialog.choices.remark.control.accessibleDescription()
    password = dialog.choices.password.text()
    dialog.save.click()
    assert left(store, small_house) == () and not place.exists()  # the PIN comes first
    confirm_by(dialog, PIN)
    (told,) = [a for a in dialog.findChildren(Ask) if a.isVisible()]
    assert password in told.title.text()  # its field was out of sight, and it is kept nowhere
    told.keep.click()
    (row,) = left(store, small_house)
    assert (row.paper, row.method, row.left_out > 0) == ("progress", "file", True)
    assert "Marcus" not in names[0]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(place)
    pikepdf.open(place, password=password).close()


def test_a_family_letter_waits_for_the_resident_and_a_short_password_is_refused(
    desk: Desk, over: QWidget, marcus: int, agreed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object) -> None:
        raise AssertionError("it asked where to save it")

    monkeypatch.setattr(outside_dialog, "ask_where", never)
    dialog = open_outside(desk, over, marcus, paper=OutsidePaper.FAMILY)
    dialog.save.click()
    assert dialog.choices.approved.faulty()
    dialog.choices.approved.set_value(True)
    dialog.choices.password.set_text("short")
    dialog.save.click()
    assert dialog.choices.password.faulty()
    dialog.reject()


def test_printing_writes_the_row_first_and_takes_it_back_when_nothing_printed(
    desk: Desk, over: QWidget, store: Store, small_house: SmallHouse, marcus: int, agreed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from sobrhouse.problems import Problem

    rows_then: list[int] = []

    def jammed(_pdf: bytes, _printer: object) -> int:
        rows_then.append(len(left(store, small_house)))
        raise Problem("The printer stopped.")

    monkeypatch.setattr(outside_dialog, "has_printer", lambda: True)
    monkeypatch.setattr(outside_dialog, "ask_printer", lambda *_a: object())
    monkeypatch.setattr(outside_dialog, "print_pages", jammed)
    dialog = open_outside(desk, over, marcus)
    dialog.print.click()
    confirm_by(dialog, PIN)
    assert rows_then == [1]
    assert left(store, small_house)[0].void_why
    monkeypatch.setattr(outside_dialog, "print_pages", lambda _pdf, _printer: 2)
    dialog.print.click()
    confirm_by(dialog, PIN)
    assert [bool(r.void_why) for r in left(store, small_house)] == [False, True]


def test_without_a_consent_no_paper_is_made(
    desk: Desk, over: QWidget, small_house: SmallHouse, agreed: int
) -> None:
    dialog: OutsideDialog = open_outside(desk, over)
    assert not dialog.save.isEnabled()  # nobody is chosen yet
    dialog.choose_person(small_house.people["Sam"])
    assert dialog.pdf == b"" and not dialog.print.isEnabled()
    dialog.choose_person(small_house.people["Marcus"])
    assert dialog.pdf and dialog.print.isEnabled()
    dialog.reject()


def test_the_list_of_the_house_opens_the_person(
    desk: Desk, over: QWidget, store: Store, small_house: SmallHouse, marcus: int
) -> None:
    make_papers.consent(store, small_house.house_id, marcus,
                        expires_on=SUNDAY + timedelta(days=9))  # fmt: skip
    over_id = make_papers.consent(store, small_house.house_id, marcus, recipient="Mercy Clinic")
    make_papers.consent_end(store, over_id)
    dialog = open_consents(desk, over)
    assert dialog.line.text() == "1 stands, 1 ends within 30 days"
    assert dialog.table.count_shown() == 1
    dialog.shown.pick("all")
    assert dialog.table.count_shown() == 2
    gone: list[int] = []
    dialog.opened_person.connect(gone.append)
    dialog.table.activated.emit(over_id)
    assert gone == [marcus]


# --- without a consent --------------------------------------------------------------------------


@pytest.fixture
def told(desk: Desk, over: QWidget, page: ResidentsPage, agreed: int) -> WithoutConsent:
    assert page.profile.data is not None
    dialog = open_without_consent(desk, over, page.profile.data, lambda: None)
    assert dialog is not None
    said = {"recipient": "Paramedics", "purpose": "Care", "reason": "Unconscious"}
    for name, words in (said | {"description": "Penicillin allergy"}).items():
        dialog.form[name].set_value(words)
    return dialog


def test_an_emergency_takes_a_second_person(
    over: QWidget, told: WithoutConsent, store: Store, small_house: SmallHouse
) -> None:
    dana = make.staff(store, "Dana Ruiz", "staff", (small_house.house_id,))
    store.write(store.actor(staff_id=dana), set_pin, "730152")
    from sobrhouse.queries.staff import second_people

    told._offer(store.read(OWNER, second_people, small_house.house_id))
    told.form.submit()
    assert told.second.faulty() and left(store, small_house) == ()
    told.second.set_value(dana)
    told.pin.set_text("111222")
    told.form.submit()
    assert told.pin.faulty() and left(store, small_house) == ()
    told.pin.set_text("730152")
    told.sheet.set_value(True)
    told.form.submit()
    confirm_by(told, PIN)
    (row,) = left(store, small_house)
    assert (row.basis, row.method, row.second) == ("emergency", "spoken", "Dana Ruiz")
    assert row.description == "Penicillin allergy; the emergency sheet"
    (sheet,) = over.findChildren(PaperDialog)
    assert "Marcus Tate" in read(sheet.view.pdf)
    sheet.reject()


def test_a_court_order_takes_ones_own_pin(
    told: WithoutConsent, store: Store, small_house: SmallHouse
) -> None:
    told.basis.pick("court_order")
    assert told.second.isHidden()
    told.form.submit()
    assert left(store, small_house) == ()
    confirm_by(told, PIN)
    assert [r.basis for r in left(store, small_house)] == ["court_order"]
