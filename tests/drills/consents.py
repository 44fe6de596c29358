"""Consents and what leaves by them: drawn at random through the gate, and handed out of a real
house from screens that were open while the consent changed (T18).
"""

import hashlib
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sobrhouse.domain.consents import Category, Given
from sobrhouse.domain.gate import pass_through
from sobrhouse.domain.notices import notice_on
from sobrhouse.domain.outside import OutsidePaper, through_the_gate
from sobrhouse.domain.staff import Permission
from sobrhouse.exchange.outside import file_after_row, handed_of
from sobrhouse.problems import Problem
from sobrhouse.queries.consents import disclosures
from sobrhouse.queries.outside import outside_facts
from sobrhouse.services.consents import end_consent, take_back_consent
from sobrhouse.services.disclosures import HandOut, disclose
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import Work
from tests import make, make_papers
from tests.conftest import OWNER
from tests.domain.test_gate import TODAY, WHOLE, drawn_consent, drawn_rows, may
from tests.drills.houses import NOW, drilled

DRAWN, HANDED = 5000, 600
FIRST, LAST = TODAY - timedelta(days=30), TODAY
HOUSE = 1
# SHA-256 of § 2.32(a) as it was published on February 16, 2024 (89 FR 12472)
NOTICE = "d82205a18044f9f45776343d91e26d8ddb44bf13e136af169ec73d755facd9a8"
FEW = frozenset({Category.IDENTITY, Category.MEETINGS})
STATES = ("live", "live", "ended", "taken back", "expired", "somebody else", "fewer kinds")


def consents(quick: bool) -> dict[str, object]:
    """No row is told without a live consent that names it; as many rows in the accounting as files
    on the disk, with the very sums. A gate and a hand-out that ask for less are found out.
    """
    lot = Random(18)
    told, wrong, careless = _drawn(lot, 500 if quick else DRAWN)
    with tempfile.TemporaryDirectory(prefix="sobrhouse-drill-") as name, drilled() as house:
        store = Store.open(house.path, house.dek, lambda: NOW)
        try:
            handed = _handed_out(store, _in(name, "out"), lot, 40 if quick else HANDED)
            loose = _handed_out(store, _in(name, "loose"), lot, 20, _careless)
        finally:
            store.close()
    notice = hashlib.sha256(notice_on(TODAY).full.encode()).hexdigest() == NOTICE
    held = not (wrong or handed["without_consent"] or handed["sums_differ"]) and notice
    same = handed["files"] == handed["rows"] > 0 and handed["refused"] > 0
    caught = careless > 0 and loose["without_consent"] > 0 and loose["sums_differ"] > 0
    return {
        "ok": held and same and not handed["refused_wrongly"] and caught,
        "drawn": 500 if quick else DRAWN, "rows_told": told, "told_without_consent": wrong,
        "notice_equal": notice, **handed, "control_told_without": careless,
        "control_files_without_a_row": loose["sums_differ"],
    }  # fmt: skip


def _in(name: str, folder: str) -> Path:
    made = Path(name) / folder
    made.mkdir()
    return made


def _drawn(lot: Random, times: int) -> tuple[int, int, int]:
    """How many rows went through; how many of them, or of those kept back, wrongly; and how many
    wrongly through a gate that looks at the kinds alone.
    """
    told = wrong = careless = 0
    for _case in range(times):
        consent, rows = drawn_consent(lot), drawn_rows(lot)
        passed = list(pass_through(consent, rows, TODAY).rows)
        right = [row for row in rows if may(consent, row, TODAY)]
        told += len(passed)
        wrong += len(set(passed) ^ set(right))
        loose = [row for row in rows if row.category in consent.terms.categories]
        careless += len(set(loose) - set(right))
    return told, wrong, careless


def _handed_out(
    store: Store, folder: Path, lot: Random, times: int, use_case: Any = disclose
) -> dict[str, int]:
    """Papers handed out by consents as a screen had them, whatever became of these meanwhile."""
    found: Counter[str] = Counter()
    before = len(_rows(store))
    for number in range(times):
        state, paper = lot.choice(STATES), lot.choice(list(OutsidePaper))
        who = _person(store, number)
        seen = _seen(store, who, state)
        facts = store.read(OWNER, outside_facts, HOUSE, who, paper, FIRST, LAST, NOW)
        going = through_the_gate(facts, replace(seen, void=False), LAST, "Olive Owner")
        stands = state == "live" or (state == "fewer kinds" and going.passed.categories <= FEW)
        path, content = folder / f"{number}.pdf", f"{number} {use_case.__name__}".encode()
        told = handed_of(going, content, 1, "file")
        try:
            file_after_row(store, OWNER, path, content, use_case, seen.id, told)
        except Problem:
            found["refused"] += 1
        found["refused_wrongly"] += stands and not path.exists()
        found["without_consent"] += path.exists() and not stands
    files = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    rows = _rows(store)[before:]
    found["files"], found["rows"] = len(files), len(rows)
    found["sums_differ"] = len(files ^ set(rows))
    return {name: found[name] for name in _TOLD}


_TOLD = ("files", "rows", "sums_differ", "refused", "refused_wrongly", "without_consent")


def _rows(store: Store) -> list[str]:
    """The sums in the accounting, the oldest first."""
    rows = store.read(OWNER, disclosures, HOUSE, LAST, LAST)
    return [row.sha256 for row in sorted(rows, key=lambda r: r.id) if not row.void_why]


def _person(store: Store, number: int) -> int:
    who = make.resident(store, "Marcus", f"Tate {number}")
    stay = make.stay(store, who, HOUSE, LAST - timedelta(days=60))
    make.attendance(store, HOUSE, stay, LAST, verification="signature")
    make.sobriety(store, who, LAST - timedelta(days=90))
    return who


def _seen(store: Store, who: int, state: str) -> Given:
    """A consent as the screen still shows it, live and about everything, whatever it is by now."""
    more: dict[str, Any] = {"categories": ",".join(c.value for c in Category)}
    if state == "expired":
        more |= {"signed_on": LAST - timedelta(days=9), "expires_on": LAST - timedelta(days=1)}
    if state == "fewer kinds":
        more["categories"] = ",".join(c.value for c in FEW)
    of = make.resident(store, "Sam", "Okafor") if state == "somebody else" else who
    if of != who:
        make.stay(store, of, HOUSE, LAST - timedelta(days=60))
    number = make_papers.consent(store, HOUSE, of, **more)
    if state == "ended":
        store.write(OWNER, end_consent, number, store.now(), "spoken", "")
    if state == "taken back":
        store.write(OWNER, take_back_consent, number, "for the wrong person")
    return Given(number, who, WHOLE)


def _careless(work: Work, _consent_id: int, _handed: HandOut) -> int:
    """The control: a hand-out that asks nothing and writes nothing down."""
    work.require(Permission.MANAGE_PEOPLE)
    return 0
