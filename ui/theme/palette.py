"""Palette: the tokens as Qt's own colour roles, and Qt's roles as tokens in high contrast."""

from PySide6.QtGui import QColor, QPalette

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "onPrimary",
    QPalette.ColorRole.Accent: "primary",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.LinkVisited: "primary",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "borderStrong",
}
_DIMMED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)
_CONTRAST = {
    "text": QPalette.ColorRole.WindowText,
    "surface": QPalette.ColorRole.Window,
    "fill": QPalette.ColorRole.Highlight,
    "onFill": QPalette.ColorRole.HighlightedText,
}
_FILLS = frozenset({"primary", "primaryHover", "primaryPressed", "focus", "selection", "navActive"})
_ON_FILLS = frozenset({"onPrimary", "onSelection", "navActiveText"})
_GROUNDS = frozenset({"bg", "surface", "sunken", "hover", "navBg", "navHover"})


def make_palette(colours: dict[str, str]) -> QPalette:
    """Qt's roles in our colours, with the disabled group."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(colours[name]))
    for role in _DIMMED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["faint"]))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(colours["border"])
    )
    return palette


def contrast_colours(names: list[str], system: QPalette) -> dict[str, str]:
    """Every token as one of the system's four high contrast colours, so that painters obey them."""

    def part(name: str) -> str:
        if name in _FILLS:
            return "fill"
        if name in _ON_FILLS:
            return "onFill"
        if name in _GROUNDS or name.endswith("Soft"):
            return "surface"
        return "text"

    return {name: system.color(_CONTRAST[part(name)]).name() for name in names}
