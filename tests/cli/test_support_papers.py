"""Papers of support from the command line: written, recorded, and without names in the log."""

import json
from pathlib import Path

import pytest

from sobrhouse.cli import main
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.conftest import PASSPHRASE
from tests.reports.reading import read


@pytest.fixture
def path(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house where Marcus has a sponsor of the list."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    who = make.resident(store, "Marcus", "Tate")
    make.stay(store, who, house)
    bill = make_circle.supporter(store, house, kinds="sponsor,mentor")
    make_circle.sponsorship(store, who, supporter_id=bill)
    assert store.path
    return store.path


def saved(store: Store) -> list[dict[str, object]]:
    with store._reader.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT payload FROM audit_entry WHERE action = 'report.saved' ORDER BY seq"
        ).all()
    return [json.loads(row[0]) for row in rows]


def test_each_paper_is_written_and_recorded(
    path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out = path.parent / "sponsors.pdf"
    for kind, said, title in (
        ((), "Bill W.", "Sponsors and buddies, "),
        (("--kind", "calls", "--week", "2026-11-25"), "Mon 23",
         "Calls to sponsors, Nov 23 to 29, 2026"),
        (("--kind", "mentors"), "Room for one more", "People who support, "),
        (("--kind", "checks"), "Not looked at yet",
         "Mentors and what we ask of them, "),
    ):  # fmt: skip
        assert main(["--db", str(path), "report", "sponsors", *kind, "--out", str(out)]) == 0
        assert "The sponsors of Maple Street House are in sponsors.pdf." in capsys.readouterr().out
        assert said in read(out.read_bytes())
        assert str(saved(store)[-1]["title"]).startswith(title)
    assert "Bill" not in str(saved(store))
    assert main(["--db", str(path), "report", "sponsors", "--kind", "cards",
                 "--out", str(out)]) == 2  # fmt: skip
    assert "'list', 'calls', 'mentors', 'checks'" in capsys.readouterr().err
