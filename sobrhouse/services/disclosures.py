"""Disclosures: the record of what left the house about somebody, written before the file is, so
that no paper for outside exists without it (42 CFR § 2.25).
"""

from dataclasses import dataclass

from sobrhouse.domain.consents import METHOD_WORDS, STANDING_WORDS, Category, Standing, joined
from sobrhouse.domain.notices import notice_for
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.consents import standing_consent
from sobrhouse.services.pins import Purpose, require_confirmed
from sobrhouse.services.seconds import require_second
from sobrhouse.storage.lookups.kept_consents import given_now
from sobrhouse.storage.tables import Disclosure, House, Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 400
_WITHOUT_CONSENT = ("court_order", "crime_on_premises", "resident_copy")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut:
    """What is handed out about one person: which paper, about what, how, and the very file.

    `sha256` is of the file's bytes; by word of mouth there is none. `left_out` counts the rows that
    no consent let through.
    """

    resident_id: int
    description: str
    method: str
    paper: str = ""
    categories: frozenset[Category] = frozenset()
    pages: int = 0
    sha256: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who gets it where no consent says so, and for what."""

    recipient: str
    purpose: str
    address: str = ""
    reason: str = ""


def disclose(work: Work, consent_id: int, handed: HandOut) -> int:
    """Record what leaves by a consent; gives the row. Problem, and no row, when the consent does
    not stand today or does not name all that the paper tells; NotAllowed without one's PIN.
    """
    work.require(Permission.MANAGE_PEOPLE)
    row = standing_consent(work, consent_id)
    work.require(Permission.MANAGE_PEOPLE, row.house_id)
    require_confirmed(work, Purpose.OUTSIDE)
    today = work.today(row.house_id)
    consent = given_now(work.session, row)
    standing = consent.standing(today)
    if standing is not Standing.LIVE:
        raise Problem(
            _("Nothing was handed out: this consent does not stand today ({why}).").format(
                why=_(STANDING_WORDS[standing])
            )
        )
    if row.resident_id != handed.resident_id or not (
        handed.categories <= consent.terms.categories and Category.IDENTITY in handed.categories
    ):
        raise Problem(_("Nothing was handed out: this consent does not allow all that is in it."))
    asker = Asker(recipient=row.recipient, purpose=row.purpose, address=row.recipient_address)
    made = _made(work, row.house_id, "consent", asker, handed)
    made.consent_id = row.id
    made.notice_version = notice_for(_part2(work, row.house_id), today).version
    return _kept(work, made)


def disclose_in_emergency(
    work: Work, house_id: int, handed: HandOut, asker: Asker, second_staff_id: int | None
) -> int:
    """Record what is told to medical people because a life may depend on it (§ 2.51): it needs a
    reason and a second person, who has just given their PIN (`seconds`). None only where
    nobody else on the house's staff has a PIN; the weekly report says so then.
    """
    work.require(Permission.MANAGE_PEOPLE, house_id)
    require_confirmed(work, Purpose.OUTSIDE)
    if not asker.reason.strip():
        raise Problem(_("Say what the emergency is."), field="reason")
    second = require_second(
        work, Purpose.EMERGENCY, handed.resident_id, second=second_staff_id, house_id=house_id,
        reason=asker.reason,
    )  # fmt: skip
    made = _made(work, house_id, "emergency", asker, handed)
    made.reason, made.second_staff_id = asker.reason.strip()[:LONGEST], second
    made.notice_version = notice_for(_part2(work, house_id), work.today(house_id)).version
    return _kept(work, made)


def disclose_without_consent(
    work: Work, house_id: int, handed: HandOut, asker: Asker, basis: str
) -> int:
    """Record what is told by a court's order (§ 2.61 ff.), about a crime in the house
    (§ 2.12(c)(5)), or to the resident themselves (§ 2.23). NotAllowed without one's PIN.
    """
    work.require(Permission.MANAGE_PEOPLE, house_id)
    if basis not in _WITHOUT_CONSENT:
        raise Problem(_("Choose one from the list."), field="basis")
    require_confirmed(work, Purpose.OUTSIDE)
    if basis != "resident_copy" and not asker.reason.strip():
        raise Problem(_("Say which order it is, or what happened."), field="reason")
    made = _made(work, house_id, basis, asker, handed)
    made.reason = asker.reason.strip()[:LONGEST]
    return _kept(work, made)


def take_back_disclosure(work: Work, disclosure_id: int, why: str) -> None:
    """Nothing was handed out after all, as when the file could not be written: the row stays, and
    says why it counts no more.
    """
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Disclosure, disclosure_id)
    if row.void_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    if not why.strip():
        raise Problem(_("Say why."), field="why")
    row.void_at, row.void_by, row.void_why = work.now, work.actor.id, why.strip()[:LONGEST]
    work.record("disclosure.taken_back", row)


def _made(work: Work, house_id: int, basis: str, asker: Asker, handed: HandOut) -> Disclosure:
    resident = work.get(Resident, handed.resident_id)
    house = work.get(House, house_id)
    if handed.method not in METHOD_WORDS:
        raise Problem(_("Choose one from the list."), field="method")
    said = {
        "recipient": asker.recipient, "purpose": asker.purpose, "description": handed.description,
    }  # fmt: skip
    for field, words in said.items():
        if not words.strip():
            raise Problem(_("Say to whom, what, and what for."), field=field)
    return Disclosure(
        house_id=house.id, resident_id=resident.id, basis=basis, at=work.now,
        recipient_address=asker.address.strip()[:LONGEST], categories=joined(handed.categories),
        paper=handed.paper, method=handed.method, pages=handed.pages, sha256=handed.sha256,
        left_out=handed.left_out, **{f: " ".join(w.split())[:LONGEST] for f, w in said.items()},
    )  # fmt: skip


def _part2(work: Work, house_id: int) -> str:
    return work.get(House, house_id).part2_status


def _kept(work: Work, made: Disclosure) -> int:
    work.record("disclosure.made", work.add(made))
    return made.id
