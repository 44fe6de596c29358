"""The blank forms that Maple Street House (practice) printed, those that came back, and its saved
packets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sobrhouse.domain.blank_forms import printed
from sobrhouse.domain.packets import Names, Section, sections_text
from sobrhouse.domain.paper_codes import LENGTH, LETTERS, code_of
from sobrhouse.exchange.practice_pages import Pages, iso, stamp

# form, language, days before the evening on which it was printed, days until it was typed in
PRINTED: tuple[tuple[str, str, int, int | None], ...] = (
    ("roll-call", "en", 33, 1),
    ("sign-in", "en", 33, 1),
    ("round", "en", 33, 1),
    ("sign-out", "en", 26, 3),
    ("pass", "es", 19, 1),
    ("chores", "en", 13, 8),
    ("incident", "en", 9, 1),
    ("court-card", "en", 8, None),
    ("consent", "en", 6, 2),
    ("chores", "en", 6, None),
    ("pass", "en", 4, None),
    ("calls", "en", 2, None),
)
SETS: tuple[tuple[str, tuple[Section, ...], Names, bool, bool], ...] = (
    ("House meeting packet", tuple(Section), Names.SHORT, False, True),
    ("For the owner", (Section.SUMMARY, Section.MILESTONES), Names.BED, False, False),
    ("In large print", (Section.SUMMARY, Section.CHORES, Section.MEETINGS), Names.SHORT, True,
     False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prints:
    """Tells them up to the evening of `today`; whose a form is, by the story's first names."""

    pages: Pages
    chance: Random
    house_id: int
    today: date
    people: Mapping[str, int]

    def tell(self) -> None:
        """The forms, each with a code of its own, and the sets."""
        for form, language, days, back in PRINTED:
            self._form(form, language, self.today - timedelta(days=days), back)
        on = self.today - timedelta(days=60)
        for name, sections, names, large, usual in SETS:
            self.pages.add("packet_set", on, self.house_id, name, sections_text(sections), names,
                           "letter", large, usual)  # fmt: skip

    def _form(self, form: str, language: str, day: date, back: int | None) -> None:
        about = printed(form, day)
        came = None if back is None else stamp(day + timedelta(days=back), 1000)
        whose = self.people["Jay"] if form == "court-card" else None
        self.pages.add(
            "form_print", day, self.house_id, form, language, self._code(),
            iso(about.first_day), iso(about.last_day), whose, came,
            None if came is None else self.pages.by,
        )  # fmt: skip

    def _code(self) -> str:
        return code_of([self.chance.randrange(len(LETTERS)) for _place in range(LENGTH - 1)])

