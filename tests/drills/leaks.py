"""The drill of leaks: a day in the office over planted words, then a fall, and a search of all that
is left: database, its log, backups, logs, settings, temporary files, papers, output, core, the
screen and the clipboard after the lock.

The control is the same day in a weakened program: each of these places must then hold a word.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.drills.leaks_found import (
    FIRST,
    LAST,
    PASSPHRASE,
    PEOPLE,
    PIN,
    Watched,
    hits,
    searched,
    spelled,
    spelled_key,
)

ROOT = Path(__file__).resolve().parents[2]
MUST_HIT = ("database", "backups", "logs", "settings", "papers", "output", "screen", "details",
            "clipboard", "temp", "names")  # fmt: skip
FALLS = ("core",)
LONGEST_S = 300


def leaks(quick: bool) -> dict[str, object]:
    """No planted word and no key is left anywhere; the weakened program leaves them everywhere."""
    kept, files, size = _left_by(falls=False, weak=False)
    weak, _files, _size = _left_by(falls=False, weak=True)
    must = MUST_HIT
    if not quick and hasattr(os, "fork"):
        fell, more, bytes_more = _left_by(falls=True, weak=False)
        files, size = files + more, size + bytes_more
        kept = _both(kept, fell)
        weak = _both(weak, _left_by(falls=True, weak=True)[0])
        must += FALLS
    blind = [place for place in must if not weak.get(place)]
    found = {place: n for place, n in kept.items() if n and place != "shown"}
    return {
        "ok": not found and not blind and bool(kept.get("shown")),
        "files": files, "megabytes": round(size / 1e6, 1), "places": sorted(kept),
        "found": found, "seen_before_lock": kept.get("shown", 0), "control_found": weak,
        "control_blind": blind,
    }  # fmt: skip


def _both(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {place: one.get(place, 0) + other.get(place, 0) for place in {*one, *other}}


def _left_by(*, falls: bool, weak: bool) -> tuple[dict[str, int], int, int]:
    """One day, and how many planted words are in each place after it; files and bytes read."""
    with tempfile.TemporaryDirectory(prefix="sobrhouse-leaks-") as name:
        folder = Path(name).resolve()
        for part in ("tmp", "home", "output"):
            (folder / part).mkdir()
        watched = Watched(folder / "tmp")
        told = _live(folder, falls, weak)
        if not falls:
            _paper(folder)
        opens = json.loads((folder / "key.txt").read_text("utf-8"))
        (folder / "key.txt").unlink()
        words = _words(bytes.fromhex(opens["dek"]), opens["code"])
        found, files, size = searched(folder, words)
        passing = watched.written()
        watched.close()
        if watched.able:
            found["temp"] = found.pop("tmp", 0) + len(passing)
        for place, said in (("shown", "shown"), ("screen", "left"), ("clipboard", "clipboard"),
                            ("details", "details"), ("names", "names")):  # fmt: skip
            if said in told:
                found[place] = hits(json.dumps(told[said], ensure_ascii=False).encode(), words)
        return found, files, size


def _words(dek: bytes, code: str) -> set[bytes]:
    """What people typed, what opens the records, in every spelling; a resident's PIN or phone
    that is six digits or more cannot stand in encrypted bytes by chance.
    """
    plain = (*PEOPLE, PASSPHRASE, PIN, code, code.replace("-", ""))
    return set().union(*(spelled(word) for word in plain), spelled_key(dek))


def _live(folder: Path, falls: bool, weak: bool) -> dict[str, Any]:
    """The day, in a process of its own whose homes all lie in the folder."""
    flags = ["--fall"] * falls + ["--weak"] * weak
    homes = {"HOME": "home", "XDG_CONFIG_HOME": "home", "XDG_DATA_HOME": "home",
             "XDG_CACHE_HOME": "home", "TMPDIR": "tmp"}  # fmt: skip
    surroundings = os.environ | {name: str(folder / part) for name, part in homes.items()}
    surroundings |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    surroundings.pop("SOBRHOUSE_BENCH", None)
    with (folder / "output" / "stderr.txt").open("wb") as errors:
        done = subprocess.run(
            [sys.executable, "-m", "tests.drills.leaks_day", str(folder), *flags],
            cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=errors,
            timeout=LONGEST_S, check=False, preexec_fn=_may_fall if falls else None,
        )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout) if done.stdout else {}
    if falls == (done.returncode == 0) or "stuck" in told:
        raise RuntimeError(f"the day did not end as it should: {done.returncode} {told}")
    return told


def _may_fall() -> None:
    """A fall may write the memory down, so that it is the program that forbids it."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _paper(folder: Path) -> None:
    """A resident's emergency sheet as a file; its name and its metadata are searched."""
    (folder / "papers").mkdir(exist_ok=True)
    opened = {"SOBRHOUSE_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        [sys.executable, "-m", "sobrhouse", "--data", str(folder / "data"), "report", "face-sheet",
         "--resident", f"{FIRST} {LAST}", "--out", str(folder / "papers" / "sheet.pdf")],
        cwd=ROOT, env=os.environ | opened | {"TMPDIR": str(folder / "tmp")},
        capture_output=True, check=False, timeout=LONGEST_S,
    )  # fmt: skip
    (folder / "output" / "command.txt").write_bytes(done.stderr)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
