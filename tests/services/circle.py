"""A house of three with two supporters on its list, and how its use cases are refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from sobrhouse.domain.staff import SYSTEM, Actor, Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry
from tests import make, make_circle
from tests.conftest import OWNER

TODAY = make_circle.TODAY
_MADE = ("database.made", "test.made")
OLD = TODAY - timedelta(days=200)
NEW = TODAY - timedelta(days=5)


@dataclass
class Circle:
    """Marcus and Ana have lived here for long, Jay is new; Bill W. and Cora D. are willing."""

    store: Store
    actor: Actor = OWNER
    people: dict[str, int] = field(default_factory=dict)
    stays: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.house = make.house(self.store)
        for first, last, on in (
            ("Marcus", "Tate", OLD), ("Ana", "Ruiz", OLD), ("Jay", "Porter", NEW)
        ):  # fmt: skip
            self.people[first] = make.resident(self.store, first, last)
            self.stays[first] = make.stay(self.store, self.people[first], self.house, on)
            make.sobriety(self.store, self.people[first], on)
        self.bill = make_circle.supporter(self.store, self.house, kinds="sponsor,mentor")
        self.cora = make_circle.supporter(self.store, self.house, "Cora D.", capacity=1)

    def do(self, use_case: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Do a use case."""
        return self.store.write(self.actor, use_case, *args, **more)

    def refused(self, says: str, use_case: Callable[..., Any], *args: Any) -> Problem:
        """Do what must be refused with this sentence, and leaves everything as it is."""
        before = self.rows(AuditEntry)
        with pytest.raises(Problem) as caught:
            self.do(use_case, *args)
        assert caught.value.sentence == says
        assert len(self.rows(AuditEntry)) == len(before)
        return caught.value

    def rows(self, *tables: type[Any]) -> list[dict[str, Any]]:
        """Every row of these tables, without what tells only that somebody wrote to it."""
        return self.store.read(SYSTEM, _rows, tables)

    def one(self, table: type[Any], key: int) -> dict[str, Any]:
        """One row."""
        return next(row for row in self.rows(table) if row["id"] == key)

    def log(self) -> list[str]:
        """Every payload of the audit log with its action, what was made before left out."""
        rows = self.rows(AuditEntry)
        return [f"{r['action']} {r['payload']}" for r in rows if r["action"] not in _MADE]


@needs(Permission.START, house_free=True)
def _rows(session: Any, tables: tuple[type[Any], ...]) -> list[dict[str, Any]]:
    found = []
    for table in tables:
        key = table.seq if table is AuditEntry else table.id
        for row in session.execute(select(table.__table__).order_by(key)).mappings():
            found.append({k: v for k, v in row.items() if k not in ("version", "updated_at")})
    return found


def day(back: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=back)
