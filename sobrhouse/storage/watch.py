"""Watch: which topics have changed since last asked, by any window or process (architecture.md
8).
"""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.storage import allow
from sobrhouse.storage.dialects import raw_connection

EVERYTHING = frozenset({"*"})


class Watch:
    """Holds one connection that never writes; `topics` asks the cheap question first. One thread at
    a time.
    """

    def __init__(
        self, path: Path | None, key: bytes, url: str | None = None, *, narrow: bool = False
    ) -> None:
        if path is not None:
            self._connection: Any = raw_connection(path, key, wait=0.2)
            self._connection.execute("PRAGMA query_only=ON")
            if narrow:
                allow.narrow(self._connection)
        else:
            import psycopg  # a file's office never needs it, and starts a fifth of a second sooner

            plain = (url or "").replace("postgresql+psycopg://", "postgresql://")
            self._connection = psycopg.connect(plain, autocommit=True)
        self._mark = "%s" if path is None else "?"
        self._is_file = path is not None
        self._seen = self._newest()
        self._version = self._data_version()

    def topics(self) -> frozenset[str]:
        """The nouns of what was recorded since the last call; EVERYTHING when something moved
        unrecorded.
        """
        try:
            version = self._data_version()
        except sqlcipher.OperationalError:
            return frozenset()  # somebody holds the file for a moment: ask again at the next tick
        if version == self._version:
            return frozenset()
        self._version = version
        rows = self._connection.execute(
            f"SELECT seq, action FROM audit_entry WHERE seq > {self._mark} ORDER BY seq",
            (self._seen,),
        ).fetchall()
        if not rows:
            return EVERYTHING
        self._seen = rows[-1][0]
        return frozenset(action.split(".")[0] for _, action in rows)

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def _newest(self) -> int:
        return int(
            self._connection.execute("SELECT COALESCE(MAX(seq), 0) FROM audit_entry").fetchone()[0]
        )

    def _data_version(self) -> int:
        if self._is_file:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        return self._newest()
