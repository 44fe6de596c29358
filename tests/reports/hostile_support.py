"""Hostile text in every place of the papers of support where people write."""

from dataclasses import replace

from sobrhouse.domain.support_papers import MentorBoard, Supported
from sobrhouse.domain.weekly import PaperName
from sobrhouse.reports.call_sheet import call_sheet
from sobrhouse.reports.mentor_board import mentor_board
from sobrhouse.reports.mentor_record import mentor_record
from sobrhouse.reports.sponsor_list import sponsor_list
from tests.reports.made import OPTIONS, SUNDAY
from tests.reports.made_support import calls, mentor, record, sponsors

FULL = replace(OPTIONS, names="full")


def list_of(said: list[str]) -> bytes:
    """The sponsor list with the strings as residents, sponsors and buddies."""
    lines = tuple(
        replace(line, name=PaperName(s, s, s), buddy=PaperName(s, s, s), has_buddy=True,
                sponsor=Supported("sponsor", s, "AA", SUNDAY))
        for line, s in zip(sponsors(len(said)).lines, said, strict=True)
    )  # fmt: skip
    return sponsor_list(replace(sponsors(1), lines=lines), FULL)


def calls_of(said: list[str]) -> bytes:
    """The call sheet with the strings as names."""
    return call_sheet(replace(calls(1), names=tuple(PaperName(s, s, s) for s in said)), FULL)


def board_of(said: list[str]) -> bytes:
    """The board with the strings as names, languages and phones."""
    lines = (replace(mentor(i), name=s, languages=s[:200], phone=s[:60], capacity=i)
             for i, s in enumerate(said))  # fmt: skip
    return mentor_board(MentorBoard(SUNDAY, tuple(lines)), OPTIONS)


def record_of(said: list[str]) -> bytes:
    """The record with the strings as names and criteria."""
    data = record(3)
    people = tuple(
        replace(
            data.people[i % 2],
            line=replace(mentor(i), name=s),
            checks=tuple(replace(c, criteria=(s[:200],), unmet=(s[:200],) * (i % 2), by=s)
                         for c in data.people[i % 2].checks),
        )
        for i, s in enumerate(said)
    )  # fmt: skip
    return mentor_record(replace(data, criteria=tuple(said), people=people), OPTIONS)


SMALL_PAPERS = (list_of, calls_of, board_of, record_of)
