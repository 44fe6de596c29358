"""Sheet: the one style sheet, filled from the tokens."""

from string import Template

from sobrhouse.paths import resource
from ui.theme.fonts import families
from ui.theme.tokens import size_px, tokens, type_px


def quoted(names: list[str]) -> str:
    """Names of fonts as the sheet wants them."""
    return ", ".join(f'"{name}"' for name in names)


def sizes(scale: float) -> dict[str, int]:
    """Every number of the template: text, parts, radii, and insides without their borders."""
    known = tokens()
    found = {f"px_{kind}": type_px(kind, scale) for kind in known["type"]["px"]}
    found |= {f"size_{name}": size_px(name, scale) for name in known["size"]}
    found |= {f"radius_{name}": value for name, value in known["radius"].items()}
    chip = round(22 * scale)
    found |= {
        "chip": chip,
        "chip_radius": chip // 2,
        "control_in": size_px("control", scale) - 2,
        "control_ring": size_px("control", scale) - 4,
        "small_in": size_px("controlSmall", scale) - 2,
        "small_ring": size_px("controlSmall", scale) - 4,
        "header_in": size_px("control", scale) - 1,
    }
    return found


def make_sheet(colours: dict[str, str], scale: float) -> str:
    """The template of resources/styles/app.qss in these colours at this text size."""
    template = Template(resource("styles/app.qss").read_text(encoding="utf-8"))
    return template.substitute(colours, **sizes(scale), serif=quoted(families(serif=True)))
