"""Papers for outside from the command line: by a consent, behind a password, accounted for."""

from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest

from sobrhouse.cli import main
from sobrhouse.queries.consents import disclosures
from sobrhouse.storage.store import Store
from tests import make, make_papers
from tests.conftest import OWNER, PASSPHRASE
from tests.reports.reading import read

TODAY = make.SUNDAY  # of the records; the commands have the clock of the computer


@pytest.fixture
def path(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Marcus agreed to his meetings for probation, and to his milestones for his mother."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOBRHOUSE_PAPER_PASSWORD", "K7MQ-2RTX")
    house = make.house(store)
    who = make.resident(store)
    stay = make.stay(store, who, house, TODAY - timedelta(days=60))
    make.sobriety(store, who, TODAY - timedelta(days=90))
    make.attendance(store, house, stay, TODAY, verification="signature")
    lasts = {"signed_on": date(2020, 1, 1), "expires_on": None, "expires_event": "He moves out"}
    make_papers.consent(store, house, who, **lasts)
    make_papers.consent(
        store, house, who, recipient="Lena Tate", recipient_kind="family",
        categories="identity,sobriety", **lasts,
    )  # fmt: skip
    assert store.path
    return store.path


def test_papers_leave_by_a_consent_and_never_without(
    path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out = path.parent / "paper.pdf"

    def made(*args: str) -> int:
        return main(["--db", str(path), "report", *args, "--resident", "Marcus", "--out",
                     str(out)])  # fmt: skip

    assert made("progress", "--recipient", "probation") == 0
    assert "rows stayed in the house" in capsys.readouterr().out
    with pikepdf.open(out, password="K7MQ-2RTX") as opened:
        assert opened.encryption.bits == 256
    assert made("family", "--recipient", "lena") != 0  # nobody said that he has read it
    days = ("--from", f"{TODAY - timedelta(days=30)}", "--to", f"{TODAY}")
    assert made("family", "--recipient", "lena", "--approved", "--no-password", *days) == 0
    said = read(out.read_bytes())
    assert "Dear Lena Tate" in said and "90 days" in said and "1 meeting" not in said
    out.unlink()
    assert made("letter") != 0  # two consents stand
    assert made("attendance", "--recipient", "nobody") != 0
    assert not out.exists()
    rows = store.read(OWNER, disclosures, 1, TODAY, TODAY + timedelta(days=20_000))
    assert [(r.paper, r.recipient) for r in rows] == [
        ("family", "Lena Tate"), ("progress", "County Probation"),
    ]  # fmt: skip
