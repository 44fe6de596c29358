"""Agendas: the standing order of a house's meetings, and the next one built from what is open.

Titles of the templates are kept as they stand here and translated where they are shown.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sobrhouse.words import N_

MANAGER_RUN, PEER_RUN = "manager", "peer"
LONGEST_TITLE = 200
HELPED = N_("How we helped")  # the line of this title counts the help of the week
KINDS = ("report", "old", "new", "chores", "milestones", "passes", "commitments", "other")


@dataclass(frozen=True, slots=True)
class StandingItem:
    """One line that comes back at each meeting."""

    kind: str
    title: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What stood on the last agenda and was not reached."""

    item_id: int
    kind: str
    title: str
    text: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an agenda about to be written; `carried_from_id` where it stood before."""

    kind: str
    title: str
    text: str = ""
    minutes: int | None = None
    carried_from_id: int | None = None


@dataclass(frozen=True, slots=True)
class Matters:
    """What is open in the house: words for each kind of line, and for a report by its title; and
    what was not reached.
    """

    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    carried: Sequence[OpenItem] = ()
    reports: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def text(self, kind: str, title: str) -> str:
        """What stands under a line."""
        words = self.reports if kind == "report" else self.words
        return "\n".join(words.get(title if kind == "report" else kind, ()))


# A house with a manager: usual order of a weekly house meeting (forms.md, roll call sheet).
_MANAGER = (
    StandingItem("other", N_("Welcome and reading"), 5),
    StandingItem("milestones", N_("Milestones"), 5),
    StandingItem("report", HELPED),
    StandingItem("commitments", N_("Last week's commitments"), 10),
    StandingItem("old", N_("Old business"), 10),
    StandingItem("chores", N_("Chores"), 10),
    StandingItem("passes", N_("Passes"), 5),
    StandingItem("new", N_("New business"), 15),
)
# A peer-run house: the Oxford House weekly business (law-and-standards.md 4.3).
_PEER = (
    StandingItem("other", N_("Call to order and roll call"), 5),
    StandingItem("other", N_("Read a Tradition"), 5),
    StandingItem("report", N_("Secretary: last minutes"), 5),
    StandingItem("report", N_("Treasurer: receipts, bills, checkbook"), 5),
    StandingItem("report", N_("Comptroller: who is behind"), 5),
    StandingItem("chores", N_("Coordinator: last week's chores, next week's"), 5),
    StandingItem("old", N_("Old business"), 10),
    StandingItem("report", N_("Housing services"), 5),
    StandingItem("commitments", N_("Commitments"), 5),
    StandingItem("report", HELPED),
    StandingItem("milestones", N_("Milestones"), 5),
    StandingItem("new", N_("New business"), 15),
    StandingItem("report", N_("Motions to accept the reports"), 5),
)
TEMPLATES: dict[str, tuple[StandingItem, ...]] = {MANAGER_RUN: _MANAGER, PEER_RUN: _PEER}

# What is read at the beginning, in turn, where the house names nothing itself.
READINGS: dict[str, tuple[str, ...]] = {
    MANAGER_RUN: (),
    PEER_RUN: tuple(f"Tradition {n}" for n in range(1, 10)),  # an Oxford house has nine
}


def standing(agenda_json: str, style: str) -> tuple[StandingItem, ...]:
    """A series' own standing agenda, else its template's; what cannot be read falls back."""
    try:
        rows = json.loads(agenda_json) if agenda_json else None
        if not isinstance(rows, list):
            return TEMPLATES[style]
        return tuple(_item(row) for row in rows)
    except (ValueError, KeyError, TypeError):
        return TEMPLATES[style]


def as_json(items: Iterable[StandingItem]) -> str:
    """A standing agenda as a series keeps it."""
    return json.dumps(
        [{"kind": i.kind, "title": i.title, "minutes": i.minutes} for i in items],
        ensure_ascii=False,
    )


def build(items: Sequence[StandingItem], matters: Matters) -> tuple[Line, ...]:
    """The next agenda: the standing lines with what is open under them; what was not reached comes
    after Old business, or at the end where there is none.
    """
    own = {(item.kind, item.title) for item in items}
    carried = [
        Line(c.kind, c.title, c.text, c.minutes, c.item_id)
        for c in matters.carried
        if (c.kind, c.title) not in own
    ]
    lines: list[Line] = []
    for item in items:
        text = matters.text(item.kind, item.title)
        lines.append(Line(item.kind, item.title, text, item.minutes))
        if item.kind == "old":
            lines += carried
            carried = []
    return (*lines, *carried)


def next_reading(readings: Sequence[str], last: str) -> str:
    """What is read next: the one after the last, from the first again after the end."""
    if not readings:
        return ""
    known = [r.casefold() for r in readings]
    at = known.index(last.casefold()) + 1 if last.casefold() in known else 0
    return readings[at % len(readings)]


def _item(row: Mapping[str, object]) -> StandingItem:
    kind, title, minutes = row["kind"], row["title"], row.get("minutes")
    if kind not in KINDS or not isinstance(title, str) or not title.strip():
        raise ValueError("no line of an agenda")
    fits = isinstance(minutes, int) and 0 < minutes <= 1440
    return StandingItem(str(kind), title.strip()[:LONGEST_TITLE], minutes if fits else None)  # type: ignore[arg-type]
