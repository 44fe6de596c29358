"""The circle: the ties that exist between the people of a house and those who support them.

A tie is a fact that somebody wrote down, and no more: nobody is measured by how many they have.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sobrhouse.domain.phrases import full_stop, nice_days
from sobrhouse.domain.support import KIND_WORDS
from sobrhouse.words import N_, _, n_

SPONSORSHIP, BUDDY, HELPING = "sponsorship", "buddy", "helping"
ROOM, MEETINGS, CHORES = "room", "meetings", "chores"
TIE_WORDS = {
    SPONSORSHIP: N_("Sponsor or mentor"), BUDDY: N_("House buddy"),
    HELPING: N_("Helped"), MEETINGS: N_("Meetings together"), CHORES: N_("Chores together"),
    ROOM: N_("Same room"),
}  # fmt: skip
BY_THE_HOUSE = (ROOM, CHORES)  # ties that the house's plan makes, not the people themselves
TOGETHER = (MEETINGS, CHORES, ROOM)  # ties that have no direction
LEAST_MEETINGS = 2  # at the same meeting once may be chance
OFTEN = (HELPING, MEETINGS, CHORES)  # where these are many, only the most frequent are drawn


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the picture: a resident, or somebody outside who supports one.

    `days` sober are None where unknown. `private` counts ties to sponsors and mentors whose name
    the resident keeps, so that they are in no list of people.
    """

    key: str
    name: str
    outside: bool = False
    resident_id: int | None = None
    supporter_id: int | None = None
    days: int | None = None
    days_here: int = 0
    room: str = ""
    room_id: int = 0
    private: int = 0
    full_name: str = ""
    bed: str = ""

    def further_than(self, other: "Member") -> bool:
        """Whether they are longer on the road; somebody outside who supports always is."""
        if self.outside:
            return True
        return self.days is not None and (other.days is None or self.days > other.days)


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie of a kind between two members, by key. Where it has a direction, `one` is who
    supports or helped. `times` counts shared meetings, chore days and help; `word` is the kind of
    sponsorship.
    """

    kind: str
    one: str
    other: str
    times: int = 1
    word: str = ""

    def beside(self, key: str) -> str:
        """The other end."""
        return self.other if key == self.one else self.one


@dataclass(frozen=True)
class Circle:
    """Everybody of one house with their ties; `days` is how long a shared meeting, chore or help
    counts as one.
    """

    on: date
    days: int
    members: tuple[Member, ...] = ()
    ties: tuple[Tie, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Member]:
        """The members by their key."""
        return {m.key: m for m in self.members}

    @cached_property
    def residents(self) -> tuple[Member, ...]:
        """Who lives in the house."""
        return tuple(m for m in self.members if not m.outside)

    @cached_property
    def outside(self) -> tuple[Member, ...]:
        """Who supports somebody and does not live here."""
        return tuple(m for m in self.members if m.outside)

    @cached_property
    def _ends(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = {m.key: [] for m in self.members}
        for tie in self.ties:
            found[tie.one].append(tie)
            found[tie.other].append(tie)
        return found

    def of(self, key: str) -> tuple[Tie, ...]:
        """The ties of one member, in the order in which the kinds are listed."""
        return tuple(self._ends.get(key, ()))

    def further(self, member: Member) -> tuple[Tie, ...]:
        """Their ties to somebody further along."""
        ties, known = self.of(member.key), self.by_key
        return tuple(t for t in ties if known[t.beside(member.key)].further_than(member))

    @cached_property
    def without(self) -> tuple[Member, ...]:
        """Residents without any tie to somebody further along: they may need a connection."""
        return tuple(m for m in self.residents if not m.private and not self.further(m))

    @cached_property
    def by_house(self) -> tuple[Member, ...]:
        """Residents whose only ties to somebody further along are a room or chores."""
        return tuple(
            m for m in self.residents
            if not m.private and (further := self.further(m))
            and all(t.kind in BY_THE_HOUSE for t in further)
        )  # fmt: skip

    def resident(self, resident_id: int) -> Member | None:
        """A resident's place in it."""
        return next((m for m in self.residents if m.resident_id == resident_id), None)


def renamed(circle: Circle, called: Callable[[Member], str]) -> Circle:
    """The same circle with other words for the residents, as papers may ask for."""
    members = tuple(m if m.outside else replace(m, name=called(m)) for m in circle.members)
    return Circle(circle.on, circle.days, members, circle.ties)


def around(circle: Circle, key: str) -> Circle:
    """One person with those they have ties to, and nothing of ties among the others."""
    ties = circle.of(key)
    keys = {key, *(t.beside(key) for t in ties)}
    return Circle(circle.on, circle.days, tuple(m for m in circle.members if m.key in keys), ties)


def drawn(circle: Circle, kinds: Iterable[str] = TIE_WORDS) -> tuple[Tie, ...]:
    """The ties that are drawn: all of these kinds. Where people helped each other or shared
    meetings or chores in more pairs than there are people, only the most frequent tie of each
    person, so that the picture can be read.
    """
    wanted = set(kinds)
    ties = [t for t in circle.ties if t.kind in wanted]
    for kind in OFTEN:
        many = [t for t in ties if t.kind == kind]
        if len(many) > len(circle.members):
            kept = _most_frequent(many)
            ties = [t for t in ties if t.kind != kind or t in kept]
    return tuple(ties)


def _most_frequent(ties: Iterable[Tie]) -> set[Tie]:
    """For each person the tie that was most often."""
    best: dict[str, Tie] = {}
    for tie in sorted(ties, key=lambda t: (-t.times, t.one, t.other)):
        for end in (tie.one, tie.other):
            best.setdefault(end, tie)
    return set(best.values())


def ties_in_words(circle: Circle, member: Member) -> tuple[str, ...]:
    """All that ties somebody: "Sponsor: Bill W.", "Meetings together: Jay L. (3), Luis G. (2)"."""
    known = circle.by_key
    said = [_("A sponsor or mentor, not named")] if member.private else []
    for kind, words in TIE_WORDS.items():
        mine = [(t, known[t.beside(member.key)].name) for t in circle.of(member.key)
                if t.kind == kind]  # fmt: skip
        if kind not in TOGETHER:
            said += [_one_tie(t, member.key, name) for t, name in mine]
        elif mine:
            names = (name if kind == ROOM else f"{name} ({t.times})" for t, name in mine)
            said.append(_("{kind}: {name}").format(kind=_(words), name=", ".join(names)))
    return tuple(said)


def _one_tie(tie: Tie, key: str, name: str) -> str:
    """A tie as it is said of one end: "Supports Jay L. (Mentor)", "Buddy: Jay L."."""
    gives = key == tie.one
    if tie.kind == SPONSORSHIP:
        kind = _(KIND_WORDS[tie.word or "sponsor"])
        said = _("Supports {name} ({kind})") if gives else _("{kind}: {name}")
        return said.format(name=name, kind=kind)
    if tie.kind == BUDDY:
        return (_("Buddy of {name}") if gives else _("Buddy: {name}")).format(name=name)
    said = n_("Helped {name} {n} time", "Helped {name} {n} times", tie.times)
    if not gives:
        said = n_("{name} helped {n} time", "{name} helped {n} times", tie.times)
    return said.format(name=name, n=tie.times)


def facts(circle: Circle, member: Member) -> str:
    """What is known of somebody who may need a connection, in sentences."""
    said = [_("{days} in the house.").format(days=nice_days(member.days_here))
            if member.days_here else full_stop(_("Moved in today"))]  # fmt: skip
    if member.days is None:
        said.append(_("No sobriety date."))
    else:
        said.append(_("{days} sober.").format(days=nice_days(member.days)))
    known = circle.by_key
    if member.days is not None and not any(
        m.further_than(member) for m in circle.residents if m.key != member.key
    ):
        said.append(_("Nobody in the house is sober longer."))
    others = dict.fromkeys(known[t.beside(member.key)].name for t in circle.of(member.key))
    if circle.further(member):
        near = dict.fromkeys(known[t.beside(member.key)].name for t in circle.further(member))
        said.append(full_stop(_("Only a room or chores with {names}").format(
            names=_listed(list(near))
        )))  # fmt: skip
    elif others:
        words = _("Ties to people who are not sober longer: {names}")
        if member.days is None:  # who is sober longer than they are, nobody can know
            words = _("Ties: {names}")
        said.append(full_stop(words.format(names=_listed(list(others)))))
    else:
        said.append(_("No ties in these {days}.").format(days=nice_days(circle.days)))
    return " ".join(said)


def _listed(names: list[str], most: int = 4) -> str:
    """The first names, and how many more."""
    if len(names) <= most:
        return ", ".join(names)
    more = len(names) - most
    return n_("{names} and {n} more", "{names} and {n} more", more).format(
        names=", ".join(names[:most]), n=more
    )
