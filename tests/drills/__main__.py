"""python -m tests.drills [--quick] [NAME …]: run the drills, one line of JSON each."""

import argparse
import json
import sys
import time
from collections.abc import Callable

from tests.drills.audit_log import audit_log
from tests.drills.chores import plans
from tests.drills.clocks import clocks
from tests.drills.disk_faults import disk_faults
from tests.drills.disks import full_disk
from tests.drills.flips import bit_flips, recovery_slips
from tests.drills.kills import backups_under_load, kill_backups, kill_writes
from tests.drills.lists import exports, imports, searches
from tests.drills.meetings import feeds
from tests.drills.power import power_cuts
from tests.drills.salvage import salvages
from tests.drills.signs import kill_signs, sign_together
from tests.drills.together import busy_evening
from tests.drills.upgrades import upgrades

Drill = Callable[[bool], dict[str, object]]


def kiosk_storms(quick: bool) -> dict[str, object]:
    """Storms over the kiosk's window; Qt is loaded for this one alone."""
    from tests.drills.kiosk import storms

    return storms(quick)


def hostile_papers(quick: bool) -> dict[str, object]:
    """Hostile words on every paper; the papers and what reads them are loaded for this alone."""
    from tests.drills.papers import papers

    return papers(quick)


def year_of_packets(quick: bool) -> dict[str, object]:
    """A year's packets printed again; papers and the practice house are loaded for this alone."""
    from tests.drills.packets import packets

    return packets(quick)


def copied_papers(quick: bool) -> dict[str, object]:
    """Every page of every paper on a copier; Qt is loaded for this one alone."""
    from tests.drills.copies import copies

    return copies(quick)


def soaking(quick: bool) -> dict[str, object]:
    """A hundred thousand visits to one kiosk; Qt is loaded for this one alone."""
    from tests.drills.soak import soak

    return soak(quick)


def door_storms(quick: bool) -> dict[str, object]:
    """Hostile calls of the kiosk's door; Qt is loaded for this one alone."""
    from tests.drills.door import kiosk_door

    return kiosk_door(quick)


def guessed_pins(quick: bool) -> dict[str, object]:
    """Guessing at the kiosk; the tests that it shares its people with are loaded for this alone."""
    from tests.drills.guesses import pin_guesses

    return pin_guesses(quick)


def roles_matrix(quick: bool) -> dict[str, object]:
    """Every use case and query as everybody; all of them are loaded for this one alone."""
    from tests.drills.access import access

    return access(quick)
def outside_files(quick: bool) -> dict[str, object]:
    """Files from outside; Pillow and spreadsheets are loaded for this one alone."""
    from tests.drills.outside_files import files

    return files(quick)


DRILLS: tuple[tuple[str, Drill], ...] = (
    ("kill-writes", kill_writes),
    ("kill-signs", kill_signs),
    ("sign-together", sign_together),
    ("power-cuts", power_cuts),
    ("kill-backups", kill_backups),
    ("backups-under-load", backups_under_load),
    ("bit-flips", bit_flips),
    ("salvages", salvages),
    ("audit-log", audit_log),
    ("recovery-slips", recovery_slips),
    ("full-disk", full_disk),
    ("disk-faults", disk_faults),
    ("upgrades", upgrades),
    ("outside-files", outside_files),
    ("imports", imports),
    ("meeting-feeds", feeds),
    ("searches", searches),
    ("exports", exports),
    ("kiosk-storms", kiosk_storms),
    ("chore-plans", plans),
    ("papers", hostile_papers),
    ("copies", copied_papers),
    ("packets", year_of_packets),
    ("clocks", clocks),
    ("busy-evening", busy_evening),
    ("access", roles_matrix),
    ("kiosk-door", door_storms),
    ("pin-guesses", guessed_pins),
    ("soak", soaking),
)
APART = frozenset({"power-cuts", "soak"})  # long: run by name alone


def main(words: list[str] | None = None) -> int:
    """Run those named, or all that are not apart; 1 where one does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    parser.add_argument("name", nargs="*", help=", ".join(name for name, _ in DRILLS))
    parser.add_argument("--quick", action="store_true", help="small numbers, for the test run")
    args = parser.parse_args(words)
    if unknown := set(args.name) - {name for name, _ in DRILLS}:
        parser.error(f"no drill called {', '.join(sorted(unknown))}")
    held = True
    for name, drill in DRILLS:
        if name in args.name or (not args.name and name not in APART):
            begun = time.perf_counter()
            result = drill(args.quick)
            seconds = round(time.perf_counter() - begun, 1)
            sys.stdout.write(json.dumps({"drill": name, **result, "seconds": seconds}) + "\n")
            sys.stdout.flush()
            held = held and bool(result["ok"])
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
