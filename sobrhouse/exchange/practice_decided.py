"""What the house meetings of Maple Street were about: agendas, votes, things to do, promises."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sobrhouse.domain.agendas import MANAGER_RUN, TEMPLATES
from sobrhouse.exchange import practice_meeting_story as story
from sobrhouse.exchange.practice_comings import MEETING
from sobrhouse.exchange.practice_house_meetings import Held, HouseMeetings, evenings
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import Pages, iso, stamp
from sobrhouse.exchange.practice_story import NEIGHBORS
from sobrhouse.storage.bulk import Rows

_SHORT = {n.first: f"{n.first} {n.last[0]}." for n in NEIGHBORS}
_KEPT = ("kept", "kept", "kept", "partly", "not_yet")


@dataclass(frozen=True, slots=True)
class Decided:
    """Tells the contents of the meetings that were held, in the one house with a story."""

    pages: Pages
    chance: Random
    house_id: int
    today: date
    meetings: HouseMeetings
    stays: Mapping[str, int]  # of the neighbors, by first name

    def tell(self, lived: Sequence[Lived]) -> list[Rows]:
        """Everything; gives the ballots of the secret votes, which have keys of their own."""
        self._emergency(lived)
        ballots = self._motions()
        for turn, held in enumerate(self.meetings.held):
            self._agenda(held, turn)
            if held.finished:
                self._done(held, turn)
        self._open()
        self._promises()
        self.pages.add("house_setting", self._ago(300), self.house_id, "meeting_readings",
                       json.dumps(", ".join(story.READINGS)))  # fmt: skip
        return ballots

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _on(self, days: int) -> Held | None:
        """The meeting so many days ago, else the last one before."""
        then = [held for held in self.meetings.held if held.day <= self._ago(days)]
        return then[-1] if then else None

    def _emergency(self, lived: Sequence[Lived]) -> None:
        days, title, minutes = story.EMERGENCY
        day = self._ago(days)
        members = evenings(lived, day)
        if members:
            held = self.meetings.meeting(
                day, members, days, kind="emergency", title=title, length=30, minutes=minutes
            )
            self.meetings.roll(held, members, {})
            self.meetings.held.sort(key=lambda one: one.day)

    def _agenda(self, held: Held, turn: int) -> None:
        if not held.finished or held.weekday not in (1, 6):
            return
        done = stamp(held.day, MEETING + 30)
        order = TEMPLATES[MANAGER_RUN]
        items = order if held.weekday == 6 else order[:5]
        for position, item in enumerate(items, 1):
            self.pages.add("agenda_item", held.day, self.house_id, held.meeting, position,
                           item.kind, item.title, item.minutes, done)  # fmt: skip

    def _motions(self) -> list[Rows]:
        cast: list[tuple[object, ...]] = []
        ballots: list[tuple[object, ...]] = []
        for days, kind, text, mover, second, pct, basis, secret, no, skip in story.MOTIONS:
            held = self._on(days)
            voters = held.here if held else []
            if held is None or len(voters) < 5:
                continue
            against = min(no, len(voters) * 2 // 3)
            yes = len(voters) - against - skip
            of = len(voters) if basis == "present" else yes + against
            won = yes * 100 >= pct * of if pct != 50 else yes * 2 > of
            motion = self.pages.add(
                "motion", held.day, self.house_id, held.meeting, kind, text,
                *(self.stays[n] if self.stays[n] in voters else None for n in (mover, second)),
                pct, basis, secret, len(voters), yes, against, skip,
                "passed" if won else "failed", stamp(held.day, MEETING + 36),
                stamp(held.day, MEETING + 41),
            )  # fmt: skip
            if secret:
                said = ["yes"] * yes + ["no"] * against + ["abstain"] * skip
                ballots += [(f"{self.chance.getrandbits(128):032x}", motion, how) for how in said]
                first = self.pages.last["ballot_cast"] + 1
                made = stamp(held.day, MEETING + 41)
                cast += [(number, made, 0, self.house_id, motion, stay)
                         for number, stay in enumerate(sorted(voters), first)]  # fmt: skip
                self.pages.last["ballot_cast"] += len(voters)
        return [
            Rows("ballot_cast",
                 ("id", "created_at", "created_by", "house_id", "motion_id", "stay_id"), cast),
            Rows("ballot", ("id", "motion_id", "choice"), sorted(ballots)),
        ]  # fmt: skip

    def _done(self, held: Held, turn: int) -> None:
        """What most Sundays gave somebody to do, and they did."""
        if held.weekday == 6 and held.here and held.day < self._ago(10):
            due = held.day + timedelta(days=4 + turn % 6)
            done = min(due, self._ago(2))
            text = story.DONE_ITEMS[turn % len(story.DONE_ITEMS)]
            self.pages.add("todo", held.day, self.house_id, text, "", iso(due),
                           stamp(done, 1100), self.pages.by, held.meeting,
                           self.chance.choice(held.here))  # fmt: skip

    def _open(self) -> None:
        for days, text, name, due in story.OPEN_ITEMS:
            held = self._on(days)
            if held is not None:
                self.pages.add("todo", held.day, self.house_id, text, _SHORT.get(name, ""),
                               iso(self._ago(-due)), None, None, held.meeting,
                               self.stays.get(name))  # fmt: skip

    def _promises(self) -> None:
        """Each Sunday some promise something, and say on the next how it went."""
        sundays = [held for held in self.meetings.held if held.weekday == 6]
        for held, after in zip(sundays, [*sundays[1:], None], strict=True):
            due = held.day + timedelta(days=7)
            if after is None:
                for name, text in story.PROMISED:
                    self._promise(held, self.stays[name], text, due, None)
                continue
            some = self.chance.sample(sorted(held.here), min(5, len(held.here)))
            for stay in some:
                if stay in after.here:
                    text = self.chance.choice(story.PROMISES)
                    self._promise(held, stay, text, due, after)

    def _promise(self, held: Held, stay: int, text: str, due: date, after: Held | None) -> None:
        how = None if after is None else self.chance.choice(_KEPT)
        self.pages.add(
            "commitment", held.day, self.house_id, stay, held.meeting, text, iso(due), how,
            after and stamp(after.day, MEETING + 12), after and after.meeting,
        )  # fmt: skip
