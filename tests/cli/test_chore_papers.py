"""Papers and lists of chores from the command line: written, recorded, and of the right size."""

import csv
import io
import json
from pathlib import Path

import pypdf
import pytest

from sobrhouse.cli import main
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import PASSPHRASE
from tests.reports.reading import read


@pytest.fixture
def path(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house where Marcus has the kitchen in the week of November 16."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    stay = make.stay(store, make.resident(store, "Marcus", "Tate"), house)
    kitchen = make.chore(store, house, make.rotation(store, house), "Kitchen")
    make.chore_step(store, house, kitchen, "Wipe the stove")
    make.chore_assignment(store, house, kitchen, stay)
    assert store.path
    return store.path


def saved(store: Store) -> list[dict[str, object]]:
    with store._reader.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT payload FROM audit_entry WHERE action IN ('report.saved', 'list.exported')"
        ).all()
    return [json.loads(row[0]) for row in rows]


@pytest.mark.parametrize(
    ("kind", "words", "said", "title"),
    [
        ("chart", ("--paper", "a3"), "Marcus T.", "Chores of the week, Nov 16 to 22, 2026"),
        ("fairness", (), "How it is counted",
         "Chores: who carried how much, Sep 28 to Nov 22, 2026"),
        ("cards", (), "Wipe the stove", "Chore cards"),
        ("inspection", ("--on", "2026-11-20"), "Friday, November 20, 2026",
         "Chore inspection, Fri, Nov 20, 2026"),
    ],
)  # fmt: skip
def test_each_paper_is_written_and_recorded(
    path: Path, store: Store, kind: str, words: tuple[str, ...], said: str, title: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = path.parent / "chores.pdf"
    code = main(["--db", str(path), "report", "chores", "--house", "Maple Street House",
                 "--week", "2026-11-18", "--kind", kind, *words, "--out", str(out)])  # fmt: skip
    assert code == 0
    assert "The chores of Maple Street House are in chores.pdf." in capsys.readouterr().out
    assert said in read(out.read_bytes())
    box = pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages[0].mediabox
    assert round(box.width) == (842 if words == ("--paper", "a3") else 612)
    assert saved(store)[-1]["title"] == title
    assert "Marcus" not in str(saved(store))


def test_every_turn_is_exported_and_that_is_recorded(
    path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out = path.parent / "chores.csv"
    code = main(["--db", str(path), "export", "chores", "--from", "2026-11-18", "--to",
                 "2026-11-22", "--out", str(out)])  # fmt: skip
    assert code == 0
    assert "5 lines written to chores.csv." in capsys.readouterr().out
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert rows[0][:5] == ["Day", "Due", "Chore", "Area", "Person"]
    assert [row[0] for row in rows[1:]] == [f"2026-11-{day}" for day in range(18, 23)]
    assert {row[4] for row in rows[1:]} == {"Marcus Tate"}
    assert saved(store)[-1] | {"what": "chores", "rows": 5, "kind": "csv"} == saved(store)[-1]
