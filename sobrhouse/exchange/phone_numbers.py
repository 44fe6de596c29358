"""Phone numbers in any shape that people write them, extension and words around them included."""

import re
from collections.abc import Iterator

import phonenumbers

from sobrhouse.exchange.sheets import Cell, text
from sobrhouse.problems import Problem
from sobrhouse.words import _

_DIGIT = re.compile(r"\d")
_SCIENTIFIC = re.compile(r"\d\.\d+E\+\d+", re.IGNORECASE)


def read_phone(cell: Cell, region: str = "US") -> str:
    """The first number in the cell, as +15550104471 or +15550104471 ext. 12. Problem if none is."""
    words = text(cell)
    if _SCIENTIFIC.fullmatch(words):  # what a spreadsheet makes of a long number, when it rounds
        raise Problem(_("A spreadsheet has rounded this phone number: {text}.").format(text=words))
    found = _whole(words, region) or _within(words, region)
    if found is None:
        digits = len(_DIGIT.findall(words))
        if digits and region == "US":
            raise Problem(_("Phone needs 10 numbers. This has {n}.").format(n=digits))
        raise Problem(_("This is no phone number: {text}.").format(text=shortened(words)))
    return _written(found)


def take_phone(words: str, region: str = "US") -> tuple[str, str]:
    """Words without the first phone number among them, and that number: "Mom 555-010-4471"."""
    for match in _matches(words, region):
        rest = f"{words[:match.start]} {words[match.end:]}"
        plain = " ".join(rest.split()).strip(" ,;:-–/").replace("()", "").strip()
        return plain, _written(match.number)
    return words, ""


def shortened(words: str, most: int = 40) -> str:
    """Words short enough to stand inside a sentence."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _whole(words: str, region: str) -> phonenumbers.PhoneNumber | None:
    if len(words) > 60:
        return None
    try:
        number = phonenumbers.parse(words, region)
    except phonenumbers.NumberParseException:
        return None
    return number if _complete(number) and not _two_numbers(words) else None


def _within(words: str, region: str) -> phonenumbers.PhoneNumber | None:
    return next((match.number for match in _matches(words, region)), None)


def _matches(words: str, region: str) -> Iterator[phonenumbers.PhoneNumberMatch]:
    matcher = phonenumbers.PhoneNumberMatcher(
        words[:500], region, leniency=phonenumbers.Leniency.POSSIBLE, max_tries=50
    )
    return (match for match in matcher if _complete(match.number))


def _written(number: phonenumbers.PhoneNumber) -> str:
    plain = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return f"{plain} ext. {number.extension}" if number.extension else plain


def _complete(number: phonenumbers.PhoneNumber) -> bool:
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)  # not without its area code


def _two_numbers(words: str) -> bool:
    return bool(re.search(r"[/;,&|]|\bor\b|\by\b|\n", words)) and len(_DIGIT.findall(words)) >= 14
