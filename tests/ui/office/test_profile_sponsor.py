"""The profile's tab Sponsor: ties, contacts in two clicks, choices, steps, help, family."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from sobrhouse.domain.staff import Permission, Role
from sobrhouse.queries.helping import help_of
from sobrhouse.queries.sponsorships import resident_support
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Stay
from tests import make, make_circle
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.ui.office.sponsor_tab import Held, choose, lines, texts
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.residents.place import ResidentsPage
from ui.office.sponsors.forms import ChoicesForm
from ui.office.sponsors.tie_card import TieCard
from ui.office.sponsors.tie_form import TieForm
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.chips import Chip
from ui.widgets.choices import Check


@needs(Permission.SEE_HOUSE)
def stay_of(session, resident_id):
    return session.scalars(select(Stay.id).where(Stay.resident_id == resident_id)).one()


@pytest.fixture
def marcus(small_house):
    return small_house.people["Marcus"]


@pytest.fixture
def open_at(desk, shown, marcus):
    """The tab of Marcus, once what it shows is written down."""

    def open_() -> ResidentsPage:
        page = shown(ResidentsPage(desk))
        page.open_record(marcus)
        page.profile.tabs.show_tab("sponsor")
        return page

    return open_


@pytest.fixture
def held(desk, shown, marcus):
    """The tab of Marcus by itself, once what it shows is written down."""
    return lambda: shown(Held(desk, marcus))


@pytest.fixture
def seen(store, marcus):
    return lambda: store.read(OWNER, resident_support, marcus, SUNDAY)


def press(widget, words):
    next(b for b in widget.findChildren(Button) if b.words() == words).click()


def test_without_anybody_the_tab_and_the_card_say_so_and_offer_the_way(open_at):
    page = open_at()
    assert texts(page.profile.sponsor).count("Nobody is written down yet.") == 2
    assert "No sponsor yet." in texts(page.profile.side.sponsor)
    went = []
    page.go.connect(lambda place, target: went.append((place, target["tab"])))
    press(page.profile.side.sponsor, "Find a match")
    assert went == [("sponsors", "needs")]


def test_a_contact_is_logged_in_two_clicks_and_undone(
    open_at, store, small_house, marcus, seen, desk
):
    tie = make_circle.sponsorship(store, marcus, phone="+15550107720")
    make_circle.touch(store, small_house.house_id, tie, on_date=SUNDAY - timedelta(days=9))
    page = open_at()
    card = page.profile.side.sponsor
    assert {"Ron B.", "(555) 010-7720"} <= set(texts(card))
    assert [c.text() for c in card.findChildren(Chip) if c.isVisible() and c.text()] == [
        "In touch 9 days ago"
    ]
    choose(card.findChild(MenuButton).menu(), "Called")
    assert next((t.kind, t.on) for t in seen().touches) == ("call", SUNDAY)
    (line,) = lines(page.profile.sponsor)
    assert "1 time in touch in 7 days, last today" in texts(line)
    choose(line.log.menu(), "Went to a meeting together")
    assert [t.kind for t in seen().touches][:2] == ["meeting_together", "call"]
    desk.undo()
    desk.undo()
    assert len(seen().touches) == 1


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_l_opens_the_ways_to_be_in_touch(held, store, marcus):
    make_circle.sponsorship(store, marcus)
    page = held()
    (line,) = lines(page.tab)
    menu = line.log.menu()
    for widget in (line, page.tab):
        QTest.keyClick(widget, Qt.Key.Key_L)
        assert menu.isVisible()
        menu.close()
    page.tab.log_contact()
    assert menu.isVisible()
    menu.close()


def test_tab_goes_from_a_heading_to_its_lines_also_after_they_were_made_anew(
    held, store, marcus, desk
):
    make_circle.sponsorship(store, marcus)
    page = held()

    def after_add():
        (line,) = lines(page.tab)
        add = next(b for b in page.tab.findChildren(Button) if b.words() == "Add" and b.isVisible())
        add.setFocus()
        stops = []
        for _stop in range(2):
            QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
            stops.append(page.window().focusWidget())
        return stops == [line, line.log]

    assert after_add()
    choose(lines(page.tab)[0].log.menu(), "Called")
    assert after_add()


def test_a_contact_of_another_day_and_one_that_was_a_mistake(held, store, marcus, seen, desk):
    make_circle.sponsorship(store, marcus)
    page = held()
    (line,) = lines(page.tab)
    choose(line.log.menu(), "On another day")
    form = page.panel.form
    form["kind"].set_value("meet")
    form["on"].set_text("nov 20")
    form["minutes"].set_text("45")
    form["paper"].set_value(True)
    form.submit()
    (touch,) = seen().touches
    assert (touch.kind, touch.on.day, touch.minutes) == ("meet", 20, 45)
    assert "transcribed from paper by Olive Owner" in page.tab._touch(touch, seen()).what
    page.tab._open_touch(touch.contact_id, "Met", "Fri, Nov 20")
    press(page.panel, "Take off, it was a mistake")
    assert seen().touches == ()
    desk.undo()
    assert len(seen().touches) == 1


def test_a_call_sheet_is_typed_in_on_its_own_days(open_at, store, marcus, seen):
    make_circle.sponsorship(store, marcus)
    page = open_at()
    page.open_record({"calls": SUNDAY - timedelta(days=6)})
    page.open_person(marcus)
    assert page.profile.tabs.key() == "sponsor"
    (line,) = lines(page.profile.sponsor)
    choose(line.log.menu(), "Called")
    page.panel.form.submit()
    (touch,) = seen().touches
    assert (touch.kind, touch.on, touch.way) == ("call", SUNDAY - timedelta(days=6), "paper")
    page.calls_from_paper(None)
    choose(lines(page.profile.sponsor)[0].log.menu(), "Called")
    assert [t.way for t in seen().touches] == ["staff", "paper"]


def test_a_new_tie_keeps_the_name_safe_and_asks_only_what_goes_with_it(
    held, store, small_house, seen, desk
):
    make_circle.supporter(store, small_house.house_id)
    page = held()
    page.tab.forms.add_tie()
    form = page.panel.form
    assert isinstance(form, TieForm)
    form.named.line.setText("Frank Delgado")
    form.named.edited.emit()
    assert form.named._below.text() == "Written down as Frank D."
    form["fellowship"].set_value("NA")
    form.submit()
    (tie,) = seen().ties
    assert (tie.name, tie.kind, tie.fellowship) == ("Frank D.", "sponsor", "NA")
    desk.undo()
    assert seen().ties == ()
    page.tab.forms.add_tie()
    form = page.panel.form
    form.kind.set_value("house_buddy")
    form.kind.edited.emit()
    assert (form.share.isHidden(), form.named.isHidden()) == (True, True)
    form.who.set_value(f"p{small_house.people['Sam']}")
    form.submit()
    assert [(t.kind, t.name) for t in seen().ties] == [("house_buddy", "Sam O.")]
    page.tab.forms.add_tie()
    form = page.panel.form
    form.share.set_value("existence")
    form.share.edited.emit()
    assert (form.who.isHidden(), form.named.isHidden(), form.note.isHidden()) == (True,) * 3
    form.submit()
    assert [t.shared for t in seen().ties if t.kind == "sponsor"] == [False]


def test_an_undo_shows_in_the_card_that_is_open_and_the_next_change_is_kept(
    held, store, marcus, seen, desk
):
    make_circle.sponsorship(store, marcus)
    page = held()
    lines(page.tab)[0].clicked.emit()
    editor = page.panel.findChild(TieCard).editor
    before = editor["fellowship"].read()
    for code in ("NA", "CA"):
        editor["fellowship"].set_value(code)
        editor["fellowship"].edited.emit()
        editor["fellowship"].leave()
        assert seen().ties[0].fellowship == code
        desk.undo()
        assert seen().ties[0].fellowship == before
        assert editor["fellowship"].read() == before


def test_who_is_kept_private_is_on_no_part_of_the_profile(open_at, store, marcus, small_house):
    who = make_circle.supporter(store, small_house.house_id, name="Zelda Q.", phone="555-0199",
                                phone_agreed=True)  # fmt: skip
    tie = make_circle.sponsorship(store, marcus, supporter_id=who, share="existence",
                                  note="Zelda knows")  # fmt: skip
    make_circle.touch(store, small_house.house_id, tie)
    page = open_at()
    (line,) = lines(page.profile.sponsor)
    line.clicked.emit()
    card = page.panel.findChild(TieCard)
    assert "share" not in card.editor and "note" not in card.editor
    said = " ".join([*texts(page), *(w.accessibleName() for w in page.findChildren(Button))])
    assert "They keep the name to themselves" in said
    assert "Zelda" not in said and "0199" not in said


def test_a_tie_is_changed_checked_ended_reopened_and_taken_off(held, store, marcus, seen, desk):
    make_circle.sponsorship(store, marcus)
    page = held()

    def card():
        page.tab.forms.open_tie((seen().ties or seen().past)[0])
        return page.panel.findChildren(TieCard)[-1]

    editor = card().editor
    editor["name"].set_text("Ronald Baker")
    editor["name"].leave()
    assert seen().ties[0].name == "Ronald B."
    assert editor["name"].text() == "Ronald B."
    desk.undo()
    assert seen().ties[0].name == "Ron B."
    for check in card().findChildren(Check):
        check.click()
    tie = seen().ties[0]
    assert (tie.staff_verified_on, tie.resident_verified_on) == (SUNDAY, SUNDAY)
    desk.undo()
    assert seen().ties[0].staff_verified_on is None
    press(card(), "It has ended")
    form = page.panel.form
    form["kind"].set_value("moved_on")
    form.submit()
    assert [(t.ended_on, t.end_kind) for t in seen().past] == [(SUNDAY, "moved_on")]
    press(card(), "It goes on")
    assert seen().past == ()
    desk.undo()
    assert seen().past[0].end_kind == "moved_on"
    press(card(), "Take off, it was a mistake")
    assert (seen().ties, seen().past) == ((), ())
    desk.undo()
    assert len(seen().past) == 1


def test_an_introduction_is_asked_after_on_the_profile(
    held, store, small_house, marcus, seen, desk
):
    who = make_circle.supporter(store, small_house.house_id)
    stay = store.read(OWNER, stay_of, marcus)
    make_circle.introduction(store, small_house.house_id, stay, supporter_id=who)
    page = held()
    tab = page.tab
    assert "Introduced Nov 22. Ask Sun, Nov 29" in texts(tab)
    (button,) = [b for b in tab.findChildren(MenuButton) if b.words() == "How did it go?"]
    choose(button.menu(), "They go on together")
    assert [t.name for t in seen().ties] == ["Bill W."]
    desk.undo()
    assert (seen().ties, len(seen().asked)) == ((), 1)


def test_choices_and_steps_are_theirs_and_steps_show_only_where_shared(
    held, store, marcus, seen, desk
):
    make_circle.step(store, marcus, 1)
    page = held()
    tab = page.tab
    assert "They keep their steps to themselves." in texts(tab)
    tab.forms.open_choices()
    form = page.panel.findChild(ChoicesForm)
    form["shares_steps"].check.click()
    form["hours"].boxes["weekend_morning"].click()
    form["buddies"].set_text("0")
    form["buddies"].leave()
    choices = seen().choices
    assert (choices.shares_steps, choices.hours, choices.buddies) == (
        True, ("weekend_morning",), 0)  # fmt: skip
    assert {"Weekend mornings", "Not now"} <= set(texts(tab))
    tab.forms.set_step()
    form = page.panel.form
    form["step"].set_value(2)
    form["state"].set_value("working")
    form.submit()
    assert seen().steps == ((1, "done"), (2, "working"))
    for _n in range(4):
        desk.undo()
    assert seen().choices.shares_steps is False


def test_help_is_counted_added_and_taken_off(held, store, small_house, marcus, desk):
    mine, sams = (store.read(OWNER, stay_of, small_house.people[n]) for n in ("Marcus", "Sam"))
    make_circle.helping(store, small_house.house_id, mine)
    make_circle.helping(store, small_house.house_id, mine, receiver_stay_id=sams, kind="meal")
    page = held()
    tab = page.tab
    assert "A meal 1, a ride 1" in texts(tab)
    tab.forms.add_help()
    form = page.panel.form
    form["way"].set_value("got")
    form["kind"].set_value("listening")
    form["other"].set_value(sams)
    form.submit()

    def now():
        return store.read(OWNER, help_of, marcus, SUNDAY)

    assert now().got == (("listening", 1),)
    assert not [t for t in texts(tab.sections["help"]) if "Sam" in t]
    tab.forms.take_back_help(now().newest[0])
    assert now().got == ()
    desk.undo()
    desk.undo()
    assert now().got == ()


def test_family_is_named_part_of_recovery_and_nobody_private_is_shown(
    held, store, marcus, seen, desk
):
    make.contact(store, marcus, name="Lena Tate", kind="family", may_be_told="logistics")
    make_circle.network_person(store, marcus, "Ex from Ohio", stance="avoid")
    make_circle.network_person(store, marcus, "Coach Ray", private=False)
    page = held()
    said = texts(page.tab)
    assert {"Lena Tate", "May be told: practical things only.", "Coach Ray"} <= set(said)
    assert not [t for t in said if "Ohio" in t]
    check = next(c for c in page.tab.findChildren(Check) if c.isEnabled())
    check.click()
    assert [p.supports for p in seen().people if p.contact_id] == [True]
    desk.undo()
    assert [p.supports for p in seen().people if p.contact_id] == [False]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_forms_come_back_after_a_lock_and_the_palette_logs_a_contact(
    desk, shown, store, marcus, qtbot
):
    make_circle.sponsorship(store, marcus)
    page = shown(ResidentsPage(desk))
    page.stack.setCurrentWidget(page.profile)
    (verb,) = [v for v in page.verbs() if v.id == "contact"]
    verb.run()  # before anybody is read, as the palette does
    page.open_record(marcus)
    (line,) = lines(page.profile.sponsor)
    qtbot.waitUntil(line.log.menu().isVisible)
    line.log.menu().close()
    for name in ("tie", "help"):
        page.reopen_form(name)
        assert page.open_form() == name
        page.panel.finish()


def test_the_auditor_reads_and_writes_nothing(store, small_house, marcus, shown, qapp):
    make_circle.sponsorship(store, marcus)
    who = make.staff(store, "Ada Audit", Role.AUDITOR, (small_house.house_id,))
    me = store.actor(staff_id=who)
    desk = Desk(InlineJobs(), Opened(store, store.watch(), me, store.read(me, my_houses)))
    page = shown(Held(desk, marcus))
    (line,) = lines(page.tab)
    assert "Ron B., sponsor" in texts(line)
    assert not [b.words() for b in page.tab.findChildren(Button) if b.isVisible()]
    line.clicked.emit()
    assert page.panel.isHidden()
    desk.shut()
    desk.deleteLater()
