"""The circle around each person, milestones given, and recovery capital as people see it."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards
from sobrhouse.storage.migrations.columns import (
    INSTANT,
    KEY,
    check,
    edited,
    evidence,
    index_only_while,
    only_while,
    to,
)

revision = "0009"
down_revision = "0008"

_TEXTS = ("kind", "name", "phone", "fellowship", "share", "how_met", "end_note", "note")


def _supporter() -> None:
    op.create_table(
        "supporter",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("resident_id", KEY, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("fellowships", sa.Text(), nullable=False),
        sa.Column("pathways", sa.Text(), nullable=False),
        sa.Column("sober_on", sa.Date(), nullable=True),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("capacity", KEY, nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_agreed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("import_batch_id", KEY, nullable=True),
        *edited("supporter"),
        check("supporter_capacity", "capacity BETWEEN 0 AND 20"),
        check("supporter_gender", "gender IN ('', 'woman', 'man', 'other')"),
        check("supporter_paused_until", "paused_until IS NULL OR state = 'paused'"),
        check("supporter_phone_agreed", "phone = '' OR phone_agreed"),
        check("supporter_somebody", "resident_id IS NOT NULL OR name <> ''"),
        check("supporter_state", "state IN ('active', 'paused', 'stopped')"),
        to("supporter", "house_id", "house"),
        to("supporter", "import_batch_id", "import_batch"),
        to("supporter", "resident_id", "resident"),
    )
    op.create_index(op.f("ix_supporter_house_id"), "supporter", ["house_id"])
    op.create_index(op.f("ix_supporter_resident_id"), "supporter", ["resident_id"])
    only_while(
        "uq_supporter_resident",
        "supporter",
        ["house_id", "resident_id"],
        "resident_id IS NOT NULL AND voided_at IS NULL",
    )


def _mentor_check() -> None:
    op.create_table(
        "mentor_check",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("supporter_id", KEY, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("unmet", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *evidence("mentor_check"),
        to("mentor_check", "house_id", "house"),
        to("mentor_check", "supporter_id", "supporter"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_mentor_check_corrects_id")),
    )
    op.create_index(op.f("ix_mentor_check_supporter_id"), "mentor_check", ["supporter_id"])


def _rules_of_sponsorships() -> list[sa.CheckConstraint]:
    return [
        check("sponsorship_buddy", "kind <> 'house_buddy' OR peer_resident_id IS NOT NULL"),
        check(
            "sponsorship_end_kind",
            "end_kind IN ('went_well', 'moved_on', 'moved_away', 'no_contact', 'no_fit', "
            "'new_sponsor', 'other')",
        ),
        check("sponsorship_ended_why", "(ended_on IS NULL) = (end_kind IS NULL)"),
        check("sponsorship_ends_after_start", "ended_on >= started_on"),
        check(
            "sponsorship_how_met",
            "how_met IN ('', 'meeting', 'house', 'introduced', 'family', 'treatment', "
            "'online', 'other')",
        ),
        check(
            "sponsorship_kind",
            "kind IN ('sponsor', 'temporary_sponsor', 'mentor', 'alumni_mentor', "
            "'coach', 'house_buddy')",
        ),
        check(
            "sponsorship_one_name",
            "name = '' OR (supporter_id IS NULL AND peer_resident_id IS NULL)",
        ),
        check("sponsorship_one_person", "supporter_id IS NULL OR peer_resident_id IS NULL"),
        check("sponsorship_share", "share IN ('name', 'existence')"),
        check(
            "sponsorship_somebody",
            "share = 'existence' OR name <> '' OR supporter_id IS NOT NULL OR "
            "peer_resident_id IS NOT NULL",
        ),
        check("sponsorship_two_people", "peer_resident_id <> resident_id"),
    ]


def _sponsorship() -> None:
    op.create_table(
        "sponsorship",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("supporter_id", KEY, nullable=True),
        sa.Column("peer_resident_id", KEY, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("fellowship", sa.Text(), nullable=False),
        sa.Column("share", sa.Text(), nullable=False),
        sa.Column("how_met", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_kind", sa.Text(), nullable=True),
        sa.Column("end_note", sa.Text(), nullable=False),
        sa.Column("resident_verified_on", sa.Date(), nullable=True),
        sa.Column("staff_verified_on", sa.Date(), nullable=True),
        sa.Column("staff_verified_by", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *edited("sponsorship"),
        *_rules_of_sponsorships(),
        to("sponsorship", "peer_resident_id", "resident"),
        to("sponsorship", "resident_id", "resident"),
        to("sponsorship", "supporter_id", "supporter"),
    )
    op.create_index(op.f("ix_sponsorship_peer_resident_id"), "sponsorship", ["peer_resident_id"])
    op.create_index(
        "ix_sponsorship_resident", "sponsorship", ["resident_id", "voided_at", "ended_on"]
    )
    op.create_index(op.f("ix_sponsorship_supporter_id"), "sponsorship", ["supporter_id"])
    only_while(
        "uq_sponsorship_peer",
        "sponsorship",
        ["resident_id", "kind", "peer_resident_id"],
        "peer_resident_id IS NOT NULL AND ended_on IS NULL AND voided_at IS NULL",
    )
    only_while(
        "uq_sponsorship_supporter",
        "sponsorship",
        ["resident_id", "kind", "supporter_id"],
        "supporter_id IS NOT NULL AND ended_on IS NULL AND voided_at IS NULL",
    )


def _introduction() -> None:
    op.create_table(
        "introduction",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("supporter_id", KEY, nullable=True),
        sa.Column("peer_stay_id", KEY, nullable=True),
        sa.Column("introduced_on", sa.Date(), nullable=False),
        sa.Column("check_on", sa.Date(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sponsorship_id", KEY, nullable=True),
        *edited("introduction"),
        check("introduction_buddy", "(kind = 'house_buddy') = (peer_stay_id IS NOT NULL)"),
        check("introduction_came_of_it_when", "(outcome IS NULL) = (outcome_on IS NULL)"),
        check("introduction_check_after", "check_on >= introduced_on"),
        check(
            "introduction_kind",
            "kind IN ('sponsor', 'temporary_sponsor', 'mentor', 'alumni_mentor', "
            "'coach', 'house_buddy')",
        ),
        check("introduction_one_person", "(supporter_id IS NULL) <> (peer_stay_id IS NULL)"),
        check(
            "introduction_outcome", "outcome IN ('together', 'no_fit', 'no_answer', 'withdrawn')"
        ),
        check("introduction_two_people", "peer_stay_id <> stay_id"),
        to("introduction", "house_id", "house"),
        to("introduction", "peer_stay_id", "stay"),
        to("introduction", "sponsorship_id", "sponsorship"),
        to("introduction", "stay_id", "stay"),
        to("introduction", "supporter_id", "supporter"),
    )
    op.create_index(op.f("ix_introduction_house_id"), "introduction", ["house_id"])
    index_only_while(
        "ix_introduction_open",
        "introduction",
        ["house_id", "check_on"],
        "outcome IS NULL AND voided_at IS NULL",
    )
    op.create_index(op.f("ix_introduction_peer_stay_id"), "introduction", ["peer_stay_id"])
    op.create_index(op.f("ix_introduction_stay_id"), "introduction", ["stay_id"])
    op.create_index(op.f("ix_introduction_supporter_id"), "introduction", ["supporter_id"])


def _sponsor_contact() -> None:
    op.create_table(
        "sponsor_contact",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("sponsorship_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("minutes", KEY, nullable=True),
        sa.Column("way", sa.Text(), nullable=False),
        *edited("sponsor_contact"),
        check(
            "sponsor_contact_kind",
            "kind IN ('call', 'meet', 'text', 'no_answer', 'meeting_together', 'step_work')",
        ),
        check("sponsor_contact_minutes", "minutes BETWEEN 1 AND 1440"),
        check("sponsor_contact_way", "way IN ('kiosk', 'staff', 'paper')"),
        to("sponsor_contact", "house_id", "house"),
        to("sponsor_contact", "sponsorship_id", "sponsorship"),
    )
    op.create_index(
        "ix_sponsor_contact_house", "sponsor_contact", ["house_id", "on_date", "voided_at"]
    )
    op.create_index(
        "ix_sponsor_contact_one",
        "sponsor_contact",
        ["sponsorship_id", "on_date", "voided_at", "kind"],
    )


def _support_choice() -> None:
    op.create_table(
        "support_choice",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("wants_gender", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("buddies", KEY, nullable=True),
        sa.Column("looking", sa.Boolean(), nullable=False),
        sa.Column("looking_why", sa.Text(), nullable=False),
        sa.Column("shares_steps", sa.Boolean(), nullable=False),
        sa.Column("shares_answers", sa.Boolean(), nullable=False),
        *edited("support_choice"),
        check("support_choice_buddies", "buddies BETWEEN 0 AND 20"),
        check("support_choice_gender", "gender IN ('', 'woman', 'man', 'other')"),
        check("support_choice_wants_gender", "wants_gender IN ('', 'woman', 'man', 'same')"),
        to("support_choice", "resident_id", "resident"),
    )
    only_while("uq_support_choice_resident", "support_choice", ["resident_id"], "voided_at IS NULL")


def _step_progress() -> None:
    op.create_table(
        "step_progress",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("step", KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        *edited("step_progress"),
        check("step_progress_state", "state IN ('working', 'done', 'shared')"),
        check("step_progress_step", "step BETWEEN 1 AND 12"),
        to("step_progress", "resident_id", "resident"),
    )
    only_while(
        "uq_step_progress_step", "step_progress", ["resident_id", "step"], "voided_at IS NULL"
    )


def _helping_event() -> None:
    op.create_table(
        "helping_event",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("giver_stay_id", KEY, nullable=True),
        sa.Column("receiver_stay_id", KEY, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        *edited("helping_event"),
        check(
            "helping_event_kind",
            "kind IN ('ride', 'listening', 'job', 'meal', 'step', 'childcare', 'moving', 'other')",
        ),
        check(
            "helping_event_somebody", "giver_stay_id IS NOT NULL OR receiver_stay_id IS NOT NULL"
        ),
        check("helping_event_two_people", "giver_stay_id <> receiver_stay_id"),
        check("helping_event_way", "way IN ('kiosk', 'staff', 'paper')"),
        to("helping_event", "giver_stay_id", "stay"),
        to("helping_event", "house_id", "house"),
        to("helping_event", "receiver_stay_id", "stay"),
    )
    op.create_index(op.f("ix_helping_event_giver_stay_id"), "helping_event", ["giver_stay_id"])
    op.create_index("ix_helping_event_house", "helping_event", ["house_id", "on_date", "voided_at"])
    op.create_index(
        op.f("ix_helping_event_receiver_stay_id"), "helping_event", ["receiver_stay_id"]
    )


def _network_person() -> None:
    op.create_table(
        "network_person",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("contact_id", KEY, nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        *edited("network_person"),
        check("network_person_avoid_private", "stance <> 'avoid' OR private"),
        check(
            "network_person_category",
            "category IN ('family', 'partner', 'friend', 'recovery', 'work', 'faith', 'other')",
        ),
        check("network_person_contact_known", "contact_id IS NULL OR NOT private"),
        check("network_person_somebody", "contact_id IS NOT NULL OR label <> ''"),
        check("network_person_stance", "stance IN ('supports', 'unsure', 'avoid')"),
        to("network_person", "contact_id", "contact"),
        to("network_person", "resident_id", "resident"),
    )
    op.create_index(op.f("ix_network_person_resident_id"), "network_person", ["resident_id"])
    only_while(
        "uq_network_person_contact",
        "network_person",
        ["contact_id"],
        "contact_id IS NOT NULL AND voided_at IS NULL",
    )


def _safe(name: str) -> str:
    """ "Bill W." of "Bill Wilson" or "Wilson, Bill": a last name is kept no more from here on."""
    last, comma, first = name.partition(",")
    words = (f"{first} {last}" if comma and first.strip() else name).replace(",", " ").split()
    if len(words) < 2:
        return "".join(words)
    letter = next((c for c in words[-1] if c.isalnum()), "")
    return f"{words[0]} {letter.upper()}." if letter else words[0]


def _known_sponsors() -> None:
    """Sponsors and mentors were contacts before; now they have a day and a history.

    Whoever is also an emergency contact stays one, by the name under which to call them.
    """
    ask = op.get_bind()
    known = "FROM contact WHERE kind IN ('sponsor', 'mentor') AND voided_at IS NULL"
    columns = "id, resident_id, kind, name, phone, created_at, created_by, note"
    rows = ask.execute(sa.text(f"SELECT {columns} {known} ORDER BY id")).mappings().all()
    sponsorship = sa.table(
        "sponsorship",
        *(sa.column(c, sa.Text()) for c in _TEXTS),
        *(sa.column(c, KEY) for c in ("resident_id", "created_by", "version")),
        sa.column("started_on", sa.Date()),
        sa.column("created_at", INSTANT),
    )
    for row in rows:
        made = row["created_at"]
        at = datetime.fromisoformat(made) if isinstance(made, str) else made
        ask.execute(
            sponsorship.insert().values(
                {c: "" for c in _TEXTS}
                | {c: row[c] for c in ("resident_id", "kind", "phone", "created_by", "note")}
                | {"name": _safe(row["name"]) or "?", "share": "name", "version": 1}
                | {"started_on": at.date(), "created_at": at}
            )
        )
    rename = sa.text("UPDATE contact SET name = :name WHERE id = :id")
    lost = "WHERE kind IN ('sponsor', 'mentor') AND NOT (is_emergency AND voided_at IS NULL)"
    for row in ask.execute(sa.text(f"SELECT id, name FROM contact {lost}")).mappings().all():
        ask.execute(rename, {"id": row["id"], "name": _safe(row["name"]) or "?"})
    change = "UPDATE contact SET version = version + 1, updated_at = created_at,"
    where = "WHERE kind IN ('sponsor', 'mentor') AND voided_at IS NULL"
    ask.execute(sa.text(f"{change} kind = 'emergency' {where} AND is_emergency"))
    ask.execute(sa.text(f"{change} voided_at = created_at {where}"))


def upgrade() -> None:
    """Bring the schema forward."""
    _supporter()
    _mentor_check()
    _sponsorship()
    _introduction()
    _sponsor_contact()
    _support_choice()
    _step_progress()
    _helping_event()
    _network_person()
    _known_sponsors()
    guards.install(op.get_bind(), ("mentor_check",))
