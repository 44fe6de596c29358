"""The schema: made new, brought up to date by Alembic after a verified backup, or refused when it
is newer.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from sobrhouse.problems import Damaged, NewerFile
from sobrhouse.storage import guards
from sobrhouse.storage.tables import Base
from sobrhouse.storage.tables.base import tell_server
from sobrhouse.words import _

HEAD = "0013"  # the newest revision in migrations/versions
# all that we can bring up to date
KNOWN = tuple(f"{number:04}" for number in range(1, int(HEAD) + 1))
_FOLDER = Path(__file__).resolve().parent / "migrations"


def make(connection: Connection) -> None:
    """Make every table and guard in an empty database and mark it as the newest revision."""
    if connection.dialect.name == "postgresql":
        tell_server(Base.metadata)
    Base.metadata.create_all(connection)
    guards.install(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL CONSTRAINT "
        "alembic_version_pkc PRIMARY KEY)"
    )
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": HEAD}
    )


def revision(connection: Connection) -> str | None:
    """The revision that the database says it has; None when it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def check(found: str | None) -> bool:
    """Whether an upgrade is due. Raises NewerFile for a revision unknown here, Damaged where there
    is none.
    """
    if found is None:
        raise Damaged(
            _("This file is not a sobrhouse database. It was left as it is. Choose another file.")
        )
    if found not in KNOWN:
        raise NewerFile(
            _(
                "This file was made by a newer version of sobrhouse. It was left as it is. "
                "Install the newest version, then open it again."
            )
        )
    return found != HEAD


def upgrade(engine: Engine, back_up: Callable[[], None]) -> None:
    """Take a verified backup, then run every missing step in one transaction; a failure leaves the
    file as it was.
    """
    from alembic import command
    from alembic.config import Config

    back_up()
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
