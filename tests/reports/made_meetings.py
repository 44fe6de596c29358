"""Made papers of meetings: one house meeting with everything, a card of verified meetings."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sobrhouse.domain.motions import Tally
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.meeting_papers import CardLine, CourtCard, MeetingPaper
from sobrhouse.queries.meeting_rows import (
    ActionRow,
    AgendaRow,
    AmendmentRow,
    Attender,
    CommitmentRow,
    MeetingRun,
    MotionRow,
)
from tests.reports.made import NAMES, SUNDAY, name

ZONE = ZoneInfo("America/New_York")
BEGAN = datetime(2026, 11, 23, 0, 32, tzinfo=UTC)  # 7:32 PM on the Sunday
STATUS = ("present", "present", "late", "excused", "absent")


def attenders(n: int = 14, *, marked: bool = True) -> tuple[Attender, ...]:
    """So many people, marked in turn."""
    return tuple(
        Attender(
            i, i, NAMES[(i - 1) % 14], NAMES[(i - 1) % 14].rstrip(".") + "son",
            STATUS[i % 5] if marked else "", "Overtime" if marked and i % 5 == 3 else "",
        )
        for i in range(1, n + 1)
    )  # fmt: skip


def agenda() -> tuple[AgendaRow, ...]:
    """Four lines, one with what is open, one not reached."""
    return (
        AgendaRow(1, 1, "other", "Welcome and reading", "", 5, True, False),
        AgendaRow(2, 2, "old", "Old business", "Fix the drain (Will K., due Thu)", 10, True, False),
        AgendaRow(3, 3, "new", "Quiet hours on weekends", "", 10, True, False),
        AgendaRow(4, 4, "other", "Thanksgiving dinner plan", "", 15, False, True),
    )


def motion(**more: object) -> MotionRow:
    """A vote by hands that passed."""
    values: dict[str, object] = {
        "motion_id": 1, "kind": "rule", "text": "Quiet hours start at 10 PM every night.",
        "mover_stay_id": 11, "mover": "Ray H.", "seconder_stay_id": 2, "seconder": "Ben F.",
        "percent": 50, "basis": "present", "secret": False, "may_vote": 12, "cast": 0,
        "tally": Tally(8, 3, 1), "outcome": "passed", "opened_at": BEGAN, "closed_at": BEGAN,
    }  # fmt: skip
    return MotionRow(**(values | more))  # type: ignore[arg-type]


def run(n: int = 14, **more: object) -> MeetingRun:
    """The Sunday meeting, finished, with everything that minutes show."""
    values: dict[str, object] = {
        "meeting_id": 1, "house_id": 1, "series_id": 1, "kind": "regular",
        "title": "House meeting", "day": SUNDAY, "planned_at": BEGAN - timedelta(minutes=2),
        "length_minutes": 60, "place": "Living room", "chair_stay_id": 11, "chair": "Ray H.",
        "reader_stay_id": 2, "reader": "Ben F.", "reading": "A page about patience",
        "minutes": "Chores: Jay asked to swap laundry with Ty this week. Agreed.\nQuiet hours.",
        "saved_at": BEGAN, "started_at": BEGAN, "ended_at": BEGAN + timedelta(minutes=55),
        "roll_taken_at": BEGAN, "finished_at": BEGAN + timedelta(minutes=60),
        "finished_by": "Dana Ruiz", "people": attenders(n), "agenda": agenda(),
        "motions": (motion(), motion(motion_id=2, text="Let Vic D. move in.", kind="admission",
                    percent=80, secret=True, outcome="failed", tally=Tally(5, 6, 1))),
        "actions": (
            ActionRow(1, "Post new quiet hours on the board", 11, 11, "Ray H.",
                      date(2026, 11, 23), False, False),
            ActionRow(2, "Shopping list for Thursday", None, None, "", date(2026, 11, 25), True,
                      False),
            ActionRow(3, "Something of an earlier meeting", 2, 2, "Ben F.", None, False, True),
        ),
        "commitments": (
            CommitmentRow(1, 1, 1, "Andre W.", "Call home twice.", SUNDAY, "kept", True),
            CommitmentRow(2, 8, 8, "Marcus T.", "Talk with the boss.", None, "", False),
        ),
        "amendments": (
            AmendmentRow(1, BEGAN + timedelta(days=1), "Dana Ruiz", "The fence costs $40.",
                         "The price came later.", False, ""),
            AmendmentRow(2, BEGAN + timedelta(days=1), "Dana Ruiz", "Wrong note.", "x", True, "y"),
        ),
    }  # fmt: skip
    return MeetingRun(**(values | more))  # type: ignore[arg-type]


def meeting(n: int = 14, **more: object) -> MeetingPaper:
    """The same with beds and the next meeting."""
    made = run(n, **more)
    names = {p.stay_id: PaperName(p.name, p.full_name, f"{p.stay_id}A") for p in made.people}
    return MeetingPaper(made, ZONE, names, BEGAN + timedelta(days=2))


def card(*lines: CardLine) -> CourtCard:
    """A month of verified meetings of one person."""
    usual = (
        CardLine(date(2026, 11, 3), "19:00", "Paper Boat Group", "AA", "in_person",
                 "Old Mill Chapel, side door", "Big Book", "signature", "John Smithson"),
        CardLine(date(2026, 11, 9), "", "Quiet Anchor", "NA", "in_person", "", "", "initial", "K."),
        CardLine(date(2026, 11, 17), "07:00", "First Kettle Online", "AA", "online", "", "",
                 "staff", ""),
    )  # fmt: skip
    return CourtCard(12, name("Sam O.", "6B"), date(2026, 10, 23), SUNDAY, 4, lines or usual)
