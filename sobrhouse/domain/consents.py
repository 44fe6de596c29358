"""Consents: what makes one whole, when it stands, and what it lets through (42 CFR § 2.31).

The program never says that a house complies; it refuses what the rule refuses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sobrhouse.words import N_


class Category(StrEnum):
    """One kind of information; a consent names each that may leave, one by one."""

    IDENTITY = "identity"
    STANDING = "standing"
    MEETINGS = "meetings"
    CHORES = "chores"
    COMINGS = "comings"
    PASSES = "passes"
    SPONSOR = "sponsor"
    SPONSOR_NAME = "sponsor_name"
    SOBRIETY = "sobriety"
    WORK = "work"
    LEGAL = "legal"
    HEALTH = "health"
    CAPITAL = "capital"
    NOTES = "notes"


CATEGORY_WORDS: dict[Category, str] = {
    Category.IDENTITY: N_("Name, birth date, and that they live or lived here"),
    Category.STANDING: N_("Phase, house meetings and standing in the house"),
    Category.MEETINGS: N_("How many recovery meetings, and which were verified"),
    Category.CHORES: N_("Chores"),
    Category.COMINGS: N_("Coming and going, and curfew"),
    Category.PASSES: N_("Passes"),
    Category.SPONSOR: N_("That there is a sponsor or not"),
    Category.SPONSOR_NAME: N_("The sponsor's first name and initial"),
    Category.SOBRIETY: N_("Sobriety date and milestones"),
    Category.WORK: N_("Work, school and job search"),
    Category.LEGAL: N_("Supervision, cases and conditions"),
    Category.HEALTH: N_("Allergies and health conditions"),
    Category.CAPITAL: N_("Recovery capital (BARC-10)"),
    Category.NOTES: N_("Notes that staff wrote for the report"),
}
RECIPIENT_WORDS = {
    "court": N_("Court"), "probation": N_("Probation or parole"),
    "treatment": N_("Treatment program"), "health": N_("Doctor or clinic"),
    "employer": N_("Employer"), "family": N_("Family or friend"), "attorney": N_("Attorney"),
    "funder": N_("Funder or payer"), "housing": N_("Housing program"), "other": N_("Another"),
}  # fmt: skip
BASIS_WORDS = {
    "consent": N_("Written consent"), "emergency": N_("Medical emergency"),
    "court_order": N_("Court order"), "crime_on_premises": N_("Crime in the house"),
    "resident_copy": N_("The resident's own copy"),
}  # fmt: skip
METHOD_WORDS = {
    "print": N_("Printed"), "file": N_("Saved as a file"), "mail": N_("By post"),
    "fax": N_("By fax"), "spoken": N_("By word of mouth"),
}  # fmt: skip
END_WORDS = {
    "written": N_("Revoked in writing"), "spoken": N_("Revoked by word of mouth"),
    "event": N_("What it was to last until has happened"),
}  # fmt: skip
# what the form calls each element that § 2.31(a)(1) to (9) asks for, by the field that holds it
ELEMENTS: tuple[tuple[str, str], ...] = (
    ("discloser", N_("who may tell")),
    ("categories", N_("what may be told")),
    ("recipient", N_("to whom")),
    ("purpose", N_("what for")),
    ("how_to_revoke", N_("how it can be revoked")),
    ("expires", N_("how long it lasts")),
    ("signer_name", N_("who signed")),
    ("signed_on", N_("the day of the signature")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a consent says; `None` and empty where nothing was typed yet."""

    discloser: str = ""
    recipient: str = ""
    recipient_kind: str = "other"
    recipient_address: str = ""
    contact_id: int | None = None
    categories: frozenset[Category] = frozenset()
    information: str = ""
    covers_from: date | None = None
    covers_until: date | None = None
    purpose: str = ""
    how_to_revoke: str = ""
    criminal_justice: bool = False
    may_revoke: bool = True
    care_and_payment: bool = False
    expires_on: date | None = None
    expires_event: str = ""
    signed_on: date | None = None
    signed_by: str = "resident"
    signer_name: str = ""


def missing(terms: Terms) -> tuple[str, ...]:
    """Which elements are still missing, as fields of the form; the ninth, whose consent it is, is
    the person in whose record it is kept.
    """
    has = {
        "discloser": terms.discloser.strip(),
        "categories": Category.IDENTITY in terms.categories,
        "recipient": terms.recipient.strip(),
        "purpose": terms.purpose.strip(),
        "how_to_revoke": terms.how_to_revoke.strip(),
        "expires": terms.expires_on or terms.expires_event.strip(),
        "signer_name": terms.signer_name.strip(),
        "signed_on": terms.signed_on,
    }
    return tuple(field for field, _words in ELEMENTS if not has[field])


class Standing(StrEnum):
    """How a consent stands on a day."""

    LIVE = "live"
    NOT_YET = "not_yet"  # signed for a later day
    EXPIRED = "expired"
    ENDED = "ended"  # revoked, or its event came
    TAKEN_BACK = "taken_back"  # it was written down by mistake


STANDING_WORDS = {
    Standing.LIVE: N_("In force"), Standing.NOT_YET: N_("Not signed yet that day"),
    Standing.EXPIRED: N_("Expired"), Standing.ENDED: N_("Revoked or ended"),
    Standing.TAKEN_BACK: N_("Taken back"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """A consent as it is kept, and what ended it."""

    id: int
    resident_id: int
    terms: Terms
    ended_on: date | None = None
    void: bool = False

    def standing(self, day: date) -> Standing:
        """How it stands on a day; the day on which it expires is its last, the day on which it is
        revoked is not one of its days any more.
        """
        if self.void:
            return Standing.TAKEN_BACK
        if self.ended_on is not None and day >= self.ended_on:
            return Standing.ENDED
        if self.terms.signed_on is None or day < self.terms.signed_on:
            return Standing.NOT_YET
        if self.terms.expires_on is not None and day > self.terms.expires_on:
            return Standing.EXPIRED
        return Standing.LIVE


def joined(categories: Iterable[Category]) -> str:
    """Categories as they are kept, in their own order."""
    chosen = frozenset(categories)
    return ",".join(c.value for c in Category if c in chosen)


def parted(kept: str) -> frozenset[Category]:
    """Categories as they were kept; a code that this program does not know lets nothing through."""
    known = {c.value for c in Category}
    return frozenset(Category(code) for code in kept.split(",") if code in known)
