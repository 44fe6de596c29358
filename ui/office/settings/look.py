"""Settings, Look: light or dark, text size, language: for this computer and this person."""

from sobrhouse.words import LANGUAGES, _, language
from ui import theme
from ui.desk import Desk
from ui.office import own_language
from ui.office.settings.section import Section
from ui.widgets.boxes import line
from ui.widgets.labels import Label
from ui.widgets.segments import Segments


class LookSection(Section):
    """Each choice shows at once; the page is drawn anew and stays where it was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        card = self.card(_("Look"), _("These are for this computer. The language is yours alone."))
        mode = Segments(
            [("light", _("Light")), ("dark", _("Dark")), ("system", _("As the computer"))],
            name=_("Colors"),
        )
        mode.pick(theme.mode() if theme.mode() in ("light", "dark") else "system")
        mode.picked.connect(lambda chosen: desk.wanted.emit("mode", chosen))
        scale = Segments([(s, f"{round(s * 100)} %") for s in theme.SCALES], name=_("Text size"))
        scale.pick(theme.scale())
        scale.picked.connect(lambda chosen: desk.wanted.emit("scale", chosen))
        speech = Segments(list(LANGUAGES.items()), name=_("Language"))
        speech.pick(language())
        speech.picked.connect(self._on_language)
        for words, control in (
            (_("Colors"), mode),
            (_("Text size"), scale),
            (_("Language"), speech),
        ):
            card.add(Label(words, "small"))
            card.add(line(control, 1))

    def _on_language(self, chosen: object) -> None:
        own_language.choose(self.desk, self, str(chosen))
