"""Hostile text: a thousand strings that have hurt programs that print, the same every time."""

import random
from collections.abc import Iterator

MARKUP = (
    "<b>", "</b>", "<i>x", "<para>", "</para>", "<br/>", "<font color='red'>red</font>",
    "<img src='file:///etc/passwd' width='10' height='10'/>", "<img src='http://127.0.0.1:9/x'/>",
    "<a href='javascript:alert(1)'>x</a>", "<link href='file:///etc/passwd'>x</link>",
    "Tom & <Jerry>", "&amp; &lt; &#65; &nosuch;", "<!-- hidden -->", "<![CDATA[x]]>",
    "<font color=\"[[[getattr(pow, Word('__globals__'))['os'].system('true')]]]\">x</font>",
    "<super>2</super>", "<onDraw name='x' label='y'/>", "<unichar code='65'/>", "<seq id='x'/>",
    "<?xml version='1.0'?>", "<greek>a</greek>", "{name} %s %(x)s ${x}", "__import__('os')",
)  # fmt: skip
SYNTAX = (
    ") Tj ET Q", "(((", ")))", "\\) \\( \\\\ \\n", "<< /JS (x) >>", "endstream endobj", "%%EOF",
    "stream\nx\nendstream", "/ActualText <FEFF>", "BDC EMC BT ET", "<FEFF0041>", "[(x)] TJ",
)  # fmt: skip
CONTROLS = (
    *(f"a{chr(c)}b" for c in (*range(32), 127, 0x85, 0x9B)),
    "\x1b[31mred\x1b[0m", "a\u202etxt.exe\u202c b", "\u2066x\u2069", "\ufeffbom", "a\u200bb",
    "\ud800", "\udfff x", "\ufffe\uffff", "\U0010ffff", "soft\u00adhyphen", "\ue000\uf8ff",
    "line\u2028para\u2029end", "a\r\nb\rc",
)  # fmt: skip
SCRIPTS = (
    "José Ñandú, Zoë, Łukasz, Đặng Thị Ngọc", "Ελληνικά Άγγελος", "Українська Ґалаґан",
    "محمد علي عبد الله", "مُحَمَّد ١٢٣ (abc) 45%", "שלום עולם", "שָׁלוֹם (world) 12",
    "नमस्ते क्षत्रिय श्री", "ภาษาไทย นี้", "漢字かな交じり文", "한국어 이름", "Ἑλλάς ᾠδή", "Tiếng Việt",
    "བོད་ཡིག", "አማርኛ", "ქართული", "Հայերեն", "தமிழ்", "ᏣᎳᎩ", "ᐃᓄᒃᑎᑐᑦ",
)  # fmt: skip
PICTURES = (
    "👍", "👩‍👩‍👧", "🇺🇸🇲🇽", "👍🏽", "❤️", "☎️ call", "1️⃣", "🏳️‍🌈", "😀" * 40, "a😀b🎉c", "☕ ✓ ● ○ → −",
)  # fmt: skip
PILES = tuple("e" + "\u0301\u0323\u0308" * n for n in (1, 2, 30, 400))
LONG = (
    "x" * 10_000, "word " * 2_000, "漢" * 10_000, "ا" * 10_000, "<b>" * 3_334, "\u0301" * 10_000,
    "m\n" * 5_000, "😀" * 10_000,
)  # fmt: skip
COUNT = 1_000


def strings() -> Iterator[str]:
    """A thousand: every kind by itself, then mixtures of them."""
    single = (*MARKUP, *SYNTAX, *CONTROLS, *SCRIPTS, *PICTURES, *PILES, *LONG)
    yield from single
    chance = random.Random(988)
    short = (*MARKUP, *SYNTAX, *CONTROLS, *SCRIPTS, *PICTURES, *PILES[:2])
    for _number in range(COUNT - len(single)):
        parts = chance.sample(short, chance.randint(2, 6))
        yield chance.choice(("", " ", "\n", "<", "&")).join(parts)


MIXED = (40, 160, 400, 700, 1000)


def batches(ends: tuple[int, ...] = MIXED) -> list[list[str]]:
    """The strings in portions: small ones, which a paper lays out in more than one way to save a
    page, and large ones, which it does not.
    """
    every = list(strings())
    return [every[at:end] for at, end in zip((0, *ends[:-1]), ends, strict=True)]
