"""Runs the revisions on the engine that storage/schema.py hands over, all in one transaction."""

from typing import Any

from alembic import context
from sqlalchemy import Engine

from sobrhouse.storage.tables import Base


def _run(engine: Engine) -> None:
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        if sqlite:  # inside a transaction the pragma does nothing
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            context.configure(
                connection=connection, target_metadata=Base.metadata, render_as_batch=True
            )
            with connection.begin():
                context.run_migrations()
                if sqlite and (broken := driver.execute("PRAGMA foreign_key_check").fetchall()):
                    raise RuntimeError(f"{len(broken)} rows point nowhere after the upgrade")
        finally:
            if sqlite:
                driver.execute("PRAGMA foreign_keys=ON")


_run(context.config.attributes["engine"])
