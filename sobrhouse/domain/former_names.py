"""Former names: finding the name of somebody whose record is destroyed in what others typed, and
taking it out.

A name that other people on record have too is taken out only where it stands whole, or with the
initial by which the house told them apart.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sobrhouse.domain.names import plain
from sobrhouse.domain.other_names import name_parts, without_names

_SPACES = r"[\s.,'’-]{1,3}"
_WORD = re.compile(r"\w+")
_MAY_BEAR = frozenset("aceinouylsz")  # letters that other spellings of a name may mark


@dataclass(frozen=True, slots=False)
class FormerName:
    """The names of one person, and the words of everybody else's names."""

    first: str
    last: str
    preferred: str
    others: frozenset[str]
    same_short: bool = False  # somebody else goes by the same first name and initial

    @cached_property
    def parts(self) -> frozenset[str]:
        """The words that are nobody's name but theirs."""
        return name_parts((self.first, self.last, self.preferred)) - self.others

    @cached_property
    def sure_parts(self) -> frozenset[str]:
        """Those of the last name: a first name alone may be anybody's, years later."""
        return self.parts & name_parts((self.last,))

    @cached_property
    def _whole(self) -> re.Pattern[str] | None:
        last = _spelled(self.last)
        forms = []
        for given in dict.fromkeys(filter(None, (_spelled(self.first), _spelled(self.preferred)))):
            if last:
                forms += [f"{given}{_SPACES}{last}", f"{last}{_SPACES}{given}"]
                if not self.same_short:
                    forms.append(rf"{given}\s+{re.escape(self.last.strip()[:1])}\b\.?")
        if not forms:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)

    def taken_out(self, text: str, instead: str, *, then: bool = True) -> str:
        """The text with `instead` where they are named. What was not written in their time
        (`then`) may mean somebody else by a first name alone.
        """
        if self._whole is not None:
            text = self._whole.sub(instead, text)
        return without_names(text, self.parts if then else self.sure_parts, instead)

    def stands_in(self, text: str, *, then: bool = True) -> bool:
        """Whether they are named in it."""
        return self.taken_out(text, "\x00", then=then) != text

    @property
    def patterns(self) -> tuple[str, ...]:
        """Patterns for LIKE that find every text in which they may be named, and some more: a
        letter that may bear an accent stands for any. Of a word whose plain form has more letters
        than it is written with (Groß) both are there.
        """
        words = {
            word
            for name in (self.first, self.last, self.preferred)
            for word in _WORD.findall(name)
            if name_parts((word,))
        }
        forms = {form for word in words for form in (plain(word), word.lower())}
        return tuple(sorted({f"%{_loose(form)}%" for form in forms}))


def other_parts(names: Iterable[str]) -> frozenset[str]:
    """The words of everybody else's names."""
    return name_parts(names)


def _spelled(name: str) -> str:
    return _SPACES.join(re.escape(word) for word in name.split())


def _loose(word: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() and c not in _MAY_BEAR else "_" for c in word)
