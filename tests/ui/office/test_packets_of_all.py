"""Packets of several houses in one go: each whole and recorded, also when it is stopped."""

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.domain.packets import Section
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.queries.packets import printed_packets
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet_pool import Drawn, PacketPool, draw_one
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse, opened
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.packets import of_all as packets_of_all
from ui.office.packets.of_all import AllPackets
from ui.office.reports.place import ReportsPage

NAMES = ("Maple Street House", "Oak House", "Elm House", "Ash House")


class Held:
    """A pool that draws when the test lets it."""

    def __init__(self) -> None:
        self.asked: list[tuple[PacketValues, PaperOptions, Future[Drawn]]] = []

    def put(self, values: PacketValues, options: PaperOptions) -> "Future[Drawn]":
        future: Future[Drawn] = Future()
        self.asked.append((values, options, future))
        return future

    def draw(self) -> None:
        values, options, future = self.asked.pop(0)
        future.set_result(draw_one(values, options))

    def close(self) -> None:
        for _values, _options, future in self.asked:
            future.cancel()


@pytest.fixture
def desk(
    store: Store, small_house: SmallHouse, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    """The desk of the owner of four houses."""
    for name in NAMES[1:]:
        make.house(store, name)
    at_once = Desk(InlineJobs(), opened(store))
    yield at_once
    at_once.shut()
    at_once.deleteLater()


@pytest.fixture
def dialog(
    desk: Desk, shown: Callable[[QWidget], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AllPackets]:
    """The question, opened by its button, with a folder to save in."""
    page: ReportsPage = shown(ReportsPage(desk))
    page.choices.packet.show_sections((Section.SUMMARY,))
    folder = tmp_path / "packets"
    folder.mkdir()
    monkeypatch.setattr(packets_of_all, "choose_folder", lambda *_: folder)
    page.choices.all.click()
    (opened_one,) = page.findChildren(AllPackets)
    yield opened_one  # the page lives as long as this


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "packets").iterdir())


def test_processes_draw_them_from_values_alone_and_each_is_recorded(
    dialog: AllPackets, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.many._new_pool = lambda: PacketPool(1)
    last = list(dialog.boxes.values())[-1]
    last.click()
    dialog.save.click()
    assert dialog.stop.words() == "Cancel" and not dialog.print.isEnabled()
    qtbot.waitUntil(lambda: not dialog.many.busy, timeout=60_000)
    assert dialog.words.text() == "3 packets are saved."
    wanted = sorted(f"2026-11-22 {house.name} weekly packet.pdf" for house in dialog.chosen())
    assert files(tmp_path) == wanted
    for house in dialog.chosen():
        pdf = (tmp_path / "packets" / f"2026-11-22 {house.name} weekly packet.pdf").read_bytes()
        assert house.name in read(pdf)
        (row,) = store.read(OWNER, printed_packets, house.house_id)
        assert row.pages == 1
    assert dialog.stop.words() == "Close"


def test_cancel_leaves_whole_files_only_each_with_its_row(
    dialog: AllPackets, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    pool = Held()
    dialog.many._new_pool = lambda: pool
    dialog.save.click()
    pool.draw()
    qtbot.waitUntil(lambda: bool(dialog.many.outcome.done))
    assert dialog.words.text().startswith("1 of 4: ")
    dialog.stop.click()
    qtbot.waitUntil(lambda: not dialog.many.busy)
    assert dialog.words.text() == (
        "Stopped. 1 packet is saved. Each file is whole, and no other was written."
    )
    (name,) = files(tmp_path)
    assert (tmp_path / "packets" / name).read_bytes().rstrip().endswith(b"%%EOF")
    rows = [r for h in dialog.desk.houses for r in store.read(OWNER, printed_packets, h.house_id)]
    assert len(rows) == 1


def test_where_no_process_can_start_the_packets_are_drawn_here(
    dialog: AllPackets, tmp_path: Path, qtbot: QtBot
) -> None:
    class Broken(Held):
        def put(self, values: PacketValues, options: PaperOptions) -> "Future[Drawn]":
            future = super().put(values, options)
            future.set_exception(BrokenExecutor("no process"))
            return future

    dialog.many._new_pool = Broken
    for box in list(dialog.boxes.values())[2:]:
        box.click()
    dialog.save.click()
    qtbot.waitUntil(lambda: not dialog.many.busy)
    assert dialog.words.text() == "2 packets are saved." and len(files(tmp_path)) == 2


def test_a_folder_that_is_gone_is_told_for_each_house(
    dialog: AllPackets, tmp_path: Path, qtbot: QtBot
) -> None:
    pool = Held()
    dialog.many._new_pool = lambda: pool
    (tmp_path / "packets").rmdir()
    for box in list(dialog.boxes.values())[1:]:
        box.click()
    dialog.save.click()
    pool.draw()
    qtbot.waitUntil(lambda: not dialog.many.busy)
    assert dialog.words.text().startswith("0 packets are saved. ")
    assert "The file cannot be saved there." in dialog.words.text()


def test_one_house_has_no_button_for_all(
    store: Store, small_house: SmallHouse, qapp: QApplication, shown: Callable[[QWidget], Any]
) -> None:
    desk = Desk(InlineJobs(), opened(store))
    page: ReportsPage = shown(ReportsPage(desk))
    assert page.choices.all.isHidden()
    assert "packets_of_all" not in {verb.id for verb in page.verbs()}
    desk.shut()
