"""Phones: the numbers that people type, as one stored form and as one that reads well."""

import re

from sobrhouse.problems import Problem
from sobrhouse.words import _

_EXTENSION = re.compile(r"\s*(?:ext\.?|extension|x|#)\s*(\d{1,6})\s*$", re.IGNORECASE)
_STORED = re.compile(r"\+1(\d{3})(\d{3})(\d{4})(?: ext\. (\d+))?")
_ALLOWED = re.compile(r"[\d\s()+./\-\u2010-\u2015]*")


def parse_phone(typed: str) -> str:
    """The number as +15550104471 or +15550104471 ext. 12, "" for none; Problem if incomplete."""
    text = typed.strip()
    if not text:
        return ""
    extension = _EXTENSION.search(text)
    if extension:
        text = text[: extension.start()]
    digits = "".join(str(int(letter)) for letter in text if letter.isdecimal())
    after = f" ext. {extension.group(1)}" if extension else ""
    if not _ALLOWED.fullmatch(text):
        raise Problem(_("Type the phone number in digits, such as 555 010 4471."))
    if text.startswith("+") and not digits.startswith("1") and 8 <= len(digits) <= 15:
        return f"+{digits}{after}"
    local = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    if len(local) != 10:
        raise Problem(_("Phone needs 10 numbers. You typed {n}.").format(n=len(digits)))
    return f"+1{local}{after}"


def nice_phone(stored: str) -> str:
    """+15550104471 as (555) 010-4471; any other number as it stands."""
    found = _STORED.fullmatch(stored)
    if not found:
        return stored
    area, first, last, extension = found.groups()
    return f"({area}) {first}-{last}" + (f" ext. {extension}" if extension else "")
