"""Printed head: remembers beside the records how far their log was when a paper was last printed,
and says so when it ends before that: somebody put an older file in their place (safety.md 4.5).
"""

from datetime import datetime
from functools import partial
from hashlib import sha256

from PySide6.QtCore import QObject, QSettings, SignalInstance, Slot

from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.audit_check import Mark, last_restored, mark_of
from sobrhouse.words import _
from ui.desk import Desk, Trouble

_PAPERS = frozenset({"report"})
_RECORDS = frozenset({"database", "*"})
_NAME = "older"


class PrintedHead(QObject):
    """Looks when the office stands (`stands` says so) and when a paper is printed or saved."""

    def __init__(
        self, desk: Desk, settings: QSettings, target: str, stands: SignalInstance,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.desk, self.settings = desk, settings
        # which records: a house that moved to another folder begins anew
        self._key = f"printed/{sha256(target.encode()).hexdigest()[:12]}"
        desk.changed.connect(self._on_changed)
        stands.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Compare; the practice house is made anew as often as one likes."""
        kept = self._kept()
        if kept is not None and self.desk.is_open and not self.desk.practice:
            self.desk.ask(self, mark_of, kept.seq, done=partial(self._compare, kept))

    @Slot(object)
    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & _PAPERS and self.desk.is_open and not self.desk.practice:
            self.desk.ask(self, mark_of, done=self._on_printed)
        elif topics & _RECORDS and _NAME in self.desk.troubles:  # a restore is noted a moment later
            self.look()

    def _kept(self) -> Mark | None:
        seq, _bar, rest = str(self.settings.value(self._key, "")).partition("|")
        code, _bar, at = rest.partition("|")
        try:
            return Mark(int(seq), code, datetime.fromisoformat(at))
        except ValueError:
            return None

    def _on_printed(self, head: Mark | None) -> None:
        if head is not None and _NAME not in self.desk.troubles:
            self.settings.setValue(self._key, f"{head.seq}|{head.code}|{head.at.isoformat()}")

    def _compare(self, kept: Mark, found: Mark | None) -> None:
        if found == kept:
            self.desk.trouble(_NAME, None)
        else:
            self.desk.ask(self, last_restored, done=partial(self._judge, kept.at))

    def _judge(self, printed_at: datetime, restored_at: datetime | None) -> None:
        """A backup that the program put there since is in the log, and was told: no news."""
        if restored_at is not None and restored_at > printed_at:
            self.settings.remove(self._key)
            self.desk.trouble(_NAME, None)
            return
        day = nice_date(printed_at.astimezone(self.desk.zone()).date(), self.desk.today())
        said = _(
            "These records end before a paper that was printed here on {day}: somebody has put an "
            "older file in their place. Look for the newer file, or restore the newest backup."
        ).format(day=day)
        trouble = Trouble(said, kind="bad")
        if self.desk.may(Permission.MANAGE_HOUSE):
            trouble = Trouble(said, _("See backups"), ("settings", "backup"), "bad")
        self.desk.trouble(_NAME, trouble)
