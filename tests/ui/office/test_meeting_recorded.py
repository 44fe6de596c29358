"""A meeting of fourteen people run from its agenda to its printed minutes with keys alone.

With SOBRHOUSE_PICTURES=FOLDER each step is saved there as a picture.
"""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.services import house_meetings
from tests import make
from tests.conftest import OWNER
from tests.reports.reading import read
from tests.ui.conftest import opened
from tests.ui.office.meeting_house import SUNDAY, Keys, evening, fill, last_week, office, settle
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.papers.dialog import PaperDialog
from ui.widgets.ask import Ask

MINUTES = (
    "Chores: Jay asked to swap laundry with Ty this week. Agreed.\n"
    "Quiet hours: people want music off at 10 PM on Fridays too."
)

TASKS = (
    ("Post new quiet hours on the board", "R", "tom"),
    ("Shopping list for Thursday", "", "wed"),
)


@pytest.fixture
def house(store, clock):
    made = fill(store, make.house(store))
    last_week(store, made)
    evening(store, made)
    clock.forward(minutes=16)  # 7:28 PM
    return made


@pytest.fixture
def desk(store, house, qapp):
    at_once = Desk(InlineJobs(), opened(store))
    yield at_once
    at_once.shut()
    at_once.deleteLater()


def answer_by_keys(keys, *pressed):
    """Once the question stands open, take its picture and press these."""

    def go():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Ask)
        keys.picture("what-is-missing")
        if keys.folder is not None:
            dialog.grab().save(str(keys.folder / f"{keys.name}-question.png"))
        keys.press(*pressed)

    QTimer.singleShot(0, go)


class Evening:
    """The meeting, step by step; what is on record is read back after each."""

    def __init__(self, store, house, window, meeting, clock):
        self.store, self.house, self.meeting, self.clock = store, house, meeting, clock
        self.keys = Keys(window)

    def run(self):
        return self.store.read(OWNER, meeting_run, self.house.house_id, self.meeting)

    def fill_in(self, opens, *texts):
        """Open a form and type into its fields from the first on."""
        self.keys.press(opens)
        for at, text in enumerate(texts):
            if at:
                self.keys.press("Tab")
            self.keys.type(text)

    def begin(self):
        self.keys.picture("agenda-before")
        self.fill_in("Alt+N", "Quiet hours on weekends", "10")
        self.keys.picture("agenda-line-typed")
        self.keys.press("Ctrl+Return")
        self.clock.forward(minutes=4)
        self.keys.press("Alt+F")
        assert self.run().started_at is not None
        assert self.run().agenda[-1].title == "Quiet hours on weekends"
        self.keys.picture("begun")

    def take_roll(self):
        before = self.keys.pressed
        self.keys.press("Alt+S")  # what the sign log suggests
        self.keys.picture("suggestions")
        self.keys.press("Esc", *"PEPPLPAPPPPEAP")
        assert self.keys.pressed - before == 16
        self.keys.picture("roll-taken")
        assert {p.name: p.status for p in self.run().people if p.status != "present"} == {
            "Ben F.": "excused", "Hector R.": "late", "Luis G.": "absent", "Sam O.": "excused",
            "Ty C.": "absent",
        }  # fmt: skip

    def talk(self):
        self.keys.press("Alt+G", "Space", "Down", "Space", "Alt+K", "K", "Down", "P")
        self.keys.press("Alt+G", "Down", "Space", "Down", "Down", "Space")
        self.keys.picture("agenda-ticked-promises-asked")
        self.keys.press("Alt+M")
        self.keys.type(MINUTES)
        self.clock.forward(minutes=9)
        self.keys.press("Alt+R")
        assert self.run().minutes == MINUTES
        assert [c.outcome for c in self.run().commitments] == ["kept", "partly"]
        self.keys.picture("minutes-saved")

    def vote(self):
        self.fill_in("Alt+V", "Quiet hours start at 10 PM every night", "", "R")  # by Ray H.
        self.keys.picture("vote-typed")
        self.keys.press("Ctrl+Return")
        for hands in "72":
            self.keys.type(hands)
            self.keys.press("Tab")
        self.keys.type("1")
        self.keys.picture("hands-counted")
        self.keys.press("Return")
        (motion,) = self.run().motions
        assert (motion.outcome, motion.needs, motion.mover) == (
            "passed", "Needs 6 of 10", "Ray H.",
        )  # fmt: skip
        self.keys.picture("vote-passed")

    def decide(self):
        for text, owner, due in TASKS:
            self.fill_in("Alt+T", text, owner, due)
            self.keys.press("Ctrl+Return")
        self.fill_in("Alt+C", "M", "Go to the Tuesday meeting")
        self.keys.press("Ctrl+Return")
        assert [(a.text, a.owner) for a in self.run().actions if not a.from_earlier] == [
            ("Post new quiet hours on the board", "Ray H."), ("Shopping list for Thursday", ""),
        ]  # fmt: skip
        assert [c.name for c in self.run().commitments if not c.from_earlier] == ["Marcus T."]
        self.keys.picture("tasks-and-promises")

    def finish(self):
        answer_by_keys(self.keys, "Tab", "Return")
        self.keys.press("Alt+F")
        settle()
        done = self.run()
        assert done.finished_at is not None and done.here == 10 and done.count("absent") == 2
        self.keys.picture("finished")
        self.fill_in("Alt+F", "Rent is due on the 1st.", "Forgotten in the minutes")
        self.keys.press("Ctrl+Return")
        assert [a.text for a in self.run().amendments] == ["Rent is due on the 1st."]
        self.keys.picture("added-afterwards")

    def print_minutes(self):
        self.keys.press("Ctrl+P")
        (dialog,) = self.keys.window.findChildren(PaperDialog)
        assert dialog.isVisible() and dialog.shown is not None
        if self.keys.folder is not None:
            QTest.qWait(1_000)  # the page is drawn in a worker
            dialog.grab().save(str(self.keys.folder / "minutes-on-paper.png"))
            (self.keys.folder / "minutes.pdf").write_bytes(dialog.view.pdf)
        said = " ".join(read(dialog.view.pdf).split())
        for words in (
            "people want music off at 10 PM", "Quiet hours start at 10 PM every night", "Hector R.",
            "Post new quiet hours on the board", "Go to the Tuesday meeting",
            "Rent is due on the 1st.", "Forgotten in the minutes",
        ):  # fmt: skip
            assert words in said


def test_a_meeting_of_fourteen_from_agenda_to_printed_minutes_by_keys_alone(
    store, house, desk, clock, qtbot
):
    meeting = store.write(
        OWNER, house_meetings.open_meeting, house.house_id, house.series_id, SUNDAY
    )
    window = office(desk, meeting)
    qtbot.addWidget(window)
    evening_of = Evening(store, house, window, meeting, clock)
    for step in ("begin", "take_roll", "talk", "vote", "decide", "finish", "print_minutes"):
        getattr(evening_of, step)()
