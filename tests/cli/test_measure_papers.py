"""Papers of milestones and recovery capital from the command line: written, recorded, no names in
the log.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from sobrhouse.cli import main
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.conftest import PASSPHRASE
from tests.reports.reading import page_count, read

TODAY = make.SUNDAY


@pytest.fixture
def path(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Marcus reaches 90 days in three days; Ana did so today, wants it quiet, and has a BARC-10."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    for first, days in (("Marcus", 87), ("Ana", 90)):
        who = make.resident(store, first, "Tate", pathway="AA")
        stay = make.stay(store, who, house, TODAY - timedelta(days=60))
        make.sobriety(store, who, TODAY - timedelta(days=days))
    make_circle.award(store, who, "d90", announced=False)
    make_circle.assessment(store, house, stay, 5, way="paper")
    assert store.path
    return store.path


def saved(store: Store) -> list[str]:
    with store._reader.connect() as connection:
        return [
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT payload FROM audit_entry WHERE action = 'report.saved' ORDER BY seq"
            )
        ]


def test_each_paper_is_written_and_recorded(
    path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out = path.parent / "paper.pdf"

    def made(*args: str) -> str:
        assert main(["--db", str(path), "report", *args, "--out", str(out)]) == 0
        return read(out.read_bytes())

    said = made("milestones", "--on", f"{TODAY}")
    assert "Marcus T." in said
    assert "Ana" not in said
    assert "The milestones of Maple Street House are in paper.pdf." in capsys.readouterr().out
    days = ("--from", f"{TODAY}", "--to", f"{TODAY + timedelta(days=7)}")
    made("milestones", "--kind", "certificates", *days)
    assert page_count(out.read_bytes()) == 2
    assert "Ana T." in made("milestones", "--kind", "certificates", *days, "--resident", "Ana")
    assert page_count(out.read_bytes()) == 1
    assert "nothing to show yet" in made("recovery-capital")
    said = made("recovery-capital", "--resident", "Ana")
    assert "50" in said
    assert "Ana T." in said
    assert "In general I am happy with my life." in made("recovery-capital", "--blank")
    papers = saved(store)
    assert len(papers) == 6
    assert not [p for p in papers if "Ana" in p or "Marcus" in p]
