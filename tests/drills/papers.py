"""The drill of papers: the whole thousand of hostile strings on every paper, in every place where
there is text (safety.md D11, T10); and controls that must fail.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.slots import FLOOR
from tests.drills.houses import NOW, PASSPHRASE
from tests.reports.every_paper import Asked, codes, every_paper_of, texts
from tests.reports.hostile import COUNT, batches, strings
from tests.reports.hostile_walk import Walked, careless, many_places, mumbling, walked
from tests.reports.planted import plant
from tests.reports.reading import looked_at
from tests.reports.test_hostile import PAPERS

QUICK = 40  # strings on each paper
SHOWN = 5  # failures that are told in words


def papers(quick: bool) -> dict[str, object]:
    """Every file is sound, every letter that was drawn is read back, and nothing is opened."""
    if shutil.which("pdftotext") is None:
        return {"ok": False, "told": ["pdftotext is not installed"]}
    every = of_a_house()
    known, told = codes(every), []
    files: Counter[str] = Counter()
    pages = printed = 0
    for given in every:
        first = not files[given.name]  # of its kind; what else it is made of has a share of them
        for walk, many in _rounds(given, known, COUNT if first and not quick else QUICK):
            told += walk.faults
            files[given.name] += 1
            pages += walk.pages
            printed += many
    by_hand, more = _by_hand(quick)
    raised, changed, opened = careless([s for s in strings() if len(s) < 500])
    silent = next(_rounds(replace(every[0], draw=mumbling(every[0].draw)), known, 1))[0]
    noticed = raised > 20 and changed > 20 and bool(opened) and bool(silent.faults)
    return {
        "ok": not told and not more and noticed and bool(files), "papers": len(files),
        "files": sum(files.values()) + by_hand, "pages": pages, "strings_set": printed,
        "failed": len(told) + len(more), "told": [words[:300] for words in (*told, *more)[:SHOWN]],
        "control_raised": raised, "control_changed": changed, "control_opened": opened[:2],
        "control_noticed": noticed,
    }  # fmt: skip


def of_a_house() -> list[Asked]:
    """Every paper of a house with something to say on each."""
    with tempfile.TemporaryDirectory(prefix="sobrhouse-drill-") as folder:
        path = Path(folder) / "house.db"
        made = found(path, Founder("Olive Owner", PASSPHRASE), costs=FLOOR, clock=lambda: NOW)
        try:
            return every_paper_of(plant(made.store)).asked
        finally:
            made.store.close()


def _rounds(
    given: Asked, known: frozenset[tuple[str, str]], wanted: int
) -> Iterator[tuple[Walked, int]]:
    """The paper again and again until every string has stood on it; with how many each time."""
    where, words, many = texts(given, known), cycle(strings()), 0
    each = many_places(given, where)
    while many < wanted:
        yield walked(given, words, where), each
        many += each


def _by_hand(quick: bool) -> tuple[int, list[str]]:
    """The makers that have long lists: all the strings on each of them, in a few files."""
    told, files = [], 0
    for make in PAPERS:
        for portion in batches()[:1] if quick else batches():
            pdf = make(portion)
            faults, _pages = looked_at(pdf)
            told += [f"{make.__name__}: {fault}" for fault in faults]
            files += 1
    return files, told
