"""The kiosk's look: its own colours and sizes from the tokens; one light look, contrast 7 and more
(ux.md 4), the same whatever the office wears.
"""

from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPixmap
from PySide6.QtWidgets import QWidget

from sobrhouse.paths import resource
from ui.theme.fonts import families
from ui.theme.icons import paint_icon
from ui.theme.sheet import quoted
from ui.theme.state import look
from ui.theme.tokens import tokens, tones

_SERIF = frozenset({"h1", "figure", "brand", "clock"})
_WEIGHTS = {"muted": 400, "small": 400, "chip": 600, "body": 400, "h2": 700, "label": 600,
            "action": 600, "actionXL": 700, "key": 600}  # fmt: skip
_MORE_PX = {"chip": 19, "brand": 28, "clock": 132}  # of the pictures; not in the tokens' list


def colour(name: str) -> QColor:
    """A kiosk colour; a name that is no token is a bug."""
    return QColor(hex(name))


def hex(name: str) -> str:
    """A kiosk colour as "#RRGGBB"."""
    return str(tokens()["kiosk"][name])


def px(kind: str) -> int:
    """The size of a kind of text in pixels."""
    return int({**tokens()["kioskPx"], **_MORE_PX}[kind])


@cache
def font(kind: str, size: int = 0) -> QFont:
    """The font of a kind of text, or of another size where a word would not fit; one for all, so
    whoever wants to change it takes a copy.
    """
    made = QFont()
    made.setFamilies(families(kind in _SERIF))
    made.setPixelSize(size or px(kind))
    made.setWeight(QFont.Weight(_WEIGHTS.get(kind, 600)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def pixmap(name: str, ink: str, side: int, dpr: float = 1.0) -> QPixmap:
    """An icon in a kiosk colour."""
    drawn = QPixmap(paint_icon(name, hex(ink), round(side * dpr)))
    drawn.setDevicePixelRatio(dpr)
    return drawn


def tone(person_id: int) -> tuple[QColor, QColor]:
    """The avatar's fill and ink, the same as in the office's light look."""
    known = tones("light")
    fill, ink = known[person_id % len(known)]
    return QColor(fill), QColor(ink)


def dress(window: QWidget) -> None:
    """Put the kiosk's own style sheet over that of the program."""
    window.setProperty("kind", "kiosk")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    window.setStyleSheet(look.sheet + sheet())


def sheet() -> str:
    """The kiosk's style sheet."""
    template = Template(resource("styles/kiosk.qss").read_text(encoding="utf-8"))
    sizes = {f"px_{kind}": px(kind) for kind in (*tokens()["kioskPx"], *_MORE_PX)}
    radii = {f"radius_{name}": value for name, value in tokens()["radius"].items()}
    return template.substitute(
        tokens()["kiosk"], **sizes, **radii, serif=quoted(families(serif=True))
    )
