"""Theme: palette, one style sheet, fonts and icons, all from the tokens, switched while it runs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.fitting import fitting, remeasure
from ui.theme.fonts import load, make_font
from ui.theme.icons import TokenIcon, forget_pixmaps, paint_icon
from ui.theme.palette import contrast_colours, make_palette
from ui.theme.sheet import make_sheet
from ui.theme.state import hex as hex
from ui.theme.state import look, news
from ui.theme.tokens import KINDS, colours, size_px, tokens, tones, type_px

__all__ = [
    "KINDS", "SCALES", "apply", "chosen_mode", "colour", "contrast_wanted", "dress", "fitting",
    "font", "hex", "icon", "mode", "news", "pixmap", "px", "radius", "remeasure", "scale",
    "set_kind", "size", "soft", "space", "time", "tone",
]  # fmt: skip

_DRESSED = "dressed"  # a property of the windows that wear the sheet
SCALES: tuple[float, ...] = tuple(tokens()["type"]["scaleSteps"])


def contrast_wanted() -> bool:
    """Whether the system asks for high contrast."""
    hints = QGuiApplication.styleHints()  # held, else Python lets go of its accessibility part
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def chosen_mode(wanted: str) -> str:
    """ "light", "dark" or "contrast" for what the person wants: light, dark or system."""
    if wanted == "contrast" or contrast_wanted():
        return "contrast"
    if wanted == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"
    return "dark" if wanted == "dark" else "light"


def apply(app: QApplication, mode: str = "light", scale: float = 1.0) -> None:
    """Dress the program in `mode` (light, dark, system) at a text size; also while it runs."""
    load()
    look.mode = chosen_mode(mode)
    look.scale = scale
    if not app.property("fusion"):  # the style's own name is hidden behind a sheet
        app.setStyle("Fusion")
        app.setProperty("fusion", True)
    if look.mode == "contrast":
        _wear_contrast(app)
    else:
        look.colours, look.tones = colours(look.mode), tones(look.mode)
        app.setPalette(make_palette(look.colours))
    forget_pixmaps()
    app.setFont(make_font("body", scale))
    look.sheet = "" if look.mode == "contrast" else make_sheet(look.colours, scale)
    _dress(app)
    news().changed.emit()


def dress(window: QWidget) -> None:
    """Have a window without a parent wear the style sheet, now and whenever the look changes; all
    that is put into it wears it too.

    The sheet is the windows', not the program's: a sheet of the program is worked out anew for
    all that a widget holds at each layout it goes into, a third of the time that a page takes.
    """
    window.setProperty(_DRESSED, True)
    if window.styleSheet() != look.sheet:
        window.setStyleSheet(look.sheet)


def _dress(app: QApplication) -> None:
    """Every window, and whatever wears more than the style sheet (`wear`), puts it on anew. Not at
    Qt's StyleChange: each layout that a widget goes into may send one.
    """
    for window in app.topLevelWidgets():
        if window.property(_DRESSED):
            dress(window)
    for widget in app.allWidgets():
        wear = getattr(widget, "wear", None)
        if wear is not None:
            wear()


def _wear_contrast(app: QApplication) -> None:
    """No sheet of ours, and the system's own palette for Qt and for our painters."""
    app.setPalette(QPalette())
    system = QGuiApplication.palette()
    look.colours = contrast_colours(list(colours("light")), system)
    look.tones = [(look.colours["surface"], look.colours["text"])] * len(tones("light"))


def mode() -> str:
    """ "light", "dark" or "contrast"."""
    return look.mode


def scale() -> float:
    """The text size worn now, 1.0 being 100 %."""
    return look.scale


def colour(name: str) -> QColor:
    """The token's colour now; painters ask each time."""
    return QColor(look.colours[name])


def soft(kind: str) -> tuple[QColor, QColor]:
    """The fill and the ink that say `kind` (ok, warn, bad, info, mute, brand)."""
    family = KINDS[kind]
    return colour(f"{family}Soft"), colour(f"{family}Ink")


def tone(person_id: int) -> tuple[QColor, QColor]:
    """The avatar's fill and ink; by id, so that a new name does not change them."""
    fill, ink = look.tones[person_id % len(look.tones)]
    return QColor(fill), QColor(ink)


def px(kind: str) -> int:
    """The size of a kind of text in pixels."""
    return type_px(kind, look.scale)


def size(name: str) -> int:
    """The size of a part in pixels, growing with the text."""
    return size_px(name, look.scale)


def space(step: int) -> int:
    """The gap of a step 0 to 7 in pixels."""
    return int(tokens()["space"][str(step)])


def radius(name: str) -> int:
    """The radius of a chip, segment, control or card in pixels."""
    return int(tokens()["radius"][name])


def time(name: str) -> int:
    """A waiting time in milliseconds."""
    return int(tokens()["time"][name])


def font(kind: str = "body", weight: int | None = None, bold: bool = False) -> QFont:
    """The font of a kind of text."""
    return make_font(kind, look.scale, 600 if bold and weight is None else weight)


def icon(name: str, colour: str = "text", size: int = 18) -> QIcon:
    """An icon that recolours itself when the mode changes."""
    return QIcon(TokenIcon(name, colour, size))


def pixmap(name: str, colour: str = "text", size: int = 18, dpr: float = 1.0) -> QPixmap:
    """An icon of `size` pixels at 100 % as a picture in today's colours; painters ask each time."""
    drawn = QPixmap(paint_icon(name, look.colours[colour], round(size * look.scale * dpr)))
    drawn.setDevicePixelRatio(dpr)
    return drawn


def set_kind(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and wear what follows from it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
