"""The command that keeps and destroys records: what it says, and that it takes two."""

from contextlib import closing
from datetime import date

import pytest

from sobrhouse.cli import retention
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.services.clock import settle_clock
from sobrhouse.services.passphrases import note_recovery_code
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from tests import make
from tests.cli.test_keys_and_backups import run
from tests.conftest import OWNER, PASSPHRASE

SECOND = "staple under the stairs"


@pytest.fixture
def left(store, monkeypatch):
    """A house that somebody left long ago, closed, and its second person with a key."""
    house = make.house(store)
    slot = Keys.open(key_file(store.path)).add_slot(store.dek, "Dana Ruiz", SECOND, FLOOR)
    make.staff(store, "Dana Ruiz", "staff", (house,), slot_id=slot)
    who = make.resident(store, "Zebulon", "Quagmire")
    make.stay(store, who, house, date(2015, 1, 1), discharged_on=date(2016, 1, 1),
              discharge_type="voluntary")  # fmt: skip
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOBRHOUSE_SECOND_PASSPHRASE", SECOND)
    dek = store.dek
    store.close()
    with closing(Store.open(store.path, dek)) as now:  # the house was made by another clock
        now.write(SYSTEM, note_recovery_code)
        now.write(OWNER, settle_clock)
    return store.path


def test_a_record_is_listed_shown_and_destroyed_by_two(left, capsys, tmp_path):
    assert run(retention, left, staff="Olive Owner") == 0
    said = capsys.readouterr().out
    assert "Residents: 7 years" in said
    assert "1  Zebulon Quagmire: May be destroyed since Tue, Jan 3, 2023." in said or (
        "Zebulon Quagmire: May be destroyed since" in said)  # fmt: skip
    assert run(retention, left, "show", "1", staff="Olive Owner") == 0
    assert "Would be deleted: Person 1, Stays 1" in capsys.readouterr().out
    with pytest.raises(NotAllowed, match="second person"):
        run(retention, left, "destroy", "1", staff="Olive Owner")
    paper = tmp_path / "certificate.pdf"
    words = ("destroy", "1", "--second", "Dana Ruiz", "--out", str(paper))
    assert run(retention, left, *words, staff="Olive Owner") == 0
    said = capsys.readouterr().out
    assert "Destroyed: 2 rows. The number of its certificate is 1." in said
    assert "The file is written anew, and backed up as house-" in said
    assert paper.read_bytes().startswith(b"%PDF")
    assert run(retention, left, staff="Olive Owner") == 0
    assert "Quagmire" not in capsys.readouterr().out


def test_a_rule_is_set_by_the_owner_and_says_why(left, capsys):
    words = ("set", "--of", "resident", "--years", "9", "--because", "Our funder")
    assert run(retention, left, *words, staff="Olive Owner") == 0
    assert run(retention, left, staff="Olive Owner") == 0
    assert "Residents: 9 years. Our funder" in capsys.readouterr().out
    with pytest.raises(Problem, match="at least 6"):
        run(retention, left, "set", "--of", "resident", "--years", "2", "--because", "x",
            staff="Olive Owner")  # fmt: skip
