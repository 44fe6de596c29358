"""Forms and the power-cut kit from the command line: codes on paper are those in the records."""

import re
from pathlib import Path

import pytest

from sobrhouse.cli import main
from sobrhouse.queries.form_prints import forms_out
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, PASSPHRASE
from tests.reports.reading import read

CODE = re.compile(r"[A-Z347]{3}-[A-Z347]{3}(?![A-Z0-9-])")


@pytest.fixture
def path(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Marcus lives here; his sister Lena is called in an emergency."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    who = make.resident(store)
    make.stay(store, who, house, make.MONDAY)
    make.contact(store, who)
    assert store.path
    return store.path


def made(path: Path, *args: str) -> str:
    out = path.parent / "paper.pdf"
    assert main(["--db", str(path), "report", *args, "--out", str(out)]) == 0
    return read(out.read_bytes())


def kept(store: Store) -> list[tuple[str, str, str]]:
    rows = store.read(OWNER, forms_out, 1)
    return [(row.form.key, row.language, row.code) for row in reversed(rows)]


def test_one_form_or_several_are_written_and_their_codes_kept(path: Path, store: Store) -> None:
    text = made(path, "blank", "incident", "sign-in", "--language", "es", "--paper", "a4")
    assert "Marcus T." in text
    (first, second) = kept(store)
    assert (first[:2], second[:2]) == (("incident", "es"), ("sign-in", "es"))
    assert first[2] in text
    assert second[2] in text


def test_the_kit_for_a_power_cut_has_everybody_with_whom_to_call(path: Path, store: Store) -> None:
    text = made(path, "power-cut")
    for said in ("Marcus T.", "Lena Tate", "Phone list", "Call or text 988", "Evening round",
                 "Emergency sheet"):  # fmt: skip
        assert said in text
    assert [key for key, _language, _code in kept(store)] == ["roll-call", "sign-in", "round"]
    assert {code for _key, _language, code in kept(store)} == set(CODE.findall(text))


def test_a_form_that_there_is_not_is_named(
    path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", str(path), "report", "blank", "lease", "--out", "x.pdf"]) != 0
    assert "There is no form lease." in capsys.readouterr().err
    assert kept(store) == []
