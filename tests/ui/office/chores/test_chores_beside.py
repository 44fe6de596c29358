"""What stands beside the week of chores: chores, plans, who is left out, small screens."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from sobrhouse.domain.chore_fairness import Fairness, FairPerson, FairWeek
from sobrhouse.domain.chore_plans import COMING_WEEKS
from sobrhouse.queries.chore_ladder import consequences, ladder, open_appeals
from sobrhouse.services import chore_plans
from sobrhouse.words import _, speak
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.ui.office.chore_page import (
    BATH,
    KITCHEN,
    desk_of,
    key,
)
from ui.office.chores import words
from ui.office.chores.fair import verdict
from ui.office.chores.place import ChoresPage
from ui.office.chores.plan import LoadRow
from ui.office.residents.place import ResidentsPage
from ui.office.where import Where
from ui.widgets.buttons import Button


def test_a_chore_is_added_and_taken_back(page, desk):
    page.new.click()
    form = page.panel.form
    form.submit()
    assert form["name"].fault_text() == "Name is needed."
    form["name"].set_text("Garage")
    form["due"].at.setText("5p")
    form["steps"].set_text("Swept\nTools away")
    form.submit()
    row = page.weekly.week.rows[-1]
    assert (row.name, row.by, page.panel.isHidden()) == ("Garage", "by 5 PM", True)
    desk.undo()
    assert "Garage" not in [row.name for row in page.weekly.week.rows]


def test_a_chore_moves_ends_and_comes_back(page, house, desk):
    page.chore_forms.move(house.chores[BATH], -1)
    assert [row.name for row in page.weekly.week.rows][:2] == [BATH, KITCHEN]
    desk.undo()
    page.chore_forms.open_chore(house.chores[BATH])
    page.chore_forms.card.retire.emit()
    page.weekly.show_week_of(date(2026, 11, 30))
    assert BATH not in [row.name for row in page.weekly.week.rows]
    page.chore_forms.show_retired()
    assert page.panel.title.text() == "Chores that ended"
    desk.undo()
    assert BATH in [row.name for row in page.weekly.week.rows]


def test_a_half_typed_chore_comes_back_after_a_lock(page):
    page.add_chore()
    page.panel.form["name"].set_text("Gar")
    kept = page.panel.form.texts()
    assert page.open_form() == "chore_new"
    page.panel.finish()
    page.reopen_form("chore_new")
    page.panel.form.take_draft(kept)
    assert page.panel.form["name"].text() == "Gar"


def test_a_plan_is_seen_before_it_is_made(page, grid, desk):
    page.rotate.click()
    plan = page.views["plan"]
    assert page.header_buttons() == []
    assert plan.deal.isEnabled()
    plan.weeks.choose(4)
    plan.weeks.activated.emit(0)
    rows = plan.grid.rows
    said = rows.data(rows.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Kitchen, clean up, week of Nov 23") and "before Nobody" in said
    assert plan.says.text() == "32 changes, in color. The rest stays as it is."
    after = rows.cell(rows.index(0, 1)).after[0]
    QTest.keyClick(plan.weeks, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.view() == ""
    page.weekly.show_week_of(date(2026, 11, 23))
    assert {t.name for _a, _c, t in grid.lines.turns() if t.chore == KITCHEN} == {after}
    assert "Planned to" in page.context()
    desk.undo()
    assert {words.who(t) for _a, _c, t in grid.lines.turns()} == {"Nobody"}


def test_a_first_plan_is_not_called_a_change(page, grid):
    page.rotate.click()
    plan = page.views["plan"]
    first = replace(plan.plan, chores=tuple(
        replace(chore, cells=tuple(replace(cell, before=()) for cell in chore.cells))
        for chore in plan.plan.chores
    ), people=tuple(replace(person, before=0) for person in plan.plan.people))  # fmt: skip
    plan._show(first)
    assert plan.says.text().startswith("Nobody has a chore in these weeks yet.")
    rows = [row for row in plan.people.findChildren(LoadRow) if not row.isHidden()]
    assert rows and not [row for row in rows if "→" in row.accessibleName()]


def test_another_way_round_changes_the_preview(page):
    page.show_view("plan")
    plan = page.views["plan"]
    plan.how.choose("by_hand")
    plan.how.activated.emit(0)
    assert page.state.rotations[0].strategy == "by_hand"
    assert "given by hand" in plan.says.text() or "Nothing would change" in plan.says.text()
    page.desk.undo()
    assert page.state.rotations[0].strategy == "balanced"


def test_who_carried_how_much(page):
    page.weekly.strip.fair.click()
    fair = page.views["fairness"]
    rows = fair.table.rows
    assert rows.rowCount() == 8
    assert "2 h 55 min" in rows.row_words(rows.row(4))  # Marcus: seven turns of 25 minutes
    assert page.place_in() == "fairness"
    fair.span.pick(4)
    assert fair.says.text().startswith("Oct 26 to Nov 22, 2026")
    assert page.back()
    assert page.view() == ""


def test_somebody_is_left_out_with_a_reason_and_an_end(page, house, desk):
    page.open_record("exclusions")
    page.exclusions.add(house.stays["Sam"])
    form = page.panel.form
    form["reason"].set_text("sprained wrist")
    form["to_on"].set_text("dec 5")
    form["chore_id"].set_value(house.chores[BATH])
    form.submit()
    (row,) = page.state.exclusions
    assert (row.name, row.chore, row.to_on) == ("Sam O.", BATH, date(2026, 12, 5))
    page.exclusions.open(row)
    page.panel.form["to_on"].set_text("dec 6")
    page.panel.form.submit()
    assert page.state.exclusions[0].to_on == date(2026, 12, 6)
    page.exclusions.take_back(page.state.exclusions[0])
    assert page.state.exclusions == ()
    desk.undo()
    assert len(page.state.exclusions) == 1


def test_two_people_are_kept_apart(page, house):
    page.exclusions.add_pair()
    form = page.panel.form
    for name in ("stay_id", "other_stay_id"):
        form[name].set_value(house.stays["Sam"])
    form.submit()
    assert form["other_stay_id"].fault_text() == "Choose two different people."
    form["other_stay_id"].set_value(house.stays["Jay"])
    form.submit()
    assert [(a.name, a.other) for a in page.state.apart] == [("Sam O.", "Jay P.")]


def test_a_rotation_is_added_and_changed(page):
    page.open_record("rotations")
    page.rotations.open(None)
    page.panel.form["name"].set_text("Deep cleaning")
    page.panel.form["period_weeks"].set_value(2)
    page.panel.form.submit()
    assert [row.name for row in page.state.rotations] == ["House chores", "Deep cleaning"]
    page.rotations.open(page.state.rotations[1])
    page.panel.form["strategy"].set_value("fixed")
    page.panel.form.submit()
    assert page.state.rotations[1].strategy == "fixed"
    assert page.view() == "plan"


def test_why_the_program_planned_is_said_in_the_language_spoken(page, records, house):
    speak("es")
    records.write(OWNER, chore_plans.plan_chores, house.house_id, date(2026, 11, 23), 1, "viaje")
    records.write(OWNER, chore_plans.keep_planned, house.house_id)
    page.desk.look()
    page.open_record("rotations")
    told = " ".join(label.text() for label in page.panel.findChildren(QLabel))
    assert "viaje" in told
    assert _(COMING_WEEKS) in told and COMING_WEEKS not in told


def test_the_ladder_proposes_and_a_person_decides(page, records, house, shown, desk):
    page.open_record("missed")
    assert page.panel.title.text() == "Missed chores"
    proposal = records.read(OWNER, ladder, house.house_id, SUNDAY)[0]
    page.ladder.decide(proposal)
    form = page.panel.form
    form["decision"].set_value("other")
    form["decision"].edited.emit()
    form["decided"].set_text("A talk with both")
    form.submit()
    (row,) = records.read(OWNER, consequences, proposal.stay_id)
    assert (row.decision, row.decided) == ("other", "A talk with both")
    page.ladder.appeal(row)
    page.panel.form["words"].set_text("I was at work")
    page.panel.form.submit()
    (appeal,) = records.read(OWNER, open_appeals, house.house_id)
    page.ladder.settle(appeal)
    page.panel.form["outcome"].set_value("dropped")
    page.panel.form.submit()
    assert records.read(OWNER, open_appeals, house.house_id) == ()


def test_the_profile_tells_of_chores(records, house, desk, shown):
    page = shown(ResidentsPage(desk))
    page.open_record(house.residents["Luis"])
    page.profile.tabs.show_tab("chores")
    tab = page.profile.chores
    assert tab.sums.text() == "Passed 6 of 7"
    assert tab.turns.count() == 7
    gone = []
    page.go.connect(lambda *to: gone.append(to))
    tab.older.click()
    assert gone == [("chores", {"day": SUNDAY})]


# The first day, and small screens


def test_a_house_without_chores_begins_with_the_usual_ones(store, qapp, shown):
    house_id = make.house(store)
    stay = make.stay(store, make.resident(store, "Marcus", "Tate"), house_id)
    desk = desk_of(store)
    page = shown(ChoresPage(desk))
    assert page.nothing.isVisible()
    assert not page.weekly.inspect.isVisible()
    page.nothing.button.click()
    form = page.panel.form
    assert len(form["keys"].read()) == 12
    form.submit()
    assert page.view() == "plan"
    page.views["plan"].deal.click()
    assert {t.stay_id for t in page.weekly.week.turns} == {stay}
    desk.undo()
    desk.undo()
    assert page.nothing.isVisible()
    desk.shut()


def test_on_a_small_screen_the_side_is_a_drawer(page, grid, qtbot):
    side = page.weekly.side
    page.resize(924, 520)
    qtbot.waitUntil(lambda: not side.isVisible())
    QTest.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(page.weekly.inspect.isVisible)
    qtbot.waitUntil(lambda: grid.columnWidth(0) < 60 * 2)
    assert page.back()
    qtbot.waitUntil(lambda: not side.isVisible())
    key(grid, "p")  # marks all the same
    assert grid.turn().chore == BATH


def test_the_people_fold_where_the_grid_needs_the_room(page, qtbot):
    strip = page.weekly.strip
    page.resize(1170, 560)
    qtbot.waitUntil(lambda: not strip.list.isVisible())
    assert strip.line.full_text().startswith("Andre W. 2 of 3 · Ben F. 1 of 1")
    page.resize(1170, 900)
    qtbot.waitUntil(strip.list.isVisible)


def test_two_on_one_chore_keep_their_lines(records, house, desk, shown):
    make.chore_assignment(records, house.house_id, house.chores[KITCHEN], house.stays["Ray"])
    page = shown(ChoresPage(desk))
    lines = page.weekly.grid.lines
    first, second = lines.lines[0], lines.lines[1]
    assert (first.row.name, first.at, second.row.name, second.at) == (KITCHEN, 0, KITCHEN, 1)
    assert {t.name for t in first.turns} == {"Marcus T."}
    assert {t.name for t in second.turns} == {"Ray H."}


def test_where_one_was_is_where_one_comes_back(page):
    page.show_view("fairness")
    assert Where("chores", page.place_in()).record == "fairness"
    page.open_record(None)
    assert page.view() == ""


def test_a_form_opened_from_a_list_has_the_focus(page, desk):
    page.show_list("exclusions")
    leave = next(b for b in page.panel.findChildren(Button) if b.text() == "Leave out")
    leave.setFocus()
    leave.click()
    assert page.panel.name == "chore_exclusion"
    assert page.panel.form.isAncestorOf(page.focusWidget())


def test_the_first_weeks_are_too_early_to_call_uneven():
    def one(*loads):
        weeks = tuple(FairWeek(SUNDAY, 7, 1, n, n, 50 if n else 0) for n in loads)
        return FairPerson(loads[0], 1, "Sam", weeks, 7 * len(loads), True)

    def word(*people):
        apart = abs(people[0].load - people[1].load)
        return verdict(Fairness(SUNDAY, SUNDAY, people, apart, 60))[0]

    assert word(one(0, 0, 0, 20), one(0, 0, 0, 90)) == "Too early to say"
    assert word(one(0, 0, 0, 50), one(0, 0, 0, 60)) == "Even"
    assert word(one(0, 20, 40, 20), one(0, 90, 60, 60)) == "Not even"
