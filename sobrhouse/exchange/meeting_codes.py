"""Meeting codes: the short codes by which feeds say what kind of meeting it is, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from sobrhouse.domain.names import plain
from sobrhouse.words import N_

# The type codes of the Meeting Guide (code4recovery/spec, data/types.json).
TOPICS: dict[str, str] = {
    "11": N_("11th Step Meditation"), "12x12": N_("12 Steps & 12 Traditions"),
    "ABSI": N_("As Bill Sees It"), "B": N_("Big Book"), "D": N_("Discussion"),
    "DR": N_("Daily Reflections"), "GR": N_("Grapevine"), "H": N_("Birthday"),
    "LIT": N_("Literature"), "LS": N_("Living Sober"), "MED": N_("Meditation"),
    "SP": N_("Speaker"), "ST": N_("Step Study"), "TR": N_("Tradition Study"),
}
TYPES: dict[str, str] = {
    "A": N_("Secular"), "AL": N_("Concurrent with Alateen"), "AL-AN": N_("Concurrent with Al-Anon"),
    "ASL": N_("American Sign Language"), "BA": N_("Babysitting Available"), "BE": N_("Newcomer"),
    "BI": N_("Bisexual"), "BRK": N_("Breakfast"), "CAN": N_("Candlelight"),
    "CF": N_("Child-Friendly"), "DB": N_("Digital Basket"), "DD": N_("Dual Diagnosis"),
    "FF": N_("Fragrance Free"), "G": N_("Gay"), "L": N_("Lesbian"), "LGBTQ": N_("LGBTQ"),
    "M": N_("Men"), "N": N_("Native American"), "NB": N_("Non-Binary"), "NDG": N_("Indigenous"),
    "OUT": N_("Outdoor"), "P": N_("Professionals"), "POA": N_("Proof of Attendance"),
    "POC": N_("People of Color"), "SEN": N_("Seniors"), "SM": N_("Smoking Permitted"),
    "T": N_("Transgender"), "W": N_("Women"), "XB": N_("Wheelchair-Accessible Bathroom"),
    "XT": N_("Cross Talk Permitted"), "Y": N_("Young People"),
}
LANGUAGES: dict[str, str] = {
    "AF": N_("Afrikaans"), "AM": N_("Amharic"), "AR": N_("Arabic"), "BG": N_("Bulgarian"),
    "DA": N_("Danish"), "DE": N_("German"), "EL": N_("Greek"), "EN": N_("English"),
    "FA": N_("Persian"), "FI": N_("Finnish"), "FR": N_("French"), "HE": N_("Hebrew"),
    "HI": N_("Hindi"), "HR": N_("Croatian"), "HU": N_("Hungarian"), "IS": N_("Icelandic"),
    "ITA": N_("Italian"), "JA": N_("Japanese"), "KA": N_("Georgian"), "KOR": N_("Korean"),
    "LT": N_("Lithuanian"), "ML": N_("Malayalam"), "MT": N_("Maltese"), "NE": N_("Nepali"),
    "NL": N_("Dutch"), "NO": N_("Norwegian"), "POL": N_("Polish"), "POR": N_("Portuguese"),
    "PUN": N_("Punjabi"), "RUS": N_("Russian"), "S": N_("Spanish"), "SK": N_("Slovak"),
    "SL": N_("Slovenian"), "SV": N_("Swedish"), "TH": N_("Thai"), "TL": N_("Tagalog"),
    "TUR": N_("Turkish"), "UK": N_("Ukrainian"),
}
OPEN, CLOSED, ONLINE, SHUT, WHEELCHAIR = "O", "C", "ONL", "TC", "X"
_FACTS = {OPEN: "Open", CLOSED: "Closed", ONLINE: "Online", SHUT: "Location Temporarily Closed",
          WHEELCHAIR: "Wheelchair Access"}
_ALIASES = {
    "online meeting": ONLINE, "virtual": ONLINE, "zoom": ONLINE, "temporarily closed": SHUT,
    "wheelchair accessible": WHEELCHAIR, "wheelchair": WHEELCHAIR,
    "handicap accessible": WHEELCHAIR,
    "step meeting": "ST", "steps": "ST", "traditions": "TR", "tradition": "TR", "newcomers": "BE",
    "beginner": "BE", "beginners": "BE", "mens": "M", "men's": "M", "womens": "W", "women's": "W",
    "open meeting": OPEN, "closed meeting": CLOSED, "espanol": "S", "en espanol": "S",
}
_BY_WORD = {
    plain(words): code for codes in (TOPICS, TYPES, LANGUAGES, _FACTS)
    for code, words in codes.items()} | _ALIASES

# The world ids of NA formats (they are what a NAWS table holds), and the root server's own codes,
# for a feed that comes without its list of formats.
NA_TOPICS: dict[str, str] = {
    "BT": N_("Basic Text"), "CPT": N_("Concepts"), "DISC": N_("Discussion"), "D": N_("Discussion"),
    "IP": N_("Informational Pamphlet"), "IW": N_("It Works: How and Why"),
    "JFT": N_("Just for Today"), "JT": N_("Just for Today"), "LC": N_("Living Clean"),
    "LIT": N_("Literature"), "BK": N_("Literature"), "MED": N_("Meditation"),
    "ME": N_("Meditation"), "QA": N_("Questions and Answers"), "AB": N_("Questions and Answers"),
    "SPK": N_("Speaker"), "So": N_("Speaker"), "SD": N_("Speaker and Discussion"),
    "STEP": N_("Step Study"), "St": N_("Step Study"), "SWG": N_("Step Working Guide"),
    "SG": N_("Step Working Guide"), "TOP": N_("Topic"), "To": N_("Topic"),
    "TRAD": N_("Tradition Study"), "Tr": N_("Tradition Study"), "TW": N_("Traditions Workshop"),
    "VAR": N_("Rotating Format"), "RF": N_("Rotating Format"),
    "SPAD": N_("Spiritual Principle a Day"), "GP": N_("Guiding Principles"),
}
NA_TYPES: dict[str, str] = {
    "BEG": N_("Newcomer"), "B": N_("Newcomer"), "BL": N_("Bilingual"), "CAN": N_("Candlelight"),
    "CL": N_("Candlelight"), "CH": N_("Closed Holidays"), "CS": N_("Children under Supervision"),
    "CW": N_("Child-Friendly"), "GL": N_("Gay, Lesbian, Transgender"), "M": N_("Men"),
    "NC": N_("No Children"), "NS": N_("No Smoking"), "SL": N_("American Sign Language"),
    "W": N_("Women"), "Y": N_("Young People"), "YP": N_("Young People"), "ID": N_("ID to enter"),
}
NA_LANGUAGES: dict[str, str] = {
    "ES": N_("Spanish"), "ESP": N_("Spanish"), "SPA": N_("Spanish"), "SP": N_("Spanish"),
    "EN": N_("English"), "ENG": N_("English"), "FR": N_("French"), "FRE": N_("French"),
}
_NA_FACTS = {
    "OPEN": OPEN, "O": OPEN, "CLOSED": CLOSED, "C": CLOSED, "WCHR": WHEELCHAIR, "WC": WHEELCHAIR,
    "VM": ONLINE, "HYBR": "HY", "HY": "HY", "TC": SHUT}


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the codes of one meeting say: facts by their letter, and the rest in words."""

    facts: frozenset[str]
    topics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def closed(self) -> bool | None:
        """Closed, open, or nobody says."""
        return True if CLOSED in self.facts else False if OPEN in self.facts else None


def guide_kinds(codes: Iterable[str]) -> Kinds:
    """The Meeting Guide's codes, or the words for them; unknown words stay as they are."""
    found = [code if code in _KNOWN else _BY_WORD.get(plain(code), code) for code in codes]
    return Kinds(
        frozenset(code for code in found if code in _FACTS),
        _words(TOPICS, found), _words(TYPES, found, unknown=_KNOWN), _words(LANGUAGES, found))


def na_kinds(codes: Iterable[str]) -> Kinds:
    """NA's codes, either of NAWS or of a root server, where no list says what they mean."""
    found = list(codes)
    return Kinds(
        na_facts(found), _words(NA_TOPICS, found), _words(NA_TYPES, found),
        _words(NA_LANGUAGES, found))


def na_facts(codes: Iterable[str]) -> frozenset[str]:
    """Open, closed, online, hybrid, shut, for wheelchairs: what NA's codes say besides words."""
    return frozenset(_NA_FACTS[code] for code in codes if code in _NA_FACTS)


def knows_na(code: str) -> bool:
    """Whether a code of NA is understood without a list of formats."""
    return code in _NA_FACTS or code in NA_TOPICS or code in NA_TYPES or code in NA_LANGUAGES


def _words(
    words: dict[str, str], codes: Iterable[str], unknown: frozenset[str] | None = None
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(
        words.get(code, code) for code in codes
        if code in words or (unknown is not None and code and code not in unknown)))


_KNOWN = frozenset({*TOPICS, *TYPES, *LANGUAGES, *_FACTS})
