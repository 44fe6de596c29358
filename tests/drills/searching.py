"""Drill of searches: the palette's own, and those of lists and logs in the database."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.imports import Incoming, Outcome
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.audit import audit_page
from sobrhouse.queries.finding import people_to_find
from sobrhouse.queries.moved_out import people_moved_out
from sobrhouse.queries.signins import log_page
from sobrhouse.queries.visitors import visitors_of
from sobrhouse.services.imports import import_residents
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Resident
from tests.drills.houses import drilled
from tests.drills.lists import HOSTILE, QUICK, WHOLE, _generate, cell
from ui.office.hits import Hit, find

PASTED = ("x" * 60_000, "🏠" * 20_000, "\ud800", "a\0b", "% " * 3_000)


def searches(quick: bool) -> dict[str, object]:
    """Whatever is typed into a search box is searched for, and never an error (safety.md T9)."""
    found = {"searches": 0, "found": 0, "errors": 0}
    with drilled() as house, house.open() as store:
        rows = [Incoming(line=n, outcome=Outcome.NEW_PERSON, legal_first=who, legal_last="Porter")
                for n, who in enumerate((w for w in HOSTILE if w.strip()), start=1)]
        store.write(SYSTEM, import_residents, 1, rows)
        names = st.sampled_from([row.legal_first for row in rows])
        typed = st.one_of(st.text(), cell, names, st.sampled_from(PASTED),
                          st.text("%_\\'\"*:()^- ANDORNEAR", max_size=20))

        hits = [Hit("people", p.name, "", "", (f"{p.name} {p.legal_name} {p.bed}",), list)
                for p in store.read(SYSTEM, people_to_find, 1)]

        def one(words: str) -> None:
            found["searches"] += 1
            found["found"] += bool(find(words, hits))
            if not quick or found["searches"] % 10 == 0:
                found["errors"] += search_errors(store, words)

        _generate(one, typed, QUICK if quick else WHOLE)
        lost = [row.legal_first for row in rows
                if _letters(row) and not find(row.legal_first[:40], hits)]
        control = _bare_search_fails(store)
    held = found["found"] > 0 and not found["errors"] and not lost and control
    return {"ok": held, **found, "lost": lost, "control_noticed": control}


def search_errors(store: Store, words: str) -> int:
    """How many of the searches of the database raise for these words."""
    errors = 0
    for query, told in ((people_moved_out, {"words": words}), (log_page, {"text": words}),
                        (visitors_of, {"text": words})):
        errors += _raises(store, query, 1, **told)
    return errors + _raises(store, audit_page, words=words, actor=SYSTEM)


def _raises(store: Store, query: Callable[..., Any], *given: Any, **told: Any) -> bool:
    try:
        store.read(SYSTEM, query, *given, **told)
    except Exception:
        return True
    return False


@needs(Permission.START, house_free=True)
def bare_search(session: Session, words: str) -> object:
    """A search as it must not be: with the words as they were typed."""
    return session.execute(select(Resident.id).where(Resident.match_name.like(words))).all()


def _bare_search_fails(store: Store) -> bool:
    """The control: what is pasted is an error where it goes to the database as it is."""
    return any(_raises(store, bare_search, words) for words in PASTED)


def _letters(row: Incoming) -> bool:
    return any(c.isalnum() for c in row.legal_first)
