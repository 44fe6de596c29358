"""Maple Street on its evening: the story's people put into their beds, the waitlist, holds and
what is to be done.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sobrhouse.exchange import practice_story as story
from sobrhouse.exchange import practice_words as words
from sobrhouse.exchange.practice_life import Life, Lived
from sobrhouse.exchange.practice_pages import at, iso
from sobrhouse.exchange.practice_story import Neighbor


@dataclass(frozen=True, slots=True)
class Tonight:
    """Tells the story of one house on the day `today`, over the beds by their labels."""

    life: Life
    today: date
    beds: dict[str, int]
    stays: dict[str, int] = field(default_factory=dict)  # of the neighbors, by first name

    def tell(self, since: date) -> None:
        """Put everything in: the year before, the neighbors, who waits, what is to be done."""
        self._before(since)
        for neighbor in story.NEIGHBORS:
            self._neighbor(neighbor)
        self._waiting()
        label, days, why = story.OUT_OF_USE
        self.life.pages.add(
            "bed_outage", self._ago(days), self.beds[label], iso(self._ago(days)), why
        )
        for text, owner, due in story.TO_DO:
            self.life.pages.add(
                "todo",
                self._ago(2),
                self.life.house_id,
                text,
                owner,
                iso(self._ago(-due)),
                None,
                None,
                None,
                None,
            )

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _before(self, since: date) -> None:
        """The year up to each neighbor's move-in; beds that a neighbor had earlier stay free for
        them.
        """
        taken = {n.bed: self._ago(n.moved_in) for n in story.NEIGHBORS}
        for n in story.NEIGHBORS:
            if n.came_from:
                taken[n.came_from] = self._ago(n.moved_in)
                taken[n.bed] = self._ago(n.moved_bed)
            if n.first_stay:
                taken[n.bed] = min(taken[n.bed], self._ago(n.first_stay[0]))
        for label in story.EMPTY_BEDS:
            taken[label] = self._ago(12)
        for label, bed in self.beds.items():
            self.life.past(bed, since, taken[label])

    def _neighbor(self, n: Neighbor) -> None:
        life, came = self.life, self._ago(n.moved_in)
        first_came = self._ago(n.first_stay[0]) if n.first_stay else came
        born = date(self.today.year - n.age, 1 + (n.moved_in * 7) % 12, 1 + (n.sober * 5) % 28)
        person = life.person(n.first, n.last, born, first_came, n.languages, n.pathway)
        life.contact(person, first_came, n.contact, n.relation, n.told)
        if n.condition:
            life.pages.add("condition", first_came, person, n.condition, n.allergy)
        if n.first_stay:
            self._first_stay(n, person)
        self._stay(n, person, came)
        life.sober(person, self._ago(n.sober))
        kind, place, hours = words.WORK[n.work]
        life.pages.add("employment", came, person, kind, place, hours, iso(came), None)
        self._notes(n, person, came)

    def _first_stay(self, n: Neighbor, person: int) -> None:
        """Somebody who left and came back: the earlier stay, and the sobriety date of then."""
        assert n.first_stay is not None
        came, left = self._ago(n.first_stay[0]), self._ago(n.first_stay[1])
        life, house = self.life, self.life.house_id
        stay = life.pages.add(
            "stay",
            came,
            person,
            house,
            iso(came),
            iso(left),
            n.first_stay[2],
            "Wanted to try it on his own",
            "own apartment",
            life.referrers[0],
            None,
        )
        life.pages.add(
            "bed_assignment",
            came,
            stay,
            self.beds[n.bed],
            iso(came),
            iso(left),
            "discharge",
            "move in",
        )
        life.lived.append(Lived(stay, person, came, left))
        life.phases_of(stay, came, left, over=True)
        life.sober(person, came - timedelta(days=9))
        life.notes_of(person, came, left)

    def _stay(self, n: Neighbor, person: int, came: date) -> None:
        life, pages = self.life, self.life.pages
        leaves = self._ago(-5) if n.first == "Luis" else None
        source = life.referrers[n.moved_in % len(life.referrers)]
        stay = pages.add(
            "stay", came, person, life.house_id, iso(came), None, None, "", "", source, iso(leaves)
        )
        if n.came_from:
            moved = self._ago(n.moved_bed)
            pages.add(
                "bed_assignment",
                came,
                stay,
                self.beds[n.came_from],
                iso(came),
                iso(moved),
                "Wanted a quieter room",
                "move in",
            )
            pages.add(
                "bed_assignment",
                moved,
                stay,
                self.beds[n.bed],
                iso(moved),
                None,
                None,
                "Wanted a quieter room",
            )
        else:
            pages.add(
                "bed_assignment", came, stay, self.beds[n.bed], iso(came), None, None, "move in"
            )
        kind, place, _hours = words.WORK[n.work]
        self.stays[n.first] = stay
        life.lived.append(Lived(stay, person, came, None, place or kind))
        self._phases(n, stay, came)
        if n.first == "Ben":
            pages.add(
                "bed_hold",
                self._ago(1),
                self.beds[n.bed],
                stay,
                None,
                "pass",
                iso(self._ago(1)),
                iso(self._ago(-1)),
                "Overnight pass, back Mon 6 PM",
            )

    def _phases(self, n: Neighbor, stay: int, came: date) -> None:
        days = n.moved_in
        begun = [
            came + timedelta(days=d) for d in (0, min(32, days // 2), min(125, days * 3 // 4))
        ][: n.phase]
        for i, start in enumerate(begun):
            end = begun[i + 1] if i + 1 < len(begun) else None
            why = "" if i == 0 else "Met the steps of the phase before"
            self.life.pages.add(
                "phase_history", start, stay, self.life.phases[i + 1], iso(start), iso(end), why
            )

    def _notes(self, n: Neighbor, person: int, came: date) -> None:
        life, house = self.life, self.life.house_id
        life.notes_of(person, came, self._ago(6))
        if n.note:
            day = self._ago(2 + n.moved_in % 4)
            life.pages.add("note", day, house, person, at(day, 17, 30), "general", n.note, False)
        if n.report_note:
            day = self._ago(1)
            life.pages.add(
                "note",
                day,
                house,
                person,
                at(day, 18, n.moved_in % 60),
                "general",
                n.report_note,
                True,
            )

    def _waiting(self) -> None:
        life = self.life
        referrers = {
            name: source
            for (name, _kind), source in zip(words.REFERRERS, life.referrers, strict=True)
        }
        for rank, (first, last, source, ready, needs, note) in enumerate(story.WAITING):
            day = self._ago(6 - rank)
            born = date(self.today.year - 31 - rank * 7, 3 + rank, 11)
            person = life.person(first, last, born, day, "English", "AA")
            life.pages.add(
                "application",
                day,
                person,
                life.house_id,
                iso(day),
                "waitlisted",
                referrers[source],
                iso(self._ago(-ready)),
                needs,
                rank + 1,
                note,
            )
