"""Refilled: one server database that is brought back to its template's rows between tests, since
making a new one takes a quarter of a second.
"""

from typing import Any

import psycopg
from psycopg import sql

from tests.servers import PrivatePostgres

USES = 40  # then a new one: deleted rows are never swept, as autovacuum is off
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_COUNTERS = (
    "SELECT sequencename, COALESCE(last_value, start_value), last_value IS NOT NULL "
    "FROM pg_sequences WHERE schemaname = 'public'"
)


class RefilledDatabase:
    """A copy of a template database, lent to one test at a time."""

    def __init__(self, server: PrivatePostgres, template: str, name: str) -> None:
        self._server, self._template, self._name = server, template, name
        self._uses = 0
        self._refill: sql.Composed | None = None
        self._link: psycopg.Connection[Any] | None = None  # kept: a new one learns all tables anew

    def lend(self) -> str:
        """The address of the database, holding just what its template holds."""
        if self._refill is None or self._uses >= USES or not self._refilled():
            self._anew()
        self._uses += 1
        return self._server.url(self._name)

    def close(self) -> None:
        """Let go of the connection that refills."""
        if self._link is not None:
            self._link.close()
        self._link = None

    def _anew(self) -> None:
        self.close()
        self._server.drop_database(self._name)
        url = self._server.create_database(self._name, template=self._template)
        with psycopg.connect(url) as connection:
            self._refill = _keep_rows(connection)
        self._uses = 0

    def _refilled(self) -> bool:
        """Whether every table is as the template's again; a test may have left a connection that
        holds something, or a table that was not there.
        """
        try:
            if self._link is None:
                self._link = psycopg.connect(self._server.url(self._name), autocommit=True)
                self._link.execute("SET lock_timeout = '2s'")
                self._link.execute("SET session_replication_role = replica")  # no guards, no keys
            if self._refill is not None:
                self._link.execute(self._refill)  # all at once: one transaction
        except psycopg.Error:
            return False
        return True


def _keep_rows(connection: psycopg.Connection[Any]) -> sql.Composed:
    """Put the rows aside in a schema of their own; the statements that bring them back."""
    tables = [sql.Identifier(str(name)) for (name,) in connection.execute(_TABLES).fetchall()]
    back = [sql.SQL("DELETE FROM {}").format(table) for table in tables]
    connection.execute("CREATE SCHEMA kept")
    for table in tables:
        count = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(table)).fetchone()
        if count and count[0]:
            connection.execute(sql.SQL("CREATE TABLE kept.{0} AS TABLE {0}").format(table))
            back.append(sql.SQL("INSERT INTO {0} SELECT * FROM kept.{0}").format(table))
    back += [
        sql.SQL("SELECT setval({}, {}, {})").format(*map(sql.Literal, row))
        for row in connection.execute(_COUNTERS).fetchall()
    ]
    return sql.SQL("; ").join(back)
