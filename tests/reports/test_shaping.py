"""Letters of every script in their places: direction, clusters, fallback, wrapping and fitting."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sobrhouse.reports import bidi
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import chain, face
from sobrhouse.reports.shaping import clean, clusters, shape


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("אבג 123 דהו", "והד 123 גבא"),
        ("אבג (abc) 12", "12 (abc) גבא"),
    ],
)
def test_right_to_left_text_stands_as_it_is_read(said: str, seen: str) -> None:
    line = shape(said, "Regular")
    shown = "".join(_visible(run.text, run.glyphs) for run in line.runs)
    assert shown == seen


def _visible(text: str, glyphs: tuple[object, ...]) -> str:
    """A run's letters from left to right; brackets of a run turned round are mirrored."""
    if not glyphs or glyphs[0].at <= glyphs[-1].at:  # type: ignore[attr-defined]
        return text
    mirror = str.maketrans("()[]", ")(][")
    return text[::-1].translate(mirror)


def test_arabic_letters_are_joined() -> None:
    alone = shape("\u0645", "Regular").runs[0].glyphs[0].number
    joined = {g.number for g in shape("\u0645\u062d\u0645\u062f", "Regular").runs[0].glyphs}
    assert alone not in joined


@pytest.mark.parametrize(
    ("letter", "family"),
    [("a", "SourceSans3"), ("é", "SourceSans3"), ("Ж", "SourceSans3"), ("م", "NotoSansArabic"),
     ("ש", "NotoSansHebrew"), ("ก", "NotoSansThai"), ("漢", "NotoSansSC"), ("한", "NotoSansKR"),
     ("😀", "NotoEmoji")],
)  # fmt: skip
def test_every_script_has_a_font_that_has_it(letter: str, family: str) -> None:
    (run,) = shape(letter, "Regular").runs
    assert run.face.name.startswith(family)
    assert all(glyph.number for glyph in run.glyphs)


NAMES = {
    "Armenian": "Արամ", "Bengali": "সুমিত্রা চট্টোপাধ্যায়", "CanadianAboriginal": "ᐃᓄᒃᑎᑐᑦ",
    "Cherokee": "ᏣᎳᎩ", "Ethiopic": "ተስፋዬ", "Georgian": "ნინო ᲜᲘᲜᲝ", "Gujarati": "પટેલ શ્રી",
    "Gurmukhi": "ਸਿੰਘ ਪ੍ਰੀਤ", "Kannada": "ಗೌಡ ಶ್ರೀ", "Khmer": "សុខា ស្រី", "Lao": "ສົມຊາຍ ນ້ຳ",
    "Malayalam": "രാജൻ ശ്രീ", "Myanmar": "အောင်ဆန်း ကျော်", "Oriya": "ଓଡ଼ିଆ ଶ୍ରୀ", "Sinhala": "සුනිල් ශ්‍රී",
    "Tamil": "தமிழ் க்ஷ", "Telugu": "రావు శ్రీ", "Thaana": "ދިވެހި", "Tibetan": "བསྟན་འཛིན",
    "NKo": "ߛߏߟߏ", "Tifinagh": "ⵜⴰⵎⴰⵣⵉⵖⵜ", "OlChiki": "ᱚᱞ", "MeeteiMayek": "ꯃꯤꯇꯩ", "Osage": "𐓏𐓘𐓻𐓘",
    "Adlam": "𞤀𞤣𞤤𞤢𞤥", "HanifiRohingya": "𐴀𐴝𐴂", "PahawhHmong": "𖬌𖬣𖬵",
}  # fmt: skip


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_names_of_living_scripts_are_joined_in_a_font_of_their_own(weight: str) -> None:
    for script, name in NAMES.items():
        (run,) = shape(clean(name), weight).runs
        assert run.face.name in {f"NotoSans{script}-Regular", f"NotoSerif{script}-Regular"}
        circle = run.face.font.get_nominal_glyph(0x25CC)  # a mark that found no letter stands on it
        assert not {0, circle} & {glyph.number for glyph in run.glyphs}, script
        assert run.emboldened == (weight == "Bold")
    conjunct = shape("শ্র", weight).runs[0].glyphs
    assert len(conjunct) < len("শ্র")


def test_a_letter_that_no_font_has_is_spelled_by_its_number() -> None:
    line = shape("\ue000", "Regular")
    assert "".join(run.text for run in line.runs) == "[U+E000]"


def test_control_letters_become_visible_and_bidi_tricks_go() -> None:
    assert clean("a\x00b\x1bc\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert clean("txt\u202egpj.exe") == "txtgpj.exe"
    assert clean("a\r\nb\u2028c") == "a\nb\nc"
    assert clean("e\u0301") == "é"


def test_a_pile_of_marks_is_broken_by_dotted_circles() -> None:
    piled = clean("e" + "\u0323\u0308" * 50)
    assert piled.count("\N{DOTTED CIRCLE}") >= 15


def test_a_family_of_people_is_one_letter() -> None:
    assert list(clusters("👩‍👩‍👧x")) == ["👩‍👩‍👧", "x"]
    assert list(clusters("e\u0301a")) == ["e\u0301", "a"]


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_clusters_and_levels_lose_nothing(string: str) -> None:
    string = clean(string)
    assert "".join(clusters(string)) == string
    levels = bidi.levels(string, bidi.direction(string))
    assert len(levels) == len(string)
    assert sorted(bidi.order(levels)) == list(range(len(string)))


@example("B/\x1f\x1f\x1f®", 39)
@given(st.text(max_size=120), st.integers(30, 400))
@settings(max_examples=150, deadline=None)
def test_wrapped_lines_are_never_wider_than_their_room(string: str, width: int) -> None:
    for line in t.text(string, t.BODY, width):
        one_letter = len(list(clusters(line.text))) <= 1
        assert one_letter or line.width * t.BODY.size / 1000 <= width * 1.02 + 2


@given(st.text(max_size=120), st.integers(12, 200))
@settings(max_examples=150, deadline=None)
def test_a_fitted_cell_is_never_wider_than_its_column(string: str, width: int) -> None:
    line = t.fitted(string, t.BODY, width)
    assert line.width * t.BODY.size / 1000 <= width * 1.02 + 2


def test_wrapping_keeps_every_letter_in_its_order() -> None:
    said = "The quick brown fox " * 20 + "x" * 300 + " 漢字" * 40
    kept = "".join(line.text for line in t.text(said, t.BODY, 120))
    assert "".join(kept.split()) == "".join(said.split())


def test_ten_thousand_letters_in_a_cell_are_cut_at_once() -> None:
    line = t.fitted("x" * 10_000, t.BODY, 100)
    assert line.text.endswith("…")
    assert len(line.text) < 40


def test_every_shipped_font_opens_and_has_figures_of_one_width() -> None:
    for weight in ("Regular", "SemiBold", "Bold", "Serif"):
        first = face(chain(weight)[0])
        widths = {first.letters[digit][1] for digit in "0123456789"}
        assert len(widths) == 1, first.name
        for name in chain(weight):
            assert face(name).covers
            assert unicodedata.unidata_version
