"""Session: from the first painted window to the open office, through lock and unlock."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QApplication

from sobrhouse import words
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui import theme
from ui.app.arguments import Arguments
from ui.app.backups import Backups
from ui.app.chores_ahead import ChoresAhead
from ui.app.clock import ClockDoubt
from ui.app.disk_room import DiskRoom
from ui.app.kiosk_link import KioskLink
from ui.app.looking import Found, is_new, is_practice, look
from ui.app.new_code import NewCode, put_away_dialogs
from ui.app.news import News
from ui.app.pins import Pins
from ui.app.practice_house import PracticeHouse
from ui.app.qt_words import speak_qt
from ui.app.rest import Rest
from ui.app.righting import Righting
from ui.app.rotation import Rotation
from ui.desk import Desk
from ui.jobs import when_alone
from ui.office.lock import LockPage, Try
from ui.office.wait import WaitPage, blank_page
from ui.office.where import Where
from ui.office.window import OfficeWindow
from ui.widgets.idle import Idle

if TYPE_CHECKING:
    from ui.app.beginning import Beginning
    from ui.app.setup import Restored
    from ui.app.vault import Key, Standing, Unlocked, Vault
    from ui.widgets.page import Page


class Session(QObject):
    """Decides what the window shows: lock page, first steps, or the office."""

    ready = Signal()  # the office stands for the first time

    def __init__(
        self,
        app: QApplication,
        arguments: Arguments,
        window: OfficeWindow,
        desk: Desk,
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self.app, self.arguments, self.window, self.desk = app, arguments, window, desk
        self.settings = settings
        self.vault: Vault | None = None
        self.classes: Mapping[str, type[Page]] = {}
        self.idle = Idle(app, 5, self)
        self._places: dict[int, Where] = {}
        self._locked = ""  # the name of who locked, while the lock page stands
        self._unlocking = False
        self.beginning: Beginning | None = None
        self.key_first = False  # a measured start: the key's time stands apart from the rest
        self.unlock_ms = 0.0
        self.idle.told.connect(self._on_idle)
        self.backups = Backups(desk, self)
        self.ready.connect(self.backups.say)
        self.chores_ahead = ChoresAhead(desk, self)
        self.clock = ClockDoubt(desk, self, self.ready)
        self.room = DiskRoom(desk, self)
        self.practice = PracticeHouse(self)
        self.pins = Pins(self)
        self.news = News(self)
        self.kiosk = KioskLink(self)
        self.rest = Rest(self)
        self.righting = Righting(self)
        self.new_code = NewCode(self)
        self.rotation = Rotation(self)
        self.desk.wanted.connect(self._on_wanted)
        self.desk.house_changed.connect(self.show_house)

    # Start

    def show_first(self) -> None:
        """What the first paint shows, guessed from the files alone."""
        if self.arguments.practice or is_practice(self.arguments.target):
            self.window.new_frame(self.desk)
        elif is_new(self.arguments.target):
            self.window.show_content(blank_page())
        else:
            self.window.show_content(self._lock_page(locked=False))

    def load(self) -> None:
        """Look at the records, and import the pages; best once what is shown is painted, for both
        take the interpreter from who paints.
        """
        self.desk.slow(
            self,
            partial(look, self.arguments, self.key_first),
            done=self._on_standing,
            failed=self.stuck,
        )
        self.desk.slow(self, _load_classes, done=self._on_classes)

    def _on_standing(self, found: Found) -> None:
        self.vault, standing = found.vault, found.standing
        self.unlock_ms = found.unlock_ms
        page = self.window.content()
        if not standing.exists:
            self.start_afresh()
        elif found.key is not None:
            key = found.key
            self.unlock(lambda: key)
        elif standing.practice:
            self.unlock(self.vault.practice_key)
        elif isinstance(page, LockPage):
            page.offer(standing.names, str(self.settings.value("look/name", "")))
        else:
            self._show_lock(standing.names)

    def start_afresh(self) -> None:
        """No database yet: make the practice house, or begin with the first steps."""
        if self.arguments.practice:
            self.practice.make()
        elif self.vault is not None:
            self._begin_with_steps("start")

    def _begin_with_steps(self, at: str) -> None:
        self.desk.slow(self, _load_beginning, done=partial(self._on_beginning, at))

    def _on_beginning(self, at: str, beginning: type[Beginning]) -> None:
        if self.vault is not None:
            self.beginning = beginning(self.vault, self.desk, self.window, self)
            self.beginning.finished.connect(self._on_begun)
            self.beginning.practice.connect(self.practice.look_around)
            self.beginning.restored.connect(self.open_with)
            self.beginning.show(at)

    @Slot(int)
    def _on_begun(self, idle_minutes: int) -> None:
        """The house is set up: open the office on it."""
        self.settings.setValue("look/name", self.desk.me.name)
        self.idle.start(idle_minutes)
        self.show_office()

    @Slot(object, str)
    def open_with(self, key: Key | None, code: str = "") -> None:
        """What stands now was put there a moment ago: open it, or ask for a new passphrase beside
        the recovery code.
        """
        if self.vault is None:  # the keys could not be read until now
            from ui.app.vault import Vault

            self.vault = Vault(self.arguments.target, self.arguments.folders.data)
        if key is not None:
            self.unlock(lambda: key)
        else:
            self.desk.slow(self, self.vault.look, done=partial(self._on_code, code))

    def _on_code(self, code: str, standing: Standing) -> None:
        self._show_lock(standing.names)
        page = self.window.content()
        if isinstance(page, LockPage):
            page.ask_by("code", code)

    def show_office(self) -> None:
        """The office on the records that are open."""
        self.window.new_frame(self.desk)
        self._fill()

    def remember(self, where: Where) -> None:
        """Come back to this, half typed text and all, when the person is in again."""
        self._places[self.desk.staff_id] = where

    def _restore(self, backup: Path, passphrase: str) -> None:
        """Close the records, the backup takes their place; what stood stays aside."""
        from ui.app.setup import restore_file

        vault = self.vault
        if vault is None or isinstance(vault.target, str):
            return
        self.idle.stop()
        self.desk.shut()  # what stands now is kept aside whole: no backup of it is due
        self.window.show_content(WaitPage(_("Putting the backup in place"), self.window))
        work = partial(restore_file, backup, vault.target, passphrase)
        when_alone(self.desk.jobs, self, work, self._on_put_back, self.refused)

    def _on_put_back(self, restored: Restored) -> None:
        self.backups.say_later(restored.sentence())
        self.open_with(restored.key, restored.code)

    def _on_classes(self, classes: Mapping[str, type[Page]]) -> None:
        self.classes = classes
        self._fill()

    def stuck(self, problem: Problem) -> None:
        """Say on the lock page what is in the way."""
        if self.righting.takes(problem):
            return
        page = self.window.content()
        if not isinstance(page, LockPage):
            page = self._lock_page(locked=False)
            self.window.show_content(page)
            if self.vault is not None:
                self.desk.slow(self, self.vault.look, done=self._offer, failed=_nothing)
        page.refuse(problem)

    def _offer(self, standing: Standing) -> None:
        page = self.window.content()
        if isinstance(page, LockPage):
            page.offer(standing.names, str(self.settings.value("look/name", "")))

    # Lock and unlock

    def _lock_page(self, *, locked: bool) -> LockPage:
        page = LockPage(locked=locked, parent=self.window)
        page.tried.connect(self._on_tried)
        return page

    def _show_lock(self, names: tuple[str, ...], *, locked: bool = False, chosen: str = "") -> None:
        page = self._lock_page(locked=locked)
        self.window.show_content(page)
        pins = self.vault.pin_names() if self.vault else frozenset()
        page.offer(names, chosen or str(self.settings.value("look/name", "")), pins)

    @Slot(object)
    def _on_tried(self, tried: Try) -> None:
        if self.vault is not None:
            self.unlock(partial(self.vault.key, tried))

    def unlock(self, key: Any) -> None:
        """Open the records by what `key` gives, in their lane."""
        vault = self.vault
        if vault is None or self._unlocking:
            return
        self._unlocking = True
        self.desk.jobs.database(self, lambda: vault.open(key()), self._on_unlocked, self.refused)

    def refused(self, problem: BaseException) -> None:
        """Whatever was to open the records did not."""
        self._unlocking = False
        if isinstance(problem, Problem):
            self.stuck(problem)
        else:
            self.desk.fail(problem)

    def _on_unlocked(self, unlocked: Unlocked) -> None:
        self._unlocking = False
        self._locked = ""
        page = self.window.content()
        if isinstance(page, LockPage):
            page.wipe()
        self.settings.setValue("look/name", unlocked.opened.me.name)
        if not self.arguments.language:
            words.speak(unlocked.speaks)
            speak_qt(self.app)
        self.desk.open(unlocked.opened)
        self.pins.unlocked_with(unlocked.pin)
        if unlocked.new_code:
            self.new_code.show_once(unlocked.new_code)
        self.news.unlocked(unlocked.speaks)
        self.room.look()
        if self.beginning is not None:
            self.beginning.note(self.desk)
        if not unlocked.opened.houses and self.desk.may(Permission.MANAGE_STAFF):
            self._begin_with_steps("code")  # the first steps were left before there was a house
            return
        if self.window.frame_shown() is None:
            self.window.new_frame(self.desk)
        self.idle.start(unlocked.idle_minutes)
        self._fill()

    def _fill(self) -> None:
        """Once both are there, the screens and the records, the office opens."""
        frame = self.window.frame_shown()
        if frame is not None and self.classes and self.desk.is_open and not frame.classes:
            frame.ready.connect(self._on_filled)
            frame.fill(self.classes, self._places.pop(self.desk.staff_id, Where()))

    @Slot()
    def _on_filled(self) -> None:
        frame = self.window.frame_shown()
        if frame is not None:
            frame.ask_for_drafts()
            self.pins.say()
            self.ready.emit()

    def lock(self, *, switch: bool = False, why: str = "", note: str = "") -> None:
        """Replace the office by the lock page: keep what is half typed, close the records, drop the
        key; `why` is said there as a trouble, `note` as the gray line.
        """
        frame = self.window.frame_shown()
        if frame is None or not self.desk.is_open:
            return
        me = self.desk.me
        where = frame.where()
        frame.keep_drafts(where.half_typed)
        self._places[me.id] = replace(where, half_typed=())  # the text itself is in the records
        put_away_dialogs(self.app)
        self.idle.stop()
        self.backups.before_closing()
        self.desk.shut()
        self._locked = me.name
        self._show_lock((me.name,), locked=True, chosen="" if switch else me.name)
        page = self.window.content()
        if note and isinstance(page, LockPage):
            page.line.setText(note)
        if self.vault is not None:
            vault = self.vault
            self.desk.slow(
                self, vault.look, done=partial(self._on_names, "" if switch else me.name, why)
            )

    def _on_names(self, chosen: str, why: str, standing: Standing) -> None:
        page = self.window.content()
        if isinstance(page, LockPage) and self.vault is not None:
            page.offer(standing.names, chosen, self.vault.pin_names())
            if standing.practice and "SOBRHOUSE_PASSPHRASE" not in os.environ:
                page.say_practice()
            if why:
                page.refuse(Problem(why))

    @Slot()
    def _on_idle(self) -> None:
        self.lock()

    # What screens want of the program

    @Slot(str, object)
    def _on_wanted(self, what: str, value: Any) -> None:
        if what in ("lock", "switch"):
            self.lock(switch=what == "switch")
        elif what in ("mode", "scale"):
            self.settings.setValue(f"look/{what}", value)
            mode = str(value) if what == "mode" else str(self.settings.value("look/mode", "light"))
            theme.apply(self.app, mode, float(value) if what == "scale" else theme.scale())
            self.rebuild()
        elif what == "idle":
            self.idle.allow(float(value))
        elif what == "restore":
            self._restore(*value)

    @Slot()
    def show_house(self) -> None:
        """Make the content anew for another house: the same place, none of its records."""
        self._draw_anew(lambda where: Where(where.place))

    @Slot()
    def rebuild(self) -> None:
        """Make the content anew with other words or sizes; nothing half typed is lost."""
        self._draw_anew(lambda where: where)

    def _draw_anew(self, at: Callable[[Where], Where]) -> None:
        frame = self.window.frame_shown()
        if frame is None or not frame.classes:
            return
        where = frame.where()
        if at(where) != where:
            frame.keep_drafts(where.half_typed)
        toasts = frame.toasts is not None and bool(frame.toasts.shown())
        self.window.new_frame(self.desk).fill(self.classes, at(where), at_once=True)
        if toasts:
            self.news.say_again()

    def end(self) -> None:
        """Keep what is half typed, close the records, end the lanes."""
        frame = self.window.frame_shown()
        if frame is not None and self.desk.is_open:
            frame.keep_drafts(frame.where().half_typed)
        self.backups.before_closing()
        self.desk.shut()
        self.kiosk.let_go()
        self.desk.jobs.close()


def _load_classes() -> Mapping[str, type[Page]]:
    from ui.office.contents import load_first

    return load_first()


def _load_beginning() -> type[Beginning]:
    from ui.app.beginning import Beginning

    return Beginning


def _nothing(_result: object) -> None:
    """Some answers need no more."""
