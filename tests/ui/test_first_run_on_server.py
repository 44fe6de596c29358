"""The first run on an empty PostgreSQL database: the same steps as with a new file."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from tests.servers import PrivatePostgres
from tests.ui.conftest import let_go
from tests.ui.office.first_runs import Run
from ui.app.arguments import parse
from ui.app.session import Session
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.first_run.backup import BackupStep
from ui.office.first_run.view import FirstRun
from ui.office.lock import LockPage
from ui.office.window import OfficeWindow


def program(url: str, folder: Path, qapp: QApplication) -> Session:
    """The program as it starts on that database."""
    settings = QSettings(str(folder / "ui.ini"), QSettings.Format.IniFormat)
    window = OfficeWindow(settings)
    arguments = parse(["--db", url, "--data", str(folder)])
    session = Session(qapp, arguments, window, Desk(InlineJobs()), settings)
    session.show_first()
    session.load()
    window.show()
    qapp.processEvents()
    return session


def close(session: Session) -> None:
    session.end()
    session.window.close()
    session.window.deleteLater()
    let_go()


def test_an_empty_database_on_a_server_begins_with_the_steps(
    server_template: tuple[PrivatePostgres, bytes], tmp_path: Path, qapp: QApplication
) -> None:
    server, _dek = server_template
    url = server.create_database("first_run")
    session = program(url, tmp_path, qapp)
    page = session.window.content()
    assert isinstance(page, FirstRun)
    assert page.step.bring_back.isHidden()  # backups are files: the card says so in words
    run = Run(tmp_path, session.desk, session.vault, session.window, page)  # type: ignore[arg-type]
    run.to("backup")
    assert isinstance(run.step, BackupStep) and run.step.verb() == "Go to Today"
    run.on()
    frame = session.window.frame_shown()
    assert frame is not None
    assert (frame.place, session.desk.house_name()) == ("today", "Our house")
    close(session)

    session = program(url, tmp_path, qapp)  # now there is a house
    lock = session.window.content()
    assert isinstance(lock, LockPage) and lock.who.itemText(0) == "Dana Ruiz"
    close(session)
    server.drop_database("first_run")


def test_a_server_that_does_not_answer_is_said_and_no_house_is_begun(
    server_template: tuple[PrivatePostgres, bytes], tmp_path: Path, qapp: QApplication
) -> None:
    server, _dek = server_template
    session = program(server.url("not_there"), tmp_path, qapp)
    lock = session.window.content()
    assert isinstance(lock, LockPage)
    assert lock.fault.text()
    close(session)
