"""Tests of the smaller building blocks: buttons, chips, cards, toasts, panels, questions."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.problems import Problem
from ui import theme
from ui.widgets.ask import Ask, AskText, FormDialog, Trouble
from ui.widgets.avatar import initials
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, vbox
from ui.widgets.buttons import Button, IconButton, MenuButton, add_action
from ui.widgets.cards import Card, Fact, FigureCard, PersonRow, ReasonRow
from ui.widgets.chips import Chip, FilterChips
from ui.widgets.empty import EmptyState
from ui.widgets.fields import LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.panel import SidePanel
from ui.widgets.progress import Working
from ui.widgets.segments import Segments
from ui.widgets.tabs import Tabs
from ui.widgets.timeline import Timeline, TimelineItem
from ui.widgets.toast import Toasts


def awake(qtbot: QtBot, widget: QWidget) -> None:
    """Show it as the window that has the keys."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    QTest.qWaitForWindowActive(widget)


def named(widget: QWidget) -> list[QWidget]:
    """What can take the focus and has no name to say."""
    inside = [widget, *widget.findChildren(QWidget)]
    takes = [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.isHidden()]
    return [w for w in takes if not w.accessibleName()]


def test_a_button_with_an_icon_is_named_by_its_words_alone(qtbot: QtBot) -> None:
    button = Button("Tom & Jerry", icon="plus")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Tom & Jerry"
    assert button.text() == " Tom && Jerry"


def test_the_focus_ring_shows_for_keys_and_not_for_the_mouse(qtbot: QtBot) -> None:
    button = Button("Keep")
    awake(qtbot, button)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.property("ring")
    button.clearFocus()
    before = button.sizeHint()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.property("ring")
    assert button.sizeHint() == before, "the words do not jump"


def test_an_icon_button_is_named_and_a_folded_one_keeps_its_name(qtbot: QtBot) -> None:
    close, nav = IconButton("x", "Close", keys="Esc"), Button("Beds", "nav", "bed")
    qtbot.addWidget(close)
    qtbot.addWidget(nav)
    nav.fold(True)
    assert close.accessibleName() == "Close"
    assert "Close (Esc)" in close.toolTip()
    assert nav.text() == ""
    assert nav.accessibleName() == "Beds"
    assert "Beds" in nav.toolTip()


def test_markup_in_a_name_is_shown_and_never_obeyed(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>Marcus</b> & the others who live in this house")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text().endswith("…")
    assert "&lt;b&gt;" in label.toolTip()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Marcus Tate", "MT"), ("Sal V.", "SV"), ("Cher", "C"), ("", "?"), ("José de Ávila", "JÁ")],
)
def test_initials_are_first_and_last(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_segments_are_one_tab_stop_moved_by_arrows(qtbot: QtBot) -> None:
    segments = Segments([("here", "Here"), ("out", "Out"), ("gone", "Moved out")], "Which")
    qtbot.addWidget(segments)
    segments.show()
    told: list[object] = []
    segments.picked.connect(told.append)
    qtbot.keyClick(segments.findChildren(Button)[0], Qt.Key.Key_Right)
    assert segments.key() == "out"
    assert told == ["out"]
    stops = [b for b in segments.findChildren(Button) if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [b.words() for b in stops] == ["Out"]


def test_a_segment_always_has_room_for_its_words_in_bold(qtbot: QtBot) -> None:
    segments = Segments([("a", "First name, initial"), ("b", "Solo la cama del residente")])
    qtbot.addWidget(segments)
    metrics = QFontMetrics(theme.font("small", weight=700))
    for button in segments.findChildren(Button):
        assert button.minimumSizeHint().width() >= metrics.horizontalAdvance(button.words()) + 16


def test_filter_chips_tell_what_was_chosen(qtbot: QtBot) -> None:
    chips = FilterChips([("all", "All"), ("note", "Notes")], "Show")
    qtbot.addWidget(chips)
    with qtbot.waitSignal(chips.picked) as told:
        chips.pick("note")
    assert told.args == ["note"]
    assert chips.key() == "note"


def test_cards_say_what_they_show(qtbot: QtBot) -> None:
    figure = FigureCard("house", "In the house")
    figure.show_figure("9", "of 14 residents", 0.64)
    reason = ReasonRow("log-out", "bad", "Marcus T. is late", "Due 6:30 PM.", "Now", "Call or note")
    person = PersonRow(1, "Sam Okafor", "Meeting", "8:15 PM", Chip("On time", "ok"))
    card = Card("Needs attention", 6)
    for part in (figure, reason, person, card):
        qtbot.addWidget(part)
        part.show()
        assert named(part) == []
    assert figure.accessibleName() == "In the house: 9 of 14 residents"
    assert reason.button.accessibleName() == "Call or note: Marcus T. is late"
    assert person.accessibleName() == "Sam Okafor, Meeting, 8:15 PM, On time"
    with qtbot.waitSignal(reason.pressed):
        reason.button.click()
    with qtbot.waitSignal(person.clicked):
        qtbot.keyClick(person, Qt.Key.Key_Return)
    assert card.count.text() == "6"


def test_a_toast_undoes_and_goes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toasts = Toasts(window)
    undone: list[int] = []
    toast = toasts.say("Moved Ray H. to bed 6B.", undo=lambda: undone.append(1))
    assert toast.isVisible()
    assert toasts.geometry().bottom() <= 600
    assert toasts.geometry().left() == 16
    assert toast.is_waiting()
    toast.undo.click()
    assert undone == [1]
    assert toasts.shown() == []


def test_toasts_of_one_kind_become_one_that_undoes_all(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toasts = Toasts(window)
    undone: list[int] = []
    for n in range(3):
        toasts.say(
            "Kitchen passed",
            undo=lambda n=n: undone.append(n),
            kind="chore.passed",
            many=lambda count: f"{count} chores passed",
        )
    (toast,) = toasts.shown()
    assert toast.label.text() == "3 chores passed"
    assert toast.undo.words() == "Undo all"
    toast.undo.click()
    assert undone == [2, 1, 0], "the last one first"


def test_pointing_at_a_toast_stops_its_clock(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    toast = Toasts(window).say("Saved.", undo=lambda: None)
    here = QPointF(1, 1)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not toast.is_waiting()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.is_waiting()


def test_undo_takes_the_focus_from_tab_alone(qtbot: QtBot) -> None:
    window = QWidget()
    first, last = Button("First"), Button("Last")
    box = vbox(first, last, parent=window)
    box.addStretch(1)
    window.resize(800, 600)
    awake(qtbot, window)
    toast = Toasts(window).say("Saved.", undo=lambda: None)
    last.setFocus()
    last.setEnabled(False)
    assert not toast.undo.hasFocus()
    last.setEnabled(True)
    last.setFocus()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert toast.undo.hasFocus()


def test_a_panel_takes_the_focus_and_gives_it_back(qtbot: QtBot) -> None:
    window = QWidget()
    before = Button("Move someone in")
    before.setParent(window)
    panel = SidePanel("Move in", parent=window)
    field = LineField("x", "Reason")
    panel.add(field)
    awake(qtbot, window)
    before.setFocus()
    panel.show_panel()
    assert field.control.hasFocus()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(field.control, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert before.hasFocus()


def test_a_question_puts_the_focus_on_the_safe_answer(qtbot: QtBot) -> None:
    ask = Ask(None, "Move out Jay Porter?", "Bed 3B becomes free.", "Move out", "Keep")
    qtbot.addWidget(ask)
    ask.show()
    assert ask.focusWidget() is ask.keep
    qtbot.keyClick(ask, Qt.Key.Key_Return)
    assert ask.result() == Ask.DialogCode.Rejected


def test_a_reason_is_asked_for_until_it_is_there(qtbot: QtBot) -> None:
    ask = AskText(None, "Not a problem?", "", "Reason", "Save", "Cancel")
    qtbot.addWidget(ask)
    ask.show()
    ask.verb.click()
    assert ask.isVisible()
    assert ask.field.faulty()
    ask.field.set_text("He called.")
    ask.verb.click()
    assert ask.result() == Ask.DialogCode.Accepted


def test_technical_words_wait_behind_details(qtbot: QtBot) -> None:
    trouble = Trouble(None, Problem("The disk is full.", details="OSError: 28"))
    qtbot.addWidget(trouble)
    trouble.show()
    assert trouble.box.isHidden()
    trouble.more.click()
    assert trouble.box.toPlainText() == "OSError: 28"
    trouble.copy.click()
    assert QApplication.clipboard().text() == "OSError: 28"


def test_a_form_in_a_dialog_starts_at_its_first_field(qtbot: QtBot) -> None:
    form = MakingForm("Add bed")
    field = form.add(LineField("code", "Bed"))
    dialog = FormDialog(None, "Add a bed", form)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is field.control
    form.cancel.click()
    assert dialog.isHidden()


def test_progress_waits_before_it_shows_and_can_be_stopped(qtbot: QtBot) -> None:
    working = Working()
    qtbot.addWidget(working)
    working.start("Making your packet")
    assert working.isHidden()
    working._first.timeout.emit()
    assert working.isVisible()
    assert working.words.isHidden()
    working._second.timeout.emit()
    working.step(3, 6, "Page 3 of 6")
    assert working.words.full_text() == "Page 3 of 6"
    with qtbot.waitSignal(working.cancelled):
        working.button.click()
    assert working.isHidden()


def test_the_timeline_groups_and_filters(qtbot: QtBot) -> None:
    items = [
        TimelineItem("log-out", "bad", "Late", "", "6:31 PM", "Today", "log", 7),
        TimelineItem("sticky-note", "mute", "Note", "Talked.", "Wed", "This week", "note"),
    ]
    line = Timeline([("all", "All"), ("note", "Notes"), ("test", "Tests")])
    qtbot.addWidget(line)
    line.show()
    line.show_items(items)
    headings = [w.text() for w in line.findChildren(Label) if w.property("t") == "h3"]
    assert headings == ["Today", "This week"]
    line.chips.pick("note")
    assert [item.what for item in line.shown()] == ["Note"]
    line.chips.pick("test")
    assert line._no_match.isVisible()
    line.show_items([])
    assert line._nothing.isVisible()


def test_tabs_make_a_page_when_it_is_first_shown(qtbot: QtBot) -> None:
    made: list[str] = []

    def details() -> QWidget:
        made.append("details")
        return Label("Details")

    tabs = Tabs("Profile")
    tabs.add("timeline", "Timeline", Label("Timeline"))
    tabs.add("details", "Details", details)
    qtbot.addWidget(tabs)
    tabs.show()
    assert made == []
    with qtbot.waitSignal(tabs.picked):
        tabs.show_tab("details")
    assert made == ["details"]
    assert tabs.page("details").isVisible()


def test_banners_empty_states_menus_and_facts_have_their_button(qtbot: QtBot) -> None:
    ran: list[str] = []
    banner = Banner("No backup for 8 days.", "warn", "Back up now", lambda: ran.append("backup"))
    empty = EmptyState("users", "No residents yet", "", "Add", lambda: ran.append("add"))
    more = MenuButton("More")
    action = add_action(more.menu(), "Lock", "lock", lambda: ran.append("lock"), "Ctrl+L")
    fact = Fact("Rent", Chip("Paid", "ok"))
    for part in (banner, empty, more, fact):
        qtbot.addWidget(part)
        part.show()
        assert named(part) == []
    banner.button.click()
    empty.button.click()
    action.trigger()
    assert ran == ["backup", "add", "lock"]


def test_a_list_that_is_filled_again_stays_where_it_was_scrolled_to(qtbot: QtBot) -> None:
    box = ScrollBox()
    qtbot.addWidget(box)
    box.resize(200, 100)
    box.show()
    box.fill([Label(f"Row {n}") for n in range(60)])
    QApplication.processEvents()
    box.verticalScrollBar().setValue(300)
    box.fill([Label(f"Row {n}") for n in range(60)])
    QApplication.processEvents()
    assert box.verticalScrollBar().value() == 300


def test_a_long_list_shows_first_what_is_in_sight_and_then_the_rest(qtbot: QtBot) -> None:
    box = ScrollBox()
    awake(qtbot, box)
    box.resize(200, 100)
    before, after = ([Label(f"{word} {n}") for n in range(60)] for word in ("Before", "After"))
    box.fill(before)
    QApplication.processEvents()
    shown = [[sum(row.isVisible() for row in rows) for rows in (before, after)]
             for _step in box.filling(after)]  # fmt: skip
    assert shown[:60] == [[60, 0]] * 60, "nobody sees a list half made"
    assert all(gone == 0 for gone, _seen in shown[60:])
    sight = 2 * box.viewport().height() // after[0].height()
    assert sight <= shown[60][1] < 60, "what is further down waits"
    assert [seen for _gone, seen in shown[60:]] == sorted({seen for _gone, seen in shown[60:]})
    assert shown[-1] == [0, 60]
