"""The weekly packet: which sections it has and in which order, whose names, on which paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sobrhouse.problems import Problem
from sobrhouse.words import N_, _

LONGEST_NAME = 60  # letters of a saved set's name


class Section(StrEnum):
    """A section of the packet; they stand on paper in this order."""

    SUMMARY = "summary"
    SIGNLOG = "signlog"
    CHORES = "chores"
    MEETINGS = "meetings"
    PEOPLE = "people"
    MILESTONES = "milestones"


TITLES = {
    Section.SUMMARY: N_("Summary"),
    Section.SIGNLOG: N_("Sign log"),
    Section.CHORES: N_("Chores, day by day"),
    Section.MEETINGS: N_("Meetings and minutes"),
    Section.PEOPLE: N_("Each resident's week"),
    Section.MILESTONES: N_("Milestones and circle"),
}
ALL = tuple(Section)


class Names(StrEnum):
    """How a resident is named: first name and last initial, in full, or by the bed alone."""

    SHORT = "short"
    FULL = "full"
    BED = "bed"


class Size(StrEnum):
    """The size of the paper."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class PacketChoice:
    """What somebody chose for a packet; `large` is large print, on pages that lie on their side."""

    sections: tuple[Section, ...] = ALL
    names: Names = Names.SHORT
    size: Size = Size.LETTER
    large: bool = False


@dataclass(frozen=True, slots=True)
class MadePacket:
    """A packet that was drawn, ready to be kept: what it was drawn from (compressed JSON), and the
    SHA-256 of the very file.
    """

    week_start: date
    title: str
    choice: PacketChoice
    language: str
    inputs: bytes
    sha256: str
    pages: int
    drawn_by: str


def title_of(section: Section) -> str:
    """What a section is called, on paper and on screen."""
    return _(TITLES[section])


def in_order(sections: Iterable[str]) -> tuple[Section, ...]:
    """The sections in the order of the paper, each once; codes that no section has are left out,
    so that a set that was saved by a newer program can be read.
    """
    wanted = set(sections)
    return tuple(section for section in Section if section in wanted)


def sections_text(sections: Iterable[str]) -> str:
    """As a set keeps them: "summary,signlog". Problem where none is chosen."""
    chosen = in_order(sections)
    if not chosen:
        raise Problem(_("Choose at least one section for the packet."), field="sections")
    return ",".join(chosen)


def sections_in(text: str) -> tuple[Section, ...]:
    """The sections that a set keeps."""
    return in_order(text.split(","))


def set_name(name: str) -> str:
    """The name of a saved set as it is kept. Problem where there is none, or it is too long."""
    plain = " ".join(name.split())
    if not plain:
        raise Problem(_("Give the set a name, for example: Friday packet."), field="name")
    if len(plain) > LONGEST_NAME:
        raise Problem(
            _("That name is too long. Use {n} letters or fewer.").format(n=LONGEST_NAME),
            field="name",
        )
    return plain
