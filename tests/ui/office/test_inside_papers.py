"""Papers that stay in the house: in Reports, in windows of their own, and from a profile; the
resident's own copy has its row before its file.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.staff import Role
from sobrhouse.queries.consents import disclosures
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from tests import make, make_papers
from tests.conftest import OWNER, staff
from tests.reports.reading import page_count, read
from tests.ui.conftest import PIN, SmallHouse, confirm_by
from ui.desk import Desk
from ui.desk.values import LogSeen
from ui.office.papers import own_copy_dialog
from ui.office.papers.day_papers import BOARD, AuditDialog, CensusDialog
from ui.office.papers.own_copy_dialog import OwnCopyDialog
from ui.office.papers.person_papers import (
    DISCHARGE,
    FILE,
    AccountDialog,
    PersonPaperDialog,
    person_choices,
)
from ui.office.reports import groups as report_groups
from ui.office.reports import inside as report_inside
from ui.office.reports.place import ReportsPage
from ui.office.residents.place import ResidentsPage

Shown = Callable[[QWidget], QWidget]
DAY = timedelta(days=1)


@pytest.fixture
def over(shown: Shown) -> QWidget:
    """A page to open dialogs over."""
    return shown(QWidget())


def rows(store: Store, desk: Desk) -> list[tuple[str, str, str]]:
    found = store.read(OWNER, disclosures, desk.house_id, desk.today(), desk.today())
    return [(row.basis, row.method, row.void_why) for row in found]


def test_reports_offers_each_of_them_and_shows_the_phones(
    desk: Desk, store: Store, small_house: SmallHouse, shown: Shown
) -> None:
    make.contact(store, small_house.people["Marcus"], "Ida Tate")
    page = ReportsPage(desk)
    shown(page)
    page.show_paper(report_inside.PHONES)
    assert "Ida T." in read(page.view.pdf)
    assert "Tate" not in read(page.view.pdf)
    offered = {code for _heading, papers in report_groups.offered(desk) for code, _t in papers}
    inside = (*report_inside.HOUSE_TITLES, *report_inside.PERSON_TITLES,
              *report_inside.RECORD_TITLES)  # fmt: skip
    assert {code for code, _title in inside} <= offered


def test_who_may_not_have_a_paper_is_not_offered_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = {"residentfile", "owncopy", "discharge"}
    titles = (*report_inside.PERSON_TITLES, *report_inside.RECORD_TITLES)
    for role, hidden in (
        (Role.STAFF, {*one, "disclosures", "auditcheck"}), (Role.AUDITOR, one),
        (Role.MANAGER, set()), (Role.OWNER, set()),
    ):  # fmt: skip
        monkeypatch.setattr(desk, "may", staff(role, desk.house_id).may)
        refused = {code for code, _title in titles if not report_groups.allowed(desk, code)}
        assert refused == hidden, role


def test_the_beds_of_a_day_long_ago(
    desk: Desk, store: Store, small_house: SmallHouse, over: QWidget
) -> None:
    vic = make.resident(store, "Vic", "Dean")
    left = desk.today() - 30 * DAY
    stay = make.stay(store, vic, desk.house_id, left - 20 * DAY, discharged_on=left,
                     discharge_type="successful")  # fmt: skip
    make.assignment(store, stay, small_house.beds["1C"], left - 20 * DAY, end_on=left,
                    end_reason="move out")  # fmt: skip
    dialog = CensusDialog(desk, over)
    assert "Vic D." not in read(dialog.view.pdf)
    dialog.day.set_value(left - DAY)
    dialog.day.leave()
    assert "Vic D." in read(dialog.view.pdf)
    dialog.kind.pick(BOARD)
    assert "Bed board" in read(dialog.view.pdf)
    assert "Vic D." in read(dialog.view.pdf)
    dialog.kind.pick("census")
    dialog.day.set_value(left)
    dialog.day.leave()
    assert "Completed the stay" in read(dialog.view.pdf)
    before = dialog.view.pdf
    dialog.day.set_text("tomorrow")
    dialog.day.leave()
    assert dialog.day.faulty()
    assert dialog.view.pdf == before


def test_a_file_is_made_once_somebody_is_chosen(
    desk: Desk, small_house: SmallHouse, over: QWidget
) -> None:
    dialog = PersonPaperDialog(desk, over, FILE)
    assert not dialog.print.isEnabled()
    names = [dialog.person.box.itemText(i) for i in range(dialog.person.box.count())]
    assert names == ["Choose", "Sam Okafor", "Marcus Tate"]
    dialog.person.set_value(small_house.people["Marcus"])
    dialog.person.leave()
    assert "Marcus Tate" in read(dialog.view.pdf)
    assert dialog.print.isEnabled()
    dialog.person.set_value(None)
    dialog.person.leave()
    assert not dialog.print.isEnabled()


def test_a_discharge_summary_from_the_profile(
    desk: Desk, small_house: SmallHouse, over: QWidget
) -> None:
    dialog = PersonPaperDialog(desk, over, DISCHARGE, small_house.people["Sam"])
    assert dialog.person.isHidden()
    assert "Not yet: the stay goes on." in read(dialog.view.pdf)


def test_the_accounting_is_of_everybody_or_of_one(
    desk: Desk, store: Store, small_house: SmallHouse, over: QWidget
) -> None:
    make_papers.disclosure(store, desk.house_id, small_house.people["Marcus"])
    everybody = AccountDialog(desk, over)
    assert "1 disclosure" in read(everybody.view.pdf)
    assert "Marcus Tate" not in read(everybody.view.pdf)  # short names are the house's way
    everybody.person.set_value(small_house.people["Sam"])
    everybody.person.leave()
    assert "Nothing left the house in these days." in read(everybody.view.pdf)
    one = AccountDialog(desk, over, small_house.people["Marcus"])
    one.years.pick("6")
    assert "Marcus Tate" in read(one.view.pdf)
    assert str(desk.today().year - 6) in read(one.view.pdf)


class Keeping:
    """Reads the log of the store, as the program's own does."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def verify_log(self, anchor: str = "") -> LogSeen:
        found = self.store.verify_log(anchor=anchor or None)
        return LogSeen(
            found.ok, found.rows, found.head_seq, found.anchor, found.faults, found.code_missing
        )


def test_the_log_is_checked_and_a_code_is_looked_for(
    desk: Desk, store: Store, over: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "keeping", property(lambda _desk: Keeping(store)))
    dialog = AuditDialog(desk, over)
    said = read(dialog.view.pdf)
    assert "The audit log holds together." in said
    assert store.verify_log().anchor in said
    dialog.code.set_text(store.verify_log().anchor)
    dialog.check.click()
    assert "The code from the printed paper is in it." in read(dialog.view.pdf)
    dialog.code.set_text("7K2M-QRTX-9A0B")
    dialog.check.click()
    said = read(dialog.view.pdf)
    assert "The code that was looked for is not in this log. All else holds together" in said
    assert "Look at the code again." in said
    dialog.code.set_text("7K2M")
    dialog.check.click()
    assert dialog.view.stack.currentWidget() is dialog.view.failed
    assert dialog.check.isEnabled()


def test_the_own_copy_is_saved_with_the_pin_and_its_row(
    desk: Desk, store: Store, small_house: SmallHouse, over: QWidget, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store.write(OWNER, set_pin, PIN)
    make.note(store, desk.house_id, "Rode with Sam Okafor.", small_house.people["Marcus"])
    dialog = OwnCopyDialog(desk, over, small_house.people["Marcus"])
    dialog.show()
    said = read(dialog.view.pdf)
    assert "Rode with [another person]." in said
    assert page_count(dialog.view.pdf) == dialog.shown.pages  # type: ignore[union-attr]
    pdf, other = tmp_path / "copy.pdf", tmp_path / "copy.json"
    monkeypatch.setattr(own_copy_dialog, "ask_where", lambda *_: pdf)
    monkeypatch.setattr(own_copy_dialog, "choose_save", lambda *_: other)
    dialog.save.click()
    assert (rows(store, desk), pdf.exists()) == ([], False)  # nothing before the PIN
    confirm_by(dialog, PIN)
    assert pdf.read_bytes() == dialog.view.pdf
    assert rows(store, desk) == [("resident_copy", "file", "")]
    dialog.save_json.click()
    confirm_by(dialog, PIN)
    assert json.loads(other.read_bytes())["person"] == "Marcus Tate"
    assert len(rows(store, desk)) == 2


def test_the_copy_speaks_as_the_program_does_to_them_or_as_is_chosen(
    desk: Desk, store: Store, over: QWidget
) -> None:
    hector = make.resident(store, "Hector", "Ruiz", speaks="es")
    make.stay(store, hector, desk.house_id, desk.today() - DAY)
    dialog = OwnCopyDialog(desk, over, hector)
    dialog.show()
    assert (dialog.language.key(), dialog.data.language) == ("es", "es")
    assert "Página 1 de" in read(dialog.view.pdf)
    dialog.language.pick("en")
    assert "Page 1 of" in read(dialog.view.pdf)


def test_a_printer_that_fails_takes_the_row_back(
    desk: Desk, store: Store, small_house: SmallHouse, over: QWidget,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store.write(OWNER, set_pin, PIN)
    dialog = OwnCopyDialog(desk, over, small_house.people["Marcus"])
    dialog.show()
    seen: list[list[tuple[str, str, str]]] = []

    def printing(_pdf: bytes, printer: object) -> int:
        seen.append(rows(store, desk))
        if printer == "broken":
            raise own_copy_dialog.Problem("The printer stopped.")
        return 1

    monkeypatch.setattr(own_copy_dialog, "has_printer", lambda: True)
    monkeypatch.setattr(own_copy_dialog, "print_pages", printing)
    for printer in ("fine", "broken"):
        monkeypatch.setattr(own_copy_dialog, "ask_printer", lambda *_, p=printer: p)
        dialog.print.click()
        confirm_by(dialog, PIN)
    assert [len(found) for found in seen] == [1, 2]  # the row is there before the page
    newest, first = rows(store, desk)
    assert first == ("resident_copy", "print", "")
    assert "did not take it" in newest[2]


def test_a_profile_offers_them(desk: Desk, small_house: SmallHouse, shown: Shown) -> None:
    page = ResidentsPage(desk)
    shown(page)
    page.open_person(small_house.people["Marcus"])
    codes = {verb.id for verb in page.verbs()}
    assert {"file", "own_copy", "discharge", "account"} <= codes


def test_people_are_named_with_where_they_are() -> None:
    from sobrhouse.queries.finding import FoundPerson

    people = [FoundPerson(1, "Marcus Tate", "Marcus Tate", "1A", "here"),
              FoundPerson(2, "Vic Dean", "Victor Dean", "", "left")]  # fmt: skip
    assert person_choices(people) == [(1, "Marcus Tate"), (2, "Vic Dean, moved out")]
