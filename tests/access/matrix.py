"""The written matrix (tests/access/README.md), read back: who may do what, in whose house."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.source import sources
from tests.test_access import asks, is_marked, public

PAGE = Path(__file__).with_name("README.md")
WHO = ("owner", "manager", "staff", "auditor", "resident", "program")
HOUSE, SELF, ALL, OWN = "house", "self", "all", "own"


@dataclass(frozen=True, slots=True)
class Rule:
    """One use case or query: what it needs, whose record it may be about, what it asks besides."""

    kind: str  # "services" or "queries"
    module: str
    name: str
    needs: str
    whose: str
    also: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        """Where it stands, for a sentence."""
        return f"{self.kind}.{self.module}.{self.name}"


def _cells(section: str) -> Iterator[list[str]]:
    """The rows of the tables under a heading, without their heads."""
    text = PAGE.read_text("utf-8")
    part = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    for line in part.splitlines():
        if line.startswith("|") and not re.match(r"\|[ -]*-", line):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if cells[0] not in ("may", "module"):
                yield cells


@cache
def may() -> dict[str, frozenset[str]]:
    """Of each permission, who has it."""
    return {
        cells[0].strip("`"): frozenset(
            who for who, cell in zip(WHO, cells[2:], strict=True) if cell == "yes"
        )
        for cells in _cells("Who may what")
    }


@cache
def rules() -> tuple[Rule, ...]:
    """Every line of both lists."""
    return tuple(
        Rule(kind, module, name.strip(), needs, whose, frozenset(also.split()))
        for kind, section in (("services", "Writes"), ("queries", "Reads"))
        for module, needs, whose, also, names in _cells(section)
        for name in names.split(",")
    )


def asked_for() -> set[tuple[str, str, str]]:
    """Every use case and query that the program has, as kind, module and name."""
    return {
        (kind, Path(source.name).stem, node.name)
        for kind, is_one in (("services", asks), ("queries", is_marked))
        for source in sources(f"sobrhouse/{kind}")
        for node in public(source)
        if is_one(node)
    }
