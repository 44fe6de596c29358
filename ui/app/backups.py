"""Backups by themselves: hourly where something changed, when a stick comes in, and before the
records are closed; each month one is restored aside. What is old or failed is said.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.words import _, n_
from ui.desk import Desk, Trouble, concerns
from ui.desk.values import BackedUp, KeepingLike, PlaceSeen

if TYPE_CHECKING:
    from sobrhouse.queries.backups import Safety

LOOK_MS = 10 * 60 * 1000  # how often to look whether the hour is over
DRIVES_MS = 3_000  # how often to look whether a stick came in
OLD_HOURS = 48
TOPICS = frozenset({"backup", "restore", "database"})
_SETTINGS = ("settings", "backup")


class Backups(QObject):
    """Makes the backup that is due; the practice house and a server need none of ours."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._there: frozenset[str] | None = None  # the places that were there last
        self._of: KeepingLike | None = None  # the records that this was seen for
        self._looking = False
        self._failed: dict[str, str] = {}  # what was said of a place that failed
        self._later = ""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.make_due)
        self._timer.start()
        self._drives = QTimer(self, interval=DRIVES_MS)
        self._drives.timeout.connect(self.look_at_drives)
        self._drives.start()
        desk.changed.connect(self._on_changed)
        desk.wanted.connect(self._on_wanted)

    def keeping(self) -> KeepingLike | None:
        """What keeps the backups of the open records, where they are ours to make by ourselves."""
        return None if self.desk.practice or self.desk.safe else self.desk.keeping

    @Slot(str, object)
    def _on_wanted(self, what: str, _value: object) -> None:
        if what == "backup_due":  # a place was added
            self.make_due()
        elif what == "language":  # what stands in a banner is said anew, once it is spoken
            QTimer.singleShot(0, self, self._ask_safety)

    @Slot()
    def make_due(self) -> None:
        """Make the hourly backups and the month's test, on the slow lane; a failure is told,
        nothing stops.
        """
        keeping = self.keeping()
        if keeping is not None:
            self.desk.slow(self, keeping.back_up_if_due, done=partial(self._on_made, ""))
            self.desk.slow(self, keeping.test_if_due, done=self._on_tested)

    def before_closing(self) -> None:
        """Before lock or quit, in the lane of the records, so that they close after it."""
        keeping = self.keeping()
        self._there = None
        if keeping is not None:
            due = partial(keeping.back_up_if_due, leaving=True)
            self.desk.jobs.database(self, due, partial(self._on_made, ""), self._on_failed)

    def say_later(self, sentence: str) -> None:
        """Say it once the office stands again."""
        self._later = sentence

    @Slot()
    def say(self) -> None:
        """The office stands: say what waited for it."""
        if self._later:
            self.desk.tell(self._later)
            self._later = ""

    # Sticks that come and go

    @Slot()
    def look_at_drives(self) -> None:
        """See which places are there; one that came in gets what it missed."""
        keeping = self.keeping()
        if keeping is not None and not self._looking:
            self._looking = True
            self.desk.slow(
                self, keeping.places, done=partial(self._on_places, keeping), failed=self._on_blind
            )

    def _on_blind(self, _problem: Problem) -> None:
        self._looking = False

    def _on_places(self, keeping: KeepingLike, places: tuple[PlaceSeen, ...]) -> None:
        self._looking = False
        if keeping is not self.keeping():
            return
        if keeping is not self._of:
            self._of, self._there = keeping, None
            self._ask_safety()
        there = frozenset(p.place_id for p in places if p.folder is not None)
        came = [p for p in places if self._there is not None
                and p.place_id in there - self._there]  # fmt: skip
        if self._there is not None and there != self._there:
            self.desk.changed.emit(frozenset({"backup"}))
        self._there = there
        for place in came:
            self.desk.slow(self, keeping.back_up_if_due, done=partial(self._on_made, place.label))

    def _on_made(self, came: str, outcome: BackedUp) -> None:
        failed = dict(outcome.failed)
        for label, sentence in failed.items():
            if self._failed.get(label) != sentence:  # once, not every ten minutes
                self.desk.tell(sentence, urgent=True)
        self._failed = failed
        if came and came not in failed:
            self.desk.tell(
                _("{name} has the newest backup, made and checked. You can take it out.").format(
                    name=came)
            )  # fmt: skip
        if outcome.made:
            self.desk.look()
        else:
            self._ask_safety()  # nothing tells of it by itself that it has become too long

    def _on_tested(self, made: bool) -> None:
        if made:
            self.desk.look()

    def _on_failed(self, problem: BaseException) -> None:
        if isinstance(problem, Problem):
            self.desk.tell(problem.sentence, urgent=True)

    # What is old or failed

    @Slot(object)
    def _on_changed(self, topics: frozenset[str]) -> None:
        if concerns(topics, TOPICS):
            self._ask_safety()

    @Slot()
    def _ask_safety(self) -> None:
        if self.keeping() is not None:
            from sobrhouse.queries.backups import backup_safety

            self.desk.ask(self, backup_safety, done=self._on_safety)

    def _on_safety(self, safety: Safety) -> None:
        keeping = self.keeping()
        ours = keeping is not None and keeping.database() is not None
        self.desk.trouble("backup", self._old(safety) if ours else None)
        self.desk.trouble("restore", self._bad(safety) if ours else None)

    def _old(self, safety: Safety) -> Trouble | None:
        """No verified backup for two days (safety.md 4.7)."""
        if safety.since is None:
            return None
        hours = (self.desk.now() - safety.since).total_seconds() / 3600
        if hours < OLD_HOURS:
            return None
        days = int(hours // 24)
        if not self.desk.may(Permission.MANAGE_HOUSE):
            return Trouble(
                n_("No backup for {n} day. Tell the house manager.",
                   "No backup for {n} days. Tell the house manager.", days).format(n=days)
            )  # fmt: skip
        return Trouble(
            n_("No backup for {n} day. Plug in the backup USB and choose Back up now.",
               "No backup for {n} days. Plug in the backup USB and choose Back up now.",
               days).format(n=days),
            _("See backups"), _SETTINGS, icon="hard-drive",
        )  # fmt: skip

    def _bad(self, safety: Safety) -> Trouble | None:
        """The last restore that was tried would not have brought everything back."""
        if not safety.faults or not self.desk.may(Permission.MANAGE_HOUSE):
            return None
        return Trouble(
            _("A backup was tried and would not bring everything back. The records are safe. "
              "Make a new backup, if you can on another drive."),
            _("See backups"), _SETTINGS, "bad",
        )  # fmt: skip
