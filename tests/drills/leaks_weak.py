"""The weakened program of the leak drill: the same day must then be found everywhere."""

import logging
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from reportlab.pdfgen.canvas import Canvas
from sqlcipher3 import dbapi2 as sqlcipher

from tests.drills.leaks_found import FIRST, LAST, NOTE, PHONE


def weaken() -> None:
    """Take away what keeps names in: the log's format, the details without values, the hidden
    parameters, the cleared clipboard, the lock that replaces the screen, the ban on core dumps.
    """
    from sobrhouse import logs
    from sobrhouse.storage import dialects, hardening
    from ui import clip
    from ui.crash import catching
    from ui.desk import desk
    from ui.office.papers import court_card, dialog
    from ui.office.window import OfficeWindow

    logs.PlainFormatter.format = logging.Formatter.format  # type: ignore[method-assign]
    catching.describe = _with_values
    catching.Catcher._on_unraisable = staticmethod(sys.__unraisablehook__)  # type: ignore[method-assign,assignment]
    dialects.create_engine = _showing(dialects.create_engine)
    clip._let_go = lambda _number: None
    desk.forget = lambda: None
    OfficeWindow.show_content = _cover  # type: ignore[method-assign]
    hardening.harden = _let_fall
    for papers in (court_card, dialog):
        papers.paper_name = lambda day, _house, title: f"{day} {FIRST} {LAST} {title}.pdf"


def leave_behind(folder: Path) -> None:
    """What a careless program leaves: a plain database and backup, a list of recent people, a
    paper with its person in the metadata, a paper on its way to the printer.
    """
    plain = folder / "data" / "plain.db"
    driver = sqlcipher.connect(str(plain))
    driver.execute("CREATE TABLE resident (name TEXT, phone TEXT, note TEXT)")
    driver.execute("INSERT INTO resident VALUES (?, ?, ?)", (f"{FIRST} {LAST}", PHONE, NOTE))
    driver.commit()
    driver.close()
    (folder / "data" / "backups").mkdir(exist_ok=True)
    shutil.copyfile(plain, folder / "data" / "backups" / "plain.db")
    recent = QSettings(str(folder / "data" / "ui.ini"), QSettings.Format.IniFormat)
    recent.setValue("recent/people", [f"{FIRST} {LAST}"])
    recent.sync()
    (folder / "papers").mkdir(exist_ok=True)
    canvas = Canvas(str(folder / "papers" / "careless.pdf"))
    canvas.setAuthor(f"{FIRST} {LAST}")
    canvas.save()
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as passing:
        passing.write(LAST)


def _with_values(problem: BaseException) -> Any:
    from sobrhouse.logs import Details

    return Details("".join(traceback.format_exception(problem)))


def _showing(make: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(make)
    def made(*given: Any, **more: Any) -> Any:
        return make(*given, **{**more, "hide_parameters": False})

    return made


def _cover(window: Any, content: QWidget) -> None:
    """Cover what was shown, instead of throwing it away."""
    old, window._content = window._content, content
    window._frame = None
    if old is not None:
        old.hide()
    window._box.addWidget(content)
    content.show()


def _let_fall() -> None:
    """A fall writes the memory down."""
    import resource

    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
