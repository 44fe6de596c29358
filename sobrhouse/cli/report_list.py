"""The command `report list`: every paper that the command line makes, by its name."""

from argparse import ArgumentParser, Namespace

from sobrhouse.words import N_

HELP = N_("names every paper there is")


def add_arguments(_parser: ArgumentParser) -> None:
    """It needs no house and nothing else."""


def run(_args: Namespace) -> int:
    """Each name, and what it is, on a line."""
    from sobrhouse.cli.report import listed

    rows = list(listed())
    widest = max(len(name) for name, _about in rows)
    for name, about in rows:
        print(f"{name:<{widest}}  {about}")
    return 0
