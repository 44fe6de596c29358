"""Names of files that a paper or a list is saved as."""

import unicodedata
from datetime import date

_REFUSED = '/\\:*?"<>|'  # by one system or another
_JOINERS = "\u200c\u200d"  # without a shape of their own, and needed to write some names
_LONGEST = 150
_BYTES = 220  # of 255 that a system takes, as some add to it while they write


def file_name(name: str) -> str:
    """A name that every system can keep, with its ending: without / \\ : * ? " < > |, control
    characters and those that turn the reading around, and not too long.
    """
    kept = " ".join("".join(map(_kept, name)).split())
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > 5:
        stem, dot, ending = kept, "", ""
    room = _LONGEST - len(dot + ending)
    stem = stem[:room].encode()[: _BYTES - len((dot + ending).encode())].decode(errors="ignore")
    return stem.strip() + dot + ending


def paper_name(day: date, house: str, title: str) -> str:
    """What a paper's file is called: day, house and paper, never the person. The system keeps names
    of files where no lock of ours reaches: in its lists of what was opened last.
    """
    return file_name(f"{day.isoformat()} {house} {title}.pdf")


def _kept(letter: str) -> str:
    if letter in _REFUSED or letter.isspace() or ord(letter) < 32:
        return " "
    shapeless = unicodedata.category(letter) in ("Cc", "Cf", "Cs") and letter not in _JOINERS
    return "" if shapeless else letter
