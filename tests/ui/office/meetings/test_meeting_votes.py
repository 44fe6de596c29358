"""Votes on the screen of a meeting: by hands from form to result, in secret without a count."""

from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.services import ballots
from tests import make
from tests.conftest import OWNER
from tests.services.test_ballots import me
from tests.ui.office.meeting_house import settle
from ui.widgets.buttons import Button


def read(store, house, meeting):
    return store.read(OWNER, meeting_run, house.house_id, meeting)


def texts(part):
    return [part.lines.row(key).accessibleName() for key in part.lines.row_keys()]


def press(holder, words):
    (button,) = (b for b in holder.findChildren(Button) if b.isVisible() and b.words() == words)
    button.click()
    settle()


def test_a_vote_by_hands_from_new_to_result(tab, keys, store, house, meeting, desk):
    keys.press("Alt+P", "Alt+V")
    keys.type("Quiet hours start at 10 PM every night")
    keys.press("Ctrl+Return")
    keys.type("8")
    keys.press("Tab")
    keys.type("3")
    keys.press("Tab")
    keys.type("1")
    keys.press("Return")
    (row,) = read(store, house, meeting).motions
    assert (row.outcome, row.tally.yes, row.tally.no, row.tally.abstain) == ("passed", 8, 3, 1)
    assert texts(tab.votes) == [
        "Quiet hours start at 10 PM every night. Needs 7 of 12. Yes 8, No 3, Skip 1, Passed"
    ]
    desk.undo()
    assert read(store, house, meeting).motions[0].outcome == "open"


def test_a_vote_names_whom_of_the_waitlist_it_lets_in(keys, store, house, meeting, tab):
    wish = make.application(store, make.resident(store, "Al", "Novak"), house.house_id)
    tab.reload()
    settle()
    keys.press("Alt+V")
    keys.type("Let Al in")
    tab.panel.form["applicant"].set_value(wish)
    keys.press("Ctrl+Return")
    (row,) = read(store, house, meeting).motions
    assert (row.kind, row.application_id, row.percent) == ("admission", wish, 80)
    tab.votes.change_wanted.emit(row)
    settle()
    assert tab.panel.form["applicant"].value() == wish


def test_a_count_that_cannot_be_is_said(tab, keys, desk):
    told = []
    desk.told.connect(lambda t: told.append(t.text))
    keys.press("Alt+P", "Alt+V")
    keys.type("Buy a dryer")
    keys.press("Ctrl+Return")
    keys.type("20")
    keys.press("Tab")
    assert told[-1] == "20 votes are more than the 12 people who may vote. Count again."


def test_a_secret_vote_shows_how_many_have_voted_and_no_count(tab, keys, store, house, meeting):
    keys.press("Alt+V")
    keys.type("Let Al move in")
    tab.panel.form["secret"].set_value(True)
    keys.press("Ctrl+Return")
    press(tab.votes, "Open at the kiosk")
    stay = house.stays["Ray"]
    person = next(p.resident_id for p in tab.run.people if p.stay_id == stay)
    motion = tab.run.motions[0].motion_id
    store.write(me(person, house.house_id), ballots.cast_ballot, stay, motion, "no")
    tab.reload()
    settle()
    words = [w.text() for w in tab.votes.findChildren(type(tab.roll.here)) if w.isVisible()]
    assert words == ["1 of 12 voted"]
    press(tab.votes, "Close vote")
    assert "Yes 0, No 1, Skip 0, Failed" in texts(tab.votes)[0]


def test_a_vote_cast_at_the_kiosk_shows_at_once(tab, keys, store, house, meeting, desk):
    keys.press("Alt+V")
    keys.type("Let Al move in")
    tab.panel.form["secret"].set_value(True)
    keys.press("Ctrl+Return")
    tab.votes.open_vote(tab.run.motions[0])
    person = tab.run.people[0]
    store.write(me(person.resident_id, house.house_id), ballots.cast_ballot, person.stay_id,
                tab.run.motions[0].motion_id, "yes")  # fmt: skip
    desk.look()
    assert (tab.run.motions[0].cast, tab.run.motions[0].tally) == (1, None)
