"""`report packet`: the week of one house or of all, recorded before its file is there, and nothing
half when it is stopped.
"""

import hashlib
import io
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from sobrhouse.cli import main, packets_ahead
from sobrhouse.domain.packets import Names, PacketChoice, Section
from sobrhouse.queries.packets import kept_packet
from sobrhouse.reports import packet_pool
from sobrhouse.reports.packet import draw_again
from sobrhouse.services.packets import save_set
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import PacketPrint
from tests import make
from tests.conftest import OWNER, PASSPHRASE
from tests.reports.reading import read

DAY = "2026-11-18"
A4_ON_ITS_SIDE = (842, 595)


@dataclass
class Desk:
    """Three houses, somebody in each, and what a command said."""

    store: Store
    houses: list[int]
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def packet(self, *words: object) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        assert self.store.path
        code = main(["--db", str(self.store.path), "report", "packet", *map(str, words)])
        told = self.capsys.readouterr()
        return code, told.out.strip(), told.err.strip()

    def one(self, *words: object) -> bytes:
        """The file of the first house."""
        out = self.folder / "week.pdf"
        code, _said, err = self.packet("--house", "maple", "--week", DAY, *words, "--out", out)
        assert (code, err) == (0, "")
        return out.read_bytes()

    def kept(self) -> list[PacketPrint]:
        with Session(self.store._reader) as session:
            return list(session.scalars(select(PacketPrint).order_by(PacketPrint.id)))


@pytest.fixture
def desk(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:  # fmt: skip
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    houses = []
    for name in ("Maple Street House", "Oak / Elm House", "Pine House"):
        house = make.house(store, name)
        bed = make.bed(store, make.room(store, house), "1A")
        stay = make.stay(store, make.resident(store, "Marcus", "Tate"), house)
        make.assignment(store, stay, bed)
        houses.append(house)
    folder = tmp_path / "out"
    folder.mkdir()
    return Desk(store, houses, folder, capsys)


def test_the_file_is_what_is_kept_and_comes_out_again_to_the_byte(desk: Desk) -> None:
    pdf = desk.one()
    (row,) = desk.kept()
    assert row.sha256 == hashlib.sha256(pdf).hexdigest()
    assert row.pages == len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert (row.house_id, row.week_start.isoformat(), row.names) == (
        desk.houses[0], "2026-11-16", "short")  # fmt: skip
    again = draw_again(desk.store.read(OWNER, kept_packet, desk.houses[0], row.id))
    assert again.same and again.packet.pdf == pdf
    assert "Marcus T." in read(pdf) and "Marcus Tate" not in read(pdf)


def test_names_size_print_and_language_are_as_asked(desk: Desk) -> None:
    pdf = desk.one("--names", "bed", "--paper", "a4", "--large", "--language", "es",
                   "--sections", "milestones, summary")  # fmt: skip
    file = pypdf.PdfReader(io.BytesIO(pdf))
    box = file.pages[0].mediabox
    assert (round(box.width), round(box.height)) == A4_ON_ITS_SIDE
    assert file.root_object["/Lang"] == "es"
    assert "Marcus" not in read(pdf)
    assert "Marcus Tate" in read(desk.one("--names", "full"))
    assert [row.names for row in desk.kept()] == ["bed", "full"]
    assert desk.kept()[0].sections == "summary,milestones"


def test_a_saved_set_is_used_by_its_name_and_never_brings_full_names(desk: Desk) -> None:
    choice = PacketChoice((Section.SIGNLOG,), Names.FULL)
    desk.store.write(OWNER, save_set, desk.houses[0], "Friday packet", choice, usual=True)
    desk.one()
    desk.one("--set", "friday PACKET", "--names", "full")
    assert [(r.sections, r.names) for r in desk.kept()] == [
        ("signlog", "short"), ("signlog", "full")]  # fmt: skip
    code, _said, err = desk.packet("--house", "pine", "--set", "Friday packet", "--out", "x.pdf")
    assert code == 1 and err.startswith("Pine House has no set Friday packet.")


def test_all_houses_have_a_file_each_and_a_plain_line(desk: Desk) -> None:
    code, said, _err = desk.packet("--all-houses", "--week", DAY, "--out-dir", desk.folder)
    assert code == 0
    names = [f"2026-11-22 {house} weekly packet.pdf"
             for house in ("Maple Street House", "Oak Elm House", "Pine House")]  # fmt: skip
    assert sorted(p.name for p in desk.folder.iterdir()) == names
    lines = said.splitlines()
    assert [line.split(":")[0] for line in lines] == ["1 of 3", "2 of 3", "3 of 3"]
    assert all(name in line for name, line in zip(names, lines, strict=True))
    assert [row.house_id for row in desk.kept()] == desk.houses


class Threads(ThreadPoolExecutor):
    """The pool's executor with threads in the place of processes, which take a second to begin."""

    def __init__(self, count: int, _way: object, _before: object) -> None:
        super().__init__(count)


@pytest.fixture
def in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packets_ahead, "MANY", 2)
    monkeypatch.setattr(packet_pool, "ProcessPoolExecutor", Threads)


def test_many_houses_are_drawn_by_the_pool_in_the_language_asked_for(
    desk: Desk, in_threads: None
) -> None:
    code, said, _err = desk.packet("--all-houses", "--week", DAY, "--out-dir", desk.folder,
                                   "--language", "es", "--sections", "summary")  # fmt: skip
    assert (code, len(said.splitlines())) == (0, 3)
    for row, path in zip(desk.kept(), sorted(desk.folder.iterdir()), strict=True):
        assert "Informe semanal" in read(path.read_bytes())
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row.sha256
        again = draw_again(desk.store.read(OWNER, kept_packet, row.house_id, row.id))
        assert again.same


def test_where_no_process_can_be_started_it_only_takes_longer(
    desk: Desk, in_threads: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_all: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(Threads, "submit", refuses)
    code, _said, _err = desk.packet("--all-houses", "--week", DAY, "--out-dir", desk.folder)
    assert (code, len(list(desk.folder.iterdir()))) == (0, 3)


def test_houses_before_one_that_cannot_be_read_have_their_files(
    desk: Desk, in_threads: None
) -> None:
    choice = PacketChoice((Section.SUMMARY,))
    for house in desk.houses[:2]:
        desk.store.write(OWNER, save_set, house, "Friday packet", choice)
    code, said, err = desk.packet("--all-houses", "--week", DAY, "--out-dir", desk.folder,
                                  "--set", "Friday packet")  # fmt: skip
    assert (code, len(said.splitlines()), len(desk.kept())) == (1, 2, 2)
    assert err.startswith("Pine House has no set")


@pytest.fixture
def stopped_at_the_second() -> Iterator[None]:
    """Ctrl+C while the second packet goes into the records: its file is written aside by then.

    Whatever the tests were started from may have had Ctrl+C switched off.
    """
    seen: list[str] = []
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def stop(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("INSERT INTO packet_print"):
            seen.append(statement)
            if len(seen) == 2:
                signal.raise_signal(signal.SIGINT)

    event.listen(Engine, "before_cursor_execute", stop)
    yield
    event.remove(Engine, "before_cursor_execute", stop)
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("many", [2, 20])
def test_what_is_stopped_leaves_whole_files_only(
    desk: Desk, stopped_at_the_second: None, in_threads: None, many: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(packets_ahead, "MANY", many)
    code, said, err = desk.packet("--all-houses", "--week", DAY, "--out-dir", desk.folder)
    assert (code, err) == (1, "Stopped.")
    assert len(said.splitlines()) == 1
    (file,) = desk.folder.iterdir()
    (row,) = desk.kept()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == row.sha256


@pytest.mark.parametrize(("words", "code", "why"), [
    (("--all-houses", "--out", "x.pdf"), 1, "name a folder"),
    (("--all-houses", "--out-dir", "/nowhere/at/all"), 1, "There is no folder all."),
    (("--out", "x.pdf"), 1, "Say which house"),
    (("--house", "maple", "--out", "/nowhere/x.pdf"), 1, "cannot be saved"),
    (("--house", "maple", "--all-houses", "--out-dir", "."), 2, "not allowed"),
    (("--house", "maple", "--sections", "rent", "--out", "x.pdf"), 2, "choose from summary"),
    (("--house", "maple"), 2, "--out"),
])  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_kept(
    desk: Desk, words: tuple[str, ...], code: int, why: str
) -> None:
    found, _said, err = desk.packet(*words)
    assert found == code and why in err
    assert desk.kept() == []
