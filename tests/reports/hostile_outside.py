"""Papers for outside with hostile strings wherever somebody types: rows, consent, house, remark."""

from dataclasses import replace
from itertools import cycle

from sobrhouse.domain.gate import Fact
from sobrhouse.domain.outside import Kind, Line, OutsidePaper, through_the_gate
from sobrhouse.reports.outside import outside_paper
from tests.reports.made import OPTIONS, STAMP
from tests.reports.made_outside import HOUSE, SUNDAY, TERMS, consent, facts, found


def outside_of(paper: OutsidePaper, said: list[str]) -> bytes:
    """One of them with the strings in its rows and in the consent by which it leaves."""
    said = [said[n % len(said)] for n in range(max(len(said), 10))]
    turns = cycle(said)

    def typed(row: Fact[Line]) -> Fact[Line]:
        says = row.says
        cells = says.cells
        if says.kind is Kind.MEETING:
            cells = ("", next(turns), *cells[2:])
        elif says.kind is Kind.MILESTONE:
            cells = (next(turns), cells[1])
        return replace(row, says=replace(says, text=next(turns), label=next(turns), cells=cells))

    rows = tuple(map(typed, facts()))
    terms = replace(
        TERMS, recipient=said[0], recipient_address=said[1], purpose=said[2], information=said[3],
        how_to_revoke=said[4], discloser=said[5], signer_name=said[6], expires_event=said[7],
    )  # fmt: skip
    data = replace(found(paper, rows), house=replace(HOUSE, name=said[8], address=said[9]))
    given = replace(consent(), terms=terms)
    going = through_the_gate(data, given, SUNDAY, said[0], said[1], "\n".join(said))
    return outside_paper(going, replace(OPTIONS, stamp=replace(STAMP, house=said[8])))


def letter_of(said: list[str]) -> bytes:
    """The letter, whose remark holds every string."""
    return outside_of(OutsidePaper.LETTER, said)


def progress_of(said: list[str]) -> bytes:
    """The progress letter."""
    return outside_of(OutsidePaper.PROGRESS, said)


def attendance_of(said: list[str]) -> bytes:
    """Attendance with groups as people type them."""
    return outside_of(OutsidePaper.ATTENDANCE, said)


SMALL_PAPERS = (letter_of, progress_of, attendance_of)
