"""Ties of a practice house while they are written down: who supports whom, how they were brought
together, and every contact.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import Pages, iso, stamp
from sobrhouse.storage.bulk import Rows, completed

DAY = timedelta(days=1)
BUDDY = "house_buddy"
CHECK = 7 * DAY  # from an introduction until somebody asks how it went
_COLUMNS = ("created_at", "at", "sponsorship_id", "kind", "on_date", "id")
_KINDS = (
    *(("call",) * 44), *(("meet",) * 16), *(("text",) * 16), *(("no_answer",) * 8),
    *(("meeting_together",) * 10), *(("step_work",) * 6),
)  # fmt: skip
_FROM, _MINUTES = 510, 570  # contacts are between half past eight and six in the evening


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One tie as it is written down; `until` None: it goes on."""

    kind: str
    since: date
    until: date | None = None
    end: str | None = None
    end_note: str = ""
    supporter: int | None = None
    peer: int | None = None
    name: str = ""
    phone: str = ""
    fellowship: str = ""
    share: str = "name"
    met: str = ""


@dataclass(slots=True)
class Ties:
    """The ties of one house up to the evening of `today`."""

    pages: Pages
    chance: Random
    house_id: int
    today: date
    touches: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, person: int, tie: Tie) -> int:
        """One tie; both sides say that it is so in its first week."""
        ended = None if tie.until is None else tie.end or "moved_on"
        said, seen = tie.since + DAY, tie.since + 4 * DAY
        last = tie.until or self.today
        return self.pages.add(
            "sponsorship", tie.since, person, tie.kind, tie.supporter, tie.peer, tie.name,
            tie.phone, tie.fellowship, tie.share, tie.met, iso(tie.since), iso(tie.until), ended,
            tie.end_note, iso(said) if said <= last else None,
            iso(seen) if seen <= last else None, self.pages.by if seen <= last else None,
        )  # fmt: skip

    def introduce(
        self, one: Lived, kind: str, on: date, *, supporter: int | None = None,
        peer_stay: int | None = None, tie: int | None = None, until: date | None = None,
        reasons: str = "",
    ) -> None:  # fmt: skip
        """Two people were brought together on a day; it is settled once there is a `tie`, and for a
        buddy a week later.
        """
        check = on + CHECK
        settled = check <= self.today and tie is not None
        outcome = "together" if settled else None
        on_outcome = check
        if until is not None and until < check:
            outcome, on_outcome = "withdrawn", until
        self.pages.add(
            "introduction", on, self.house_id, one.stay, kind, supporter, peer_stay, iso(on),
            iso(check), reasons, outcome, iso(on_outcome) if outcome else None, tie,
        )  # fmt: skip

    def touch(self, tie: int, first: date, last: date, every: int) -> None:
        """Contacts every so many days, more or less, both days included."""
        chance, rows, steps = self.chance.random, self.touches, 2 * every - 1
        number, end = first.toordinal(), last.toordinal()
        while number <= end:
            day = date.fromordinal(number)
            at = stamp(day, _FROM + int(chance() * _MINUTES))
            rows.append((at, at, tie, _KINDS[int(chance() * 100)], day.isoformat()))
            number += 1 + int(chance() * steps)

    def last_touch(self, tie: int, day: date) -> None:
        """They spoke on that day."""
        at = stamp(day, _FROM + int(self.chance.random() * _MINUTES))
        self.touches.append((at, at, tie, "call", day.isoformat()))

    def taken(self) -> Rows:
        """The rows of all contacts, numbered by time."""
        self.touches.sort()
        head, tail = completed("sponsor_contact", (*_COLUMNS, "created_by", "house_id"))
        more = dict(zip(head[len(_COLUMNS) + 2 :], tail, strict=True))
        first = self.pages.last["sponsor_contact"] + 1
        rows = [(*row, number) for number, row in enumerate(self.touches, first)]
        self.pages.last["sponsor_contact"] += len(rows)
        fixed = {"house_id": self.house_id, "created_by": 0, **more}
        return Rows("sponsor_contact", _COLUMNS, rows, fixed)


def add_steps(pages: Pages, one: Lived, upto: int, today: date) -> None:
    """The steps of somebody up to the one that they are working on, evenly over their days here."""
    upto = min(upto, 12)
    days = (today - one.came).days
    for step in range(1, upto + 1):
        on = one.came + DAY * (days * step // (upto + 1))
        state = "working" if step == upto else "shared" if step in (4, 5) else "done"
        pages.add("step_progress", on, one.person, step, state, iso(on))
