"""Hostile text in every place of the papers of meetings where people write."""

from dataclasses import replace
from datetime import timedelta

from sobrhouse.domain.weekly import AttendanceLine, AttendanceWeek, PaperName, WeeklyReport
from sobrhouse.queries.meeting_papers import CardLine, MeetingPaper, RollLine, RollPaper
from sobrhouse.queries.meeting_rows import ActionRow, AgendaRow, AmendmentRow, CommitmentRow
from sobrhouse.reports.agenda_sheet import agenda_sheet
from sobrhouse.reports.court_card import court_card
from sobrhouse.reports.minutes import minutes
from sobrhouse.reports.roll_call import roll_call
from sobrhouse.reports.weekly import weekly_report
from tests.reports.made import OPTIONS, STAMP, SUNDAY
from tests.reports.made_meetings import BEGAN, STATUS, attenders, card, meeting, motion

DAYS = ("present", "went", "", "late", "excused", "absent", "")


def minutes_of(said: list[str]) -> bytes:
    """Minutes with each string as a reason, and in one of the other places."""
    people = attenders(len(said))
    data = meeting(
        title=said[0], place=said[1], reading=said[2], minutes="\n".join(said[::5]),
        people=tuple(replace(p, reason=s) for p, s in zip(people, said, strict=True)),
        agenda=tuple(AgendaRow(i, i, "other", s, s, 5, True, False)
                     for i, s in enumerate(said[1::5])),
        motions=tuple(motion(text=s, mover=s, mover_stay_id=None) for s in said[2::5]),
        actions=tuple(ActionRow(i, s, None, None, s, None, False, False)
                      for i, s in enumerate(said[3::5])),
        commitments=tuple(CommitmentRow(i, 1, 1, "x", s, None, "", False)
                          for i, s in enumerate(said[4::5])),
        amendments=tuple(AmendmentRow(i, BEGAN, s, s, s, False, "")
                         for i, s in enumerate(said[:3])),
    )  # fmt: skip
    return minutes(_named(data, said), OPTIONS)


def agenda_of(said: list[str]) -> bytes:
    """An agenda with the strings as its lines and what is open under them."""
    rows = tuple(AgendaRow(i, i, "old", s, s, 5, False, True) for i, s in enumerate(said))
    data = meeting(title=said[0], place=said[1], reading=said[2], agenda=rows)
    return agenda_sheet(_named(data, said), replace(OPTIONS, stamp=replace(STAMP, house=said[0])))


def roll_of(said: list[str]) -> bytes:
    """A roll with the strings as names and reasons."""
    lines = tuple(RollLine(PaperName(s, s, s), STATUS[i % 5], s) for i, s in enumerate(said))
    leader = PaperName(said[1], said[1], said[1])
    paper = RollPaper(said[0], "regular", SUNDAY, BEGAN, said[2], lines, True, leader, leader)
    return roll_call(paper, replace(OPTIONS, names="bed"))


def card_of(said: list[str]) -> bytes:
    """A court card with the strings in all its cells, and a person's name."""
    lines = tuple(
        CardLine(SUNDAY, "19:30", s, "AA", "", said[-1 - i], s[:80], "signature", s)
        for i, s in enumerate(said)
    )
    return court_card(replace(card(*lines), name=PaperName(said[0], said[0], said[0])), OPTIONS)


def grid_of(said: list[str]) -> bytes:
    """The week's grid with the strings as names."""
    lines = tuple(AttendanceLine(i, PaperName(s, s, s), DAYS, i % 5, 4) for i, s in enumerate(said))
    week = AttendanceWeek(lines, frozenset({SUNDAY}), 3, 4)
    data = WeeklyReport("Maple", SUNDAY - timedelta(days=6), SUNDAY, SUNDAY, attendance=week)
    return weekly_report(data, OPTIONS)


def _named(data: MeetingPaper, said: list[str]) -> MeetingPaper:
    names = {p.stay_id: PaperName(s, s, s) for p, s in zip(data.run.people, said, strict=False)}
    return replace(data, names=names)


SMALL_PAPERS = (agenda_of, roll_of, card_of, grid_of)
