"""Consents: written permissions of residents for what may leave the house, and their end.

They are evidence: what was wrong is put right by a new one that names the old one and says why.
"""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import select

from sobrhouse.domain.consents import (
    ELEMENTS,
    END_WORDS,
    RECIPIENT_WORDS,
    Category,
    Terms,
    joined,
    missing,
)
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.corrections import latest, standing
from sobrhouse.services.photos import keep_picture
from sobrhouse.storage.outside.pictures import SafePicture
from sobrhouse.storage.tables import Consent, ConsentEnd, Contact, House, Resident
from sobrhouse.storage.tables.disclosures import SIGNED_WAYS, SIGNERS
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 400
_TEXTS = ("discloser", "recipient", "recipient_address", "information", "purpose", "how_to_revoke",
          "expires_event", "signer_name")  # fmt: skip
_KEPT_AS_TYPED = tuple(
    f.name for f in fields(Terms) if f.name not in (*_TEXTS, "categories", "signed_on")
)

_COPIED = ("house_id", "resident_id", "categories", "signed_on", "signed_way", "kept_at",
           "signature_blob_id", *_TEXTS, *_KEPT_AS_TYPED)  # fmt: skip


def give_consent(
    work: Work,
    house_id: int,
    resident_id: int,
    terms: Terms,
    *,
    signature: SafePicture | None = None,
    way: str = "paper",
    kept_at: str = "",
) -> int:
    """Keep a signed consent; gives its id. Problem while one of the nine elements is missing, or
    for days that cannot be.
    """
    work.require(Permission.MANAGE_PEOPLE, house_id)
    row = _row(work, house_id, resident_id, terms, signature, way, kept_at)
    work.record("consent.given", work.add(row))
    return row.id


def correct_consent(work: Work, consent_id: int, terms: Terms, why: str) -> int:
    """What was written down differs from the signed sheet: a new consent stands in its place, the
    old one says why. Gives the new one.
    """
    work.require(Permission.MANAGE_PEOPLE)
    was = standing_consent(work, consent_id)
    reason = _why(why)
    _refuse_ended(work, was.id)
    row = _row(work, was.house_id, was.resident_id, terms, None, "paper", was.kept_at)
    row.signed_way, row.signature_blob_id = was.signed_way, was.signature_blob_id
    row.corrects_id, row.amend_reason = was.id, reason
    _void(work, was, reason)
    work.record("consent.corrected", work.add(row))
    return row.id


def take_back_consent(work: Work, consent_id: int, why: str) -> None:
    """It was written down by mistake, for the wrong person or twice: it lets nothing through any
    more and stays to be seen.
    """
    work.require(Permission.MANAGE_PEOPLE)
    row = standing_consent(work, consent_id)
    _void(work, row, _why(why))
    work.record("consent.taken_back", row)


def undo_correct_consent(work: Work, consent_id: int) -> int:
    """The inverse of a correction: what was written down before stands again, as a row of its own.
    Gives that. Problem once the corrected one has ended.
    """
    work.require(Permission.MANAGE_PEOPLE)
    asked, row = work.get(Consent, consent_id), standing_consent(work, consent_id)
    if asked.corrects_id is None:
        raise Problem(_("This consent was not corrected."))
    _refuse_ended(work, row.id)
    _void(work, row, UNDONE)
    return _again(work, work.get(Consent, asked.corrects_id), row)


def put_back_consent(work: Work, consent_id: int) -> int:
    """The inverse of taking one back: it stands again, as a row of its own; gives that."""
    work.require(Permission.MANAGE_PEOPLE)
    row = latest(work, Consent, consent_id)
    if row.void_at is None:
        raise NotFound(_("This consent was corrected or taken back meanwhile. Look again."))
    _refuse_ended(work, row.id)
    return _again(work, row, row)


def end_consent(work: Work, consent_id: int, at: datetime, how: str, note: str = "") -> int:
    """The resident revoked it, or the event came that it named; gives the row of its end. From
    that day on nothing leaves by it.
    """
    work.require(Permission.MANAGE_PEOPLE)
    row = standing_consent(work, consent_id)
    if how not in END_WORDS:
        raise Problem(_("Choose one from the list."), field="how")
    _refuse_ended(work, row.id)
    if at > work.now:
        raise Problem(_("That time has not come yet. Type an earlier one."), field="at")
    if how != "event" and not row.may_revoke:
        raise Problem(
            _(
                "This consent says that it lasts until its event and cannot be revoked before "
                "(42 CFR § 2.35). It stands as it is. Ask the court or your counsel."
            ),
            field="how",
        )
    if how == "event" and not row.expires_event:
        raise Problem(_("This consent names no event. Choose how it was revoked."), field="how")
    made = work.add(ConsentEnd(consent_id=row.id, at=at, how=how, note=note.strip()[:LONGEST]))
    work.record("consent.ended", made, resident_id=row.resident_id)
    return made.id


def take_back_end(work: Work, end_id: int, why: str) -> None:
    """The inverse of ending: it was not so, and the consent stands again."""
    work.require(Permission.MANAGE_PEOPLE)
    end = standing(work, ConsentEnd, end_id)
    row = standing_consent(work, end.consent_id)
    end.void_at, end.void_by, end.void_why = work.now, work.actor.id, _why(why)
    work.record("consent.end_taken_back", end, resident_id=row.resident_id)


def end_again(work: Work, end_id: int) -> int:
    """The inverse of that: it had ended, in the same way at the same time. Gives the row."""
    work.require(Permission.MANAGE_PEOPLE)
    end = latest(work, ConsentEnd, end_id)
    row = standing_consent(work, end.consent_id)
    _refuse_ended(work, row.id)
    made = work.add(
        ConsentEnd(
            consent_id=row.id, at=end.at, how=end.how, note=end.note, corrects_id=end.id,
            amend_reason=UNDONE,
        )
    )  # fmt: skip
    work.record("consent.ended", made, resident_id=row.resident_id)
    return made.id


def standing_consent(work: Work, consent_id: int) -> Consent:
    """A consent that nobody took back or corrected; a part of use cases."""
    try:
        return standing(work, Consent, consent_id)
    except NotFound as gone:
        said = _("This consent was corrected or taken back meanwhile. Look again.")
        raise NotFound(said) from gone


def _row(
    work: Work,
    house_id: int,
    resident_id: int,
    terms: Terms,
    signature: SafePicture | None,
    way: str,
    kept_at: str,
) -> Consent:
    house, resident = work.get(House, house_id), work.get(Resident, resident_id)
    if terms.contact_id is not None and work.get(
        Contact, terms.contact_id).resident_id != resident.id:  # fmt: skip
        raise Problem(_("That contact is somebody else's."), field="contact_id")
    _check(work, house.id, terms)
    if way not in SIGNED_WAYS or (way != "paper" and signature is None):
        raise Problem(_("Add the signature, or choose paper."), field="signed_way")
    made = Consent(
        house_id=house.id, resident_id=resident.id, categories=joined(terms.categories),
        signed_on=terms.signed_on, signed_way=way, kept_at=kept_at.strip()[:LONGEST],
    )  # fmt: skip
    for name in _TEXTS:
        setattr(made, name, " ".join(getattr(terms, name).split())[:LONGEST])
    for name in _KEPT_AS_TYPED:
        setattr(made, name, getattr(terms, name))
    if signature is not None:
        made.signature_blob_id = keep_picture(work, signature.jpeg)
    return made


def _check(work: Work, house_id: int, terms: Terms) -> None:
    if terms.categories and Category.IDENTITY not in terms.categories:
        raise Problem(
            _("Without the name nothing else can be told. Tick the name, or do without consent."),
            field="categories",
        )
    if lacking := missing(terms):
        words = dict(ELEMENTS)
        raise Problem(
            _(
                "This is not a whole consent yet. It must also say: {what}. Nothing was kept."
            ).format(what=", ".join(_(words[field]) for field in lacking)),
            field=lacking[0],
        )
    assert terms.signed_on is not None  # it is one of the elements
    if terms.recipient_kind not in RECIPIENT_WORDS or terms.signed_by not in SIGNERS:
        raise Problem(_("Choose one from the list."), field="recipient_kind")
    if terms.signed_on > work.today(house_id):
        raise Problem(_("This day has not come yet. Type today or an earlier day."),
                      field="signed_on")  # fmt: skip
    if terms.expires_on is not None and terms.expires_on < terms.signed_on:
        raise Problem(_("It would end before it was signed. Look at the dates again."),
                      field="expires")  # fmt: skip
    if terms.covers_from and terms.covers_until and terms.covers_until < terms.covers_from:
        raise Problem(_("The last day is before the first. Look at the dates again."),
                      field="covers_until")  # fmt: skip
    if not terms.may_revoke and not (terms.criminal_justice and terms.expires_event.strip()):
        raise Problem(
            _(
                "Only a consent for a court, probation or parole that names its event may say that "
                "it cannot be revoked before."
            ),
            field="may_revoke",
        )


def _refuse_ended(work: Work, consent_id: int) -> None:
    query = select(ConsentEnd.id).where(
        ConsentEnd.consent_id == consent_id, ConsentEnd.void_at.is_(None)
    )
    if work.session.scalars(query).first() is not None:
        raise Problem(_("This consent has ended already. It stays as it is."))


def _again(work: Work, said: Consent, after: Consent) -> int:
    """What a row said, once more, in the place of the last one."""
    made = Consent(
        **{name: getattr(said, name) for name in _COPIED},
        corrects_id=after.id, amend_reason=UNDONE,
    )  # fmt: skip
    work.record("consent.put_back", work.add(made))
    return made.id


def _void(work: Work, row: Consent, why: str) -> None:
    row.void_at, row.void_by, row.void_why = work.now, work.actor.id, why
    work.session.flush()


def _why(why: str) -> str:
    if not why.strip():
        raise Problem(_("Say why."), field="why")
    return why.strip()[:LONGEST]
