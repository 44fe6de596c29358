"""python -m tests.drills [--quick] [NAME …]: run the drills, one line of JSON each.

tests/drills/README.md says what each has to hold, and which figure of safety.md 5 it is.
"""

import argparse
import importlib
import json
import os
import sys
import time
from collections.abc import Callable

Drill = Callable[[bool], dict[str, object]]

# name, and the function of tests/drills that is it; loaded only when it runs, as some need Qt
DRILLS: tuple[tuple[str, str], ...] = (
    ("kill-writes", "kills.kill_writes"),
    ("kill-signs", "signs.kill_signs"),
    ("sign-together", "signs.sign_together"),
    ("power-cuts", "power.power_cuts"),
    ("kill-backups", "kills.kill_backups"),
    ("backups-under-load", "kills.backups_under_load"),
    ("backup-years", "backups.backup_years"),
    ("kill-restores", "backups.kill_restores"),
    ("bit-flips", "flips.bit_flips"),
    ("damage", "damage.damage"),
    ("keys", "keys.keys"),
    ("salvages", "salvage.salvages"),
    ("recovery-slips", "flips.recovery_slips"),
    ("audit-log", "audit_log.audit_log"),
    ("full-disk", "disks.full_disk"),
    ("refusing-places", "disks.refusing_places"),
    ("disk-faults", "disk_faults.disk_faults"),
    ("upgrades", "upgrades.upgrades"),
    ("outside-files", "outside_files.files"),
    ("network", "network.network"),
    ("imports", "lists.imports"),
    ("meeting-feeds", "meetings.feeds"),
    ("searches", "searching.searches"),
    ("exports", "lists.exports"),
    ("kiosk-storms", "kiosk.storms"),
    ("leaks", "leaks.leaks"),
    ("kiosk-door", "door.kiosk_door"),
    ("pin-guesses", "guesses.pin_guesses"),
    ("access", "access.access"),
    ("consents", "consents.consents"),
    ("chore-plans", "chores.plans"),
    ("papers", "papers.papers"),
    ("copies", "copies.copies"),
    ("packets", "packets.packets"),
    ("clocks", "clocks.clocks"),
    ("busy-evening", "together.busy_evening"),
    ("soak", "soak.soak"),
)
APART = frozenset({"power-cuts", "soak"})  # long: run by name alone


def drill(name: str) -> Drill:
    """The drill of this name."""
    module, _dot, function = dict(DRILLS)[name].partition(".")
    found: Drill = getattr(importlib.import_module(f"tests.drills.{module}"), function)
    return found


def main(words: list[str] | None = None) -> int:
    """Run those named, or all that are not apart; 1 where one does not hold."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    parser.add_argument("name", nargs="*", help=", ".join(name for name, _ in DRILLS))
    parser.add_argument("--quick", action="store_true", help="small numbers, for the test run")
    args = parser.parse_args(words)
    if unknown := set(args.name) - {name for name, _ in DRILLS}:
        parser.error(f"no drill called {', '.join(sorted(unknown))}")
    held = True
    for name, _function in DRILLS:
        if name in args.name or (not args.name and name not in APART):
            begun = time.perf_counter()
            result = drill(name)(args.quick)
            seconds = round(time.perf_counter() - begun, 1)
            sys.stdout.write(json.dumps({"drill": name, **result, "seconds": seconds}) + "\n")
            sys.stdout.flush()
            held = held and bool(result["ok"])
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
