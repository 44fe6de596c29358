"""Tests of the look: contrast of every pair, fonts in Qt and on paper, icons, live switching."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QFontMetrics, QIcon, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFont

from sobrhouse.paths import resource
from ui import theme
from ui.theme.fonts import load
from ui.theme.palette import contrast_colours
from ui.theme.sheet import make_sheet
from ui.theme.state import look
from ui.theme.tokens import colours, tokens, tones
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

UI = Path(theme.__file__).parents[1]
FONTS = sorted(resource("fonts").glob("*.ttf"))
FAMILIES = ("success", "warn", "danger", "info", "neutral", "primary", "accent")
TEXT_PAIRS = [
    *(
        (ink, ground)
        for ink in ("text", "muted", "faint")
        for ground in ("bg", "surface", "sunken")
    ),
    *((f"{family}Ink", f"{family}Soft") for family in FAMILIES),
    *(("onPrimary", ground) for ground in ("primary", "primaryHover", "primaryPressed")),
    *(("danger", "surface"), ("primary", "surface"), ("primary", "bg"), ("dangerInk", "surface")),
    *(("onSelection", "selection"), ("surface", "text"), ("text", "hover")),
    *(("navText", "navBg"), ("navMuted", "navBg"), ("navText", "navHover")),
    *(("navActiveText", "navActive"), ("navName", "navBg")),
]
LINE_PAIRS = [
    *((line, ground) for line in ("borderStrong", "focus") for ground in ("bg", "surface")),
    *((icon, "surface") for icon in ("success", "warn", "danger", "info", "accent")),
    *(("navMark", "navActive"), ("navMark", "navBg")),
]


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_and_every_line_can_be_told_from_its_ground(mode: str) -> None:
    worn = colours(mode)
    for ink, ground in TEXT_PAIRS:
        assert contrast(worn[ink], worn[ground]) >= 4.5, (ink, ground)
    for line, ground in LINE_PAIRS:
        assert contrast(worn[line], worn[ground]) >= 3, (line, ground)
    for fill, ink in tones(mode):
        assert contrast(fill, ink) >= 7, (fill, ink)


def test_in_high_contrast_every_text_can_be_told_from_its_ground() -> None:
    system, role = QPalette(), QPalette.ColorRole
    for part, name in ((role.Window, "black"), (role.WindowText, "white"),
                       (role.Highlight, "yellow"), (role.HighlightedText, "black")):  # fmt: skip
        system.setColor(part, QColor(name))
    worn = contrast_colours(list(colours("light")), system)
    for ink, ground in TEXT_PAIRS:
        assert contrast(worn[ink], worn[ground]) >= 7, (ink, ground)


def test_kiosk_words_have_the_stronger_contrast() -> None:
    worn = tokens()["kiosk"]
    pairs = [("text", "bg"), ("muted", "bg"), ("text", "surface"), ("muted", "surface")]
    pairs += [("onPrimary", "primary"), ("onOut", "out"), ("onSupport", "support")]
    for ink, ground in [*pairs, ("chipInk", "chipSoft"), ("danger", "surface")]:
        assert contrast(worn[ink], worn[ground]) >= 7, (ink, ground)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_every_font_loads_on_screen_and_on_paper(qapp: QApplication, path: Path) -> None:
    known = QFontDatabase.addApplicationFont(str(path))
    assert QFontDatabase.applicationFontFamilies(known)
    assert TTFont(path.stem, str(path)).face.charToGlyph
    assert path.name in (resource("fonts") / "README.md").read_text() or "-" in path.stem


def test_the_fonts_stay_small_and_all_have_their_licence() -> None:
    assert sum(path.stat().st_size for path in FONTS) < 25_000_000
    texts = " ".join(path.read_text() for path in resource("licenses").glob("*.txt"))
    assert "SIL OPEN FONT LICENSE" in texts.upper()
    assert "Lucide Icons and Contributors" in texts


def test_text_is_drawn_in_our_faces_with_even_digits(qapp: QApplication) -> None:
    load()
    assert QFontInfo(theme.font("body")).family() == "Source Sans 3"
    assert QFontInfo(theme.font("h1")).family() == "Source Serif 4"
    assert QRawFont.fromFont(theme.font("strong")).weight() == 600
    metrics = QFontMetrics(theme.font("body"))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_a_name_of_every_script_finds_a_font_that_has_it() -> None:
    faces = [TTFont(f"all-{path.stem}", str(path)).face for path in FONTS]
    for name in ("Łukasz Nguyễn", "Ñandú", "Željko", "Олена", "Ελένη", "محمد", "שלום", "अनिल",
                 "สมชาย", "王小明", "さくら", "김민준", "🙂"):  # fmt: skip
        for letter in name.replace(" ", ""):
            assert any(ord(letter) in face.charToGlyph for face in faces), letter


def test_icons_take_the_colour_of_their_token_and_follow_the_mode(qapp: QApplication) -> None:
    icon = theme.icon("sun", "primary")

    def shades(of: QIcon) -> set[str]:
        image = of.pixmap(QSize(48, 48)).toImage()
        points = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
        return {QColor(p.red(), p.green(), p.blue()).name() for p in points if p.alpha() == 255}

    assert shades(icon) == {colours("light")["primary"].lower()}
    theme.apply(qapp, "dark")
    assert shades(icon) == {colours("dark")["primary"].lower()}
    assert shades(QIcon(icon)) == shades(icon)


def test_every_icon_that_is_shipped_can_be_drawn(qapp: QApplication) -> None:
    for path in resource("icons").glob("*.svg"):
        image = theme.pixmap(path.stem, "text", 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), path


def test_the_sheet_is_whole_in_every_mode_and_size() -> None:
    for mode in ("light", "dark"):
        for scale in theme.SCALES:
            sheet = make_sheet(colours(mode), scale)
            assert "$" not in sheet
            assert sheet.count("{") == sheet.count("}")


def test_switching_mode_and_text_size_reaches_what_is_open(
    qapp: QApplication, qtbot: QtBot
) -> None:
    label = QLabel("Beds")
    label.setProperty("t", "h2")
    qtbot.addWidget(label)
    label.show()
    assert label.font().pixelSize() == 17
    told: list[bool] = []
    theme.news().changed.connect(lambda: told.append(True))
    theme.apply(qapp, "dark", 1.5)
    assert label.font().pixelSize() == 26
    assert qapp.palette().window().color().name() == colours("dark")["bg"].lower()
    assert told == [True]
    assert theme.size("control") == 51


def test_high_contrast_wears_the_system_palette_and_no_sheet(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, "contrast")
    assert look.sheet == ""
    assert theme.mode() == "contrast"
    system = qapp.palette()
    assert theme.colour("text") == system.windowText().color()
    assert theme.colour("selection") == system.highlight().color()
    button = QPushButton("Keep")
    qtbot.addWidget(button)
    assert not button.grab().isNull()


def a_page() -> QWidget:
    """Words of several kinds and a button of each kind with its icon."""
    page = QWidget()
    page.setFixedSize(700, 700)
    labels = [Label(kind, kind) for kind in ("title", "h2", "strong", "muted", "small")]
    kinds = ("primary", "outline", "ghost", "danger")
    vbox(*labels, *(Button(kind, kind, icon="printer") for kind in kinds), 1, parent=page)
    return page


@pytest.mark.parametrize("before", [("light", 1.0), ("dark", 1.25), ("contrast", 1.0)])
@pytest.mark.parametrize("after", [("light", 1.5), ("dark", 1.0), ("contrast", 1.25)])
def test_what_is_open_when_the_look_changes_looks_as_if_made_in_it(
    qapp: QApplication, qtbot: QtBot, before: tuple[str, float], after: tuple[str, float]
) -> None:
    theme.apply(qapp, *before)
    page = a_page()
    qtbot.addWidget(page)
    page.show()
    was = page.grab().toImage()
    theme.apply(qapp, *after)
    fresh = a_page()
    qtbot.addWidget(fresh)
    fresh.show()
    qtbot.waitUntil(lambda: page.grab().toImage() == fresh.grab().toImage())  # once laid out
    assert page.grab().toImage() != was


def test_buttons_grow_with_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Keep")
    qtbot.addWidget(button)
    button.show()
    assert button.sizeHint().height() == 34
    theme.apply(qapp, "light", 1.5)
    assert button.sizeHint().height() == 51


def test_colours_and_style_sheets_stand_in_the_tokens_alone() -> None:
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\"'(]#[0-9A-Fa-f]{3,8}[\"')]", text), path
        assert "setStyleSheet" not in text or path.parent.name == "theme", path


def test_dressing_needs_neither_database_nor_paper() -> None:
    code = (
        "import sys, ui.theme, ui.widgets.form, ui.widgets.table;"
        "heavy = {'sqlalchemy', 'reportlab', 'argon2', 'alembic', 'phonenumbers'};"
        "sys.exit(','.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=UI.parent
    )
    assert done.returncode == 0, done.stderr
