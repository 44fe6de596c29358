"""The sign log of a week as a PDF file, from the command line."""

import io
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from sobrhouse.cli import main
from sobrhouse.services import signins
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, PASSPHRASE, Clock


@pytest.fixture
def path(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one way to work, one hour late."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    stay = make.stay(store, make.resident(store, "Marcus", "Tate"), make.house(store))
    store.write(OWNER, signins.sign_out, stay, "Work", NOW + timedelta(hours=1))
    clock.forward(hours=2)
    store.write(OWNER, signins.sign_in, stay)
    assert store.path
    return store.path


def test_the_week_of_a_day_is_written_and_recorded(
    path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out = path.parent / "log.pdf"
    words = ["report", "signlog", "--house", "maple", "--week", "2026-11-20", "--out", str(out)]
    assert main(["--db", str(path), *words]) == 0
    assert capsys.readouterr().out.strip() == "The sign log of Maple Street House is in log.pdf."
    text = pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages[0].extract_text()
    for words_on_it in ("Sunday, November 22, 2026", "Marcus T.", "7:12 PM", "9:12 PM", "1 h late"):
        assert words_on_it in text
    with store._reader.connect() as connection:
        told = connection.exec_driver_sql(
            "SELECT payload FROM audit_entry WHERE action = 'report.saved'"
        ).all()
    assert "Sign log, Nov 16 to 22" in str(told)
