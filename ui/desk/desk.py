"""Desk: what every screen is given to ask, to do and to hear what changed; the only bridge to
the records.
"""

import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from sobrhouse.domain.staff import SYSTEM, Actor, Permission
from sobrhouse.problems import DiskFull, PagesDamaged, Problem
from sobrhouse.words import _
from ui.clip import forget
from ui.desk.deeds import Deed, Deeds, Invert
from ui.desk.values import (
    HouseLike,
    KeepingLike,
    Opened,
    Quiet,
    Step,
    Told,
    Trouble,
    close,
)
from ui.jobs import Lanes
from ui.turns import Steps

LOOK_MS = 500


class Desk(QObject):
    """What every screen is given: ask, do, slow, and the news of what changed."""

    changed = Signal(object)
    told = Signal(object)
    troubled = Signal()
    house_changed = Signal()
    wanted = Signal(
        str, object
    )  # what a screen wants of the program: lock, mode, scale, language, idle, houses, pin,
    # pin_typed (whether it was right), pin_gone (whose), restore, damaged (the problem),
    # rotate (one's passphrase, the second person's id and passphrase, why where there is none)

    def __init__(
        self, jobs: Lanes, opened: Opened | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.house_id = 0
        self.safe = False  # nothing works by itself: no look for news, no backup
        self.leads_back = False  # from the practice house to the first steps, where one came from
        self.held = False  # the records are damaged: they are read, and nothing is written
        self._opened: Opened | None = None
        self.recent: deque[int] = deque(maxlen=20)  # residents looked at, newest first
        self.troubles: dict[str, Trouble] = {}  # what lasts, by name
        self._looking = False
        self._deeds = Deeds()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        if opened is not None:
            self.open(opened)

    # Who, where, when

    @property
    def me(self) -> Actor:
        """Who acts; the program itself while nobody has unlocked."""
        return self._opened.me if self._opened else SYSTEM

    @property
    def staff_id(self) -> int:
        """The id of the staff member who unlocked."""
        return self.me.id

    @property
    def practice(self) -> bool:
        """Whether nothing here is real."""
        return bool(self._opened and self._opened.practice)

    @property
    def data(self) -> Path:
        """The data folder of this installation."""
        return self._opened.data if self._opened else Path()

    @property
    def keeping(self) -> KeepingLike | None:
        """Keys, backups and the audit log, for Settings; only on the slow lane."""
        return self._opened.keeping if self._opened else None

    @property
    def is_open(self) -> bool:
        """Whether somebody has unlocked."""
        return self._opened is not None

    @property
    def houses(self) -> tuple[HouseLike, ...]:
        """The houses that this person may see."""
        return tuple(self._opened.houses) if self._opened else ()

    def house(self) -> HouseLike | None:
        """The house that is on the screen."""
        return next((h for h in self.houses if h.house_id == self.house_id), None)

    def house_name(self) -> str:
        """What people call the house on the screen."""
        house = self.house()
        return house.name if house else ""

    def zone(self) -> ZoneInfo:
        """The time zone of the house on the screen."""
        house = self.house()
        return ZoneInfo(house.time_zone if house else "UTC")

    def now(self) -> datetime:
        """The instant, aware and in UTC; the practice house has its own clock."""
        return self._opened.store.now() if self._opened else datetime.now(UTC)

    def today(self) -> date:
        """The civil date in the house's zone."""
        return self.now().astimezone(self.zone()).date()

    def may(self, permission: Permission) -> bool:
        """Whether the person may do this in the house on the screen."""
        return self.me.may(permission) and (not self.house_id or self.me.sees(self.house_id))

    # Opening and shutting

    def open(self, opened: Opened) -> None:
        """Somebody has unlocked: take their records; the house stays if it is one of theirs."""
        self._opened = opened
        if self.house() is None:
            self.house_id = opened.houses[0].house_id if opened.houses else 0
        if not self.safe:
            self._timer.start()

    def shut(self) -> None:
        """Lock: forget what can be undone and what was copied, and close the connections once
        running work is done.
        """
        opened, self._opened = self._opened, None
        self._timer.stop()
        self.forget_deeds()
        self.troubles.clear()
        if opened is not None:
            self.jobs.database(self, partial(close, opened), None, self._on_failed)

    def forget_deeds(self) -> None:
        """Keep nothing of what was done, looked at and copied: at the lock, and when somebody's
        records are destroyed, of whom it may tell.
        """
        self._deeds.clear()
        self.recent.clear()
        forget()

    def choose_house(self, house_id: int) -> None:
        """Show another of the person's houses."""
        if house_id != self.house_id and any(h.house_id == house_id for h in self.houses):
            self.house_id = house_id
            self.house_changed.emit()

    def take_houses(self, houses: Sequence[HouseLike]) -> None:
        """A house was added, renamed or given to this person."""
        if self._opened is not None:
            self.open(replace(self._opened, houses=tuple(houses)))

    # Asking and doing

    def ask(
        self,
        owner: QObject,
        query: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None],
        failed: Callable[[Problem], None] | None = None,
        **kw: Any,
    ) -> None:
        """Run a query on the database lane; `done` gets its rows unless `owner` is gone by then."""
        if self._opened is not None:
            work = partial(self._opened.store.read, self.me, query, *args, **kw)
            self.jobs.database(owner, work, done, partial(self._on_failed, told=failed))

    def do(
        self,
        owner: QObject,
        use_case: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        refused: Callable[[Problem], None] | None = None,
        said: str | Callable[[Any], str] = "",
        undo: Invert | None = None,
        many: Callable[[int], str] | None = None,
        **kw: Any,
    ) -> None:
        """Run a use case; tell `done` its result, or `refused` why not; `said` becomes a toast,
        unless it is Quiet. With `many`, toasts of one use case become one, in its words.
        """
        step = Step(use_case, args, kw)

        def on_done(result: Any) -> None:
            text = said if isinstance(said, str) else said(result)
            deed = self._deeds.remember(text, step, undo, result)
            if text and not isinstance(text, Quiet):
                kind = getattr(use_case, "__name__", "")
                self.told.emit(Told(text, undo=bool(deed), deed=deed, kind=kind, many=many))
            if done is not None and isValid(owner):
                done(result)

        def on_refused(problem: Problem) -> None:
            if refused is not None and isValid(owner):
                refused(problem)
            else:
                self.tell(problem.sentence, urgent=True)

        self._run(step, on_done, on_refused)

    def through(
        self,
        owner: QObject,
        work: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None],
        refused: Callable[[Problem], None] | None = None,
    ) -> None:
        """Run work of several use cases with a file between them, as the one way out is; it gets
        the store and who acts before `args`.
        """
        if self._opened is None:
            return

        def on_done(result: Any) -> None:
            if isValid(owner):
                done(result)
            self.look()

        whole = partial(work, self._opened.store, self.me, *args)
        self.jobs.database(self, whole, on_done, partial(self._on_failed, told=refused))

    def slow(
        self,
        owner: QObject,
        work: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Run long work that touches no database: papers, hashing, files; it gets plain values
        only.
        """
        self.jobs.slow(owner, partial(work, *args), done, partial(self._on_failed, told=failed))

    def in_turns(self, owner: QObject, steps: Steps) -> None:
        """Go through `steps` of drawing, a few in each turn of the event loop; this drops what the
        same owner was still at, and ends with it.
        """
        self.jobs.in_turns(owner, steps)

    def tell(self, text: str, *, urgent: bool = False) -> None:
        """Say something in a toast."""
        self.told.emit(Told(text, urgent=urgent))

    def trouble(self, name: str, trouble: Trouble | None) -> None:
        """Say what lasts in a banner until it is over, which None tells."""
        if self.troubles.get(name) != trouble:
            self.troubles.pop(name, None)
            if trouble is not None:
                self.troubles[name] = trouble
            self.troubled.emit()

    # Undo and redo

    def can_undo(self) -> str:
        """What Ctrl+Z would take back, in words, or an empty text."""
        return self._deeds.done[-1].said if self._deeds.done else ""

    def can_redo(self) -> str:
        """What Ctrl+Y would do again, in words, or an empty text."""
        return self._deeds.undone[-1].said if self._deeds.undone else ""

    def undo(self, deed: int = 0) -> None:
        """Take back the deed of that number, or the last one, through its named inverse."""
        found = self._deeds.take_back(deed)
        if found is not None:
            self._run(found.back, partial(self._on_undone, found), self._on_step_refused)

    def redo(self) -> None:
        """Do again what was taken back last."""
        deed = self._deeds.take_again()
        if deed is not None:
            self._run(deed.forward, partial(self._on_redone, deed), self._on_step_refused)

    def _on_undone(self, deed: Deed, _result: Any) -> None:
        self._deeds.undone.append(deed)
        self.tell(_("Undone: {what}").format(what=deed.said))

    def _on_redone(self, deed: Deed, result: Any) -> None:
        deed.back = deed.invert(result) or deed.back
        self._deeds.done.append(deed)
        self.told.emit(Told(deed.said, undo=True, deed=deed.number))

    def _on_step_refused(self, problem: Problem) -> None:
        self.tell(
            _("That cannot be undone any more. {why}").format(why=problem.sentence), urgent=True
        )

    # News

    @Slot()
    def look(self) -> None:
        """Ask on the database lane what changed, by anybody; `changed` tells it."""
        if self._opened is not None and not self._looking:
            self._looking = True
            self.jobs.database(
                self, self._opened.watch.topics, self._on_topics, self._on_look_failed
            )

    def _on_topics(self, topics: frozenset[str]) -> None:
        self._looking = False
        if topics and self._opened is not None:
            self.changed.emit(topics)

    def _on_look_failed(self, problem: BaseException) -> None:
        self._looking = False
        if self._opened is not None:
            self._on_failed(problem)

    # The lane

    def _run(
        self, step: Step, done: Callable[[Any], None], refused: Callable[[Problem], None]
    ) -> None:
        if self._opened is None:
            return
        write = partial(self._opened.store.write, self.me, step.use_case, *step.args, **step.kwargs)

        def on_done(result: Any) -> None:
            done(result)
            self.look()

        self.jobs.database(self, write, on_done, partial(self._on_failed, told=refused))

    def fail(self, problem: BaseException) -> None:
        """Say a problem in a toast; anything else is a bug and goes to the crash window."""
        self._on_failed(problem)

    def _on_failed(
        self, problem: BaseException, told: Callable[[Problem], None] | None = None
    ) -> None:
        if isinstance(problem, PagesDamaged):
            self.wanted.emit("damaged", problem)
        if isinstance(problem, DiskFull):
            self.wanted.emit("full", problem)
        if not isinstance(problem, Problem):
            sys.excepthook(type(problem), problem, problem.__traceback__)
        elif told is not None:
            told(problem)
        else:
            self.tell(problem.sentence, urgent=True)
