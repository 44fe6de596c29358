"""Plain words: what free text in a list means where the program keeps one of a few values."""

import re

from sobrhouse.exchange.columns import bare
from sobrhouse.exchange.person_names import tidy

_NOTHING = frozenset({
    "", "n a", "none", "no", "unknown", "tbd", "null", "nil", "nothing", "ninguno", "ninguna",
    "desconocido", "no aplica", "not applicable", "pending", "pendiente", "no tiene",
})
_YES = frozenset({"yes", "y", "x", "true", "has one", "si", "s", "tiene", "verdadero"})
_NO_SPONSOR = _NOTHING | {"n", "false", "looking", "searching", "not yet", "falso", "buscando",
                          "todavia no", "aun no"}
_NO_ALLERGY = _NOTHING | {"nka", "nkda", "no known allergies", "none known", "ninguna conocida"}
_PATHWAYS = {
    "AA": ("aa", "a a", "alcoholics anonymous", "alcoholicos anonimos", "12 step", "12 steps",
           "twelve step", "twelve steps", "12 pasos", "doce pasos", "12 step aa", "12 steps aa"),
    "NA": ("na", "narcotics anonymous", "narcoticos anonimos", "12 step na", "12 steps na"),
    "SMART": ("smart", "smart recovery"),
    "faith": ("faith", "faith based", "celebrate recovery", "celebrate", "cr", "church", "fe",
              "iglesia", "basado en la fe", "christian"),
    "MAT": ("mat", "moud", "mar", "suboxone", "methadone", "vivitrol", "sublocade", "metadona",
            "buprenorphine", "with medication mat", "medication assisted treatment"),
    "other": ("other", "otro", "otra"),
}
_PATHWAY = {way: code for code, ways in _PATHWAYS.items() for way in ways}
_SCHOOL = re.compile(r"\b(school|college|university|student|class(es)?|ged|escuela|universidad|"
                     r"estudia|estudiante|colegio)\b", re.IGNORECASE)
_LOOKING = re.compile(r"\b(looking|searching|unemployed|seeking|job hunting|buscando|"
                      r"desemplead[oa]|sin trabajo)\b", re.IGNORECASE)
_DISABILITY = re.compile(r"\b(disability|disabled|ssi|ssdi|discapacidad)\b", re.IGNORECASE)
_VOLUNTEER = re.compile(r"\b(volunteer(ing|s)?|voluntari[oa](do)?)\b", re.IGNORECASE)
_BETWEEN_LANGUAGES = re.compile(r"\s*(?:[,;/&|+]|\band\b|\by\b)\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]{1,60})\)")


def says_nothing(words: str) -> bool:
    """Whether a cell is filled with a word for nothing: "n/a", "-", "none"."""
    return bare(words) in _NOTHING


def no_allergy(words: str) -> bool:
    """Whether a cell says that there are no allergies."""
    return bare(words) in _NO_ALLERGY


def says_yes(words: str) -> bool:
    """Whether a cell says only that there is one: "yes", "x", a tick."""
    return bare(words) in _YES or words.strip() in ("✓", "✔", "☑")


def no_sponsor(words: str) -> bool:
    """Whether a cell says that there is no sponsor, or none yet."""
    return bare(words) in _NO_SPONSOR


def pathway(words: str) -> str:
    """The recovery pathway meant; other where it is none of those the program names."""
    return _PATHWAY.get(bare(words), "other")


def work_kind(words: str) -> str:
    """Whether work or school is meant, or looking for it, or neither."""
    for kind, pattern in (("searching", _LOOKING), ("disability", _DISABILITY),
                          ("volunteer", _VOLUNTEER), ("school", _SCHOOL)):
        if pattern.search(words):
            return kind
    return "job"


def languages(words: str) -> str:
    """Several languages, comma separated."""
    return ", ".join(part for part in _BETWEEN_LANGUAGES.split(tidy(words)) if part)


def supervision_kind(words: str) -> str:
    """Parole where it is named, else probation."""
    return "parole" if re.search(r"\bparole\b", words, re.IGNORECASE) else "probation"


def in_brackets(words: str) -> tuple[str, str]:
    """Words without their part in brackets, and that part: "Linda (mother)"."""
    found = _IN_BRACKETS.search(words)
    if not found:
        return words, ""
    return tidy(_IN_BRACKETS.sub(" ", words, count=1)), tidy(found[1])
