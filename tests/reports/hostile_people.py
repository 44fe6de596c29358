"""Hostile text in every place of the people pages where people write."""

from dataclasses import replace

from sobrhouse.domain.week_people import HEADINGS, WeekHeading, WeekLine
from sobrhouse.domain.weekly import PaperName
from sobrhouse.reports.week_people import people_pages
from tests.reports.made import OPTIONS, STAMP, SUNDAY
from tests.reports.made_people import people, person


def pages_of(said: list[str]) -> bytes:
    """The strings as names, phases and sponsors, and five at a time as what stands under the
    headings: facts, notes and own words in turn.
    """
    kinds = (("fact", ""), ("note", ""), ("own", "paper"))
    everybody = []
    for n in range(0, len(said), 5):
        mine = said[n : n + 5]
        headings = tuple(
            WeekHeading(code, (WeekLine(s, kinds[i % 3][0], s if i == 3 else "", on=SUNDAY,
                                        way=kinds[i % 3][1]),))
            for i, (code, s) in enumerate(zip(HEADINGS, mine, strict=False))
        )  # fmt: skip
        name = PaperName(mine[0], mine[0], mine[-1][:20])
        everybody.append(replace(person(), name=name, phase=mine[-1], headings=headings))
    options = replace(OPTIONS, names="full", stamp=replace(STAMP, house=said[0]))
    return people_pages(replace(people(1), people=tuple(everybody)), options)


SMALL_PAPERS = (pages_of,)
