"""Many packets: those of several houses, one after the other read and at the same time drawn, each
written or printed as a whole and recorded.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal, Slot

from sobrhouse.domain.packets import MadePacket, PacketChoice
from sobrhouse.domain.phrases import week_of
from sobrhouse.problems import Problem
from sobrhouse.queries.packet_values import PacketValues, packet_values
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet import options_of
from sobrhouse.reports.packet_pool import Drawn, PacketPool, draw_one, processes
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.services.packets import record_packet
from ui.desk import Desk, HouseLike

_MIDDLE = timedelta(days=3)  # houses begin their weeks on different days; this one is in each


class PoolLike(Protocol):
    """What draws: a pool of processes, or in tests one of threads."""

    def put(self, values: PacketValues, options: PaperOptions) -> "Future[Drawn]": ...
    def close(self) -> None: ...


Out = Callable[[HouseLike, date, bytes], object]  # writes or prints a whole packet, off the window


@dataclass
class Outcome:
    """How it went: the houses whose packet is out, and those without, each with the reason."""

    done: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    of: int = 0
    stopped: bool = False


class ManyPackets(QObject):
    """Makes the packets of some houses; `stepped` after each, `ended` when no more will come."""

    stepped = Signal(int, int, str)
    ended = Signal(object)
    _came = Signal(object, object)  # from the pool's thread

    def __init__(
        self, desk: Desk, pool: Callable[[], PoolLike] = PacketPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._new_pool = pool
        self._pool: PoolLike | None = None
        self._waiting: deque[HouseLike] = deque()
        self._going = 0
        self.outcome = Outcome()
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether packets are being made."""
        return self._pool is not None

    def start(
        self, houses: Sequence[HouseLike], week: date, choice: PacketChoice, out: Out,
        *, saved: bool,
    ) -> None:  # fmt: skip
        """Begin; `week` is a first day, `out` runs on the slow lane for each packet."""
        self._week, self._choice, self._out, self._saved = week, choice, out, saved
        self.outcome = Outcome(of=len(houses))
        self._waiting = deque(houses)
        self._pool = self._new_pool()
        self._go_on()

    def cancel(self) -> None:
        """Stop: what is not written yet is not written; what is, is whole and recorded."""
        if self._pool is not None:
            self.outcome.stopped = True
            self._waiting.clear()
            self._pool.close()
            self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self._going < processes() + 1:
            self._going += 1
            house = self._waiting.popleft()
            self.desk.ask(
                self, paper_facts, house.house_id, done=partial(self._on_facts, house),
                failed=partial(self._on_failed, house),
            )  # fmt: skip
        if not self._going and self._pool is not None:
            self._pool.close()
            self._pool = None
            self.ended.emit(self.outcome)

    def _on_facts(self, house: HouseLike, facts: PaperFacts) -> None:
        now = self.desk.now()
        options = options_of(self._choice, stamp_of(facts, Maker(self.desk.me.name, now)))
        week = week_of(self._week + _MIDDLE, facts.week_starts_on)
        today = now.astimezone(ZoneInfo(house.time_zone)).date()
        self.desk.ask(
            self, packet_values, house.house_id, week, today, now,
            done=partial(self._on_values, house, options), failed=partial(self._on_failed, house),
        )  # fmt: skip

    def _on_values(self, house: HouseLike, options: PaperOptions, values: PacketValues) -> None:
        if self.outcome.stopped or self._pool is None:
            self._left(house)
            return
        chosen = values.only(self._choice.sections)
        future = self._pool.put(chosen, options)
        asked = (house, chosen, options)
        future.add_done_callback(lambda done: self._came.emit(asked, done))

    @Slot(object, object)
    def _on_came(
        self, asked: tuple[HouseLike, PacketValues, PaperOptions], future: "Future[Drawn]"
    ) -> None:
        house, values, options = asked
        if self.outcome.stopped or future.cancelled():
            self._left(house)
            return
        problem = future.exception()
        if isinstance(problem, BrokenExecutor):  # where no process may be started it takes longer
            self.desk.slow(
                self, draw_one, values, options, done=partial(self._on_drawn, house),
                failed=partial(self._on_failed, house),
            )  # fmt: skip
        elif isinstance(problem, Problem):
            self._on_failed(house, problem)
        elif problem is not None:
            self._left(house)
            self.desk.fail(problem)
        else:
            self._on_drawn(house, future.result())

    def _on_drawn(self, house: HouseLike, drawn: Drawn) -> None:
        pdf, made = drawn
        if self.outcome.stopped:
            self._left(house)
            return
        last = made.week_start + timedelta(days=6)
        self.desk.slow(
            self, self._out, house, last, pdf, done=lambda _where: self._on_out(house, made),
            failed=partial(self._on_failed, house),
        )  # fmt: skip

    def _on_out(self, house: HouseLike, made: MadePacket) -> None:
        self.desk.do(
            self, record_packet, house.house_id, made, saved=self._saved,
            done=lambda _id: self._on_recorded(house), refused=partial(self._on_failed, house),
        )  # fmt: skip

    def _on_recorded(self, house: HouseLike) -> None:
        self.outcome.done.append(house.name)
        self._left(house)

    def _on_failed(self, house: HouseLike, problem: Problem) -> None:
        self.outcome.failed.append((house.name, problem.sentence))
        self._left(house)

    def _left(self, house: HouseLike) -> None:
        """This house is through, one way or the other."""
        self._going -= 1
        through = len(self.outcome.done) + len(self.outcome.failed)
        self.stepped.emit(through, self.outcome.of, house.name)
        self._go_on()
