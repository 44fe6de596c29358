"""The people pages from the command line: of the week that a day is in, recorded without a name."""

from pathlib import Path

import pytest

from sobrhouse.cli import main
from sobrhouse.storage.store import Store
from tests import make, make_papers
from tests.conftest import PASSPHRASE
from tests.make import MONDAY
from tests.reports.reading import read


def test_the_people_pages_are_written_and_recorded(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    stay = make.stay(store, make.resident(store), house)
    make_papers.own_words(store, stay, "I asked two people.", week_start=MONDAY)
    assert store.path
    out = Path(store.path).parent / "people.pdf"
    code = main(["--db", str(store.path), "report", "people", "--house", "Maple Street House",
                 "--week", "2026-11-18", "--out", str(out)])  # fmt: skip
    assert code == 0
    assert "The people pages of Maple Street House are in people.pdf." in capsys.readouterr().out
    text = read(out.read_bytes())
    assert "Marcus T." in text and "“I asked two people.”" in text and "Nov 16 to 22, 2026" in text
    with store._reader.connect() as connection:
        (row,) = connection.exec_driver_sql(
            "SELECT payload FROM audit_entry WHERE action = 'report.saved'"
        ).all()
    assert "Each resident's week, Nov 16 to 22, 2026" in row[0] and "Marcus" not in row[0]
