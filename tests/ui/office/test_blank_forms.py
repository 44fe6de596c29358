"""Forms to fill in by hand in Reports, and the paper that came back."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.blank_forms import BLANK, FORMS, Screen, printed
from sobrhouse.queries.form_prints import form_by_code, forms_out, free_codes
from sobrhouse.services.form_prints import record_forms
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER
from tests.reports.reading import page_count, read
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.papers import steps as paper_steps
from ui.office.papers.back import PaperBack
from ui.office.papers.blank_papers import open_window
from ui.office.papers.blank_window import FormsWindow
from ui.office.papers.where import how_words, typed_in_at
from ui.office.recovery.tab import RecoveryTab
from ui.office.recovery.words import origin
from ui.office.reports.groups import GROUPS, WINDOWS
from ui.office.reports.place import ReportsPage
from ui.office.signlog.place import SignLogPage
from ui.widgets.labels import Label

CODE = "K7M-4RY"
Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def window(desk: Desk, shown: Shown) -> Iterator[FormsWindow]:
    """The window with an incident report ticked."""
    page = shown(QWidget())
    made = FormsWindow(desk, page)
    made.choose(("incident",))
    made.show()
    yield made
    made.close()


@pytest.fixture
def back(desk: Desk, shown: Shown) -> Iterator[PaperBack]:
    """The window for a paper that came back."""
    page = shown(QWidget())
    made = PaperBack(desk, page)
    made.show()
    yield made
    made.close()


def out(store: Store, house: SmallHouse) -> list[str]:
    return [row.code for row in store.read(OWNER, forms_out, house.house_id)]


def says(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label))


def test_reports_offers_every_form_and_each_opens_its_window(desk: Desk, shown: Shown) -> None:
    titles = dict(GROUPS)["To fill in by hand"]
    assert [title for _code, title in titles][3:] == [form.title for form in BLANK]
    page = ReportsPage(desk)
    shown(page)
    opened = open_window("form_drill", desk, page)
    assert isinstance(opened, FormsWindow)
    assert opened.keys() == ("drill",)
    assert "Evacuation drill record" in read(opened.view.pdf)
    opened.close()
    assert all(code in WINDOWS for code, _title in titles)


def test_ticks_language_and_size_make_another_file_and_none_is_kept(
    window: FormsWindow, store: Store, small_house: SmallHouse
) -> None:
    assert "Incident report" in read(window.view.pdf)
    window.language.pick("es")
    window.sheets.pick("a4")
    assert "Página 1 de 1" in read(window.view.pdf)
    window.every.click()
    assert page_count(window.view.pdf) == 25
    window.none.click()
    assert not window.print.isEnabled()
    window.ticks["sign-in"].click()
    assert "Marcus T." in read(window.view.pdf)
    assert out(store, small_house) == []


def test_a_saved_form_has_the_code_that_is_in_the_records(
    window: FormsWindow, store: Store, small_house: SmallHouse, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    target = tmp_path / "form.pdf"
    monkeypatch.setattr(paper_steps, "ask_where", lambda _parent, _name: target)
    window.save.click()
    (code,) = out(store, small_house)
    assert code in read(target.read_bytes())
    window.save.click()  # a second copy of the same paper
    assert out(store, small_house) == [code]
    window.language.pick("es")
    window.save.click()
    assert len(out(store, small_house)) == 2


def test_the_sign_out_sheet_of_reports_has_a_code_too(
    desk: Desk, shown: Shown, store: Store, small_house: SmallHouse, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page = ReportsPage(desk)
    shown(page)
    page.show_paper("signout")
    monkeypatch.setattr(paper_steps, "ask_where", lambda _parent, _name: tmp_path / "s.pdf")
    page.save.click()
    (code,) = out(store, small_house)
    assert code in read((tmp_path / "s.pdf").read_bytes())


def test_the_power_cut_kit_is_one_button(
    desk: Desk, shown: Shown, store: Store, small_house: SmallHouse
) -> None:
    page = shown(QWidget())
    dialog = open_window("powercutkit", desk, page)
    text = read(dialog.view.pdf)
    for said in ("Marcus T.", "Sam Okafor", "Phone list", "Emergency sheet", "Evening round"):
        assert said in text
    assert len(dialog.shown.codes) == 3
    dialog.close()


def test_a_wrong_code_says_what_is_wrong(back: PaperBack) -> None:
    for typed, said in (("K7M-4RA", "One letter of this code is wrong"),
                        ("K7M-4R", "has 6 letters"), ("FWW-EAD", "")):  # fmt: skip
        back.code.set_text(typed)
        back.find_it.click()
        assert said in back.code.fault_text()
        assert back.code.faulty()
        assert back.card.isHidden()


def test_a_form_without_a_screen_is_filed_and_that_can_be_undone(
    back: PaperBack, store: Store, small_house: SmallHouse
) -> None:
    store.write(OWNER, record_forms, small_house.house_id, [printed("incident")], [CODE])
    back.code.set_text("k7m 4ry")
    back.code.line.returnPressed.emit()
    assert "Incident report" in says(back.card)
    assert "File the paper in the binder" in says(back.card)
    assert back.type_in.isHidden()
    back.put_in.click()
    assert "Transcribed from paper by Olive Owner" in says(back.card)
    assert back.put_in.isHidden()
    back.desk.undo()
    (row,) = store.read(OWNER, forms_out, small_house.house_id)
    assert row.put_in_at is None


def test_a_sheet_of_their_own_is_given_back_and_nobody_waits_for_it(
    back: PaperBack, store: Store, small_house: SmallHouse
) -> None:
    store.write(OWNER, record_forms, small_house.house_id, [printed("my-calls")], [CODE])
    assert out(store, small_house) == []
    back.show_code(CODE)
    assert "Give it back to them" in says(back.card)
    assert back.type_in.isHidden() and back.put_in.isHidden()


def test_every_form_with_a_screen_goes_somewhere(
    back: PaperBack, store: Store, small_house: SmallHouse
) -> None:
    for form in FORMS.values():
        if form.screen is Screen.NONE:
            continue
        codes = store.read(OWNER, free_codes, small_house.house_id, 1)
        day = make.MONDAY
        store.write(OWNER, record_forms, small_house.house_id, [printed(form.key, day)], codes)
        found = store.read(OWNER, form_by_code, codes[0], actor=OWNER)
        went: list[tuple[str, object]] = []
        typed_in_at(back.desk, back, found, lambda *to, went=went: went.append(to))
        assert len(went) == 1, form.key
        assert how_words(found, here=True)


def test_the_sign_sheet_is_typed_in_on_its_day_and_says_that_it_is_from_paper(
    desk: Desk, shown: Shown
) -> None:
    page = SignLogPage(desk)
    shown(page)
    page.reload()
    page.open_record({"paper": make.MONDAY})
    assert page.panel.form is not None
    assert page.panel.form["day"].read() == make.MONDAY
    page.panel.form["out"].set_text("9:15")
    page.open_record({"paper": make.SUNDAY})  # another sheet, over a half-typed line
    assert page.panel.form["day"].read() == make.SUNDAY
    page.open_record({"pass": "paper"})
    tab = page._made["passes"]
    assert tab.panel.form.way == "paper"


def test_a_round_of_another_night_is_typed_in_on_that_night(
    desk: Desk, shown: Shown, store: Store, small_house: SmallHouse
) -> None:
    night = make.SUNDAY - timedelta(days=2)
    page = SignLogPage(desk)
    shown(page)
    page.open_record({"round": night})
    tab = page._made["round"]
    assert "from paper" in tab.from_paper.label.text() and tab.paper.isHidden()
    tab.begin.click()
    tab.mark("in")
    hint = tab.table.rows.columns[3]
    assert {hint.icon(x) + hint.text(x) for x in tab.sheet.lines} == {""}  # of that night: none
    (line,) = [x for x in tab.sheet.lines if x.status]
    assert (tab.sheet.night, line.status) == (night, "in")
    tab.type_in(None)
    assert (tab.sheet.night, tab.sheet.round_id) == (make.SUNDAY, None)
    assert tab.from_paper.isHidden()


def test_a_court_card_is_typed_in_with_its_code(
    desk: Desk, shown: Shown, store: Store, small_house: SmallHouse
) -> None:
    tab = RecoveryTab(desk)
    shown(tab)
    tab.open_record({"day": make.MONDAY, "paper": CODE})
    form = tab.panel.form
    assert form is not None
    form["stay_ids"].set_value((1,))
    form["group_text"].set_text("Noon Group")
    form.verb.click()
    assert tab.panel.form is not None  # for the next line of the card
    assert tab.panel.form.paper == CODE
    tab.reload()
    person = next(p for p in tab.week.people if p.stay_id == 1)
    (row,) = person.meetings
    assert (row.way, row.paper_code) == ("paper", CODE)
    assert origin(row) == "Transcribed from paper by Olive Owner"
