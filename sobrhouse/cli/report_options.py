"""The options of the papers that share them: each paper takes those that it reads, no others."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from sobrhouse.cli import report_chores, report_measures, report_support
from sobrhouse.cli.papers_made import day_typed
from sobrhouse.words import N_, _

_DAY: dict[str, Any] = {"type": day_typed, "metavar": "YYYY-MM-DD"}
_HOW: dict[str, dict[str, Any]] = {
    "--week": _DAY, "--on": _DAY, "--from": {**_DAY, "dest": "since"}, "--to": _DAY,
    "--resident": {"metavar": "NAME"}, "--blank": {"action": "store_true"},
}  # fmt: skip
_WEEK = {"--week": N_("a day of the week it is about (today)")}
_EMPTY = {"--blank": N_("empty, to fill in by hand")}
OPTIONS: dict[str, dict[str, str]] = {
    "weekly": _WEEK,
    "people": _WEEK,
    "signlog": _WEEK,
    "weekboard": _WEEK,
    "chores": {
        **_WEEK,
        "--on": N_("the day of an inspection sheet (today)"),
        "--kind": N_("the chart of the week, a card for each chore, who carried how much, or a "
                     "sheet for an inspection (chart)"),
    },
    "sponsors": {
        **_WEEK,
        "--kind": N_("the list, a week to fill in by pen, who has room, or what mentors were "
                     "checked for (list)"),
    },
    "milestones": {
        "--on": N_("the first day of what to celebrate (today)"),
        "--kind": N_("what to celebrate in the next two weeks, or a certificate for each person "
                     "(programme)"),
        "--resident": N_("whose certificates (everybody's)"),
        "--from": N_("the first day of certificates (14 days ago)"),
        "--to": N_("the last day of certificates (in 14 days)"),
    },
    "recovery-capital": {"--resident": N_("whose trend (the house's means)"), **_EMPTY},
    "circle": {"--resident": N_("whose (the house's)")},
    "agenda": {"--on": N_("the day of the meeting (the next one)")},
    "minutes": {"--on": N_("the day of the meeting (the last one)")},
    "rollcall": {"--on": N_("the day of the meeting (the next one)"), **_EMPTY},
    "courtcard": {
        "--resident": N_("whose"),
        "--from": N_("its first day (30 days before the last)"),
        "--to": N_("its last day (today)"),
        **_EMPTY,
    },
}  # fmt: skip
KINDS: dict[str, tuple[str, ...]] = {
    "chores": tuple(report_chores.KINDS),
    "sponsors": tuple(report_support.KINDS),
    "milestones": tuple(report_measures.KINDS),
}


def add_options(parser: ArgumentParser, code: str) -> None:
    """Whose house, what this paper reads, on which paper, into which file."""
    parser.add_argument("--house", metavar="NAME", help=_("of which house (the only one)"))
    for name, about in OPTIONS[code].items():
        how = {"choices": KINDS[code]} if name == "--kind" else _HOW[name]
        parser.add_argument(name, help=_(about), **how)
    parser.add_argument("--paper", choices=["letter", "a4", "a3"], help=_(
        "the size of the paper (as the house has it)"))
    parser.add_argument("--out", type=Path, metavar="FILE", required=True, help=_(
        "the file to write, ending in .pdf; an old one is replaced"))
