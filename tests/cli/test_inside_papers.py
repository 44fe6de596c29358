"""Papers that stay in the house, from the command line: written, recorded, no names in the log."""

import json
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path

import pytest

from sobrhouse.cli import main, report_inside
from sobrhouse.cli.opening import Opened
from sobrhouse.cli.which_house import find_house
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, PASSPHRASE
from tests.reports.reading import read

TODAY = make.SUNDAY


@pytest.fixture
def path(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Marcus lives in 1A, Vic did until ten days ago."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    bed = make.bed(store, make.room(store, house), "1A")
    left = TODAY - timedelta(days=10)
    marcus = make.resident(store, "Marcus", "Tate", phone="+15550104471")
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


def test_each_paper_says_what_it_is_about(path: Path, store: Store) -> None:
    house = Opened(store, OWNER, None, None, "")  # type: ignore[arg-type] # nothing asks for keys
    where = find_house(house, None)
    past = ("--on", f"{TODAY - timedelta(days=15)}")
    marcus = ("--resident", "Marcus")
    for code, asked, says in (
        ("roster", (), "(555) 010-4471"), ("phones", (), "(555) 010-4471"),
        ("census", past, "Vic D."), ("beds", past, "Vic D."),
        ("face-sheet", marcus, "Phone (555) 010-4471"),
        ("resident-file", marcus, "Marcus Tate"),
        ("discharge", ("--resident", "Vic"), "Own choice"),
        ("audit", (), "The audit log holds together."),
        ("disclosures", (), "Nothing left the house in these days."),
        ("disclosures", marcus, "Marcus Tate"),
    ):  # fmt: skip
        paper = report_inside.PAPERS[code]
        assert isinstance(paper, report_inside.InsidePaper)
        parser = ArgumentParser()
        paper.add_arguments(parser)
        made = paper.make(house, where, parser.parse_args([*asked, "--out", "x.pdf"]))
        assert says in read(made.pdf), code
        assert (made.names == "full") is ("--resident" in asked)


def test_a_paper_is_written_and_recorded_without_a_name(path: Path, store: Store) -> None:
    out = path.parent / "paper.pdf"
    command = ["report", "resident-file", "--db", str(path), "--resident", "Marcus"]
    assert main([*command, "--out", str(out)]) == 0
    assert "Marcus Tate" in read(out.read_bytes())
    action, payload = actions(store)[-1]
    assert (action, json.loads(payload)["names"]) == ("report.saved", "full")
    assert "Marcus" not in payload


def test_a_paper_that_cannot_be_written_is_not_in_the_log(path: Path, store: Store) -> None:
    """And what was there before stays: here a folder of that name."""
    out = path.parent / "paper.pdf"
    (out / "kept").mkdir(parents=True)
    before = actions(store)
    assert main(["report", "phones", "--db", str(path), "--out", f"{path.parent}/no/x.pdf"]) == 1
    assert actions(store) == before
    assert main(["report", "phones", "--db", str(path), "--out", str(out)]) == 1
    assert (out / "kept").is_dir() and not list(path.parent.glob(".*.part"))


def test_the_own_copy_is_in_the_accounting_whatever_it_is_saved_as(
    path: Path, store: Store
) -> None:
    out = path.parent / "copy.json"
    command = ["report", "own-copy", "--db", str(path), "--resident", "Marcus", "--out"]
    assert main([*command, str(out)]) == 0
    assert json.loads(out.read_bytes())["person"] == "Marcus Tate"
    assert [a for a, _payload in actions(store)][-2:] == ["staff.confirmed", "disclosure.made"]
    assert main([*command, str(out), "--language", "es"]) == 0
    assert json.loads(out.read_bytes())["language"] == "es"
    assert main([*command, str(path.parent / "copy.txt")]) == 1
    assert not (path.parent / "copy.txt").exists()
    assert [a for a, _payload in actions(store)].count("disclosure.made") == 2


def test_what_was_typed_wrong_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--out", str(path.parent / "x.pdf")]
    days = ["--from", "2026-11-02", "--to", "2026-11-01"]
    assert main(["report", "disclosures", "--db", str(path), *days, *out]) == 1
    assert main(["report", "resident-file", "--db", str(path), "--resident", "Zed", *out]) == 1
    assert main(["report", "audit", "--db", str(path), "--anchor", "7K2M", *out]) == 1
    assert main(["report", "census", "--db", str(path), "--on", "2030-01-01", *out]) == 1
    said = capsys.readouterr().err
    assert "This day has not come yet." in said
    assert "The first day is after the last." in said
    assert "Nobody of this house is called Zed." in said
    assert "That is not a code from a printed report" in said
    assert not (path.parent / "x.pdf").exists()
