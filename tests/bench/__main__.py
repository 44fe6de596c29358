"""python -m tests.bench: measures the goals, each beside its floor; JSON lines, then a table.

`python -m tests.bench G1 G8` measures only these. Ends with 1 when a goal is missed or unmeasured.
"""

import argparse
import importlib
import sys

from tests.bench.figures import Figure, table

# goal: module, function, rounds
GOALS = {
    "G1": ("start", "start", 9),
    "G2": ("start", "start", 9),
    "G4": ("signs", "signs", 15),
    "G5": ("signs", "signs", 15),
    "G6": ("signs", "signs", 15),
    "G7": ("signs", "signs", 15),
    "G8": ("views", "today", 30),
    "G9": ("views", "every_view", 30),
    "G10": ("log", "log", 60),
    "G11": ("packets", "beside_the_canvas", 15),
    "G12": ("packets", "beside_others", 5),
    "G13": ("packets", "two_processes", 3),
    "G14": ("bundle", "bundle", 7),
    "G15": ("start", "start", 9),
    "grid": ("chore_grid", "chore_grid", 7),
    "circle": ("circle", "drawn_in", 15),
    "match": ("matching", "matched", 9),
    "maker": ("maker", "maker", 3),
    "chores": ("chores", "chores", 7),
    "fair": ("practice_year", "fair", 1),
}


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("goals", nargs="*", metavar="GOAL", help=", ".join(GOALS))
    parser.add_argument("--rounds", type=int, help="how often each side runs")
    parser.add_argument("--houses", type=int, default=50, help="houses of the large operator")
    parser.add_argument("--years", type=int, default=20, help="years of the large operator")
    return parser.parse_args()


def main() -> int:
    """Measure, print each figure as it comes, then all of them."""
    asked = arguments()
    goals = asked.goals or list(GOALS)
    if unknown := [goal for goal in goals if goal not in GOALS]:
        print(f"No goal {', '.join(unknown)}; there are {', '.join(GOALS)}.", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    failed = False
    for module, function, rounds in dict.fromkeys(GOALS[goal] for goal in goals):
        measure = getattr(importlib.import_module(f"tests.bench.{module}"), function)
        size = {"houses": asked.houses, "years": asked.years} if module == "views" else {}
        try:
            found = measure(asked.rounds or rounds, **size)
        except RuntimeError as reason:
            print(f"{module}.{function}: not measured: {reason}", file=sys.stderr, flush=True)
            failed = True
            continue
        figures += found
        for figure in found:
            print(figure.line(), flush=True)
    print()
    print(table(figures))
    return int(failed or not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
