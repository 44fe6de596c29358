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
    "G14": ("bundle", "bundle", 7),
    "G15": ("start", "start", 9),
    "maker": ("maker", "maker", 3),
    "fair": ("practice_year", "fair", 1),
