"""The four marks of a round: each with its key, word, icon and colour."""

from dataclasses import dataclass

from sobrhouse.queries.rounds import RoundLine
from sobrhouse.words import N_, _


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; `key` is the letter that sets it."""

    status: str
    key: str
    word: str
    icon: str
    kind: str


MARKS = (
    Mark("in", "I", N_("In"), "house", "ok"),
    Mark("out_signed", "O", N_("Out, signed"), "log-out", "info"),
    Mark("on_pass", "P", N_("On pass"), "calendar-check", "brand"),
    Mark("missing", "M", N_("Missing"), "circle-alert", "bad"),
)
BY_STATUS = {mark.status: mark for mark in MARKS}
BY_KEY = {mark.key: mark for mark in MARKS}


def marked_words(line: RoundLine) -> str:
    """What somebody marked, else that nobody has yet."""
    return _(BY_STATUS[line.status].word) if line.status else _("Not marked")


def marked_kind(line: RoundLine) -> str:
    """The colour of the mark."""
    return BY_STATUS[line.status].kind if line.status else "mute"


def names_of(lines: tuple[RoundLine, ...], most: int = 6) -> str:
    """ "Will P., Sam O. and 3 more"."""
    names = ", ".join(line.name for line in lines[:most])
    if len(lines) <= most:
        return names
    return _("{names} and {n} more").format(names=names, n=len(lines) - most)
