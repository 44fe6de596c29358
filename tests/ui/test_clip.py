"""The clipboard: what is of a person does not stay on it."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import clip
from ui.desk import Desk

PHONE = "(518) 555-0142"


@pytest.fixture(autouse=True)
def empty(qapp: QApplication) -> Iterator[None]:
    """Nothing is on it before and after."""
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def text() -> str:
    return QGuiApplication.clipboard().text()


def test_what_is_of_a_person_is_gone_when_its_time_is_over(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clip.KEPT_MS == 10_000
    monkeypatch.setattr(clip, "KEPT_MS", 20)
    clip.copy_for_now(PHONE)
    assert text() == PHONE
    qtbot.waitUntil(lambda: text() == "")


def test_a_newer_copy_has_its_own_time(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clip, "KEPT_MS", 20)
    clip.copy_for_now(PHONE)
    monkeypatch.setattr(clip, "KEPT_MS", 600_000)
    clip.copy_for_now(PHONE)  # the same text, copied again
    qtbot.wait(60)
    assert text() == PHONE


def test_what_somebody_else_copied_meanwhile_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clip, "KEPT_MS", 20)
    clip.copy_for_now(PHONE)
    QGuiApplication.clipboard().setText("a recipe")
    qtbot.wait(60)
    assert text() == "a recipe"


def test_histories_of_the_clipboard_are_asked_to_leave_it_out(qapp: QApplication) -> None:
    clip.copy_for_now(PHONE)
    formats = QGuiApplication.clipboard().mimeData().formats()
    assert "x-kde-passwordManagerHint" in formats
    assert any("ExcludeClipboardContentFromMonitorProcessing" in f for f in formats)


def test_the_lock_takes_back_whatever_was_copied_but_what_is_public(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("marked in a note, with Ctrl+C")
    desk.shut()
    assert text() == ""
    clip.copy_public("https://aa.example.org")
    desk.shut()
    assert text() == "https://aa.example.org"
