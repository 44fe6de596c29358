"""Options: how a paper is made, apart from what it says."""

from dataclasses import dataclass, replace

from sobrhouse.domain.weekly import PaperName
from sobrhouse.reports.sheet import Stamp
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """How a paper is made: its foot, whose names, which size, which sections (None: all), whether
    in large print, and the paper codes of the forms on it, in their order.
    """

    stamp: Stamp
    names: str = "short"
    size: str = "letter"
    sections: frozenset[str] | None = None
    large: bool = False
    codes: tuple[str, ...] = ()

    def coded(self, number: int = 0) -> "PaperOptions":
        """The same for one form: its code is at the foot. Where there are none, nothing changes."""
        code = self.codes[number] if number < len(self.codes) else ""
        return replace(self, stamp=replace(self.stamp, code=code))

    def called(self, name: PaperName | None) -> str:
        """A person's name as this paper has it."""
        if name is None:
            return ""
        if self.names == "full":
            return name.full
        if self.names == "bed":
            return _("Bed {bed}").format(bed=name.bed) if name.bed else _("A resident")
        return name.short

    def safely_called(self, name: str, *, lives_here: bool) -> str:
        """An anonymity-safe name, which stays so also where others stand in full; where names are
        off the paper, those of residents are off.
        """
        return _("A resident") if lives_here and self.names == "bed" else name
