"""The command `demo`: make the practice house, or a large operator of many houses and years."""

import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sobrhouse.cli.opening import PASSPHRASE
from sobrhouse.paths import folders
from sobrhouse.problems import Problem
from sobrhouse.storage.dialects import is_url
from sobrhouse.storage.work import utc_now
from sobrhouse.words import N_, _

NAME = "demo"
HELP = N_("Make the practice house: 16 beds, 14 residents and a year of their lives.")
_BAR = 30


def add_arguments(parser: ArgumentParser) -> None:
    """How many houses and years, which chance, and for which day."""
    parser.add_argument("--houses", type=_count, default=1, help=_("how many houses (1)"))
    parser.add_argument("--years", type=_count, default=1, help=_("how many years of history (1)"))
    parser.add_argument("--seed", type=int, default=1, help=_("another number tells another life"))
    parser.add_argument(
        "--date",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("the evening it is made for: the Sunday of that day's week (this week)"),
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def run(args: Namespace) -> int:
    """Make it and say where it is, how many rows it has and how fast they came."""
    from sobrhouse.exchange.practice import PUBLIC_PASSPHRASE, make_practice_house
    from sobrhouse.exchange.practice_words import KIOSK_PIN
    from sobrhouse.reports.past_packets import keep_past_packets

    target = _target(args)
    passphrase = os.environ.get(PASSPHRASE) or PUBLIC_PASSPHRASE
    on = args.date or utc_now().astimezone().date()
    progress = _progress() if args.houses > 1 else None
    begun = time.monotonic()
    made = make_practice_house(
        target,
        passphrase,
        on,
        seed=args.seed,
        houses=args.houses,
        years=args.years,
        progress=progress,
    )
    seconds = time.monotonic() - begun
    keep_past_packets(made.store, made.store.actor(staff_id=made.staff_id), made.house_id)
    made.store.close()
    print(_("The practice house is ready: {place}").format(place=_shown(target)))
    print(
        _("{rows} rows in {seconds} s, for the evening of {day}.").format(
            rows=f"{made.rows:,}", seconds=f"{seconds:.1f}", day=made.evening.date().isoformat()
        )
    )
    print(_("At the kiosk everybody of its first house has the PIN {pin}.").format(pin=KIOSK_PIN))
    return 0


def _target(args: Namespace) -> Path | str:
    if args.db and is_url(args.db):
        return str(args.db)
    path = Path(args.db).expanduser().absolute() if args.db else folders(args.data).practice
    if path.exists():
        raise Problem(
            _(
                "There is already a file {name}. It was left as it is. "
                "Choose another name with --db."
            ).format(name=path.name)
        )
    return path


def _shown(target: Path | str) -> str:
    return str(target) if isinstance(target, Path) else target.rpartition("@")[2]


def _progress() -> Callable[[int, int], None] | None:
    """A bar on the terminal; nothing where the answer is read by a program."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        filled = _BAR * done // of
        end = "\n" if done == of else ""
        bar = "#" * filled + "." * (_BAR - filled)
        print(f"\r[{bar}] {done} / {of}", end=end, file=sys.stderr, flush=True)

    return show
