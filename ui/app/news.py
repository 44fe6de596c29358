"""News: what the program itself follows of what changes: one's own houses and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from sobrhouse import words
from ui.app.qt_words import speak_qt
from ui.desk import Told, concerns

if TYPE_CHECKING:
    from sobrhouse.queries.unlocks import Mine
    from ui.app.session import Session

TOPICS = frozenset({"house", "staff"})


class News(QObject):
    """Draws the office anew when a house came, went or was renamed, or the language is another.

    So the undo of each shows too, and what somebody else did.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._speaks = ""  # as the records have it, whatever a command line says
        self._told: Told | None = None
        session.desk.changed.connect(self._on_changed)
        session.desk.wanted.connect(self._on_wanted)
        session.desk.told.connect(self._on_told)

    def unlocked(self, speaks: str) -> None:
        """Somebody came in whose language is this one."""
        self._speaks, self._told = speaks, None

    def say_again(self) -> None:
        """A toast that stood there when the office was drawn anew stands there still."""
        if self._told is not None:
            self._session.desk.told.emit(self._told)

    @Slot(object)
    def _on_told(self, told: Told) -> None:
        self._told = told

    @Slot(object)
    def _on_changed(self, topics: frozenset[str]) -> None:
        if concerns(topics, TOPICS):
            self._ask()

    @Slot(str, object)
    def _on_wanted(self, what: str, value: object) -> None:
        if what == "houses":
            self._ask()
        elif what == "language":
            self._speak(str(value))

    def _ask(self) -> None:
        from sobrhouse.queries.unlocks import mine

        self._session.desk.ask(self, mine, done=self._on_mine)

    def _on_mine(self, found: Mine) -> None:
        desk = self._session.desk
        if found.houses and found.houses != tuple(desk.houses):
            before = desk.house_id
            desk.take_houses(found.houses)
            if desk.house_id == before:
                self._session.rebuild()
            else:
                self._session.show_house()
        if found.speaks != self._speaks:
            self._speaks = found.speaks
            self._speak(found.speaks)

    def _speak(self, language: str) -> None:
        session = self._session
        session.settings.setValue("look/language", language)
        if language != words.language():
            words.speak(language)
            speak_qt(session.app)
            session.rebuild()
