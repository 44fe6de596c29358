"""What every rule of Needs attention may look at: one house's evening, loaded once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sobrhouse.queries.attention_support import SupportNeed
from sobrhouse.queries.beds import Board
from sobrhouse.queries.chores_today import ChoresToday
from sobrhouse.queries.clock import Standing
from sobrhouse.queries.curfews import Tonight
from sobrhouse.queries.meetings_today import MeetingsToday
from sobrhouse.queries.papers_today import PapersToday
from sobrhouse.queries.presence import Presence
from sobrhouse.queries.recovery_week import RecoveryWeek
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.queries.todos import TodoRow
from sobrhouse.queries.waitlist import WaitRow


@dataclass(frozen=True, slots=True)
class Evening:
    """One house on one day, `now` in its zone.

    `night` is the day whose night this is, `curfew_at` that of the house, `curfews` those of each
    stay, known only while somebody is out.
    """

    today: date
    board: Board
    residents: tuple[ResidentRow, ...]
    waiting: tuple[WaitRow, ...]
    todos: tuple[TodoRow, ...]
    away_since: date | None  # since when no backup left this computer; None on a server
    now: datetime
    night: date
    curfew_at: datetime
    presence: Presence
    curfews: Mapping[int, Tonight] = field(default_factory=dict)
    meetings: MeetingsToday = field(default_factory=MeetingsToday)
    recovery: tuple[RecoveryWeek, ...] = ()  # weeks of which it is time to say what is missing
    chores: ChoresToday = field(default_factory=ChoresToday)
    support: tuple[SupportNeed, ...] = ()  # whose circle needs a thought
    papers: PapersToday = field(default_factory=PapersToday)
    clock: Standing | None = None  # while the computer's clock is in doubt
    doubted: frozenset[int] = frozenset()  # lines of the sign log written by such a clock

    @property
    def zone(self) -> ZoneInfo:
        """The house's time zone."""
        assert isinstance(self.now.tzinfo, ZoneInfo)
        return self.now.tzinfo
