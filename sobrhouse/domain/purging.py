"""Purging: what becomes of every row when a person's record is destroyed (safety.md 4.5).

It stands on `domain.held`: what is held about somebody is deleted, unless it says something of
other people or of the house too; then only what leads to the person is taken out. A test walks the
schema: a table, a link or a column of typed words that stands neither here nor there fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sobrhouse.domain.held import Is
from sobrhouse.domain.held_support import HELD
from sobrhouse.words import N_, _

HOUSE_RECORD = N_("It is a record of the house; only the link to the person is taken out.")
OTHER_PERSON = N_("It is another person's record; only the link to the person is taken out.")


@dataclass(frozen=True, slots=True)
class Doomed:
    """A table whose rows go: a row is theirs by any of `by`."""

    table: str
    title: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Columns of rows that stay: each that leads to the person is emptied. `sets` says what is
    written with it; a row that `unless` names by its values goes instead.

    `alone` rows go where nobody else stands in them.
    """

    table: str
    columns: tuple[str, ...]
    why: str
    sets: Mapping[str, Any] = field(default_factory=dict)
    unless: Mapping[str, Any] = field(default_factory=dict)
    alone: bool = False


# Held about somebody, yet also the house's record or another person's.
SHARED = {
    "house_meeting": Unlinked("house_meeting", ("chair_stay_id", "reader_stay_id"), HOUSE_RECORD),
    "motion": Unlinked("motion", ("mover_stay_id", "seconder_stay_id"), HOUSE_RECORD),
    "agenda_item": Unlinked("agenda_item", ("owner_stay_id",), HOUSE_RECORD),
    "todo": Unlinked("todo", ("owner_stay_id",), HOUSE_RECORD, {"owner": ""}),
    "helping_event": Unlinked(
        "helping_event", ("giver_stay_id", "receiver_stay_id"), OTHER_PERSON, alone=True
    ),
}
# Not told to the person, yet about them.
ALSO = (
    Doomed("pin_throttle", N_("Wrong tries at the kiosk"), ("resident_id",)),
    Doomed("chore_apart", N_("Not put on one chore with somebody"), ("stay_id", "other_stay_id")),
)


def _doomed() -> tuple[Doomed, ...]:
    found = []
    for kept in HELD:
        shared = SHARED.get(kept.table)
        by = tuple(c for c in kept.by if shared is None or c not in shared.columns)
        if by:
            found.append(Doomed(kept.table, kept.title, by))
    return (*found, *ALSO)


# In the order of the copy: a table that is found through another stands after it.
DOOMED: tuple[Doomed, ...] = _doomed()
TITLES: Mapping[str, str] = {
    **{kept.table: kept.title for kept in HELD},
    **{doomed.table: doomed.title for doomed in ALSO},
    "blob": N_("Pictures"), "draft": N_("Half typed"), "packet_print": N_("Printed packets"),
    "visitor": N_("Visitors"), "minutes_amendment": N_("Amended minutes"),
    "meeting_series": N_("Weekly meetings"), "import_batch": N_("Lists brought in"),
    "house_setting": N_("Settings"), "meeting_group": N_("Recovery meetings"),
}  # fmt: skip

# Rows of others that point to a row that goes. What is not named here goes with it.
LINKS: Mapping[tuple[str, str], Unlinked] = {
    (unlinked.table, column): unlinked
    for unlinked in (
        Unlinked("inspection", ("inspector_stay_id",), OTHER_PERSON),
        Unlinked("milestone_award", ("giver_resident_id",), OTHER_PERSON),
        Unlinked("chore_assignment", ("replaces_id",), OTHER_PERSON),
        Unlinked("introduction", ("sponsorship_id",), OTHER_PERSON),
        Unlinked("motion", ("application_id",), HOUSE_RECORD),
        # the other one keeps that there was somebody, as they may choose for any sponsor
        Unlinked("sponsorship", ("supporter_id", "peer_resident_id"), OTHER_PERSON,
                 {"share": "existence"}, unless={"kind": "house_buddy"}),
    )
    for column in unlinked.columns
}  # fmt: skip
GO_WITH: Mapping[tuple[str, str], str] = {
    ("introduction", "supporter_id"): N_("An introduction to somebody who is gone says nothing."),
    ("introduction", "peer_stay_id"): N_("An introduction to somebody who is gone says nothing."),
    ("chore_trade", "assignment_id"): N_("A trade is between two people, and one is gone."),
    ("chore_trade", "other_assignment_id"): N_("A trade is between two people, and one is gone."),
    ("message_read", "message_id"): N_("It is about their own message."),
    ("network_person", "contact_id"): N_("It is about their own contact."),
    ("consent", "contact_id"): N_("It is about their own contact."),
    ("disclosure", "consent_id"): N_("It is about their own consent."),
    ("stay", "application_id"): N_("It is their own stay."),
    ("sign_out", "pass_id"): N_("It is their own pass."),
}  # fmt: skip

# Words that people typed, in which somebody may be named; those that are told as free words in
# `domain.held` come to them.
_TYPED = {
    "agenda_item": ("title", "text"), "application": ("needs", "decision_reason", "note"),
    "attendance": ("group_text", "verified_by_text"), "bed": ("features",),
    "bed_outage": ("note",), "blackout": ("reason",), "chore": ("note",),
    "chore_apart": ("reason",), "chore_consequence": ("proposed",), "chore_plan": ("why",),
    "chore_step": ("text",), "chore_trade": ("reason",), "condition": ("text",),
    "consent": ("discloser", "recipient", "information", "purpose", "how_to_revoke",
                "expires_event", "signer_name", "kept_at"),
    "contact": ("name", "relationship", "address"),
    "disclosure": ("recipient", "purpose", "description"), "employment": ("place", "schedule"),
    "hold": ("asked_by",), "home_group": ("group_text",),
    "house_meeting": ("title", "place", "reading", "minutes"), "house_setting": ("value_json",),
    "import_batch": ("file_name", "before_json"), "inspection_line": ("item",),
    "introduction": ("reasons", "note"), "legal_matter": ("officer",),
    "meeting_exception": ("new_place", "reason"),
    "meeting_group": ("place", "topic", "notes", "link_notes"),
    "meeting_series": ("title", "place", "agenda_json"), "mentor_check": ("unmet", "note"),
    "milestone_award": ("giver_text",), "minutes_amendment": ("text", "why"),
    "network_person": ("label",), "own_words": ("text",), "phase": ("note",),
    "referral_source": ("name",), "resident": ("anonymity_note",),
    "service_commitment": ("where_text", "role"), "sponsorship": ("name", "end_note", "note"),
    "stay": ("forwarding_address",), "supporter": ("name", "note"), "todo": ("owner",),
    "visitor": ("name", "host"),
}  # fmt: skip
_EVERYWHERE = ("void_why", "amend_reason")
# Tables in which nobody who lived here is named, or that are dealt with in a way of their own.
NOT_SEARCHED: Mapping[str, str] = {
    "audit_entry": N_("Its content is emptied, and the chain still holds."),
    "draft": N_("A draft in which the person is named goes whole."),
    "packet_print": N_("What a packet was drawn from is emptied; that it was printed stays."),
    "purge": N_("It tells no name."),
    "staff": N_("The accounts of the staff, by their own names."),
    "secret": N_("Keys."), "key_slot": N_("Keys."),
    "blob": N_("Pictures; theirs go with their rows."),
}  # fmt: skip


def typed_columns() -> Mapping[str, tuple[str, ...]]:
    """Table -> columns of words that somebody typed, in which a person may be named."""
    free = {kept.table: [s.column for s in kept.shows if s.kind is Is.FREE] for kept in HELD}
    names = {*free, *_TYPED}
    return {
        table: tuple(dict.fromkeys((*_TYPED.get(table, ()), *free.get(table, ()), *_EVERYWHERE)))
        for table in sorted(names)
        if table not in NOT_SEARCHED
    }


def title_of(table: str) -> str:
    """What a table's rows are called on screen and paper."""
    return _(TITLES[table]) if table in TITLES else table.replace("_", " ").capitalize()


def former_resident() -> str:
    """What stands in the place of the name in other people's records."""
    return _("[former resident]")


def files_set_aside() -> str:
    """What the program's own backups are not: files that a restore or a repair left behind."""
    return _(
        "A file beside the records with replaced or damaged in its name was set aside when they "
        "were restored or put right. It still has what was destroyed: delete it too."
    )
