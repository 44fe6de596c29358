"""One's own language: kept with the account, spoken at once, and taken back like all else."""

from PySide6.QtCore import QObject

from sobrhouse.services.staff import speak_to_me
from sobrhouse.words import LANGUAGES, _, speaking
from ui.desk import Desk, Step


def choose(desk: Desk, owner: QObject, language: str) -> None:
    """Speak this language from now on."""
    with speaking(language):  # the toast stands in what is spoken by then
        said = _("Language: {language}").format(language=LANGUAGES[language])
    desk.do(
        owner,
        speak_to_me,
        language,
        said=said,
        undo=lambda before: Step(speak_to_me, (before,)),
        done=lambda _before: desk.wanted.emit("language", language),
    )
