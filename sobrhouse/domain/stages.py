"""Stages: how far long work on a whole database is, told to whoever waits, who may also stop it."""

from collections.abc import Callable
from enum import StrEnum

from sobrhouse.problems import Problem
from sobrhouse.words import _


class Stage(StrEnum):
    """What is being done; everything before SWAP can be stopped and leaves nothing behind."""

    BACKUP = "backup"  # a backup is looked for, or made and checked
    COPY = "copy"
    READ = "read"  # what can be read is brought over, or every page encrypted anew
    CHECK = "check"
    SWAP = "swap"


Tell = Callable[[Stage], None]
STAGES = tuple(Stage)


class Stopped(Problem):
    """Somebody stopped the work; nothing was changed."""


def stopped() -> Stopped:
    """What `Tell` raises for somebody who stopped."""
    return Stopped(_("Stopped. Nothing was changed."))


def nobody_waits(_stage: Stage) -> None:
    """For work that nobody watches."""
