"""Papers that stay in the house, from the command line: written, recorded, no names in the log."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from sobrhouse.cli import main
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import PASSPHRASE
from tests.reports.reading import read

TODAY = make.SUNDAY


@pytest.fixture
def path(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Marcus lives in 1A, Vic did until ten days ago."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    bed = make.bed(store, make.room(store, house), "1A")
    left = TODAY - timedelta(days=10)
    marcus = make.resident(store, "Marcus", "Tate")
    make.assignment(store, make.stay(store, marcus, house, left), bed, left)
    vic = make.resident(store, "Vic", "Dean")
    stay = make.stay(store, vic, house, left - timedelta(days=9), discharged_on=left,
                     discharge_type="voluntary")  # fmt: skip
    make.assignment(store, stay, bed, left - timedelta(days=9), end_on=left, end_reason="move out")
    assert store.path
    return store.path


def actions(store: Store) -> list[tuple[str, str]]:
    with store._reader.connect() as connection:
        return [
            (row[0], row[1])
            for row in connection.exec_driver_sql(
                "SELECT action, payload FROM audit_entry ORDER BY seq"
            )
        ]


def test_each_paper_is_written_and_recorded(path: Path, store: Store) -> None:
    out = path.parent / "paper.pdf"

    def made(*args: str) -> str:
        assert main(["report", args[0], "--db", str(path), *args[1:], "--out", str(out)]) == 0
        return read(out.read_bytes())

    before = len([a for a, _payload in actions(store) if a == "report.saved"])
    assert "Marcus T." in made("roster")
    assert "Marcus T." in made("phones")
    past = f"{TODAY - timedelta(days=15)}"
    assert "Vic D." in made("census", "--on", past)
    assert "Vic D." in made("beds", "--on", past)
    assert "Marcus Tate" in made("face-sheet", "--resident", "Marcus")
    assert "Marcus Tate" in made("resident-file", "--resident", "Marcus")
    assert "Own choice" in made("discharge", "--resident", "Vic")
    assert "The audit log holds together." in made("audit")
    assert "Nothing left the house in these days." in made("disclosures")
    saved = [payload for action, payload in actions(store) if action == "report.saved"]
    assert len(saved) - before == 9
    assert not [p for p in saved if "Marcus" in p or "Vic" in p]
    assert "Marcus Tate" in made("own-copy", "--resident", "Marcus")
    assert "Marcus T." in made("disclosures")
    assert "Marcus Tate" in made("disclosures", "--resident", "Marcus")


def test_the_own_copy_is_in_the_accounting_whatever_it_is_saved_as(
    path: Path, store: Store
) -> None:
    out = path.parent / "copy.json"
    command = ["report", "own-copy", "--db", str(path), "--resident", "Marcus", "--out"]
    assert main([*command, str(out)]) == 0
    assert json.loads(out.read_bytes())["person"] == "Marcus Tate"
    assert [a for a, _payload in actions(store)][-2:] == ["staff.confirmed", "disclosure.made"]
    assert main([*command, str(path.parent / "copy.txt")]) == 1
    assert not (path.parent / "copy.txt").exists()
    assert main([*command, str(path.parent / "none" / "copy.pdf")]) == 1
    assert [a for a, _payload in actions(store)].count("disclosure.made") == 1


def test_what_was_typed_wrong_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--out", str(path.parent / "x.pdf")]
    days = ["--from", "2026-11-02", "--to", "2026-11-01"]
    assert main(["report", "disclosures", "--db", str(path), *days, *out]) == 1
    assert main(["report", "resident-file", "--db", str(path), "--resident", "Zed", *out]) == 1
    assert main(["report", "audit", "--db", str(path), "--anchor", "7K2M", *out]) == 1
    said = capsys.readouterr().err
    assert "The first day is after the last." in said
    assert "Nobody of this house is called Zed." in said
    assert "That is not a code from a printed report" in said
    assert not (path.parent / "x.pdf").exists()
