"""One turn of a chore of the practice house while its year is made up."""

from dataclasses import dataclass
from datetime import date

from sobrhouse.exchange.practice_chores import Standing


@dataclass(slots=True)
class Turn:
    """One turn: the assignment dealt first and the one in force, whose it is now, and how it is to
    go ("": as the dice say). `free` says that it counts for nobody.
    """

    standing: Standing
    root: int
    number: int
    stay: int
    on: date
    how: str = ""

    @property
    def free(self) -> bool:
        """Whether it was excused or not needed."""
        return self.how in ("excused", "skipped")
