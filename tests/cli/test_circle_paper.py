"""The circle from the command line: of a house and of a person, recorded without a name."""

import json
from pathlib import Path

import pytest

from sobrhouse.cli import main
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.conftest import PASSPHRASE
from tests.reports.reading import read


@pytest.mark.parametrize(
    ("words", "title"),
    [((), "The circle, Sun, Nov 22, 2026"),
     (("--resident", "Marcus Tate"), "The circle of one person, Sun, Nov 22, 2026")],
)  # fmt: skip
def test_the_circle_is_written_and_recorded(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...], title: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    house = make.house(store)
    who = make.resident(store, "Marcus", "Tate")
    make.stay(store, who, house)
    make_circle.sponsorship(store, who, supporter_id=make_circle.supporter(store, house))
    hidden = make_circle.supporter(store, house, "Quentin Z.")
    make_circle.sponsorship(store, who, kind="mentor", supporter_id=hidden, share="existence")
    assert store.path
    out = Path(store.path).parent / "circle.pdf"
    code = main(["--db", str(store.path), "report", "circle", "--house", "Maple Street House",
                 *words, "--out", str(out)])  # fmt: skip
    assert code == 0
    assert "The circle of Maple Street House is in circle.pdf." in capsys.readouterr().out
    text = read(out.read_bytes())
    assert "Bill W." in text and "A sponsor or mentor, not named" in text
    assert "Quentin" not in text
    with store._reader.connect() as connection:
        (row,) = connection.exec_driver_sql(
            "SELECT payload FROM audit_entry WHERE action = 'report.saved'"
        ).all()
    said = json.loads(row[0])
    # the command line goes by the clock of the machine, so that the day is not looked at
    assert said["title"].split(",")[0] == title.split(",")[0]
    assert "Marcus" not in row[0]
