"""Names of files: every system keeps them, and they read as they are."""

import pytest

from sobrhouse.domain.file_names import file_name


@pytest.mark.parametrize(("name", "kept"), [
    ("2026-11-22 Maple/Street: a?.pdf", "2026-11-22 Maple Street a.pdf"),
    ("Jay\u202efdp.exe.pdf", "Jayfdp.exe.pdf"),
    ("../../etc/passwd", ".. .. etc passwd"),
    ("a\0b\nc.csv", "a b c.csv"),
    ("half \ud800.pdf", "half.pdf"),
    ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
])
def test_what_a_system_refuses_or_a_reader_would_misread_is_left_out(name, kept):
    assert file_name(name) == kept


@pytest.mark.parametrize("letter", ["x", "é", "漢", "🏠"])
def test_a_long_name_is_cut_and_keeps_its_ending(letter):
    made = file_name("2026-11-22 " + letter * 300 + " Weekly report.pdf")
    assert made.endswith(".pdf") and len(made) <= 150 and len(made.encode()) <= 220
