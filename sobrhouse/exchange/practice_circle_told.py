"""The circle around the people of Maple Street on its evening, as its story tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sobrhouse.exchange import practice_circle_story as story
from sobrhouse.exchange.practice_circle_ties import BUDDY, Tie, Ties, add_steps
from sobrhouse.exchange.practice_life import Lived
from sobrhouse.exchange.practice_pages import at, iso

_FELLOWSHIPS = {"Carlos": "NA", "Hector": "NA", "Sam": "NA", "Will": ""}  # the others go to AA
_PHONES = {"Earl J.": "+12125550147", "Sonny L.": "+12125550163"}


@dataclass(frozen=True, slots=True)
class CircleTold:
    """Tells it over the house's list by name (`listed`) and the neighbors by first name."""

    ties: Ties
    listed: Mapping[str, int]
    people: Mapping[str, Lived]

    def tell(self) -> None:
        """Ties with their contacts, introductions, help, choices, steps, and people in life."""
        for told in story.TIES:
            self._tie(told)
        for name, who, days in story.INTRODUCED:
            self.ties.introduce(self.people[name], "sponsor", self._ago(days),
                                supporter=self.listed[who],
                                reasons="language:spanish;fellowship:NA;years:2900")  # fmt: skip
        self._checks()
        self._helped()
        self._choices()
        self._in_life()
        self._notes()

    def _ago(self, days: int) -> date:
        return self.ties.today - timedelta(days=days)

    def _tie(self, told: story.Told) -> None:
        if told.kind == "alumni_mentor" and told.who not in self.listed:
            return
        one, since = self.people[told.name], self._ago(told.since)
        until = None if told.until is None else self._ago(told.until)
        peer = self.people[told.who] if told.kind == BUDDY else None
        nobody = told.share == "existence" or told.own or peer
        supporter = None if nobody else self.listed[told.who]
        row = self.ties.add(one.person, Tie(
            kind=told.kind, since=since, until=until, end=told.end, end_note=told.end_note,
            supporter=supporter, peer=peer.person if peer else None, name=told.own,
            phone=_PHONES.get(told.own, ""), share=told.share, met=told.met,
            fellowship="" if peer else _FELLOWSHIPS.get(told.name, "AA"),
        ))  # fmt: skip
        if told.met == "introduced" or peer:
            self.ties.introduce(one, told.kind, since, supporter=supporter,
                                peer_stay=peer.stay if peer else None,
                                tie=row)  # fmt: skip
        first, last = max(since, one.came), self._ago(told.last)
        self.ties.touch(row, first, last - timedelta(days=1), told.every)
        self.ties.last_touch(row, last)

    def _checks(self) -> None:
        add, house = self.ties.pages.add, self.ties.house_id
        for name, days, unmet in story.CHECKED:
            if name in self.listed:
                on = self._ago(days)
                add("mentor_check", on, house, self.listed[name], iso(on), story.CRITERIA, unmet)

    def _helped(self) -> None:
        add, house = self.ties.pages.add, self.ties.house_id
        for giver, receiver, kind, days in story.HELPED:
            on, helped = self._ago(days), self.people[receiver].stay if receiver else None
            add("helping_event", on, house, self.people[giver].stay, helped, kind, iso(on), "kiosk")

    def _choices(self) -> None:
        for name, (hours, buddies, steps, answers) in story.CHOICES.items():
            one, why = self.people[name], story.NOT_LOOKING.get(name, "")
            self.ties.pages.add("support_choice", one.came, one.person, "man", "", hours, buddies,
                                not why, why, steps, answers)  # fmt: skip
        for name, upto in story.STEPS.items():
            add_steps(self.ties.pages, self.people[name], upto, self.ties.today)

    def _in_life(self) -> None:
        """Who is part of recovery, and whom only the resident knows of."""
        pages = self.ties.pages
        contacts = {row[3]: row[0] for row in pages.rows.get("contact", ())}
        for name in story.PART_OF_RECOVERY:
            one = self.people[name]
            pages.add("network_person", one.came, one.person, contacts[one.person], "", "family",
                      "supports", None, False)  # fmt: skip
        for name, label, category, stance in story.PRIVATE:
            one = self.people[name]
            pages.add("network_person", one.came, one.person, None, label, category, stance, None,
                      True)  # fmt: skip

    def _notes(self) -> None:
        for name, days, text in story.NOTES:
            day, one = self._ago(days), self.people[name]
            self.ties.pages.add("note", day, self.ties.house_id, one.person, at(day, 18, 5),
                                "sponsor", text, False)  # fmt: skip
