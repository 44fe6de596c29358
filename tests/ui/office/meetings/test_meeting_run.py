"""The screen on which a meeting is run: marks by keys, suggestions that are accepted, undo, votes,
finishing with the list of what is missing.
"""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from sobrhouse.domain.blank_forms import printed
from sobrhouse.domain.staff import Role
from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.services import minutes
from sobrhouse.services.form_prints import put_in, record_forms
from sobrhouse.words import speak
from tests.conftest import OWNER
from tests.ui.conftest import opened
from tests.ui.naming import nameless
from tests.ui.office.meeting_house import SUNDAY, evening, settle
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.contents import PAGES
from ui.office.meetings.place import MeetingsPage
from ui.office.meetings.run import tab as screen
from ui.office.meetings.run.marks import status_of


def read(store, house, meeting):
    return store.read(OWNER, meeting_run, house.house_id, meeting)


def marks(tab):
    return [p.status for p in tab.roll.list.rows.people]


def texts(part):
    return [part.lines.row(key).accessibleName() for key in part.lines.row_keys()]


def answer(monkeypatch, agreed):
    asked = []

    def confirm(_parent, title, body, verb, keep, danger=True):
        asked.append((title, body, verb, keep))
        return agreed

    monkeypatch.setattr(screen, "confirm", confirm)
    return asked


def test_twelve_people_are_marked_by_twelve_keys(tab, keys, store, house, meeting):
    """At two and a half seconds a key, names looked up, that is thirty seconds."""
    keys.press(*"PPLPPEPPPAPP")
    assert keys.pressed == 12
    assert marks(tab) == [
        status_of(k) for k in "PPLPPEPPPAPP"
    ] and not read(store, house, meeting).to_mark  # fmt: skip
    assert tab.roll.here.text() == "10 here" and tab.roll.left.isHidden()


def test_a_roll_from_paper_names_who_typed_it_in(tab, keys, store, house):
    keys.press("P")
    assert tab.roll.paper.isHidden()
    roll = [printed("roll-call", SUNDAY)]
    (paper,) = store.write(OWNER, record_forms, house.house_id, roll, ["K7M-4RY"])
    store.write(OWNER, put_in, paper)
    tab.reload()
    settle()
    assert tab.roll.paper.full_text() == "Transcribed from paper by Olive Owner"
    assert not tab.roll.paper.isHidden()


def test_all_present_but_two_is_five_keys(tab, keys):
    keys.press("Alt+P")
    keys.press("Home", "A", "Down", "E")
    assert marks(tab) == ["absent", "present", "excused", *["present"] * 9]
    assert keys.pressed == 5


def test_arrows_go_back_and_each_mark_is_one_step_to_undo(tab, keys, desk):
    keys.press("P", "L", "Up", "A")
    assert marks(tab)[:3] == ["present", "absent", ""]
    desk.undo()
    assert marks(tab)[:2] == ["present", "late"]
    desk.undo()
    desk.undo()
    assert not any(marks(tab)) and tab.roll.left.text() == "Nobody marked"
    desk.redo()
    assert marks(tab)[0] == "present"


def test_other_letters_and_control_mark_nobody(tab, keys):
    keys.press("X", "Q", "Ctrl+L", "Ctrl+A")
    assert not any(marks(tab))


def test_a_mark_is_taken_away_by_delete_or_by_a_second_click(tab, keys):
    keys.press("P", "Up", "Delete")
    assert not any(marks(tab))
    spot = tab.roll.list.segment_centre(3, "late").toPoint()
    for expected in ("late", ""):
        QTest.mouseClick(tab.roll.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        settle()
        assert marks(tab)[3] == expected


def test_in_spanish_the_letters_are_those_of_the_words(tab):
    speak("es")
    assert [status_of(k) for k in "PTCAlE"] == [
        "present", "late", "excused", "absent", "late", "excused",
    ]  # fmt: skip


def test_suggestions_are_shown_with_reasons_and_mark_nobody_before_one_accepts(
    tab, keys, store, house, meeting, desk
):
    evening(store, house)
    tab.reload()
    rows = tab.roll.list.rows
    ben, luis = rows.people[1], rows.people[6]
    assert (rows.why(ben), rows.why(luis), rows.hint(ben)) == (
        "On a pass", "Store until 9:12 PM", "",
    )  # fmt: skip
    keys.press("Alt+S")
    assert rows.hint(ben) == "excused" and rows.hint(luis) == "absent"
    assert not any(marks(tab)) and read(store, house, meeting).nobody_marked
    assert "suggested: Excused" in rows.said(ben)
    keys.press("Esc")
    assert rows.hint(ben) == "" and not any(marks(tab))
    keys.press("Alt+S", "Space")
    found = {p.name: (p.status, p.reason) for p in read(store, house, meeting).people}
    assert found["Ben F."] == ("excused", "On a pass")
    assert found["Luis G."] == ("absent", "Store until 9:12 PM")
    assert found["Andre W."] == ("present", "")
    desk.undo()
    assert read(store, house, meeting).nobody_marked


def test_one_suggestion_is_accepted_by_enter(tab, keys, store, house, meeting):
    evening(store, house)
    tab.reload()
    keys.press("P", "Return")
    assert tab.roll.suggesting and marks(tab)[1] == ""
    keys.press("Alt+R", "Return")
    assert marks(tab)[:3] == ["present", "excused", ""]


def test_the_agenda_is_ticked_moved_and_added_to_by_keys(tab, keys, desk):
    keys.press("Alt+G", "Space", "Down", "Return")
    assert [row.done for row in tab.run.agenda[:3]] == [True, True, False]
    desk.undo()
    assert [row.done for row in tab.run.agenda[:2]] == [True, False]
    keys.press("Alt+N")
    keys.type("Thanksgiving dinner")
    keys.press("Tab")
    keys.type("15")
    keys.press("Ctrl+Return")
    assert texts(tab.agenda)[-1] == "9. Thanksgiving dinner, not done"
    desk.undo()
    assert len(tab.run.agenda) == 8
    first = tab.run.agenda[0].item_id
    tab.agenda.move_line(tab.run.agenda[0], 1)
    assert tab.run.agenda[1].item_id == first


def test_what_an_agenda_line_says_goes_into_the_minutes(tab, keys, store, house, meeting):
    line = next(row for row in tab.run.agenda if row.text)
    put = {words: run for words, _icon, run in tab.agenda._verbs(line)}
    put["Put into the minutes"]()
    wanted = f"{line.title}:\n{line.text}"
    assert tab.minutes.box.toPlainText() == wanted
    assert read(store, house, meeting).minutes == wanted
    silent = next(row for row in tab.run.agenda if not row.text)
    assert "Put into the minutes" not in [verb[0] for verb in tab.agenda._verbs(silent)]


def test_minutes_save_themselves_and_tell_when(tab, keys, store, house, meeting, clock):
    keys.press("Alt+M")
    keys.type("Chores swap.")
    assert read(store, house, meeting).minutes == ""
    clock.forward(minutes=29)
    tab.minutes.form._timer.timeout.emit()  # two seconds after the last key
    assert read(store, house, meeting).minutes == "Chores swap."
    assert tab.minutes.saved.text() == "Saved 7:41 PM"
    keys.type(" Agreed.")
    keys.press("Alt+R")  # left
    assert read(store, house, meeting).minutes == "Chores swap. Agreed."
    keys.press("Alt+M")
    keys.type(" Long talk")
    tab.minutes._longest.timeout.emit()  # ten seconds without a pause
    assert "Long talk" in read(store, house, meeting).minutes


def test_minutes_typed_elsewhere_meanwhile_are_not_overwritten(
    tab, keys, store, house, meeting, monkeypatch
):
    told = []

    def keep(_parent, label, theirs, mine):
        told.append((label, theirs, mine))
        return "mine"

    monkeypatch.setattr("ui.office.meetings.run.minutes.keep_which", keep)
    keys.press("Alt+M")
    keys.type("Mine")
    store.write(OWNER, minutes.save_minutes, meeting, "Theirs", "")
    tab.minutes.leave()
    assert told == [("Minutes", "Theirs", "Mine")]
    assert read(store, house, meeting).minutes == "Mine"


def test_promises_are_asked_about_by_keys(tab, keys, store, house, meeting, desk):
    keys.press("Alt+K", "K", "Down", "P")
    assert [c.outcome for c in tab.run.commitments] == ["kept", "partly"]
    desk.undo()
    assert [c.outcome for c in tab.run.commitments] == ["kept", ""]
    keys.press("Up", "K")
    assert tab.run.commitments[0].outcome == ""


def test_action_items_come_back_and_are_ticked(tab, keys, store, house, meeting):
    assert texts(tab.tasks) == ["Fix the dryer vent, Omar S., Fri, Nov 20, not done"]
    keys.press("Alt+T")
    keys.type("Shopping list")
    keys.press("Ctrl+Return")
    assert texts(tab.tasks)[-1] == "Shopping list, No owner, not done"
    keys.press("Alt+T", "Esc")
    assert tab.panel.isHidden() and tab.roll.isVisible()


def test_what_is_added_below_the_edge_comes_into_sight(tab, keys):
    tab.sheet.setFixedHeight(200)
    QCoreApplication.processEvents()
    keys.press("Alt+C", "Down", "Tab")
    keys.type("Call home")
    keys.press("Ctrl+Return")
    QCoreApplication.processEvents()
    line = tab.promises.lines.row(tab.promises.lines.row_keys()[-1])
    assert "Call home" in line.accessibleName()
    assert line.visibleRegion().boundingRect().height() == line.height()


def test_finishing_names_what_is_missing_and_may_be_put_off(
    tab, keys, store, house, meeting, monkeypatch
):
    asked = answer(monkeypatch, False)
    keys.press("P", "Alt+F")
    title, body, verb, keep = asked[0]
    assert (title, verb, keep) == ("Finish this meeting?", "Finish anyway", "Keep it open")
    for gap in ("11 people to mark", "No minutes were written", "2 commitments were not asked",
                "8 lines of the agenda are not ticked"):  # fmt: skip
        assert gap in body
    assert read(store, house, meeting).finished_at is None
    answer(monkeypatch, True)
    keys.press("Alt+F")
    assert read(store, house, meeting).finished_at is not None
    assert not tab.roll.tools.isVisible() and tab.minutes.box.isReadOnly()
    assert tab.minutes.saved.text() == "Finished 7:12 PM"
    keys.press("Alt+R", "A")
    assert read(store, house, meeting).count("absent") == 0


def test_after_the_end_one_can_only_add_and_says_why(tab, keys, store, house, meeting, monkeypatch):
    answer(monkeypatch, True)
    keys.press("Alt+F", "Alt+F")
    keys.type("Rent is due on the 1st.")
    keys.press("Tab")
    keys.type("Forgotten")
    keys.press("Ctrl+Return")
    (row,) = read(store, house, meeting).amendments
    assert (row.text, row.why) == ("Rent is due on the 1st.", "Forgotten")


def test_nobody_marked_is_not_shown_as_all_absent(tab):
    assert tab.roll.left.text() == "Nobody marked" and tab.roll.here.isHidden()


def test_an_auditor_reads_and_changes_nothing(store, house, meeting, shown, qapp):
    from sobrhouse.queries.unlocks import my_houses
    from tests.conftest import staff
    from ui.desk import Opened

    auditor = staff(Role.AUDITOR, house.house_id)
    houses = store.read(auditor, my_houses)
    desk = Desk(InlineJobs(), Opened(store, store.watch(), auditor, houses))
    page = shown(MeetingsPage(desk))
    page.open_record(meeting)
    assert [b.words() for b in page.run.header_buttons()] == ["Print minutes"]
    assert not page.run.roll.tools.isVisible()
    assert page.run.minutes.box.isReadOnly() and not page.run.agenda.new.isVisible()
    desk.shut()
    desk.deleteLater()


def test_what_is_typed_when_it_locks_is_saved(tab, keys, window, store, house, meeting):
    keys.press("Alt+M")
    keys.type("Half a sentence")
    window.frame_shown().where()
    assert read(store, house, meeting).minutes == "Half a sentence"


def test_a_form_that_is_left_half_typed_comes_back(tab, keys, window, desk):
    keys.press("Alt+T")
    keys.type("Shopping")
    where = window.frame_shown().where()
    again = window.new_frame(desk)
    again.fill(PAGES, where)
    settle()
    assert again.page().run.panel.form["text"].text() == "Shopping"


def test_everything_that_takes_the_focus_has_a_name(tab, window):
    assert nameless(window) == []


def test_keys_may_come_faster_than_the_records_answer(store, meeting, house, lanes, qtbot):
    """On the real lanes: each key meets another line, and the marks are all on record."""
    slow = Desk(lanes, opened(store))
    page = MeetingsPage(slow)
    qtbot.addWidget(page)
    page.show()
    page.open_record(meeting)
    tab = page.run
    qtbot.waitUntil(lambda: tab.run is not None and bool(tab.roll.list.rows.people))
    tab.roll.list.go_in()
    for letter in "PPLPPEPPPAPP":
        QTest.keyClicks(tab.roll.list, letter)
    assert marks(tab) == [status_of(k) for k in "PPLPPEPPPAPP"]
    qtbot.waitUntil(lambda: not read(store, house, meeting).to_mark)
    assert [p.status for p in read(store, house, meeting).people] == marks(tab)
    slow.shut()
    qtbot.waitUntil(lambda: not slow.is_open)
    slow.deleteLater()
