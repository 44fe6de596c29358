"""Motions: how many votes something needs, and whether it passed (law-and-standards.md 4.3)."""

from dataclasses import dataclass

from sobrhouse.words import N_, _

HALF = 50  # as a threshold it means "more than half"; every other one "at least"
ADMISSION = 80  # what an Oxford house asks before somebody new moves in

KINDS: tuple[tuple[str, str], ...] = (
    ("other", N_("Something else")),
    ("rule", N_("A house rule")),
    ("money", N_("Money")),
    ("admission", N_("A new person in the house")),
    ("expulsion", N_("Somebody has to leave")),
)
BASES: tuple[tuple[str, str], ...] = (
    ("present", N_("everybody at the meeting")),
    ("cast", N_("the votes for and against")),
    ("members", N_("everybody who lives here")),
)
CHOICES: tuple[tuple[str, str], ...] = (
    ("yes", N_("Yes")),
    ("no", N_("No")),
    ("abstain", N_("Skip")),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes as they were counted."""

    yes: int = 0
    no: int = 0
    abstain: int = 0

    @property
    def total(self) -> int:
        """All that was cast, skips too."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Threshold:
    """What share, in per cent, of whom has to say yes."""

    percent: int = HALF
    basis: str = "present"

    def of(self, eligible: int, tally: Tally) -> int:
        """Of how many people or votes the share is taken."""
        return tally.yes + tally.no if self.basis == "cast" else eligible

    def needed(self, eligible: int, tally: Tally) -> int:
        """How many have to say yes: one at least."""
        base = self.of(eligible, tally)
        if self.percent == HALF:
            return base // 2 + 1
        return max(1, -(-base * self.percent // 100))

    def passes(self, eligible: int, tally: Tally) -> bool:
        """Whether so many votes are enough."""
        return tally.yes >= self.needed(eligible, tally)

    def share_words(self) -> str:
        """ "More than half of everybody at the meeting", "80 % of everybody who lives here"."""
        whom = _(dict(BASES)[self.basis])
        if self.percent == HALF:
            return _("More than half of {whom}").format(whom=whom)
        if self.percent == 100:
            return _("All of {whom}").format(whom=whom)
        return _("At least {n} percent of {whom}").format(n=self.percent, whom=whom)

    def words(self, eligible: int | None, tally: Tally) -> str:
        """ "Needs 7 of 12"; before anybody can say of how many, the share in words."""
        if eligible is None or not self.of(eligible, tally):
            return self.share_words()
        return _("Needs {n} of {m}").format(
            n=self.needed(eligible, tally), m=self.of(eligible, tally)
        )


def threshold_for(kind: str, *, peer_run: bool, admission: int = ADMISSION) -> Threshold:
    """What a vote of this kind needs where nobody said otherwise: in a peer-run house a new person
    needs the house's share (80 %) of all who live there.
    """
    if kind == "admission":
        return Threshold(admission, "members")
    if kind == "expulsion" and peer_run:
        return Threshold(HALF, "members")
    return Threshold(HALF, "present")
