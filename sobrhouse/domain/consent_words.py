"""What a consent says, in words: for the paper that goes with it, and to be read aloud before it is
signed (42 CFR § 2.31, § 2.32(b)).
"""

from sobrhouse.domain.consents import CATEGORY_WORDS, Category, Terms
from sobrhouse.domain.phrases import civil_date
from sobrhouse.words import _


def scope_rows(terms: Terms, *, signed: bool = True) -> list[tuple[str, str]]:
    """Each element of a consent with what it says; before it is `signed` without the signature."""
    told = [_(CATEGORY_WORDS[c]) for c in Category if c in terms.categories]
    if terms.information:
        told.append(terms.information)
    rows = [
        (_("Who may tell"), terms.discloser),
        (_("To whom"), terms.recipient),
        (_("What may be told"), "; ".join(told)),
        (_("About which days"), covers_words(terms)),
        (_("What for"), terms.purpose),
        (_("How it can be revoked"), revoke_words(terms)),
        (_("How long it lasts"), lasts_words(terms)),
    ]
    if signed:
        rows.append((_("Signed"), signed_words(terms)))
    if terms.care_and_payment:
        rows.append((_("For care and payment"), tpo_words()))
    return rows


def covers_words(terms: Terms) -> str:
    """The days that it is about."""
    first, last = terms.covers_from, terms.covers_until
    if first and last:
        return _("{first} to {last}").format(first=civil_date(first), last=civil_date(last))
    if first:
        return _("From {day} on").format(day=civil_date(first))
    return _("Up to {day}").format(day=civil_date(last)) if last else _("All days")


def lasts_words(terms: Terms) -> str:
    """Its last day, its event, or both."""
    day = _("Until {day}").format(day=civil_date(terms.expires_on)) if terms.expires_on else ""
    event = _("Until this happens: {event}").format(event=terms.expires_event)
    return "\n".join(filter(None, (day, event if terms.expires_event else "")))


def revoke_words(terms: Terms) -> str:
    """How it can be revoked, and that it cannot where it says so."""
    if terms.may_revoke:
        return terms.how_to_revoke
    return _("{how} Not before its event (42 CFR § 2.35).").format(how=terms.how_to_revoke)


def signed_words(terms: Terms) -> str:
    """By whom, and when."""
    day = civil_date(terms.signed_on) if terms.signed_on else ""
    if terms.signed_by == "representative":
        return _("{name}, who may sign for the resident, {day}").format(
            name=terms.signer_name, day=day
        )
    return _("{name}, {day}").format(name=terms.signer_name, day=day)


def tpo_words() -> str:
    """The two statements that a consent for treatment, payment and operations makes (§ 2.31(a))."""
    return _(
        "What is told may be passed on by whoever receives it, and may then not be protected by "
        "the rule any more. Nobody is refused care for not signing, except where the law lets it."
    )
