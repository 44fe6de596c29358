"""State: the mode, text size and colours that are worn now; one process has one look."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from ui.theme.tokens import colours, tones


@dataclass
class Look:
    """What `apply` chose last."""

    mode: str = "light"
    scale: float = 1.0
    sheet: str = ""
    colours: dict[str, str] = field(default_factory=lambda: colours("light"))
    tones: list[tuple[str, str]] = field(default_factory=lambda: tones("light"))


class News(QObject):
    """Tells widgets that keep colours or sizes that these have changed."""

    changed = Signal()


look = Look()
_news: list[News] = []


def news() -> News:
    """The one teller, made when first asked for."""
    if not _news:
        _news.append(News())
    return _news[0]


def hex(name: str) -> str:
    """The token's colour as "#RRGGBB"; a name that is no token is a bug."""
    return look.colours[name]
