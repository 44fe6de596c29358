"""The consents of a practice house and what left it by them: those that stand, end soon, expired,
were revoked, put right or taken back.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sobrhouse.domain.notices import notice_on
from sobrhouse.exchange import practice_consent_story as story
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import Pages, iso, stamp

_SIGNED, _REVOKED = 0.4, 0.15  # of all stays, of all consents
_EACH = timedelta(days=28)  # from one paper that leaves to the next


@dataclass(frozen=True, slots=True)
class Consents:
    """Tells what may leave one house up to the evening of `today`, and what did; `stays` are the
    story's, by first name.
    """

    pages: Pages
    chance: Random
    house_id: int
    house_name: str
    today: date
    stays: Mapping[str, int]

    def tell(self, lived: Sequence[Lived]) -> None:
        """Everything of these stays: the story's as it is told, all others by chance."""
        names = {row[0]: f"{row[3]} {row[4]}" for row in self.pages.rows.get("resident", ())}
        told = set(self.stays.values())
        for one in lived:
            if one.stay not in told and self.chance.random() < _SIGNED:
                self._made_up(one, names[one.person])
        if self.stays:
            people = {name: next(o.person for o in lived if o.stay == stay)
                      for name, stay in self.stays.items()}  # fmt: skip
            self._story(people, names)

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    # The story

    def _story(self, people: Mapping[str, int], names: Mapping[int, str]) -> None:
        given: dict[str, int] = {}
        for key, signed in story.SIGNED.items():
            person = people[signed.name]
            given[key] = self._signed(signed, person, names[person])
        for left in story.LEFT:
            signed = story.SIGNED[left.by]
            self._left(left, given[left.by], people[signed.name], signed)
        self._emergency(people)
        self._own_copy(people, names)

    def _signed(self, signed: story.Signed, person: int, name: str) -> int:
        """One consent, with its end; put right when the story says so. Gives what stands."""
        on = self._ago(signed.signed)
        seen = stamp(on + timedelta(days=1), 560)
        void = (seen, self.pages.by, signed.void) if signed.void else (None, None, None)
        first = self._consent(on, person, name, signed, signed.purpose, (*void, None, None))
        if signed.right:
            again = (None, None, None, first, signed.void)
            return self._consent(on, person, name, signed, signed.right, again)
        if signed.revoked:
            days, how, note = signed.revoked
            day = self._ago(days)
            self.pages.add("consent_end", day, first, stamp(day, 1120), how, note)
        return first

    def _consent(
        self, on: date, person: int, name: str, signed: story.Signed, purpose: str,
        tail: tuple[object, ...],
    ) -> int:  # fmt: skip
        ends = None if signed.ends is None else iso(self._ago(signed.ends))
        return self.pages.add(
            "consent", on, self.house_id, person, self.house_name, signed.recipient, signed.kind,
            signed.address, signed.categories, purpose, story.HOW_TO_REVOKE, bool(signed.event),
            not signed.event, signed.care, ends, signed.event, iso(on), name, story.KEPT_AT, *tail,
        )  # fmt: skip

    def _left(self, left: story.Left, consent: int, person: int, signed: story.Signed) -> None:
        day = self._ago(left.days)
        void: tuple[object, ...] = (None, None, None)
        if left.void:
            void = (stamp(day, left.minute + 1), self.pages.by, left.void)
        self.pages.add(
            "disclosure", day, self.house_id, person, consent, "consent", stamp(day, left.minute),
            signed.recipient, signed.address, signed.purpose, left.description, left.categories,
            left.paper, left.method, left.pages, _print_of(left.description, person, day),
            left.left_out, notice_on(day).version, "", None, *void,
        )  # fmt: skip

    def _emergency(self, people: Mapping[str, int]) -> None:
        name, days, minute, recipient, purpose, what, why = story.EMERGENCY
        second = self.pages.add("staff", self._ago(200), story.SECOND, "staff")
        self.pages.add("staff_house", self._ago(200), second, self.house_id)
        day = self._ago(days)
        self.pages.add(
            "disclosure", day, self.house_id, people[name], None, "emergency", stamp(day, minute),
            recipient, "", purpose, what, "identity,health", "face_sheet", "print", 1,
            _print_of(what, people[name], day), 0, notice_on(day).version, why, second,
            None, None, None,
        )  # fmt: skip

    def _own_copy(self, people: Mapping[str, int], names: Mapping[int, str]) -> None:
        name, days, minute, pages = story.OWN_COPY
        day, person, what = self._ago(days), people[name], "Everything held about the resident"
        self.pages.add(
            "disclosure", day, self.house_id, person, None, "resident_copy", stamp(day, minute),
            names[person], "", "The resident asked for it", what, "", "own_copy", "print", pages,
            _print_of(what, person, day), 0, "", "", None, None, None, None,
        )  # fmt: skip

    # Every other stay

    def _made_up(self, one: Lived, name: str) -> None:
        recipient, kind, categories, purpose = story.USUAL[int(self.chance.random() * 4)]
        on = one.came + timedelta(days=1 + int(self.chance.random() * 9))
        last = min(one.left or self.today, self.today)
        if on >= last:
            return
        ends = on + timedelta(days=180)
        signed = story.Signed(one.work, recipient, kind, categories, purpose,
                              (self.today - on).days, (self.today - ends).days)  # fmt: skip
        revoked = on + timedelta(days=30 + int(self.chance.random() * 60))
        given = self._signed(signed, one.person, name)
        until = min(last, ends)
        if self.chance.random() < _REVOKED and revoked < until:
            self.pages.add("consent_end", revoked, given, stamp(revoked, 1120), "written", "")
            until = revoked
        day = on + _EACH
        while day < until:
            left = story.Left("", (self.today - day).days, 600, "progress", "Progress letter",
                              categories, "mail", 2, int(self.chance.random() * 5))  # fmt: skip
            self._left(left, given, one.person, signed)
            day += _EACH


def _print_of(what: str, person: int, day: date) -> str:
    """A hash in the place of a file's: nothing was ever made of it."""
    return hashlib.sha256(f"{what}|{person}|{day}".encode()).hexdigest()
