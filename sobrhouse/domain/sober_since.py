"""Sober since: the day that "6 years" or "18 meses" means, counted back by the calendar."""

import re
import unicodedata
from datetime import date

from sobrhouse.domain.sobriety import LONGEST_YEARS, add_months

_LENGTH = re.compile(r"(?:hace )?(\d{1,4}) ?([a-z]+)(?: ago)?")
_MONTHS = {
    **dict.fromkeys(("y", "yr", "yrs", "year", "years", "a", "ano", "anos"), 12),
    **dict.fromkeys(("m", "mo", "month", "months", "mes", "meses"), 1),
}


def counted_back(text: str, today: date) -> date | None:
    """The day so many years or months before today; None where the text says no such length, or
    one longer than anybody is sober.
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in split if not unicodedata.combining(letter))
    found = _LENGTH.fullmatch(" ".join(plain.split()))
    if found is None or found[2] not in _MONTHS:
        return None
    months = int(found[1]) * _MONTHS[found[2]]
    return add_months(today, -months) if months <= 12 * LONGEST_YEARS else None
